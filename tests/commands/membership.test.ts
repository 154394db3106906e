import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../shared/language.ts'
import { type Person, type World, world } from '../world.ts'
import { actsOn, refuses, storeOf } from './store.ts'

let w: World
let secretary: Person
beforeEach(async () => {
  w = await world()
  secretary = await w.person('s01')
})
afterEach(() => w.close())

const HEAD = 'Council;Name (Russian);Name (English);E-mail;Role;From;Until;Languages;Phone;Organisation'
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes as string).toString('base64')
const csv = (...rows: string[]) => ({ name: 'list.csv', content: base64([HEAD, ...rows].join('\r\n')) })
const preview = (file: object) => secretary.does('councils', 'preview-list', file)
const problemsOf = async (file: object) => {
  const seen = await preview(file)
  return [...seen.problems, ...seen.rows.flatMap(({ line, problems }) => problems.map((one) => ({ line, ...one })))]
}
const codes = async (file: object) => (await problemsOf(file)).map(({ code }) => code)
const seatsOf = async (council: string) => (await secretary.sees('councils', 'council', { id: council })).places

const NEW_EXPERT =
  'Expert Council (demo);Айжан Сеитова;Aizhan Seitova;aizhan@example.kz;;2026-05-01;;kk, ru;+7 701 000 00 00;ЦИПЧ'
/** The Expert Council of the demo is full: one of it ends first. */
const ENDS = 'ec;;;m22@demo.kenes.example;;2023-01-20;30.04.2026;;;'

