import { describe, expect, test } from 'vitest'
import { liveAccess } from '../../server/recommendations/queries.ts'
import { api } from '../../shared/api.ts'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { cast, opensVote, SESSION } from '../world.ts'
import { inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses, storeOf } from './store.ts'

inTheHall()

const NAME = { kk: 'Қоғамдық кеңес', ru: 'Общественный совет', en: 'Public Council' }
const council = (id: string, by = secretary) => by.sees('councils', 'council', { id })
const found = async (seats = 3) =>
  (await secretary.does('councils', 'found', { name: NAME, seats, profile: 'simple' })).council
const give = (to: string, holder: string, rev: number, more = {}) =>
  secretary.act('councils', 'give-seat', {
    council: to,
    rev,
    holder,
    role: 'member',
    from: '2026-01-01',
    until: null,
    ...more,
  })
const revOf = async (id: string) => (await council(id)).rev
const seatOf = async (of: string, holder: string) => {
  const seat = (await council(of)).places.find((one) => one.holder === holder)
  if (!seat) throw new Error(`${holder} holds no seat`)
  return seat
}

describe('reading', () => {
  test('[CO5] the secretariat and whoever holds a seat read the councils; contact is for the secretariat', async () => {
    expect((await secretary.sees('councils', 'list')).councils).toMatchObject([
      { id: 'cc', seats: 11, held: 11, chair: { en: 'Daniyar Ospanbekov' }, ordersVersion: 1 },
      { id: 'ec', seats: 12, held: 12 },
    ])
    const own = await council('cc')
    expect(own).toMatchObject({ secretary: { account: 's01' }, may: { keep: true } })
    expect(own.places[0]).toMatchObject({
      id: 'cc-m01',
      role: 'chair',
      term: 'now',
      contact: { languages: ['kk', 'ru', 'en'] },
    })
    const seen = await council('cc', member)
    expect(seen.may.keep).toBe(false)
    expect(seen.places.every((seat) => seat.contact === null)).toBe(true)
    await refuses(w, () => observer.ask('councils', 'list'), 'no-right', 'CO5')
    await refuses(w, () => observer.ask('councils', 'council', { id: 'cc' }), 'no-right', 'CO5')
    await refuses(w, () => member.ask('councils', 'candidates'), 'no-right', 'CO4')
    await refuses(w, () => secretary.ask('councils', 'council', { id: 'none' }), 'not-found', 'CO5')
  })

  test('[CO5] a member whose term is over does not read them any more', async () => {
    const { id } = await seatOf('cc', 'm03')
    await secretary.does('councils', 'end-seat', { seat: id, rev: await revOf('cc'), until: '2026-04-23' })
    await refuses(w, () => member.ask('councils', 'list'), 'no-right', 'CO5')
  })
})

