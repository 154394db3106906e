import { Buffer } from 'node:buffer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readXlsx } from '../../server/councils/xlsx.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { smtpMailer } from '../../server/mail.ts'
import { writeWorkbook } from '../../server/office/xlsx.ts'
import { writeZip } from '../../server/office/zip.ts'
import { startMailbox } from '../mailbox.ts'
import { ANOTHER_SESSION } from '../plans.ts'
import { type Person, SESSION, type World, world } from '../world.ts'
import { adopts, followsUp, LETTER_FIELDS, linked, outside, SENT } from './following.ts'
import { LETTER } from './keeping.ts'
import { actsOn, dumpOf, refuses, settles } from './store.ts'

let w: World
let chair: Person
let deputy: Person
let member: Person
let secretary: Person
let observer: Person
beforeEach(async () => {
  w = await world()
  ;[chair, deputy, member, secretary, observer] = await w.people('m01', 'm02', 'm03', 's01', 'o01')
})
afterEach(() => w.close())

const KUIS = 'adr-kuis'
const r01 = { session: SESSION, recommendation: 'r01', addressee: KUIS }
const sends = (person: Person, more = {}) =>
  person.act('follow-up', 'dispatch', { ...SENT, addressee: KUIS, recommendations: ['r01'], ...more })
const rowOf = async (person: Person, recommendation = 'r01', addressee = KUIS) => {
  const { rows } = await person.sees('follow-up', 'table', { session: SESSION })
  const row = rows.find((one) => one.recommendation === recommendation && one.addressee === addressee)
  if (!row) throw new Error('no such row')
  return row
}
const one = async (person: Person) => {
  const { addressees, letters } = await person.sees('follow-up', 'one', { recommendation: 'r01' })
  const found = addressees.find(({ id }) => id === KUIS)
  if (!found) throw new Error('no such addressee')
  return { ...found, letters }
}
const accepts = (code: string, more = {}) =>
  outside(w).asks('answer-by-link', {
    code,
    signedBy: 'А. Б., председатель',
    language: 'ru',
    answers: [{ recommendation: 'r01', position: 'accepted', words: '' }],
    measures: [],
    ...more,
  })

describe('sending', () => {
  test('[FO1] the secretariat sends what is adopted to whom it names, once', async () => {
    await refuses(w, () => sends(secretary), 'not-sent', 'FO1')
    await adopts(w, 'r01')
    for (const person of [chair, member]) await refuses(w, () => sends(person), 'no-right', 'FO1')
    await refuses(w, () => sends(secretary, { addressee: 'adr-moh' }), 'not-addressed', 'FO1')
    await refuses(w, () => sends(secretary, { recommendations: ['r01', 'r02'] }), 'not-sent', 'FO1')
    await refuses(w, () => sends(secretary, { recommendations: ['r01', 'r01'] }), 'malformed', 'FO1')
    expect(await sends(secretary)).toMatchObject({ ok: true })
    await refuses(w, () => sends(secretary, { number: '17-3/43' }), 'already-so', 'FO1')
    expect(await sends(secretary, { addressee: 'adr-moe' })).toMatchObject({ ok: true })
  })

  test('[FO2] the clock runs, says soon, then that there was no answer in time; a late one is taken', async () => {
    await adopts(w, 'r01')
    expect((await rowOf(member)).clock).toBe('not-sent')
    await refuses(w, () => sends(secretary, { due: SENT.sentOn }), 'malformed', 'FO2')
    for (const [addressee, sentOn, due, clock] of [
      [KUIS, '2026-01-20', '2026-04-20', 'overdue'],
      ['adr-moe', '2026-02-08', '2026-05-08', 'soon'],
      ['adr-akim', '2026-02-09', '2026-05-09', 'running'],
    ]) {
      expect(await sends(secretary, { addressee, sentOn, due })).toMatchObject({ ok: true })
      expect(await rowOf(member, 'r01', addressee)).toMatchObject({ clock, due })
    }
    const { dispatches } = await secretary.sees('follow-up', 'desk', { session: SESSION })
    const { path } = await secretary.does('follow-up', 'make-link', {
      dispatch: dispatches.find(({ addressee }) => addressee.id === KUIS)?.id,
      language: 'ru',
      mail: false,
    })
    expect(await accepts(path.split('#')[1] ?? '')).toMatchObject({ ok: true })
    expect(await rowOf(member)).toMatchObject({ clock: 'answered-late', position: 'accepted' })
  })
})

