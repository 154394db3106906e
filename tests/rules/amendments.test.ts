import { describe, expect, test } from 'vitest'
import type { Choice } from '../../shared/amendments/plan-model.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { CLASH, cases } from './amendment-cases.ts'
import { type Story, told } from './amendment-fuzz.ts'
import { adopted, DRAFTER, freshIds, LiveText, MEMBER, planFor, shown } from './amendment-world.ts'

const ACCESS = 'Обеспечить доступ адвоката в течение 24 часов. Отказ оформляется письменно.'
const JOURNAL = 'Вести журнал обращений на двух языках.'
const CHECKS = 'Прокуратуре проверять журнал ежемесячно.'

const step = (act: Story['present'][number]['act'], paragraph = 0, word = 0, words = 1) => ({
  act,
  paragraph,
  word,
  words,
})
const TAKEN_OUT_TWICE: Story = {
  paragraphs: [3, 3, 3, 3],
  amendment: [step('delete paragraph', 307), step('move', 130), step('replace', 0, 0, 2)],
  present: [step('move', 0, 29)],
  late: [],
  repeats: true,
}
const MOVED_OVER_A_BORDER: Story = {
  paragraphs: [3, 3, 3],
  amendment: [step('split'), step('split'), step('join', 167)],
  present: [step('new paragraph', 0, 3)],
  late: [],
  repeats: false,
}

const CARRIED_AND_TAKEN_OUT: Story = {
  paragraphs: [3],
  amendment: [step('split', 0, 94), step('delete paragraph', 51)],
  present: [step('add', 0, 1), step('split', 0, 501)],
  late: [],
  repeats: false,
}

const SHORTENED_AND_MOVED: Story = {
  paragraphs: [3, 3],
  amendment: [step('delete', 419), step('move', 757)],
  present: [step('delete paragraph', 235)],
  late: [],
  repeats: false,
}

/** A text, its fork in an amendment, and the text as it went on. */
function forked(paragraphs: readonly string[], language: 'kk' | 'ru' | 'en' = 'ru') {
  const base = LiveText.seeded(paragraphs, language)
  return { base, amendment: base.copy(MEMBER), present: base.copy(DRAFTER) }
}
const decide = (keys: readonly { readonly key: string }[], choice: Choice) =>
  new Map(keys.map(({ key }) => [key, choice]))

describe('forty ways in which a text and an amendment change', () => {
  test.each(cases)(
    '[AM2, AM3, AM4, AM5, AM6, AM9] $name',
    ({ base: paragraphs, language, amendment, present, becomes }) => {
      const sides = forked(paragraphs, language)
      amendment(sides.amendment)
      present(sides.present)
      const plan = planFor(sides.base, sides.present, sides.amendment)
      const turned = planFor(sides.base, sides.amendment, sides.present)
      expect([plan.open > 0, turned.open > 0]).toEqual(becomes === CLASH ? [true, true] : [false, false])
      if (becomes === CLASH) return
      expect(adopted(sides.present, plan).words).toBe(becomes)
      expect(adopted(sides.amendment, turned).words).toBe(becomes)
    },
  )
})

describe('at the border of two paragraphs', () => {
  test.each([
    ['with the sign at its end', 'актом.¶Суд решает за сутки.'],
    ['without it', 'актом¶Суд решает за сутки'],
    ['with a sign that was there', 'актом¶Суд решает.'],
  ])(
    '[AM3] last words changed and a paragraph put behind them, %s, clash with one that the other puts there',
    (_, end) => {
      const { base, amendment, present } = forked([ACCESS, JOURNAL])
      amendment.pasteAll([...ACCESS.replace('письменно.', end).split('¶'), JOURNAL])
      present.addParagraph(1, CHECKS)
      expect(planFor(base, present, amendment).clashes.map(({ kind }) => kind)).toEqual(['text'])
      expect(planFor(base, amendment, present).clashes.map(({ kind }) => kind)).toEqual(['text'])
    },
  )
})

