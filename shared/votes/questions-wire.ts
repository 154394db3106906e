import { z } from 'zod'
import { MOTION_KINDS, RULINGS } from '../floor/model.ts'
import type { AmendmentId, MotionId, PointOfOrderId, RecommendationId, SessionId } from '../ids.ts'
import { id, localised } from '../wire.ts'

const session = id<SessionId>()
const motion = z.object({ kind: z.literal('motion'), session, motion: id<MotionId>() })
const ruling = z.object({ kind: z.literal('ruling'), session, pointOfOrder: id<PointOfOrderId>() })
const set = z.object({ kind: z.literal('adopt-set'), session })
/** An amendment; of a separate vote it is asked whether the part stays. */
const amending = z.object({ kind: z.literal('adopt-amendment'), amendment: id<AmendmentId>() })

/** A question in words, short enough to be read from the back of the hall; empty in a language it is not said in. */
const said = z.string().max(1_000)
const words = z.object({ kk: said, ru: said, en: said })

export const adopting = z.object({ kind: z.literal('adopt-recommendation'), recommendation: id<RecommendationId>() })

/** What may be put beside the adoption of one recommendation. */
export const asked = z.discriminatedUnion('kind', [
  set,
  z.object({ kind: z.literal('keep-part'), recommendation: id<RecommendationId>(), words }),
  amending,
  z.object({ kind: z.literal('reopen'), recommendation: id<RecommendationId>() }),
  z.object({ kind: z.literal('procedure'), session, words }),
  motion,
  ruling,
])

/** What is prepared before it is put; the words of a question of procedure are still to be said. */
export const prepared = z.discriminatedUnion('kind', [
  set,
  amending,
  z.object({ kind: z.literal('procedure'), session }),
  motion,
  ruling,
])

/** The motion or the ruling that a vote decides, and what became of it. */
export const decides = z.discriminatedUnion('on', [
  z.object({
    on: z.literal('motion'),
    motion: id<MotionId>(),
    kind: z.enum(MOTION_KINDS),
    /** Who moved it. */
    name: localised,
    stage: z.enum(['waiting', 'withdrawn', 'carried', 'rejected', 'out-of-order']),
  }),
  z.object({
    on: z.literal('ruling'),
    pointOfOrder: id<PointOfOrderId>(),
    ruling: z.enum(RULINGS),
    /** Who appeals. */
    name: localised,
    overturned: z.boolean().nullable(),
  }),
])