describe('a link', () => {
  test('[FO3] it asks about one dispatch; reading it uses nothing up, answering does', async () => {
    await adopts(w, 'r01', 'r02')
    const { code } = await linked(secretary, KUIS, ['r01'])
    for (let times = 0; times < 3; times += 1) {
      const read = await outside(w).asks('read-link', { code })
      expect(read).toMatchObject({ ok: true, value: { number: SENT.number, recommendations: [{ id: 'r01' }] } })
    }
    const other = [{ recommendation: 'r02', position: 'accepted', words: '' }]
    await refuses(w, () => accepts(code, { answers: other }) as never, 'not-addressed', 'FO4')
    expect(await accepts(code)).toMatchObject({ ok: true, value: { answers: 1 } })
    await refuses(w, () => accepts(code) as never, 'link-over', 'FO3')
    await refuses(w, () => outside(w).asks('read-link', { code }) as never, 'link-over', 'FO3')
    expect(await actsOn(w, 'r01')).toContainEqual({ act: 'answer-taken', by: null })
  })

  test('[FO3] [RB6] sent again after its answer was lost it is answered as then; other words or another press are not', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    const requestId = 'press-1-of-the-addressee'
    expect(await accepts(code, { requestId })).toMatchObject({ ok: true, value: { answers: 1 } })
    expect(await accepts(code, { requestId })).toMatchObject({ ok: true, value: { answers: 1 } })
    expect((await actsOn(w, 'r01')).filter(({ act }) => act === 'answer-taken')).toHaveLength(1)
    await refuses(w, () => accepts(code, { requestId, signedBy: 'В. Г.' }) as never, 'malformed', 'RB6')
    await refuses(w, () => accepts(code, { requestId: 'press-2-of-the-addressee' }) as never, 'link-over', 'FO3')
  })

  test('[FO3] a newer link, its end and its day end it; another code is none', async () => {
    await adopts(w, 'r01')
    const { dispatch, code } = await linked(secretary, KUIS, ['r01'])
    const made = await secretary.does('follow-up', 'make-link', { dispatch, language: 'kk', mail: false })
    const newer = made.path.split('#')[1] ?? ''
    await refuses(w, () => accepts(code) as never, 'link-over', 'FO3')
    await refuses(w, () => accepts('0'.repeat(32)) as never, 'not-found', 'FO3')
    const links = async () =>
      (await secretary.sees('follow-up', 'desk', { session: SESSION })).dispatches[0]?.links ?? []
    expect((await links()).map(({ state }) => state).sort()).toEqual(['live', 'revoked'])
    const live = (await links()).find(({ state }) => state === 'live')
    await refuses(w, () => member.act('follow-up', 'revoke-link', { link: live?.id }), 'no-right', 'FO1')
    await secretary.does('follow-up', 'revoke-link', { link: live?.id })
    await refuses(w, () => secretary.act('follow-up', 'revoke-link', { link: live?.id }), 'link-over', 'FO3')
    await refuses(w, () => accepts(newer) as never, 'link-over', 'FO3')
    const last = await secretary.does('follow-up', 'make-link', { dispatch, language: 'kk', mail: false })
    w.clock.move(last.until - w.clock.now())
    await settles(w)
    await refuses(w, () => accepts(last.path.split('#')[1] ?? '') as never, 'link-over', 'FO3')
  })

  test('[FO3] of two who press at once one answers', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    const both = await Promise.all([accepts(code), accepts(code)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect((await rowOf(member)).answers).toBe(1)
  })

  test('[FO3] the secret is in no row of the store', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    expect(await dumpOf(w.app.house.db)).not.toContain(code)
    await accepts(code)
    expect(await dumpOf(w.app.house.db)).not.toContain(code)
  })

  test('[FO3] who tries codes is stopped', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    const tries = []
    for (let number = 0; number < 301; number += 1)
      tries.push((await outside(w).asks('read-link', { code: String(number).padStart(32, '0') })).status)
    expect([tries[0], tries[299], tries[300]]).toEqual([404, 404, 429])
    expect(await outside(w).asks('read-link', { code })).toMatchObject({ ok: false, code: 'too-fast', rule: 'FO3' })
  })

  test('[FO12] links are the secretariat’s alone', async () => {
    await adopts(w, 'r01')
    const { dispatch } = await linked(secretary, KUIS, ['r01'])
    for (const person of [chair, member, observer]) {
      const asked = { dispatch, language: 'ru', mail: false }
      await refuses(w, () => person.act('follow-up', 'make-link', asked), 'no-right', 'FO1')
      expect((await person.raw('GET', `/api/follow-up/desk?session=${SESSION}`)).status).toBe(403)
    }
  })
})

