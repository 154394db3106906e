import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { joined, until } from '../live/people.ts'
import { smallDisk } from '../live/small-disk.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { fillFolder } from '../stores.ts'
import { headOnDisk, metrics, notices } from './second.ts'

const acts = (server: ServerProcess, event: 'left' | 'came') =>
  server.does('/api/sessions/note-attendance', 's01', { session: '2025-04-joint', account: 'm19', event })
const head = (server: ServerProcess) => server.sees<{ number: number; hash: string }>('/api/record/head', 'm01')

test('[RB17] [RB10] a second disk that is full is missed aloud, acts and words go on, and with room again it is caught up', async () => {
  using disk = smallDisk(32)
  const dataDir = mkdtempSync(join(tmpdir(), 'kenes-full-'))
  fillFolder(dataDir)
  const second = join(disk.folder, 'second')
  await using server = await startServer({ dataDir, env: { BACKUP_DIR: second } })
  const writer = await joined(server, 'r01', await server.cookie('m01'), { ours: true })
  await acts(server, 'left')
  expect(await notices(server, 's01')).toMatchObject({ behind: null, caughtUp: null })
  disk.fill()
  await acts(server, 'came')
  expect(await notices(server, 's01')).toMatchObject({ behind: { reason: 'full' }, caughtUp: null })
  expect(await metrics(server)).toContain('kenes_second_disk{status="full"} 1')
  writer.types('⟨while-it-is-full⟩')
  await until('it is saved', () => writer.acknowledged() === 1)
  await acts(server, 'left')
  expect((await headOnDisk(second)).number).toBeLessThan((await head(server)).number)
  disk.empty()
  await until('it is caught up', async () => (await notices(server, 's01')).caughtUp !== null)
  expect(await notices(server, 's01')).toMatchObject({ behind: null })
  expect(await headOnDisk(second)).toEqual(await head(server))
  writer.leaves()
  await server.ends('SIGTERM')
  rmSync(dataDir, { recursive: true, force: true })
}, 60_000)
