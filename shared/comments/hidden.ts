import { passagesOf } from '../text/passages.ts'
import { redactedSigns } from '../text/redacted.ts'
import { CONTEXT, type Passage } from './threads.ts'

type Quoted = Pick<Passage, 'quote' | 'before' | 'after'>

/** So many letters of a redacted passage may say whose it is. */
const FEWEST_LETTERS = 3

/**
 * What is quoted of a text, without the words that were redacted in it: a sign for each unit of them, also where only their end or their
 * beginning was within what is kept around the quote. Null where it says none of them. Source: RULES.md CM11.
 */
export function withoutRedacted({ before, quote, after }: Quoted, words: string): Quoted | null {
  const all = before + quote + after
  const cut = [
    ...(before.length === CONTEXT ? endingAt(all, words) : []),
    ...(after.length === CONTEXT ? beginningAt(all, words) : []),
  ]
  const hidden = [...passagesOf(all, words), ...cut].reduce(
    (said, { start, end }) => said.slice(0, start) + redactedSigns(end - start) + said.slice(end),
    all,
  )
  if (hidden === all) return null
  const end = before.length + quote.length
  return { before: hidden.slice(0, before.length), quote: hidden.slice(before.length, end), after: hidden.slice(end) }
}

/** The end of the words, where what is kept begins with it. */
function endingAt(all: string, words: string) {
  for (let length = words.length - 1; length >= FEWEST_LETTERS; length -= 1)
    if (all.startsWith(words.slice(-length))) return [{ start: 0, end: length }]
  return []
}

/** The beginning of the words, where what is kept ends with it. */
function beginningAt(all: string, words: string) {
  for (let length = words.length - 1; length >= FEWEST_LETTERS; length -= 1)
    if (all.endsWith(words.slice(0, length))) return [{ start: all.length - length, end: all.length }]
  return []
}
