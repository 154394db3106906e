import { beforeEach, describe, expect, test } from 'vitest'
import type { AccountId, SeatId, SessionId } from '../../shared/ids.ts'
import { joined, until } from '../live/people.ts'
import { cast, freezes, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, lastRecorded, refuses } from './store.ts'

inTheHall()
let second: Person
beforeEach(async () => {
  second = await w.person('m12')
})

const session = { session: SESSION }
const seen = (by: Person) => by.sees('sessions', 'session', { id: SESSION })
const quorum = async () => (await seen(member)).quorum.map(({ present }) => present)

describe('the course of a session', () => {
  test('[SE11] suspended and resumed: a new sitting, and nobody is present until checked in', async () => {
    await chair.does('sessions', 'suspend', session)
    expect(await seen(member)).toMatchObject({ stage: 'suspended', sitting: 1 })
    await refuses(w, () => member.act('sessions', 'check-in', session), 'session-not-open', 'SE14')
    expect(await chair.does('sessions', 'resume', session)).toEqual({ sitting: 2 })
    expect(await quorum()).toEqual([0, 0])
    await member.does('sessions', 'check-in', session)
    expect(await quorum()).toEqual([1, 0])
    expect((await seen(member)).sittings).toMatchObject([
      { number: 1, endedHow: 'suspended' },
      { number: 2, endedHow: null },
    ])
  })

  test('[SE11] closed: nothing goes on, nobody writes, and it is not opened again', async () => {
    await chair.does('sessions', 'close', session)
    const text = await member.sees('recommendations', 'recommendation', { id: 'r01' })
    expect(text.may.edit).toBe(false)
    await refuses(w, () => chair.act('sessions', 'resume', session), 'wrong-stage', 'SE11')
    await refuses(w, () => chair.act('sessions', 'open', session), 'wrong-stage', 'SE11')
    await refuses(
      w,
      () => secretary.act('sessions', 'note-attendance', { ...session, account: 'm09', event: 'came' }),
      'session-not-open',
      'SE4',
    )
  })

  test('[SE13] neither while a vote is open; after its close both', async () => {
    const { vote } = await opensVote(chair, 'r01')
    await refuses(w, () => chair.act('sessions', 'suspend', session), 'vote-running', 'SE13')
    await refuses(w, () => chair.act('sessions', 'close', session), 'vote-running', 'SE13')
    await chair.does('votes', 'close', { vote })
    await chair.does('sessions', 'suspend', session)
  })

  test('[SE11] two who press at once make one sitting', async () => {
    await chair.does('sessions', 'suspend', session)
    const answers = await Promise.all([
      chair.act('sessions', 'resume', session),
      chair.act('sessions', 'resume', session),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await seen(member)).sitting).toBe(2)
  })

  test('[SE21] the entry that ended the sitting is shown to all, and is in the chain', async () => {
    expect((await seen(observer)).head).toBeNull()
    await chair.does('sessions', 'suspend', session)
    const { head } = await seen(observer)
    const row = await w.app.house.db
      .selectFrom('record')
      .select(['act', 'hash'])
      .where('number', '=', head?.number ?? 0)
      .executeTakeFirst()
    expect(row).toEqual({ act: 'session-suspended', hash: head?.hash })
  })

  test('[SE16] the quorum is stated as it stands, and stays stated when it is lost', async () => {
    await refuses(w, () => secretary.act('sessions', 'state-quorum', session), 'no-right', 'SE2')
    await chair.does('sessions', 'state-quorum', session)
    await member.does('sessions', 'check-in', { ...session, event: 'left' })
    const { statement, quorum: now } = await seen(member)
    expect(statement?.counts.map(({ present }) => present)).toEqual([10, 11])
    expect(now.map(({ present }) => present)).toEqual([9, 11])
  })
})

