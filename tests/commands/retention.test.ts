import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { removeOverdue } from '../../server/accounts/retention.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { KEPT_FOR } from '../../shared/accounts/retention.ts'
import { DAY_MS } from '../../shared/time.ts'
import { inTheHall, w } from './hall.ts'
import { headOf } from './store.ts'

inTheHall()

test('[AC90] what is over its time goes, once a day by the clock, and nothing of the councils’ business', async () => {
  const { db } = w.app.house
  const s01 = await w.person('s01')
  await s01.does('accounts', 'give-card', { account: 'm06' })
  await s01.does('accounts', 'create', {
    name: { kk: 'А', ru: 'А', en: 'A' },
    email: 'new@example.org',
    role: 'person',
    languages: [],
    phone: null,
    organisation: null,
    requestId: 'a-retry-of-mine-1',
  })
  const head = await headOf(w)
  const count = async () =>
    Object.fromEntries(
      await Promise.all(
        KEPT_FOR.map(async ({ kind, table }) => [kind, (await db.selectFrom(table).selectAll().execute()).length]),
      ),
    ) as Record<string, number>
  const before = await count()
  expect(before.codes).toBe(1)
  w.clock.move(DAY_MS)
  // The day that has passed wakes the server by itself.
  await expect.poll(async () => (await count()).codes).toBe(0)
  expect(await count()).toMatchObject({ 'sign-in-log': before['sign-in-log'], answers: before.answers })
  w.clock.move(30 * DAY_MS)
  await removeOverdue(w.app.house)
  expect(await count()).toMatchObject({ 'sign-in-log': before['sign-in-log'], answers: 0 })
  w.clock.move(335 * DAY_MS)
  await removeOverdue(w.app.house)
  expect(await count()).toMatchObject({ 'sign-in-log': 0, 'sign-ins': 0 })
  expect(await headOf(w)).toEqual(head)
  expect((await verifyStore(db, null)).findings).toEqual([])
})

test('[AC90] the table that people read says what the server goes by', () => {
  const rows = [...readFileSync('docs/retention.md', 'utf8').matchAll(/^\| ([a-z-]+) \| [^|]+ \| (\d+) days/gm)]
  expect(rows.map(([, kind, days]) => [kind, Number(days)])).toEqual(KEPT_FOR.map(({ kind, days }) => [kind, days]))
})
