/** Words from one UTF-16 unit of a paragraph up to another. */
export type Passage = { readonly start: number; readonly end: number }

const LETTER = /[\p{L}\p{N}\p{M}]/u
const LETTERS = /[\p{L}\p{N}]/gu

/** How many letters and digits words have. */
export const letterCount = (words: string): number => words.match(LETTERS)?.length ?? 0

/** A passage as whole words: half a word says most of it. Spaces at its ends are left out; null where nothing else is in it. Source: RULES.md VE51. */
export function wholeWords(paragraph: string, passage: Passage): Passage | null {
  let { start, end } = passage
  if (start < 0 || end > paragraph.length || start >= end) return null
  while (start < end && /\s/.test(paragraph.charAt(start))) start += 1
  while (end > start && /\s/.test(paragraph.charAt(end - 1))) end -= 1
  if (start === end) return null
  while (start > 0 && isInside(paragraph, start)) start -= 1
  while (end < paragraph.length && isInside(paragraph, end)) end += 1
  return { start, end }
}

/** Whether a word, or a sign of two units, goes on over a border. */
function isInside(paragraph: string, at: number): boolean {
  const [left, right] = [paragraph.charCodeAt(at - 1), paragraph.charCodeAt(at)]
  if (right >= 0xdc00 && right <= 0xdfff) return true
  const before = left >= 0xdc00 && left <= 0xdfff ? paragraph.slice(at - 2, at) : paragraph.charAt(at - 1)
  const after = String.fromCodePoint(paragraph.codePointAt(at) ?? 0)
  return (LETTER.test(before) && LETTER.test(after)) || /\p{M}/u.test(after)
}

/**
 * Where a paragraph says words, from the beginning of a word on; what follows them in the word, such as the ending of a case, may differ.
 * Letters stored in pieces are the letters that they compose. Source: RULES.md VE51.
 */
export function passagesOf(paragraph: string, words: string): Passage[] {
  const wanted = words.normalize('NFC')
  if (wanted === '' || paragraph.length < wanted.length / 4) return []
  const { composed, places } = composedOf(paragraph)
  const found: Passage[] = []
  for (let at = composed.indexOf(wanted); at >= 0; at = composed.indexOf(wanted, at + 1)) {
    if (!beginsWord(composed, at, wanted)) continue
    found.push(places ? storedPlace(places, at, at + wanted.length) : { start: at, end: at + wanted.length })
  }
  return found
}

const beginsWord = (composed: string, at: number, wanted: string): boolean =>
  at === 0 || !LETTER.test(wanted.charAt(0)) || !LETTER.test(lastSign(composed, at))

const lastSign = (words: string, end: number): string => {
  const code = words.charCodeAt(end - 1)
  return code >= 0xdc00 && code <= 0xdfff ? words.slice(Math.max(0, end - 2), end) : words.charAt(end - 1)
}

type Places = { readonly starts: readonly number[]; readonly ends: readonly number[] }

/** A paragraph with its letters composed; where that moves them, the stored place of each unit. */
function composedOf(paragraph: string): { composed: string; places: Places | null } {
  if (paragraph.normalize('NFC') === paragraph) return { composed: paragraph, places: null }
  const [starts, ends]: [number[], number[]] = [[], []]
  let composed = ''
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(paragraph)) {
    const letter = segment.normalize('NFC')
    for (let unit = 0; unit < letter.length; unit += 1) {
      starts.push(index)
      ends.push(index + segment.length)
    }
    composed += letter
  }
  return { composed, places: { starts, ends } }
}

const storedPlace = ({ starts, ends }: Places, from: number, to: number): Passage => ({
  start: starts[from] ?? 0,
  end: ends[to - 1] ?? 0,
})
