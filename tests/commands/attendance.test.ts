import { describe, expect, test } from 'vitest'
import type { AccountId, RecommendationId, SessionId } from '../../shared/ids.ts'
import { cast, freezes, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses, storeOf } from './store.ts'

inTheHall()

const note = (person: Person, account: string, event: 'came' | 'left', mode?: string) =>
  person.act('sessions', 'note-attendance', { session: SESSION, account, event, ...(mode && { mode }) })
const seatsOf = async (account: string) =>
  (await member.sees('sessions', 'session', { id: SESSION })).seats
    .filter((seat) => seat.account === account)
    .map(({ present, mode }) => ({ present, mode }))
const quorum = async () =>
  (await member.sees('sessions', 'session', { id: SESSION })).quorum.map(
    ({ present, needed }) => `${present} of ${needed}`,
  )
const setSession = (change: { stage?: 'suspended' | 'closed'; sitting?: number }) =>
  w.app.house.db
    .updateTable('sessions')
    .set(change)
    .where('id', '=', SESSION as SessionId)
    .execute()

describe('who is here', () => {
  test('[SE3] being signed in and asking makes nobody present; being noted does', async () => {
    const late = await w.person('m09')
    await late.sees('sessions', 'session', { id: SESSION })
    expect(await seatsOf('m09')).toEqual([{ present: false, mode: null }])
    expect((await note(secretary, 'm09', 'came', 'remote')).ok).toBe(true)
    expect(await seatsOf('m09')).toEqual([{ present: true, mode: 'remote' }])
    await late.does('accounts', 'sign-out', {})
    expect(await seatsOf('m09')).toEqual([{ present: true, mode: 'remote' }])
    expect((await note(secretary, 'm09', 'left')).ok).toBe(true)
    expect(await seatsOf('m09')).toEqual([{ present: false, mode: null }])
  })

  test('[SE3] [VO20] who sits on both councils counts for the quorum of each, and leaves both', async () => {
    expect(await quorum()).toEqual(['10 of 8', '11 of 8'])
    expect((await note(secretary, 'm06', 'left')).ok).toBe(true)
    expect(await seatsOf('m06')).toEqual([
      { present: false, mode: null },
      { present: false, mode: null },
    ])
    expect(await quorum()).toEqual(['9 of 8', '10 of 8'])
  })

  test('[SE3] a new sitting begins with nobody present', async () => {
    await setSession({ sitting: 2 })
    expect(await quorum()).toEqual(['0 of 8', '0 of 8'])
    expect((await note(secretary, 'm01', 'came')).ok).toBe(true)
    expect(await quorum()).toEqual(['1 of 8', '0 of 8'])
  })

  test('[SE4] nobody notes attendance but the secretariat', async () => {
    for (const person of [chair, member, observer])
      await refuses(w, () => note(person, 'm09', 'came'), 'no-right', 'SE4')
  })

  test('[SE4] never twice the same, and only seated persons', async () => {
    await refuses(w, () => note(secretary, 'm03', 'came'), 'already-present', 'SE4')
    await refuses(w, () => note(secretary, 'm09', 'left'), 'not-present', 'SE4')
    await refuses(w, () => note(secretary, 'o01', 'came'), 'not-on-the-session', 'SE4')
    await refuses(w, () => note(secretary, 'nobody', 'came'), 'not-on-the-session', 'SE4')
  })

  test('[SE4] only in an open session', async () => {
    for (const stage of ['suspended', 'closed'] as const) {
      await setSession({ stage })
      await refuses(w, () => note(secretary, 'm09', 'came'), 'session-not-open', 'SE4')
    }
  })

  test('[SE4] two secretaries who note the same arrival at once leave one entry', async () => {
    const other = await w.person('s02')
    const answers = await Promise.all([note(secretary, 'm09', 'came'), note(other, 'm09', 'came')])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const { events } = await secretary.sees('sessions', 'attendance', { session: SESSION })
    expect(events.filter((event) => event.account === 'm09')).toHaveLength(1)
  })

  test('[SE5] the log is read by the secretariat and who presides, by nobody else', async () => {
    const { events } = await secretary.sees('sessions', 'attendance', { session: SESSION })
    expect(events).toHaveLength(20)
    expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1))
    expect((await chair.sees('sessions', 'attendance', { session: SESSION })).events).toEqual(events)
    for (const person of [member, observer, await w.person('m02')]) {
      expect(await person.ask('sessions', 'attendance', { session: SESSION })).toMatchObject({
        ok: false,
        code: 'no-right',
        rule: 'SE5',
      })
    }
  })

  test('[SE1] [CO1] a member whose term has ended does not find the session', async () => {
    await w.app.house.db
      .updateTable('seats')
      .set({ until_date: '2026-04-23' })
      .where('holder', '=', 'm03' as AccountId)
      .execute()
    expect(await member.ask('sessions', 'session', { id: SESSION })).toMatchObject({
      ok: false,
      code: 'not-found',
      rule: 'SE1',
    })
    expect((await member.sees('sessions', 'list')).sessions).toEqual([])
    expect((await member.sees('accounts', 'me')).seats).toEqual([])
    expect((await chair.sees('sessions', 'list')).sessions.map(({ id }) => id)).toEqual([SESSION])
  })

  test('[SE8] observers are told who is connected, never who works where', async () => {
    const answer = await observer.sees('sessions', 'connected', { session: SESSION })
    for (const { texts } of answer.accounts) expect(texts).toEqual([])
    expect((await observer.sees('sessions', 'session', { id: SESSION })).recusals).toEqual([])
    expect((await member.sees('sessions', 'session', { id: SESSION })).recusals).toHaveLength(1)
  })

  test('[SE2] when the presiding chair holds no seat any more, the deputy presides and the former chair does not', async () => {
    await w.app.house.db
      .updateTable('seats')
      .set({ until_date: '2026-04-23' })
      .where('holder', '=', 'm01' as AccountId)
      .execute()
    const deputy = await w.person('m02')
    expect(await chair.act('versions', 'freeze', { recommendation: 'r01' })).toMatchObject({
      ok: false,
      code: 'not-found',
    })
    const { vote, hash } = await opensVote(deputy, 'r01')
    await cast(w, { vote, hash }, { for: ['m02', 'm03'], against: ['m04', 'm05'] })
    const { outcome } = await deputy.does('votes', 'close', { vote })
    expect(outcome).toMatchObject({ result: 'carried', reason: 'tie' })
    expect(outcome.tallies[0]).toMatchObject({
      scope: 'pool',
      for: 2,
      against: 2,
      tie: { place: 'm02', choice: 'for' },
    })
  })
})