describe('answers', () => {
  test('[FO4] who does not accept in full says why; a later answer replaces none', async () => {
    await adopts(w, 'r01')
    const { dispatch, code } = await linked(secretary, KUIS, ['r01'])
    for (const position of ['partly', 'rejected']) {
      const answers = [{ recommendation: 'r01', position, words: ' \n' }]
      await refuses(w, () => accepts(code, { answers }) as never, 'reason-missing', 'FO4')
    }
    const no = [{ recommendation: 'r01', position: 'rejected', words: 'Нет полномочий. =HYPERLINK("x")' }]
    expect(await accepts(code, { answers: no })).toMatchObject({ ok: true })
    expect(await rowOf(member)).toMatchObject({ position: 'rejected', answers: 1, status: null })
    const again = await secretary.does('follow-up', 'make-link', { dispatch, language: 'ru', mail: false })
    await accepts(again.path.split('#')[1] ?? '')
    expect(await rowOf(member)).toMatchObject({ position: 'accepted', answers: 2 })
    expect((await one(member)).answers.map(({ number, position, words }) => [number, position, words])).toEqual([
      [1, 'rejected', 'Нет полномочий. =HYPERLINK("x")'],
      [2, 'accepted', ''],
    ])
  })

  test('[FO5] one letter answers several; its number, dates and scan stand beside', async () => {
    await adopts(w, 'r01', 'r04')
    const { addressees } = (await secretary.sees('recommendations', 'recommendation', { id: 'r04' })).fields
    const shared = addressees.find(({ id }) => id === 'adr-kuis' || id === 'adr-moe')
    const recommendations = shared?.id === KUIS ? ['r01', 'r04'] : ['r01']
    const answers = recommendations.map((recommendation) => ({ recommendation, position: 'accepted', words: 'Да.' }))
    const letter = { ...LETTER_FIELDS, addressee: KUIS, answers }
    await refuses(w, () => secretary.act('follow-up', 'note-letter', letter), 'not-sent', 'FO5')
    await sends(secretary, { recommendations })
    await refuses(w, () => chair.act('follow-up', 'note-letter', letter), 'no-right', 'FO1')
    const early = { ...letter, receivedOn: '2026-04-19' }
    await refuses(w, () => secretary.act('follow-up', 'note-letter', early), 'malformed', 'FO5')
    const twice = { ...letter, answers: [...answers, ...answers] }
    await refuses(w, () => secretary.act('follow-up', 'note-letter', twice), 'malformed', 'FO4')
    const { letter: id } = await secretary.does('follow-up', 'note-letter', letter)
    const scan = `/api/follow-up/upload?${new URLSearchParams({ letter: id, name: 'Скан.pdf' })}`
    expect((await secretary.raw('POST', scan, LETTER.toString())).status).toBe(200)
    const shown = await one(member)
    expect(shown.answers).toMatchObject([
      { way: 'letter', letter: id, on: '2026-04-23', signedBy: 'А. Б., вице-министр' },
    ])
    expect(shown.letters).toMatchObject([{ theirNumber: '4-12/77', ourNumber: '118', files: [{ name: 'Скан.pdf' }] }])
  })

  const CELLS = [
    '№',
    'Рекомендация',
    'Текст',
    'Срок исполнения',
    'Ответ',
    'Обоснование',
    'Принятые или планируемые меры',
    'id',
  ]
  const table = (...rows: readonly (readonly string[])[]) =>
    Buffer.from(writeWorkbook([{ title: 'Ответы', rows: [CELLS, ...rows] }])).toString('base64')

  test('[FO5] the table that goes out comes back filled in, and is taken in as it was shown', async () => {
    await adopts(w, 'r01')
    const { dispatch } = await linked(secretary, KUIS, ['r01'])
    const form = await secretary.raw('GET', `/api/follow-up/form?dispatch=${dispatch}&language=ru`)
    const out = Buffer.from(await form.arrayBuffer()).toString('base64')
    expect(await secretary.act('follow-up', 'preview-table', { dispatch, base64: out })).toMatchObject({
      ok: true,
      value: { rows: [], empty: 1 },
    })
    const base64 = table(['1', '', '', '', 'Қабылданды', '', '=cmd|calc', 'r01'])
    const { hash, rows } = await secretary.does('follow-up', 'preview-table', { dispatch, base64 })
    expect(rows).toEqual([
      { row: 2, recommendation: 'r01', position: 'accepted', words: '', measure: '=cmd|calc', wrong: null },
    ])
    const taking = { dispatch, base64, hash, language: 'ru', signedBy: 'А. Б.', receivedOn: '2026-04-22' }
    const other = { ...taking, base64: table(['1', '', '', '', 'rejected', 'нет', '', 'r01']) }
    await refuses(w, () => secretary.act('follow-up', 'take-in-table', other), 'changed-meanwhile', 'FO5')
    await refuses(w, () => member.act('follow-up', 'take-in-table', taking), 'no-right', 'FO1')
    expect(await secretary.does('follow-up', 'take-in-table', taking)).toEqual({ answers: 1, measures: 1 })
    expect(await rowOf(member)).toMatchObject({ position: 'accepted', measures: 1, answeredOn: '2026-04-22' })
    const csv = await (await member.raw('GET', `/api/follow-up/table-file?session=${SESSION}&format=csv`)).text()
    expect(csv).not.toMatch(/(^|,)"=/)
  })

  test('[FO5] what is wrong is said row by row and nothing is taken; what is no table of ours is said', async () => {
    await adopts(w, 'r01')
    const { dispatch } = await linked(secretary, KUIS, ['r01'])
    const base64 = table(
      ['1', '', '', '', 'Не принята', '', '', 'r01'],
      ['1', '', '', '', 'Принята', '', '', 'r01'],
      ['2', '', '', '', 'Принята', '', '', 'r02'],
      ['2', '', '', '', 'Может быть', '', '', 'r01'],
    )
    const { hash, rows } = await secretary.does('follow-up', 'preview-table', { dispatch, base64 })
    expect(rows.map(({ wrong }) => wrong)).toEqual(['reason-missing', 'twice', 'unknown-row', 'twice'])
    const taking = { dispatch, base64, hash, language: 'ru', signedBy: 'А. Б.', receivedOn: '2026-04-22' }
    await refuses(w, () => secretary.act('follow-up', 'take-in-table', taking), 'malformed', 'FO5')
    for (const wrong of [
      LETTER,
      Buffer.from('PK\u0003\u0004 cut off'),
      writeWorkbook([{ title: 'x', rows: [['a', 'b']] }]),
    ]) {
      const asked = { dispatch, base64: Buffer.from(wrong).toString('base64') }
      await refuses(w, () => secretary.act('follow-up', 'preview-table', asked), 'wrong-file', 'FO5')
    }
  })
})

describe('measures and evidence', () => {
  test('[FO6] [FO12] files come with a measure by link and are opened by who takes part', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    expect((await outside(w).uploads(code, 'r02', 'a.pdf', LETTER)).status).toBe(409)
    expect((await outside(w).uploads(code, 'r01', 'a.html', Buffer.from('<script>'))).status).toBe(400)
    expect((await outside(w).uploads('0'.repeat(32), 'r01', 'a.pdf', LETTER)).status).toBe(404)
    const reaching = writeZip([
      ['[Content_Types].xml', '<Types/>'],
      ['word/document.xml', '<w/>'],
      [
        'word/_rels/document.xml.rels',
        '<Relationships><Relationship TargetMode="External" Target="http://x"/></Relationships>',
      ],
    ])
    expect((await outside(w).uploads(code, 'r01', 'a.docx', Buffer.from(reaching))).status).toBe(400)
    const kept = (await (await outside(w).uploads(code, 'r01', 'Приказ.pdf', LETTER)).json()) as { id: string }
    expect((await member.raw('GET', `/api/follow-up/file?id=${kept.id}`)).status).toBe(404)
    await refuses(w, () => accepts(code) as never, 'reason-missing', 'FO6')
    const measures = [{ recommendation: 'r01', words: 'Приказ издан.', doneOn: '2026-04-10' }]
    expect(await accepts(code, { measures })).toMatchObject({ ok: true })
    expect((await one(member)).measures).toMatchObject([
      {
        words: 'Приказ издан.',
        doneOn: '2026-04-10',
        way: 'link',
        files: [{ name: 'Приказ.pdf', size: LETTER.length }],
      },
    ])
    const file = await member.raw('GET', `/api/follow-up/file?id=${kept.id}`)
    expect(Buffer.from(await file.arrayBuffer())).toEqual(LETTER)
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await observer.raw('GET', `/api/follow-up/file?id=${kept.id}`)).status).toBe(404)
    expect((await outside(w).uploads(code, 'r01', 'b.pdf', LETTER)).status).toBe(409)
  })

  test('[FO6] the secretariat enters measures of what was sent, with words, and no more than ten files', async () => {
    await adopts(w, 'r01')
    const measure = { ...r01, words: 'Обучены.', language: 'ru', doneOn: null, letter: null }
    await refuses(w, () => secretary.act('follow-up', 'note-measure', measure), 'not-addressed', 'FO6')
    await sends(secretary)
    await refuses(w, () => chair.act('follow-up', 'note-measure', measure), 'no-right', 'FO1')
    await refuses(
      w,
      () => secretary.act('follow-up', 'note-measure', { ...measure, words: ' ' }),
      'reason-missing',
      'FO6',
    )
    const foreign = { ...measure, letter: 'no-such-letter' }
    await refuses(w, () => secretary.act('follow-up', 'note-measure', foreign), 'not-found', 'FO6')
    const { measure: id } = await secretary.does('follow-up', 'note-measure', measure)
    const to = (name: string) => `/api/follow-up/upload?${new URLSearchParams({ measure: id, name })}`
    for (let number = 1; number <= 10; number += 1)
      expect((await secretary.raw('POST', to(`${number}.pdf`), LETTER.toString())).status).toBe(200)
    expect((await secretary.raw('POST', to('11.pdf'), LETTER.toString())).status).toBe(409)
    expect((await member.raw('POST', to('12.pdf'), LETTER.toString())).status).toBe(403)
    expect((await secretary.raw('POST', to('x.pdf'), LETTER.toString(), { 'x-account': 'm03' })).status).toBe(401)
    expect(
      (await secretary.raw('POST', to('x.pdf'), LETTER.toString(), { origin: 'https://else.example' })).status,
    ).toBe(403)
  })
})

