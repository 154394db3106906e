import { z } from 'zod'
import type { VoteId } from '../ids.ts'
import { command, id, requestId } from '../wire.ts'
import { CHOICES } from './model.ts'

const MOST_COUNTED = 100_000
const MOST_SCOPES = 20
const number = z.number().int().min(0).max(MOST_COUNTED)

const handCount = z.object({ scope: z.string().max(100), for: number, against: number, abstain: number })
export const handCounts = z.array(handCount).min(1).max(MOST_SCOPES)

/** What chairs say at the close was their own hand, where it decides a tie; null: they raised none. */
export const chairsWords = z
  .array(z.object({ scope: z.string().max(100), choice: z.enum(CHOICES).nullable() }))
  .max(MOST_SCOPES)

/** How the two counts stand to each other. */
export const countStanding = z.enum(['none', 'one', 'differ', 'agree'])

/** A show of hands as its reader may see it. */
export const hands = z.object({
  /** What is counted apart, with how many places each has: the pool, or each council. */
  scopes: z.array(z.object({ scope: z.string(), places: z.number().int() })),
  /** Null for who is told nothing of the counting. */
  standing: countStanding.nullable(),
  /** Whether the reader is one of the two tellers, or may become one. */
  mayCount: z.boolean(),
  /** What the reader entered last. */
  mine: handCounts.nullable(),
  /** What both tellers counted: to who presides and the two once they agree, to all from the announcement. */
  agreed: handCounts.nullable(),
  /** Scopes that are equal, where the chair's own vote decides and must be said at the close. */
  tied: z.array(z.string()),
})

export const handsWire = {
  'enter-count': command(
    'One of the two tellers of a show of hands enters what was counted, without seeing the other’s numbers. Refuses: no-right, not-found, vote-not-open, wrong-manner, two-tellers, malformed, too-many-counted.',
    z.object({ vote: id<VoteId>(), counts: handCounts, requestId }),
    z.object({ standing: countStanding }),
  ),
} as const
