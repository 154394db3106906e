import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AccountId } from '../../shared/ids.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { cast, freezes, opensVote, type Person, SESSION, type World, world } from '../world.ts'
import { refuses } from './store.ts'

let w: World
let chair: Person
let secretary: Person
let member: Person
let other: Person
let observer: Person
beforeEach(async () => {
  w = await world()
  ;[chair, secretary, member, other, observer] = (await w.people('m01', 's01', 'm03', 'm05', 'o01')) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ]
})
afterEach(() => w.close())

const session = { session: SESSION }
const floorOf = (by: Person) => by.sees('floor', 'floor', session)
const asks = (by: Person, account = by.id) => by.act('floor', 'ask', { ...session, account })
const asked = async (by: Person, account = by.id) =>
  (await by.does('floor', 'ask', { ...session, account })).entry as string
const call = (by: Person, entry: string, after: string | null = null, change = {}) =>
  by.act('floor', 'call', { ...session, entry, after, ...change })
const raises = (by: Person, change = {}) => by.act('floor', 'raise-point', { ...session, account: by.id, ...change })
const raised = async (by: Person, change = {}) =>
  (await by.does('floor', 'raise-point', { ...session, account: by.id, ...change })).point as string
const rules = (by: Person, point: string, change = {}) =>
  by.act('floor', 'rule', { ...session, point, ruling: 'not-sustained', words: 'The list goes on.', ...change })
const appeals = (by: Person, point: string, account = by.id) =>
  by.act('floor', 'appeal', { ...session, point, account })
const moves = (by: Person, kind: string, account = by.id) =>
  by.act('floor', 'raise-motion', { ...session, account, kind })
const moved = async (by: Person, kind: string) =>
  (await by.does('floor', 'raise-motion', { ...session, account: by.id, kind })).motion as string
const decides = (by: Person, motion: string, result: object = { how: 'no-objection' }) =>
  by.act('floor', 'decide-motion', { ...session, motion, result })