describe('what a clash shows', () => {
  test('[AM2] the words of the version, of the text and of the amendment, and where they stand', () => {
    const { base, amendment, present } = forked([JOURNAL, ACCESS])
    amendment.replace('24 часов', '12 часов')
    present.replace('24', '48')
    const [clash, ...others] = planFor(base, present, amendment).clashes
    expect(others).toEqual([])
    expect(clash).toMatchObject({ kind: 'text', part: 'text', language: 'ru', at: { paragraph: 1 }, choice: null })
    const { base: was, present: now, amendment: amended } = clash ?? { base: [], present: [], amendment: [] }
    expect([was, now, amended].map(plainText)).toEqual(['24', '48', '12'])
  })

  test('[AM4] a passage that both add elsewhere is doubled, one that was moved and touched is moved', () => {
    const doubled = forked([ACCESS, JOURNAL, CHECKS])
    doubled.amendment.addAfter('письменно.', ' Запись разговора запрещается.')
    doubled.present.addAfter('ежемесячно.', ' Запись разговора запрещается.')
    expect(planFor(doubled.base, doubled.present, doubled.amendment).clashes.map(({ kind }) => kind)).toEqual([
      'doubled',
    ])
    const moved = forked([ACCESS, JOURNAL, CHECKS])
    moved.amendment.move(0, 2)
    moved.present.replace('24', '12')
    const kinds = planFor(moved.base, moved.present, moved.amendment).clashes.map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['moved']))
  })

  test('[AM4] of a paragraph that was written anew by over two thirds and joined to another one nobody can tell any more that it was taken out', () => {
    const { base, amendment, present } = forked([JOURNAL, ACCESS, CHECKS])
    amendment.removeParagraph(1)
    present.replace('доступ адвоката в течение 24 часов. Отказ', 'приём защитника без промедления, и')
    expect(planFor(base, present, amendment).clashes.map(({ kind }) => kind)).toEqual(['text'])
    const most = base.copy(DRAFTER)
    most.replace('Обеспечить доступ адвоката в течение 24 часов. Отказ оформляется', 'Не принимать защитника лишь')
    most.joinNext(0)
    expect(planFor(base, most, amendment).open).toBe(0)
    expect(adopted(most, planFor(base, most, amendment)).words).toBe(most.words)
  })

  test('[AM4, AM8] the two places of a move are decided together: apart, what was moved would be lost or be there twice', () => {
    const { base, amendment, present } = forked([ACCESS, JOURNAL, CHECKS])
    amendment.move(0, 2)
    present.addParagraph(3, 'Суд решает за сутки.')
    const plan = planFor(base, present, amendment)
    const [from, to] = plan.clashes
    if (plan.clashes.length !== 2 || !from || !to) throw new Error('not two clashes')
    expect([from.together, to.together]).toEqual([[to.key], [from.key]])
    const decided = (choice: Choice, other: Choice) =>
      planFor(base, present, amendment, new Map([...decide([from], choice), ...decide([to], other)]))
    const words = (choice: Choice) => shown(decided(choice, choice).parts.text.ru)
    expect([words('present'), words('amendment')]).toEqual([present.words, amendment.words])
    for (const mixed of [decided('present', 'amendment'), decided('amendment', 'present')]) {
      expect([mixed.open, shown(mixed.parts.text.ru)]).toEqual([2, present.words])
    }
  })

  test('[AM8] what is put at one place and was taken out at two is decided at all three (seed 89 of the fuzz)', () => {
    const { base, amendment, present } = told(TAKEN_OUT_TWICE)
    const { clashes } = planFor(base, present, amendment)
    expect(clashes.map(({ together }) => together.length)).toEqual([2, 2, 2])
    for (const { key, together } of clashes) {
      const decisions = new Map([key, ...together].map((each): [string, Choice] => [each, 'amendment']))
      expect(planFor(base, present, amendment, decisions).open).toBe(0)
    }
  })

  test('[AM4] words carried over a border at which the other put a paragraph are a clash, however few (seed 88 of the fuzz)', () => {
    const { base, amendment, present } = told(MOVED_OVER_A_BORDER)
    expect(amendment.words).toBe('слово0¶¶ слово1 слово2.слово3 слово4 слово5.¶слово6 слово7 слово8.')
    const plan = planFor(base, present, amendment)
    expect(plan.clashes.map(({ kind }) => kind)).toEqual(['moved', 'moved'])
    expect(plan.clashes.map(({ together }) => together.length)).toEqual([1, 1])
    expect(planFor(base, amendment, present).clashes.map(({ kind }) => kind)).toEqual(['moved'])
    const chosen = (['present', 'amendment'] as const).map(
      (choice) => adopted(present, planFor(base, present, amendment, decide(plan.clashes, choice))).words,
    )
    expect(chosen).toEqual([present.words, 'слово0¶¶м1.¶ слово1 слово2.слово3 слово4 слово5.¶слово6 слово7 слово8.'])
    // Elsewhere nothing is between the two places, and it is no clash.
    expect(planFor(base, base.copy(DRAFTER).addParagraph(2, CHECKS), amendment).open).toBe(0)
  })

  test('[AM4] a last word that one side carried into a paragraph of its own and the other took out is a clash (seed 2037 of the fuzz)', () => {
    const { base, amendment, present } = told(CARRIED_AND_TAKEN_OUT)
    expect([amendment.words, present.words]).toEqual(['слово0 слово1', 'слово0 слово1¶ м1 слово2.'])
    expect(planFor(base, present, amendment).clashes.map(({ kind }) => kind)).toEqual(['moved'])
    expect(planFor(base, amendment, present).open).toBeGreaterThan(0)
    // Who only took it out, as the amendment did, agrees with it.
    expect(planFor(base, base.copy(DRAFTER).replace(' слово2.', ''), amendment).open).toBe(0)
  })

  test('[AM4] a paragraph that one side shortened to two words and moved, and the other took out, is a clash (seed 31015 of the fuzz)', () => {
    const { base, amendment, present } = told(SHORTENED_AND_MOVED)
    expect([amendment.words, present.words]).toEqual(['слово4 слово5.¶слово0 слово1 слово2.', 'слово0 слово1 слово2.'])
    expect(planFor(base, present, amendment).open).toBeGreaterThan(0)
    expect(planFor(base, amendment, present).open).toBeGreaterThan(0)
    // A short paragraph that is new and has no word of the other is none.
    const added = base.copy(MEMBER).addParagraph(0, 'Другое слово')
    expect(planFor(base, present, added).open).toBe(0)
  })

  test('[AM5, AM6] the same new words in another format are a clash', () => {
    const { base, amendment, present } = forked([ACCESS])
    amendment.replace('24 часов', 'двух дней').mark('двух дней', 'bold')
    present.replace('24 часов', 'двух дней')
    expect(planFor(base, present, amendment).clashes.map(({ kind }) => kind)).toEqual(['text'])
    present.mark('двух дней', 'bold')
    expect(planFor(base, present, amendment).clashes).toEqual([])
  })

  test('[AM5] formats that differ show both, and what is decided is what the words look like', () => {
    const { base, amendment, present } = forked([ACCESS])
    amendment.mark('24 часов', 'link', { href: 'https://a.example' }).mark('Отказ', 'bold')
    present.mark('24 часов', 'link', { href: 'https://b.example' })
    const plan = planFor(base, present, amendment)
    expect(plan.clashes).toMatchObject([
      {
        kind: 'format',
        base: [{ content: [{ text: '24 часов' }] }],
        present: [{ content: [{ marks: [{ type: 'link', href: 'https://b.example' }] }] }],
        amendment: [{ content: [{ marks: [{ type: 'link', href: 'https://a.example' }] }] }],
      },
    ])
    const hrefs = (['present', 'amendment'] as const).map((choice) => {
      const after = adopted(present, planFor(base, present, amendment, decide(plan.clashes, choice)))
      expect(after.words).toContain('*Отказ*')
      return /https:\/\/(.)\.example/.exec(JSON.stringify(after.parts.text.ru))?.[1]
    })
    expect(hrefs).toEqual(['b', 'a'])
  })

  test('[AM5] a level set on a paragraph of which the text keeps no word is a clash', () => {
    const { base, amendment, present } = forked([JOURNAL, CHECKS])
    amendment.setLevel(1, 2)
    present.replace(CHECKS, 'Совсем другое правило')
    expect(planFor(base, present, amendment).clashes.map(({ kind }) => kind)).toEqual(['format'])
    expect(planFor(base, amendment, present).clashes.map(({ kind }) => kind)).toEqual(['format'])
  })
})

