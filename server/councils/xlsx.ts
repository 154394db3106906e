import { MOST_CELL_CHARACTERS, MOST_ROWS } from '../../shared/councils/membership.ts'
import { BadXml, readXml } from '../../shared/text/xml.ts'
import { type PartOf, readOffice } from '../office/parts.ts'
import { writeWorkbook } from '../office/xlsx.ts'
import { harmful, harmless } from './csv.ts'

const MOST_COLUMNS = 100
/** What is longer is refused with its row; cut off, one long word that stands in every cell is no more than its row. */
const LONGEST_CELL = 2 * MOST_CELL_CHARACTERS
/** Spreadsheets take no longer one. */
const LONGEST_FORM = 255

/**
 * The cells of the first sheet of a workbook, dates as `YYYY-MM-DD`; null when the file is no workbook we read.
 * Only numbers, words and dates are taken; formulas give their stored value, a document type declaration ends the reading.
 * `longest`: so many letters of a cell are read. Source: RULES.md CO20.
 */
export const readXlsx = (bytes: Uint8Array, longest = LONGEST_CELL): readonly (readonly string[])[] | null =>
  readOffice(bytes, (part) => {
    const workbook = readWorkbook(part)
    const sheet = workbook && part(workbook.sheet)
    if (!workbook || !sheet) return null
    return readSheet(sheet, {
      shared: readShared(part('xl/sharedStrings.xml'), longest),
      longest,
      dates: readDateStyles(part('xl/styles.xml')),
      from1904: workbook.from1904,
    })
  })

/** Tags by their names without prefixes, and the words in those that stand inside no reading of East Asian words. */
type Hear = {
  readonly opens: (name: string, attributes: ReadonlyMap<string, string>) => void
  readonly closes?: (name: string) => void
  readonly words?: (text: string, name: string) => void
}

function readTags(xml: string | null, hear: Hear): void {
  if (xml === null) return
  const inside: string[] = []
  const nameOf = (whole: string) => whole.slice(whole.indexOf(':') + 1)
  readXml(xml, {
    opens({ name, attributes }) {
      inside.push(nameOf(name))
      hear.opens(nameOf(name), attributes)
    },
    closes(name) {
      inside.pop()
      hear.closes?.(nameOf(name))
    },
    words(text) {
      if (!inside.includes('rPh')) hear.words?.(text, inside.at(-1) ?? '')
    },
  })
}

/** Where the first sheet stands, and from when the workbook counts its days. */
function readWorkbook(part: PartOf): { sheet: string; from1904: boolean } | null {
  let first: ReadonlyMap<string, string> | null = null
  let from1904 = false
  readTags(part('xl/workbook.xml'), {
    opens(name, attributes) {
      if (name === 'sheet') first ??= attributes
      if (name === 'workbookPr') from1904 = attributes.get('date1904') === '1'
    },
  })
  const id = [...(first ?? new Map<string, string>())].find(([name]) => name.endsWith(':id'))?.[1]
  let target: string | undefined
  readTags(part('xl/_rels/workbook.xml.rels'), {
    opens(name, attributes) {
      if (name === 'Relationship' && attributes.get('Id') === id) target ??= attributes.get('Target')
    },
  })
  if (id === undefined || target === undefined) return null
  return { sheet: target.startsWith('/') ? target.slice(1) : `xl/${target}`, from1904 }
}

/** The words that cells name by their place. */
function readShared(xml: string | null, longest: number): readonly string[] {
  const shared: string[] = []
  let words = ''
  readTags(xml, {
    opens(name) {
      if (name === 'si') words = ''
    },
    words(text, name) {
      if (name === 't') words = (words + text).slice(0, longest)
    },
    closes(name) {
      if (name === 'si') shared.push(words)
    },
  })
  return shared
}

type Sheet = {
  readonly longest: number
  readonly shared: readonly string[]
  readonly dates: ReadonlySet<string>
  readonly from1904: boolean
}
type Cell = {
  readonly column: number
  readonly type: string | undefined
  readonly style: string | undefined
  words: string
}

function readSheet(xml: string, sheet: Sheet): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell: Cell | null = null
  readTags(xml, {
    opens(name, attributes) {
      if (name === 'row') {
        const number = Number(attributes.get('r') ?? rows.length + 1)
        if (!Number.isInteger(number) || number < 1 || number > MOST_ROWS * 2) throw new BadXml('too many rows')
        while (rows.length < number - 1) rows.push([])
        row = []
        rows[number - 1] = row
      } else if (name === 'c') {
        const column = columnOf(attributes.get('r')) ?? row.length
        cell = { column, type: attributes.get('t'), style: attributes.get('s'), words: '' }
      }
    },
    words(text, name) {
      if (cell && name === (cell.type === 'inlineStr' ? 't' : 'v'))
        cell.words = (cell.words + text).slice(0, sheet.longest)
    },
    closes(name) {
      if (name !== 'c' || !cell) return
      if (cell.column < MOST_COLUMNS) {
        while (row.length < cell.column) row.push('')
        row[cell.column] = wordsOfCell(cell, sheet)
      }
      cell = null
    },
  })
  return rows
}

function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  if (!letters) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function wordsOfCell({ type, style, words }: Cell, { shared, dates, from1904 }: Sheet): string {
  if (type === 's') return harmful(shared[Number(words)] ?? '')
  if (type === 'd') return words.slice(0, 10)
  if (type !== undefined && type !== 'n') return harmful(words)
  return words !== '' && style !== undefined && dates.has(style) ? dayOfSerial(Number(words), from1904) : words
}

/** Day numbers of spreadsheets count from 30 December 1899, or with the other calendar from 1 January 1904. */
function dayOfSerial(serial: number, from1904: boolean): string {
  if (!(serial >= 1 && serial < 200_000)) return String(serial)
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  return new Date(start + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)
}

/** Which cell styles show a day: the built-in ones, and own ones with a day or a year in their form. */
function readDateStyles(xml: string | null): ReadonlySet<string> {
  const own = new Set<number>()
  const forms: number[] = []
  let inCells = false
  readTags(xml, {
    opens(name, attributes) {
      const form = Number(attributes.get('numFmtId') ?? 0)
      if (name === 'numFmt' && showsDay(attributes.get('formatCode') ?? '')) own.add(form)
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) forms.push(form)
    },
    closes(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  const isDate = (form: number) => (form >= 14 && form <= 22) || own.has(form)
  return new Set(forms.flatMap((form, index) => (isDate(form) ? [String(index)] : [])))
}

/** Whether a form has a day or a year outside its quotes, signs and conditions. */
const showsDay = (form: string): boolean =>
  /[dy]/i.test(form.slice(0, LONGEST_FORM).replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, ''))

/** A workbook of one sheet whose first row is bold; a leading apostrophe is taken off when it is read: it gets a second one. */
export const writeXlsx = (title: string, table: readonly (readonly string[])[]): Uint8Array =>
  writeWorkbook([
    { title, rows: table.map((cells) => cells.map((cell) => (cell.startsWith("'") ? harmless(cell) : cell))) },
  ])
