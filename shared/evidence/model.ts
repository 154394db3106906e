import type { FileKind } from '../files/kinds.ts'
import type { AnnexId, EarlierId, FileId, FindingId, ReportId, SessionId, StandardId, ThemeId } from '../ids.ts'
import type { Localised } from '../language.ts'
import type { LocalDate } from '../time.ts'

export const REPORT_KINDS = ['visit', 'consolidated', 'study', 'complaints', 'other'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** What was filed and by whom it was made; a restricted one is for the secretariat alone. */
export type Report = {
  readonly id: ReportId
  readonly session: SessionId
  readonly kind: ReportKind
  readonly title: Localised
  /** Who made it. */
  readonly source: Localised
  readonly date: LocalDate | null
  readonly link: string | null
  readonly file: FiledFile | null
  readonly restricted: boolean
}

/** A kept file as lists show it; sizes in bytes. */
export type FiledFile = { readonly id: FileId; readonly name: string; readonly kind: FileKind; readonly size: number }

/** What was found: the councils' grounds. */
export type Finding = {
  readonly id: FindingId
  readonly session: SessionId
  /** As it is cited: "F2". */
  readonly number: string
  readonly title: Localised
  readonly text: Localised
  readonly report: ReportId | null
  /** Where in the report: "para. 14". */
  readonly reference: string
  /** Where it was found; the kind of place where its name would tell who. */
  readonly place: string
  readonly visited: LocalDate | null
  readonly themes: readonly ThemeId[]
  readonly standards: readonly StandardId[]
  readonly rev: number
}

/** What a finding rests on and must not leave the secretariat: names, medical data. */
export type Annex = {
  readonly id: AnnexId
  readonly finding: FindingId
  readonly title: string
  readonly words: string
  readonly file: FiledFile | null
}

/** What was recommended before, by these councils or by others: a treaty body, the UPR. */
export type Earlier = {
  readonly id: EarlierId
  readonly session: SessionId
  /** Who recommended it. */
  readonly source: string
  /** As it is cited there: "para. 21(b)". */
  readonly number: string
  readonly date: LocalDate | null
  readonly text: Localised
  readonly addressee: string
  /** What has become of it, as whoever made the list says; empty: nothing is said. */
  readonly became: string
}

export type Standard = { readonly id: StandardId; readonly instrument: string; readonly ref: string }

export const MOST_TITLE_LETTERS = 300
export const MOST_NUMBER_LETTERS = 20
/** A finding is a paragraph or several, a report is filed as a file. */
export const MOST_FINDING_LETTERS = 8_000
export const MOST_SHORT_LETTERS = 200
export const MOST_REPORTS = 200
export const MOST_FINDINGS = 500
export const MOST_EARLIER = 1_000
export const MOST_ANNEXES = 20
