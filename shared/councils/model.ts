import type { SeatRole } from '../accounts/model.ts'
import type { AccountId, CouncilId, SeatId, StandingOrdersId } from '../ids.ts'
import type { Language, Localised } from '../language.ts'
import type { LocalDate } from '../time.ts'

export type Council = { readonly id: CouncilId; readonly name: Localised; readonly seats: number }

/** A council as the secretariat keeps it; the secretary is not a member unless seated. */
export type KeptCouncil = Council & { readonly rev: number; readonly secretary: AccountId | null }

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

export const MANNERS = ['roll-call', 'open', 'sealed', 'show-of-hands'] as const
/** How votes are held here: by ballots on devices, by word or on paper, or by hands that are counted. */
export type Manner = (typeof MANNERS)[number]

export const ORDERS_MANNERS = [...MANNERS, 'secret'] as const
/** How ballots are given by the standing orders; what is no `Manner` is not held here yet. */
export type OrdersManner = (typeof ORDERS_MANNERS)[number]

export const MANNER_ASKERS = ['nobody', 'presiding-chair', 'any-member', 'decision-of-council'] as const
/** At whose word another of the allowed manners is taken. */
export type MannerAsker = (typeof MANNER_ASKERS)[number]

export const DEVICE_RULES = ['allowed', 'not-allowed', 'not-said'] as const
/** Whether ballots may be given on devices; `not-said`: the first use is put to the council and recorded. */
export type DeviceRule = (typeof DEVICE_RULES)[number]

export const PROPOSERS = ['any-seated', 'two-seated', 'seated-and-drafters', 'chairs'] as const
/** Who may propose a recommendation or an amendment. */
export type Proposer = (typeof PROPOSERS)[number]

export const ANNEXES = ['minutes', 'text', 'minutes-and-text'] as const
/** What a dissenting opinion is annexed to. */
export type Annex = (typeof ANNEXES)[number]

export const SIGNERS = ['chair', 'deputy', 'secretary'] as const
export type Signer = (typeof SIGNERS)[number]

/** Which days are working days: not those of the weekend and the holidays, but those to which work was moved. */
export type WorkCalendar = {
  /** Days of the week that are free, 1 Monday to 7 Sunday. */
  readonly weekend: readonly number[]
  readonly holidays: readonly LocalDate[]
  readonly movedWorkdays: readonly LocalDate[]
}

export const QUESTION_KINDS = ['recommendation', 'set', 'amendment', 'procedure', 'election'] as const
/** What standing orders may treat apart. */
export type QuestionKind = (typeof QUESTION_KINDS)[number]

export const LANGUAGE_STATES = ['missing', 'draft', 'stale', 'checked', 'certified', 'source'] as const
export type LanguageState = (typeof LANGUAGE_STATES)[number]

/** How one question is decided. */
export type QuestionRules = {
  readonly quorum: QuorumRule
  readonly majority: MajorityRule
  readonly tie: TieRule
  readonly manner: OrdersManner
  readonly otherManners: readonly OrdersManner[]
}

/** What standing orders say, whatever their number. */
export type OrdersContent = QuestionRules & {
  readonly mannerAskers: MannerAsker
  readonly device: DeviceRule
  readonly recusal: { readonly countsForQuorum: boolean; readonly countsForMajority: boolean }
  /** Ballots handed in before the session. */
  readonly advanceBallots: boolean
  /** Decisions by letter, between sessions. */
  readonly writtenProcedure: boolean
  readonly mayPropose: Proposer
  /** What it takes to take up a decided question again. */
  readonly reopening: Omit<MajorityRule, 'leastFor'>
  readonly dissent: { readonly allowed: boolean; readonly workingDays: number; readonly annexedTo: Annex }
  readonly minutes: { readonly workingDays: number; readonly signedBy: readonly Signer[] }
  readonly adoption: 'at-once' | 'with-the-set'
  readonly languagesOfRecord: readonly Language[]
  readonly leastState: LanguageState
  readonly translationToFollow: boolean
  readonly calendar: WorkCalendar
  /** What is different for a kind of question; what it does not name is as for all. */
  readonly byKind: Readonly<Partial<Record<QuestionKind, Partial<QuestionRules>>>>
  /** Whether somebody compared this with the council's own printed rules. */
  readonly verified: boolean
}

/** A council's rules as data; a change is a new version with a new id. Source: RULES.md CO3. */
export type StandingOrders = OrdersContent & {
  readonly id: StandingOrdersId
  readonly council: CouncilId
  readonly version: number
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
