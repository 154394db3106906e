import { dayOf, plain, tidy } from '../councils/list-rows.ts'
import type { EarlierId, FindingId } from '../ids.ts'
import { LANGUAGES, type Language, type Localised } from '../language.ts'
import type { MessageKey } from '../messages/sentences.ts'
import { say } from '../messages/translate.ts'
import { inEvery } from '../sessions/planning.ts'
import type { LocalDate } from '../time.ts'
import type { Earlier, Finding, Report, Standard } from './model.ts'
import {
  MOST_EARLIER,
  MOST_FINDING_LETTERS,
  MOST_FINDINGS,
  MOST_NUMBER_LETTERS,
  MOST_SHORT_LETTERS,
  MOST_TITLE_LETTERS,
} from './model.ts'
import { entriesIn, readEntry } from './quick-entry.ts'

export const IMPORT_KINDS = ['findings', 'earlier'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** The columns of both, in the order in which an example has them. */
export const IMPORT_COLUMNS = {
  findings: [
    'number',
    'titleKk',
    'titleRu',
    'titleEn',
    'textKk',
    'textRu',
    'textEn',
    'report',
    'reference',
    'place',
    'visited',
    'themes',
    'standards',
  ],
  earlier: ['source', 'number', 'date', 'textKk', 'textRu', 'textEn', 'addressee', 'became'],
} as const satisfies Record<ImportKind, readonly string[]>
export type ImportColumn = (typeof IMPORT_COLUMNS)[ImportKind][number]

export const IMPORT_EFFECTS = ['new', 'changed', 'same'] as const
export type ImportEffect = (typeof IMPORT_EFFECTS)[number]

export const IMPORT_PROBLEMS = [
  'unreadable',
  'missing-column',
  'column-twice',
  'no-rows',
  'too-many-rows',
  'too-many',
  'too-long',
  'no-number',
  'number-long',
  'no-source',
  'no-title',
  'no-words',
  'twice',
  'bad-date',
  'unknown-report',
  'unknown-theme',
  'unknown-standard',
] as const
export type Problem = {
  readonly code: (typeof IMPORT_PROBLEMS)[number]
  readonly values: Readonly<Record<string, string>>
}
const problem = (code: Problem['code'], values: Problem['values'] = {}): Problem => ({ code, values })

export const MOST_IMPORT_ROWS = 500
const SHOWN_LETTERS = 60

/** What a session has, for an import to be held against. */
export type Known = {
  readonly reports: readonly Report[]
  readonly findings: readonly Finding[]
  readonly earlier: readonly Earlier[]
  readonly standards: readonly Standard[]
  readonly themes: readonly { readonly id: Finding['themes'][number]; readonly label: Localised }[]
}

export type NewFinding = Omit<Finding, 'id' | 'session' | 'rev'> & { readonly id: FindingId | null }
export type NewEarlier = Omit<Earlier, 'id' | 'session'> & { readonly id: EarlierId | null }

/** A row as it would be taken in. */
export type PlannedRow<Kept> = {
  readonly line: number
  readonly kept: Kept
  readonly effect: ImportEffect
  readonly problems: readonly Problem[]
}
export type ImportPlan =
  | {
      readonly kind: 'findings'
      readonly problems: readonly Problem[]
      readonly rows: readonly PlannedRow<NewFinding>[]
    }
  | {
      readonly kind: 'earlier'
      readonly problems: readonly Problem[]
      readonly rows: readonly PlannedRow<NewEarlier>[]
    }

export const isClean = ({ problems, rows }: ImportPlan): boolean =>
  problems.length === 0 && rows.every((row) => row.problems.length === 0)

export const unreadable = (kind: ImportKind): ImportPlan => ({ kind, problems: [problem('unreadable')], rows: [] })

/**
 * What taking in a table would do, row by row. A finding is known by its number in the session, an earlier recommendation by who made it
 * and its number there; a row is the whole word on it. Source: RULES.md EV9.
 */
export function planImport(kind: ImportKind, table: readonly (readonly string[])[], known: Known): ImportPlan {
  const { rows, problems } = rowsOf(kind, table)
  if (problems.length > 0) return { kind, problems, rows: [] }
  if (kind === 'findings') {
    const planned = markTwice(rows.map((row) => planFinding(row, known)))
    return { kind, problems: full(planned, known.findings.length, MOST_FINDINGS), rows: planned }
  }
  const planned = markTwice(rows.map((row) => planEarlier(row, known)))
  return { kind, problems: full(planned, known.earlier.length, MOST_EARLIER), rows: planned }
}

const full = (rows: readonly { readonly effect: ImportEffect }[], now: number, most: number): Problem[] =>
  rows.filter(({ effect }) => effect === 'new').length + now > most ? [problem('too-many', { most: String(most) })] : []

type Row = { readonly line: number; readonly cell: (column: ImportColumn) => string }

const NEEDED: Readonly<Record<ImportKind, readonly ImportColumn[]>> = {
  findings: ['number'],
  earlier: ['source', 'number'],
}

/** The rows of a table whose first row names the columns, in any order and any of the languages; other columns are passed over. */
function rowsOf(kind: ImportKind, table: readonly (readonly string[])[]): { rows: Row[]; problems: Problem[] } {
  const [head = [], ...body] = table
  const words = columnWords(kind)
  const found = head.map((word) => words.get(plain(word)) ?? null)
  const columns: readonly ImportColumn[] = IMPORT_COLUMNS[kind]
  const problems = [
    ...NEEDED[kind]
      .filter((column) => !found.includes(column))
      .map((column) => problem('missing-column', { column: `evidence.import.columns.${column}` })),
    ...columns
      .filter((column) => found.filter((one) => one === column).length > 1)
      .map((column) => problem('column-twice', { column: `evidence.import.columns.${column}` })),
  ]
  if (problems.length > 0) return { rows: [], problems }
  const filled = body.flatMap((cells, index) => (cells.every((cell) => cell.trim() === '') ? [] : [{ cells, index }]))
  if (filled.length === 0) return { rows: [], problems: [problem('no-rows')] }
  if (filled.length > MOST_IMPORT_ROWS)
    return { rows: [], problems: [problem('too-many-rows', { most: String(MOST_IMPORT_ROWS) })] }
  const rows = filled.map(
    ({ cells, index }): Row => ({
      line: index + 2,
      cell: (column) => (cells[found.indexOf(column)] ?? '').normalize('NFC').trim(),
    }),
  )
  return { rows, problems: [] }
}

const columnWords = (kind: ImportKind): ReadonlyMap<string, ImportColumn> =>
  new Map(
    IMPORT_COLUMNS[kind].flatMap((column: ImportColumn) =>
      [column, ...LANGUAGES.map((language) => say(language, columnKey(column)))].map((word): [string, ImportColumn] => [
        plain(word),
        column,
      ]),
    ),
  )

export const columnKey = (column: ImportColumn): MessageKey => `evidence.import.columns.${column}`

const LETTERS: Readonly<Record<string, number>> = {
  titleKk: MOST_TITLE_LETTERS,
  titleRu: MOST_TITLE_LETTERS,
  titleEn: MOST_TITLE_LETTERS,
  textKk: MOST_FINDING_LETTERS,
  textRu: MOST_FINDING_LETTERS,
  textEn: MOST_FINDING_LETTERS,
}

const tooLong = (kind: ImportKind, { cell }: Row): Problem[] =>
  IMPORT_COLUMNS[kind].flatMap((column: ImportColumn) => {
    // A cell of themes or standards holds several.
    const most = LETTERS[column] ?? (column === 'standards' || column === 'themes' ? 2_000 : MOST_SHORT_LETTERS)
    const value = { column: columnKey(column), most: String(most) }
    return cell(column).length > most ? [problem('too-long', value)] : []
  })

const inWords = ({ cell }: Row, of: 'title' | 'text'): Localised =>
  inEvery({ kk: cell(`${of}Kk`), ru: cell(`${of}Ru`), en: cell(`${of}En`) })

const hasWords = (words: Localised): boolean => LANGUAGES.some((language: Language) => words[language] !== '')

function dateIn({ cell }: Row, column: 'visited' | 'date', problems: Problem[]): LocalDate | null {
  const words = cell(column)
  if (words === '') return null
  const day = dayOf(words)
  if (!day) problems.push(problem('bad-date', { words: words.slice(0, SHOWN_LETTERS) }))
  return day
}

function planFinding(row: Row, known: Known): PlannedRow<NewFinding> {
  const { cell, line } = row
  const problems = tooLong('findings', row)
  const number = tidy(cell('number'))
  if (number === '') problems.push(problem('no-number'))
  if (number.length > MOST_NUMBER_LETTERS) problems.push(problem('number-long', { most: String(MOST_NUMBER_LETTERS) }))
  const title = inWords(row, 'title')
  const text = inWords(row, 'text')
  if (!hasWords(title)) problems.push(problem('no-title'))
  if (!hasWords(text)) problems.push(problem('no-words'))
  const before = known.findings.find((finding) => plain(finding.number) === plain(number)) ?? null
  const kept: NewFinding = {
    id: before?.id ?? null,
    number: before?.number ?? number,
    title,
    text,
    report: reportOf(cell('report'), known, problems),
    reference: tidy(cell('reference')),
    place: tidy(cell('place')),
    visited: dateIn(row, 'visited', problems),
    themes: themesOf(cell('themes'), known, problems),
    standards: standardsOf(cell('standards'), known, problems),
  }
  return { line, kept, effect: effectOf(before, kept), problems }
}

function reportOf(words: string, { reports }: Known, problems: Problem[]): Report['id'] | null {
  if (words === '') return null
  const found = reports.filter(
    ({ id, title }) => id === words || LANGUAGES.some((language) => plain(title[language]) === plain(words)),
  )
  if (found.length !== 1) problems.push(problem('unknown-report', { words: words.slice(0, SHOWN_LETTERS) }))
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

function themesOf(words: string, { themes }: Known, problems: Problem[]): Finding['themes'] {
  const found = entriesIn(words).flatMap((entry) => {
    const theme = themes.find(
      ({ id, label }) => id === entry || LANGUAGES.some((language) => plain(label[language]) === plain(entry)),
    )
    if (!theme) problems.push(problem('unknown-theme', { words: entry.slice(0, SHOWN_LETTERS) }))
    return theme ? [theme.id] : []
  })
  return [...new Set(found)]
}

function standardsOf(words: string, { standards }: Known, problems: Problem[]): Finding['standards'] {
  const found = entriesIn(words).flatMap((entry) => {
    const byId = standards.find(({ id }) => id === entry)
    const read = byId ? null : readEntry(entry, standards)
    const one = byId ?? (read?.kind === 'known' && read.standards.length === 1 ? read.standards[0] : undefined)
    if (!one) problems.push(problem('unknown-standard', { words: entry.slice(0, SHOWN_LETTERS) }))
    return one ? [one.id] : []
  })
  return [...new Set(found)]
}

function planEarlier(row: Row, known: Known): PlannedRow<NewEarlier> {
  const { cell, line } = row
  const problems = tooLong('earlier', row)
  const [source, number] = [tidy(cell('source')), tidy(cell('number'))]
  if (source === '') problems.push(problem('no-source'))
  if (number === '') problems.push(problem('no-number'))
  const text = inWords(row, 'text')
  if (!hasWords(text)) problems.push(problem('no-words'))
  const before = known.earlier.find((one) => nameOf(one) === nameOf({ source, number })) ?? null
  const kept: NewEarlier = {
    id: before?.id ?? null,
    source: before?.source ?? source,
    number: before?.number ?? number,
    date: dateIn(row, 'date', problems),
    text,
    addressee: tidy(cell('addressee')),
    became: tidy(cell('became')),
  }
  return { line, kept, effect: effectOf(before, kept), problems }
}

/** By what a row is known: a finding by its number, an earlier recommendation by who made it and its number there. */
const nameOf = (kept: { readonly source?: string; readonly number: string }): string =>
  `${plain(kept.source ?? '')}\n${plain(kept.number)}`

function effectOf(before: object | null, kept: object): ImportEffect {
  if (!before) return 'new'
  const was = before as Readonly<Record<string, unknown>>
  return Object.entries(kept).every(([name, value]) => JSON.stringify(was[name]) === JSON.stringify(value))
    ? 'same'
    : 'changed'
}

/** A row that names what an earlier row named is wrong: which of them would be the word on it? */
function markTwice<Kept extends { readonly source?: string; readonly number: string }>(
  rows: readonly PlannedRow<Kept>[],
): PlannedRow<Kept>[] {
  const first = new Map<string, number>()
  return rows.map((row) => {
    const name = nameOf(row.kept)
    const line = first.get(name)
    if (line === undefined) first.set(name, row.line)
    if (line === undefined || row.kept.number === '') return row
    return { ...row, problems: [...row.problems, problem('twice', { line: String(line) })] }
  })
}
