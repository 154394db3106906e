import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { BadBackup, rebuild } from '../../server/backup/rebuild.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { recordHead } from '../../server/record/entries.ts'
import { newcomer } from '../commands/door.ts'
import { until } from '../live/people.ts'
import { Random, seedOfRun } from '../live/random.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { fillFolder } from '../stores.ts'
import { headOnDisk, metrics, notices } from './second.ts'

const made: string[] = []
const folder = (): string => {
  const name = mkdtempSync(join(tmpdir(), 'kenes-disk-'))
  made.push(name)
  return name
}
afterAll(() => {
  for (const name of made) rmSync(name, { recursive: true, force: true })
})

/** A demo's server with a second disk. */
async function hall(env: Record<string, string> = {}): Promise<{ server: ServerProcess; second: string }> {
  const dataDir = folder()
  const second = join(folder(), 'second')
  fillFolder(dataDir)
  return { server: await startServer({ dataDir, env: { BACKUP_DIR: second, ...env } }), second }
}

let notes = 0
const acts = (server: ServerProcess) => {
  notes += 1
  const event = notes % 2 === 1 ? 'left' : 'came'
  return server.does('/api/sessions/note-attendance', 's01', { session: '2025-04-joint', account: 'm19', event })
}

const head = (server: ServerProcess) => server.sees<{ number: number; hash: string }>('/api/record/head', 'm01')

const journalOf = (second: string): string => join(second, readdirSync(second).sort().at(-1) ?? '', 'journal')

