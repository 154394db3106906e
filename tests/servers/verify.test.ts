import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { StoreAddress } from '../../server/db/address.ts'
import { openDatabase, openDatabaseReadOnly } from '../../server/db/database.ts'
import { joined, until } from '../live/people.ts'
import { startServer } from '../server-process.ts'
import { startPostgres } from '../services.ts'
import { environmentOf } from '../stores.ts'

/** The operator's command on a store. */
function verify(store: StoreAddress): { code: number | null; words: string } {
  const cli = join(import.meta.dirname, '..', '..', 'server', 'cli.ts')
  const done = spawnSync(process.execPath, [cli, 'verify'], {
    env: { ...process.env, ...environmentOf(store) },
    encoding: 'utf8',
  })
  return { code: done.status, words: done.stdout + done.stderr }
}

test('[RB4] [LT34] verify reads a PostgreSQL store, names what was changed in it, changes nothing, and never prints the password', async () => {
  const postgres = await startPostgres()
  const url = new URL(await postgres.database())
  url.password = 'not-to-be-printed'
  const store: StoreAddress = { kind: 'postgres', url: url.href }
  const server = await startServer({ store })
  const member = await joined(server, 'r01', await server.cookie('m02'), { ours: true })
  member.types(' One more word.')
  await until('it is saved', () => member.acknowledged() === 1)
  await server.does('/api/versions/freeze', 'm01', { recommendation: 'r02', inSeconds: 0 })
  member.leaves()
  expect(await server.ends('SIGTERM')).toBe(0)

  const sound = verify(store)
  expect(sound.words).toContain('Verified: nothing was changed in')
  expect(sound.code).toBe(0)
  expect(sound.words + server.out + server.err).not.toContain('not-to-be-printed')
  const readOnly = openDatabaseReadOnly(store)
  await expect(sql`delete from sign_ins`.execute(readOnly)).rejects.toThrow('read-only')
  await readOnly.destroy()

  // Somebody with the database in their hands, whom its triggers do not hold up.
  const db = await openDatabase(store)
  await sql`update text_log set updates = updates || '\\x00' where text = 'r01' and seq = 2`.execute(db)
  await sql`alter table versions disable trigger all`.execute(db)
  await sql`update versions set content = content || ' ' where recommendation = 'r02'`.execute(db)
  await db.destroy()
  const changed = verify(store)
  expect(changed.code).toBe(1)
  expect(changed.words).toMatch(/^FOUND text_log r01\/2: /m)
  expect(changed.words).toMatch(/^FOUND versions /m)
  await postgres.stop()
})
