import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../shared/language.ts'
import { wordChanges } from '../../shared/text/changes.ts'

describe('word differences', () => {
  test('[SE20] a changed word is deleted and added, the rest is the same', () => {
    expect(wordChanges('в течение 24 часов', 'в течение 12 часов', 'ru')).toEqual([
      { kind: 'same', words: 'в течение ' },
      { kind: 'deleted', words: '24' },
      { kind: 'added', words: '12' },
      { kind: 'same', words: ' часов' },
    ])
    expect(wordChanges('', '', 'kk')).toEqual([])
    expect(wordChanges('', 'жаңа', 'kk')).toEqual([{ kind: 'added', words: 'жаңа' }])
  })

  test('[SE20] whatever the texts are, both are in the differences, word for word', () => {
    const text = fc.string({ unit: fc.constantFrom('а', 'ң', ' ', '.', 'z', '1'), maxLength: 40 })
    fc.assert(
      fc.property(text, text, fc.constantFrom(...LANGUAGES), (before, after, language) => {
        const changes = wordChanges(before, after, language)
        const side = (without: string) =>
          changes
            .filter(({ kind }) => kind !== without)
            .map(({ words }) => words)
            .join('')
        expect(side('deleted')).toBe(after)
        expect(side('added')).toBe(before)
      }),
    )
  })
})
