import { describe, expect, test } from 'vitest'
import { setOrders } from '../../server/councils/commands.ts'
import { loadOrders } from '../../server/councils/queries.ts'
import type { StandingOrders } from '../../shared/councils/model.ts'
import { allow } from '../../shared/decision.ts'
import type { AccountId, CouncilId, SessionId, StandingOrdersId } from '../../shared/ids.ts'
import { cast, freezes, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { refuses } from './store.ts'

inTheHall()

const open = (person: Person, hash: string, more = {}) =>
  person.act('votes', 'open', { recommendation: 'r01', hash, ...more })
const left = async (...accounts: string[]) => {
  for (const account of accounts)
    await secretary.does('sessions', 'note-attendance', { session: SESSION, account, event: 'left' })
}
/** The secretariat enters a new version of a council's standing orders. */
async function changeOrders(council: string, change: Partial<StandingOrders>) {
  const id = council as CouncilId
  const now = await loadOrders(w.app.house.db, id)
  const version = now.version + 1
  const orders = { ...now, ...change, version, id: `${council}-orders-${version}` as StandingOrdersId }
  await w.app.house.acts.run({ by: 's01' as AccountId, endpoint: 'tests/orders', input: {} }, async (act) =>
    allow(await setOrders(act, orders)),
  )
}
const vote = (id: string, person = member) => person.sees('votes', 'vote', { id })

describe('opening a vote', () => {
  test('[VO2] [VO3] the presiding chair puts the version by its hash; question, hash, manner, orders and roll are fixed', async () => {
    const hash = await freezes(chair, 'r10')
    const opened = await chair.does('votes', 'open', { recommendation: 'r10', hash })
    const seen = await vote(opened.vote)
    expect(seen).toMatchObject({
      number: 1,
      stage: 'open',
      hash,
      manner: 'roll-call',
      counting: 'one-pool',
      question: { recommendation: 'r10', number: 10, sentence: { en: 'Adopt proposal 10?' } },
      councils: [
        { id: 'cc', orders: 'cc-orders-1', ordersVersion: 1 },
        { id: 'ec', orders: 'ec-orders-1', ordersVersion: 1 },
      ],
      progress: { places: 19, cast: 0 },
      outcome: null,
    })
    expect(seen.recused.map(({ seat, reason }) => [seat, reason])).toEqual([
      ['ec-m20', 'employed by the body that would administer the budget line'],
    ])
    expect(seen.absent.map(({ seat }) => seat)).toEqual(['cc-m09', 'ec-m17'])
    expect(seen.roll.find(({ place }) => place === 'm19')).toMatchObject({ mode: 'remote' })
  })

  test('[CO2] in one pool who sits on both councils is one place with both seats', async () => {
    const { vote: id } = await opensVote(chair, 'r01')
    const { roll } = await vote(id)
    expect(roll.filter(({ account }) => account === 'm06').map(({ seats }) => seats.map(({ seat }) => seat))).toEqual([
      ['cc-m06', 'ec-m06'],
    ])
    expect(roll).toHaveLength(20)
  })

  test('[VO3] the roll stays as it was at opening, whoever comes or goes', async () => {
    const { vote: id } = await opensVote(chair, 'r01')
    const { roll, absent } = await vote(id)
    await left('m03')
    await secretary.does('sessions', 'note-attendance', { session: SESSION, account: 'm09', event: 'came' })
    expect(await vote(id)).toMatchObject({ roll, absent })
    expect((await vote(id, await w.person('m09'))).notMine).toBe('absent')
  })

  test('[VO2] [SE2] nobody else opens a vote', async () => {
    const hash = await freezes(chair, 'r01')
    for (const person of [member, secretary, observer, ...(await w.people('m02', 'm12'))])
      await refuses(w, () => open(person, hash), 'no-right', 'SE2')
  })

  test('[VO2] never on a live text, another version, or a text that is decided', async () => {
    await refuses(w, () => open(chair, 'a'.repeat(64)), 'not-frozen', 'VO2')
    const hash = await freezes(chair, 'r01')
    await refuses(w, () => open(chair, 'a'.repeat(64)), 'wrong-text', 'VO2')
    const other = await freezes(chair, 'r02')
    await refuses(w, () => open(chair, other), 'wrong-text', 'VO2')
    const { vote: id } = await chair.does('votes', 'open', { recommendation: 'r01', hash })
    await cast(w, { vote: id, hash }, { for: ['m01'] })
    await chair.does('votes', 'close', { vote: id })
    await chair.does('votes', 'announce', { vote: id })
    await refuses(w, () => open(chair, hash), 'not-frozen', 'VO2')
  })

  test('[VO2] not outside an open session', async () => {
    const hash = await freezes(chair, 'r01')
    await w.app.house.db
      .updateTable('sessions')
      .set({ stage: 'suspended' })
      .where('id', '=', SESSION as SessionId)
      .execute()
    await refuses(w, () => open(chair, hash), 'session-not-open', 'VO2')
  })

  test('[VO2] [VO25] a text left without a decision is put again on the same version', async () => {
    const { vote: id, hash } = await opensVote(chair, 'r01')
    await cast(w, { vote: id, hash }, { abstain: ['m01', 'm02'] })
    await chair.does('votes', 'close', { vote: id })
    await refuses(w, () => open(chair, 'b'.repeat(64)), 'wrong-text', 'VO2')
    await chair.does('votes', 'announce', { vote: id })
    const again = await open(chair, hash)
    expect(again).toMatchObject({ ok: true, value: { number: 2 } })
    expect((await member.sees('recommendations', 'recommendation', { id: 'r01' })).vote).toMatchObject({
      stage: 'open',
    })
  })

  test('[VO4] one vote at a time in a session; pressed twice it opens one', async () => {
    const other = await freezes(chair, 'r02')
    const hash = await freezes(chair, 'r01')
    const answers = await Promise.all([
      open(chair, hash),
      open(chair, hash),
      open(chair, other, { recommendation: 'r02' }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    for (const answer of answers.filter(({ ok }) => !ok))
      expect(answer).toMatchObject({ code: 'vote-running', rule: 'VO4' })
    await refuses(w, () => open(chair, other, { recommendation: 'r02' }), 'vote-running', 'VO4')
    expect((await member.sees('votes', 'list', { session: SESSION })).votes).toHaveLength(1)
  })

  test('[VO5] without a quorum in every council it does not open, and opens again when it is back', async () => {
    const hash = await freezes(chair, 'r01')
    await left('m12', 'm13', 'm14')
    expect(
      (await chair.sees('votes', 'prepare', { recommendation: 'r01' })).quorum.map(({ present, reached }) => [
        present,
        reached,
      ]),
    ).toEqual([
      [10, true],
      [8, true],
    ])
    await left('m15')
    await refuses(w, () => open(chair, hash), 'no-quorum', 'VO5')
    await secretary.does('sessions', 'note-attendance', { session: SESSION, account: 'm15', event: 'came' })
    expect((await open(chair, hash)).ok).toBe(true)
  })

  test('[VO5] [VO23] a recused seat that is present counts for the quorum where the orders say so', async () => {
    const hash = await freezes(chair, 'r10')
    await left('m12', 'm13', 'm14')
    expect((await open(chair, hash, { recommendation: 'r10' })).ok).toBe(true)
  })

  test('[VO5] [VO23] and does not where they do not', async () => {
    await changeOrders('ec', { recusal: { countsForQuorum: false, countsForMajority: false } })
    const hash = await freezes(chair, 'r10')
    await left('m12', 'm13', 'm14')
    await refuses(w, () => open(chair, hash, { recommendation: 'r10' }), 'no-quorum', 'VO5')
  })

  test('[VO6] a manner must be one that every council allows', async () => {
    await changeOrders('ec', { otherManners: [] })
    const hash = await freezes(chair, 'r01')
    await refuses(w, () => open(chair, hash, { manner: 'open' }), 'wrong-manner', 'VO6')
    await refuses(w, () => open(chair, hash, { manner: 'secret' }), 'malformed', 'AC6')
    const opened = await open(chair, hash, { manner: 'roll-call' })
    expect(opened.ok).toBe(true)
  })

  test('[VO3] with quorum rules that anybody makes, an empty roll still does not open', async () => {
    const anybody = { base: 'seats', fraction: { numerator: 1, denominator: 100 }, strict: false } as const
    for (const council of ['cc', 'ec']) await changeOrders(council, { quorum: anybody })
    await left(
      ...Array.from({ length: 22 }, (_, index) => `m${String(index + 1).padStart(2, '0')}`).filter(
        (id) => !['m06', 'm09', 'm17'].includes(id),
      ),
    )
    await secretary.does('sessions', 'declare-recusal', {
      session: SESSION,
      recommendation: 'r01',
      account: 'm06',
      reason: 'x',
    })
    const hash = await freezes(chair, 'r01')
    await refuses(w, () => open(chair, hash), 'empty-roll', 'VO3')
  })

  test('[CO3] a vote keeps the standing orders it was opened under; the next one takes the new version', async () => {
    const twoThirds = { base: 'for+against', fraction: { numerator: 2, denominator: 3 }, strict: false } as const
    const one = await opensVote(chair, 'r01')
    await changeOrders('cc', { majority: twoThirds })
    await cast(w, one, { for: ['m01', 'm02', 'm03'], against: ['m04', 'm05'] })
    expect((await chair.does('votes', 'close', { vote: one.vote })).outcome.result).toBe('carried')
    expect((await vote(one.vote)).councils[0]).toMatchObject({ orders: 'cc-orders-1', ordersVersion: 1 })
    const two = await opensVote(chair, 'r02')
    await cast(w, two, { for: ['m01', 'm02', 'm03'], against: ['m04', 'm05'] })
    expect((await chair.does('votes', 'close', { vote: two.vote })).outcome.result).toBe('rejected')
    expect((await vote(two.vote)).councils[0]).toMatchObject({ orders: 'cc-orders-2', ordersVersion: 2 })
    expect(
      await w.app.house.db
        .selectFrom('standing_orders')
        .select('id')
        .where('council', '=', 'cc' as CouncilId)
        .execute(),
    ).toHaveLength(2)
  })
})

describe('before opening', () => {
  test('[VO18] the roll as it would be now is shown to who presides and the secretariat', async () => {
    await freezes(chair, 'r10')
    for (const person of [chair, secretary]) {
      const seen = await person.sees('votes', 'prepare', { recommendation: 'r10' })
      expect(seen).toMatchObject({ manners: ['roll-call', 'open'], mayOpen: { ok: true } })
      expect(seen.entitled).toHaveLength(19)
      expect(seen.recused.map(({ account }) => account)).toEqual(['m20'])
      expect(seen.absent.map(({ account, connected }) => [account, connected])).toEqual([
        ['m09', false],
        ['m17', false],
      ])
      expect(seen.quorumSentence.en).toContain('10 of 11 seats, 8 needed')
    }
  })

  test('[VO18] not to members and observers', async () => {
    for (const person of [member, observer, await w.person('m12')]) {
      expect(await person.ask('votes', 'prepare', { recommendation: 'r10' })).toMatchObject({
        ok: false,
        code: 'no-right',
        rule: 'VO18',
      })
    }
  })

  test('[VO18] it says why a vote cannot open, in three languages', async () => {
    const why = async () => (await chair.sees('votes', 'prepare', { recommendation: 'r01' })).mayOpen
    expect(await why()).toMatchObject({ ok: false, code: 'not-frozen', rule: 'VO2' })
    await freezes(chair, 'r01')
    expect(await why()).toEqual({ ok: true })
    await left('m12', 'm13', 'm14', 'm15')
    const missing = await why()
    expect(missing).toMatchObject({ ok: false, code: 'no-quorum', rule: 'VO5' })
    expect(missing.ok ? '' : missing.message.en).toContain('7 seats, 8 needed')
    expect(missing.ok ? [] : new Set(Object.values(missing.message)).size).toBe(3)
  })

  test('[VO17] how it is carried is said in words before and during the vote, without a number', async () => {
    const before = await chair.sees('votes', 'prepare', { recommendation: 'r01' })
    expect(before.carriedBy.en).toBe(
      'Carried if more vote for than against; abstentions do not count. If the votes are equal, the ballot of the presiding chair decides. One count for all councils together: one person, one ballot.',
    )
    const { vote: id } = await opensVote(chair, 'r01')
    expect((await vote(id)).carriedBy).toEqual(before.carriedBy)
    expect(Object.values(before.carriedBy).join('')).not.toMatch(/\d/)
  })
})
