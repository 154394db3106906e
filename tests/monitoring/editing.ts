import { type Block, blocksOf } from '../../shared/text/canonical.ts'
import type { Difference, Segment } from '../../shared/text/difference.ts'
import type { Paragraph } from './report.ts'

/**
 * What an editor marks: `[-out-]`, `[+in+]`, `[~bold: …~]` set in bold, `[~plain: …~]` no longer bold, `[~link: …~]` made a link; a line feed
 * is where a paragraph was split. Both revisions are read off the marks, so that they cannot differ from what was done.
 */
export type Marked = Readonly<Record<'ru' | 'en', string>>

/** What was done at one place; `at` and `after` are keys of paragraphs. */
export type Edit = { readonly what: string } & (
  | { readonly at: string; readonly words: Marked }
  | { readonly after: string; readonly added: Marked; readonly level?: number }
  | { readonly at: string; readonly whole: 'deleted' | 'joined' }
  | { readonly at: string; readonly movedAfter: string; readonly words?: Marked }
  | { readonly at: string; readonly level: number }
)

/** A paragraph as it is shown between two revisions. */
type Line = {
  readonly key: string
  readonly kind: 'same' | 'added' | 'deleted' | 'moved-from' | 'moved-to'
  readonly level: number
  readonly wasLevel?: number
  readonly move?: string
  readonly words: string
}

/** A report with the marks of an editor. */
export function edited(report: readonly Paragraph[], edits: readonly Edit[], language: 'ru' | 'en'): Line[] {
  let lines: Line[] = report.map((paragraph) => ({ ...paragraph, kind: 'same' }))
  const find = (key: string): Line => {
    const line = lines.find((each) => each.key === key && each.kind !== 'moved-from')
    if (!line) throw new RangeError(`no paragraph ${key}`)
    return line
  }
  const replace = (line: Line, by: readonly Line[]) => {
    lines = lines.flatMap((each) => (each === line ? by : [each]))
  }
  for (const edit of edits) {
    if ('added' in edit) {
      const line = find(edit.after)
      const paragraphs = edit.added[language].split('\n')
      const added = paragraphs.map(
        (words, index): Line => ({
          key: `${edit.after} and ${index}`,
          kind: 'added',
          level: edit.level ?? 0,
          words: `[+${words}+]`,
        }),
      )
      replace(line, [line, ...added])
      continue
    }
    const line = find(edit.at)
    if ('movedAfter' in edit) {
      replace(line, [{ ...line, kind: 'moved-from', move: edit.at }])
      const before = find(edit.movedAfter)
      const words = edit.words ? markedIn(line.words, edit.words[language]) : line.words
      replace(before, [before, { ...line, kind: 'moved-to', move: edit.at, words }])
    } else if ('words' in edit) {
      const [first = '', ...split] = markedIn(line.words, edit.words[language]).split('\n')
      const added = split.map((words): Line => ({ ...line, key: `${edit.at} split`, kind: 'added', words }))
      replace(line, [{ ...line, words: first }, ...added])
    } else if ('whole' in edit) {
      const words = edit.whole === 'joined' ? `[+ +]${line.words}` : `[-${line.words}-]`
      replace(line, [{ ...line, kind: 'deleted', words }])
    } else replace(line, [{ ...line, wasLevel: line.level, level: edit.level }])
  }
  return lines
}

/** Words with a stretch of them marked; what stood there before is read off the marks. */
function markedIn(words: string, marked: string): string {
  const was = piecesOf(marked)
    .filter(({ kind }) => kind !== 'added')
    .map(({ text }) => text)
    .join('')
    .replaceAll('\n', '')
  if (!words.includes(was)) throw new RangeError(`“${was}” is not in “${words}”`)
  return words.replace(was, () => marked)
}

type Piece = {
  readonly kind: Segment['kind']
  readonly text: string
  readonly was: Record<string, object>
  readonly is: Record<string, object>
}

const LINK = { link: { href: 'https://example.org/bodies' } }
const FORMATS: Readonly<Record<string, readonly [Record<string, object>, Record<string, object>]>> = {
  bold: [{}, { bold: {} }],
  plain: [{ bold: {} }, {}],
  link: [{}, LINK],
}

function piecesOf(marked: string): Piece[] {
  const pieces: Piece[] = []
  for (const found of marked.matchAll(/\[\+(.*?)\+\]|\[-(.*?)-\]|\[~(\w+): (.*?)~\]|([^[]+)/gs)) {
    const [, added, deleted, format, formatted, same] = found
    const [was, is] = FORMATS[format ?? ''] ?? [{}, {}]
    const piece = (kind: Segment['kind'], text: string | undefined) =>
      text === undefined ? [] : [{ kind, text, was, is }]
    pieces.push(...piece('added', added), ...piece('deleted', deleted), ...piece('formatted', formatted))
    pieces.push(...piece('same', same))
  }
  return pieces
}

/** One of the two revisions. */
export function revision(lines: readonly Line[], of: 'before' | 'after'): Block[] {
  const [otherBorder, otherWords, elsewhere] =
    of === 'before' ? (['added', 'added', 'moved-to'] as const) : (['deleted', 'deleted', 'moved-from'] as const)
  const blocks: { level: number; runs: { text: string; marks: Record<string, object> }[] }[] = []
  for (const { kind, level, wasLevel, words } of lines) {
    if (kind === elsewhere) continue
    if (kind !== otherBorder) blocks.push({ level: of === 'before' ? (wasLevel ?? level) : level, runs: [] })
    const pieces = piecesOf(words).filter((piece) => piece.kind !== otherWords)
    blocks.at(-1)?.runs.push(...pieces.map(({ text, was, is }) => ({ text, marks: of === 'before' ? was : is })))
  }
  return blocksOf(blocks)
}

const levelChange = (level: number, was: number | undefined): string =>
  was === undefined || was === level ? '' : ` ${was}→${level}`

/** The editor's marks as lines to read. */
export const markedLines = (lines: readonly Line[]): string[] =>
  numbered(
    lines.map(({ kind, move, level, wasLevel, words }) => ({
      kind: `${kind}${levelChange(level, wasLevel)}`,
      move,
      // Where it stood a paragraph is shown as it was.
      words: words,
    })),
  )

/** What the comparison found, as the same lines. */
export const foundLines = ({ paragraphs }: Difference): string[] =>
  numbered(
    paragraphs.map(({ kind, move, level, wasLevel, segments }) => ({
      kind: `${kind}${levelChange(level, wasLevel)}`,
      move: move === undefined ? undefined : String(move),
      words: (kind === 'moved-from' ? segments.map(({ text }) => text) : segments.map(signed)).join(''),
    })),
  )

const SIGNS = { same: ['', ''], added: ['[+', '+]'], deleted: ['[-', '-]'], formatted: ['[~', '~]'] } as const

function signed(segment: Segment): string {
  const format = segment.kind === 'formatted' ? `${segment.marks[0]?.type ?? 'plain'}: ` : ''
  return SIGNS[segment.kind].join(`${format}${segment.text}`)
}

/** Moves are numbered as one reads. */
function numbered(lines: readonly { kind: string; move: string | undefined; words: string }[]): string[] {
  const moves: string[] = []
  return lines.map(({ kind, move, words }) => {
    if (move !== undefined && !moves.includes(move)) moves.push(move)
    return `${kind}${move === undefined ? '' : ` ${moves.indexOf(move) + 1}`}: ${words}`
  })
}
