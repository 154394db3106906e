import { afterAll, beforeAll, expect, test } from 'vitest'
import { SECOND_MS } from '../../shared/time.ts'
import { ACTIVITY_MS } from '../../shared/versions/model.ts'
import { actsOn, until } from '../commands/store.ts'
import { joins, until as untilIn } from '../live/people.ts'
import { type Postgres, startPostgres } from '../services.ts'
import { type Person, testClock, type World, world } from '../world.ts'
import { demoOn } from './house.ts'

// Two servers in this process, each with a clock that the test moves, so that the ten minutes are over on both at once.
let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

const serverOn = (url: string) => world({ store: { kind: 'postgres', url }, clock: testClock() })

/** Somebody comes to a text on one server and writes; the answer stays in the text. */
async function writes(url: string, person: Person, words: string, text = 'r01') {
  const page = joins({ url: `${url.replace('http', 'ws')}/live`, origin: url }, text, person.cookie, { ours: true })
  await untilIn('the text is there', () => page.words() !== '')
  page.types(words)
  await untilIn('it is saved', () => page.saved() === page.sent() && page.sent() > 0)
  return page
}

const cuts = async (w: World, text = 'r01') => (await actsOn(w, text)).filter(({ act }) => act === 'version-cut').length
const reasons = async (w: World) => {
  const { versions } = await (await w.person('m03')).sees('versions', 'list', { recommendation: 'r01' })
  return versions.map(({ reason }) => reason)
}

test('[VE12] [LT60] on two servers on which one text is written a version is cut once', async () => {
  const url = await postgres.database(await demoOn(postgres))
  const [a, b] = [await serverOn(url), await serverOn(url)]
  const [atA, atB] = [await a.listen(), await b.listen()]
  const pages = [await writes(atA, await a.person('m03'), ' One.'), await writes(atB, await b.person('m12'), ' Two.')]
  for (const w of [a, b]) w.clock.move(ACTIVITY_MS)
  await until('it is cut', async () => (await cuts(a)) > 0)
  // Another text that grows old later is cut behind whatever both were about to do with the first.
  pages.push(await writes(atB, await b.person('m12'), ' Three.', 'r02'))
  for (const w of [a, b]) w.clock.move(ACTIVITY_MS)
  await until('the other text is cut', async () => (await cuts(a, 'r02')) > 0)
  expect(await cuts(b)).toBe(1)
  expect(await reasons(b)).toEqual(['activity'])
  for (const page of pages) page.leaves()
  for (const w of [a, b]) await w.close()
})

test('[VE12] [LT60] when the server on which was written dies, the other cuts', async () => {
  const url = await postgres.database(await demoOn(postgres))
  const [a, b] = [await serverOn(url), await serverOn(url)]
  const page = await writes(await a.listen(), await a.person('m03'), ' One.')
  page.leaves()
  await a.close()
  b.clock.move(ACTIVITY_MS)
  await until('it is cut', async () => {
    b.clock.move(SECOND_MS)
    return (await cuts(b)) > 0
  })
  expect(await reasons(b)).toEqual(['activity'])
  await b.close()
})
