import type { RecommendationId } from '../ids.ts'
import { LANGUAGES } from '../language.ts'
import { MOST_WORDS, POSITIONS, type Position } from './model.ts'
import { lacksReasons } from './rules.ts'

/** The columns that an addressee fills in, and the one that says which recommendation a row is. */
export const RETURNED_COLUMNS = ['number', 'title', 'text', 'deadline', 'answer', 'reasons', 'measures'] as const
export type ReturnedColumn = (typeof RETURNED_COLUMNS)[number]
export const ID_COLUMN = 'id'

/** What is written in a cell for each answer, and above each column, in a language. */
export type ReturnedWords = {
  readonly columns: Readonly<Record<ReturnedColumn, string>>
  readonly answers: Readonly<Record<Position, string>>
}

export type WrongRow = 'unknown-row' | 'twice' | 'unknown-answer' | 'reason-missing' | 'too-long'

export type ReturnedRow = {
  /** As a spreadsheet counts, the head is 1. */
  readonly row: number
  readonly recommendation: RecommendationId | null
  readonly position: Position | null
  readonly words: string
  readonly measure: string
  readonly wrong: WrongRow | null
}

/**
 * What a table says that was sent back: rows are known by their id column, answers by the words of any of our languages; columns may stand in any
 * order. Rows without answer and measure are counted and left. Null: it is not our table. Source: RULES.md FO5.
 */
export function readReturned(
  cells: readonly (readonly string[])[],
  asked: readonly RecommendationId[],
  words: Readonly<Record<(typeof LANGUAGES)[number], ReturnedWords>>,
): { readonly rows: readonly ReturnedRow[]; readonly empty: number } | null {
  const [head = [], ...body] = cells
  const place = (column: ReturnedColumn) =>
    head.findIndex((cell) => LANGUAGES.some((language) => same(cell, words[language].columns[column])))
  const at = { id: head.findIndex((cell) => same(cell, ID_COLUMN)), answer: place('answer'), reasons: place('reasons') }
  if (at.id < 0 || at.answer < 0 || at.reasons < 0) return null
  const measures = place('measures')
  const seen = new Set<string>()
  const rows: ReturnedRow[] = []
  let empty = 0
  for (const [index, cellsOfRow] of body.entries()) {
    const cell = (column: number) => (cellsOfRow[column] ?? '').normalize('NFC').trim()
    const [id, said, reasons, measure] = [cell(at.id), cell(at.answer), cell(at.reasons), cell(measures)]
    if (said === '' && reasons === '' && measure === '') {
      if (id !== '') empty += 1
      continue
    }
    const recommendation = asked.find((one) => one === id) ?? null
    const position = POSITIONS.find((one) => isAnswer(said, one, words)) ?? null
    const wrong = wrongOf({ recommendation, position, words: reasons, measure }, said, seen.has(id))
    if (id !== '') seen.add(id)
    rows.push({ row: index + 2, recommendation, position, words: reasons, measure, wrong })
  }
  return { rows, empty }
}

function wrongOf(
  row: Pick<ReturnedRow, 'recommendation' | 'position' | 'words' | 'measure'>,
  said: string,
  isTwice: boolean,
): WrongRow | null {
  if (row.recommendation === null) return 'unknown-row'
  if (isTwice) return 'twice'
  if (row.words.length > MOST_WORDS || row.measure.length > MOST_WORDS) return 'too-long'
  if (row.position === null) return said === '' && row.words === '' ? null : 'unknown-answer'
  return lacksReasons({ position: row.position, words: row.words }) ? 'reason-missing' : null
}

const isAnswer = (
  said: string,
  position: Position,
  words: Readonly<Record<(typeof LANGUAGES)[number], ReturnedWords>>,
): boolean => same(said, position) || LANGUAGES.some((language) => same(said, words[language].answers[position]))

const same = (one: string, other: string): boolean =>
  one.normalize('NFC').trim().toLowerCase() === other.normalize('NFC').trim().toLowerCase()