describe('what is only shown', () => {
  test('[AM7] both changed one sentence', () => {
    const { base, amendment, present } = forked([ACCESS])
    amendment.replace('доступ', 'свободный доступ')
    present.replace('24', '12')
    expect(planFor(base, present, amendment)).toMatchObject({ open: 0, looks: [{ kind: 'near' }] })
    const apart = forked([ACCESS])
    apart.amendment.replace('доступ', 'свободный доступ')
    apart.present.replace('письменно', 'актом')
    expect(planFor(apart.base, apart.present, apart.amendment)).toMatchObject({ open: 0, looks: [] })
  })

  test('[AM7] a format that was set on words which the other took out', () => {
    const { base, amendment, present } = forked([ACCESS])
    amendment.mark('письменно', 'bold')
    present.replace('письменно', 'актом')
    const plan = planFor(base, present, amendment)
    expect(plan).toMatchObject({
      open: 0,
      looks: [{ kind: 'format-lost', base: [{ content: [{ text: 'письменно' }] }] }],
    })
  })
})

describe('how a clash is decided', () => {
  test('[AM8] for the present words or for the amendment’s; undecided the preview keeps the present ones', () => {
    const { base, amendment, present } = forked([ACCESS, JOURNAL])
    amendment.replace('24 часов', '12 часов').replace('двух', 'трёх')
    present.replace('24 часов', '48 часов')
    const plan = planFor(base, present, amendment)
    expect(plan.open).toBe(1)
    expect(shown(plan.parts.text.ru)).toBe([ACCESS.replace('24', '48'), JOURNAL.replace('двух', 'трёх')].join('¶'))
    const hours = (['present', 'amendment'] as const).map((choice) => {
      const decided = planFor(base, present, amendment, decide(plan.clashes, choice))
      expect(decided.clashes.map((clash) => clash.choice)).toEqual([choice])
      return adopted(present, decided).words.match(/\d+/)?.[0]
    })
    expect(hours).toEqual(['48', '12'])
  })

  test('[AM8] a decision holds when something changes elsewhere, and not when one of the three passages does', () => {
    const { base, amendment, present } = forked([ACCESS, JOURNAL])
    amendment.replace('24', '12')
    present.replace('24', '48')
    const decisions = decide(planFor(base, present, amendment).clashes, 'amendment')
    present.replace('двух', 'трёх').addParagraph(0, CHECKS)
    expect(planFor(base, present, amendment, decisions).open).toBe(0)
    present.replace('48', '72')
    expect(planFor(base, present, amendment, decisions).open).toBe(1)
  })

  test('[AM8] two clashes that say the same are decided one by one, in one language and in two', () => {
    const twice = forked(['В течение 24 часов выдать копию.', JOURNAL, 'В течение 24 часов выдать копию.'])
    twice.amendment.replace('24', '12').replace('24', '12')
    twice.present.replace('24', '48').replace('24', '48')
    const [first, ...others] = planFor(twice.base, twice.present, twice.amendment).clashes
    const one = first ? decide([first], 'amendment') : undefined
    const decided = planFor(twice.base, twice.present, twice.amendment, one)
    expect([others.length, decided.open]).toEqual([1, 1])
    expect(shown(decided.parts.text.ru).match(/\d+/g)).toEqual(['12', '48'])

    const { base } = forked(['24'])
    base.in('text', 'kk').addAfter('', '24')
    const [amendment, present] = [base.copy(MEMBER), base.copy(DRAFTER)]
    for (const language of ['kk', 'ru'] as const) {
      amendment.in('text', language).replace('24', '12')
      present.in('text', language).replace('24', '48')
    }
    const [kazakh] = planFor(base, present, amendment).clashes
    expect(kazakh?.language).toBe('kk')
    const plan = planFor(base, present, amendment, decide(kazakh ? [kazakh] : [], 'amendment'))
    expect([plan.open, shown(plan.parts.text.kk), shown(plan.parts.text.ru)]).toEqual([1, '12', '48'])
  })
})