describe('keeping', () => {
  test('[CO4] [CO13] the secretariat founds a council with standing orders and gives seats; all of it is in the book', async () => {
    const id = await found()
    const given = await give(id, 'o01', 1, { role: 'chair' })
    expect(given).toMatchObject({ ok: true, value: { rev: 2 } })
    const seen = await council(id)
    expect(seen).toMatchObject({ name: NAME, seats: 3, held: 1, ordersVersion: 1, rev: 2 })
    expect((await actsOn(w, id)).map(({ act }) => act)).toEqual(['council-founded', 'standing-orders-set'])
    const seat = seen.places[0]?.id ?? ''
    expect(await actsOn(w, seat)).toEqual([{ act: 'seat-given', by: 's01' }])
    for (const person of [member, observer, await w.person('m01')])
      await refuses(
        w,
        () => person.act('councils', 'found', { name: NAME, seats: 3, profile: 'simple' }),
        'no-right',
        'CO4',
      )
    await refuses(w, () => member.act('councils', 'end-seat', { seat, rev: 2, until: '2026-05-01' }), 'no-right', 'CO4')
  })

  test('[CO6] [CO7] [CO8] [CO9] what cannot be is refused and changes nothing', async () => {
    const id = await found(2)
    await give(id, 'o01', 1, { role: 'chair' })
    await refuses(w, () => give(id, 'o02', 2, { role: 'chair' }), 'role-taken', 'CO7')
    await refuses(w, () => give(id, 'o01', 2), 'already-seated', 'CO8')
    await refuses(w, () => give(id, 'o02', 2, { until: '2025-01-01' }), 'ends-before-start', 'CO9')
    await refuses(w, () => give(id, 'nobody', 2), 'not-found', 'CO5')
    await give(id, 'o02', 2)
    await refuses(w, () => give(id, 'o03', 3), 'seats-full', 'CO6')
    await refuses(w, () => give(id, 'o03', 3, { from: '2026-02-31' }), 'malformed', 'AC6')
  })

  test('[CO11] of two who change at the same time the second is told, and nothing of theirs is half done', async () => {
    const id = await found()
    await give(id, 'o01', 1)
    await refuses(w, () => give(id, 'o02', 1), 'changed-meanwhile', 'CO11')
    await refuses(
      w,
      () => secretary.act('councils', 'change', { id, rev: 1, name: NAME, seats: 9, secretary: null }),
      'changed-meanwhile',
      'CO11',
    )
  })

  test('[CO14] [CO15] name, number and secretary are changed, not below the seats held, and the secretary gains no seat', async () => {
    const { rev } = await council('cc')
    const change = (more: object) =>
      secretary.act('councils', 'change', { id: 'cc', rev, name: NAME, seats: 11, secretary: 's03', ...more })
    await refuses(w, () => change({ seats: 10 }), 'seats-full', 'CO14')
    await refuses(w, () => change({ secretary: 'nobody' }), 'not-found', 'CO15')
    expect(await change({ seats: 13 })).toMatchObject({ ok: true })
    const seen = await council('cc')
    expect(seen).toMatchObject({ name: NAME, seats: 13, held: 11, secretary: { account: 's03' } })
    expect(seen.places.some((seat) => seat.holder === 's03')).toBe(false)
    expect((await (await w.person('s03')).sees('accounts', 'me')).seats).toEqual([])
  })

  test('[CO10] a seat that took part is ended, never removed; one entered by mistake is removed', async () => {
    const used = await seatOf('cc', 'm03')
    expect(used.tookPart).toBe(true)
    await refuses(
      w,
      async () => secretary.act('councils', 'remove-seat', { seat: used.id, rev: await revOf('cc') }),
      'seat-used',
      'CO10',
    )
    const absent = await seatOf('cc', 'm09')
    expect(absent.tookPart).toBe(false)
    const vote = await opensVote(await w.person('m01'), 'r01')
    await cast(w, vote, { for: ['m01'] })
    expect((await seatOf('cc', 'm09')).tookPart).toBe(true)
    const id = await found()
    await give(id, 'o01', 1)
    const mistake = await seatOf(id, 'o01')
    await secretary.does('councils', 'remove-seat', { seat: mistake.id, rev: 2 })
    expect((await council(id)).places).toEqual([])
    expect((await actsOn(w, mistake.id)).map(({ act }) => act)).toEqual(['seat-given', 'seat-removed'])
  })

  test('[CO13] the history of a seat tells of its founding, correction and end with entries of the book', async () => {
    const rev = await revOf('cc')
    await secretary.does('councils', 'correct-seat', {
      seat: 'cc-m09',
      rev,
      holder: 'm09',
      role: 'member',
      from: '2023-02-01',
      until: null,
    })
    await secretary.does('councils', 'end-seat', { seat: 'cc-m09', rev: rev + 1, until: '2026-12-31' })
    const { entries } = await member.sees('councils', 'seat-history', { id: 'cc-m09' })
    expect(entries.map(({ act, from, until }) => [act, from, until])).toEqual([
      ['council-founded', null, null],
      ['seat-corrected', '2023-02-01', null],
      ['seat-ended', '2023-02-01', '2026-12-31'],
    ])
    expect(entries[2]?.by).toMatchObject({ en: expect.any(String) })
  })
})

