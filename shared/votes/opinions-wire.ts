import { z } from 'zod'
import { REFUSAL_CODES } from '../decision.ts'
import type { AccountId, CouncilId, OpinionId, RecommendationId, VoteId } from '../ids.ts'
import { command, id, instant, localDate, localised, query, requestId } from '../wire.ts'
import { LONGEST_OPINION, OPINION_KINDS } from './opinions.ts'

const said = z.string().max(LONGEST_OPINION)
const words = z.object({ kk: said, ru: said, en: said })
const kind = z.enum(OPINION_KINDS)

/** An opinion as it is shown with an outcome and printed with an adopted text. */
export const opinion = z.object({
  id: id<OpinionId>(),
  vote: id<VoteId>(),
  voteNumber: z.number().int(),
  kind,
  /** The text it is about; null for the set as a whole and for procedure. */
  recommendation: id<RecommendationId>().nullable(),
  account: id<AccountId>(),
  name: localised,
  councils: z.array(z.object({ id: id<CouncilId>(), name: localised })),
  words: localised,
  givenAt: instant,
  changedAt: instant.nullable(),
})

const giving = z.object({
  kind,
  /** Whether the asking account may give one of this kind now; else why not. */
  may: z.union([
    z.object({ ok: z.literal(true) }),
    z.object({ ok: z.literal(false), code: z.enum(REFUSAL_CODES), rule: z.string() }),
  ]),
})

export const opinionsWire = {
  opinions: query(
    'What members said of a vote in their own words, and what the asking account may say. Refuses: not-found.',
    z.object({ vote: id<VoteId>() }),
    z.object({
      opinions: z.array(opinion.extend({ mine: z.boolean(), mayChange: z.boolean() })),
      kinds: z.array(giving),
      /** The last day for the asking account's opinions; null where only the end of the session counts. */
      lastDay: localDate.nullable(),
    }),
  ),
  'give-opinion': command(
    'A member on the roll explains their vote, dissents from what was carried, or reserves their position on what was decided without a vote. Refuses: not-found, malformed, not-on-the-roll, vote-void, no-dissent, nothing-decided, voted-for, was-voted, already-given, opinions-over, session-closed.',
    z.object({
      vote: id<VoteId>(),
      kind /** Of a vote on the set: the one text it is about. */,
      recommendation: id<RecommendationId>().optional(),
      words,
      requestId,
    }),
    z.object({ opinion: id<OpinionId>() }),
  ),
  'change-opinion': command(
    'Its member puts an opinion in other words while it is time. Refuses: not-found, malformed, not-your-opinion, vote-void, opinions-over, session-closed.',
    z.object({ opinion: id<OpinionId>(), words, requestId }),
    z.object({}),
  ),
  'withdraw-opinion': command(
    'Its member takes an opinion back while it is time; it is shown no more. Refuses: not-found, not-your-opinion, vote-void, opinions-over, session-closed.',
    z.object({ opinion: id<OpinionId>(), requestId }),
    z.object({}),
  ),
} as const
