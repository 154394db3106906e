import { expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import type { AmendmentId } from '../../shared/ids.ts'
import { beginning, JOURNAL, TEXT } from '../commands/amending.ts'
import { startServer } from '../server-process.ts'
import { until } from './people.ts'

const OTHERS = 25
const PATIENCE_MS = 120_000

type Seen = { stage: string; clashes: number; hash: string | null; texts: { amended: unknown; present: unknown } }

test('[AM33] killed between an adoption and the bringing up of the others: it is adopted once, and they are put together with the text all the same', {
  timeout: PATIENCE_MS,
}, async () => {
  await using server = await startServer()
  const tables = async (changes: readonly object[]) => {
    const { amendment } = await server.does<{ amendment: string }>(
      '/api/amendments/start',
      'm03',
      beginning({ changes }),
    )
    await server.does('/api/amendments/table', 'm03', { amendment })
    return amendment
  }
  const adopted = await tables([JOURNAL])
  const others: string[] = []
  for (let count = 0; count < OTHERS; count += 1)
    others.push(await tables([{ ...JOURNAL, from: '', to: `Отчитываться ${count} раз.` }]))
  const see = (id: string) => server.sees<Seen>(`/api/amendments/amendment?id=${id}`, 'm01')
  const stageOf = (id: string) =>
    server.store(async (db) =>
      db
        .selectFrom('amendments')
        .select(['stage', 'base'])
        .where('id', '=', id as AmendmentId)
        .executeTakeFirstOrThrow(),
    )
  const before = await stageOf(others.at(-1) ?? '')
  const accept = { amendment: adopted, requestId: 'accept-before-the-kill' }
  const lost = server.does('/api/amendments/accept', 'm01', accept).then(
    () => false,
    () => true,
  )
  await until('it is adopted', async () => (await stageOf(adopted)).stage === 'adopted')
  await server.ends('SIGKILL')
  // Else the kill came too late to show anything.
  expect([await lost, (await stageOf(others.at(-1) ?? '')).base]).toEqual([true, before.base])
  await server.again()
  const last = others.at(-1) ?? ''
  const seen = await see(last)
  expect([seen.clashes, JSON.stringify(seen.texts.amended).includes('в едином журнале')]).toEqual([0, true])
  // Asked again, the same request finds its answer, and brings up what was left.
  const { version } = await server.does<{ version: { hash: string } }>('/api/amendments/accept', 'm01', accept)
  const { recommendations } = await server.sees<{ recommendations: { id: string }[] }>(
    '/api/recommendations/list?session=2025-04-joint',
    'm01',
  )
  expect(recommendations.filter(({ id }) => id === TEXT)).toHaveLength(1)
  expect((await see(adopted)).hash).toBe(version.hash)
  expect((await stageOf(last)).base).not.toBe(before.base)
  expect((await see(last)).hash).toBe(seen.hash)
  await server.does('/api/amendments/accept', 'm01', { amendment: last })
  const { findings } = await server.store((db) => verifyStore(db, null))
  expect(findings).toEqual([])
})
