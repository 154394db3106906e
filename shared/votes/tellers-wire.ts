import { z } from 'zod'
import type { AccountId, PlaceId, VoteId } from '../ids.ts'
import { command, id, instant, localised, requestId } from '../wire.ts'
import { handCounts } from './hands-wire.ts'
import { CHOICES } from './model.ts'

/** Who counts or keys, and what was set aside of it. */
export const tellers = z.object({
  /** Whose entries the reader may set aside: something of theirs waits still. */
  waiting: z.array(z.object({ account: id<AccountId>(), name: localised })),
  aside: z.array(
    z.object({
      number: z.number().int(),
      teller: localised,
      by: localised,
      at: instant,
      words: z.string(),
      /** Of hands: what the teller had counted last; null before the counts of the vote may be read. */
      counts: handCounts.nullable(),
      /** Sheets whose keying was set aside; the choice is null before those of the vote may be read. */
      sheets: z.array(z.object({ place: id<PlaceId>(), name: localised, choice: z.enum(CHOICES).nullable() })),
    }),
  ),
})

export const tellersWire = {
  'set-aside-teller': command(
    'Who presides, or the operator on the chair’s word, sets aside what a teller who is gone entered and both do not agree on; another person of the secretariat takes the place. Refuses: no-right, not-found, vote-not-open, nothing-to-set-aside.',
    z.object({ vote: id<VoteId>(), teller: id<AccountId>(), words: z.string().trim().min(3).max(1_000), requestId }),
    z.object({}),
  ),
} as const
