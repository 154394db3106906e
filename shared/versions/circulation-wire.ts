import { z } from 'zod'
import type { AccountId, RecommendationId, SessionId, VersionId } from '../ids.ts'
import { RECOMMENDATION_KINDS } from '../recommendations/model.ts'
import { fields, parts } from '../recommendations/wire.ts'
import { command, hash, id, instant, language, localDate, localised, query, requestId } from '../wire.ts'

const session = id<SessionId>()
const number = z.coerce.number().int().min(1).max(10_000)
const revision = z.object({
  number: z.number().int(),
  at: instant,
  commentsUntil: instant.nullable(),
  toObservers: z.boolean(),
})

const text = z.object({
  recommendation: id<RecommendationId>(),
  kind: z.enum(RECOMMENDATION_KINDS),
  number: z.number().int().nullable(),
  fields,
  parts,
  plain: z.object({ title: localised, text: localised, rationale: localised, indicator: localised }),
})

export const circulationWire = {
  circulate: command(
    'Cuts Rev.N of every text of the set and sends it round; drafting goes on. Day and hour are the session’s. Refuses: no-right, not-found, session-closed, nothing-to-circulate, malformed.',
    z.object({
      session,
      commentsUntil: z.object({ date: localDate, time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }).nullable(),
      toObservers: z.boolean(),
      requestId,
    }),
    z.object({ number: z.number().int() }),
  ),
  revisions: query(
    'The revisions of a session, newest first; for its secretariat with who got them and who has opened them. Refuses: not-found.',
    z.object({ session }),
    z.object({
      mayCirculate: z.boolean(),
      /** Whether who asks reads the whole set as it stands now. */
      mayReadPresent: z.boolean(),
      revisions: z.array(
        revision.extend({
          texts: z.number().int(),
          readers: z.array(
            z.object({
              account: id<AccountId>(),
              name: localised,
              language,
              openedAt: instant.nullable(),
            }),
          ),
          /** What may be sent to readers of each language; `{link}` stands for the address. Null for who does not send it. */
          message: localised.nullable(),
        }),
      ),
    }),
  ),
  revision: query(
    'One revision with every text as it was cut. Refuses: not-found.',
    z.object({ session, number }),
    revision.extend({
      texts: z.array(text.extend({ version: id<VersionId>(), versionNumber: z.number().int(), hash })),
    }),
  ),
  present: query(
    'The texts of a set as they stand now, in their order, without those withdrawn. Refuses: not-found.',
    z.object({ session }),
    z.object({ at: instant, texts: z.array(text) }),
  ),
  'note-opened': command(
    'Says that the person has the revision open, once. Refuses: not-found.',
    z.object({ session, number, requestId }),
    z.object({}),
  ),
} as const
