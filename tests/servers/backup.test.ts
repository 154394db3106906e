import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkedManifest } from '../../server/backup/file.ts'
import { openDatabase } from '../../server/db/database.ts'
import { postgresDialect } from '../../server/db/dialect.ts'
import { steps } from '../../server/db/migrations.ts'
import { openPool } from '../../server/db/postgres.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { kenes } from '../backup/command.ts'
import { status } from '../backup/second.ts'
import { startServer } from '../server-process.ts'
import { type Postgres, postgresPrograms, startPostgres } from '../services.ts'

let postgres: Postgres
const folder = mkdtempSync(join(tmpdir(), 'kenes-dump-'))
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('[RB14] [RB15] [RB18] [WA6] a database is backed up while its server acts, and restored into an empty one only, whole or not at all', async () => {
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
  // Both commands ran beside the server, which tells of them.
  expect((await kenes(['verify', '--demo'], { DATABASE_URL: url })).code).toBe(0)
  const { files, verify } = await status(server)
  expect(files).toMatchObject({ last: { file: 'hall.kenes' }, brokenOff: null })
  expect(`${files.last?.head.number}:${files.last?.head.hash}`).toBe(head)
  expect(verify.last?.findings).toBe(0)

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

test('[RB21] a database with something in it is dumped before its form changes; without pg_dump, or with an older one, it stays as it is until the operator says that there is a backup', async () => {
  const programs = postgresPrograms() ?? ''
  const stepsIn = async (url: string) => {
    const client = new Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name')
    await client.end()
    return rows.map(({ name }) => name)
  }
  const olds = async () => {
    const url = await postgres.database()
    await madeTo(url, OLDER_STEP)
    return url
  }
  const url = await olds()
  const older = await stepsIn(url)
  const data = join(folder, 'dumps')
  const migrates = (env: Record<string, string>) => kenes(['migrate'], { DATABASE_URL: url, DATA_DIR: data, ...env })
  const stays = async (env: Record<string, string>, words: string) => {
    const done = await migrates(env)
    expect(done).toMatchObject({ code: 2 })
    expect(done.err.trim().split('\n')).toHaveLength(1)
    expect(done.err).toContain(words)
    expect(done.err).toContain('MIGRATE_WITHOUT_BACKUP=1')
    expect(await stepsIn(url)).toEqual(older)
    expect(existsSync(data) ? readdirSync(data) : []).toEqual([])
  }
  const bin = (name: string, script: string) => {
    const at = join(folder, name)
    mkdirSync(at)
    writeFileSync(join(at, 'pg_dump'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    return at
  }
  await stays({ PATH: folder }, 'pg_dump could not be started')
  await stays({ PATH: bin('old', 'echo "pg_dump (PostgreSQL) 9.6.24"') }, 'pg_dump is of version 9 and the server of')
  // The start says it too, in one sentence.
  const start = await startServer({ store: { kind: 'postgres', url }, workspace: true, env: { PATH: folder } }).catch(
    (fault: Error) => fault.message,
  )
  expect(start).toContain('MIGRATE_WITHOUT_BACKUP=1')

  expect(await migrates({ PATH: `${programs}:${process.env.PATH}` })).toMatchObject({ code: 0, err: '' })
  const newer = await stepsIn(url)
  expect(newer.length).toBeGreaterThan(older.length)
  const [dumped, ...others] = readdirSync(data)
  expect([dumped, others]).toEqual([`${new URL(url).pathname.slice(1)}.before-${newer[older.length]}.kenes`, []])
  // What was dumped has the older form, and is a backup like others.
  const manifest = checkedManifest(join(data, dumped ?? ''))
  expect(manifest).toMatchObject({ store: 'postgres', step: OLDER_STEP })
  const empty = await postgres.database()
  const restored = await kenes(['restore', join(data, dumped ?? '')], { DATABASE_URL: empty })
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect(await stepsIn(empty)).toEqual(newer)

  // The operator has a backup; and a new database needs none.
  const own = await olds()
  for (const [at, env] of [
    [own, { MIGRATE_WITHOUT_BACKUP: '1' }],
    [await postgres.database(), {}],
  ] as const) {
    const done = await kenes(['migrate'], { DATABASE_URL: at, DATA_DIR: join(folder, 'none'), PATH: folder, ...env })
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(await stepsIn(at)).toEqual(newer)
  }
  expect(existsSync(join(folder, 'none'))).toBe(false)
}, 120_000)

const OLDER_STEP = '2026-12-01-amendments'

/** A database as an older Kenes left it. */
async function madeTo(url: string, step: string): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: openPool(url, 1) }) })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps(postgresDialect) } })
  const { error } = await migrator.migrateTo(step)
  await db.destroy()
  if (error) throw error
}
