import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from '../live/people.ts'
import { hangingDisk } from '../live/small-disk.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { fillFolder } from '../stores.ts'
import { headOnDisk, notices } from './second.ts'

const acts = (server: ServerProcess, event: 'left' | 'came') =>
  server.does('/api/sessions/note-attendance', 's01', { session: '2025-04-joint', account: 'm19', event })
const head = (server: ServerProcess) => server.sees<{ number: number; hash: string }>('/api/record/head', 'm01')

test('[RB10] [RB17] [RB19] while the second disk hangs acts are answered, it is caught up when it goes on, and the server ends in good order beside one that hangs', async () => {
  using disk = hangingDisk()
  const dataDir = mkdtempSync(join(tmpdir(), 'kenes-hanging-'))
  fillFolder(dataDir)
  const second = join(disk.folder, 'second')
  await using server = await startServer({ dataDir, env: { BACKUP_DIR: second } })
  await acts(server, 'left')
  disk.hangs()
  await acts(server, 'came')
  await until('it is missed', async () => (await notices(server, 'm01')).behind?.reason === 'slow')
  await acts(server, 'left')
  disk.goesOn()
  await until('it is caught up', async () => (await notices(server, 'm01')).caughtUp !== null)
  expect(await headOnDisk(second)).toEqual(await head(server))
  disk.hangs()
  await acts(server, 'came')
  // 0 is only answered when all that is waited for came to its end in time.
  expect(await server.ends('SIGTERM')).toBe(0)
  disk.goesOn()
  rmSync(dataDir, { recursive: true, force: true })
}, 60_000)
