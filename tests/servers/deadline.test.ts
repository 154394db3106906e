import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR_MS, SECOND_MS } from '../../shared/time.ts'
import { actsOn, until } from '../commands/store.ts'
import { listens, type Page } from '../journeys/listens.ts'
import { setsDeadline } from '../plans.ts'
import { type Postgres, startPostgres } from '../services.ts'
import { type Person, SESSION, testClock, type World, world } from '../world.ts'
import { demoOn } from './house.ts'

// Two servers in this process, each with a clock that the test moves, so that the hour strikes on both at once.
let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

/** Half an hour after the test clocks begin. */
const DEADLINE = { date: '2026-04-24', time: '15:30' }
const TO_THE_HOUR_MS = HOUR_MS / 2

const serverOn = async (url: string, start?: number) =>
  world({ store: { kind: 'postgres', url }, clock: testClock(start) })

const sets = async (w: World, at: typeof DEADLINE) => setsDeadline(await w.person('s01'), at)

const pen = async (person: Person) => (await person.sees('recommendations', 'recommendation', { id: 'r01' })).pen

/** How often it stands in the record book, and how often it was told to every page. */
async function told(w: World): Promise<{ entries: number; news: number }> {
  const news = await w.app.house.db.selectFrom('news').select('topics').execute()
  return {
    entries: (await actsOn(w, SESSION)).filter(({ act }) => act === 'amendment-deadline-passed').length,
    news: news.filter(({ topics }) => topics.includes('recommendation:r01') && topics.includes('"session"')).length,
  }
}

/** Every server has looked at the store since, whatever it would have done. */
const afterAnotherLook = async (servers: readonly World[]) => {
  const beats = async () =>
    (await servers[0]?.app.house.db.selectFrom('servers').select(['id', 'beat']).execute()) ?? []
  const before = new Map((await beats()).map(({ id, beat }) => [id, beat]))
  await until('both have looked twice', async () => {
    for (const { clock } of servers) clock.move(SECOND_MS)
    const now = await beats()
    return now.length === servers.length && now.every(({ id, beat }) => beat >= (before.get(id) ?? beat) + 2)
  })
}

test('[RE38] [LT60] on two servers the deadline is carried out and told once, to the pages of both', async () => {
  const url = await postgres.database(await demoOn(postgres))
  const a = await serverOn(url)
  const b = await serverOn(url)
  const pages: Page[] = []
  for (const w of [a, b]) pages.push(await listens(await w.listen(), await w.person('m03')))
  await sets(a, DEADLINE)
  for (const w of [a, b]) w.clock.move(TO_THE_HOUR_MS)
  for (const page of pages) await until('it is told', async () => page.topics.includes('recommendation:r01'))
  await afterAnotherLook([a, b])
  expect(await told(a)).toEqual({ entries: 1, news: 1 })
  for (const page of pages) expect(page.topics.filter((topic) => topic === 'recommendation:r01')).toHaveLength(1)
  for (const w of [a, b]) expect(await pen(await w.person('m03'))).toBe('amendments-only')
  for (const page of pages) await page.stop()
  for (const w of [a, b]) await w.close()
})

test('[RE38] two servers that start after the hour at once carry it out once', async () => {
  const url = await postgres.database(await demoOn(postgres))
  const first = await serverOn(url)
  await sets(first, DEADLINE)
  await first.close()
  const later = first.clock.now() + HOUR_MS
  const servers = await Promise.all([serverOn(url, later), serverOn(url, later)])
  await Promise.all(servers.map(async ({ clock }) => clock.move(0)))
  const [a, b] = servers as [World, World]
  await until('it is carried out', async () => (await told(a)).entries > 0)
  await afterAnotherLook(servers)
  expect(await told(b)).toEqual({ entries: 1, news: 1 })
  for (const w of servers) await w.close()
})

test('[RE38] [LT60] when the server that took the plan dies before the hour, the other carries it out', async () => {
  const url = await postgres.database(await demoOn(postgres))
  const a = await serverOn(url)
  const b = await serverOn(url)
  await sets(a, DEADLINE)
  await a.close()
  b.clock.move(TO_THE_HOUR_MS)
  await afterAnotherLook([b])
  await until('it is carried out', async () => (await told(b)).entries > 0)
  expect(await pen(await b.person('m03'))).toBe('amendments-only')
  expect(await told(b)).toEqual({ entries: 1, news: 1 })
  await b.close()
})

test('[RE38] a deadline that was moved on one server does nothing at its old hour on the other', async () => {
  const url = await postgres.database(await demoOn(postgres))
  const a = await serverOn(url)
  const b = await serverOn(url)
  await sets(a, DEADLINE)
  await sets(b, { date: '2026-04-25', time: '09:00' })
  for (const w of [a, b]) w.clock.move(TO_THE_HOUR_MS)
  await afterAnotherLook([a, b])
  expect(await told(a)).toEqual({ entries: 0, news: 0 })
  expect(await pen(await b.person('m03'))).toBe('everyone-seated')
  for (const w of [a, b]) await w.close()
})
