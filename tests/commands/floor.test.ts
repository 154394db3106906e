import { beforeEach, describe, expect, test } from 'vitest'
import type { AccountId } from '../../shared/ids.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { cast, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { asked, asks, call, floorOf, moved, raised, rules, session, waitingOf } from './on-the-floor.ts'
import { lastRecorded, refuses } from './store.ts'

inTheHall()
let other: Person
beforeEach(async () => {
  other = await w.person('m05')
})

describe('the speakers’ list', () => {
  test('[SE30] [SE31] members ask, the secretary asks for one in the hall, the chair calls, ends and gives time', async () => {
    const first = await asked(member)
    const second = await asked(secretary, 'm04')
    expect(await waitingOf(observer)).toEqual(['m03', 'm04'])
    expect((await call(chair, first)).ok).toBe(true)
    expect((await floorOf(member)).speaking).toMatchObject({ account: 'm03', seconds: 180, running: true })
    await chair.does('floor', 'give-time', { ...session, entry: first, seconds: 60 })
    expect((await floorOf(member)).speaking).toMatchObject({ seconds: 240 })
    expect((await call(chair, second, first, { seconds: 30 })).ok).toBe(true)
    expect((await floorOf(member)).speaking).toMatchObject({ account: 'm04', seconds: 30 })
    await chair.does('floor', 'end-speech', { ...session, entry: second })
    expect(await floorOf(member)).toMatchObject({ speaking: null, waiting: [] })
    expect((await asks(member)).ok).toBe(true)
  })

  test('[SE30] two asks at once leave one entry, and nobody asks for another', async () => {
    const answers = await Promise.all([asks(member), asks(member)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'already-on-the-list', rule: 'SE30' })
    expect(await waitingOf(member)).toEqual(['m03'])
    await refuses(w, () => asks(member, 'm04'), 'no-right', 'SE30')
    await refuses(w, () => asks(chair, 'm04'), 'no-right', 'SE30')
    await refuses(w, () => asks(secretary, 'nobody'), 'not-on-the-session', 'SE30')
  })

  test('[SE30] who is not checked in does so first', async () => {
    const late = await w.person('m09')
    await refuses(w, () => asks(late), 'check-in-first', 'SE30')
    await late.does('sessions', 'check-in', session)
    expect((await asks(late)).ok).toBe(true)
  })

  test('[SE30] a seat whose term has ended gives no place on the list, and is not called', async () => {
    const entry = await asked(member)
    await w.app.house.db
      .updateTable('seats')
      .set({ until_date: '2026-04-23' })
      .where('holder', '=', 'm03' as AccountId)
      .execute()
    await refuses(w, () => asks(member), 'not-found', 'SE1')
    await refuses(w, () => call(chair, entry), 'not-on-the-session', 'SE30')
  })

  test('[SE30] observers ask only while the chair lets them', async () => {
    await refuses(w, () => asks(observer), 'guests-may-not-ask', 'SE30')
    await refuses(w, () => member.act('floor', 'set-list', { ...session, guestsMayAsk: true }), 'no-right', 'SE2')
    await chair.does('floor', 'set-list', { ...session, guestsMayAsk: true })
    expect((await asks(observer)).ok).toBe(true)
  })

  test('[SE31] two who press next at once: one act is done, the other is told', async () => {
    await chair.does('sessions', 'name-operator', { ...session, operator: 's01' })
    const first = await asked(member)
    const second = await asked(other)
    const answers = await Promise.all([call(chair, first), call(secretary, first)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'changed-meanwhile', rule: 'SE31' })
    await refuses(w, () => call(secretary, second), 'changed-meanwhile', 'SE31')
    expect(await waitingOf(chair)).toEqual(['m05'])
  })

  test('[SE31] members neither call, end, move nor close', async () => {
    const entry = await asked(other)
    for (const person of [member, observer, secretary]) {
      await refuses(w, () => call(person, entry), 'no-right', 'SE2')
      await refuses(w, () => person.act('floor', 'move', { ...session, entry, before: null }), 'no-right', 'SE2')
      await refuses(w, () => person.act('floor', 'set-list', { ...session, open: false }), 'no-right', 'SE2')
    }
    await refuses(w, () => member.act('floor', 'withdraw', { ...session, entry }), 'no-right', 'SE30')
  })

  test('[SE31] the chair moves one, closes the list and opens it again, and sets the time', async () => {
    const entries = [await asked(member), await asked(other), await asked(await w.person('m04'))]
    await chair.does('floor', 'move', { ...session, entry: entries[2], before: entries[0] })
    expect(await waitingOf(member)).toEqual(['m04', 'm03', 'm05'])
    await chair.does('floor', 'move', { ...session, entry: entries[0], before: null })
    expect(await waitingOf(member)).toEqual(['m04', 'm05', 'm03'])
    await member.does('floor', 'withdraw', { ...session, entry: entries[0] })
    expect(await waitingOf(member)).toEqual(['m04', 'm05'])
    await chair.does('floor', 'set-list', { ...session, open: false, seconds: 120 })
    await refuses(w, () => asks(member), 'list-closed', 'SE30')
    await chair.does('floor', 'set-list', { ...session, open: true })
    expect((await asks(member)).ok).toBe(true)
    expect(await waitingOf(member)).toEqual(['m04', 'm05', 'm03'])
    expect(await floorOf(member)).toMatchObject({ secondsEach: 120, listOpen: true })
  })

  test('[SE31] an operator presses on the chair’s word, and the record names both', async () => {
    const entry = await asked(member)
    await chair.does('sessions', 'name-operator', { ...session, operator: 's01' })
    expect((await call(secretary, entry)).ok).toBe(true)
    expect(await lastRecorded(w, 'speaker-called')).toEqual({
      by: 's01',
      facts: { account: 'm03', entry, seconds: 180, onWordOf: 'm01' },
    })
  })

  test('[SE32] the time is the server’s, and stands still while a vote is open', async () => {
    const entry = await asked(member)
    await call(chair, entry)
    w.clock.move(30 * SECOND_MS)
    expect((await floorOf(member)).speaking).toMatchObject({ usedMs: 30 * SECOND_MS, running: true })
    const { vote, hash } = await opensVote(chair, 'r01')
    w.clock.move(50 * SECOND_MS)
    expect((await floorOf(member)).speaking).toMatchObject({ usedMs: 30 * SECOND_MS, running: false })
    await cast(w, { vote, hash }, { for: ['m02'] })
    await chair.does('votes', 'close', { vote })
    w.clock.move(200 * SECOND_MS)
    const { speaking, now } = await floorOf(member)
    expect(speaking).toMatchObject({ usedMs: 230 * SECOND_MS, seconds: 180, running: true })
    expect(now).toBe(w.clock.now())
  })

  test('[SE33] a new sitting begins with an empty floor; the time of each stays', async () => {
    await asked(member)
    await raised(member)
    await moved(member, 'adjourn')
    await chair.does('floor', 'set-list', { ...session, seconds: 90, open: false })
    await chair.does('sessions', 'suspend', session)
    await refuses(w, () => asks(other), 'session-not-open', 'SE30')
    await chair.does('sessions', 'resume', session)
    expect(await floorOf(member)).toMatchObject({
      sitting: 2,
      secondsEach: 90,
      listOpen: true,
      speaking: null,
      waiting: [],
      pointsOfOrder: [],
      motions: [],
    })
    await member.does('sessions', 'check-in', session)
    expect((await asks(member)).ok).toBe(true)
  })

  test('[SE31] after many acts of many at once everybody asked for stands in the store once', async () => {
    const people = await w.people('m02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08', 'm10')
    await Promise.all(people.flatMap((person) => [asks(person), asks(person)]))
    const list = (await floorOf(chair)).waiting.map(({ id }) => id as string)
    await Promise.all([
      call(chair, list[0] ?? ''),
      call(chair, list[1] ?? ''),
      chair.act('floor', 'move', { ...session, entry: list[5], before: list[2] }),
      chair.act('floor', 'move', { ...session, entry: list[2], before: null }),
      ...people.slice(2, 4).map((person, at) => person.act('floor', 'withdraw', { ...session, entry: list[at + 2] })),
    ])
    const rows = await w.app.house.db.selectFrom('floor_entries').select(['account', 'stage', 'position']).execute()
    expect(new Set(rows.map(({ account }) => account)).size).toBe(rows.length)
    expect(rows).toHaveLength(people.length)
    expect(rows.filter(({ stage }) => stage === 'speaking')).toHaveLength(1)
    const places = rows.filter(({ stage }) => stage === 'waiting').map(({ position }) => position)
    expect([...places].sort((a, b) => a - b)).toEqual(places.map((_, index) => index))
  })
})

