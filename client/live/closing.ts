import { CLOSE } from '../../shared/live/room.ts'
import type { Ending } from './line.ts'

/** What a room does when its connection ended. `try` asks first who is signed in when the connection never opened. */
export type Closing =
  | { readonly next: 'end'; readonly ending: Ending }
  | { readonly next: 'begin-anew'; readonly reason: string }
  | { readonly next: 'try'; readonly noSoonerThanMs: number }

const TOO_FAST_WAIT_MS = 3_000

/**
 * What follows from a close code. Codes from 4400 to 4499 are never answered by the same Y.Doc again as long as it holds words the
 * server would refuse again. `code` is null when the line was cut. Source: RULES.md LT43.
 */
export function afterClose(code: number | null, words: boolean, alreadyAnew: boolean): Closing {
  switch (code) {
    case CLOSE.signedOut:
      return { next: 'end', ending: 'signed-out' }
    case CLOSE.gone:
      return { next: 'end', ending: 'gone' }
    case CLOSE.oldSchema:
      return alreadyAnew ? { next: 'end', ending: 'old-page' } : { next: 'begin-anew', reason: 'new-epoch' }
    case CLOSE.noRight:
      return words ? { next: 'begin-anew', reason: 'no-right' } : { next: 'end', ending: 'no-right' }
    case CLOSE.frozen:
      return words ? { next: 'begin-anew', reason: 'frozen' } : { next: 'try', noSoonerThanMs: 0 }
    case CLOSE.badFrame:
    case CLOSE.tooLarge:
      return words ? { next: 'begin-anew', reason: 'too-large' } : { next: 'try', noSoonerThanMs: 0 }
    case CLOSE.tooFast:
      return { next: 'try', noSoonerThanMs: TOO_FAST_WAIT_MS }
    default:
      return { next: 'try', noSoonerThanMs: 0 }
  }
}