describe('an amendment and a text that goes on', () => {
  test('[AM9] brought up to the present text the amendment says what the text will say, and never clashes with it', () => {
    const { base, amendment, present } = forked([ACCESS, JOURNAL, CHECKS])
    amendment.replace('24 часов', '12 часов').splitAfter('часов.')
    present.replace('письменно', 'актом').move(2, 1)
    const plan = planFor(base, present, amendment)
    const rebased = adopted(amendment, planFor(base, amendment, present))
    expect(rebased.parts).toEqual(plan.parts)
    const again = planFor(present, present, rebased)
    expect([again.open, again.clashes, again.parts]).toEqual([0, [], plan.parts])
  })

  test('[AM13] what the amendment left as it was stays as it is now, whatever was written there', () => {
    const { base, amendment, present } = forked([ACCESS])
    amendment.replace('24', '12')
    present.in('text', 'kk').addParagraph(0, 'Қол жеткізу')
    const plan = planFor(base, present, amendment)
    expect(plan.fragments.map(({ part, language }) => [part, language])).toEqual([['text', 'ru']])
    const after = adopted(present, plan)
    expect(after.parts.text.kk).toEqual(present.parts.text.kk)
    expect(after.in('text', 'kk').fragment.toString()).toBe(present.in('text', 'kk').fragment.toString())
    expect(after.words).toBe(ACCESS.replace('24', '12'))
  })

  test('[AM1, AM13] an amendment in several parts and languages is one plan and one edit', () => {
    const { base, amendment, present } = forked([ACCESS])
    amendment.in('title', 'kk').addAfter('', 'Тақырып')
    amendment.replace('24', '12')
    const after = adopted(present, planFor(base, present, amendment))
    expect([after.words, after.in('title', 'kk').words]).toEqual([ACCESS.replace('24', '12'), 'Тақырып'])
  })

  test('[AM1] the last paragraph goes, and an empty one stays', () => {
    const { base, amendment, present } = forked([ACCESS, JOURNAL])
    amendment.removeParagraph(0)
    present.removeParagraph(1)
    expect(adopted(present, planFor(base, present, amendment)).parts.text.ru).toEqual([{ content: [] }])
  })

  test('[AM15] an amendment to an amendment goes into that one, then both into the text', () => {
    const { base, amendment, present } = forked([ACCESS])
    amendment.replace('24 часов', '12 часов')
    const second = amendment.copy(201).replace('12 часов', '6 часов')
    present.replace('письменно', 'актом')
    const both = adopted(amendment, planFor(amendment, amendment, second))
    const after = adopted(present, planFor(base, present, both), freshIds(8_000))
    expect(after.words).toBe(ACCESS.replace('24', '6').replace('письменно', 'актом'))
    expect(planFor(amendment, present, second).open).toBe(1)
  })
})

describe('what looks like a change and is none', () => {
  test('[AM1] letters that are typed in pieces are the same words', () => {
    const { base, amendment, present } = forked(['В этой статье 24 часа.'])
    amendment.replace('этой', 'этой'.normalize('NFD'))
    expect(planFor(base, present, amendment).fragments).toEqual([])
    amendment.replace('24', '12')
    expect(adopted(present, planFor(base, present, amendment)).words).toBe('В этой статье 12 часа.')
  })

  test('[AM6] a mark that Yjs keeps in another way is the same mark', () => {
    const { base, amendment, present } = forked([ACCESS])
    for (const text of [amendment, present]) text.mark('24 часов', 'bold')
    const plan = planFor(base, present, amendment)
    expect([plan.open, plan.looks]).toEqual([0, []])
    expect(adopted(present, plan).words).toBe(ACCESS.replace('24 часов', '*24 часов*'))
  })
})
