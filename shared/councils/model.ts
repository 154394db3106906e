import type { SeatRole } from '../accounts/model.ts'
import type { AccountId, CouncilId, SeatId, StandingOrdersId } from '../ids.ts'
import type { Language, Localised } from '../language.ts'
import type { LocalDate } from '../time.ts'

export type Council = { readonly id: CouncilId; readonly name: Localised; readonly seats: number }

/** A person's place in a council from a date to a date (`until` null: still running). */
export type Seat = {
  readonly id: SeatId
  readonly council: CouncilId
  readonly holder: AccountId
  readonly role: SeatRole
  readonly from: LocalDate
  readonly until: LocalDate | null
}

/** An exact fraction; never a floating-point number, so that two thirds is two thirds. */
export type Fraction = { readonly numerator: number; readonly denominator: number }

/** How many seats must be present: at least (or, `strict`, more than) the fraction of the base. */
export type QuorumRule = { readonly base: 'seats' | 'members'; readonly fraction: Fraction; readonly strict: boolean }

export const MAJORITY_BASES = ['for+against', 'votes-cast', 'present', 'members'] as const
export type MajorityBase = (typeof MAJORITY_BASES)[number]

/** What carries a question: more than (`strict`) or at least the fraction of the base, and never fewer than `leastFor`. */
export type MajorityRule = {
  readonly base: MajorityBase
  readonly fraction: Fraction
  readonly strict: boolean
  readonly leastFor?: number
}

export const TIE_RULES = ['rejected', 'presiding-chair'] as const
export type TieRule = (typeof TIE_RULES)[number]

export const MANNERS = ['roll-call', 'open'] as const
/** How ballots are given here; sealed, show of hands and paper are brought by later rules of the same standing orders. */
export type Manner = (typeof MANNERS)[number]

export const LANGUAGE_STATES = ['missing', 'draft', 'stale', 'checked', 'certified', 'source'] as const
export type LanguageState = (typeof LANGUAGE_STATES)[number]

/** A council's rules as data; a change is a new version with a new id. Source: RULES.md CO3. */
export type StandingOrders = {
  readonly id: StandingOrdersId
  readonly council: CouncilId
  readonly version: number
  readonly quorum: QuorumRule
  readonly majority: MajorityRule
  readonly tie: TieRule
  readonly manner: Manner
  readonly otherManners: readonly Manner[]
  readonly recusal: { readonly countsForQuorum: boolean; readonly countsForMajority: boolean }
  readonly adoption: 'at-once' | 'with-the-set'
  readonly languagesOfRecord: readonly Language[]
  readonly leastState: LanguageState
  readonly translationToFollow: boolean
}

/** A council with the standing orders in force and how many of its seats are held. */
export type CouncilRules = { readonly council: Council; readonly orders: StandingOrders; readonly members: number }

/** Quorum of one council in numbers: of `base` seats `present` are here and `needed` make it. */
export type QuorumCount = {
  readonly council: CouncilId
  readonly present: number
  readonly base: number
  readonly needed: number
  readonly reached: boolean
}
