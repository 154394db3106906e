import type {
  AccountId,
  AddresseeId,
  AnswerLinkId,
  DispatchId,
  EarlierId,
  FileId,
  LetterId,
  MeasureId,
  RecommendationId,
  SessionId,
} from '../ids.ts'
import type { Language, Localised } from '../language.ts'
import type { Instant, LocalDate } from '../time.ts'

/** What an addressee says of a recommendation. That nobody answered in time is no answer: it is read off the clock. */
export const POSITIONS = ['accepted', 'partly', 'rejected'] as const
export type Position = (typeof POSITIONS)[number]

/** How words of an addressee came: by its own link, in a table that was sent back, in a letter. */
export const WAYS = ['link', 'table', 'letter'] as const
export type Way = (typeof WAYS)[number]

/** What the council says has become of a recommendation. */
export const STATUSES = [
  'not-started',
  'in-progress',
  'partly-implemented',
  'implemented',
  'no-longer-relevant',
  'contrary',
] as const
export type Status = (typeof STATUSES)[number]

/** Adopted recommendations sent to one addressee, whose clock runs from then on. */
export type Dispatch = {
  readonly id: DispatchId
  readonly session: SessionId
  readonly addressee: AddresseeId
  /** Our outgoing number. */
  readonly number: string
  readonly sentOn: LocalDate
  /** The last day on which an answer is in time. */
  readonly due: LocalDate
  /** An address for reminders; null: none is known. */
  readonly contact: string | null
  readonly recommendations: readonly RecommendationId[]
}

/** A way for one addressee to answer one dispatch without an account. */
export type AnswerLink = {
  readonly id: AnswerLinkId
  readonly dispatch: DispatchId
  readonly expiresAt: Instant
  readonly madeBy: AccountId
  readonly at: Instant
  readonly revokedAt: Instant | null
  readonly usedAt: Instant | null
}

/** A letter of an addressee; it may answer several recommendations. */
export type Letter = {
  readonly id: LetterId
  readonly session: SessionId
  readonly addressee: AddresseeId
  readonly theirNumber: string
  readonly theirDate: LocalDate
  /** Our incoming number. */
  readonly ourNumber: string
  readonly receivedOn: LocalDate
}

/** One recommendation and one of its addressees: what answers, measures and assessments are about. */
export type Pair = { readonly recommendation: RecommendationId; readonly addressee: AddresseeId }

export type Answer = Pair & {
  /** Counts the answers of its pair, from 1; a later one is added and replaces none. */
  readonly number: number
  readonly position: Position
  readonly words: string
  readonly language: Language
  readonly way: Way
  readonly letter: LetterId | null
  /** Who signed it, as it was said. */
  readonly signedBy: string
  /** The day on which it reached us. */
  readonly on: LocalDate
  readonly enteredBy: AccountId | null
  readonly at: Instant
}

/** That an answer was struck: it stays, and counts for nothing. */
export type Striking = { readonly reason: string; readonly by: AccountId; readonly at: Instant }

export type Measure = Pair & {
  readonly id: MeasureId
  readonly words: string
  readonly language: Language
  readonly doneOn: LocalDate | null
  readonly way: Way
  readonly letter: LetterId | null
  readonly enteredBy: AccountId | null
  readonly at: Instant
  readonly files: readonly FileId[]
}

export type Assessment = Pair & {
  readonly number: number
  readonly status: Status
  readonly reason: string
  readonly assessor: AccountId
  readonly at: Instant
}

/** How a recommendation goes on from an earlier one: it says the same again, or asks for the next step. */
export const REPEAT_WAYS = ['repeats', 'follows'] as const
export type RepeatWay = (typeof REPEAT_WAYS)[number]

/** An earlier recommendation: one of the list beside the evidence, or one that these councils adopted in an earlier session. */
export type EarlierOne =
  | { readonly kind: 'listed'; readonly id: EarlierId }
  | { readonly kind: 'adopted'; readonly id: RecommendationId }

/** What an earlier recommendation is known by, and what it says. */
export type EarlierSaid = {
  /** Who made it: of an adopted one, the session. */
  readonly source: Localised
  readonly number: string
  readonly date: LocalDate | null
  /** Of an adopted one, its title. */
  readonly text: Localised
}

/** That a recommendation goes on from an earlier one; `said` is what that one was when it was linked. */
export type Repeat = {
  readonly recommendation: RecommendationId
  /** Counts the links of its recommendation, from 1. */
  readonly number: number
  readonly way: RepeatWay
  readonly of: EarlierOne
  readonly said: EarlierSaid
}

/** A link as files tell it; `became`: what has become of the earlier one, as far as the reader is told, a sentence or empty. */
export type RepeatTold = EarlierSaid & { readonly way: RepeatWay; readonly became: Localised }

/** Before the last day, after it, or because the secretariat pressed. */
export const REMINDER_KINDS = ['soon', 'overdue', 'asked'] as const
export type ReminderKind = (typeof REMINDER_KINDS)[number]

/** Where a pair stands towards its clock. */
export type Clock = 'not-sent' | 'running' | 'soon' | 'overdue' | 'answered' | 'answered-late'

export const MOST_WORDS = 10_000
export const MOST_NUMBER_LETTERS = 60
export const MOST_SIGNATURE_LETTERS = 200
/** Why an answer is struck is a sentence or two. */
export const MOST_STRIKING_LETTERS = 1_000
/** Recommendations that one letter, link or table answers. */
export const MOST_ANSWERS = 300
/** Files that one measure has, and that one link brings. */
export const MOST_MEASURE_FILES = 10
export const MOST_LINK_FILES = 20
/** Links of one recommendation to earlier ones. */
export const MOST_REPEATS = 30
