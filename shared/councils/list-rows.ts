import { SEAT_ROLES, type SeatRole } from '../accounts/model.ts'
import { isEmail } from '../accounts/rules.ts'
import { LANGUAGES, type Language } from '../language.ts'
import type { MessageKey } from '../messages/sentences.ts'
import { say } from '../messages/translate.ts'
import type { LocalDate } from '../time.ts'
import { COLUMNS, type Column, type ListRow, MOST_ROWS, type Problem, problem } from './membership.ts'
import { isDay } from './orders-rules.ts'

/** Words as they are compared: composed, without case and without doubled or outer spaces. */
export const plain = (words: string): string => words.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()

/** Words as they are kept. */
export const tidy = (words: string): string => words.normalize('NFC').replace(/\s+/g, ' ').trim()

/** A thing by any of its names: its word in each language, or its id. */
function byWord<Name extends string>(
  names: readonly Name[],
  key: (name: Name) => MessageKey,
): ReadonlyMap<string, Name> {
  return new Map(
    names.flatMap((name) =>
      [name, ...LANGUAGES.map((language) => say(language, key(name)))].map((word): [string, Name] => [
        plain(word),
        name,
      ]),
    ),
  )
}

const columnWords = () => byWord(COLUMNS, (column) => `councils.list.columns.${column}`)
const NEEDED: readonly Column[] = ['council', 'email']
const NAMES: readonly Column[] = ['nameKk', 'nameRu', 'nameEn']

/** The rows of a table whose first row names the columns, in any order and any of the languages; other columns are passed over. */
export function rowsOf(table: readonly (readonly string[])[]): {
  readonly rows: readonly ListRow[]
  readonly problems: readonly Problem[]
} {
  const [head = [], ...body] = table
  const words = columnWords()
  const found = head.map((word) => words.get(plain(word)) ?? null)
  const twice = COLUMNS.filter((column) => found.filter((one) => one === column).length > 1)
  const missing = NEEDED.filter((column) => !found.includes(column))
  const nameless = NAMES.some((column) => found.includes(column)) ? [] : (['nameRu'] as const)
  const problems = [
    ...[...missing, ...nameless].map((column) => problem('missing-column', { column })),
    ...twice.map((column) => problem('column-twice', { column })),
  ]
  if (problems.length > 0) return { rows: [], problems }
  // Counted before they are looked at: a list with too many costs no more than one without.
  const filled = body.flatMap((cells, index) => (cells.every((cell) => cell.trim() === '') ? [] : [{ cells, index }]))
  if (filled.length === 0) return { rows: [], problems: [problem('no-rows')] }
  if (filled.length > MOST_ROWS) return { rows: [], problems: [problem('too-many-rows', { most: String(MOST_ROWS) })] }
  const rows = filled.map(({ cells, index }): ListRow => {
    const cell = (column: Column) => tidy(cells[found.indexOf(column)] ?? '')
    const all = Object.fromEntries(COLUMNS.map((column) => [column, cell(column)])) as Record<Column, string>
    return { ...all, line: index + 2 }
  })
  return { rows, problems: [] }
}

/** How a list's words are understood; made once a list, because the words come from every language. */
export type Reading = {
  /** Null where the word is none of the roles. */
  readonly role: (word: string) => SeatRole | null
  readonly languages: (words: string) => readonly Language[] | null
}

export function reading(): Reading {
  const roles = byWord(SEAT_ROLES, (role) => `councils.roles.${role}`)
  const languages = byWord(LANGUAGES, (language) => `common.languages.${language}`)
  return {
    role: (word) => roles.get(plain(word)) ?? null,
    languages(words) {
      const named = words
        .split(/[\s,;/]+/)
        .filter((word) => word !== '')
        .map((word) => languages.get(plain(word)))
      return named.includes(undefined) ? null : LANGUAGES.filter((language) => named.includes(language))
    },
  }
}

/** A day as `2025-04-24`, `24.04.2025` or `2025.04.24`; null for anything else and for a day that does not exist. */
export function dayOf(words: string): LocalDate | null {
  const parts =
    /^(?<year>\d{4})[-.](?<month>\d{1,2})[-.](?<day>\d{1,2})$/.exec(words) ??
    /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/.exec(words)
  if (!parts?.groups) return null
  const { year = '', month = '', day = '' } = parts.groups
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(date) ? date : null
}

/** Whether words may be an account's e-mail; a list is of people, whose addresses are on the internet. Source: RULES.md AC27. */
export const isListedEmail = (words: string): boolean =>
  isEmail(words) && /\.[^.]+$/.test(words.slice(words.indexOf('@')))
