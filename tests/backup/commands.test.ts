import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, describe, expect, test } from 'vitest'
import { embedded, openDatabase, storeFile } from '../../server/db/database.ts'
import { sqliteDialect } from '../../server/db/dialect.ts'
import { steps } from '../../server/db/migrations.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { kyselyDatabase, TransactionalSqlite } from '../../server/db/sqlite-dialect.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { recordHead } from '../../server/record/entries.ts'
import { allowsManners } from '../commands/manners.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { fillFolder } from '../stores.ts'
import { opensVote, world } from '../world.ts'
import { kenes } from './command.ts'
import { status } from './second.ts'

const root = mkdtempSync(join(tmpdir(), 'kenes-commands-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
const place = (): string => join(root, String(++folders))
const filled = (): string => {
  const folder = place()
  fillFolder(folder)
  return folder
}

let notes = 0
const acts = (server: ServerProcess) => {
  notes += 1
  const event = notes % 2 === 1 ? 'left' : 'came'
  return server.does('/api/sessions/note-attendance', 's01', { session: '2025-04-joint', account: 'm19', event })
}
const headOf = async (server: ServerProcess): Promise<string> => {
  const { number, hash } = await server.sees<{ number: number; hash: string }>('/api/record/head', 'm01')
  return `${number}:${hash}`
}

/** What a restored folder has. */
async function stateOf(folder: string) {
  const db = await openDatabase(embedded(folder))
  try {
    const { number, hash } = await recordHead(db)
    const epochs = await db.selectFrom('heads').select(['text', 'epoch']).orderBy('text').execute()
    return { head: `${number}:${hash}`, epochs, findings: (await verifyStore(db, null)).findings }
  } finally {
    await db.destroy()
  }
}

describe('backup', { timeout: 180_000 }, () => {
  test('[RB14] [WA6] copies a store while its server runs and acts, says what it is, and writes over nothing', async () => {
    notes = 0
    await using server = await startServer({ dataDir: filled() })
    await acts(server)
    const before = await headOf(server)
    const folder = server.address.kind === 'sqlite' ? join(server.address.file, '..') : ''
    const file = join(root, 'running.kenes')
    const [done] = await Promise.all([kenes(['backup', file, '--demo'], { DATA_DIR: folder }), acts(server)])
    expect(done).toMatchObject({ code: 0, err: '' })
    const said = /head (\d+:\w+)/.exec(done.out)?.[1] ?? ''
    expect([before, await headOf(server)]).toContain(said)
    expect(done.out).toMatch(/sha256 [0-9a-f]{64}/)
    // It is a store as SQLite knows one, and nothing lies beside it.
    const copy = new DatabaseSync(file, { readOnly: true })
    expect(copy.prepare('PRAGMA integrity_check').get()?.integrity_check).toBe('ok')
    copy.close()
    const { files } = await status(server)
    const { number, hash } = files.last?.head ?? { number: 0, hash: '' }
    expect([files.last?.file, `${number}:${hash}`, files.brokenOff]).toEqual(['running.kenes', said, null])
    const bytes = readFileSync(file)
    const again = await kenes(['backup', file, '--demo'], { DATA_DIR: folder })
    expect(again).toMatchObject({ code: 2, err: `${file} is there already: a backup is never written over\n` })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readdirSync(root).filter((name) => name.startsWith('running.kenes'))).toEqual(['running.kenes'])

    const spare = place()
    const restored = await kenes(['restore', file, '--demo'], { DATA_DIR: spare })
    expect(restored).toMatchObject({ code: 0, err: '' })
    expect(restored.out).toContain(`head ${said}`)
    expect(await stateOf(spare)).toMatchObject({ head: said, findings: [] })
    await using next = await startServer({ dataDir: spare })
    expect(next.err).toContain('this store was restored from a backup')
    expect(next.err).not.toContain('older state')
  })

  test('[RB14] [WA6] a store that is not as its record book says is not backed up', async () => {
    const folder = filled()
    const store = new DatabaseSync(storeFile(folder))
    store.exec("DROP TRIGGER record_no_update; UPDATE record SET act = 'other' WHERE number = 2")
    store.close()
    const file = join(root, 'damaged.kenes')
    const done = await kenes(['backup', file, '--demo'], { DATA_DIR: folder })
    expect(done.code).toBe(2)
    expect(done.err).toContain('not as its record book says (record 2')
    expect(existsSync(file)).toBe(false)
    expect(existsSync(join(folder, 'last-backup.json'))).toBe(false)
    await using server = await startServer({ dataDir: folder })
    const { last, brokenOff } = (await status(server)).files
    expect([last, (brokenOff ?? 0) > 0]).toEqual([null, true])
  })
})

describe('restore', { timeout: 180_000 }, () => {
  test('[RB15] takes no half-written, damaged or newer backup, and goes into an empty folder only', async () => {
    const folder = filled()
    const file = join(root, 'whole.kenes')
    expect((await kenes(['backup', file, '--demo'], { DATA_DIR: folder })).code).toBe(0)
    const fails = async (what: string, words: string, into = place()) => {
      const done = await kenes(['restore', what, '--demo'], { DATA_DIR: into })
      expect(done).toMatchObject({ code: 2 })
      expect(done.err.trim().split('\n')).toHaveLength(1)
      expect(done.err).toContain(words)
      expect(existsSync(storeFile(into))).toBe(existsSync(storeFile(into)) && into === folder)
    }
    const half = join(root, 'half.kenes')
    cpSync(file, half)
    truncateSync(half, 700_000)
    await fails(half, 'only the beginning of one')
    const changed = join(root, 'changed.kenes')
    cpSync(file, changed)
    writeFileSync(changed, 'x', { flag: 'r+' })
    await fails(changed, 'is damaged')
    const before = await stateOf(folder)
    await fails(file, 'there is already a store', folder)
    expect(await stateOf(folder)).toEqual(before)
    await fails(join(root, 'nothing'), 'there is no')
  })

  test('[RB15] [RB16] a store of a newer Kenes is refused in one sentence, by restore, by migrate and by the start', async () => {
    const folder = filled()
    const store = new DatabaseSync(storeFile(folder))
    store.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('2999-01-01-hence', '2999')")
    store.close()
    for (const done of [
      await kenes(['migrate', '--demo'], { DATA_DIR: folder }),
      await kenes(['backup', join(root, 'newer.kenes'), '--demo'], { DATA_DIR: folder }),
    ]) {
      expect(done).toMatchObject({ code: 2 })
      expect(done.err.trim().split('\n')).toHaveLength(1)
    }
    expect((await kenes(['migrate', '--demo'], { DATA_DIR: folder })).err).toContain('newer form (2999-01-01-hence)')
    const start = await startServer({ dataDir: folder }).catch((fault: Error) => fault.message)
    expect(start).toContain('newer form (2999-01-01-hence)')
  })

  test('[RB13] [RB15] [RB18] an older state than what is known goes on only when it is asked for; every text has a new epoch', async () => {
    notes = 0
    const hall = filled()
    const second = place()
    const file = join(root, 'older.kenes')
    await using server = await startServer({ dataDir: hall, env: { BACKUP_DIR: second } })
    expect((await kenes(['backup', file, '--demo'], { DATA_DIR: hall })).code).toBe(0)
    await acts(server)
    const known = await headOf(server)
    await server.ends('SIGKILL')
    const spare = place()
    for (const [env, args] of [
      [{ BACKUP_DIR: second }, []],
      [{}, ['--head', known]],
    ] as const) {
      const refused = await kenes(['restore', file, ...args, '--demo'], { DATA_DIR: spare, ...env })
      expect(refused.code).toBe(2)
      expect(refused.err).toContain(`entry ${known} is known: it is older by 1`)
      expect(existsSync(storeFile(spare))).toBe(false)
    }
    const before = await stateOf(hall)
    const done = await kenes(['restore', file, '--older', '--demo'], { DATA_DIR: spare, BACKUP_DIR: second })
    expect(done).toMatchObject({ code: 0 })
    expect(done.out).toContain('OLDER: this backup ends with entry')
    const { epochs, head } = await stateOf(spare)
    expect(head).not.toBe(known)
    expect(epochs.map(({ text }) => text)).toEqual(before.epochs.map(({ text }) => text))
    for (const [index, { epoch }] of epochs.entries()) {
      expect(epoch).not.toBe(before.epochs[index]?.epoch)
      expect(epoch.startsWith(`${before.epochs[index]?.epoch}~`)).toBe(true)
    }
    // What was given up knowingly does not keep the server from starting, and stays beside the new backup.
    await using again = await startServer({ dataDir: spare, env: { BACKUP_DIR: second } })
    expect(again.err).toContain('restored to an older state than was known')
    expect(again.err).toContain(known)
    notes = 0
    await acts(again)
    await again.ends('SIGTERM')
    const newest = place()
    const fromDisk = await kenes(['restore', second, '--head', known, '--older', '--demo'], { DATA_DIR: newest })
    expect(fromDisk.code).toBe(0)
    expect(readdirSync(second).length).toBe(2)
  })
})

describe('sealed ballots', { timeout: 60_000 }, () => {
  test('[RB20] a restore warns of a sealed vote that is open when its key is not there, or another one', async () => {
    const hall = filled()
    const w = await world({ store: embedded(hall) })
    await allowsManners(w, ['sealed'])
    const { vote } = await opensVote(await w.person('m01'), 'r01', 'sealed')
    await w.close()
    const file = join(root, 'sealed.kenes')
    expect((await kenes(['backup', file, '--demo'], { DATA_DIR: hall })).code).toBe(0)
    const restored = async (into: string, env: Record<string, string> = {}) => {
      const done = await kenes(['restore', file, '--demo'], { DATA_DIR: into, ...env })
      expect(done).toMatchObject({ code: 0, err: '' })
      return done.out
    }
    const without = await restored(place())
    expect(without).toContain(`WARNING: a sealed vote is open (${vote}, on r01), and there is no key`)
    expect(await restored(place(), { BALLOT_SECRET: 'ab'.repeat(32) })).toContain('the key that is here is not the one')
    const spare = place()
    mkdirSync(spare)
    cpSync(join(hall, 'ballots.secret'), join(spare, 'ballots.secret'))
    expect(await restored(spare)).not.toContain('WARNING')
  })
})

describe('migrating', () => {
  test('[RB16] a folder’s store with something in it is copied beside itself before its form changes, and a step that fails changes nothing', async () => {
    const folder = place()
    mkdirSync(folder)
    const file = storeFile(folder)
    await madeTo(file, OLDER_STEP)
    const tables = (of: DatabaseSync) => of.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all()
    const read = (name: string) => {
      const store = new DatabaseSync(name)
      const found = tables(store)
      store.close()
      return found
    }
    const older = read(file)
    const names = new Set(older.map(({ name }) => name))
    const later = read(storeFile(filled())).findLast(
      ({ name, sql }) => !names.has(name) && String(sql).toLowerCase().startsWith('create table'),
    )
    // A step behind others cannot go through: its table is there already.
    const store = new DatabaseSync(file)
    store.exec(`CREATE TABLE ${later?.name} (x)`)
    store.close()
    const before = read(file)
    expect((await kenes(['migrate', '--demo'], { DATA_DIR: folder })).code).toBe(2)
    expect(read(file)).toEqual(before)
    const again = new DatabaseSync(file)
    again.exec(`DROP TABLE ${later?.name}`)
    again.close()
    for (let time = 0; time < 2; time += 1)
      expect((await kenes(['migrate', '--demo'], { DATA_DIR: folder })).code).toBe(0)
    expect(read(file).length).toBeGreaterThan(older.length)
    const copies = readdirSync(folder).filter((name) => name.includes('.before-'))
    expect(copies).toHaveLength(1)
    expect(read(join(folder, copies[0] ?? ''))).toEqual(older)
  })
})

const OLDER_STEP = '2026-12-01-amendments'

/** A store as an older Kenes left it. */
async function madeTo(file: string, step: string): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new TransactionalSqlite({ database: kyselyDatabase(openSqlite(file)) }) })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps(sqliteDialect) } })
  const { error } = await migrator.migrateTo(step)
  await db.destroy()
  if (error) throw error
}
