import { describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { cast, freezes, must, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses } from './store.ts'
import { announces, DISORDER, decidesOnProcedure, version } from './went-wrong.ts'

inTheHall()

const makesVoid = (person: Person, vote: string, more = {}) =>
  person.act('votes', 'void', { vote, ...DISORDER, ...more })
const seen = (id: string, person = member) => person.sees('votes', 'vote', { id })
const stageOf = async (id: string) => (await member.sees('recommendations', 'recommendation', { id })).stage
const findings = async () => (await verifyStore(w.app.house.db, null)).findings
const leaves = (account: string) =>
  secretary.does('sessions', 'note-attendance', { session: SESSION, account, event: 'left' })

describe('while it is open', () => {
  test('[VO81] [VO83] before any choice was shown the presiding chair makes it void alone; the text is frozen and may be put again', async () => {
    const { vote, hash } = await opensVote(chair, 'r01')
    expect(must(await makesVoid(chair, vote))).toMatchObject({ void: true })
    const after = await seen(vote, observer)
    expect(after).toMatchObject({ stage: 'void', outcome: null, hash })
    expect(after.roll).toHaveLength(20)
    expect(after.remedies.void).toMatchObject({ ground: 'disorder', words: DISORDER.words, way: 'chair' })
    expect(await stageOf('r01')).toBe('frozen')
    expect((await actsOn(w, vote)).at(-1)).toEqual({ act: 'vote-void', by: 'm01' })
    expect((await chair.act('votes', 'open', { recommendation: 'r01', hash })).ok).toBe(true)
    expect(await findings()).toEqual([])
  })

  test('[VO81] [SE9] nobody else does: not a member, not the secretariat, not the operator on the chair’s word', async () => {
    const { vote } = await opensVote(chair, 'r01')
    await chair.does('sessions', 'name-operator', { session: SESSION, operator: 's02' })
    const [deputy, operator] = (await w.people('m02', 's02')) as [Person, Person]
    for (const person of [member, secretary, deputy, observer])
      await refuses(w, () => makesVoid(person, vote), 'no-right', 'SE2')
    await refuses(w, () => makesVoid(operator, vote), 'no-right', 'SE9')
  })

  test('[VO80] on no other ground than those of the list, and not without a reason', async () => {
    const { vote } = await opensVote(chair, 'r01')
    for (const more of [{ ground: 'bad-outcome' }, { ground: 'wrong-count' }, { words: '  ' }])
      await refuses(w, () => makesVoid(chair, vote, more), 'malformed', 'AC6')
  })

  test('[VO81] [VO82] once a ballot was recorded it is proposed to the chairs of all councils', async () => {
    const { vote } = await opensVote(chair, 'r01')
    await cast(w, { vote, hash: await version(chair, 'r01') }, { for: ['m03'] })
    expect((await seen(vote, chair)).remedies.may).toMatchObject({ void: { ok: true }, together: true })
    expect(must(await makesVoid(chair, vote))).toMatchObject({ void: false })
    expect(await seen(vote)).toMatchObject({
      stage: 'open',
      remedies: { proposed: { ground: 'disorder', missing: ['ec'] }, void: null },
    })
    await chair.does('votes', 'close', { vote })
    expect((await seen(vote, chair)).outcome?.result).toBe('carried')
  })

  test('[VO83] [VO7] a ballot does not come too late for a void vote; speakers go on', async () => {
    const { vote, hash } = await opensVote(chair, 'r01')
    await makesVoid(chair, vote)
    await refuses(
      w,
      () => member.act('votes', 'cast', { vote, hash, place: 'm03', choice: 'for' }),
      'vote-not-open',
      'VO7',
    )
    for (const act of ['close', 'announce'] as const)
      expect(await chair.act('votes', act, { vote })).toMatchObject({ ok: false })
    expect((await chair.act('sessions', 'suspend', { session: SESSION })).ok).toBe(true)
  })
})

describe('after a choice was shown', () => {
  test('[VO82] [VO83] the last chair to agree makes it void; counts and outcome stay, and everybody reads them as void', async () => {
    const { vote, hash } = await announces(w, 'r01')
    expect(await stageOf('r01')).toBe('carried')
    const other = await w.person('m12')
    const { voiding } = must(await makesVoid(other, vote))
    await refuses(w, () => makesVoid(chair, vote), 'void-proposed', 'VO82')
    await refuses(w, () => other.act('votes', 'agree-to-void', { voiding }), 'already-agreed', 'VO82')
    const deputy = await w.person('m02')
    for (const person of [member, secretary, deputy])
      await refuses(w, () => person.act('votes', 'agree-to-void', { voiding }), 'no-right', 'VO82')
    expect(await chair.does('votes', 'agree-to-void', { voiding })).toEqual({ void: true })
    const after = await seen(vote, observer)
    expect(after).toMatchObject({ stage: 'void', outcome: { result: 'carried' }, progress: { cast: 5 } })
    expect(after.remedies.void).toMatchObject({ way: 'chairs' })
    expect(after.remedies.void?.agreed.map(({ council }) => council).sort()).toEqual(['cc', 'ec'])
    expect(await stageOf('r01')).toBe('frozen')
    await refuses(w, () => chair.act('adoption', 'adopt', { vote, hash }), 'vote-void', 'VO83')
    await refuses(w, () => makesVoid(chair, vote), 'vote-void', 'VO80')
    const { votes } = await observer.sees('votes', 'list', { session: SESSION })
    expect(votes[0]).toMatchObject({ stage: 'void', result: 'carried' })
    expect(await findings()).toEqual([])
  })

  test('[VO82] one chair who declines ends the proposal; another may be made', async () => {
    const { vote } = await announces(w, 'r01')
    const other = await w.person('m12')
    const { voiding } = must(await makesVoid(chair, vote))
    await refuses(w, () => member.act('votes', 'decline-void', { voiding }), 'no-right', 'VO82')
    await other.does('votes', 'decline-void', { voiding })
    await refuses(w, () => other.act('votes', 'agree-to-void', { voiding }), 'no-void-proposed', 'VO82')
    expect((await seen(vote)).remedies).toMatchObject({ proposed: null, void: null })
    expect((await makesVoid(other, vote)).ok).toBe(true)
    expect(await findings()).toEqual([])
  })

  test('[VO82] for a council whose chair is not checked in its deputy agrees, and not while the chair is here', async () => {
    const { vote } = await announces(w, 'r01')
    const [other, deputy] = (await w.people('m12', 'm02')) as [Person, Person]
    const { voiding } = must(await makesVoid(other, vote))
    await refuses(w, () => deputy.act('votes', 'agree-to-void', { voiding }), 'no-right', 'VO82')
    await leaves('m01')
    expect((await seen(vote, deputy)).remedies.may.agree).toEqual({ ok: true })
    expect(await deputy.does('votes', 'agree-to-void', { voiding })).toEqual({ void: true })
  })

  test('[VO82] or the presiding chair does, naming a later vote on procedure that was carried and announced', async () => {
    const { vote } = await announces(w, 'r01')
    const lost = await decidesOnProcedure(w, 'against')
    for (const follows of [lost, vote, 'no-such-vote'])
      await refuses(w, () => makesVoid(chair, vote, { follows }), 'not-decided', 'VO82')
    const follows = await decidesOnProcedure(w)
    expect((await seen(vote, chair)).remedies.mayFollow.map((one) => one.vote)).toEqual([follows])
    await refuses(w, async () => makesVoid(await w.person('m12'), vote, { follows }), 'no-right', 'SE2')
    expect(must(await makesVoid(chair, vote, { follows }))).toMatchObject({ void: true })
    expect((await seen(vote)).remedies.void).toMatchObject({ way: 'procedure', follows: { vote: follows, number: 3 } })
    expect(await findings()).toEqual([])
  })

  test('[VO80] not once the text was adopted, the question put again, or the session closed', async () => {
    const one = await announces(w, 'r01')
    await chair.does('adoption', 'adopt', one)
    await refuses(w, () => makesVoid(chair, one.vote), 'already-adopted', 'VO80')
    const two = await opensVote(chair, 'r02', 'open')
    await cast(w, two, { abstain: ['m03'] })
    await chair.does('votes', 'close', { vote: two.vote })
    await chair.does('votes', 'announce', { vote: two.vote })
    await chair.does('votes', 'open', { recommendation: 'r02', hash: two.hash })
    await refuses(w, () => makesVoid(chair, two.vote), 'put-again', 'VO80')
    const again = (await chair.sees('votes', 'list', { session: SESSION })).votes[0]?.id ?? ''
    await chair.does('votes', 'close', { vote: again })
    await chair.does('sessions', 'close', { session: SESSION })
    await refuses(w, () => makesVoid(chair, again), 'session-closed', 'VO80')
  })
})

describe('afterwards', () => {
  test('[VO84] the vote on the same question cites the void one, in the record too; and the void one names it', async () => {
    const { vote, hash } = await opensVote(chair, 'r01')
    await makesVoid(chair, vote)
    const again = await chair.does('votes', 'open', { recommendation: 'r01', hash })
    expect((await seen(again.vote)).remedies.repeats).toEqual({
      vote,
      number: 1,
      ground: 'disorder',
      words: DISORDER.words,
    })
    expect((await seen(vote)).remedies.repeatedBy).toEqual({ vote: again.vote, number: 2 })
    const { entries } = await secretary.sees('record', 'entries', { limit: '3' })
    expect(entries.find(({ act }) => act === 'vote-opened')?.content).toContain(`"repeats":"${vote}"`)
    await cast(w, { vote: again.vote, hash }, { for: ['m01', 'm03'] })
    await chair.does('votes', 'close', { vote: again.vote })
    await chair.does('votes', 'announce', { vote: again.vote })
    expect((await chair.act('adoption', 'adopt', { vote: again.vote, hash })).ok).toBe(true)
    expect(await findings()).toEqual([])
  })

  test('[VO84] a vote on another question cites nothing', async () => {
    const { vote } = await opensVote(chair, 'r01')
    await makesVoid(chair, vote)
    const other = await opensVote(chair, 'r02')
    expect((await seen(other.vote)).remedies.repeats).toBeNull()
  })

  test('[VO1] [VO83] the freeze may be taken back, so that the right text is put; that vote cites the void one as well', async () => {
    const { vote } = await opensVote(chair, 'r01')
    await makesVoid(chair, vote, { ground: 'wrong-text' })
    expect((await chair.sees('recommendations', 'recommendation', { id: 'r01' })).may.takeBackFreeze).toBe(true)
    await chair.does('votes', 'take-back-freeze', { recommendation: 'r01' })
    const hash = await freezes(chair, 'r01')
    const again = await chair.does('votes', 'open', { recommendation: 'r01', hash })
    expect((await seen(again.vote)).remedies.repeats).toMatchObject({ vote, ground: 'wrong-text' })
  })

  test('[VO83] [SE54] the screens of the hall say that the vote is void, with what had been announced', async () => {
    const { vote } = await announces(w, 'r01')
    const { voiding } = must(await makesVoid(chair, vote))
    await (await w.person('m12')).does('votes', 'agree-to-void', { voiding })
    const link = await secretary.does('screens', 'create-link', { session: SESSION, name: 'Hall', languages: ['ru'] })
    const answer = await member.raw('GET', `/api/screens/screen?session=${SESSION}&screen=${link.id}`, undefined, {
      cookie: `kenes-screen-${link.id}=${link.path.split('#')[1]}`,
    })
    expect(await answer.json()).toMatchObject({
      shown: {
        scene: 'outcome',
        void: { en: 'Vote 1 is void: disorder' },
        outcome: { result: 'carried' },
      },
    })
  })
})

describe('what a vote stands on', () => {
  const twoThirds = { base: 'for+against', fraction: { numerator: 2, denominator: 3 }, strict: false }
  const ends = async (seat: string) => {
    const { rev } = await secretary.sees('councils', 'council', { id: 'cc' })
    await secretary.does('councils', 'end-seat', { seat, rev, until: '2026-04-01' })
  }

  test('[VO95] seats that end and standing orders that are entered while it is open change nothing in it', async () => {
    const put = await opensVote(chair, 'r01', 'open')
    const before = await seen(put.vote)
    const { orders } = await secretary.sees('councils', 'orders', { council: 'cc' })
    await secretary.does('councils', 'set-orders', {
      council: 'cc',
      basedOn: 1,
      orders: {
        ...orders,
        majority: twoThirds,
        quorum: { ...orders.quorum, fraction: { numerator: 1, denominator: 1 } },
      },
    })
    await ends('cc-m03')
    await cast(w, put, { for: ['m01', 'm03', 'm04'], against: ['m05', 'm06'] })
    const { roll, councils, carriedBy } = await seen(put.vote, chair)
    expect({ councils, carriedBy }).toEqual({ councils: before.councils, carriedBy: before.carriedBy })
    expect(roll.map(({ place }) => place)).toEqual(before.roll.map(({ place }) => place))
    const { outcome } = await chair.does('votes', 'close', { vote: put.vote })
    expect(outcome).toMatchObject({ result: 'carried', tallies: [{ for: 3, against: 2, places: 20 }, {}, {}] })
    expect(await findings()).toEqual([])
  })

  test('[VO95] a clock that is set an hour back neither closes nor opens anything, nor makes a ballot late', async () => {
    const put = await opensVote(chair, 'r01', 'open')
    await cast(w, put, { for: ['m01', 'm03'] })
    w.clock.move(-3_600_000)
    await cast(w, put, { for: ['m04'], against: ['m03'] })
    await leaves('m05')
    await chair.does('votes', 'close', { vote: put.vote })
    w.clock.move(-3_600_000)
    await refuses(w, () => member.act('votes', 'cast', { ...put, place: 'm03', choice: 'for' }), 'vote-not-open', 'VO7')
    const { outcome } = await chair.does('votes', 'announce', { vote: put.vote })
    expect(outcome).toMatchObject({ result: 'carried', tallies: [{ for: 2, against: 1 }, {}, {}] })
    expect(outcome.quorum.close[0]?.present).toBe((outcome.quorum.opening[0]?.present ?? 0) - 1)
    await chair.does('adoption', 'adopt', put)
    expect(await findings()).toEqual([])
  })
})
