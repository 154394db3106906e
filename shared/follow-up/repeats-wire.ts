import { z } from 'zod'
import type { AddresseeId, EarlierId, RecommendationId, SessionId } from '../ids.ts'
import { command, id, localDate, localised, query, requestId } from '../wire.ts'
import { REPEAT_WAYS, STATUSES } from './model.ts'

const recommendation = id<RecommendationId>()
const int = z.number().int()
const way = z.enum(REPEAT_WAYS)
/** One of the list beside the evidence, or one that was adopted in an earlier session. */
const earlierOne = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), id: id<EarlierId>() }),
  z.object({ kind: z.literal('adopted'), id: recommendation }),
])
const said = z.object({ source: localised, number: z.string(), date: localDate.nullable(), text: localised })

/** A link as rows of the table name it. */
export const repeatName = z.object({ way, source: localised, number: z.string() })

export const repeatsWire = {
  repeats: query(
    'The earlier recommendations that one goes on from, with what became of them, and the later ones that go on from it. Refuses: not-found.',
    z.object({ recommendation }),
    z.object({
      links: z.array(
        z.object({
          number: int,
          way,
          of: earlierOne,
          said,
          /** As the list says it now; empty: it says nothing. */
          listedAs: z.string(),
          /** What the councils found, addressee by addressee; null: it is not on this house's follow-up, or not for this reader. */
          found: z
            .object({
              session: id<SessionId>(),
              addressees: z.array(
                z.object({ id: id<AddresseeId>(), abbr: localised, status: z.enum(STATUSES).nullable() }),
              ),
            })
            .nullable(),
        }),
      ),
      later: z.array(
        z.object({
          recommendation,
          session: id<SessionId>(),
          sessionTitle: localised,
          number: int.nullable(),
          way,
          /** Whether it has a page in the follow-up of its session. */
          isAdopted: z.boolean(),
        }),
      ),
      mayLink: z.boolean(),
    }),
  ),
  'earlier-ones': query(
    'Earlier recommendations that have these words, of the list and of earlier sessions, for who links them. Refuses: not-found, no-right, frozen, session-not-open.',
    z.object({ recommendation, words: z.string().max(200).optional() }),
    z.object({
      found: z.array(z.object({ of: earlierOne, said, isLinked: z.boolean() })),
      /** Whether there are more than these. */
      more: z.boolean(),
    }),
  ),
  'link-earlier': command(
    'Says that a recommendation repeats or follows an earlier one. Refuses: not-found, no-right, frozen, session-not-open, already-so, evidence-full.',
    z.object({ recommendation, way, of: earlierOne, requestId }),
    z.object({ number: int }),
  ),
  'unlink-earlier': command(
    'Takes such a link back. Refuses: not-found, no-right, frozen, session-not-open.',
    z.object({ recommendation, number: int, requestId }),
    z.object({}),
  ),
  'published-repeats': query(
    'The earlier recommendations that a published text goes on from, for everybody. Refuses: not-found, too-fast.',
    z.object({ recommendation }),
    z.object({
      links: z.array(
        z.object({
          way,
          said,
          /** The earlier one, where it is published here. */
          published: recommendation.nullable(),
        }),
      ),
    }),
    { open: true },
  ),
} as const
