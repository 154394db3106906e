import { expect, test } from 'vitest'
import type { RecommendationId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import { blocksFromPlain } from '../../shared/text/canonical.ts'
import { isRenumbered, type Matched, matchTexts, type TextOfSet } from '../../shared/versions/set-comparison.ts'

const NO_FIELDS = { addressees: [], deadline: null, priority: null, findings: [], standards: [], themes: [] } as const
const PARTS = {
  title: eachLanguage(() => blocksFromPlain('Доступ')),
  text: eachLanguage(() => []),
  rationale: eachLanguage(() => []),
  indicator: eachLanguage(() => []),
}

const text = (id: string, number: number | null = null): TextOfSet => ({
  recommendation: id as RecommendationId,
  kind: 'recommendation',
  number,
  fields: NO_FIELDS,
  parts: PARTS,
})
const set = (ids: string) => [...ids].map((id) => text(id))

/** A match as a word: "+a" added, "-a" taken out, "a>3" moved to the third place, "a" where it was. */
const read = (matched: readonly Matched<TextOfSet>[]): string =>
  matched
    .map((one) => {
      if (one.kind === 'added') return `+${one.is.recommendation}`
      if (one.kind === 'removed') return `-${one.was.recommendation}`
      return one.isMoved ? `${one.is.recommendation}>${one.place}` : one.is.recommendation
    })
    .join(' ')
const between = (before: string, after: string) => read(matchTexts(set(before), set(after)))

test('[VE17] texts are matched by id: what is new, what is gone and where it stood', () => {
  expect(between('abc', 'abc')).toBe('a b c')
  expect(between('abc', 'abdc')).toBe('a b +d c')
  expect(between('abcd', 'ad')).toBe('a -b -c d')
  expect(between('abc', 'bc')).toBe('-a b c')
  expect(between('', 'ab')).toBe('+a +b')
  expect(between('ab', '')).toBe('-a -b')
})

test('[VE17] of texts in another order only those count as moved that were taken out of it', () => {
  expect(between('abcde', 'bcdea')).toBe('b c d e a>5')
  expect(between('abcde', 'eabcd')).toBe('e>1 a b c d')
  expect(
    between('abcde', 'abdce')
      .split(' ')
      .filter((one) => one.includes('>')),
  ).toHaveLength(1)
  // What made room, or moved up because another one went, was not moved.
  expect(between('abcde', 'xacde')).toBe('+x a -b c d e')
})

test('[VE17] what is gone stands behind the text that it followed, also when others were moved', () =>
  expect(between('abcd', 'adb')).toBe('a d>2 b -c'))

test('[VE17] a text with another number is told, one that only stands elsewhere is not', () => {
  const [one, other] = matchTexts([text('a', 1), text('b', 2)], [text('b', 2), text('a', 3)])
  expect([one, other].map((each) => each && isRenumbered(each))).toEqual([false, true])
})
