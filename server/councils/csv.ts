import type { Encoding, Separator } from '../../shared/councils/membership.ts'

const BYTE_ORDER_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * Which encoding bytes are in: by their byte order mark, else UTF-8 where they are valid UTF-8, else Windows-1251.
 * Null for bytes that are no text in any of them. Source: RULES.md CO19.
 */
export function encodingOf(bytes: Uint8Array): Encoding | null {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))
  if (marked) return marked[0]
  // A text has no zero bytes; UTF-16 without a mark and pictures do.
  if (bytes.includes(0)) return null
  return decode(bytes, 'utf-8') === null ? 'windows-1251' : 'utf-8'
}

/** The text of bytes in an encoding, without its byte order mark; null where they are none in it. */
export function decode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return isPrinted(text) ? text : null
  } catch {
    return null
  }
}

/** Letters that are never printed mean that the encoding is another one. */
function isPrinted(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 9 || (code > 13 && code < 32) || code === 0xfffd) return false
  }
  return true
}

export const SEPARATOR_LETTERS = { comma: ',', semicolon: ';', tab: '\t' } as const satisfies Record<Separator, string>

/** The separator that the first line has most of; a line `sep=;` as spreadsheets write it names it. */
export function separatorOf(text: string): Separator {
  const named = /^sep=([,;\t])\r?\n/.exec(text)?.[1]
  const line = named ?? firstLine(text)
  const count = (separator: Separator) => line.split(SEPARATOR_LETTERS[separator]).length
  return (['semicolon', 'tab', 'comma'] as const).reduce((best, one) => (count(one) > count(best) ? one : best))
}

const firstLine = (text: string): string =>
  (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '')

/** The cells of a CSV; quoted cells may hold separators, line breaks and doubled quotes. Null when a quote is never closed. */
export function parseCsv(text: string, separator: Separator): readonly (readonly string[])[] | null {
  const letter = SEPARATOR_LETTERS[separator]
  const body = text.replace(/^sep=[,;\t]\r?\n/, '')
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let index = 0; index < body.length; index += 1) {
    const at = body[index] ?? ''
    if (quoted) {
      if (at !== '"') cell += at
      else if (body[index + 1] === '"') {
        cell += '"'
        index += 1
      } else quoted = false
    } else if (at === '"' && cell === '') quoted = true
    else if (at === letter || at === '\n' || at === '\r') {
      row.push(cell)
      cell = ''
      if (at === letter) continue
      if (at === '\r' && body[index + 1] === '\n') index += 1
      rows.push(row)
      row = []
    } else cell += at
  }
  if (quoted) return null
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows.map((cells) => cells.map(harmful))
}

/** A cell that a spreadsheet would run as a formula is written behind an apostrophe, and read without it. Source: RULES.md CO21. */
export const harmless = (cell: string): string => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
export const harmful = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

/** A CSV as spreadsheets of our region open it: UTF-8 with its mark, semicolons, line ends of RFC 4180. */
export function writeCsv(table: readonly (readonly string[])[]): Uint8Array {
  const quote = (cell: string) => (/[";,\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = table.map((row) => row.map((cell) => quote(harmless(cell))).join(';'))
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`)
}
