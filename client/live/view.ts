import type * as Y from 'yjs'
import type { RoomStatus } from '../../shared/live/room.ts'
import { type Line, type LineFacts, lineOf } from './line.ts'
import type { NotAccepted } from './not-accepted.ts'
import type { PacedAwareness } from './presence.ts'
import type { Sitting } from './sitting.ts'

/** Everything a page shows of a room. A new object with every change. */
export type RoomView = {
  /** Null until the device's copy or the server gave something to show. */
  readonly doc: Y.Doc | null
  readonly awareness: PacedAwareness | null
  readonly status: RoomStatus | null
  /** The server's clock minus this device's, in ms. */
  readonly clockOffset: number
  readonly editable: boolean
  readonly line: Line
  readonly waiting: number
  /** Whether this browser keeps the words of the page; otherwise closing it loses what waits. */
  readonly kept: boolean
  readonly notAccepted: readonly NotAccepted[]
}

type Seen = {
  /** The one whose Y.Doc is in sight. */
  readonly sitting: Sitting
  readonly facts: Omit<LineFacts, 'waiting' | 'kept'>
  readonly isShown: boolean
  readonly mayWrite: boolean
  readonly clockOffset: number
  readonly notAccepted: readonly NotAccepted[]
}

/** What a page shows, from what the room knows. */
export function viewOf({ sitting, facts, isShown, mayWrite, clockOffset, notAccepted }: Seen): RoomView {
  const { waiting } = sitting.count
  const kept = sitting.copy?.isKept ?? false
  return {
    doc: isShown ? sitting.doc : null,
    awareness: isShown ? sitting.connection.awareness : null,
    status: facts.status,
    clockOffset,
    editable: isShown && mayWrite && facts.ending === null,
    line: lineOf({ ...facts, waiting, kept }),
    waiting,
    kept,
    notAccepted,
  }
}
