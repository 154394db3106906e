import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { adoption, NotAsPlanned } from '../../shared/amendments/adoption.ts'
import { blocksFromTokens, eachCharacter, isBorder } from '../../shared/text/tokens.ts'
import { fragmentOf, readFragment } from '../../shared/text/ydoc.ts'
import { readTokens } from '../../shared/text/ytokens.ts'
import { adopted, DRAFTER, freshIds, LiveText, MEMBER, planFor, SEED_CLIENT } from './amendment-world.ts'

const ACCESS = 'Обеспечить доступ адвоката в течение 24 часов. Отказ оформляется письменно.'
const JOURNAL = 'Вести журнал обращений на двух языках.'

function forked(...paragraphs: string[]) {
  const base = LiveText.seeded(paragraphs)
  return { base, amendment: base.copy(MEMBER), present: base.copy(DRAFTER) }
}

/** Under which client id each word stands. */
const writers = (text: LiveText) => {
  const words = readTokens(text.fragment, text.language).filter((token) => !isBorder(token))
  return (word: string) => words.find((token) => token.text === word)?.spans.map(({ by }) => by)
}

/** New items in an update, without those that say what is deleted. */
const itemsIn = (update: Uint8Array | null): number => (update ? Y.decodeUpdate(update).structs.length : 0)

/** The Y.XmlText of a paragraph. */
function textOf(text: LiveText, paragraph: number): Y.XmlText {
  const element = text.fragment.get(paragraph)
  const words = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(words instanceof Y.XmlText)) throw new Error('no words')
  return words
}

describe('all or nothing', () => {
  test('[AM8, AM11] nothing is adopted while a clash is open', () => {
    const { base, amendment, present } = forked(ACCESS)
    amendment.replace('24', '12')
    present.replace('24', '48')
    expect(() => adoption(present.state, planFor(base, present, amendment), freshIds())).toThrow(NotAsPlanned)
  })

  test('[AM11] a text that went on since the plan was shown is not written to, and is as it was', () => {
    const { base, amendment, present } = forked(ACCESS, JOURNAL)
    amendment.replace('24', '12')
    const plan = planFor(base, present, amendment)
    for (const goesOn of [
      (text: LiveText) => text.replace('Обеспечить', 'Гарантировать всем'),
      (text: LiveText) => text.removeParagraph(0),
      (text: LiveText) => text.replace('двух', 'трёх'),
      (text: LiveText) => text.in('title', 'kk').addAfter('', 'Тақырып'),
    ]) {
      const later = present.copy(DRAFTER)
      goesOn(later)
      const before = later.state
      expect(() => adoption(later.state, plan, freshIds())).toThrow(NotAsPlanned)
      expect(later.state).toEqual(before)
    }
    expect(adopted(present, plan).words).toBe(`${ACCESS.replace('24', '12')}¶${JOURNAL}`)
  })

  test('[AM11] a transaction that throws leaves what it had written, which is why it is tried on a copy', () => {
    const doc = new Y.Doc()
    const half = () =>
      doc.transact(() => {
        doc.getText().insert(0, 'half')
        throw new Error('in the middle')
      })
    expect(half).toThrow()
    expect(doc.getText().toString()).toBe('half')
    const { base, amendment, present } = forked(ACCESS)
    amendment.replace('24', '12').addParagraph(1, JOURNAL)
    const before = present.state
    const ids = freshIds()
    let asked = 0
    const idOf: typeof ids.idOf = (writer) => {
      asked += 1
      if (asked === 2) throw new Error('in the middle')
      return ids.idOf(writer)
    }
    expect(() => adoption(before, planFor(base, present, amendment), { own: ids.own, idOf })).toThrow('in the middle')
    expect([present.state, present.words]).toEqual([before, ACCESS])
  })

  test('[AM11] what the text says already is not written again', () => {
    const { base, amendment, present } = forked(ACCESS)
    amendment.replace('24', '12')
    present.replace('24', '12')
    expect(adoption(present.state, planFor(base, present, amendment), freshIds())).toBeNull()
  })
})

