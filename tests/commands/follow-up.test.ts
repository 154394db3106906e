import { Buffer } from 'node:buffer'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { readXlsx } from '../../server/councils/xlsx.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { smtpMailer } from '../../server/mail.ts'
import { writeZip } from '../../server/office/zip.ts'
import { startMailbox } from '../mailbox.ts'
import { ANOTHER_SESSION } from '../plans.ts'
import { type Person, SESSION, world } from '../world.ts'
import { accepts, answersOf, KUIS, PAIR, rowOf, sends } from './follow-up-house.ts'
import { adopts, followsUp, linked, outside } from './following.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { LETTER } from './keeping.ts'
import { refuses } from './store.ts'

inTheHall()

let deputy: Person
beforeEach(async () => {
  deputy = await w.person('m02')
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
    await refuses(w, () => accepts(w, code) as never, 'reason-missing', 'FO6')
    const measures = [{ recommendation: 'r01', words: 'Приказ издан.', doneOn: '2026-04-10' }]
    expect(await accepts(w, code, { measures })).toMatchObject({ ok: true })
    expect((await answersOf(member)).measures).toMatchObject([
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
    const measure = { ...PAIR, words: 'Обучены.', language: 'ru', doneOn: null, letter: null }
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
    const said = { ...PAIR, status: 'in-progress', reason: 'Приказ издан.', shown: 0 }
    await refuses(w, () => chair.act('follow-up', 'assess', said), 'not-addressed', 'FO7')
    const { code } = await linked(secretary, KUIS, ['r01'])
    for (const person of [member, observer])
      await refuses(w, () => person.act('follow-up', 'assess', said), 'no-right', 'FO7')
    await refuses(w, () => chair.act('follow-up', 'assess', { ...said, reason: '' }), 'reason-missing', 'FO7')
    await chair.does('follow-up', 'assess', said)
    expect(await rowOf(member)).toMatchObject({ status: 'in-progress', position: null, clock: 'running' })
    await refuses(w, () => secretary.act('follow-up', 'assess', said), 'changed-meanwhile', 'FO7')
    await accepts(w, code)
    expect(await rowOf(member)).toMatchObject({ status: 'in-progress', position: 'accepted' })
    await secretary.does('follow-up', 'assess', { ...said, status: 'implemented', reason: 'Проверено.', shown: 1 })
    expect((await answersOf(member)).assessments.map(({ status, assessor }) => [status, assessor.account])).toEqual([
      ['in-progress', 'm01'],
      ['implemented', 's01'],
    ])
    expect((await deputy.sees('follow-up', 'table', { session: SESSION })).may).toEqual({ keep: false, assess: true })
  })
})

describe('reminders', () => {
  test('[FO9] addressee and sender are reminded before and after the day, once each', async () => {
    await using box = await startMailbox()
    const mailing = await world({ mail: smtpMailer(box.url, 'http://127.0.0.1') })
    onTestFinished(() => mailing.close())
    const [sender, reader] = await mailing.people('s01', 'm03')
    await adopts(mailing, 'r01', 'r02')
    await sends(sender, { sentOn: '2026-02-01', due: '2026-05-01', contact: 'office@example.org' })
    const hour = 60 * 60 * 1000
    const reminded = async () => (await sender.sees('follow-up', 'desk', { session: SESSION })).dispatches[0]?.reminded
    mailing.clock.move(hour)
    await expect.poll(() => box.letters.length).toBe(2)
    expect(box.letters.map(({ to }) => to[0])).toContain('office@example.org')
    expect(await reminded()).toMatchObject([{ kind: 'soon', mailed: true }])
    mailing.clock.move(hour)
    await expect.poll(reminded).toHaveLength(1)
    mailing.clock.move(8 * 24 * hour)
    const later = () => {
      mailing.clock.move(hour)
      return box.letters.length
    }
    await expect.poll(later).toBe(4)
    expect(await sender.does('follow-up', 'remind', { session: SESSION })).toEqual({ mailed: 1, withoutAddress: 0 })
    expect(box.letters).toHaveLength(5)
    await refuses(mailing, () => reader.act('follow-up', 'remind', { session: SESSION }), 'no-right', 'FO1')
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