describe('the council’s word', () => {
  test('[FO7] chairs, deputies and the secretariat assess with a reason; answer and assessment are two facts', async () => {
    await adopts(w, 'r01')
    const said = { ...r01, status: 'in-progress', reason: 'Приказ издан.', shown: 0 }
    await refuses(w, () => chair.act('follow-up', 'assess', said), 'not-addressed', 'FO7')
    const { code } = await linked(secretary, KUIS, ['r01'])
    for (const person of [member, observer])
      await refuses(w, () => person.act('follow-up', 'assess', said), 'no-right', 'FO7')
    await refuses(w, () => chair.act('follow-up', 'assess', { ...said, reason: '' }), 'reason-missing', 'FO7')
    await chair.does('follow-up', 'assess', said)
    expect(await rowOf(member)).toMatchObject({ status: 'in-progress', position: null, clock: 'running' })
    await refuses(w, () => secretary.act('follow-up', 'assess', said), 'changed-meanwhile', 'FO7')
    await accepts(code)
    expect(await rowOf(member)).toMatchObject({ status: 'in-progress', position: 'accepted' })
    await secretary.does('follow-up', 'assess', { ...said, status: 'implemented', reason: 'Проверено.', shown: 1 })
    expect((await one(member)).assessments.map(({ status, assessor }) => [status, assessor.account])).toEqual([
      ['in-progress', 'm01'],
      ['implemented', 's01'],
    ])
    expect((await deputy.sees('follow-up', 'table', { session: SESSION })).may).toEqual({ keep: false, assess: true })
  })
})

