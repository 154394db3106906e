import type { AccountId, TextId } from '../../shared/ids.ts'
import type { PresenceUser, TextAccess } from '../../shared/live/room.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import type { Caret } from './fanout.ts'

/**
 * A live text read at one row of its log. `authors`: accounts with words in the log up to that row, sorted; `redactions`: of the head when
 * it was read.
 */
export type TextReading = {
  readonly seq: number
  readonly parts: Parts
  /** Yjs state (update format v1) after that row. */
  readonly state: Uint8Array
  readonly authors: readonly AccountId[]
  readonly redactions: number
}

/** Whoever only wants the words of a text, as they are now. */
export type ReadsWords = { read(text: TextId): Promise<Pick<TextReading, 'seq' | 'parts'>> }

/** How many characters of a text are each account's as it stands now, most first. */
export type Credits = readonly (readonly [account: AccountId, characters: number])[]

/** Who is in a text now. `typing`: wrote within the last few seconds. */
export type Presence = { readonly text: TextId; readonly account: AccountId; readonly typing: boolean }

/** What the rest of the server asks of the live texts; it knows neither sockets nor rooms. */
export type LiveTexts = {
  /** The text at or beyond the last committed row, or exactly after row `upTo`. Source: RULES.md LT39. */
  read(text: TextId, upTo?: number): Promise<TextReading>
  /** How much of the text at or beyond the last committed row is whose. Source: RULES.md VE41. */
  credits(text: TextId): Promise<Credits>
  /** Runs `write` while the log's writer waits: on SQLite two writers at once would block the main thread. */
  turn<T>(write: () => Promise<T>): Promise<T>
  /** Stage, pen or right of a text changed (committed): every connection here is re-judged before this resolves. */
  accessChanged(text: TextId): Promise<void>
  /** An account's sign-ins ended or it was blocked: its connections are closed 4401. `signInHash` limits it to one sign-in. */
  signedOut(account: AccountId, signInHash?: string): void
  present(): readonly Presence[]
  /** SIGTERM: commit what came, close sockets with 1012. */
  close(): Promise<void>
}

/** The other servers, as the rooms of this one meet them. */
export type Elsewhere = {
  /** This server's log has a new row. */
  readonly wrote: (text: TextId, seq: number) => void
  readonly opened: (text: TextId) => void
  readonly caretsMoved: (text: TextId, carets: readonly Caret[]) => void
  readonly presences: () => readonly Presence[]
}

/** For a server without others. */
export const NOWHERE: Elsewhere = {
  wrote: () => undefined,
  opened: () => undefined,
  caretsMoved: () => undefined,
  presences: () => [],
}

/** What is measured of the live texts; nothing of whom or of which text. Source: RULES.md WA1. */
export type LiveMeasures = {
  /** A clock that only goes on, in ms. */
  readonly now: () => number
  /** An update that came at `since` is in the log, and its writer is told. */
  readonly acknowledged: (since: number) => void
  readonly refused: (code: string) => void
}

/** For live texts that nobody watches. */
export const UNMEASURED: LiveMeasures = { now: () => 0, acknowledged: () => undefined, refused: () => undefined }

/** How busy the live texts of a server are. */
export type LiveLoad = {
  readonly texts: number
  readonly connections: number
  /** What waits for its turn at the log: updates, texts that have some, acts, and what may wait for everything else. */
  readonly queue: { readonly updates: number; readonly texts: number; readonly acts: number; readonly later: number }
}

/** What the live texts ask of the house, handed in by app.ts. */
export type LiveNeeds = {
  /** Who a cookie header is, or null; `signInHash` names the sign-in so that it can be ended. */
  readonly authenticate: (cookie: string | undefined) => Promise<{ account: AccountId; signInHash: string } | null>
  /** Whether an Origin may open sockets on this Host. */
  readonly allowedOrigin: (origin: string | undefined, host: string | undefined) => boolean
  readonly access: (text: TextId, account: AccountId) => Promise<TextAccess>
  /** The number that every change of access raises; null for a text that does not exist. */
  readonly rev: (text: TextId) => Promise<number | null>
  readonly presenceUser: (account: AccountId) => Promise<PresenceUser>
  /** The text's words or the people in it changed; told at most twice a second per text by the caller's news. */
  readonly changed: (text: TextId, seq: number) => void
  readonly presenceChanged: () => void
  /** What other servers on this store must know of this one, and who is on them; nothing where there is one server. */
  readonly elsewhere: Elsewhere
  /** When what was just committed is on the second disk too; null: nothing to wait for. Source: RULES.md RB11. */
  readonly kept?: () => Promise<void> | null
  readonly measures: LiveMeasures
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly log: (level: 'info' | 'warn' | 'error', message: string, fields?: Record<string, unknown>) => void
}
