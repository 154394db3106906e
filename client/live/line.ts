import type { RoomStatus } from '../../shared/live/room.ts'
import type { Instant } from '../../shared/time.ts'

/** Why a room stopped for good: nothing is sent or tried again until the page is opened anew. */
export type Ending = 'signed-out' | 'no-right' | 'gone' | 'old-page' | 'fault'

/**
 * What the connection line says. Nothing is guessed: `saved` only when the server said so of every change. `waiting` is the
 * number of own changes that are not saved, where it is worth saying.
 */
export type Line =
  | { readonly kind: 'joining'; readonly waiting: number }
  | { readonly kind: 'saved'; readonly at: Instant | null }
  /** On their way; `waiting` is 0 as long as they are not overdue. */
  | { readonly kind: 'on-this-device'; readonly waiting: number }
  /** As `on-this-device`, in a browser that keeps nothing for a page. */
  | { readonly kind: 'in-this-page'; readonly waiting: number }
  | { readonly kind: 'offline'; readonly waiting: number }
  | { readonly kind: 'frozen'; readonly at: Instant | null; readonly waiting: number }
  | {
      readonly kind: 'read-only'
      readonly reason: 'pen' | 'no-right'
      readonly pen: RoomStatus['pen']
      readonly waiting: number
    }
  /** The server cannot save. */
  | { readonly kind: 'store'; readonly waiting: number }
  | { readonly kind: 'ended'; readonly ending: Ending; readonly waiting: number }

export type LineFacts = {
  readonly ending: Ending | null
  readonly connected: boolean
  /** Whether the server's text has come since the room was entered. */
  readonly synced: boolean
  /** True until the first connection came or failed. */
  readonly first: boolean
  readonly waiting: number
  /** Whether what waits has been on its way for too long. */
  readonly overdue: boolean
  /** Whether what waits is on the device's disk. */
  readonly kept: boolean
  readonly savedAt: Instant | null
  readonly frozenAt: Instant | null
  readonly status: RoomStatus | null
}

/** The connection line from the facts. Source: RULES.md LT47. */
export function lineOf(facts: LineFacts): Line {
  const { status, waiting } = facts
  if (facts.ending) return { kind: 'ended', ending: facts.ending, waiting }
  if (!facts.connected) return facts.first ? { kind: 'joining', waiting } : { kind: 'offline', waiting }
  if (!status) return { kind: 'joining', waiting }
  if (status.reason === 'frozen') return { kind: 'frozen', at: facts.frozenAt, waiting }
  if (status.reason === 'store') return { kind: 'store', waiting }
  if (status.access === 'read')
    return { kind: 'read-only', reason: status.reason === 'pen' ? 'pen' : 'no-right', pen: status.pen, waiting }
  if (!facts.synced) return { kind: 'joining', waiting }
  if (waiting === 0) return { kind: 'saved', at: facts.savedAt }
  return { kind: facts.kept ? 'on-this-device' : 'in-this-page', waiting: facts.overdue ? waiting : 0 }
}