describe('reminders', () => {
  test('[FO9] addressee and sender are reminded before and after the day, once each', async () => {
    await using box = await startMailbox()
    await w.close()
    w = await world({ mail: smtpMailer(box.url, 'http://127.0.0.1') })
    ;[secretary, member] = await w.people('s01', 'm03')
    await adopts(w, 'r01', 'r02')
    await sends(secretary, { sentOn: '2026-02-01', due: '2026-05-01', contact: 'office@example.org' })
    const hour = 60 * 60 * 1000
    const reminded = async () =>
      (await secretary.sees('follow-up', 'desk', { session: SESSION })).dispatches[0]?.reminded
    w.clock.move(hour)
    await expect.poll(() => box.letters.length).toBe(2)
    expect(box.letters.map(({ to }) => to[0])).toContain('office@example.org')
    expect(await reminded()).toMatchObject([{ kind: 'soon', mailed: true }])
    w.clock.move(hour)
    await expect.poll(reminded).toHaveLength(1)
    w.clock.move(8 * 24 * hour)
    const later = () => {
      w.clock.move(hour)
      return box.letters.length
    }
    await expect.poll(later).toBe(4)
    expect(await secretary.does('follow-up', 'remind', { session: SESSION })).toEqual({ mailed: 1, withoutAddress: 0 })
    expect(box.letters).toHaveLength(5)
    await refuses(w, () => member.act('follow-up', 'remind', { session: SESSION }), 'no-right', 'FO1')
    expect(await reminded()).toMatchObject([{ kind: 'soon' }, { kind: 'overdue', mailed: true }, { kind: 'asked' }])
  })
})