describe('presiding', () => {
  test('[SE10] handed over: the other runs the session from that moment, the first no more', async () => {
    await refuses(w, () => second.act('versions', 'freeze', { recommendation: 'r01' }), 'no-right', 'SE2')
    await chair.does('sessions', 'hand-over', { ...session, to: 'm12' })
    await refuses(w, () => chair.act('versions', 'freeze', { recommendation: 'r01' }), 'no-right', 'SE2')
    await freezes(second, 'r01')
    await refuses(w, () => chair.act('sessions', 'hand-over', { ...session, to: 'm01' }), 'no-right', 'SE2')
    await second.does('sessions', 'hand-over', { ...session, to: 'm01' })
  })

  test('[SE10] both chairs press at once: one handing over, and one who presides', async () => {
    const answers = await Promise.all([
      chair.act('sessions', 'hand-over', { ...session, to: 'm12' }),
      second.act('sessions', 'hand-over', { ...session, to: 'm12' }),
    ])
    expect(answers.map(({ ok }) => ok).filter(Boolean)).toHaveLength(1)
    expect((await seen(member)).presiding).toBe('m12')
  })

  test('[SE10] not to a member, not to who is not here, not to a stranger', async () => {
    for (const [to, code] of [
      ['m03', 'no-chair'],
      ['o01', 'no-chair'],
      ['nobody', 'no-chair'],
      ['m01', 'already-presiding'],
    ] as const)
      await refuses(w, () => chair.act('sessions', 'hand-over', { ...session, to }), code, 'SE10')
    await second.does('sessions', 'check-in', { ...session, event: 'left' })
    await refuses(w, () => chair.act('sessions', 'hand-over', { ...session, to: 'm12' }), 'not-present', 'SE10')
  })

  test('[SE9] the operator presses on the chair’s word, the record names both, and some acts stay the chair’s', async () => {
    await refuses(w, () => secretary.act('versions', 'freeze', { recommendation: 'r01' }), 'no-right', 'SE2')
    await chair.does('sessions', 'name-operator', { ...session, operator: 's01' })
    expect((await seen(secretary)).may).toMatchObject({ run: true, preside: false })
    const vote = await opensVote(secretary, 'r01')
    expect(await lastRecorded(w, 'vote-opened')).toMatchObject({ by: 's01', facts: { onWordOf: 'm01' } })
    await cast(w, vote, { for: ['m01', 'm03', 'm04'], against: ['m05'] })
    await secretary.does('votes', 'close', { vote: vote.vote })
    await secretary.does('votes', 'announce', { vote: vote.vote })
    expect(await lastRecorded(w, 'vote-announced')).toMatchObject({ by: 's01', facts: { onWordOf: 'm01' } })
    await refuses(w, () => secretary.act('adoption', 'adopt', vote), 'no-right', 'SE9')
    await refuses(w, () => secretary.act('sessions', 'suspend', session), 'no-right', 'SE9')
    await refuses(w, () => secretary.act('sessions', 'hand-over', { ...session, to: 'm12' }), 'no-right', 'SE9')
    await freezes(secretary, 'r02')
    await refuses(w, () => secretary.act('votes', 'take-back-freeze', { recommendation: 'r02' }), 'no-right', 'SE9')
    await chair.does('sessions', 'name-operator', { ...session, operator: null })
    await refuses(w, () => secretary.act('versions', 'freeze', { recommendation: 'r03' }), 'no-right', 'SE2')
    expect(await lastRecorded(w, 'operator-named')).toMatchObject({ by: 'm01', facts: { operator: null } })
  })

  test('[SE9] nobody outside the secretariat is named', async () => {
    for (const operator of ['m03', 'o01', 'nobody'])
      await refuses(w, () => chair.act('sessions', 'name-operator', { ...session, operator }), 'not-secretariat', 'SE9')
  })
})

