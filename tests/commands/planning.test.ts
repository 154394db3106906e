import { describe, expect, test } from 'vitest'
import { MOST_PAPER_BYTES } from '../../shared/sessions/planning.ts'
import { must, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, isRefusal, refuses } from './store.ts'

inTheHall()

const plan = (change: object = {}) => ({
  title: { kk: '', ru: 'Второе заседание', en: 'Second session' },
  date: '2026-06-02',
  lastDate: '2026-06-03',
  place: { kk: 'Алматы', ru: 'Алматы', en: 'Almaty' },
  timezone: 'Asia/Almaty',
  hybrid: true,
  link: 'https://meet.example/abc',
  councils: ['cc', 'ec'],
  counting: 'each-apart',
  presiding: 'm12',
  amendmentDeadline: { date: '2026-06-01', time: '18:00' },
  ...change,
})
const planned = async (change: object = {}) => (await secretary.does('sessions', 'plan-session', plan(change))).session

describe('the plan', () => {
  test('[SE60] [SE61] the secretariat plans a session: it begins as planned, its members see it, its deadline is an instant', async () => {
    const session = await planned()
    const seen = await member.sees('sessions', 'session', { id: session })
    expect(seen).toMatchObject({
      stage: 'planned',
      title: { kk: 'Второе заседание', ru: 'Второе заседание', en: 'Second session' },
      presiding: 'm12',
      counting: 'each-apart',
      amendmentDeadline: Date.UTC(2026, 5, 1, 13),
      sitting: 0,
    })
    expect(await secretary.sees('sessions', 'plan', { session })).toMatchObject({
      rev: 1,
      agendaRev: 1,
      lastDate: '2026-06-03',
      link: 'https://meet.example/abc',
      amendmentDeadline: { date: '2026-06-01', time: '18:00' },
      agenda: [],
    })
    expect(await actsOn(w, session)).toEqual([{ act: 'session-planned', by: 's01' }])
    expect((await observer.ask('sessions', 'session', { id: session })).ok).toBe(false)
  })

  test('[SE60] nobody else plans, or reads the plan', async () => {
    for (const person of [chair, member, observer]) {
      await refuses(w, () => person.act('sessions', 'plan-session', plan()), 'no-right', 'SE60')
      expect(await person.ask('sessions', 'plan', { session: SESSION })).toMatchObject({
        code: 'no-right',
        rule: 'SE60',
      })
      expect(await person.ask('sessions', 'plan-choices')).toMatchObject({ code: 'no-right', rule: 'SE60' })
    }
    const choices = await secretary.sees('sessions', 'plan-choices')
    expect(choices.councils.map(({ id }) => id)).toEqual(['cc', 'ec'])
    expect(choices.councils.flatMap(({ seats }) => seats).every(({ role }) => role !== 'member')).toBe(true)
    expect(choices.accounts.length).toBe(31)
  })

  test('[SE61] what cannot be held is not planned', async () => {
    const tries = [
      [{ councils: ['cc', 'xx'] }, 'malformed', 'SE61'],
      [{ timezone: 'Mars/Olympus' }, 'malformed', 'SE61'],
      [{ lastDate: '2026-06-01' }, 'malformed', 'SE61'],
      [{ presiding: 'm03' }, 'not-presiding', 'SE61'],
      [{ councils: [] }, 'malformed', 'AC6'],
      [{ title: { kk: ' ', ru: '', en: '' } }, 'malformed', 'AC6'],
      [{ link: 'javascript:alert(1)' }, 'malformed', 'AC6'],
    ] as const
    for (const [change, code, rule] of tries)
      await refuses(w, () => secretary.act('sessions', 'plan-session', plan(change)), code, rule)
  })

  test('[SE62] [SE63] the plan is changed on the state that was shown; once opened its councils stay', async () => {
    const session = await planned()
    const change = (rev: number, to: object = {}) =>
      secretary.act('sessions', 'change-plan', { session, rev, ...plan(to) })
    expect(must(await change(1, { presiding: 'm01', councils: ['cc'] }))).toEqual({ rev: 2 })
    await refuses(w, () => change(1), 'changed-meanwhile', 'SE63')
    await chair.does('sessions', 'open', { session })
    await refuses(w, () => change(2), 'not-planned', 'SE62')
    expect(must(await change(2, { presiding: 'm01', councils: ['cc'], link: null }))).toEqual({ rev: 3 })
    await chair.does('sessions', 'close', { session })
    await refuses(w, () => change(3, { presiding: 'm01', councils: ['cc'] }), 'session-closed', 'SE60')
  })

  test('[SE63] the demo’s session, which was never planned, is changed from rev 1 on', async () => {
    const { rev, agendaRev, ...shown } = await secretary.sees('sessions', 'plan', { session: SESSION })
    expect([rev, agendaRev]).toEqual([1, 1])
    const { stage: _, agenda: __, people, forecast, ...asked } = shown
    expect(people.length).toBe(31)
    expect(forecast.map(({ council, unanswered }) => [council, unanswered])).toEqual([
      ['cc', 11],
      ['ec', 12],
    ])
    await secretary.does('sessions', 'change-plan', { ...asked, rev, hybrid: false })
    expect((await member.sees('sessions', 'session', { id: SESSION })).hybrid).toBe(false)
  })
})