test('[CO4] every command of councils is the secretariat’s: members, chairs and observers are refused each, and nothing changes', async () => {
  const orders = (await secretary.sees('councils', 'orders', { council: 'cc' })).orders
  const term = { role: 'member', from: '2026-01-01', until: null }
  const file = { name: 'x.csv', content: 'eA==' }
  const commands: Record<string, object> = {
    found: { name: NAME, seats: 3, profile: 'simple' },
    change: { id: 'cc', rev: 1, name: NAME, seats: 11, secretary: null },
    'give-seat': { council: 'cc', rev: 1, holder: 'o01', ...term },
    'end-seat': { seat: 'cc-m03', rev: 1, until: '2026-05-01' },
    'correct-seat': { seat: 'cc-m03', rev: 1, holder: 'm03', ...term },
    'remove-seat': { seat: 'cc-m09', rev: 1 },
    'set-orders': { council: 'cc', basedOn: 1, orders },
    'preview-list': file,
    'take-in-list': { ...file, state: 'x' },
  }
  const names = Object.entries(api.councils).flatMap(([name, { method }]) => (method === 'POST' ? [name] : []))
  expect(Object.keys(commands).sort()).toEqual(names.sort())
  const before = await storeOf(w)
  for (const person of [member, observer, await w.person('m01')]) {
    for (const [name, body] of Object.entries(commands)) {
      const answer = await person.raw('POST', `/api/councils/${name}`, JSON.stringify(body))
      expect([name, answer.status, ((await answer.json()) as { rule: string }).rule]).toEqual([name, 403, 'CO4'])
    }
  }
  expect(await storeOf(w)).toEqual(before)
})

describe('rights', () => {
  const access = async (account: string) =>
    liveAccess(w.app.house.db, 'r01' as TextId, account as AccountId, w.clock.now())

  test('[CO12] a seat that ended ends writing and seeing at once; one that is given begins them', async () => {
    expect(await access('m03')).toMatchObject({ visible: true, edit: true })
    const revBefore = await textRev()
    await secretary.does('councils', 'end-seat', { seat: 'cc-m03', rev: await revOf('cc'), until: '2026-04-23' })
    expect(await access('m03')).toEqual({ visible: false })
    expect(await textRev()).toBeGreaterThan(revBefore)
    expect((await member.ask('sessions', 'session', { id: SESSION })).ok).toBe(false)
    const newcomer = await w.person('o02')
    expect(await access('o02')).toMatchObject({ edit: false })
    expect(await give('cc', 'o02', await revOf('cc'), { from: '2026-04-24' })).toMatchObject({ ok: true })
    expect(await access('o02')).toMatchObject({ edit: true })
    expect((await newcomer.sees('accounts', 'me')).seats).toMatchObject([{ council: 'cc' }])
  })

  test('[CO12] the sessions of the council are told, by topics', async () => {
    await secretary.does('councils', 'end-seat', { seat: 'cc-m03', rev: await revOf('cc'), until: '2026-05-30' })
    const rows = await w.app.house.db.selectFrom('news').selectAll().execute()
    expect(JSON.stringify(rows)).toContain('councils')
  })

  test('[CO9] [CO12] the last day still counts, the next does not', async () => {
    await secretary.does('councils', 'end-seat', { seat: 'cc-m03', rev: await revOf('cc'), until: '2026-04-24' })
    expect(await access('m03')).toMatchObject({ edit: true })
    w.clock.move(86_400_000)
    expect(await access('m03')).toEqual({ visible: false })
  })

  const textRev = async () =>
    Number(
      (
        await w.app.house.db
          .selectFrom('heads')
          .select('rev')
          .where('text', '=', 'r01' as TextId)
          .executeTakeFirst()
      )?.rev ?? 0,
    )
})