describe('points and who sees them', () => {
  test('[SE17] the chair takes a point of this agenda, and no other', async () => {
    await chair.does('sessions', 'take-point', { ...session, point: 'a10' })
    expect((await seen(observer)).currentPoint).toBe('a10')
    await refuses(w, () => chair.act('sessions', 'take-point', { ...session, point: 'a99' }), 'not-found', 'SE17')
    await refuses(w, () => member.act('sessions', 'take-point', { ...session, point: 'a01' }), 'no-right', 'SE2')
  })

  test('[SE12] of a closed point an observer sees that there is one; members go on', async () => {
    const before = await seen(observer)
    const vote = await opensVote(chair, 'r02')
    expect(before.agenda.find(({ id }) => id === 'a09')?.title.en).toContain('Reading')
    await chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released: false })
    const told = JSON.stringify([
      (await seen(observer)).agenda.find(({ id }) => id === 'a09'),
      await observer.sees('recommendations', 'list', session),
      await observer.sees('votes', 'list', session),
    ])
    expect(told).not.toContain('Reading')
    expect(told).not.toContain('r01')
    for (const id of ['r01', 'r02', 'p00']) {
      await refuses(w, () => observer.ask('recommendations', 'text', { id }), 'not-found', 'RE5')
      await refuses(w, () => observer.ask('versions', 'list', { recommendation: id }), 'not-found', 'RE5')
    }
    await refuses(w, () => observer.ask('votes', 'vote', { id: vote.vote }), 'not-found', 'VO16')
    expect((await member.sees('recommendations', 'list', session)).recommendations).toHaveLength(13)
    await cast(w, vote, { for: ['m03'] })
    await chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released: true })
    expect((await observer.sees('recommendations', 'list', session)).recommendations).toHaveLength(13)
    await observer.sees('votes', 'vote', { id: vote.vote })
  })

  test('[SE12] [RE9] a text that is moved under a closed point is gone for observers, and back when it is moved on', async () => {
    await chair.does('sessions', 'change-privacy', { ...session, point: 'a10', closed: true, released: false })
    await chair.does('recommendations', 'move-to-point', { recommendation: 'r05', point: 'a10' })
    await refuses(w, () => observer.ask('recommendations', 'text', { id: 'r05' }), 'not-found', 'RE5')
    expect((await observer.sees('recommendations', 'text', { id: 'r06' })).id).toBe('r06')
    const back = { recommendation: 'r05', point: null }
    await refuses(w, () => secretary.act('recommendations', 'move-to-point', back), 'no-right', 'RE9')
    await chair.does('recommendations', 'move-to-point', back)
    await observer.sees('recommendations', 'text', { id: 'r05' })
    await refuses(
      w,
      () => chair.act('recommendations', 'move-to-point', { recommendation: 'r05', point: 'a99' }),
      'not-found',
      'RE9',
    )
  })

  test('[SE18] live texts are shown to observers, or not, by the chair', async () => {
    await chair.does('sessions', 'let-observers-read', { ...session, on: false })
    await refuses(w, () => observer.ask('recommendations', 'text', { id: 'r01' }), 'not-found', 'RE5')
    await freezes(chair, 'r01')
    await observer.sees('recommendations', 'text', { id: 'r01' })
    await chair.does('sessions', 'let-observers-read', { ...session, on: true })
    await observer.sees('recommendations', 'text', { id: 'r02' })
  })

  test('[RE8] the pen goes to the drafters and back, all texts or none', async () => {
    const pen = async () => (await member.sees('recommendations', 'recommendation', { id: 'r01' })).may.edit
    const give = (by: Person, value: string, recommendations = ['r01', 'r02']) =>
      by.act('recommendations', 'set-pen', { recommendations, pen: value } as never)
    expect((await give(chair, 'secretariat')).ok).toBe(true)
    expect(await pen()).toBe(false)
    await refuses(w, () => give(member, 'everyone-seated'), 'no-right', 'RE8')
    await freezes(chair, 'r02')
    await refuses(w, () => give(chair, 'everyone-seated'), 'frozen', 'RE8')
    expect(await pen()).toBe(false)
    expect((await give(chair, 'everyone-seated', ['r01'])).ok).toBe(true)
    expect(await pen()).toBe(true)
    expect((await actsOn(w, 'r01')).map(({ act }) => act)).toContain('pen-set')
  })
})

