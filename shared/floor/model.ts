import type { AccountId, AgendaPointId, FloorEntryId, MotionId, PointOfOrderId, VoteId } from '../ids.ts'
import type { Instant } from '../time.ts'

/** Somebody who waits for the floor, in the order of the list. */
export type Waiting = {
  readonly id: FloorEntryId
  readonly account: AccountId
  /** The agenda point that was current when they asked. */
  readonly point: AgendaPointId | null
  readonly askedAt: Instant
}

/** Who has the floor, since when and for how many seconds, given time included. */
export type Speaking = Waiting & { readonly calledAt: Instant; readonly seconds: number }

export type SpeakersList = { readonly waiting: readonly Waiting[]; readonly speaking: Speaking | null }

/** How a vote by show of hands came out, as the secretary counted it. */
export type Counts = { readonly for: number; readonly against: number; readonly abstain: number }

/** The newest vote by which a motion or a ruling was put, as votes noted it. */
export type PutBy = {
  readonly vote: VoteId
  readonly number: number
  readonly stage: 'open' | 'closed' | 'announced' | 'void'
}

/** What a vote on procedure decides on the floor. */
export type Decides =
  | { readonly on: 'motion'; readonly motion: MotionId }
  | { readonly on: 'ruling'; readonly pointOfOrder: PointOfOrderId }

export const RULINGS = ['sustained', 'not-sustained'] as const
export type Ruling = (typeof RULINGS)[number]

type RaisedPoint = {
  readonly id: PointOfOrderId
  readonly account: AccountId
  readonly point: AgendaPointId | null
  /** It is about how the vote that is open is held. */
  readonly conduct: boolean
  readonly at: Instant
}
type RuledPoint = RaisedPoint & {
  readonly ruling: Ruling
  readonly words: string
  /** How much business had been done in the sitting with this ruling; an appeal is made before there is more. */
  readonly business: number
  /** How many votes of the session had been opened by then. */
  readonly votesOpened: number
}
type Appeal = { readonly account: AccountId; readonly at: Instant; readonly put: PutBy | null }

/** A point of order; *settled* when an appeal from its ruling was put to the vote and has its result. */
export type PointOfOrder =
  | (RaisedPoint & { readonly stage: 'waiting' })
  | (RaisedPoint & { readonly stage: 'withdrawn' })
  | (RuledPoint & { readonly stage: 'ruled' })
  | (RuledPoint & { readonly stage: 'appealed'; readonly appeal: Appeal })
  | (RuledPoint & {
      readonly stage: 'settled'
      readonly appeal: Appeal
      /** Hands, as they were entered; null: its vote says them. */
      readonly counts: Counts | null
      readonly overturned: boolean
    })
export type PointOfOrderStage = PointOfOrder['stage']

/** In the order in which they outrank each other and the text. Source: RULES.md SE39. */
export const MOTION_KINDS = ['suspend', 'adjourn', 'close-debate', 'close-list', 'division', 'manner'] as const
export type MotionKind = (typeof MOTION_KINDS)[number]

/** The secretary's word on a motion: nobody objected, hands were counted, or the chair ruled it out of order. */
export type EnteredResult =
  | { readonly how: 'no-objection' }
  | ({ readonly how: 'counts' } & Counts)
  | { readonly how: 'out-of-order' }
/** As it was entered, or by a vote. */
export type MotionResult = EnteredResult | { readonly how: 'vote'; readonly vote: VoteId }

type RaisedMotion = {
  readonly id: MotionId
  readonly kind: MotionKind
  readonly account: AccountId
  readonly point: AgendaPointId | null
  /** What is to be divided, how long to suspend; may be empty. */
  readonly words: string
  readonly at: Instant
  readonly put: PutBy | null
}
export type Motion =
  | (RaisedMotion & { readonly stage: 'waiting' })
  | (RaisedMotion & { readonly stage: 'withdrawn' })
  | (RaisedMotion & { readonly stage: 'carried' | 'rejected' | 'out-of-order'; readonly result: MotionResult })
export type MotionStage = Motion['stage']

/** The floor of one sitting. Source: RULES.md SE33. */
export type Floor = {
  readonly sitting: number
  /** Closed by the chair or a carried motion. */
  readonly listClosed: boolean
  /** The debate was closed on this agenda point; `null` where it is not closed. */
  readonly debateClosedOn: { readonly point: AgendaPointId | null } | null
  readonly secondsEach: number
  /** Whether the chair lets those without a seat ask for the floor. */
  readonly guestsMayAsk: boolean
  readonly list: SpeakersList
  /** In the order in which they were raised. */
  readonly pointsOfOrder: readonly PointOfOrder[]
  readonly motions: readonly Motion[]
  /** How many speakers were called, points ruled on and motions decided in this sitting. */
  readonly business: number
}

/** What the floor is told of votes, which are another domain's. */
export type VotesSeen = { readonly open: boolean; readonly opened: number }

/** A declared interest in everything under an agenda point. */
export type PointInterest = { readonly point: AgendaPointId; readonly account: AccountId; readonly reason: string }
