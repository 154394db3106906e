import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rebuild } from '../../server/backup/rebuild.ts'
import { openDatabaseReadOnly } from '../../server/db/database.ts'
import { recordHead } from '../../server/record/entries.ts'
import type { ServerProcess } from '../server-process.ts'

export type Notices = {
  readonly behind: { readonly reason: string } | null
  readonly caughtUp: { readonly since: number; readonly until: number } | null
  readonly restored: { readonly at: number; readonly missing: number } | null
}
export type Files = {
  readonly last: {
    readonly at: number
    readonly file: string
    readonly bytes: number
    readonly head: { readonly number: number; readonly hash: string }
  } | null
  readonly brokenOff: number | null
}
/** What the status page says of backups in files, and of verify. */
export const status = (server: ServerProcess) =>
  server.sees<{
    files: Files
    verify: { last: { findings: number; head: { number: number; hash: string } } | null }
  }>('/api/status/now', 's01')
/** What who keeps the house is told. */
export const notices = (server: ServerProcess, id: string) => server.sees<Notices>('/api/status/notices', id)
export const metrics = async (server: ServerProcess) => (await server.get('/metrics')).text()

/** The record book's head in a copy of the second disk as it is at this moment. */
export async function headOnDisk(second: string): Promise<{ number: number; hash: string }> {
  const copy = mkdtempSync(join(tmpdir(), 'kenes-copy-'))
  cpSync(second, copy, { recursive: true })
  const file = join(copy, 'restored.sqlite')
  rebuild(copy, file)
  const db = openDatabaseReadOnly({ kind: 'sqlite', file })
  try {
    return await recordHead(db)
  } finally {
    await db.destroy()
    rmSync(copy, { recursive: true, force: true })
  }
}
