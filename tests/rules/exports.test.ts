import { describe, expect, test } from 'vitest'
import { outlineOf } from '../../shared/exports/outline.ts'
import type { AccountId } from '../../shared/ids.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { adopted, amendmentOf, factsOf, inEach, only, partsOf, textOf, voteOf } from '../exports/facts.ts'

describe('the outline of a session', () => {
  test('[EX12] says DRAFT, revision, hour and reader as long as anything is not adopted or out', () => {
    const draft = factsOf({ texts: [textOf(1, adopted(1)), textOf(2)], revision: 3 })
    expect(outlineOf(draft, 'en').stamp).toBe('DRAFT · Rev.3 · 24\u00a0April 2025, 16:42 · read by Reader (en)')
    expect(outlineOf({ ...draft, reader: null, revision: null }, 'kk').stamp).toContain('ЖОБА · таратылмаған')
    const done = factsOf({ texts: [textOf(1, adopted(1)), textOf(2, { stage: 'withdrawn' })] })
    expect(outlineOf(done, 'en').stamp).toBeNull()
  })

  test('[EX12] an adopted text has its hash and the head of the record book; others what their words are fixed by', () => {
    const frozen = { kind: 'version', number: 4, hash: 'a'.repeat(64) } as const
    const [one, two, three] = outlineOf(
      factsOf({ texts: [textOf(1, adopted(1)), textOf(2, { stage: 'frozen', source: frozen }), textOf(3)] }),
      'en',
    ).recommendations
    expect(one?.standing).toMatch(
      /^Adopted 24.April 2025, 16:42 by Chair \(en\), presiding\. .*: [0-9a-f]{64}\. .*: 7 · /,
    )
    expect(two?.standing).toBe('DRAFT · Frozen · Version 4 · SHA-256 aaaa·aaaa')
    expect(three?.standing).toBe('DRAFT · as written, row 3 of the log')
  })

  test('[EX4] withdrawn and rejected texts keep number and title and show no words', () => {
    const texts = [textOf(1, { stage: 'withdrawn' }), textOf(2, { stage: 'rejected' }), textOf(3)]
    const outline = outlineOf(factsOf({ texts }), 'en')
    expect(outline.recommendations.map(({ number, title, parts }) => [number, title, parts.length])).toEqual([
      [1, 'Title of 1 (en)', 0],
      [2, 'Title of 2 (en)', 0],
      [3, 'Title of 3 (en)', 3],
    ])
    expect(outline.recommendations[0]?.standing).toBe('Withdrawn: not part of the adopted texts.')
  })

  test('[EX5] a part with words in any language stands in each; where there are none, that is said', () => {
    const empty = only('ru', '')
    const parts = { ...partsOf(only('ru', 'Только по-русски'), only('ru', 'Название')), indicator: partsOf(empty).text }
    const outlines = LANGUAGES.map((language) => outlineOf(factsOf({ texts: [textOf(1, { parts })] }), language))
    const names = outlines.map(({ recommendations }) => recommendations[0]?.parts.map(({ part }) => part))
    expect(names).toEqual([
      ['text', 'rationale'],
      ['text', 'rationale'],
      ['text', 'rationale'],
    ])
    const [kk, ru, en] = outlines.map(({ recommendations }) => recommendations[0])
    expect(ru?.parts[0]?.missing).toBeNull()
    expect(en?.parts[0]?.missing).toBe('There is no text in this language.')
    expect([en?.title, en?.titleIsMissing]).toEqual(['There is no text in this language.', true])
    expect(kk?.parts[0]?.missing).toMatch(/\p{L}/u)
  })

  test('[EX3] every number and sentence of an outcome is there, and the roll with who is beside it', () => {
    const [one, two] = outlineOf(factsOf({ votes: [voteOf(1), voteOf(2, { stage: 'void' })] }), 'en').votes
    expect(one?.tallies[0]).toMatchObject({ for: 11, against: 5, abstain: 3, notVoting: 1, decides: true })
    expect([one?.headline, one?.explanation, ...(one?.steps ?? [])]).toEqual([
      'Carried: 11 for, 5 against. (en)',
      'More than half was needed. (en)',
      'The question is carried. (en)',
    ])
    expect(one?.roll.map(({ name, said }) => [name, said])).toEqual([
      ['Member (en)', 'For'],
      ['Recused member (en)', 'Recused'],
    ])
    const member = (name: string, choice: 'for' | 'against' | null) => ({
      account: name as AccountId,
      name: inEach(name),
      councils: [inEach('Council')],
      choice,
    })
    const roll = [member('A', 'against'), member('B', null), member('C', 'for'), member('D', 'against')]
    const [printed] = outlineOf(factsOf({ votes: [voteOf(1, { roll })] }), 'en').votes
    expect(printed?.rollLines).toEqual([
      {
        council: 'Council (en)',
        lines: [
          { said: 'For (1)', names: 'C (en)' },
          { said: 'Against (2)', names: 'A (en), D (en)' },
          { said: 'Did not vote (1)', names: 'B (en)' },
          { said: 'Recused (1)', names: 'Recused member (en)' },
        ],
      },
    ])
    expect([one?.isVoid, two?.isVoid, two?.heading]).toEqual([false, true, 'Vote 2 · Void'])
  })

  test('[EX8] signs that no format can write are left out', () => {
    const parts = partsOf(inEach('a\u0000b\u0007c\ufffe\ud800d\te'))
    const [one] = outlineOf(factsOf({ texts: [textOf(1, { parts })] }), 'en').recommendations
    expect(one?.parts[0]?.blocks[0]?.content[0]?.text).toBe('abc\ufffdd\te (en)')
  })

  test('[EX7] an amendment in another language than the file’s is shown in its own', () => {
    const present = partsOf(inEach('in 24 hours'))
    const amended = { ...present, text: { ...present.text, ru: partsOf(inEach('in 12 hours')).text.ru } }
    const texts = [textOf(1, { parts: present, amendments: [amendmentOf(1, amended)] })]
    const changesIn = (language: 'ru' | 'en') =>
      outlineOf(factsOf({ texts }), language).recommendations[0]?.amendments[0]?.changes.map((one) => [
        one.heading,
        one.language,
      ])
    expect(changesIn('ru')).toEqual([['Текст', 'ru']])
    expect(changesIn('en')).toEqual([['Text (Russian)', 'ru']])
  })
})
