import type { AccountId, CommentId, RecommendationId, SessionId } from '../ids.ts'
import type { Language } from '../language.ts'
import type { Instant } from '../time.ts'

export const COMMENT_KINDS = ['comment', 'proposed-words', 'fact-check'] as const
export type CommentKind = (typeof COMMENT_KINDS)[number]

/** What somebody wrote on a text of a revision, with the answer it got. */
export type Comment = {
  readonly id: CommentId
  readonly session: SessionId
  readonly recommendation: RecommendationId
  readonly revision: number
  readonly author: AccountId
  readonly kind: CommentKind
  readonly language: Language
  readonly words: string
  /** Words proposed instead; null: none. */
  readonly proposed: string | null
  readonly at: Instant
  readonly changedAt: Instant | null
  readonly reply: { readonly words: string; readonly by: AccountId; readonly at: Instant } | null
}

export const MOST_COMMENT_LETTERS = 5_000
