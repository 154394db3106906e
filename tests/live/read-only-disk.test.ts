import { expect, test } from 'vitest'
import { type ServerProcess, spawnServer, startServer } from '../server-process.ts'
import { joined, until, wordsOf } from './people.ts'
import { readOnlyDisk } from './read-only-disk.ts'

const TEXT = 'r01'

test('[RB40] [LT6] [WA2] a disk that becomes read-only: said, nothing acknowledged, reading goes on, and every word is there when it takes writes again; a start on it ends with one sentence', async () => {
  using disk = readOnlyDisk()
  await using server = await startServer({ dataDir: disk.folder })
  const [first = '', second = ''] = await server.members(2)
  await server.cookie('s01')
  const notes = () =>
    server.does('/api/sessions/note-attendance', 's01', { session: '2025-04-joint', account: 'm03', event: 'left' })
  const writer = await joined(server, TEXT, first, { ours: true })
  const reader = await joined(server, TEXT, second, { ours: true })
  writer.types(' before')
  await until('it is saved', () => writer.acknowledged() === 1)
  disk.closes()
  writer.types(' meanwhile')
  await until('both are told', () => [writer, reader].every((one) => one.rooms.at(-1)?.reason === 'store'))
  expect(writer.acknowledged()).toBe(1)
  expect([(await server.get('/readyz')).status, (await server.get('/healthz')).status]).toEqual([503, 200])
  expect(server.err).toContain('the store of the live texts failed')
  await expect(notes()).rejects.toThrow(/refused: 50\d/)
  expect(
    (await server.sees<{ plain: { text: { en: string } } }>(`/api/recommendations/text?id=${TEXT}`, 'm02')).plain.text
      .en,
  ).toContain('before')
  expect(wordsOf(await server.replay(TEXT))).not.toContain('meanwhile')
  disk.opens()
  await until('it takes writes again', async () => (await server.get('/readyz')).status === 200)
  await until('it is saved', () => writer.acknowledged() === 2 && reader.words().includes(' before meanwhile'))
  await notes()
  expect([...writer.refused, ...reader.refused]).toEqual([])
  for (const one of [writer, reader]) one.leaves()

  await server.ends('SIGTERM')
  disk.closes()
  const late: ServerProcess = await spawnServer({ dataDir: disk.folder })
  expect(await late.ended).toBe(1)
  expect(late.err).toMatch(/^DATA_DIR \S+ cannot be written \(.+\): is its disk read-only, .+\?\n$/)
})
