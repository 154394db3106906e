import { existsSync, mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../server/db/database.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { kenes } from '../backup/command.ts'
import { startServer } from '../server-process.ts'
import { type Postgres, startPostgres } from '../services.ts'

let postgres: Postgres
const folder = mkdtempSync(join(tmpdir(), 'kenes-dump-'))
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('[RB14] [RB15] [RB18] a database is backed up while its server acts, and restored into an empty one only, whole or not at all', async () => {
  const url = await postgres.database()
  await using server = await startServer({ store: { kind: 'postgres', url } })
  const acts = (event: string) =>
    server.does('/api/sessions/note-attendance', 's01', { session: '2025-04-joint', account: 'm19', event })
  await acts('left')
  const file = join(folder, 'hall.kenes')
  const [made] = await Promise.all([kenes(['backup', file, '--demo'], { DATABASE_URL: url }), acts('came')])
  expect(made).toMatchObject({ code: 0, err: '' })
  const head = /head (\d+:\w+)/.exec(made.out)?.[1] ?? ''
  expect((await kenes(['backup', file, '--demo'], { DATABASE_URL: url })).err).toContain('is there already')

  const empty = await postgres.database()
  const half = join(folder, 'half.kenes')
  await kenes(['backup', half, '--demo'], { DATABASE_URL: url })
  truncateSync(half, 100_000)
  expect((await kenes(['restore', half, '--demo'], { DATABASE_URL: empty })).err).toContain('only the beginning of one')
  expect((await kenes(['restore', file, '--demo'], { DATABASE_URL: url })).err).toContain('is not empty')
  expect((await kenes(['restore', file, '--demo'], { DATA_DIR: join(folder, 'data') })).err).toContain('DATABASE_URL')
  expect(existsSync(join(folder, 'data', 'kenes.sqlite'))).toBe(false)
  const refused = await kenes(['restore', file, '--head', `999:${'a'.repeat(64)}`, '--demo'], { DATABASE_URL: empty })
  expect(refused.err).toContain('it is older by')

  const restored = await kenes(['restore', file, '--demo'], { DATABASE_URL: empty })
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect(restored.out).toContain(`head ${head}`)
  const db = await openDatabase({ kind: 'postgres', url: empty })
  expect((await verifyStore(db, null)).findings).toEqual([])
  const epochs = await db.selectFrom('heads').select('epoch').execute()
  expect(epochs.every(({ epoch }) => epoch.includes('~'))).toBe(true)
  await db.destroy()
  await using next = await startServer({ store: { kind: 'postgres', url: empty } })
  expect(next.err).toContain('this store was restored from a backup')
}, 180_000)