describe('whose words they are', () => {
  test('[AM12, AM14] kept characters keep their writer; new ones, and those that change paragraph, have a fresh id of theirs', () => {
    const { base, amendment, present } = forked(ACCESS)
    present.addAfter('оформляется', ' всегда')
    amendment.replace('доступ', 'встречу').splitAfter('часов.')
    const ids = freshIds()
    const after = adopted(present, planFor(base, present, amendment), ids)
    expect(after.words).toBe('Обеспечить встречу адвоката в течение 24 часов.¶ Отказ оформляется всегда письменно.')
    const by = writers(after)
    const id = (of: 'present' | 'amendment', client: number) => [ids.given.get(`${of} ${client}`)]
    expect([by('Обеспечить'), by('адвоката')]).toEqual([[SEED_CLIENT], [SEED_CLIENT]])
    expect(by('встречу')).toEqual(id('amendment', MEMBER))
    expect([by('Отказ'), by('письменно')]).toEqual([id('present', SEED_CLIENT), id('present', SEED_CLIENT)])
    expect(by('всегда')).toEqual(id('present', DRAFTER))
  })

  test('[AM12] formats and levels are written under the id that is for them', () => {
    const { base, amendment, present } = forked(ACCESS)
    amendment.mark('24 часов', 'bold').setLevel(0, 1)
    const ids = freshIds()
    const update = adoption(present.state, planFor(base, present, amendment), ids)
    expect(update && Y.decodeUpdate(update).structs.map(({ id }) => id.client)).toEqual([ids.own, ids.own, ids.own])
    expect(ids.given.size).toBe(0)
  })

  test('[AM12] an id that has written in the text is not taken', () => {
    const { base, amendment, present } = forked(ACCESS)
    present.replace('письменно', 'актом')
    amendment.replace('24', '12')
    const plan = planFor(base, present, amendment)
    expect(() => adoption(present.state, plan, { own: 7_000, idOf: () => DRAFTER })).toThrow(NotAsPlanned)
    expect(() => adoption(present.state, plan, { own: SEED_CLIENT, idOf: () => 7_001 })).toThrow(NotAsPlanned)
  })

  test('[AM12] an amendment that goes on after its adoption stays out of the text', () => {
    const { base, amendment, present } = forked(ACCESS)
    amendment.replace('24', '12')
    const after = adopted(present, planFor(base, present, amendment))
    amendment.replace('письменно', 'актом')
    expect(planFor(after, after, amendment).parts.text.ru).not.toEqual(after.parts.text.ru)
    expect(after.words).toBe(ACCESS.replace('24', '12'))
    const known = Y.decodeStateVector(Y.encodeStateVector(after.doc))
    expect(known.has(MEMBER)).toBe(false)
  })

  test('[AM12] words that nobody would answer for are not written', () => {
    const { base, amendment, present } = forked(ACCESS)
    amendment.replace('24', '12')
    const plan = planFor(base, present, amendment)
    const nobody = plan.fragments.map((fragment) => ({
      ...fragment,
      tokens: () =>
        fragment.tokens().map((token) => ({ ...token, spans: token.spans.map((span) => ({ ...span, by: 0 })) })),
    }))
    expect(() => adoption(present.state, { ...plan, fragments: nobody }, freshIds())).toThrow('without a writer')
  })
})

