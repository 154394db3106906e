import { escaped, XML_HEAD } from './xml.ts'
import { writeZip } from './zip.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The most letters that a cell holds. */
const LONGEST_CELL = 32_767

export type Sheet = { readonly title: string; readonly rows: readonly (readonly string[])[] }

/** A workbook of sheets whose first row is bold and stays; every cell is words, so that nothing in it is a formula. */
export function writeWorkbook(sheets: readonly Sheet[]): Uint8Array {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, number: index + 1 }))
  return writeZip([
    [
      '[Content_Types].xml',
      `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${numbered.map(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbered.map(({ title, number }) => `<sheet name="${escaped(sheetName(title))}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbered.map(({ number }) => `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${XML_HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    ],
    ...numbered.map(({ rows, number }) => [`xl/worksheets/sheet${number}.xml`, sheetXml(rows)] as const),
  ])
}

function sheetXml(table: Sheet['rows']): string {
  const cell = (words: string, style: string) =>
    `<c t="inlineStr"${style}><is><t xml:space="preserve">${escaped(words.slice(0, LONGEST_CELL))}</t></is></c>`
  const rows = table.map(
    (cells, index) =>
      `<row r="${index + 1}">${cells.map((one) => cell(one, index === 0 ? ' s="1"' : '')).join('')}</row>`,
  )
  return `${XML_HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths(table)}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
}

/** A sheet's name has at most 31 letters and none of these. */
const sheetName = (title: string): string => title.replaceAll(/[[\]:*?/\\'"]/g, ' ').slice(0, 31)

const widths = (table: Sheet['rows']): string =>
  (table[0] ?? [])
    .map((_, column) => {
      const longest = Math.max(...table.slice(0, 200).map((row) => (row[column] ?? '').length))
      return `<col min="${column + 1}" max="${column + 1}" width="${Math.min(48, longest + 3)}" customWidth="1"/>`
    })
    .join('')
