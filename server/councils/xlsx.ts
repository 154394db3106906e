import { MOST_ROWS } from '../../shared/councils/membership.ts'
import { harmless } from './csv.ts'
import { openZip, writeZip } from './zip.ts'

const MOST_COLUMNS = 100

/**
 * The cells of the first sheet of a workbook, dates as `YYYY-MM-DD`; null when the file is no workbook we read.
 * Only numbers, words and dates are taken; formulas give their stored value, a document type declaration ends the reading.
 * Source: RULES.md CO20.
 */
export function readXlsx(bytes: Uint8Array): readonly (readonly string[])[] | null {
  const zip = openZip(bytes)
  const part = (name: string): string | null => {
    const found = zip?.read(name)
    const text = found ? new TextDecoder('utf-8').decode(found) : null
    return text === null || /<!DOCTYPE|<!ENTITY/i.test(text) ? null : text
  }
  const workbook = part('xl/workbook.xml')
  const links = part('xl/_rels/workbook.xml.rels')
  if (workbook === null || links === null) return null
  const first = elements(workbook, 'sheet')[0]
  const id =
    first?.attributes['r:id'] ?? Object.entries(first?.attributes ?? {}).find(([name]) => /:id$/.test(name))?.[1]
  const target = elements(links, 'Relationship').find(({ attributes }) => attributes.Id === id)?.attributes.Target
  const sheet = target === undefined ? null : part(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  if (sheet === null) return null
  const shared = elements(part('xl/sharedStrings.xml') ?? '', 'si').map(({ inner }) => wordsIn(inner))
  const dates = dateStyles(part('xl/styles.xml') ?? '')
  const from1904 = elements(workbook, 'workbookPr')[0]?.attributes.date1904 === '1'
  const rows: string[][] = []
  for (const { attributes, inner } of elements(sheet, 'row')) {
    const number = Number(attributes.r ?? rows.length + 1)
    if (!(number >= 1 && number <= MOST_ROWS * 2)) return null
    const row: string[] = []
    for (const cell of elements(inner, 'c')) {
      const column = columnOf(cell.attributes.r) ?? row.length
      if (column >= MOST_COLUMNS) continue
      while (row.length < column) row.push('')
      row[column] = wordsOfCell(cell, shared, dates, from1904)
    }
    while (rows.length < number - 1) rows.push([])
    rows[number - 1] = row
  }
  return rows
}

type Element = { readonly attributes: Readonly<Record<string, string>>; readonly inner: string }

/** Elements of a name in the order in which they stand; none of those asked for here stands inside itself. */
function elements(xml: string, name: string): readonly Element[] {
  const found: Element[] = []
  const opening = new RegExp(`<(?:[A-Za-z0-9]+:)?${name}(\\s[^<>]*?)?(/?)>`, 'g')
  for (let match = opening.exec(xml); match; match = opening.exec(xml)) {
    const attributes = attributesOf(match[1] ?? '')
    if (match[2] === '/') {
      found.push({ attributes, inner: '' })
      continue
    }
    const closing = new RegExp(`</(?:[A-Za-z0-9]+:)?${name}\\s*>`, 'g')
    closing.lastIndex = opening.lastIndex
    const end = closing.exec(xml)
    if (!end) break
    found.push({ attributes, inner: xml.slice(opening.lastIndex, end.index) })
    opening.lastIndex = closing.lastIndex
  }
  return found
}

const attributesOf = (words: string): Record<string, string> =>
  Object.fromEntries(
    [...words.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((found) => [
      found[1] ?? '',
      unescaped(found[2] ?? found[3] ?? ''),
    ]),
  )

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (words: string): string =>
  words.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

/** The words of a string with its runs; readings of East Asian words beside it are left out. */
const wordsIn = (xml: string): string => {
  const aside = xml.includes('<rPh') ? elements(xml, 'rPh') : []
  const own = aside.reduce((left, { inner }) => (inner === '' ? left : left.replace(inner, '')), xml)
  return elements(own, 't')
    .map(({ inner }) => unescaped(inner))
    .join('')
}

function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  if (!letters) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const written = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

function wordsOfCell(cell: Element, shared: readonly string[], dates: ReadonlySet<string>, from1904: boolean): string {
  const { t: type, s: style } = cell.attributes
  if (type === 'inlineStr') return written(wordsIn(cell.inner))
  const value = unescaped(elements(cell.inner, 'v')[0]?.inner ?? '')
  if (type === 's') return written(shared[Number(value)] ?? '')
  if (type === 'd') return value.slice(0, 10)
  if (type !== undefined && type !== 'n') return written(value)
  return value !== '' && style !== undefined && dates.has(style) ? dayOfSerial(Number(value), from1904) : value
}

/** Day numbers of spreadsheets count from 30 December 1899, or with the other calendar from 1 January 1904. */
function dayOfSerial(serial: number, from1904: boolean): string {
  if (!(serial >= 1 && serial < 200_000)) return String(serial)
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  return new Date(start + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)
}

/** Which cell styles show a day: the built-in ones, and own ones with a day or a year in their form. */
function dateStyles(styles: string): ReadonlySet<string> {
  const own = new Set(
    elements(styles, 'numFmt')
      .filter(({ attributes }) => /[dy]/i.test((attributes.formatCode ?? '').replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '')))
      .map(({ attributes }) => Number(attributes.numFmtId)),
  )
  const isDate = (form: number) => (form >= 14 && form <= 22) || own.has(form)
  const cells = elements(elements(styles, 'cellXfs')[0]?.inner ?? '', 'xf')
  return new Set(
    cells.flatMap(({ attributes }, index) => (isDate(Number(attributes.numFmtId ?? 0)) ? [String(index)] : [])),
  )
}

const escaped = (words: string): string =>
  [...words].filter(isXml).join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Whether XML has a way to say a letter. */
const isXml = (letter: string): boolean => (letter >= ' ' && letter < '\ufffe') || '\t\n\r'.includes(letter)

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A workbook of one sheet whose first row is bold; every cell is words, so that nothing in it is a formula. */
export function writeXlsx(title: string, table: readonly (readonly string[])[]): Uint8Array {
  // Words are never run, but a leading apostrophe before such a letter is taken off when read: it gets a second one.
  const kept = (cell: string) => (cell.startsWith("'") ? harmless(cell) : cell)
  const cell = (words: string, style: string) =>
    `<c t="inlineStr"${style}><is><t xml:space="preserve">${escaped(kept(words))}</t></is></c>`
  const rows = table.map(
    (cells, index) =>
      `<row r="${index + 1}">${cells.map((one) => cell(one, index === 0 ? ' s="1"' : '')).join('')}</row>`,
  )
  return writeZip([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(title))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/worksheets/sheet1.xml',
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths(table)}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`,
    ],
  ])
}

/** A sheet's name has at most 31 letters and none of these. */
const sheetName = (title: string): string => title.replaceAll(/[[\]:*?/\\'"]/g, ' ').slice(0, 31)

const widths = (table: readonly (readonly string[])[]): string =>
  (table[0] ?? [])
    .map((_, column) => {
      const longest = Math.max(...table.slice(0, 200).map((row) => (row[column] ?? '').length))
      return `<col min="${column + 1}" max="${column + 1}" width="${Math.min(48, longest + 3)}" customWidth="1"/>`
    })
    .join('')