describe('the table', () => {
  test('[FO10] a row for each adopted recommendation and addressee; observers read it, strangers do not', async () => {
    expect((await member.sees('follow-up', 'table', { session: SESSION })).rows).toEqual([])
    await adopts(w, 'r01')
    const { rows, addressees } = await observer.sees('follow-up', 'table', { session: SESSION })
    expect(rows.map(({ recommendation, addressee, role }) => [recommendation, addressee, role])).toEqual([
      ['r01', 'adr-kuis', 'lead'],
      ['r01', 'adr-akim', 'co'],
      ['r01', 'adr-moe', 'co'],
    ])
    expect(addressees.map(({ id }) => id).sort()).toEqual(['adr-akim', 'adr-kuis', 'adr-moe'])
    expect((await member.raw('GET', '/api/follow-up/one?recommendation=r02')).status).toBe(404)
    expect((await w.app.http.request(`/api/follow-up/table?session=${SESSION}`)).status).toBe(401)
  })

  test('[FO14] workbook, CSV and JSON say what the page says', async () => {
    await adopts(w, 'r07')
    await followsUp(w, 'r07')
    const at = (format: string) => `/api/follow-up/table-file?session=${SESSION}&format=${format}&language=ru`
    const json = (await (await member.raw('GET', at('json'))).json()) as {
      rows: { status: string; position: string }[]
    }
    const { rows } = await member.sees('follow-up', 'table', { session: SESSION })
    expect(json.rows).toEqual(rows)
    const csv = await (await member.raw('GET', at('csv'))).text()
    expect(csv.split('\r\n').filter((line) => line.includes('r07'))).toHaveLength(rows.length)
    for (const word of ['Принята', 'Исполняется']) expect(csv).toContain(word)
    const cells = readXlsx(new Uint8Array(await (await member.raw('GET', at('xlsx'))).arrayBuffer()))
    expect(cells?.length).toBe(rows.length + 1)
    expect((await member.raw('GET', at('exe'))).status).toBe(400)
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[FO13] earlier and international recommendations are named by whose they are', async () => {
    await adopts(w, 'r01')
    const said = { recommendation: 'r01', source: 'УПО, 4-й цикл', reference: '139.45', words: 'Не разлучать.' }
    await refuses(w, () => chair.act('follow-up', 'relate', said), 'no-right', 'FO1')
    const { number } = await secretary.does('follow-up', 'relate', said)
    const related = async () => (await member.sees('follow-up', 'one', { recommendation: 'r01' })).related
    expect(await related()).toEqual([{ number, source: 'УПО, 4-й цикл', reference: '139.45', words: 'Не разлучать.' }])
    await secretary.does('follow-up', 'unrelate', { recommendation: 'r01', number })
    await refuses(
      w,
      () => secretary.act('follow-up', 'unrelate', { recommendation: 'r01', number }),
      'not-found',
      'FO13',
    )
    expect(await related()).toEqual([])
  })
})

