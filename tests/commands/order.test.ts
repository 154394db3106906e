import { beforeEach, describe, expect, test } from 'vitest'
import { freezes, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import {
  appeals,
  asked,
  asks,
  call,
  decides,
  floorOf,
  moved,
  moves,
  raised,
  raises,
  rules,
  session,
} from './on-the-floor.ts'
import { lastRecorded, refuses } from './store.ts'

inTheHall()
let other: Person
beforeEach(async () => {
  other = await w.person('m05')
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
    expect(await lastRecorded(w, 'point-of-order-ruled')).toEqual({
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
    expect(await lastRecorded(w, 'motion-decided')).toMatchObject({
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
