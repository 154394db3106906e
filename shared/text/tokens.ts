import type { Language } from '../language.ts'
import { type Block, blocksOf, type Mark, recomposed } from './canonical.ts'
import { changedStretch } from './stretch.ts'

/** How words look (marks) or how deep a paragraph stands (level); what is absent has its default. */
export type Format = {
  readonly bold?: true
  readonly italic?: true
  readonly link?: string
  readonly level?: number
}
/** How most words look; one object, so that they are compared at a glance. */
export const PLAIN: Format = Object.freeze({})
export const FORMAT_NAMES = ['bold', 'italic', 'link', 'level'] as const satisfies readonly (keyof Format)[]

/** Neighbouring characters of one format by one writer, a Yjs client id; `NOBODY` where the text is read from a version's bytes. */
export type Span = { readonly length: number; readonly format: Format; readonly by: number }
export const NOBODY = 0

/**
 * A word, a sign, a space, or the border at which a paragraph begins; `spans` cover its text, those of a border its level.
 * `paragraph`, `start` and `length` say where it stands, in the characters that are stored, which need not be composed yet.
 */
export type Token = {
  readonly text: string
  readonly isWord: boolean
  readonly spans: readonly Span[]
  readonly paragraph: number
  readonly start: number
  readonly length: number
}

/** The text of a border: no word of a text is ever segmented like this. */
const BORDER = '\u0000¶'

export const isBorder = (token: Token): boolean => token.text === BORDER

/** A paragraph before it is cut into tokens. */
export type UncutParagraph = {
  readonly format: Format
  readonly by: number
  readonly runs: readonly { readonly text: string; readonly format: Format; readonly by: number }[]
}

/** The words of canonical blocks, without their writers. Source: RULES.md VE5. */
export const tokensOf = (blocks: readonly Block[], language: Language): Token[] =>
  tokensOfParagraphs(
    blocks.map(({ level, content }) => ({
      format: level === undefined ? PLAIN : { level },
      by: NOBODY,
      runs: content.map(({ text, marks }) => ({ text, format: formatOf(marks ?? []), by: NOBODY })),
    })),
    language,
  )

/**
 * As `tokensOf`, of a text of which most says what another one says: those paragraphs are not cut again, and share their tokens where
 * they have their place.
 */
export function tokensLike(
  known: { readonly blocks: readonly Block[]; readonly tokens: readonly Token[] },
  blocks: readonly Block[],
  language: Language,
): readonly Token[] {
  const stretch = changedStretch(known.blocks, blocks)
  if (!stretch) return known.tokens
  const { from, to, newTo } = stretch
  const startOf = (paragraph: number) => {
    const at = known.tokens.findIndex((token) => token.paragraph === paragraph)
    return at < 0 ? known.tokens.length : at
  }
  const moved = (by: number) => (token: Token) => (by === 0 ? token : { ...token, paragraph: token.paragraph + by })
  return [
    ...known.tokens.slice(0, startOf(from)),
    ...tokensOf(blocks.slice(from, newTo), language).map(moved(from)),
    ...known.tokens.slice(startOf(to)).map(moved(newTo - to)),
  ]
}

/** Words of paragraphs: those of Intl.Segmenter over a paragraph's whole text, so that a word that is half bold stays one. */
export function tokensOfParagraphs(paragraphs: readonly UncutParagraph[], language: Language): Token[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  return paragraphs.flatMap(({ format, by, runs }, paragraph) => [
    { text: BORDER, isWord: false, spans: [{ length: 1, format, by }], paragraph, start: 0, length: 0 },
    ...wordsOf(runs, paragraph, segmenter),
  ])
}

function wordsOf(runs: UncutParagraph['runs'], paragraph: number, segmenter: Intl.Segmenter): Token[] {
  const whole = runs
    .map((run) => run.text)
    .join('')
    .toWellFormed()
  const isComposed = whole.normalize('NFC') === whole
  const take = taking(runs)
  return Array.from(segmenter.segment(whole), ({ segment, isWordLike, index: start }) => {
    const text = isComposed ? segment : segment.normalize('NFC')
    const stored = take(segment.length)
    const spans = text === segment ? stored : composed(segment, stored)
    return { text, isWord: isWordLike === true, spans, paragraph, start, length: segment.length }
  })
}

