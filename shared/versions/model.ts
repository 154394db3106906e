import type { Hash } from '../hash.ts'
import type { AccountId, RecommendationId, TextId, VersionId } from '../ids.ts'
import type { Fields, RecommendationKind } from '../recommendations/model.ts'
import type { Parts } from '../text/canonical.ts'
import { type Instant, MINUTE_MS } from '../time.ts'

/** The countdown a chair may give before a freeze. */
export const FREEZE_COUNTDOWN_S = 10

/** Why a version was cut. `named`: somebody gave it a name; `activity`: it was written in; `before-restore` and `restore`: what stood before an older one was brought back, and after; `fork`: an amendment was begun from it; `amendment`: one was adopted into it; `finalisation`: the secretariat gave its final words to the chairs. */
export const VERSION_REASONS = [
  'freeze',
  'circulation',
  'named',
  'close',
  'activity',
  'before-restore',
  'restore',
  'fork',
  'amendment',
  'finalisation',
] as const
export type VersionReason = (typeof VERSION_REASONS)[number]

/** How long changes stay without a version of their own. */
export const ACTIVITY_MS = 10 * MINUTE_MS

/** The longest name of a version, and the longest reason given with it. */
export const MOST_NAME = 80
export const MOST_WORDS = 500

/** A numbered, hashed cut of a text in all its languages and fields. */
export type Version = {
  readonly id: VersionId
  readonly recommendation: RecommendationId
  readonly text: TextId
  readonly number: number
  readonly reason: VersionReason
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
