import { LANGUAGES } from '../language.ts'
import { PARTS, type Parts, plainText } from '../text/canonical.ts'
import { REDACTED_SIGN } from '../text/redacted.ts'
import type { FinalChange } from './final.ts'

/** A word of fewer letters says nothing of a person by itself. */
const LEAST_LETTERS = 3
const WORD = /[\p{L}\p{N}]+/gu

/**
 * How words are shown to everybody: those that were taken out as personal data, whatever stands behind them, are signs wherever a
 * difference or a reason would say them. Words that the text says now are no secret. Source: RULES.md AD33.
 */
export function withholding(changes: readonly FinalChange[], now: Parts): (words: string) => string {
  const standing = new Set(
    PARTS.flatMap((part) => LANGUAGES.flatMap((language) => wordsIn(plainText(now[part][language])))),
  )
  const taken = changes
    .filter(isPersonal)
    .flatMap(({ before }) => wordsIn(before))
    .filter((word) => word.length >= LEAST_LETTERS && !standing.has(word))
  return (words) =>
    words.replace(WORD, (word) => {
      const plain = word.toLowerCase()
      return !standing.has(plain) && taken.some((one) => plain.startsWith(one)) ? hidden(word) : word
    })
}

/** A change as everybody sees it. Source: RULES.md AD33. */
export const shownToAll = (change: FinalChange, withhold: (words: string) => string): FinalChange => ({
  ...change,
  before: isPersonal(change) ? change.before.replace(WORD, hidden) : withhold(change.before),
  after: withhold(change.after),
  around: { before: withhold(change.around.before), after: withhold(change.around.after) },
})

const isPersonal = (change: FinalChange): boolean => change.class === 'personal-data'

const hidden = (word: string): string => REDACTED_SIGN.repeat(word.length)

const wordsIn = (words: string): string[] => words.toLowerCase().match(WORD) ?? []
