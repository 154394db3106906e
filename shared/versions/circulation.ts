import type { RecommendationId, SessionId, VersionId } from '../ids.ts'
import type { Instant } from '../time.ts'

/** The set of a session as it was sent round once: Rev.1, Rev.2 … */
export type Revision = {
  readonly session: SessionId
  readonly number: number
  readonly at: Instant
  /** Until then written comments are taken; null: none are asked for. */
  readonly commentsUntil: Instant | null
  /** Whether those who look on got it too. */
  readonly toObservers: boolean
}

/** A text as it stands in a revision, in the order of the set. */
export type RevisionText = { readonly recommendation: RecommendationId; readonly version: VersionId }

/** How a revision is called. */
export const revisionName = (number: number): string => `Rev.${number}`