describe('a second disk', { timeout: 180_000 }, () => {
  test('[RB10] [RB12] each act is on it when it is answered', async () => {
    notes = 0
    const { server, second } = await hall()
    await using _ = server
    for (let act = 0; act < 10; act += 1) {
      await acts(server)
      expect(await headOnDisk(second)).toEqual(await head(server))
    }
    expect(await server.ends('SIGTERM')).toBe(0)
    expect(server.err).not.toContain('"level":50')
  })

  test('[RB12] half a record at the end is left out wherever it breaks off; what is damaged is no backup', async () => {
    notes = 0
    const { server, second } = await hall()
    await using _ = server
    await acts(server)
    const before = await head(server)
    const whole = statSync(journalOf(second)).size
    await acts(server)
    const after = await head(server)
    await server.ends('SIGKILL')
    const journal = journalOf(second)
    const { size } = statSync(journal)
    const random = new Random(seedOfRun())
    const cuts = [
      whole,
      whole + 1,
      whole + 36,
      size - 1,
      ...Array.from({ length: 8 }, () => whole + random.int(size - whole)),
    ]
    for (const cut of cuts) {
      const copy = folder()
      cpSync(second, copy, { recursive: true })
      truncateSync(journalOf(copy), cut)
      if (cut % 2 === 0) appendFileSync(journalOf(copy), random.bytes(5_000))
      const found = await headOnDisk(copy)
      expect([before.number, after.number], `cut at ${cut} of ${size}`).toContain(found.number)
    }
    expect(await headOnDisk(second)).toEqual(after)
    const base = join(journal, '..', 'base')
    writeFileSync(base, random.bytes(64), { flag: 'r+' })
    expect(() => rebuild(second, join(folder(), 'x'))).toThrow(BadBackup)
    expect(() => rebuild(folder(), join(folder(), 'x'))).toThrow(/holds no backup/)
  })

  test('[AC96] after an erasure it begins a new copy, and no file of it says who it was', async () => {
    const { server, second } = await hall()
    await using _ = server
    const { id } = await server.does<{ id: string }>('/api/accounts/create', 's01', newcomer())
    const filesWith = (words: string) =>
      readdirSync(second, { recursive: true, encoding: 'utf8' }).filter((name) => {
        const file = join(second, name)
        return statSync(file, { throwIfNoEntry: false })?.isFile() && readFileSync(file).includes(Buffer.from(words))
      })
    const says = [newcomer().name.kk, newcomer().email]
    for (const words of says) expect(filesWith(words), words).not.toEqual([])
    const { erasure } = await server.does<{ erasure: string }>('/api/accounts/ask-erasure', 's01', {
      account: id,
      reason: 'asked-for',
    })
    await server.does('/api/accounts/confirm-erasure', 's02', { erasure })
    for (const words of says) await until(`nothing says ${words}`, () => filesWith(words).length === 0)
    expect(await headOnDisk(second)).toEqual(await head(server))
  })

  test('[RB17] [RB10] pulled out while it runs it is missed aloud, acts go on, and it is caught up when it is back', async () => {
    notes = 0
    const { server, second } = await hall()
    await using _ = server
    await acts(server)
    const ready = async () =>
      (await (await server.get('/readyz')).json()) as { ready: boolean; backup: { state: string; reason?: string } }
    expect(await ready()).toMatchObject({ ready: true, backup: { state: 'current' } })
    renameSync(second, `${second}-pulled`)
    await until('it is missed', async () => {
      await acts(server)
      return (await ready()).backup.state === 'behind'
    })
    expect(server.err).toContain('the second disk has not everything')
    // Who keeps the house is told, and the chair who presides, but nobody else.
    for (const keeper of ['s01', 'm01'])
      expect(await notices(server, keeper)).toMatchObject({
        behind: { reason: 'away' },
        caughtUp: null,
        restored: null,
      })
    expect((await server.get('/api/status/notices', 'm02')).status).toBe(403)
    expect(await metrics(server)).toContain('kenes_second_disk{status="away"} 1')
    const known = await head(server)
    await acts(server)
    expect((await head(server)).number).toBeGreaterThan(known.number)
    renameSync(`${second}-pulled`, second)
    await until('it is caught up', async () => (await ready()).backup.state === 'current')
    const { behind, caughtUp } = await notices(server, 'm01')
    expect([behind, (caughtUp?.until ?? 0) > (caughtUp?.since ?? 0)]).toEqual([null, true])
    expect((await server.sees<{ backup: unknown }>('/api/status/now', 's01')).backup).toEqual({ behind, caughtUp })
    expect(await metrics(server)).toContain('kenes_second_disk{status="current"} 1')
    expect(server.err).toContain('the second disk has everything again')
    expect(await headOnDisk(second)).toEqual(await head(server))
    await acts(server)
    expect(await headOnDisk(second)).toEqual(await head(server))
  })

  test('[RB13] a server does not start beside a disk that knows more than its store; a store of its past it does', async () => {
    notes = 0
    const { server, second } = await hall()
    await using _ = server
    await acts(server)
    await server.ends('SIGKILL')
    const other = folder()
    fillFolder(other)
    const wrong = await startServer({ dataDir: other, env: { BACKUP_DIR: second } }).catch(
      (fault: Error) => fault.message,
    )
    expect(wrong).toContain('that this store does not have: restore it first')
    expect(await headOnDisk(second)).toMatchObject({ number: (await server.store(recordHead)).number })
    await server.again()
    await acts(server)
    expect(await headOnDisk(second)).toEqual(await head(server))
    expect((await server.store((db) => verifyStore(db, null))).findings).toEqual([])
  })

  test('[RB12] what is restored is the store, page by page', async () => {
    notes = 0
    const { server, second } = await hall()
    await using _ = server
    for (let act = 0; act < 5; act += 1) await acts(server)
    expect(await server.ends('SIGTERM')).toBe(0)
    const file = join(folder(), 'restored.sqlite')
    rebuild(second, file)
    const restored = openSqlite(file)
    const original = openSqlite(server.address.kind === 'sqlite' ? server.address.file : '')
    const tables = original.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
    expect(restored.prepare('PRAGMA integrity_check').get()?.integrity_check).toBe('ok')
    for (const { name } of tables) {
      const rows = `SELECT * FROM "${name}" ORDER BY rowid`
      expect(restored.prepare(rows).all(), String(name)).toEqual(original.prepare(rows).all())
    }
    restored.close()
    original.close()
  })
})
