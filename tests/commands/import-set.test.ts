import { describe, expect, test } from 'vitest'
import { docxOf, listOf, paragraph } from '../docx.ts'
import { ANOTHER_SESSION } from '../plans.ts'
import { must, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses } from './store.ts'

inTheHall()

const planned = async () => (await secretary.does('sessions', 'plan-session', ANOTHER_SESSION)).session
const list = (language: string, bytes: Buffer) => ({
  language,
  name: `${language}.docx`,
  base64: bytes.toString('base64'),
})
const read = (person: Person, session: string, ...lists: object[]) =>
  person.act('recommendations', 'read-lists', { session, lists })
const textsOf = async (session: string, person = secretary) =>
  (await person.sees('recommendations', 'list', { session })).recommendations
const text = (title: string, change: object = {}) => ({
  kind: 'recommendation',
  source: 'ru',
  title: { kk: '', ru: title, en: '' },
  paragraphs: { kk: [], ru: [], en: [] },
  ...change,
})
const create = (person: Person, session: string, ...texts: object[]) =>
  person.act('recommendations', 'create-set', { session, point: null, texts })

describe('from Word lists to texts', () => {
  const twelve = (words: string) =>
    listOf(Array.from({ length: 12 }, (_, at) => [`${words} ${at + 1}`, `${words}: вести списки, ${at + 1}.`] as const))

  test('[RE21] [RE23] three lists of twelve are read, matched and become twelve live texts in one act', async () => {
    const session = await planned()
    const before = await textsOf(session)
    const preview = must(
      await read(
        secretary,
        session,
        list('kk', twelve('Ұсыным')),
        list('ru', twelve('Рекомендация')),
        list('en', twelve('Text')),
      ),
    )
    expect(before).toEqual([])
    expect(preview).toMatchObject({ next: 1, hasPreamble: false })
    expect(preview.rows).toHaveLength(12)
    expect(preview.rows[4]).toMatchObject({
      number: 5,
      doubled: false,
      missing: [],
      title: { kk: 'Ұсыным 5', ru: 'Рекомендация 5', en: 'Text 5' },
      paragraphs: { en: [{ level: 0, words: 'Text: вести списки, 5.' }] },
    })
    const texts = preview.rows.map(({ title, paragraphs }, at) => ({
      kind: at === 11 ? 'initiative' : 'recommendation',
      source: 'ru',
      title,
      paragraphs,
    }))
    const { recommendations } = must(await create(secretary, session, ...texts))
    expect(recommendations.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    const set = await textsOf(session, member)
    expect(set.map(({ number, stage }) => `${number} ${stage}`)[11]).toBe('12 drafting')
    expect(set[11]?.kind).toBe('initiative')
    expect(set[4]).toMatchObject({ title: { kk: 'Ұсыным 5' }, languages: { ru: 'source', kk: 'draft', en: 'draft' } })
    const { plain } = await member.sees('recommendations', 'text', { id: set[4]?.id ?? '' })
    expect(plain.text).toEqual({
      kk: 'Ұсыным: вести списки, 5.',
      ru: 'Рекомендация: вести списки, 5.',
      en: 'Text: вести списки, 5.',
    })
    expect(await actsOn(w, set[4]?.id ?? '')).toEqual([{ act: 'recommendation-created', by: 's01' }])
  })

  test('[RE21] what is missing, doubled or tracked is told, and reading changes nothing', async () => {
    const session = await planned()
    const tracked = docxOf([
      paragraph('1. Раз'),
      paragraph('1. Ещё раз'),
      paragraph('', {
        inside: '<w:r><w:t>2. Два</w:t></w:r><w:del w:id="1"><w:r><w:delText>!</w:delText></w:r></w:del>',
      }),
    ])
    const preview = must(
      await read(secretary, session, list('ru', tracked), list('en', docxOf([paragraph('Nothing numbered')]))),
    )
    expect(preview.lists).toMatchObject([
      { language: 'ru', texts: 3, deleted: 1, before: 0 },
      { language: 'en', texts: 0, before: 1 },
    ])
    expect(preview.rows.map(({ key, doubled, missing }) => [key, doubled, missing])).toEqual([
      ['1-1', true, ['en']],
      ['1-2', true, ['en']],
      ['2-1', false, ['en']],
    ])
    expect(await textsOf(session)).toEqual([])
  })

  test('[RE22] files that are no lists, and lists of one language twice, are refused without a trace', async () => {
    const session = await planned()
    const whole = twelve('x')
    for (const bytes of [Buffer.from('1. not a zip'), whole.subarray(0, 400), Buffer.alloc(3)])
      await refuses(w, () => read(secretary, session, list('ru', bytes)), 'wrong-file', 'RE22')
    await refuses(w, () => read(secretary, session, list('ru', whole), list('ru', whole)), 'malformed', 'RE21')
    await refuses(w, () => read(secretary, session, { language: 'ru', name: 'x', base64: '***' }), 'malformed', 'AC6')
    const huge = await secretary.raw(
      'POST',
      '/api/recommendations/read-lists',
      JSON.stringify({ session, lists: [list('ru', Buffer.alloc(900_000, 1))] }),
    )
    expect(huge.status).toBe(413)
  })

  test('[RE20] only the secretariat reads lists, adds texts and orders them; for others the session may not even be there', async () => {
    for (const person of [chair, member, observer]) {
      await refuses(w, () => read(person, SESSION, list('ru', twelve('x'))), 'no-right', 'SE60')
      await refuses(w, () => create(person, SESSION, text('x')), 'no-right', 'SE60')
      await refuses(
        w,
        () => person.act('recommendations', 'order', { session: SESSION, shown: [], order: [] }),
        'no-right',
        'SE60',
      )
    }
    await refuses(w, () => create(observer, 'nothing', text('x')), 'not-found', 'SE1')
  })

  test('[RE23] of a set that cannot be whole nothing is created', async () => {
    await refuses(w, () => create(secretary, SESSION, text('one'), text(' ')), 'malformed', 'RE23')
    await refuses(w, () => create(secretary, SESSION, text('one', { source: 'en' })), 'malformed', 'RE23')
    await refuses(
      w,
      () => create(secretary, SESSION, text('one'), text('two', { kind: 'preamble' })),
      'malformed',
      'RE23',
    )
    const texts = [text('x')]
    await refuses(
      w,
      () => secretary.act('recommendations', 'create-set', { session: SESSION, point: 'a99', texts }),
      'malformed',
      'RE23',
    )
  })
})

describe('numbers and order', () => {
  test('[RE24] a new text gets the number after the highest ever given; withdrawn ones keep theirs', async () => {
    const { recommendations } = must(await create(secretary, SESSION, text('Тринадцатая')))
    expect(recommendations[0]?.number).toBe(13)
    await chair.does('recommendations', 'withdraw', { id: recommendations[0]?.id ?? '' })
    expect(must(await create(secretary, SESSION, text('Ещё'))).recommendations[0]?.number).toBe(14)
    expect((await textsOf(SESSION)).map(({ number }) => number).slice(-2)).toEqual([13, 14])
  })

  test('[RE25] a text in drafting is withdrawn by who runs the open session, and then nobody writes in it', async () => {
    const withdraw = (person: Person, id = 'r01') => person.act('recommendations', 'withdraw', { id })
    for (const person of [secretary, member]) await refuses(w, () => withdraw(person), 'no-right', 'RE25')
    expect((await withdraw(chair)).ok).toBe(true)
    expect(await member.sees('recommendations', 'recommendation', { id: 'r01' })).toMatchObject({
      stage: 'withdrawn',
      number: 1,
      may: { edit: false, freeze: false, openVote: false },
    })
    await refuses(w, () => withdraw(chair), 'frozen', 'RE25')
    await refuses(w, () => chair.act('versions', 'freeze', { recommendation: 'r01' }), 'frozen', 'VE1')
    await chair.does('versions', 'freeze', { recommendation: 'r02' })
    await refuses(w, () => withdraw(chair, 'r02'), 'frozen', 'RE25')
    expect((await actsOn(w, 'r01')).at(-1)).toEqual({ act: 'text-withdrawn', by: 'm01' })
    await chair.does('sessions', 'suspend', { session: SESSION })
    expect((await withdraw(secretary, 'r03')).ok).toBe(true)
  })

  test('[RE24] [RE26] before the session numbers follow the order; in it the order changes alone', async () => {
    const session = await planned()
    must(await create(secretary, session, text('A'), text('B'), text('C'), text('P', { kind: 'preamble' })))
    const ids = async (of = session) => (await textsOf(of)).map(({ id }) => id)
    const order = (shown: string[], wanted: string[], of = session) =>
      secretary.act('recommendations', 'order', { session: of, shown, order: wanted })
    const shown = await ids()
    const [preamble, a, b, c] = shown as [string, string, string, string]
    expect((await order(shown, [c, preamble, a, b])).ok).toBe(true)
    expect((await textsOf(session)).map(({ title, number }) => `${number} ${title.ru}`)).toEqual([
      'null P',
      '1 C',
      '2 A',
      '3 B',
    ])
    await refuses(w, () => order(shown, [a, b, c, preamble]), 'changed-meanwhile', 'RE26')
    await refuses(w, async () => order(await ids(), [a, b]), 'malformed', 'RE26')

    const demo = await ids(SESSION)
    expect((await order(demo, [...demo].reverse(), SESSION)).ok).toBe(true)
    expect((await textsOf(SESSION)).map(({ number }) => number)).toEqual([null, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  })
})