describe('taking in', () => {
  test('[CO16] [CO17] [CO22] a preview says what each row does, and then exactly that is done', async () => {
    const file = csv(NEW_EXPERT, ENDS, 'Сараптамалық кеңес (көрсетілім);;;m13@demo.kenes.example;;;;;;')
    const before = await storeOf(w)
    const seen = await preview(file)
    expect(await storeOf(w)).toEqual(before)
    expect(seen).toMatchObject({
      format: 'csv',
      encoding: 'utf-8',
      separator: 'semicolon',
      problems: [],
      untouched: 10,
    })
    expect(seen.rows.map(({ line, effects, problems }) => ({ line, effects, problems }))).toEqual([
      { line: 2, effects: ['new-person', 'new-seat'], problems: [] },
      { line: 3, effects: ['seat-ended'], problems: [] },
      { line: 4, effects: ['same'], problems: [] },
    ])
    expect(await secretary.does('councils', 'take-in-list', { ...file, state: seen.state })).toEqual({
      accounts: 1,
      seats: 1,
      changed: 1,
    })
    const seats = await seatsOf('ec')
    expect(seats.find((seat) => seat.contact?.email === 'aizhan@example.kz')).toMatchObject({
      name: { kk: 'Айжан Сеитова', ru: 'Айжан Сеитова', en: 'Aizhan Seitova' },
      role: 'member',
      from: '2026-05-01',
      until: null,
      term: 'to-come',
      contact: { phone: '+7 701 000 00 00', organisation: 'ЦИПЧ', languages: ['kk', 'ru'] },
    })
    expect(seats.find((seat) => seat.id === 'ec-m22')).toMatchObject({ until: '2026-04-30' })
    expect((await actsOn(w, 's01')).at(-1)).toEqual({ act: 'list-taken-in', by: 's01' })
    const again = await preview(file)
    expect(again.rows.map(({ effects }) => effects)).toEqual([['same'], ['same'], ['same']])
    const tries = ['', 'aizhan@example.kz'].map((password) =>
      secretary.act('accounts', 'sign-in', { email: 'aizhan@example.kz', password }),
    )
    expect(await Promise.all(tries)).toMatchObject([{ code: 'wrong-credentials' }, { code: 'wrong-credentials' }])
  })

  test('[CO16] of a person only what is written is changed, of a seat also the empty end', async () => {
    const file = csv(
      'cc;;Marat Zholdybayev;m03@demo.kenes.example;deputy chair;2023-01-20;;;;',
      'cc;;;m02@demo.kenes.example;член совета;;;;;',
    )
    const seen = await preview(file)
    expect(seen.rows.map(({ effects, problems }) => ({ effects, problems }))).toEqual([
      { effects: ['person-changed', 'seat-changed'], problems: [] },
      { effects: ['seat-changed'], problems: [] },
    ])
    await secretary.does('councils', 'take-in-list', { ...file, state: seen.state })
    expect((await seatsOf('cc')).find((seat) => seat.holder === 'm03')).toMatchObject({
      name: { kk: 'Марат Жолдыбай', en: 'Marat Zholdybayev' },
      role: 'deputy',
      contact: { languages: ['kk'] },
    })
  })

  test('[CO17] what changed after the preview is refused, and the new preview shows it', async () => {
    const file = csv(ENDS)
    const seen = await preview(file)
    const { rev } = await secretary.sees('councils', 'council', { id: 'ec' })
    await secretary.does('councils', 'end-seat', { seat: 'ec-m22', rev, until: '2026-12-31' })
    await refuses(
      w,
      () => secretary.act('councils', 'take-in-list', { ...file, state: seen.state }),
      'changed-meanwhile',
      'CO17',
    )
    const now = await preview(file)
    expect(now.state).not.toBe(seen.state)
    expect(now.rows[0]?.effects).toEqual(['seat-changed'])
    await refuses(
      w,
      () => secretary.act('councils', 'take-in-list', { ...csv(NEW_EXPERT), state: now.state }),
      'changed-meanwhile',
      'CO17',
    )
  })

  test('[CO18] one row with an error, and nothing of the list is taken in', async () => {
    const file = csv(
      'cc;;;m03@demo.kenes.example;deputy;2023-01-20;2026-12-31;;;',
      'Совет мудрецов;Имя;;x@example.kz;;;;;;',
    )
    const seen = await preview(file)
    expect(seen.rows[1]?.problems).toEqual([{ code: 'unknown-council', values: { words: 'Совет мудрецов' } }])
    await refuses(
      w,
      () => secretary.act('councils', 'take-in-list', { ...file, state: seen.state }),
      'list-has-errors',
      'CO18',
    )
  })

  test('[CO4] only the secretariat previews, takes in and saves lists', async () => {
    for (const id of ['m01', 'o01']) {
      const person = await w.person(id)
      await refuses(w, () => person.act('councils', 'preview-list', csv(ENDS)), 'no-right', 'CO4')
      await refuses(w, () => person.act('councils', 'take-in-list', { ...csv(ENDS), state: 'x' }), 'no-right', 'CO4')
      await refuses(
        w,
        () => person.ask('councils', 'export-list', { format: 'csv', language: 'ru' }),
        'no-right',
        'CO4',
      )
    }
  })

  test('[CO12] whoever gets a seat by the list has its rights at once', async () => {
    const guest = await w.person('o02')
    expect((await guest.ask('councils', 'list')).ok).toBe(false)
    const { rev } = await secretary.sees('councils', 'council', { id: 'ec' })
    const all = await secretary.sees('councils', 'council', { id: 'ec' })
    await secretary.does('councils', 'change', { id: 'ec', rev, name: all.name, seats: 13, secretary: null })
    const file = csv('ec;;;o02@demo.kenes.example;;2026-04-01;;;;')
    await secretary.does('councils', 'take-in-list', { ...file, state: (await preview(file)).state })
    expect((await guest.ask('councils', 'list')).ok).toBe(true)
  })
})

