import { diffArrays } from 'diff'
import type { Language } from '../language.ts'

/** A run of words that both texts have, or only the newer, or only the older one. */
export type Change = { readonly kind: 'same' | 'added' | 'deleted'; readonly words: string }

/** More words than this on either side are compared whole, not word by word: the comparison grows with the square. */
const MOST_WORDS = 20_000

/**
 * What differs between two plain texts, word by word; joined, the `same` and `added` runs are the newer text.
 * Words are those of Intl.Segmenter in the text's language; spaces and marks are words of their own.
 */
export function wordChanges(before: string, after: string, language: Language): readonly Change[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', words: before }]
  const [older, newer] = [wordsOf(before, language), wordsOf(after, language)]
  if (older.length > MOST_WORDS || newer.length > MOST_WORDS)
    return [
      { kind: 'deleted', words: before },
      { kind: 'added', words: after },
    ]
  return diffArrays(older, newer).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'deleted' : 'same',
    words: value.join(''),
  }))
}

const wordsOf = (text: string, language: Language): string[] =>
  Array.from(new Intl.Segmenter(language, { granularity: 'word' }).segment(text), ({ segment }) => segment)
