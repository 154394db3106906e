import type { Selected } from '../editor/passages.ts'

/** Part of a text, said plainly. */
type Part = Selected['part']

/** One of the places at which quoted words stand. */
export type Place = {
  readonly part: Part
  /** Which of several alike in the part, from 1. */
  readonly occurrence: number
  /** The words with some of those round them, so that one is told from the other. */
  readonly around: string
}

/** The main text first: that is what is mostly spoken of. */
const PARTS = ['text', 'title', 'rationale', 'indicator'] as const satisfies readonly Part[]
const AROUND = 24

/** Where words stand in a text, wherever that is; words that only begin or end inside others are told by what is round them. */
export function placesOf(plain: Readonly<Record<Part, string>>, quoted: string): readonly Place[] {
  const words = quoted.trim().normalize('NFC')
  if (words === '') return []
  return PARTS.flatMap((part) => {
    const all = plain[part].normalize('NFC')
    const places: Place[] = []
    for (let at = all.indexOf(words); at >= 0; at = all.indexOf(words, at + 1)) {
      const before = all.slice(Math.max(0, at - AROUND), at)
      const after = all.slice(at + words.length, at + words.length + AROUND)
      places.push({ part, occurrence: places.length + 1, around: `…${before}${words}${after}…`.replaceAll('\n', ' ') })
    }
    return places
  })
}

const isOfWord = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}\p{M}]/u.test(letter)

/** What is selected, with the whole words at its ends: a finger seldom meets the first letter. */
export function wholeWords(selected: Selected): Selected {
  const { plain } = selected
  let { from, to } = selected
  while (from < to && !isOfWord(plain[from]) && /\s/u.test(plain[from] ?? '')) from += 1
  while (to > from && /\s/u.test(plain[to - 1] ?? '')) to -= 1
  while (isOfWord(plain[from]) && isOfWord(plain[from - 1])) from -= 1
  while (isOfWord(plain[to - 1]) && isOfWord(plain[to])) to += 1
  return { ...selected, from, to }
}