describe('checking in', () => {
  test('[SE14] by oneself, hall or remote, once, and not for another', async () => {
    const late = await w.person('m09')
    await late.does('sessions', 'check-in', { ...session, mode: 'remote' })
    await refuses(w, () => late.act('sessions', 'check-in', session), 'already-present', 'SE14')
    const { events } = await secretary.sees('sessions', 'attendance', session)
    expect(events.at(-1)).toMatchObject({ account: 'm09', by: 'm09', event: 'came', mode: 'remote' })
    // Another's id in the body is not asked for and changes nothing.
    const forged = await late.raw('POST', '/api/sessions/check-in', JSON.stringify({ ...session, account: 'm17' }))
    expect(forged.ok).toBe(false)
    expect((await seen(member)).seats.find(({ account }) => account === 'm17')?.present).toBe(false)
    await late.does('sessions', 'check-in', { ...session, event: 'left' })
    await refuses(w, () => late.act('sessions', 'check-in', { ...session, event: 'left' }), 'not-present', 'SE14')
  })

  test('[SE14] [CO1] a seat whose term ended checks nobody in; an observer neither', async () => {
    await w.app.house.db
      .updateTable('seats')
      .set({ until_date: '2025-04-01' })
      .where('id', '=', 'cc-m09' as SeatId)
      .execute()
    const former = await w.person('m09')
    await refuses(w, () => former.act('sessions', 'check-in', session), 'not-found', 'SE1')
    await refuses(w, () => observer.act('sessions', 'check-in', session), 'not-on-the-session', 'SE14')
  })

  test('[SE14] pressed twice at once there is one entry', async () => {
    const late = await w.person('m17')
    const answers = await Promise.all([1, 2, 3].map(() => late.act('sessions', 'check-in', session)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const { events } = await secretary.sees('sessions', 'attendance', session)
    expect(events.filter(({ account }) => account === 'm17')).toHaveLength(1)
  })

  test('[SE15] a paper list is noted whole; a wrong name notes nobody', async () => {
    await refuses(
      w,
      () => secretary.act('sessions', 'note-list', { ...session, accounts: ['m09', 'o01'] } as never),
      'not-on-the-session',
      'SE15',
    )
    const answer = await secretary.does('sessions', 'note-list', {
      ...session,
      accounts: ['m03', 'm09', 'm17', 'm09'],
    } as never)
    expect(answer).toEqual({ noted: ['m09', 'm17'], already: ['m03'] })
    expect((await seen(member)).seats.every(({ present }) => present)).toBe(true)
  })
})

describe('a planned session', () => {
  test('[SE11] is opened by the chair who presides: its first sitting', async () => {
    await w.app.house.db
      .updateTable('sessions')
      .set({ stage: 'planned', sitting: 0 })
      .where('id', '=', SESSION as SessionId)
      .execute()
    await w.app.house.db.deleteFrom('sittings').execute()
    await refuses(w, () => second.act('sessions', 'open', session), 'no-right', 'SE2')
    expect(await chair.does('sessions', 'open', session)).toEqual({ sitting: 1 })
    expect((await seen(member)).stage).toBe('open')
    expect((await lastRecorded(w, 'session-opened')).by).toBe('m01' as AccountId)
    expect((await actsOn(w, SESSION)).at(-1)?.act).toBe('session-opened')
  })
})

describe('after a suspension', () => {
  test('[SE20] a text that was changed meanwhile says what it was; the others say nothing', async () => {
    expect(await member.sees('recommendations', 'since-suspension', { id: 'r01' })).toEqual({ before: null })
    await chair.does('sessions', 'suspend', session)
    const origin = await w.listen()
    const host = { url: `${origin.replace('http', 'ws')}/live`, origin }
    const { plain } = await member.sees('recommendations', 'text', { id: 'r01' })
    const writer = await joined(host, 'r01', member.cookie, { ours: true })
    writer.types('Meanwhile ')
    await until('it is saved', () => writer.acknowledged() === 1)
    writer.leaves()
    await chair.does('sessions', 'resume', session)
    expect(await member.sees('recommendations', 'since-suspension', { id: 'r01' })).toMatchObject({ before: { plain } })
    expect(await member.sees('recommendations', 'since-suspension', { id: 'r02' })).toEqual({ before: null })
  })
})

describe('live texts', () => {
  test('[SE12] [RE8] a closed point ends an observer’s open text at once; a pen handed over holds on open lines', async () => {
    const origin = await w.listen()
    const host = { url: `${origin.replace('http', 'ws')}/live`, origin }
    const reads = await joined(host, 'r01', observer.cookie, { ours: true })
    const writes = await joined(host, 'r01', member.cookie, { ours: true })
    await chair.does('recommendations', 'set-pen', { recommendations: ['r01'], pen: 'secretariat' } as never)
    await until('the member is told', () => writes.rooms.at(-1)?.access === 'read')
    expect(writes.rooms.at(-1)).toMatchObject({ reason: 'pen', pen: 'secretariat', closed: false })
    await chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released: false })
    await until('the observer is out', () => reads.closed() !== null)
    expect(reads.closed()?.code).toBe(4404)
    await until('the member’s device is told to keep nothing', () => writes.rooms.at(-1)?.closed === true)
    writes.leaves()
    reads.leaves()
  })

  test('[SE18] observers’ open texts end when the chair stops it', async () => {
    const origin = await w.listen()
    const host = { url: `${origin.replace('http', 'ws')}/live`, origin }
    const reads = await joined(host, 'r01', observer.cookie, { ours: true })
    await chair.does('sessions', 'let-observers-read', { ...session, on: false })
    await until('the observer is out', () => reads.closed() !== null)
    reads.leaves()
  })
})
