import { z } from 'zod'
import type { PlaceId, VoteId } from '../ids.ts'
import { command, hash, id, requestId } from '../wire.ts'
import { CHOICES } from './model.ts'

const place = { vote: id<VoteId>(), place: id<PlaceId>() }
export const sheetStanding = z.enum(['none', 'one', 'differ', 'agree'])

/** The paper sheet of a place. */
export const sheet = z.object({
  /** How the two keyings stand to each other; null for who is not told. */
  standing: sheetStanding.nullable(),
  /** Whether the reader may key it now. */
  mayKey: z.boolean(),
  scan: z.boolean(),
})

export const paperWire = {
  'hand-sheet': command(
    'The secretariat hands a place its paper sheet, which closes its other ballots. Refuses: no-right, not-found, vote-not-open, wrong-manner, not-on-the-roll, already-so, already-cast.',
    z.object({ ...place, requestId }),
    z.object({}),
  ),
  'withdraw-ballot': command(
    'Two different people of the secretariat withdraw a ballot that was cast, and the place holds a paper sheet instead: the first asks, the second does it. Refuses: no-right, not-found, vote-not-open, wrong-manner, not-on-the-roll, already-so, not-cast, other-person-needed.',
    z.object({ ...place, requestId }),
    z.object({ withdrawn: z.boolean() }),
  ),
  'key-sheet': command(
    'A teller keys what is on a sheet, without seeing the other’s keying; when both agree it is the place’s ballot. Refuses: no-right, not-found, vote-not-open, wrong-manner, not-on-the-roll, wrong-text, no-sheet, already-cast, two-tellers, other-teller-first, no-ballot-secret, wrong-ballot-secret.',
    z.object({ ...place, hash, choice: z.enum(CHOICES), pad: z.string().max(8).optional(), requestId }),
    z.object({ place: id<PlaceId>(), choice: z.enum(CHOICES), standing: sheetStanding, pad: z.string().optional() }),
  ),
  'attach-scan': command(
    'Attaches the scan of a sheet: a PDF, PNG or JPEG of at most 700 kB in base64; of a sealed vote after its close. Refuses: no-right, not-found, no-sheet, vote-not-closed, vote-void, already-so, too-large, wrong-file.',
    z.object({ ...place, base64: z.base64().max(1_000_000), requestId }),
    z.object({}),
  ),
} as const