describe('a closed point', () => {
  test('[SE42] observers see nothing of its floor, not later either, unless it is released', async () => {
    const change = (released: boolean) =>
      chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released })
    await change(false)
    const entry = await asked(member)
    const waits = await asked(other)
    await raised(member)
    await moved(member, 'adjourn')
    await member.does('floor', 'declare-interest', { ...session, point: 'a09', account: 'm03', reason: 'x' })
    const point = (await floorOf(chair)).pointsOfOrder[0]?.id ?? ''
    await rules(chair, point)
    await call(chair, entry)
    const nothing = { speaking: null, waiting: [], pointsOfOrder: [], motions: [], interests: [] }
    expect(await floorOf(observer)).toMatchObject({ hidden: true, ...nothing })
    const body = await (await observer.raw('GET', `/api/floor/floor?session=${SESSION}`)).text()
    for (const word of ['m03', 'm05', entry, waits, point]) expect(body).not.toContain(word)
    expect((await floorOf(member)).waiting).toHaveLength(1)
    await chair.does('sessions', 'take-point', { ...session, point: 'a10' })
    expect(await floorOf(observer)).toMatchObject({ hidden: false, ...nothing })
    await change(true)
    expect((await floorOf(observer)).waiting).toHaveLength(1)
    expect((await floorOf(observer)).speaking).toMatchObject({ account: 'm03' })
  })
})
