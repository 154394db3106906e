import { rowsOf } from '../../shared/councils/list-rows.ts'
import {
  type Encoding,
  type ListFormat,
  type ListRow,
  type Problem,
  problem,
  type Separator,
} from '../../shared/councils/membership.ts'
import { decode, encodingOf, parseCsv, separatorOf } from './csv.ts'
import { readXlsx } from './xlsx.ts'

/** A file as it was chosen; what is not said of it is found out. */
export type ListFile = {
  readonly name: string
  /** Base64. */
  readonly content: string
  readonly encoding?: Encoding | undefined
  readonly separator?: Separator | undefined
}

export type ReadFile = {
  readonly format: ListFormat
  /** As the file was read; null for a workbook and for what could not be read. */
  readonly encoding: Encoding | null
  readonly separator: Separator | null
  readonly rows: readonly ListRow[]
  readonly problems: readonly Problem[]
}

/** The rows of a membership list, a workbook or a CSV by what its first bytes are. Source: RULES.md CO19. */
export function readListFile(file: ListFile): ReadFile {
  const bytes = Buffer.from(file.content, 'base64')
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (isZip || /\.xlsx?$/i.test(file.name)) {
    const table = readXlsx(bytes)
    const read = table ? rowsOf(table) : { rows: [], problems: [problem('unreadable')] }
    return { format: 'xlsx', encoding: null, separator: null, ...read }
  }
  return readCsv(bytes, file)
}

function readCsv(bytes: Uint8Array, file: ListFile): ReadFile {
  const encoding = file.encoding ?? encodingOf(bytes)
  const text = encoding && decode(bytes, encoding)
  if (text === null || text === undefined) {
    const wrong = problem(file.encoding ? 'wrong-encoding' : 'unreadable')
    return { format: 'csv', encoding, separator: null, rows: [], problems: [wrong] }
  }
  const separator = file.separator ?? separatorOf(text)
  const table = parseCsv(text, separator)
  const read = table ? rowsOf(table) : { rows: [], problems: [problem('unreadable')] }
  return { format: 'csv', encoding, separator, ...read }
}
