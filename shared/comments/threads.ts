import type { AccountId, RecommendationId, RemarkId, SessionId, ThreadId } from '../ids.ts'
import type { Language } from '../language.ts'
import type { Part } from '../text/canonical.ts'
import { type Instant, MINUTE_MS } from '../time.ts'

/** Words of a text, known again by where they stand in the live text, by themselves, and by what stands around them. */
export type Passage = {
  readonly part: Part
  readonly language: Language
  /** Yjs relative positions as base64: of the first letter, and of the last; null where only a fixed version was in sight. */
  readonly start: string | null
  readonly end: string | null
  readonly quote: string
  /** Up to `CONTEXT` letters on either side. */
  readonly before: string
  readonly after: string
}

/** What is discussed in one place: a passage of a live text, or all of it. Written comments on a revision are another thing. */
export type Thread = {
  readonly id: ThreadId
  readonly session: SessionId
  readonly recommendation: RecommendationId
  readonly openedBy: AccountId
  readonly at: Instant
  /** Whether those who look on and were invited read and answer it; said when it is opened, and as it was said for ever. */
  readonly toObservers: boolean
  /** Null: the whole text. `seq`: the row of the text's log behind which it was made. */
  readonly passage: (Passage & { readonly seq: number }) | null
  readonly resolved: { readonly by: AccountId; readonly at: Instant } | null
}

/** What one person says in a thread. */
export type Remark = {
  readonly id: RemarkId
  readonly thread: ThreadId
  readonly author: AccountId
  readonly words: string
  readonly at: Instant
  readonly changedAt: Instant | null
  readonly withdrawnAt: Instant | null
}

export const MOST_REMARK_LETTERS = 5_000
export const MOST_QUOTE_LETTERS = 2_000
/** Letters on either side of a passage that are kept to know it again. */
export const CONTEXT = 40
export const MOST_MENTIONS = 20
/** Threads of one text, and remarks in one thread: far more than people read. */
export const MOST_THREADS = 500
export const MOST_REMARKS = 500
/** What one person says in so long at most; who types by hand never gets there. */
export const REMARKS_PER = { count: 30, ms: MINUTE_MS } as const

/** How a person is named in the words of a remark: `@{id}`, shown as their name in the reader's language. */
export const mentionOf = (account: string): string => `@{${account}}`

/** A remark's words cut at its mentions: words, and people, in their order. */
export function piecesOf(words: string): readonly ({ readonly words: string } | { readonly account: AccountId })[] {
  return words
    .split(/(@\{[A-Za-z0-9][A-Za-z0-9_-]{0,63}\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (isMention(piece) ? { account: piece.slice(2, -1) as AccountId } : { words: piece }))
}

const isMention = (piece: string): boolean => /^@\{[A-Za-z0-9][A-Za-z0-9_-]{0,63}\}$/.test(piece)

/** Who is mentioned in a remark's words, each once. */
export const mentionedIn = (words: string): readonly AccountId[] => [
  ...new Set(piecesOf(words).flatMap((piece) => ('account' in piece ? [piece.account] : []))),
]
