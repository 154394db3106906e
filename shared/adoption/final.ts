import type { Hash } from '../hash.ts'
import type { AccountId, CouncilId, RecommendationId, SessionId, TextId, VersionId } from '../ids.ts'
import type { Language } from '../language.ts'
import type { Part } from '../text/canonical.ts'
import type { Instant, LocalDate } from '../time.ts'

export const FINAL_STAGES = ['drafting', 'confirming', 'signing', 'published'] as const
/** *Drafting*: the secretariat works on a copy. *Confirming*: the chairs say that nothing of substance was changed. */
export type FinalStage = (typeof FINAL_STAGES)[number]

export const CHANGE_CLASSES = ['typographic', 'language-alignment', 'personal-data', 'correction'] as const
/** What a change of the adopted words is. *Personal data*: it takes out what a person could be recognised by. A *correction* only in a corrigendum. */
export type ChangeClass = (typeof CHANGE_CLASSES)[number]

export const SIGNATURE_KINDS = ['recorded', 'file', 'declined'] as const
/** A confirmation with the password again, a signature in a file of its own, or the reason why there is none. */
export type SignatureKind = (typeof SIGNATURE_KINDS)[number]

/** The final text of an adopted one (round 0), or a corrigendum to it under its number. */
export type FinalRound = {
  readonly recommendation: RecommendationId
  readonly session: SessionId
  readonly round: number
  /** How often it was given to the chairs: what they said counts for the last time only. */
  readonly attempt: number
  readonly stage: FinalStage
  /** The copy that is worked on: a live text of its own. */
  readonly text: TextId
  /** The adopted version, or the final text that is corrected. */
  readonly base: VersionId
  /** What the chairs confirm and sign; null while it is drafted. */
  readonly version: VersionId | null
  readonly hash: Hash | null
  /** Why a corrigendum is made; empty for the final text. */
  readonly reason: string
  /** The number and day under which it is published. */
  readonly official: { readonly number: string; readonly date: LocalDate } | null
  readonly begunBy: AccountId
  readonly begunAt: Instant
  /** Who looked whether a person could be recognised, and published it. */
  readonly published: { readonly by: AccountId; readonly at: Instant } | null
}

/** One change of the copy against what it is a copy of, and what it was classed as. */
export type FinalChange = {
  /** The same as long as place in the order of alike ones and both passages are the same. */
  readonly key: string
  readonly part: Part
  readonly language: Language
  readonly before: string
  readonly after: string
  /** Words before and after it, to find it by. */
  readonly around: { readonly before: string; readonly after: string }
  /** It touches a figure or a negation: look twice. */
  readonly weighty: boolean
  readonly class: ChangeClass | null
}

export type Signature = {
  readonly council: CouncilId
  readonly account: AccountId
  readonly kind: SignatureKind
  readonly at: Instant
  /** Why it was declined. */
  readonly reason: string
}

/** How many published texts one search answers. */
export const MOST_PUBLISHED = 200

/** The longest reason, and the largest signature file; it travels in a JSON body of at most 1 MiB. */
export const MOST_FINAL_WORDS = 2_000
export const MOST_SIGNATURE_BYTES = 200_000
