import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test } from 'vitest'
import { wholeGenerations } from '../../server/backup/generations.ts'
import { rebuild } from '../../server/backup/rebuild.ts'
import { SecondDisk } from '../../server/backup/second-disk.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { until } from '../live/people.ts'
import { Random, seedOfRun } from '../live/random.ts'

const root = mkdtempSync(join(tmpdir(), 'kenes-shipping-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A small store with a second disk, and a writer that takes turns with it as the house does. */
async function shipped(name: string) {
  const file = join(root, `${name}.sqlite`)
  const folder = join(root, name)
  const database = openSqlite(file, { isShipped: true })
  database.exec(
    'CREATE TABLE record (number INTEGER PRIMARY KEY, hash TEXT); CREATE TABLE kept (id INTEGER PRIMARY KEY, bytes BLOB)',
  )
  let last: Promise<unknown> = Promise.resolve()
  const turn = <T>(write: () => Promise<T>): Promise<T> => {
    const mine = last.then(write)
    last = mine.catch(() => undefined)
    return mine
  }
  const notes: string[] = []
  const disk = new SecondDisk(
    { file, folder, keeps: [] },
    { log: (_level, message) => void notes.push(message), turn, changed: () => undefined },
  )
  await disk.started(20_000)
  const rows = (of: DatabaseSync) => of.prepare('SELECT id, bytes FROM kept ORDER BY id').all()
  return {
    file,
    folder,
    database,
    disk,
    notes,
    turn,
    /** What the second disk has now is exactly the store. */
    agrees() {
      const copy = join(root, `${name}-restored`)
      for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
      rebuild(folder, copy)
      const restored = openSqlite(copy)
      expect(restored.prepare('PRAGMA integrity_check').get()?.integrity_check).toBe('ok')
      expect(rows(restored)).toEqual(rows(database))
      restored.close()
    },
  }
}

test('[RB10] [RB12] whatever is written, also while the log is copied back and begins anew, is on the second disk when it is said to be', async () => {
  const random = new Random(seedOfRun())
  const store = await shipped('anew')
  const { database, disk, turn } = store
  const insert = database.prepare('INSERT OR REPLACE INTO kept VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM kept WHERE id = ?')
  let longest = 0
  for (let round = 0; round < 400; round += 1) {
    await turn(async () => {
      database.exec('BEGIN IMMEDIATE')
      for (let write = 0; write < 20; write += 1) insert.run(random.int(300), random.bytes(random.int(9_000)))
      remove.run(random.int(300))
      database.exec(random.chance(0.1) ? 'ROLLBACK' : 'COMMIT')
    })
    const kept = disk.keptAct()
    if (random.chance(0.5)) await kept
    if (round % 80 === 79) {
      await disk.keptAct()
      store.agrees()
    }
    longest = Math.max(longest, statSync(`${store.file}-wal`).size)
  }
  await disk.keptAct()
  store.agrees()
  // More went through the log than it ever held: it was copied back, and each time it began anew nothing was missed.
  expect(longest).toBeLessThan(60 * 1024 * 1024)
  expect(store.notes.filter((note) => note.includes('began anew before'))).toEqual([])
  database.close()
  await disk.close()
}, 120_000)

test('[RB12] a journal that has become long is begun anew with a copy of the store, and the one before goes', async () => {
  const store = await shipped('long')
  const { database, disk, turn } = store
  const [before] = wholeGenerations(store.folder)
  const insert = database.prepare('INSERT OR REPLACE INTO kept VALUES (?, zeroblob(?))')
  for (let round = 0; round < 40; round += 1) {
    await turn(async () => void insert.run(round % 3, 2_000_000 + round))
    await disk.keptAct()
  }
  await until('it began anew, and what was before is gone', () => {
    const now = wholeGenerations(store.folder)
    return now.length === 1 && now[0] !== before
  })
  await turn(async () => void insert.run(9, 5))
  await disk.keptAct()
  store.agrees()
  database.close()
  await disk.close()
}, 120_000)

test('[RB12] [VE54] words that were written over in the store are not on the second disk either', async () => {
  const store = await shipped('scrubbed')
  const { database, disk, turn } = store
  await turn(async () => void database.prepare('INSERT INTO kept VALUES (1, ?)').run(Buffer.from('a name that goes')))
  await disk.keptAct()
  const [before] = wholeGenerations(store.folder)
  await disk.hold()
  await turn(async () => {
    database.exec('UPDATE kept SET bytes = NULL; VACUUM')
    await disk.read()
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  })
  await disk.renew()
  await until('the copy is a fresh one', () => {
    const now = wholeGenerations(store.folder)
    return now.length === 1 && now[0] !== before
  })
  await disk.keptAct()
  store.agrees()
  const found = readdirSync(store.folder, { recursive: true, withFileTypes: true })
  for (const entry of found)
    if (entry.isFile())
      expect(readFileSync(join(entry.parentPath, entry.name)).includes('a name that goes')).toBe(false)
  database.close()
  await disk.close()
}, 120_000)
