import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { startServer } from '../server-process.ts'
import { joined, joins, until, wordsOf } from './people.ts'
import { smallDisk } from './small-disk.ts'

const TEXTS = Array.from({ length: 12 }, (_, index) => `r${String(index + 1).padStart(2, '0')}`)
const TEXT = 'r01'
/** Longer than two tries of the server to write again. */
const FULL_MS = 3_000

const wordOf = (person: number, number: number): string => `⟨${person}-${number}⟩`
const wordsIn = (text: string): string[] => text.match(/⟨\d+-\d+⟩/g) ?? []

test('[LT6] on a full disk nothing is acknowledged, all are told why within a second, reading goes on, and when there is room again every word arrives once', async () => {
  using disk = smallDisk(32)
  await using server = await startServer({ dataDir: disk.folder })
  const cookies = await server.members(9)
  const [visitor = '', stockCookie = '', ...writers] = cookies
  const people = await Promise.all(writers.map((cookie) => joined(server, TEXT, cookie, { ours: true })))
  const stock = await joined(server, TEXT, stockCookie)
  const typed = people.map(() => 0)
  let acknowledgedAt = 0
  let acknowledged = 0
  const count = () => {
    const now = people.reduce((sum, person) => sum + person.acknowledged(), 0)
    if (now > acknowledged) acknowledgedAt = performance.now()
    acknowledged = now
    return now
  }
  const typing = setInterval(() => {
    people.forEach((person, index) => {
      person.types(wordOf(index, typed[index] ?? 0))
      typed[index] = (typed[index] ?? 0) + 1
    })
    count()
  }, 15)

  for (let round = 0; round < 2; round += 1) {
    const before = count()
    await until('much is saved', () => count() > before + 300)
    disk.fill()
    await until('all are told', () => people.every((person) => person.rooms.at(-1)?.reason === 'store'))
    expect(performance.now() - acknowledgedAt, 'from the last acknowledgement to the last who is told').toBeLessThan(
      1_000,
    )
    expect(people.every((person) => person.rooms.at(-1)?.access === 'read')).toBe(true)
    await until('the stock client is closed', () => stock.closed()?.code === 1013, 1_000)
    const then = people.map((person) => person.acknowledged())
    const log = wordsIn(wordsOf(await server.replay(TEXT)))
    people.forEach((_, index) => {
      for (let k = 0; k < (then[index] ?? 0); k += 1) expect(log).toContain(wordOf(index, k))
    })
    for (const end = performance.now() + FULL_MS; performance.now() < end; ) {
      for (const text of TEXTS) {
        const { status } = await server.get('/readyz')
        expect(status).toBe(503)
        const read = await server.sees<{ parts: Json }>(`/api/recommendations/text?id=${text}`, 'm01')
        const reader = joins(server, text, visitor, { ours: true })
        await until(`${text} is read`, () => reader.provider.synced && reader.rooms.length > 0, 2_000)
        expect(reader.rooms.at(-1)).toMatchObject({ access: 'read', reason: 'store' })
        if (text !== TEXT)
          expect(canonicalJson(read.parts)).toBe(canonicalJson(readParts(reader.doc) as unknown as Json))
        const program = joins(server, text, visitor)
        await until(`a stock client reads ${text}`, () => program.provider.synced, 2_000)
        expect(people.map((person) => person.acknowledged())).toEqual(then)
        reader.leaves()
        program.leaves()
      }
    }
    expect(wordsIn(wordsOf(await server.replay(TEXT)))).toEqual(log)
    disk.empty()
    await until('it takes writes again', async () => (await server.get('/readyz')).status === 200, 5_000)
    await until('all may write again', () => people.every((person) => person.rooms.at(-1)?.access === 'edit'), 5_000)
  }
  clearInterval(typing)
  await until('every word is saved', () => people.every((person, index) => person.acknowledged() === typed[index]))
  const end = wordsOf(await server.replay(TEXT))
  await until('all agree', () => [...people, stock].every((person) => person.words() === end))
  expect(wordsIn(end).sort()).toEqual(
    typed.flatMap((n, index) => Array.from({ length: n }, (_, k) => wordOf(index, k))).sort(),
  )
  expect(people.flatMap((person) => person.refused)).toEqual([])
  for (const person of [...people, stock]) person.leaves()
}, 300_000)
