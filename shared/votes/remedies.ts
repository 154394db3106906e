import type { AccountId, CorrectionId, CouncilId, ObjectionId, PlaceId, VoidingId, VoteId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { Choice, HandCount } from './model.ts'

/** For what a vote may be made void, and for nothing else: disliking the outcome is reopening. Source: RULES.md VO80. */
export const VOID_GROUNDS = ['wrong-text', 'wrong-roll', 'wrong-rules', 'technical-failure', 'disorder'] as const
export type VoidGround = (typeof VOID_GROUNDS)[number]

/** For what a member objects to an announced outcome. Source: RULES.md VO90. */
export const OBJECTION_GROUNDS = [...VOID_GROUNDS, 'wrong-count'] as const
export type ObjectionGround = (typeof OBJECTION_GROUNDS)[number]

export const VOID_WAYS = ['chair', 'chairs', 'procedure', 'objection'] as const
/** By the presiding chair alone, by all chairs together, following a vote on procedure, or following an upheld objection. */
export type VoidWay = (typeof VOID_WAYS)[number]

export const VOIDING_STAGES = ['proposed', 'declined', 'done'] as const

/** That a vote be void: done at once, or proposed to the chairs of all councils. */
export type Voiding = {
  readonly id: VoidingId
  readonly vote: VoteId
  readonly ground: ObjectionGround
  readonly words: string
  readonly way: VoidWay
  readonly stage: (typeof VOIDING_STAGES)[number]
  readonly by: AccountId
  readonly at: Instant
  /** Who agreed last, or declined; null while it is proposed. */
  readonly decidedBy: AccountId | null
  readonly decidedAt: Instant | null
  /** The vote on procedure it follows. */
  readonly follows: VoteId | null
  readonly agreed: readonly { readonly council: CouncilId; readonly by: AccountId; readonly at: Instant }[]
}

export const CORRECTION_STAGES = ['proposed', 'declined', 'confirmed'] as const

/** A ballot was keyed with a wrong choice, or for a wrong place. */
export type BallotChange =
  | { readonly kind: 'choice'; readonly place: PlaceId; readonly from: Choice; readonly to: Choice }
  | { readonly kind: 'place'; readonly place: PlaceId; readonly choice: Choice; readonly to: PlaceId }

/** Hands were counted, or entered, wrongly. */
export type CountChange = {
  readonly kind: 'counts'
  readonly from: readonly HandCount[]
  readonly to: readonly HandCount[]
}
export type Change = BallotChange | CountChange

/** A recording error, put right by two people between close and announcement. Source: RULES.md VO85–VO87, VO97. */
export type Correction = {
  readonly id: CorrectionId
  readonly vote: VoteId
  readonly number: number
  readonly change: Change
  readonly words: string
  readonly stage: (typeof CORRECTION_STAGES)[number]
  readonly by: AccountId
  readonly at: Instant
  readonly decidedBy: AccountId | null
  readonly decidedAt: Instant | null
}

/** What a member says they meant; it changes nothing. Source: RULES.md VO89. */
export type IntendedVote = {
  readonly place: PlaceId
  /** What their device had cast. */
  readonly cast: Choice
  readonly meant: Choice
  readonly words: string
  readonly by: AccountId
  readonly at: Instant
}

export const OBJECTION_STAGES = ['waiting', 'upheld', 'not-upheld'] as const

/** An objection to an announced outcome, with the presiding chair's ruling once there is one. Source: RULES.md VO90–VO92. */
export type Objection = {
  readonly id: ObjectionId
  readonly vote: VoteId
  readonly by: AccountId
  readonly ground: ObjectionGround
  readonly words: string
  readonly at: Instant
  readonly stage: (typeof OBJECTION_STAGES)[number]
  readonly ruling: string | null
  readonly ruledBy: AccountId | null
  readonly ruledAt: Instant | null
}