/** Answers the spans of the next characters, from the first run to the last. */
function taking(runs: UncutParagraph['runs']): (length: number) => Span[] {
  let index = 0
  let used = 0
  return (length) => {
    const spans: Span[] = []
    for (let need = length; need > 0; ) {
      const run = runs[index]
      if (!run) throw new RangeError('no run holds these characters')
      const taken = Math.min(need, run.text.length - used)
      if (taken > 0) spans.push({ length: taken, format: run.format, by: run.by })
      need -= taken
      used += taken
      if (used === run.text.length) {
        index += 1
        used = 0
      }
    }
    return spans
  }
}

/** The spans of a word whose letters were stored in pieces: those of the composed letters, as the canonical form cuts them. */
function composed(stored: string, spans: readonly Span[]): Span[] {
  return recomposed(spannedText(stored, spans))
    .filter(({ text }) => text !== '')
    .map(({ text, format, by }) => ({ length: text.length, format, by }))
}

/** The pieces of a text, one for each span. */
export function spannedText(text: string, spans: readonly Span[]): (Span & { readonly text: string })[] {
  let end = 0
  return spans.map((span) => {
    const start = end
    end += span.length
    return { ...span, text: text.slice(start, end) }
  })
}

export const formatOf = (marks: readonly Mark[]): Format =>
  marks.length === 0
    ? PLAIN
    : Object.fromEntries(marks.map((mark) => [mark.type, mark.type === 'link' ? mark.href : true]))

/** A format as Yjs and ProseMirror keep it: attributes by the name of the mark. */
export const attributesOf = ({ bold, italic, link }: Format): Record<string, object> => ({
  ...(bold ? { bold: {} } : {}),
  ...(italic ? { italic: {} } : {}),
  ...(link === undefined ? {} : { link: { href: link } }),
})

/** Tokens as canonical blocks; words before the first border stand in a block of their own. Source: RULES.md VE3. */
export function blocksFromTokens(tokens: readonly Token[]): Block[] {
  const paragraphs: { level: number; runs: { text: string; format: Format }[] }[] = []
  for (const token of tokens) {
    if (isBorder(token) || paragraphs.length === 0) paragraphs.push({ level: levelAt(token), runs: [] })
    if (isBorder(token)) continue
    const runs = paragraphs.at(-1)?.runs ?? []
    for (const { text, format } of spannedText(token.text, token.spans)) {
      const last = runs.at(-1)
      // The canonical form composes letters at each border of a run: there are fewer runs than words.
      if (last && sameFormat(last.format, format)) last.text += text
      else runs.push({ text, format })
    }
  }
  return blocksOf(
    paragraphs.map(({ level, runs }) => ({
      level,
      runs: runs.map(({ text, format }) => ({ text, marks: attributesOf(format) })),
    })),
  )
}

export const levelAt = (token: Token): number => token.spans[0]?.format.level ?? 0

/** The words of tokens; a border is a line feed. */
export const plainOf = (tokens: readonly Token[]): string =>
  tokens.map((token) => (isBorder(token) ? '\n' : token.text)).join('')

export const sameFormat = (one: Format, other: Format): boolean =>
  one === other || FORMAT_NAMES.every((name) => one[name] === other[name])

/** Whether two tokens of the same text look the same, letter by letter, whoever wrote them. */
export function sameLook(one: Token, other: Token): boolean {
  const [a] = one.spans
  const [b] = other.spans
  if (one.spans.length === 1 && other.spans.length === 1 && a && b) return sameFormat(a.format, b.format)
  const left = eachCharacter(one)
  const right = eachCharacter(other)
  return left.length === right.length && left.every((span, at) => sameFormat(span.format, right[at]?.format ?? {}))
}

/** The span of every character. */
export const eachCharacter = ({ spans }: Token): Span[] =>
  spans.flatMap((span) => Array.from({ length: span.length }, () => ({ ...span, length: 1 })))

/** Neighbouring spans that are alike, as one. */
export function joinedSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && last.by === span.by && sameFormat(last.format, span.format))
      joined[joined.length - 1] = { ...last, length: last.length + span.length }
    else joined.push(span)
  }
  return joined
}
