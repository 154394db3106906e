import type { AccountId, TextId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'

/** Who is behind this browser's cookie now, seen from a room of one account. */
export type Who = 'signed-in' | 'someone-else' | 'signed-out' | 'unreachable'

/** What a live room is given from outside, so that it reads neither clock nor chance nor address by itself. */
export type RoomNeeds = {
  readonly account: AccountId
  readonly text: TextId
  /** This page among the pages of the device that may have the text open. */
  readonly page: string
  /** `ws://host/live`, without the text. */
  readonly address: string
  readonly now: () => Instant
  /** A number from 0 up to 1. */
  readonly chance: () => number
  /** Asked after a failed connect, because a page cannot see a 401 at upgrade. */
  readonly askWho: () => Promise<Who>
  /** Absent outside a browser. */
  readonly storage: Storage | null
  readonly socket?: typeof WebSocket
}
