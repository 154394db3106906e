import type { AccountId, SessionId, TextId } from '../../shared/ids.ts'
import type { Presence } from './live-texts.ts'

/** One person's place in a text, as the others are shown it; `state` is null when it is taken back. */
export type Caret = {
  readonly client: number
  readonly clock: number
  readonly state: string | null
  readonly account: AccountId
}

/** Who is where on one server. */
export type People = {
  readonly presences: readonly Presence[]
  /** Accounts with an open page, by session. */
  readonly readers: readonly (readonly [SessionId, readonly string[]])[]
}

/**
 * What one server says to the others. `look`: something was done that the store tells of; `text`: a text has a new row;
 * `carets`: who points where in a text, only what changed, and `who` asks for all of them; `people`: who is where, whole.
 */
export type Word =
  | { readonly kind: 'look' }
  | { readonly kind: 'text'; readonly text: TextId; readonly seq: number }
  | { readonly kind: 'who'; readonly text: TextId }
  | { readonly kind: 'carets'; readonly text: TextId; readonly carets: readonly Caret[] }
  | { readonly kind: 'people'; readonly people: People }

/**
 * The quick way between servers of one store. It is never the truth and may lose any word: whoever misses one finds out within a
 * second from the store. Source: RULES.md LT60.
 */
export type Fanout = {
  /** Whether what is said arrives now. */
  readonly isUp: boolean
  say(word: Word): void
  close(): void
}

export type Hear = (from: string, word: Word) => void

/** For a server without others, or whose others are reached through the store alone. */
export const silent: Fanout = { isUp: false, say: () => undefined, close: () => undefined }