describe('a declared interest', () => {
  const words = { session: SESSION, recommendation: 'r01', account: 'm03' }
  const declare = (person: Person, change = {}) =>
    person.act('sessions', 'declare-recusal', { ...words, reason: 'works there', ...change })
  const withdraw = (person: Person, change = {}) => person.act('sessions', 'withdraw-recusal', { ...words, ...change })

  test('[SE6] a member declares it and takes it back; the secretary does so for them', async () => {
    for (const person of [member, secretary]) {
      expect((await declare(person)).ok).toBe(true)
      expect((await secretary.sees('sessions', 'session', { id: SESSION })).recusals).toContainEqual({
        recommendation: 'r01',
        account: 'm03',
        reason: 'works there',
      })
      expect((await withdraw(person)).ok).toBe(true)
    }
    expect((await secretary.sees('sessions', 'session', { id: SESSION })).recusals).toHaveLength(1)
    expect((await actsOn(w, 'r01')).slice(-4)).toEqual([
      { act: 'interest-declared', by: 'm03' },
      { act: 'interest-withdrawn', by: 'm03' },
      { act: 'interest-declared', by: 's01' },
      { act: 'interest-withdrawn', by: 's01' },
    ])
  })

  test('[SE6] nobody declares or takes back for another', async () => {
    for (const person of [chair, observer]) await refuses(w, () => declare(person), 'no-right', 'SE6')
    await declare(member)
    for (const person of [chair, observer]) await refuses(w, () => withdraw(person), 'no-right', 'SE6')
  })

  test('[SE6] each once, and only for those who hold a seat', async () => {
    await refuses(w, () => withdraw(member), 'not-recused', 'SE6')
    await declare(member)
    await refuses(w, () => declare(member, { reason: 'again' }), 'already-recused', 'SE6')
    await refuses(w, () => declare(secretary, { account: 'o01' }), 'not-on-the-session', 'SE6')
  })

  test('[SE6] not while a vote on that text is open; on another text it is', async () => {
    await freezes(chair, 'r02')
    const { vote } = await opensVote(chair, 'r01')
    await refuses(w, () => declare(member), 'vote-running', 'SE6')
    expect((await declare(member, { recommendation: 'r02' })).ok).toBe(true)
    await chair.does('votes', 'close', { vote })
    expect((await declare(member)).ok).toBe(true)
  })

  test('[SE6] the reason stays out of the record book: it is personal', async () => {
    await declare(member, { reason: 'my cousin runs the prison' })
    const rows = await w.app.house.db.selectFrom('record').select('content').execute()
    expect(rows.filter(({ content }) => content.includes('cousin'))).toEqual([])
  })

  test('[RE5] [SE1] a text of no session, or of one that one does not see, is not found, alike', async () => {
    const before = await storeOf(w)
    await w.app.house.db
      .updateTable('seats')
      .set({ until_date: '2026-04-23' })
      .where('holder', '=', 'm03' as AccountId)
      .execute()
    const there = await declare(member)
    const missing = await declare(member, { recommendation: 'r99' as RecommendationId })
    expect(there).toMatchObject({ ok: false, code: 'not-found' })
    expect(missing).toEqual(there)
    expect({ ...(await storeOf(w)), seats: '' }).toEqual({ ...before, seats: '' })
  })
})
