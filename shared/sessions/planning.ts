import type { AccountId, AgendaPointId, CouncilId } from '../ids.ts'
import { LANGUAGES, type Localised } from '../language.ts'
import type { LocalDate } from '../time.ts'
import type { Counting } from './model.ts'

/** What the secretariat says of a session before it is held. */
export type Plan = {
  readonly title: Localised
  readonly date: LocalDate
  /** The last day of a session of several; null: one day. */
  readonly lastDate: LocalDate | null
  readonly place: Localised
  readonly timezone: string
  readonly hybrid: boolean
  /** Where those who take part on-line join. */
  readonly link: string | null
  readonly councils: readonly CouncilId[]
  readonly counting: Counting
  readonly presiding: AccountId
  /** Day and hour in the session's own zone. */
  readonly amendmentDeadline: { readonly date: LocalDate; readonly time: string } | null
}

/** A point of the agenda as it is put in; its number is the server's, its id null while it is new. */
export type PlannedPoint = {
  readonly id: AgendaPointId | null
  readonly kind: AgendaKind
  readonly start: string
  readonly minutes: number
  readonly title: Localised
  readonly closed: boolean
}

export const AGENDA_KINDS = ['procedural', 'statements', 'presentation', 'debate', 'reading', 'vote'] as const
export type AgendaKind = (typeof AGENDA_KINDS)[number]

export const INTENTIONS = ['hall', 'remote', 'absent'] as const
/** How somebody means to take part; it is no presence. */
export type Intention = (typeof INTENTIONS)[number]

export const PAPER_KINDS = ['report', 'study', 'letter', 'draft', 'presentation', 'other'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

/** What may be filed as a paper, with the bytes that such files begin with. */
export const PAPER_TYPES = {
  pdf: { type: 'application/pdf', begins: '%PDF-' },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', begins: 'PK\u0003\u0004' },
} as const

/** The largest paper; it travels in a JSON body of at most 1 MiB. */
export const MOST_PAPER_BYTES = 700_000

/** Words in every language: what was left empty says what the first language that has words says. */
export function inEvery(words: Localised): Localised {
  const [first = ''] = LANGUAGES.map((language) => words[language].trim()).filter((each) => each !== '')
  return { kk: words.kk.trim() || first, ru: words.ru.trim() || first, en: words.en.trim() || first }
}
