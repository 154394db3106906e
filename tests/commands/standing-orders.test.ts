import { expect, test } from 'vitest'
import { loadOrders } from '../../server/councils/queries.ts'
import type { OrdersContent } from '../../shared/councils/model.ts'
import { complete, PROFILES } from '../../shared/councils/orders.ts'
import type { CouncilId } from '../../shared/ids.ts'
import { cast, freezes, opensVote } from '../world.ts'
import { chair, inTheHall, secretary, w } from './hall.ts'
import { actsOn, refuses } from './store.ts'

inTheHall()

const orders = (by = secretary, council = 'cc', more: Record<string, string> = {}) =>
  by.sees('councils', 'orders', { council, ...more })
const change = async (what: Partial<OrdersContent>, council = 'cc') => {
  const now = await orders(secretary, council)
  return secretary.act('councils', 'set-orders', {
    council,
    basedOn: now.newest,
    orders: { ...now.orders, ...what },
  })
}

test('[CO3] [CO25] the demo’s orders hold what its content says, and what it does not say is filled in', async () => {
  const seen = await orders()
  expect(seen).toMatchObject({ id: 'cc-orders-1', version: 1, newest: 1, may: { change: true } })
  expect(seen.orders).toMatchObject({
    mannerAskers: 'decision-of-council',
    device: 'allowed',
    dissent: { allowed: true, workingDays: 3, annexedTo: 'minutes' },
    minutes: { workingDays: 5, signedBy: ['chair', 'secretary'] },
    reopening: { base: 'for+against', fraction: { numerator: 2, denominator: 3 }, strict: false },
    byKind: { procedure: { manner: 'show-of-hands' } },
    writtenProcedure: false,
    verified: false,
  })
})

test('[CO23] a change is the next version; the older one stays as it was and is read by everybody', async () => {
  expect(await change({ tie: 'rejected' })).toMatchObject({ ok: true, value: { version: 2 } })
  const observer = await w.person('o01')
  const newest = await orders(observer)
  expect(newest).toMatchObject({ version: 2, newest: 2, orders: { tie: 'rejected' }, may: { change: false } })
  expect(newest.versions.map(({ version }) => version)).toEqual([2, 1])
  expect(await orders(observer, 'cc', { version: '1' })).toMatchObject({
    id: 'cc-orders-1',
    version: 1,
    newest: 2,
    orders: { tie: 'presiding-chair' },
  })
  expect((await actsOn(w, 'cc')).at(-1)).toEqual({ act: 'standing-orders-set', by: 's01' })
  await refuses(w, () => secretary.ask('councils', 'orders', { council: 'cc', version: '3' }), 'not-found', 'CO23')
})

test('[CO4] [CO23] [CO24] only the secretariat, only on the newest version, only what can be followed', async () => {
  const now = await orders()
  const asked = { council: 'cc', basedOn: 1, orders: now.orders }
  await refuses(w, () => chair.act('councils', 'set-orders', asked), 'no-right', 'CO4')
  await refuses(
    w,
    () => change({ majority: { base: 'members', fraction: { numerator: 5, denominator: 4 }, strict: false } }),
    'impossible-orders',
    'CO24',
  )
  await refuses(w, () => change({ majority: { ...now.orders.majority, leastFor: 12 } }), 'impossible-orders', 'CO24')
  await refuses(
    w,
    () => change({ quorum: { base: 'seats', fraction: { numerator: 1, denominator: 200 }, strict: false } }),
    'impossible-orders',
    'CO24',
  )
  await change({ tie: 'rejected' })
  await refuses(w, () => secretary.act('councils', 'set-orders', asked), 'changed-meanwhile', 'CO23')
  await refuses(w, () => secretary.act('councils', 'set-orders', { ...asked, orders: {} }), 'malformed', 'AC6')
})

test('[CO26] a vote that is open keeps the version it was opened under, and the next uses the new one', async () => {
  const vote = await opensVote(chair, 'r01')
  expect(await change({ tie: 'rejected' })).toMatchObject({ ok: true })
  const EQUAL = { for: ['m01', 'm02', 'm03'], against: ['m04', 'm05', 'm12'] }
  await cast(w, vote, EQUAL)
  const { outcome } = await chair.does('votes', 'close', { vote: vote.vote })
  expect(outcome.headline.en).toBe("Carried by the presiding chair's ballot: 3 for, 3 against.")
  expect(await chair.sees('votes', 'vote', { id: vote.vote })).toMatchObject({
    councils: [{ orders: 'cc-orders-1', ordersVersion: 1 }, { ordersVersion: 1 }],
  })
  await chair.does('votes', 'announce', { vote: vote.vote })
  const next = await opensVote(chair, 'r02')
  await cast(w, next, EQUAL)
  const closed = await chair.does('votes', 'close', { vote: next.vote })
  expect(closed.outcome.headline.en).toBe('Rejected on an equal vote: 3 for, 3 against.')
  expect((await chair.sees('votes', 'vote', { id: next.vote })).councils).toMatchObject([
    { ordersVersion: 2 },
    { ordersVersion: 1 },
  ])
})

test('[CO27] what is said of recommendations holds for them, and manners devices do not know are not opened', async () => {
  const now = await orders()
  await change({ byKind: { recommendation: { tie: 'rejected' } } })
  const vote = await opensVote(chair, 'r01')
  await cast(w, vote, { for: ['m01'], against: ['m02'] })
  const { outcome } = await chair.does('votes', 'close', { vote: vote.vote })
  expect(outcome).toMatchObject({ result: 'rejected', reason: 'tie' })
  await chair.does('votes', 'announce', { vote: vote.vote })
  await change({ manner: 'secret', otherManners: [], byKind: now.orders.byKind })
  const hash = await freezes(chair, 'r02')
  await refuses(w, () => chair.act('votes', 'open', { recommendation: 'r02', hash }), 'wrong-manner', 'VO6')
})

test('[CO25] orders stored by an older house are read with what holds where nothing is said', async () => {
  const { quorum, majority, tie, manner, otherManners, recusal, adoption, languagesOfRecord, leastState } =
    PROFILES.simple
  const old = { quorum, majority, tie, manner, otherManners, recusal, adoption, languagesOfRecord, leastState }
  await w.app.house.db
    .insertInto('standing_orders')
    .values({
      id: 'cc-old' as never,
      council: 'cc' as CouncilId,
      version: 2,
      content: JSON.stringify({ ...old, translationToFollow: true }),
      at: 0,
    })
    .execute()
  const { id, council, version, ...content } = await loadOrders(w.app.house.db, 'cc' as CouncilId)
  expect(content).toEqual(complete({ ...old, translationToFollow: true }))
  expect((await opensVote(chair, 'r01')).vote).toBeTruthy()
})
