import type { AccountId, TextId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'

/** What a live room is given from outside, so that it reads neither clock nor chance nor address by itself. */
export type RoomNeeds = {
  readonly account: AccountId
  readonly text: TextId
  /** `ws://host/live`, without the text. */
  readonly address: string
  readonly now: () => Instant
  /** A number from 0 up to 1. */
  readonly chance: () => number
  /** Asked after a failed connect, because a page cannot see a 401 at upgrade. */
  readonly askWho: () => Promise<'signed-in' | 'signed-out' | 'unreachable'>
  /** Absent outside a browser. */
  readonly storage: Storage | null
  readonly socket?: typeof WebSocket
}