describe('an answer that was entered wrongly', () => {
  const strike = { recommendation: 'r01', addressee: KUIS, number: 1, reason: 'Письмо другого ведомства.' }
  const striking = (person: Person, more = {}) => person.act('follow-up', 'strike-answer', { ...strike, ...more })

  test('[FO24] the secretariat strikes it with a reason, once; it stays to be read', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    await refuses(w, () => striking(secretary), 'not-found', 'FO24')
    await accepts(code)
    for (const person of [chair, member]) await refuses(w, () => striking(person), 'no-right', 'FO1')
    await refuses(w, () => striking(secretary, { reason: ' ' }), 'reason-missing', 'FO24')
    await refuses(w, () => striking(secretary, { number: 2 }), 'not-found', 'FO24')
    expect(await striking(secretary)).toMatchObject({ ok: true })
    await refuses(w, () => striking(secretary), 'already-so', 'FO24')
    expect((await one(observer)).answers).toMatchObject([
      { number: 1, position: 'accepted', struck: { reason: strike.reason, by: { account: 's01' } } },
    ])
    expect((await actsOn(w, 'r01')).at(-1)).toEqual({ act: 'answer-struck', by: 's01' })
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
    await w.app.house.db.updateTable('struck_answers').set({ reason: 'Иное' }).execute()
    expect((await verifyStore(w.app.house.db, null)).findings).toMatchObject([{ table: 'struck_answers' }])
  })

  test('[FO24] it counts no more in table, clock, desk, link and files; one that is entered anew does', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    await accepts(code)
    const read = { position: 'accepted', clock: 'answered', answers: 1 }
    expect(await rowOf(member)).toMatchObject(read)
    const inFiles = async () => {
      const found: boolean[] = []
      for (const format of ['csv', 'impact', 'html']) {
        const at = `/api/exports/file?session=${SESSION}&format=${format}&language=ru`
        found.push((await (await member.raw('GET', at)).text()).includes('Принята; '))
      }
      return found
    }
    expect(await inFiles()).toEqual([true, true, true])
    const before = await secretary.sees('follow-up', 'desk', { session: SESSION })
    expect(before.dispatches).toMatchObject([{ open: 0, clock: 'answered' }])
    await striking(secretary)
    expect(await rowOf(member)).toMatchObject({ position: null, clock: 'running', answeredOn: null, answers: 0 })
    expect(await one(member)).toMatchObject({ clock: 'running' })
    expect(await inFiles()).toEqual([false, false, false])
    const { dispatches } = await secretary.sees('follow-up', 'desk', { session: SESSION })
    expect(dispatches).toMatchObject([{ open: 1, clock: 'running' }])
    const again = await secretary.does('follow-up', 'make-link', {
      dispatch: String(dispatches[0]?.id),
      language: 'ru',
      mail: false,
    })
    const fresh = again.path.split('#')[1] ?? ''
    expect(await outside(w).asks('read-link', { code: fresh })).toMatchObject({
      value: { recommendations: [{ answers: 0 }] },
    })
    await accepts(fresh)
    expect(await rowOf(member)).toMatchObject(read)
    expect((await one(member)).answers.map(({ number, struck }) => [number, struck === null])).toEqual([
      [1, false],
      [2, true],
    ])
  })
})

describe('the next session', () => {
  test('[FO11] the table of the last session becomes point 1, once', async () => {
    const { session } = await secretary.does('sessions', 'plan-session', ANOTHER_SESSION)
    const placing = { session, earlier: SESSION }
    await refuses(w, () => chair.act('follow-up', 'place-table', placing), 'no-right', 'FO1')
    const before = (await secretary.sees('sessions', 'session', { id: session })).agenda.length
    expect((await secretary.sees('follow-up', 'earlier', { session })).sessions).toMatchObject([
      { id: SESSION, placed: false },
    ])
    const { point } = await secretary.does('follow-up', 'place-table', placing)
    const { agenda } = await secretary.sees('sessions', 'session', { id: session })
    expect(agenda[0]).toMatchObject({ id: point, number: '1' })
    expect(agenda).toHaveLength(before + 1)
    await refuses(w, () => secretary.act('follow-up', 'place-table', placing), 'already-so', 'FO11')
    expect((await member.sees('follow-up', 'table', { session })).takesUp).toMatchObject([{ session: SESSION, point }])
    await refuses(
      w,
      () => secretary.act('follow-up', 'place-table', { session: SESSION, earlier: session }),
      'not-planned',
      'FO11',
    )
  })
})