describe('errors at their rows', () => {
  test('[CO18] what cannot be read of a row is named with its words', async () => {
    const found = await problemsOf(
      csv(
        'cc;Имя;;not-an-address;;;;;;',
        'cc;Имя;;a@example.kz;king;;;;;',
        'cc;Имя;;b@example.kz;;31.02.2026;2026-13-01;;;',
        'cc;Имя;;c@example.kz;;;;fr;;',
        'cc;;;d@example.kz;;;;;;',
        `cc;${'Имя '.repeat(100)};;e@example.kz;;;;;;`,
      ),
    )
    expect(found.map((one) => [('line' in one && one.line) || 0, one.code])).toEqual(
      expect.arrayContaining([
        [2, 'bad-email'],
        [3, 'bad-role'],
        [4, 'bad-date'],
        [5, 'bad-language'],
        [6, 'no-name'],
        [7, 'too-long'],
      ]),
    )
    expect(found.filter(({ code }) => code === 'bad-date')).toHaveLength(2)
    expect(found.find(({ code }) => code === 'bad-role')?.values).toMatchObject({ words: 'king' })
  })

  test('[AC27] [CO18] an address that no account may have is an error, whatever a list calls it', async () => {
    for (const email of [
      'a<b@x.kz',
      'a"b@x.kz',
      'a(b)@x.kz',
      'a:b@x.kz',
      'a\u0085b@x.kz',
      'a@x',
      'a@@x.kz',
      `${'a'.repeat(250)}@x.kz`,
    ])
      expect(await codes(csv(`cc;А;;"${email.replaceAll('"', '""')}";;;;;;`))).toContain('bad-email')
  })

  test('[CO18] [CO6] [CO7] [CO8] [CO9] what cannot be together is named at each row that is part of it', async () => {
    const id = await found(2)
    const row = (words: string) => words.replace('#', id)
    expect(await codes(csv(row('#;А;;a@x.kz;chair;2026-01-01;;;;'), row('#;Б;;b@x.kz;төраға;2026-02-01;;;;')))).toEqual(
      ['role-taken', 'role-taken'],
    )
    expect(await codes(csv(row('#;А;;a@x.kz;;2026-01-01;;;;'), row('#;А;;A@x.kz;;2026-02-01;;;;')))).toEqual([
      'twice',
      'twice',
    ])
    expect(await codes(csv(row('#;А;;a@x.kz;;2026-02-01;2026-01-01;;;')))).toEqual(['ends-before-start'])
    const full = await preview(
      csv(row('#;А;;a@x.kz;;2026-01-01;;;;'), row('#;Б;;b@x.kz;;2026-01-01;;;;'), row('#;В;;c@x.kz;;2026-01-01;;;;')),
    )
    expect(full.rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([[], [], ['seats-full']])
    const follows = csv(row('#;А;;a@x.kz;chair;2026-01-01;2026-01-31;;;'), row('#;Б;;b@x.kz;chair;2026-02-01;;;;'))
    expect(await codes(follows)).toEqual([])
  })

  test('[CO18] the same e-mail with another name or phone is an error, with the same it is one person', async () => {
    const id = await found(2)
    const two = (name: string) =>
      csv(`cc;Анна;;a@x.kz;;2020-01-01;2020-12-31;;;`, `${id};${name};;a@x.kz;;2026-01-01;;;;`)
    expect(await problemsOf(two('Мария'))).toMatchObject([{ line: 3, code: 'person-differs', values: { line: '2' } }])
    const seen = await preview(two('Анна'))
    expect(seen.rows.map(({ effects }) => effects)).toEqual([['new-person', 'new-seat'], ['new-seat']])
    await secretary.does('councils', 'take-in-list', { ...two('Анна'), state: seen.state })
    const [one] = await seatsOf(id)
    expect((await seatsOf('cc')).some((seat) => seat.holder === one?.holder)).toBe(true)
  })

  test('[CO10] [CO18] a seat that took part does not begin later by a list', async () => {
    expect(await codes(csv('cc;;;m03@demo.kenes.example;;2024-01-01;;;;'))).toEqual(['seat-used'])
  })

  test('[CO18] two councils of one name are told apart by their ids only', async () => {
    const id = await found(2)
    const other = await found(2)
    expect(await codes(csv('Public Council;А;;a@x.kz;;;;;;'))).toEqual(['ambiguous-council'])
    expect(await codes(csv(`${id};А;;a@x.kz;;;;;;`, `${other};Б;;b@x.kz;;;;;;`))).toEqual([])
    const saved = await saves('csv', 'en')
    expect(saved.content).toBeTruthy()
  })

  test('[CO18] [CO20] a file without columns, without rows or with too many is refused as a whole', async () => {
    const file = (words: string) => ({ name: 'x.csv', content: base64(words) })
    expect(await problemsOf(file('Имя (русский);Роль\nА;член совета'))).toEqual([
      { code: 'missing-column', values: { column: 'council' } },
      { code: 'missing-column', values: { column: 'email' } },
    ])
    expect(await codes(file('Council;E-mail\ncc;a@x.kz'))).toEqual(['missing-column'])
    expect(await codes(file('Council;Council;E-mail;Name (Russian)\ncc;cc;a@x.kz;А'))).toEqual(['column-twice'])
    expect(await codes(csv())).toEqual(['no-rows'])
    expect(await codes(csv(';;;;;;;;;', '   ;;;;;;;;;'))).toEqual(['no-rows'])
    expect(await codes(csv(...Array.from({ length: 5_001 }, () => 'cc;А;;a@x.kz;;;;;;')))).toEqual(['too-many-rows'])
    expect(await codes(file(''))).toEqual(['missing-column', 'missing-column', 'missing-column'])
  })

  const NAME = { kk: 'Қоғамдық кеңес', ru: 'Общественный совет', en: 'Public Council' }
  const found = async (seats: number) =>
    (await secretary.does('councils', 'found', { name: NAME, seats, profile: 'simple' })).council
})

const saves = (format: 'csv' | 'xlsx', language: string) =>
  secretary.sees('councils', 'export-list', { format, language })

describe('saving', () => {
  test('[CO21] what is saved previews as it is, in each format and language', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      for (const language of LANGUAGES) {
        const saved = await saves(format, language)
        const seen = await preview({ name: saved.name, content: saved.content })
        expect(seen).toMatchObject({ format, problems: [], untouched: 0 })
        expect(seen.rows).toHaveLength(23)
        expect(seen.rows.every(({ effects }) => effects.join() === 'same')).toBe(true)
      }
    }
  })

  test('[CO21] whoever is on the list, saving and taking in changes nothing', async () => {
    const word = fc.stringMatching(/^[A-Za-zА-Яа-яӘәҒғҚқ=+@'"; -]{1,20}$/).filter((words) => words.trim() !== '')
    const people = await fc.sample(fc.record({ ru: word, kk: word, phone: word, organisation: word }), 12)
    const council = await secretary.does('councils', 'found', {
      name: { kk: '=Кеңес', ru: '+Совет', en: '-Council' },
      seats: 20,
      profile: 'simple',
    })
    const quoted = (words: string) => `"${words.replaceAll('"', '""')}"`
    const file = {
      name: 'x.csv',
      content: base64(
        [
          'Council;E-mail;Name (Russian);Name (Kazakh);Phone;Organisation',
          ...people.map(({ ru, kk, phone, organisation }, index) =>
            [council.council, `p${index}@x.kz`, ru, kk, phone, organisation].map(quoted).join(';'),
          ),
        ].join('\n'),
      ),
    }
    const seen = await preview(file)
    expect(seen.rows.flatMap(({ problems }) => problems)).toEqual([])
    await secretary.does('councils', 'take-in-list', { ...file, state: seen.state })
    for (const format of ['csv', 'xlsx'] as const) {
      const saved = await saves(format, 'kk')
      const again = await preview({ name: saved.name, content: saved.content })
      expect(again.rows.filter(({ effects }) => effects.join() !== 'same')).toEqual([])
      expect(again.rows).toHaveLength(23 + people.length)
    }
  })
})
