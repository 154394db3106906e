import { canonicalJson } from '../canonical-json.ts'
import { eachLanguage, type Language } from '../language.ts'
import { isAllowedLink, MAX_LEVEL } from './schema.ts'

/** The parts of a text, in the order they are read. */
export const PARTS = ['title', 'text', 'rationale', 'indicator'] as const
export type Part = (typeof PARTS)[number]

export type Mark =
  | { readonly type: 'bold' }
  | { readonly type: 'italic' }
  | { readonly type: 'link'; readonly href: string }

/** Neighbouring words with the same marks. */
export type Run = { readonly text: string; readonly marks?: readonly Mark[] }

/** One paragraph; `level` is absent for a plain one and 1–3 for a sub-point. */
export type Block = { readonly level?: number; readonly content: readonly Run[] }

/** Everything a live text says: blocks per part and language. */
export type Parts = Readonly<Record<Part, Readonly<Record<Language, readonly Block[]>>>>

/** The number inside the hashed bytes. A new form never rehashes an old version. */
export const CANONICAL_FORM = 1

/**
 * Blocks in canonical form 1: NFC over a block's whole text, then cut at mark borders; marks sorted by name;
 * neighbouring runs with equal marks joined; empty runs dropped; attributes only where they differ from the default.
 * Throws where a block does not fit the schema. Source: RULES.md VE3.
 */
export function blocksOf(
  blocks: readonly { level: unknown; runs: readonly { text: string; marks: Record<string, unknown> }[] }[],
): Block[] {
  return blocks.map(({ level, runs }) => {
    const content = normalised(runs.map((run) => ({ text: run.text, marks: marksOf(run.marks) })))
    return { ...levelOf(level), content }
  })
}

/** The level of a paragraph, absent for a plain one. Throws where it does not fit the schema. */
export function levelOf(level: unknown): { level?: number } {
  if (level === undefined || level === null || level === 0) return {}
  if (typeof level !== 'number' || !Number.isInteger(level) || level < 0 || level > MAX_LEVEL)
    throw new TypeError('level')
  return { level }
}

/** Marks by name, as Yjs and ProseMirror keep them, sorted. Throws where one does not fit the schema. */
export function marksOf(marks: Record<string, unknown>): Mark[] {
  return Object.keys(marks)
    .sort()
    .flatMap((name): Mark[] => {
      const value = marks[name]
      if (value === null || value === undefined) return []
      if (name === 'bold' || name === 'italic') return [{ type: name }]
      if (name === 'link' && typeof value === 'object' && 'href' in value && isAllowedLink(value.href)) {
        return [{ type: 'link', href: value.href }]
      }
      throw new TypeError(`mark ${name}`)
    })
}

type MarkedRun = { text: string; marks: Mark[] }

function normalised(runs: readonly MarkedRun[]): Run[] {
  const joined: MarkedRun[] = []
  for (const run of recomposed(runs)) {
    const last = joined.at(-1)
    if (run.text === '') continue
    if (last && sameMarks(last.marks, run.marks)) last.text += run.text
    else joined.push({ ...run })
  }
  return joined.map(({ text, marks }) => (marks.length > 0 ? { text, marks } : { text }))
}

/** No letter is composed of more signs than this on either side of a border; it keeps a block of many runs linear. */
const NEIGHBOURS = 64

/**
 * NFC over the whole block. A combining sign that starts a run belongs to the letter that ends the run before it,
 * so each border moves right until what stands on both sides composes on its own and no sign is halved.
 * Lone surrogates become U+FFFD, as Yjs makes them.
 */
export function recomposed<Piece extends { readonly text: string }>(runs: readonly Piece[]): Piece[] {
  const whole = runs
    .map((run) => run.text)
    .join('')
    .toWellFormed()
  let border = 0
  let done = 0
  return runs.map((run, index) => {
    border += run.text.length
    let end = index === runs.length - 1 ? whole.length : Math.max(border, done)
    while (end < whole.length && tearsApart(whole, end)) end += 1
    const text = whole.slice(done, end).normalize('NFC')
    done = end
    return { ...run, text }
  })
}

function tearsApart(whole: string, at: number): boolean {
  if (isLowSurrogate(whole.charCodeAt(at))) return true
  const left = whole.slice(Math.max(0, at - NEIGHBOURS), at)
  const right = whole.slice(at, at + NEIGHBOURS)
  return left.normalize('NFC') + right.normalize('NFC') !== (left + right).normalize('NFC')
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

const sameMarks = (a: readonly Mark[], b: readonly Mark[]): boolean => canonicalJson(a) === canonicalJson(b)

/** The words of blocks without marks; paragraphs are separated by a line feed. */
export const plainText = (blocks: readonly Block[]): string =>
  blocks.map((block) => block.content.map((run) => run.text).join('')).join('\n')

/** The words of every part in every language. */
export function plainParts(parts: Parts): Record<Part, Record<Language, string>> {
  const plain = (part: Part) => eachLanguage((language) => plainText(parts[part][language]))
  return { title: plain('title'), text: plain('text'), rationale: plain('rationale'), indicator: plain('indicator') }
}

/** Blocks made from plain words: one paragraph a line. */
export const blocksFromPlain = (words: string): Block[] =>
  blocksOf(words.split('\n').map((line) => ({ level: 0, runs: [{ text: line, marks: {} }] })))
