import { beforeEach, expect, test } from 'vitest'
import { ANOTHER_SESSION } from '../plans.ts'
import { type Person, SESSION } from '../world.ts'
import { chair, inTheHall, observer, secretary, w } from './hall.ts'
import { actsOn, refuses } from './store.ts'

inTheHall()
let second: Person
beforeEach(async () => {
  second = await w.person('s02')
})

const shown = (session = SESSION) => secretary.sees('sessions', 'plan', { session })
const point = (title: string, change: object = {}) => ({
  id: null,
  kind: 'debate',
  start: '10:00',
  minutes: 30,
  title: { kk: '', ru: title, en: '' },
  closed: false,
  ...change,
})
const kept = async (session = SESSION) =>
  (await shown(session)).agenda.map(({ id, kind, start, minutes, title, closed }) => ({
    id,
    kind,
    start,
    minutes,
    title,
    closed,
  }))
const change = (person: Person, rev: number, points: readonly object[], session = SESSION) =>
  person.act('sessions', 'change-agenda', { session, rev, points })

test('[SE64] the agenda becomes these points in this order, numbered by the server; the others stay themselves', async () => {
  const [first, ...others] = await kept()
  const last = others.pop()
  await refuses(
    w,
    () => change(secretary, 1, [first, ...others, { ...last, id: 'a99' }].filter(Boolean) as object[]),
    'malformed',
    'SE64',
  )
  const points = [last, point('Новый'), first, ...others] as object[]
  expect(await change(secretary, 1, points)).toMatchObject({ ok: true, value: { rev: 2 } })
  const { agenda } = await shown()
  expect(agenda.map(({ number }) => number)).toEqual(Array.from({ length: 13 }, (_, at) => String(at + 1)))
  expect(agenda.slice(0, 3).map(({ title }) => title.ru)).toEqual(
    ['Поручения секретариату; закрытие', 'Новый', 'Открытие, проверка явки, установление кворума'].map((words, at) =>
      at === 1 ? words : agenda[at]?.title.ru,
    ),
  )
  expect(agenda[0]?.id).toBe('a12')
  expect(agenda[2]?.id).toBe('a01')
  expect(agenda[1]?.title).toEqual({ kk: 'Новый', ru: 'Новый', en: 'Новый' })
  expect((await actsOn(w, SESSION)).at(-1)).toEqual({ act: 'agenda-changed', by: 's01' })
  expect((await chair.sees('sessions', 'session', { id: SESSION })).agenda.map(({ id }) => id)).toContain('a09')
})

test('[SE63] an agenda that another changed meanwhile is not overwritten, and what was typed comes through on theirs', async () => {
  const points = await kept()
  const [theirs, mine] = await Promise.all([
    change(second, 1, [...points, point('Their point')]),
    change(secretary, 1, [...points, point('My point')]),
  ])
  const refused = theirs.ok ? mine : theirs
  expect([theirs.ok, mine.ok].sort()).toEqual([false, true])
  expect(refused).toMatchObject({ status: 409, code: 'changed-meanwhile', rule: 'SE63' })
  const now = await shown()
  const again = await change(secretary, now.agendaRev, [...(await kept()), point('Again')])
  expect(again).toMatchObject({ ok: true, value: { rev: 3 } })
  expect((await shown()).agenda).toHaveLength(14)
})

test('[SE64] a point that is under way, or has texts or papers, stays', async () => {
  const points = await kept()
  const without = (id: string) => points.filter((one) => one.id !== id)
  await refuses(w, () => change(secretary, 1, without('a09')), 'point-in-use', 'SE64')
  await chair.does('sessions', 'take-point', { session: SESSION, point: 'a03' })
  await refuses(w, () => change(secretary, 1, without('a03')), 'point-in-use', 'SE64')
  await secretary.does('sessions', 'add-paper', {
    session: SESSION,
    point: 'a04',
    kind: 'report',
    title: { kk: '', ru: 'x', en: '' },
    languages: [],
    source: { link: 'https://un.org/' },
  })
  const refused = await change(secretary, 1, without('a04'))
  expect(refused).toMatchObject({ code: 'point-in-use', message: expect.stringContaining('Point 4 ') })
  expect((await change(secretary, 1, without('a05'))).ok).toBe(true)
})

test('[SE65] once the session was opened the agenda closes no point; before, it does, and observers see nothing of it', async () => {
  const points = await kept()
  const closing = points.map((one) => (one.id === 'a04' ? { ...one, closed: true } : one))
  await refuses(w, () => change(secretary, 1, closing), 'not-planned', 'SE65')
  const { session } = await secretary.does('sessions', 'plan-session', ANOTHER_SESSION)
  await change(secretary, 1, [point('Открытый'), point('Закрытый', { closed: true })], session)
  await secretary.does('sessions', 'invite', { session, account: 'o01', role: 'observer', organisation: null })
  const seen = async (person: Person) =>
    JSON.stringify((await person.sees('sessions', 'session', { id: session })).agenda)
  expect(await seen(chair)).toContain('Закрытый')
  expect(await seen(observer)).not.toContain('Закрытый')
  const opened = (await kept(session)).map((one) => ({ ...one, closed: false }))
  expect((await change(secretary, 2, opened, session)).ok).toBe(true)
  expect(await seen(observer)).toContain('Закрытый')
})

test('[SE60] only the secretariat changes the agenda', async () => {
  for (const person of [chair, await w.person('m03')]) await refuses(w, () => change(person, 1, []), 'no-right', 'SE60')
  await refuses(w, () => change(observer, 1, []), 'no-right', 'SE60')
})