describe('people', () => {
  test('[SE66] somebody is invited once, sees the session, and does not when no longer invited', async () => {
    const session = await planned()
    const invitation = { session, account: 'o01', role: 'observer', organisation: ' KUIS ' }
    await secretary.does('sessions', 'invite', invitation)
    expect((await observer.sees('sessions', 'session', { id: session })).others).toMatchObject([
      { account: 'o01', role: 'observer', organisation: 'KUIS' },
    ])
    await refuses(w, () => secretary.act('sessions', 'invite', invitation), 'already-on-the-session', 'SE66')
    await refuses(
      w,
      () => secretary.act('sessions', 'invite', { ...invitation, account: 'm03' }),
      'already-on-the-session',
      'SE66',
    )
    await refuses(
      w,
      () => secretary.act('sessions', 'invite', { ...invitation, account: 'nobody' }),
      'not-found',
      'SE66',
    )
    await refuses(w, () => chair.act('sessions', 'invite', { ...invitation, account: 'o02' }), 'no-right', 'SE60')
    await observer.does('sessions', 'answer-invitation', { session, answer: 'remote' })
    await secretary.does('sessions', 'uninvite', { session, account: 'o01' })
    expect((await observer.ask('sessions', 'session', { id: session })).ok).toBe(false)
    expect((await secretary.sees('sessions', 'plan', { session })).people.map(({ account }) => account)).not.toContain(
      'o01',
    )
    expect((await actsOn(w, session)).map(({ act }) => act)).toEqual([
      'session-planned',
      'person-invited',
      'invitation-answered',
      'person-uninvited',
    ])
  })

  test('[SE67] people answer for themselves, and the quorum is forecast to who runs the session', async () => {
    const session = await planned()
    const coming = ['m01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07']
    for (const id of coming)
      await (await w.person(id)).does('sessions', 'answer-invitation', {
        session,
        answer: id === 'm07' ? 'remote' : 'hall',
      })
    await (await w.person('m08')).does('sessions', 'answer-invitation', { session, answer: 'absent' })
    const forecast = async (person: Person) => (await person.sees('sessions', 'preparation', { session })).forecast
    expect(await forecast(secretary)).toMatchObject([
      { council: 'cc', hall: 6, remote: 1, absent: 1, needed: 8, reached: false },
      { council: 'ec', hall: 1, needed: 8, reached: false },
    ])
    await (await w.person('m08')).does('sessions', 'answer-invitation', { session, answer: 'hall' })
    expect((await forecast(await w.person('m12')))[0]).toMatchObject({ hall: 7, absent: 0, reached: true })
    expect(await forecast(member)).toEqual([])
    expect(await member.sees('sessions', 'preparation', { session })).toMatchObject({ answer: 'hall', mayAnswer: true })
    await refuses(
      w,
      () => secretary.act('sessions', 'answer-invitation', { session, answer: 'hall' }),
      'not-on-the-session',
      'SE67',
    )
    await refuses(
      w,
      () => observer.act('sessions', 'answer-invitation', { session, answer: 'hall' }),
      'not-found',
      'SE1',
    )
  })
})

