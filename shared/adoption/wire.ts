import { z } from 'zod'
import { LANGUAGE_STATES } from '../councils/model.ts'
import type { AccountId, RecommendationId, SessionId, VersionId, VoteId } from '../ids.ts'
import { fields, parts } from '../recommendations/wire.ts'
import { opinion } from '../votes/opinions-wire.ts'
import { outcome } from '../votes/wire.ts'
import { command, HEAVY, hash, id, instant, language, localised, query, requestId } from '../wire.ts'
import { finalWire } from './final-wire.ts'

const languageStates = z.object({
  kk: z.enum(LANGUAGE_STATES),
  ru: z.enum(LANGUAGE_STATES),
  en: z.enum(LANGUAGE_STATES),
})

export const adoptionWire = {
  ...finalWire,
  adopt: command(
    'The presiding chair makes a carried version, or the carried set, the councils’ own; names the state of each language of record. Refuses: no-right, not-found, not-carried, vote-void, vote-not-closed, wrong-text, already-adopted, languages-behind, objection-waits.',
    z.object({ vote: id<VoteId>(), hash, requestId }),
    /** The texts that were adopted by this act: one, or those of the set that were not adopted before. */
    z.object({ adopted: z.array(id<RecommendationId>()) }),
    HEAVY,
  ),
  text: query(
    'The adopted text of a recommendation with vote, outcome and the head of the record book. Refuses: not-found.',
    z.object({ recommendation: id<RecommendationId>() }),
    z.object({
      recommendation: id<RecommendationId>(),
      session: id<SessionId>(),
      sessionTitle: localised,
      /** IANA name of the zone in which the hours are said. */
      timezone: z.string(),
      kind: z.string(),
      number: z.number().int().nullable(),
      vote: id<VoteId>(),
      voteNumber: z.number().int(),
      /** The question that was voted on. */
      question: localised,
      version: id<VersionId>(),
      hash,
      parts,
      plain: z.object({ title: localised, text: localised, rationale: localised, indicator: localised }),
      fields,
      languagesOfRecord: z.array(language),
      languages: languageStates,
      adoptedAt: instant,
      adoptedBy: z.object({ account: id<AccountId>(), name: localised }),
      outcome,
      /** What members said of it in their own words: explanations, dissents, reservations. */
      opinions: z.array(opinion),
      head: z.object({ number: z.number().int(), hash }),
      /** The very bytes that are hashed. */
      canonical: z.string(),
    }),
  ),
} as const
