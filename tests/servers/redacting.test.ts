import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { postgresLog } from '../../server/live/log-postgres.ts'
import { LogStore } from '../../server/live/log-store.ts'
import type { TextId } from '../../shared/ids.ts'
import { asks, comes, holdsWords, isSaved, spelled } from '../commands/redacting.ts'
import { until } from '../live/people.ts'
import { type Postgres, startPostgres } from '../services.ts'
import { testClock, world } from '../world.ts'
import { demoOn } from './house.ts'

const NAME = 'Zubaira Qoshtanova'
let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

test('[VE53] [VE55] [LT60] a server that still holds the words shows them to nobody, takes no edit on them and writes them nowhere', async () => {
  const url = await postgres.database(await demoOn(postgres))
  const [a, b] = [
    await world({ store: { kind: 'postgres', url }, clock: testClock() }),
    await world({ store: { kind: 'postgres', url }, clock: testClock() }),
  ]
  const atB = await b.listen()
  const page = await comes(atB, await b.person('m03'))
  page.types(` Said ${NAME} here.`)
  await isSaved(page)
  const { state, redactions, seq } = await b.app.house.live.read('r01' as TextId)
  const secretary = await a.person('s01')
  const redaction = await asks(secretary, NAME)
  await (await a.person('s02')).does('versions', 'confirm-redaction', { redaction })
  // On the other server: a version from what it reads now, a page that comes in, and the one that was there.
  const { version } = await (await b.person('s01')).does('versions', 'cut', { recommendation: 'r01', name: 'After' })
  expect((await (await b.person('m03')).sees('versions', 'version', { id: version.id })).plain.text.en).toContain('██')
  await until('the page there begins anew', () => page.closed()?.code === 4409)
  page.leaves()
  const again = await comes(atB, await b.person('m03'))
  expect(again.words()).toContain(` Said ${'█'.repeat(NAME.length)} here.`)
  again.types(' Goes on.')
  await isSaved(again)
  again.leaves()
  // A snapshot that was made before is not kept by whoever comes late with it.
  const log = postgresLog(url)
  await log.transaction((sql) =>
    new LogStore(sql, log.lock).saveSnapshot('r01' as TextId, { seq, state, clocks: [], redactions }, 1),
  )
  await log.close()
  expect(await holdsWords(a, 'Zubaira')).toBe(false)
  expect(await spelled(a)).not.toContain('Zubaira')
  expect((await verifyStore(a.app.house.db, null)).findings).toEqual([])
  for (const w of [a, b]) await w.close()
})