describe('papers', () => {
  const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_000, 7)])
  const paper = (change: object = {}) => ({
    session: SESSION,
    point: 'a04',
    kind: 'report',
    title: { kk: '', ru: 'Доклад', en: '' },
    languages: ['ru'],
    source: { file: { name: 'доклад "НПМ".pdf', base64: PDF.toString('base64') } },
    ...change,
  })
  const papers = async (person: Person) => (await person.sees('sessions', 'preparation', { session: SESSION })).papers

  test('[SE68] a paper is filed under a point, listed, and sent only as a file to be saved', async () => {
    const { paper: id } = await secretary.does('sessions', 'add-paper', paper())
    await secretary.does('sessions', 'add-paper', paper({ point: null, source: { link: 'https://un.org/x' } }))
    expect(await papers(observer)).toMatchObject([
      { id, point: 'a04', title: { kk: 'Доклад' }, link: null, file: { type: 'application/pdf', bytes: PDF.length } },
      { point: null, link: 'https://un.org/x', file: null },
    ])
    const answer = await observer.raw('GET', `/api/sessions/paper?id=${id}`)
    expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true)
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="_.pdf"; filename*=UTF-8''%D0%B4%D0%BE%D0%BA%D0%BB%D0%B0%D0%B4%20%22%D0%9D%D0%9F%D0%9C%22.pdf`,
    )
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const stranger = await planned()
    const other = await secretary.does('sessions', 'add-paper', paper({ session: stranger, point: null }))
    await isRefusal(await observer.raw('GET', `/api/sessions/paper?id=${other.paper}`), 404)
    await isRefusal(await observer.raw('GET', '/api/sessions/paper?id=nothing'), 404)
    await secretary.does('sessions', 'remove-paper', { session: SESSION, paper: id })
    await isRefusal(await member.raw('GET', `/api/sessions/paper?id=${id}`), 404)
  })

  test('[SE68] what is no PDF or DOCX, or too large, or of another point, is not filed', async () => {
    const file = (name: string, bytes: Buffer) => ({ source: { file: { name, base64: bytes.toString('base64') } } })
    const tries = [
      [file('a.pdf', Buffer.from('<html>')), 'wrong-file', 'SE68'],
      [file('a.exe', PDF), 'wrong-file', 'SE68'],
      [file('a.pdf', Buffer.concat([PDF, Buffer.alloc(MOST_PAPER_BYTES)])), 'too-large', 'SE68'],
      [{ source: { link: 'file:///etc/passwd' } }, 'malformed', 'AC6'],
      [{ point: 'nowhere' }, 'malformed', 'SE68'],
    ] as const
    for (const [change, code, rule] of tries)
      await refuses(w, () => secretary.act('sessions', 'add-paper', paper(change)), code, rule)
    await refuses(w, () => member.act('sessions', 'add-paper', paper()), 'no-right', 'SE60')
    await secretary.does('sessions', 'add-paper', paper(file('whole.pdf', Buffer.concat([PDF, Buffer.alloc(690_000)]))))
  })

  test('[SE68] observers see no paper of a closed point', async () => {
    const { paper: id } = await secretary.does('sessions', 'add-paper', paper())
    const turn = (closed: boolean, released: boolean) =>
      chair.does('sessions', 'change-privacy', { session: SESSION, point: 'a04', closed, released })
    await turn(true, false)
    expect(await papers(observer)).toEqual([])
    expect(await papers(member)).toHaveLength(1)
    await isRefusal(await observer.raw('GET', `/api/sessions/paper?id=${id}`), 404)
    await turn(true, true)
    expect(await papers(observer)).toHaveLength(1)
  })
})
