import type { RoomStatus } from '../../shared/live/room.ts'
import type { Instant } from '../../shared/time.ts'

/** Why a room stopped for good: nothing is sent or tried again until the page is opened anew. */
export type Ending = 'signed-out' | 'no-right' | 'gone' | 'old-page' | 'fault'

/** What the connection line says. Nothing is guessed: `saved` only when the server said so of every change. */
export type Line =
  | { readonly kind: 'joining' }
  | { readonly kind: 'saved'; readonly at: Instant | null }
  | { readonly kind: 'on-this-device' }
  | { readonly kind: 'offline'; readonly waiting: number }
  | { readonly kind: 'frozen'; readonly at: Instant | null }
  | { readonly kind: 'read-only'; readonly reason: 'pen' | 'no-right' | 'store' }
  | { readonly kind: 'ended'; readonly ending: Ending; readonly waiting: number }

export type LineFacts = {
  readonly ending: Ending | null
  readonly connected: boolean
  /** Whether the server's text has come since the room was entered. */
  readonly synced: boolean
  /** True until the first connection came or failed. */
  readonly first: boolean
  readonly waiting: number
  readonly savedAt: Instant | null
  readonly frozenAt: Instant | null
  readonly status: RoomStatus | null
}

/** The connection line from the facts. Source: RULES.md LT47. */
export function lineOf(facts: LineFacts): Line {
  const { status, waiting } = facts
  if (facts.ending) return { kind: 'ended', ending: facts.ending, waiting }
  if (!facts.connected) return facts.first && waiting === 0 ? { kind: 'joining' } : { kind: 'offline', waiting }
  if (!status) return { kind: 'joining' }
  if (status.reason === 'frozen') return { kind: 'frozen', at: facts.frozenAt }
  if (status.access === 'read') return { kind: 'read-only', reason: status.reason ?? 'no-right' }
  if (!facts.synced) return { kind: 'joining' }
  return waiting > 0 ? { kind: 'on-this-device' } : { kind: 'saved', at: facts.savedAt }
}
