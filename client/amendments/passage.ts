import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import type { Selected } from '../editor/passages.ts'

/** Words of a text as an amendment quotes them. */
export type Passage = {
  readonly part: Part
  readonly language: Language
  readonly words: string
  /** Which of several alike, from 1. */
  readonly occurrence: number
}

/** What is selected as an amendment quotes it: without the spaces round it. */
export function passageOf({ part, language, from, to, plain }: Selected): Passage {
  const selected = plain.slice(from, to)
  const words = selected.trim().normalize('NFC')
  const before = plain.slice(0, from + selected.length - selected.trimStart().length).normalize('NFC')
  return { part, language, words, occurrence: occurrenceAt(plain.normalize('NFC'), words, before.length) }
}

/** Which of the places where words stand begins at `start`, or last before it. */
function occurrenceAt(all: string, words: string, start: number): number {
  let occurrence = 0
  for (let at = all.indexOf(words); at >= 0 && at <= start; at = all.indexOf(words, at + 1)) occurrence += 1
  return Math.max(1, occurrence)
}

/** Where a passage stands; null where it does not. */
export function placeOf(all: string, { words, occurrence }: Passage): number | null {
  let at = -1
  for (let left = occurrence; left > 0; left -= 1) {
    at = all.indexOf(words, at + 1)
    if (at < 0) return null
  }
  return at
}
