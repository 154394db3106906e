import type { Passage } from './threads.ts'

/** A stretch of a part's plain words, in letters; paragraphs are separated by one line feed. */
export type Range = { readonly from: number; readonly to: number }

/**
 * Where a passage stands now. `here`: its words stand there. `changed`: other words stand where it was.
 * `gone`: neither its words nor its place are there.
 */
export type Place = ({ readonly state: 'here' | 'changed' } & Range) | { readonly state: 'gone' }

/** Plain words made comparable: letters composed, each gap one space; with where each of them stands. */
export type Folded = { readonly plain: string; readonly words: string; readonly at: readonly number[] }

/** A quote as long as this is no chance: it is known again without what stood around it. */
const LONG_QUOTE = 24
/** Of a shorter one so many letters around it must be those that were. */
const ENOUGH_AROUND = 12
/** One letter quoted out of a long text stands in it thousands of times. */
const MOST_TRIED = 2_000

/** Words made comparable. A letter is kept whole: й is one, however it was typed. */
export function fold(plain: string): Folded {
  const at: number[] = []
  let words = ''
  for (const found of plain.matchAll(/\s+|\P{M}\p{M}*|\p{M}+/gu)) {
    const letter = /^\s/.test(found[0]) ? ' ' : found[0].normalize('NFC')
    for (let unit = 0; unit < letter.length; unit += 1) at.push(found.index)
    words += letter
  }
  at.push(plain.length)
  return { plain, words, at }
}

/** Whether a quote stands anywhere in the words. */
export const quotes = (words: Folded, quote: string): boolean => words.words.includes(folded(quote))

/**
 * Where a passage stands in the words now: at `near`, where its own letters are, if these still say it; else where the quote stands
 * with most of what stood around it; else at `near` with other words; else nowhere. `near`: null where nothing is known of its letters.
 * Source: RULES.md CM6.
 */
export function findPassage(
  words: Folded,
  passage: Pick<Passage, 'quote' | 'before' | 'after'>,
  near: Range | null,
): Place {
  const quote = folded(passage.quote)
  const there = near === null ? '' : folded(words.plain.slice(near.from, near.to))
  if (near && there === quote) return { state: 'here', ...near }
  const found = quoted(words, quote, passage, near)
  if (found) return { state: 'here', ...found }
  return near && there !== '' ? { state: 'changed', ...near } : { state: 'gone' }
}

const folded = (plain: string): string => fold(plain).words.trim()

/** The place where a quote stands with most of its surroundings, the nearest of equals; null where none has enough of them. */
function quoted(
  words: Folded,
  quote: string,
  passage: Pick<Passage, 'before' | 'after'>,
  near: Range | null,
): Range | null {
  if (quote === '') return null
  const before = fold(passage.before).words.trimStart()
  const after = fold(passage.after).words.trimEnd()
  const enough = quote.length >= LONG_QUOTE ? 0 : Math.min(ENOUGH_AROUND, before.length + after.length)
  let best: { readonly from: number; readonly to: number; readonly weight: number; readonly away: number } | null = null
  let tried = 0
  for (let at = words.words.indexOf(quote); at >= 0 && tried < MOST_TRIED; at = words.words.indexOf(quote, at + 1)) {
    tried += 1
    const end = at + quote.length
    const weight = alikeBefore(words.words, at, before) + alikeAfter(words.words, end, after)
    const from = words.at[at] ?? 0
    const to = words.at[end] ?? words.plain.length
    const away = near ? Math.abs(from - near.from) : 0
    if (weight < enough || to <= from) continue
    if (!best || weight > best.weight || (weight === best.weight && away < best.away)) best = { from, to, weight, away }
  }
  return best && { from: best.from, to: best.to }
}

function alikeBefore(words: string, at: number, before: string): number {
  let count = 0
  while (count < before.length && at - count > 0 && words[at - count - 1] === before[before.length - count - 1])
    count += 1
  return count
}

function alikeAfter(words: string, end: number, after: string): number {
  let count = 0
  while (count < after.length && words[end + count] === after[count]) count += 1
  return count
}