describe('what stays for those who have the text open', () => {
  test('[AM12] caret, comment and undo survive words, marks, paragraphs put in and taken out around them', () => {
    const { base, amendment, present } = forked(JOURNAL, ACCESS, 'Проверять ежемесячно.')
    amendment
      .replace('24 часов', 'двух дней')
      .mark('Отказ', 'bold')
      .removeParagraph(2)
      .addParagraph(1, 'Новое правило о встречах.')
      .removeParagraph(0)
    const undo = new Y.UndoManager(present.fragment, { trackedOrigins: new Set([null]) })
    const words = textOf(present, 1)
    words.insert(ACCESS.indexOf(' письменно'), ' всегда', {})
    const caret = Y.createRelativePositionFromTypeIndex(words, ACCESS.indexOf('оформляется'))
    const plan = planFor(base, present, amendment)
    const update = adoption(present.state, plan, freshIds())
    if (update) Y.applyUpdate(present.doc, update, 'adoption')
    expect(present.words).toBe(
      'Новое правило о встречах.¶Обеспечить доступ адвоката в течение двух дней. *Отказ* оформляется всегда письменно.',
    )
    const found = Y.createAbsolutePositionFromRelativePosition(caret, present.doc)
    expect(found?.type).toBe(words)
    expect(
      words
        .toJSON()
        .replace(/<[^>]*>/g, '')
        .slice(found?.index),
    ).toMatch(/^оформляется/)
    undo.undo()
    expect(present.words).not.toContain('всегда')
    expect(present.words).toContain('двух дней. *Отказ* оформляется письменно.')
  })

  test('[AM12] few new items: one for words put in, two for words made bold, none for words taken out', () => {
    const itemsFor = (change: (amendment: LiveText) => void) => {
      const { base, amendment, present } = forked(ACCESS)
      change(amendment)
      return itemsIn(adoption(present.state, planFor(base, present, amendment), freshIds()))
    }
    expect(itemsFor((text) => text.addAfter('письменно', ' и сразу'))).toBe(1)
    expect(itemsFor((text) => text.mark('Отказ оформляется письменно', 'bold'))).toBe(2)
    expect(itemsFor((text) => text.remove(' Отказ оформляется письменно.'))).toBe(0)
    expect(itemsFor((text) => text.pasteAll([ACCESS.replace('24', '12')]))).toBe(1)
  })

  test('[AM12] words put in beside bold ones are not bold', () => {
    const { base, amendment, present } = forked(ACCESS)
    present.mark('24 часов', 'bold')
    amendment.addAfter('письменно', ' и сразу').replace('Отказ', 'Любой отказ')
    expect(adopted(present, planFor(base, present, amendment)).words).toBe(
      'Обеспечить доступ адвоката в течение *24 часов*. Любой отказ оформляется письменно и сразу.',
    )
  })

  test('[AM11, AM12] a paragraph may hold its words in several pieces, or none', () => {
    const base = LiveText.seeded(['раз два три', ''])
    const first = base.fragment.get(0)
    const more = new Y.XmlText()
    if (first instanceof Y.XmlElement) first.push([more])
    more.insert(0, ' четыре пять шесть')
    const amendment = base.copy(MEMBER)
    const [one, other] = [amendment.fragment.get(0), amendment.fragment.get(1)]
    const words = new Y.XmlText()
    if (!(one instanceof Y.XmlElement && other instanceof Y.XmlElement)) throw new Error('no paragraphs')
    const second = one.get(1)
    if (second instanceof Y.XmlText) {
      second.delete(8, 4)
      second.insert(8, 'семь', {})
    }
    other.push([words])
    words.insert(0, 'восемь')
    const after = adopted(base.copy(DRAFTER), planFor(base, base, amendment))
    expect(after.words).toBe('раз два три четыре семь шесть¶восемь')
  })

  test('[AM11, AM12] letters kept in pieces stay as they are, or are written anew where their marks change', () => {
    const decomposed = 'е\u0306й'.normalize('NFD')
    const { base, amendment, present } = forked('слово')
    for (const text of [base, amendment, present]) text.replace('слово', `${decomposed} слово`)
    amendment.replace(' слово', ' дело')
    expect(adopted(present, planFor(base, present, amendment)).words).toBe(`${decomposed.normalize('NFC')} дело`)
    amendment.mark(decomposed, 'bold')
    expect(adopted(present, planFor(base, present, amendment)).words).toBe(`*${decomposed.normalize('NFC')}* дело`)
  })
})

