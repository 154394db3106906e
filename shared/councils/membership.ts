import type { Contact } from '../accounts/model.ts'
import type { AccountId, SeatId } from '../ids.ts'
import type { Localised } from '../language.ts'
import type { LocalDate } from '../time.ts'
import type { KeptCouncil, Seat } from './model.ts'

/** How a list's bytes are read; found out from the bytes where nobody says. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251'] as const
export type Encoding = (typeof ENCODINGS)[number]

export const SEPARATORS = ['comma', 'semicolon', 'tab'] as const
export type Separator = (typeof SEPARATORS)[number]

export const LIST_FORMATS = ['csv', 'xlsx'] as const
export type ListFormat = (typeof LIST_FORMATS)[number]

/** A file as base64: with its words it stays within a request of 1 MiB. */
export const MOST_FILE_CHARACTERS = 1_000_000
export const MOST_ROWS = 5_000
export const MOST_CELL_CHARACTERS = 300

/** The columns of a membership list, in the order in which it is written. */
export const COLUMNS = [
  'council',
  'nameKk',
  'nameRu',
  'nameEn',
  'email',
  'role',
  'from',
  'until',
  'languages',
  'phone',
  'organisation',
] as const
export type Column = (typeof COLUMNS)[number]

/** What a row would do. */
export const ROW_EFFECTS = ['new-person', 'person-changed', 'new-seat', 'seat-changed', 'seat-ended', 'same'] as const
export type RowEffect = (typeof ROW_EFFECTS)[number]

/** What can be wrong with a list or with a row of it. */
export const ROW_PROBLEMS = [
  'unreadable',
  'wrong-encoding',
  'missing-column',
  'column-twice',
  'no-rows',
  'too-many-rows',
  'unknown-council',
  'ambiguous-council',
  'no-name',
  'bad-email',
  'bad-role',
  'bad-date',
  'bad-language',
  'too-long',
  'person-differs',
  'twice',
  'ends-before-start',
  'already-seated',
  'role-taken',
  'seats-full',
  'seat-used',
] as const
export type ProblemCode = (typeof ROW_PROBLEMS)[number]
export type Problem = { readonly code: ProblemCode; readonly values: Readonly<Record<string, string>> }

export const problem = (code: ProblemCode, values: Problem['values'] = {}): Problem => ({ code, values })

/** A row's words, trimmed, by column; a column that is not there is empty. */
export type ListRow = Readonly<Record<Column, string>> & { readonly line: number }

/** A person as the list knows them. */
export type KnownPerson = Contact & { readonly id: AccountId; readonly email: string; readonly name: Localised }

/** What a list is compared with. */
export type ListState = {
  readonly councils: readonly KeptCouncil[]
  readonly seats: readonly Seat[]
  readonly people: readonly KnownPerson[]
  /** Seats that have taken part keep their holder and their start. */
  readonly tookPart: ReadonlySet<SeatId>
  readonly today: LocalDate
}

/** A row with what it does; a row with problems does nothing. */
export type PlannedRow = {
  readonly line: number
  readonly council: string
  readonly email: string
  readonly effects: readonly RowEffect[]
  readonly problems: readonly Problem[]
  /** The person as they would be, and as they are. */
  readonly after: Omit<KnownPerson, 'id'> & { readonly id: AccountId | null }
  readonly before: KnownPerson | null
  readonly seatAfter: Omit<Seat, 'id' | 'holder'> & { readonly id: SeatId | null }
  readonly seatBefore: Seat | null
}

export type ListPlan = {
  readonly problems: readonly Problem[]
  readonly rows: readonly PlannedRow[]
  readonly untouched: number
}

export const isClean = (plan: ListPlan): boolean =>
  plan.problems.length === 0 && plan.rows.every((row) => row.problems.length === 0)
