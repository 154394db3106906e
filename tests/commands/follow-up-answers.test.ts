import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { writeWorkbook } from '../../server/office/xlsx.ts'
import { type Person, SESSION } from '../world.ts'
import { accepts, answersOf, KUIS, rowOf, sends } from './follow-up-house.ts'
import { adopts, LETTER_FIELDS, linked, outside } from './following.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { LETTER } from './keeping.ts'
import { actsOn, refuses } from './store.ts'

inTheHall()

describe('answers', () => {
  test('[FO4] who does not accept in full says why; a later answer replaces none', async () => {
    await adopts(w, 'r01')
    const { dispatch, code } = await linked(secretary, KUIS, ['r01'])
    for (const position of ['partly', 'rejected']) {
      const answers = [{ recommendation: 'r01', position, words: ' \n' }]
      await refuses(w, () => accepts(w, code, { answers }) as never, 'reason-missing', 'FO4')
    }
    const no = [{ recommendation: 'r01', position: 'rejected', words: 'Нет полномочий. =HYPERLINK("x")' }]
    expect(await accepts(w, code, { answers: no })).toMatchObject({ ok: true })
    expect(await rowOf(member)).toMatchObject({ position: 'rejected', answers: 1, status: null })
    const again = await secretary.does('follow-up', 'make-link', { dispatch, language: 'ru', mail: false })
    await accepts(w, again.path.split('#')[1] ?? '')
    expect(await rowOf(member)).toMatchObject({ position: 'accepted', answers: 2 })
    expect((await answersOf(member)).answers.map(({ number, position, words }) => [number, position, words])).toEqual([
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
    const shown = await answersOf(member)
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

describe('an answer that was entered wrongly', () => {
  const strike = { recommendation: 'r01', addressee: KUIS, number: 1, reason: 'Письмо другого ведомства.' }
  const striking = (person: Person, more = {}) => person.act('follow-up', 'strike-answer', { ...strike, ...more })

  test('[FO24] the secretariat strikes it with a reason, once; it stays to be read', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    await refuses(w, () => striking(secretary), 'not-found', 'FO24')
    await accepts(w, code)
    for (const person of [chair, member]) await refuses(w, () => striking(person), 'no-right', 'FO1')
    await refuses(w, () => striking(secretary, { reason: ' ' }), 'reason-missing', 'FO24')
    await refuses(w, () => striking(secretary, { number: 2 }), 'not-found', 'FO24')
    expect(await striking(secretary)).toMatchObject({ ok: true })
    await refuses(w, () => striking(secretary), 'already-so', 'FO24')
    expect((await answersOf(observer)).answers).toMatchObject([
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
    await accepts(w, code)
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
    expect(await answersOf(member)).toMatchObject({ clock: 'running' })
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
    await accepts(w, fresh)
    expect(await rowOf(member)).toMatchObject(read)
    expect((await answersOf(member)).answers.map(({ number, struck }) => [number, struck === null])).toEqual([
      [1, false],
      [2, true],
    ])
  })
})