describe('why words are merged and not what Yjs keeps', () => {
  test('[AM1] merged by Yjs, an amendment and a text put numbers together that nobody wrote', () => {
    const { base, amendment, present } = forked(ACCESS)
    amendment.replace('24', '12')
    present.replace('24', '72')
    const merged = present.with(amendment.state)
    expect(merged.words).toMatch(/1272|7212|172|712/)
    expect(planFor(base, present, amendment).open).toBe(1)
  })

  test('[AM1, AM12] written under the amendment’s own ids, its later edits would come into the text by themselves', () => {
    const { base, amendment, present } = forked(ACCESS)
    amendment.replace('24', '12')
    const own = { own: 7_000, idOf: ({ client }: { client: number }) => client }
    const after = present.with(
      adoption(present.state, planFor(base, present, amendment), own) ?? new Uint8Array([0, 0]),
    )
    amendment.replace('письменно', 'актом')
    expect(after.with(amendment.state).words).toContain('актом')
  })

  test('[AM1] an edit made before its writer saw the adoption is merged as an amendment: right, or a clash', () => {
    const late = (change: (amendment: LiveText) => void, typed: (text: LiveText) => void) => {
      const { base, amendment, present } = forked(ACCESS, 'Второе правило о журнале обращений.')
      change(amendment)
      const writer = present.copy(300)
      typed(writer)
      const after = adopted(present, planFor(base, present, amendment))
      const plan = planFor(base, after, writer)
      return plan.open > 0 ? 'clash' : adopted(after, plan, freshIds(8_000)).words
    }
    const judge = (text: LiveText) => text.addAfter('письменно', ' судьёй')
    const journal = (text: LiveText) => text.addAfter('журнале', ' учёта')
    expect(late((text) => text.splitAfter('часов.'), judge)).toBe(
      'Обеспечить доступ адвоката в течение 24 часов.¶ Отказ оформляется письменно судьёй.¶Второе правило о журнале обращений.',
    )
    expect(late((text) => text.joinNext(0), journal)).toBe(`${ACCESS}Второе правило о журнале учёта обращений.`)
    expect(late((text) => text.removeParagraph(1), journal)).toBe('clash')
    expect(
      late(
        (text) => text.replace('24', '12'),
        (text) => text.replace('24', '48'),
      ),
    ).toBe('clash')
  })
})

test('[AM12] each character of a text is read with who wrote it, and with the marks that the canonical form gives it', () => {
  const text = LiveText.seeded([ACCESS]).copy(DRAFTER)
  text.replace('24', '248').mark('48 ча', 'italic').setLevel(0, 2)
  const tokens = readTokens(fragmentOf(text.doc, 'text', 'ru'), 'ru')
  const number = tokens.find((token) => token.text === '248')
  expect(number && eachCharacter(number).map(({ by }) => by)).toEqual([SEED_CLIENT, SEED_CLIENT, DRAFTER])
  expect(number?.spans.map(({ length, format }) => [length, format])).toEqual([
    [1, {}],
    [1, { italic: true }],
    [1, { italic: true }],
  ])
  expect(tokens[0]?.spans[0]?.format).toEqual({ level: 2 })
})

/** Runs as a stock client may write them: letters in pieces, halves of signs, marks in either way that Yjs is given them. */
const anyRuns = fc.array(
  fc.record({
    insert: fc
      .array(
        fc.constantFrom('да', 'e', 'и', '\u0301', '\u0306', '\u1112', '\u1161', '🌉', '\ud83c', '\udf09', ' ', '. '),
        {
          minLength: 1,
          maxLength: 5,
        },
      )
      .map((letters) => letters.join('')),
    attributes: fc.constantFrom<Record<string, unknown>>(
      {},
      { bold: true },
      { bold: {} },
      { italic: {} },
      { link: { href: 'https://example.org', target: '_blank' } },
    ),
  }),
  { maxLength: 5 },
)

test('[AM11, AM12] however the words are stored, the ones that are merged are those of the canonical form', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), anyRuns, anyRuns), { maxLength: 3 }), (paragraphs) => {
      const fragment = fragmentOf(LiveText.seeded([]).doc, 'text', 'ru')
      for (const [level, ...runs] of paragraphs) {
        const paragraph = new Y.XmlElement('paragraph')
        fragment.push([paragraph])
        paragraph.setAttribute('level', level as unknown as string)
        const texts = runs.map(() => new Y.XmlText())
        paragraph.push(texts)
        for (const [index, text] of texts.entries()) text.applyDelta(runs[index] ?? [], { sanitize: false })
      }
      expect(blocksFromTokens(readTokens(fragment, 'ru'))).toEqual(readFragment(fragment))
    }),
    { numRuns: 200, seed: 21 },
  ))
