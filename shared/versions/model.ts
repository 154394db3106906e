import type { Hash } from '../hash.ts'
import type { AccountId, RecommendationId, TextId, VersionId } from '../ids.ts'
import type { Fields, RecommendationKind } from '../recommendations/model.ts'
import type { Parts } from '../text/canonical.ts'
import type { Instant } from '../time.ts'

/** The countdown a chair may give before a freeze. */
export const FREEZE_COUNTDOWN_S = 10

/** A numbered, hashed cut of a text in all its languages and fields. */
export type Version = {
  readonly id: VersionId
  readonly recommendation: RecommendationId
  readonly text: TextId
  readonly number: number
  readonly reason: 'freeze' | 'circulation'
  readonly content: string
  readonly hash: Hash
  readonly seq: number
  readonly authors: readonly AccountId[]
  readonly createdAt: Instant
  readonly createdBy: AccountId
}

/** What a version's bytes say when parsed. */
export type VersionContent = {
  readonly form: number
  readonly kind: RecommendationKind
  readonly fields: Fields
  readonly parts: Parts
}