const waitingOf = async (by: Person) => (await floorOf(by)).waiting.map(({ account }) => account as string)
const lastRecorded = async (act: string) => {
  const row = await w.app.house.db
    .selectFrom('record')
    .select(['acted_by', 'content'])
    .where('act', '=', act)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  return { by: row.acted_by, facts: JSON.parse(row.content).facts as Record<string, unknown> }
}

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
    expect(await lastRecorded('speaker-called')).toEqual({
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

describe('points of order', () => {
  test('[SE34] [SE35] [SE36] one press by a member; no vote opens and nobody is called until the ruling', async () => {
    const entry = await asked(other)
    const hash = await freezes(chair, 'r01')
    const open = () => chair.act('votes', 'open', { recommendation: 'r01', hash })
    const point = await raised(member)
    await refuses(w, open, 'ruling-waits', 'SE35')
    expect((await chair.sees('votes', 'prepare', { recommendation: 'r01' })).mayOpen).toMatchObject({
      ok: false,
      code: 'ruling-waits',
      rule: 'SE35',
    })
    await refuses(w, () => call(chair, entry), 'ruling-waits', 'SE35')
    for (const person of [member, secretary, observer]) await refuses(w, () => rules(person, point), 'no-right', 'SE2')
    expect((await rules(chair, point)).ok).toBe(true)
    await refuses(w, () => rules(chair, point, { ruling: 'sustained' }), 'already-ruled', 'SE36')
    expect((await floorOf(observer)).pointsOfOrder).toMatchObject([
      { account: 'm03', stage: 'ruled', ruling: 'not-sustained', words: 'The list goes on.' },
    ])
    expect((await call(chair, entry)).ok).toBe(true)
    expect((await open()).ok).toBe(true)
  })

  test('[SE34] the secretary records one for somebody in the hall; a press by mistake is taken back', async () => {
    const point = await raised(secretary, { account: 'm04' })
    await refuses(w, () => member.act('floor', 'withdraw-point', { ...session, point }), 'no-right', 'SE34')
    await refuses(w, () => raises(secretary, { account: 'm04' }), 'already-raised', 'SE34')
    const hash = await freezes(chair, 'r01')
    await (await w.person('m04')).does('floor', 'withdraw-point', { ...session, point })
    await refuses(w, () => rules(chair, point), 'already-ruled', 'SE36')
    expect((await chair.act('votes', 'open', { recommendation: 'r01', hash })).ok).toBe(true)
    for (const person of [observer, chair])
      await refuses(w, () => raises(person, { account: 'm04' }), 'no-right', 'SE34')
    await refuses(w, () => raises(observer), 'no-right', 'SE34')
  })

  test('[SE36] the operator records the ruling on the chair’s word; its sentence stays out of the record book', async () => {
    const point = await raised(member)
    await chair.does('sessions', 'name-operator', { ...session, operator: 's01' })
    await rules(secretary, point, { ruling: 'sustained', words: 'Mr Akhmetov is right.' })
    expect(await lastRecorded('point-of-order-ruled')).toEqual({
      by: 's01',
      facts: { account: 'm03', pointOfOrder: point, ruling: 'sustained', onWordOf: 'm01' },
    })
    const rows = await w.app.house.db.selectFrom('record').select('content').execute()
    expect(rows.filter(({ content }) => content.includes('Akhmetov'))).toEqual([])
  })

  test('[SE36] a ruling without its sentence is not understood', async () => {
    const point = await raised(member)
    await refuses(w, () => rules(chair, point, { words: '  ' }), 'malformed', 'AC6')
    await refuses(w, () => rules(chair, 'nothing'), 'not-found', 'SE34')
  })

  test('[SE37] an appeal at once: the ruling is put to the vote, and the secretary enters the result', async () => {
    const point = await raised(member)
    await refuses(w, () => appeals(other, point), 'not-ruled', 'SE37')
    await rules(chair, point)
    await refuses(w, () => appeals(observer, point), 'no-right', 'SE37')
    await refuses(w, () => appeals(member, point, 'm05'), 'no-right', 'SE37')
    expect((await floorOf(other)).may).toMatchObject({ appeal: { ok: true }, appealable: point })
    expect((await appeals(other, point)).ok).toBe(true)
    await refuses(w, () => appeals(member, point), 'already-appealed', 'SE37')
    const hash = await freezes(chair, 'r01')
    const open = () => chair.act('votes', 'open', { recommendation: 'r01', hash })
    await refuses(w, open, 'ruling-waits', 'SE35')
    const settle = (by: Person, counts: object) => by.act('floor', 'settle-appeal', { ...session, point, ...counts })
    await refuses(w, () => settle(member, { for: 1, against: 2, abstain: 0 }), 'no-right', 'SE37')
    await refuses(w, () => settle(secretary, { for: 11, against: 10, abstain: 0 }), 'too-many-counted', 'SE43')
    await refuses(w, () => settle(secretary, { for: -1, against: 10, abstain: 0 }), 'malformed', 'AC6')
    expect(
      await secretary.does('floor', 'settle-appeal', { ...session, point, for: 8, against: 11, abstain: 1 }),
    ).toEqual({ overturned: true })
    await refuses(w, () => settle(secretary, { for: 1, against: 0, abstain: 0 }), 'already-decided', 'SE37')
    expect((await floorOf(observer)).pointsOfOrder).toMatchObject([
      { stage: 'settled', appeal: { account: 'm05', counts: { for: 8, against: 11, abstain: 1 }, overturned: true } },
    ])
    expect((await open()).ok).toBe(true)
  })

  test('[SE37] too late once somebody was called, a vote opened or another point was taken', async () => {
    const later = [
      async () => void (await call(chair, await asked(await w.person('m04')))),
      async () => void (await rules(chair, await raised(await w.person('m06')))),
      async () => void (await chair.does('sessions', 'take-point', { ...session, point: 'a10' })),
      async () => void (await opensVote(chair, 'r01')),
    ]
    for (const goesOn of later) {
      const point = await raised(member)
      await rules(chair, point)
      await goesOn()
      await refuses(w, () => appeals(other, point), 'appeal-too-late', 'SE37')
    }
  })

  test('[SE38] while a vote is open only points of order on its conduct, and their appeals', async () => {
    const entry = await asked(other)
    const { vote } = await opensVote(chair, 'r01')
    await refuses(w, () => raises(member), 'only-on-conduct', 'SE38')
    await refuses(w, () => moves(member, 'suspend'), 'only-on-conduct', 'SE38')
    await refuses(w, () => call(chair, entry), 'only-on-conduct', 'SE38')
    expect((await floorOf(member)).may).toMatchObject({
      raisePoint: { ok: true },
      motions: { suspend: { ok: false, code: 'only-on-conduct', rule: 'SE38' } },
    })
    const point = await raised(member, { conduct: true })
    expect((await floorOf(member)).pointsOfOrder).toMatchObject([{ id: point, conduct: true }])
    await rules(chair, point)
    expect((await appeals(other, point)).ok).toBe(true)
    await chair.does('votes', 'close', { vote })
    const hash = await freezes(chair, 'r02')
    await refuses(w, () => chair.act('votes', 'open', { recommendation: 'r02', hash }), 'ruling-waits', 'SE35')
  })
})

describe('motions', () => {
  test('[SE39] [SE40] are shown and decided in their order, whatever the order in which they were raised', async () => {
    const close = await moved(member, 'close-list')
    const division = await moved(member, 'division')
    const suspend = await moved(other, 'suspend')
    await refuses(w, () => moves(other, 'close-list'), 'already-moved', 'SE39')
    await refuses(w, () => moves(observer, 'adjourn'), 'no-right', 'SE39')
    await refuses(w, () => moves(member, 'adjourn', 'm05'), 'no-right', 'SE39')
    expect((await floorOf(observer)).motions.map(({ kind }) => kind)).toEqual(['suspend', 'close-list', 'division'])
    await refuses(w, () => decides(chair, close), 'outranked', 'SE40')
    await refuses(w, () => decides(member, suspend), 'no-right', 'SE40')
    await refuses(w, () => decides(secretary, suspend, { how: 'out-of-order' }), 'no-right', 'SE40')
    await refuses(
      w,
      () => decides(secretary, suspend, { how: 'counts', for: 30, against: 0, abstain: 0 }),
      'too-many-counted',
      'SE43',
    )
    expect(
      await secretary.does('floor', 'decide-motion', {
        ...session,
        motion: suspend,
        result: { how: 'counts', for: 8, against: 8, abstain: 2 },
      }),
    ).toEqual({ stage: 'rejected' })
    await refuses(w, () => decides(chair, suspend), 'already-decided', 'SE40')
    expect((await decides(chair, close)).ok).toBe(true)
    expect(await floorOf(member)).toMatchObject({ listOpen: false })
    expect((await decides(chair, division, { how: 'out-of-order' })).ok).toBe(true)
    expect((await floorOf(member)).motions.map(({ stage }) => stage)).toEqual(['rejected', 'carried', 'out-of-order'])
  })

  test('[SE40] closing the debate ends the list for the present point; the next point has one again', async () => {
    const speaking = await asked(member)
    await asked(other)
    await call(chair, speaking)
    await decides(chair, await moved(member, 'close-debate'))
    expect(await floorOf(member)).toMatchObject({
      listOpen: false,
      debateClosed: true,
      waiting: [],
      speaking: { account: 'm03' },
    })
    await refuses(w, () => asks(other), 'list-closed', 'SE30')
    await chair.does('sessions', 'take-point', { ...session, point: 'a10' })
    expect(await floorOf(member)).toMatchObject({ listOpen: true, debateClosed: false })
    expect((await asks(other)).ok).toBe(true)
  })

  test('[SE40] suspending is carried, and the session stays open until the chair suspends it', async () => {
    await decides(chair, await moved(member, 'suspend'))
    expect((await member.sees('sessions', 'session', { id: SESSION })).stage).toBe('open')
    expect(await lastRecorded('motion-decided')).toMatchObject({
      by: 'm01',
      facts: { account: 'm03', kind: 'suspend', stage: 'carried', how: 'no-objection' },
    })
  })

  test('[SE35] [SE39] points of order go before motions; a motion is taken back by who moved it', async () => {
    const motion = await moved(member, 'adjourn')
    const point = await raised(other)
    await refuses(w, () => decides(chair, motion), 'ruling-waits', 'SE35')
    await rules(chair, point)
    const takesBack = (by: Person) => by.act('floor', 'withdraw-motion', { ...session, motion })
    await refuses(w, () => takesBack(other), 'no-right', 'SE39')
    expect((await takesBack(member)).ok).toBe(true)
    await refuses(w, () => decides(chair, motion), 'already-decided', 'SE40')
    await refuses(w, () => decides(chair, 'nothing'), 'not-found', 'SE39')
  })
})

describe('an interest in an agenda point', () => {
  const words = { ...session, point: 'a09', account: 'm03' }
  const declares = (by: Person, change = {}) =>
    by.act('floor', 'declare-interest', { ...words, reason: 'works there', ...change })
  const takesBack = (by: Person, change = {}) => by.act('floor', 'withdraw-interest', { ...words, ...change })

  test('[SE41] counts in votes on every text of that point, beside interests in the text itself', async () => {
    await declares(member)
    await other.does('sessions', 'declare-recusal', {
      ...session,
      recommendation: 'r01',
      account: 'm05',
      reason: 'wrote it',
    })
    const recusedOn = async (recommendation: string) =>
      (await chair.sees('votes', 'prepare', { recommendation })).recused.map(({ account, reason }) => [account, reason])
    expect(await recusedOn('r01')).toEqual([
      ['m03', 'works there'],
      ['m05', 'wrote it'],
    ])
    expect(await recusedOn('r02')).toEqual([['m03', 'works there']])
    await chair.does('recommendations', 'move-to-point', { recommendation: 'r02', point: 'a10' })
    expect(await recusedOn('r02')).toEqual([])
    const { vote, hash } = await opensVote(chair, 'r01')
    expect(await member.act('votes', 'cast', { vote, place: 'm03', hash, choice: 'for' })).toMatchObject({
      ok: false,
      code: 'recused',
    })
    await refuses(w, () => takesBack(member), 'vote-running', 'SE41')
    await refuses(w, () => declares(other, { account: 'm05' }), 'vote-running', 'SE41')
    expect((await declares(other, { account: 'm05', point: 'a10' })).ok).toBe(true)
  })

  test('[SE41] by the person or the secretary, each once, in a point of this agenda', async () => {
    for (const by of [chair, observer]) await refuses(w, () => declares(by), 'no-right', 'SE41')
    expect((await declares(secretary)).ok).toBe(true)
    await refuses(w, () => declares(member), 'already-recused', 'SE41')
    expect((await takesBack(member)).ok).toBe(true)
    await refuses(w, () => takesBack(member), 'not-recused', 'SE41')
    await refuses(w, () => declares(member, { point: 'a99' }), 'not-found', 'SE41')
    await refuses(w, () => declares(secretary, { account: 'o01' }), 'not-on-the-session', 'SE41')
    const rows = await w.app.house.db.selectFrom('record').select('content').execute()
    expect(rows.filter(({ content }) => content.includes('works there'))).toEqual([])
  })

  test('[SE42] observers see who is recused, never why', async () => {
    await declares(member)
    expect((await floorOf(member)).interests).toMatchObject([{ account: 'm03', point: 'a09', reason: 'works there' }])
    expect((await floorOf(observer)).interests).toMatchObject([{ account: 'm03', point: 'a09', reason: '' }])
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
