import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../server/db/database.ts'
import type { AccountId, RecommendationId } from '../../shared/ids.ts'
import { joined, type Person, until, wordsOf } from '../live/people.ts'
import type { ServerProcess } from '../server-process.ts'
import { type Postgres, startPostgres } from '../services.ts'
import { type House, startHouse } from './house.ts'

const TEXT = 'r01'
const CUT_MS = 4_000

/** People who type on both servers, and what each of them was told is saved. */
type Hall = {
  readonly people: readonly Person[]
  /** Words that were acknowledged. */
  acknowledged(): string[]
  /** Stops the typing, waits until all agree, and says what is wrong with the text. */
  ends(server: ServerProcess): Promise<{ lost: string[]; doubled: string[]; words: string }>
}

async function hallOf({ a, b }: House, count = 10, everyMs = 50): Promise<Hall> {
  const people = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const server = index % 2 === 0 ? a : b
      return joined(server, TEXT, await server.cookie(`m${String(index + 1).padStart(2, '0')}`), { ours: true })
    }),
  )
  const typed = people.map(() => 0)
  const wordOf = (person: number, number: number) => `⟨${person}-${number}⟩`
  const typing = setInterval(() => {
    for (const [index, person] of people.entries()) {
      person.types(wordOf(index, typed[index] ?? 0))
      typed[index] = (typed[index] ?? 0) + 1
    }
  }, everyMs)
  return {
    people,
    acknowledged: () =>
      people.flatMap((person, index) => Array.from({ length: person.acknowledged() }, (_, k) => wordOf(index, k))),
    async ends(server) {
      clearInterval(typing)
      const all = typed.flatMap((written, index) => Array.from({ length: written }, (_, k) => wordOf(index, k)))
      const end = () => people[0]?.words() ?? ''
      await until('all is saved', () => people.every((person, index) => person.acknowledged() === typed[index]))
      await until('all agree', () => people.every((person) => person.words() === end()))
      const words = end()
      expect(wordsOf(await server.replay(TEXT))).toBe(words)
      const found: string[] = words.match(/⟨\d+-\d+⟩/g) ?? []
      const there = new Set(found)
      for (const person of people) person.leaves()
      return {
        lost: all.filter((word) => !there.has(word)),
        doubled: found.filter((word, index) => found.indexOf(word) !== index),
        words,
      }
    },
  }
}

const passes = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const WHOLE = { lost: [], doubled: [] }
const progress = ({ people }: Hall): number[] => people.map((person) => person.acknowledged())

describe('what breaks between servers', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres({ durable: true })
  })
  afterAll(() => postgres.stop())

  test('[LT6] [LT60] one server’s connection to the store is cut: it says so and takes nothing, the other goes on, and nothing is lost', async () => {
    await using house = await startHouse(postgres, { redis: true })
    const hall = await hallOf(house)
    await until('all write', () => progress(hall).every((count) => count > 5))
    await house.lineOfB.cut()
    const onB = hall.people.filter((_, index) => index % 2 === 1)
    await until('who is on it reads only', () => onB.every((person) => person.rooms.at(-1)?.reason === 'store'), 3_000)
    expect((await house.b.get('/readyz')).status).toBe(503)
    const before = progress(hall)
    await passes(CUT_MS)
    const after = progress(hall)
    expect(after.filter((count, index) => index % 2 === 1 && count !== before[index])).toEqual([])
    expect(after.filter((count, index) => index % 2 === 0 && count === before[index])).toEqual([])
    await house.lineOfB.mend()
    await until('who is on it writes again', () => onB.every((person) => person.rooms.at(-1)?.access === 'edit'))
    await until('it is ready', async () => (await house.b.get('/readyz')).status === 200)
    expect(await hall.ends(house.a)).toMatchObject(WHOLE)
    expect(hall.people.flatMap((person) => person.refused)).toEqual([])
  })

  test('[LT6] PostgreSQL itself is killed and comes back: nothing that was acknowledged is lost, nothing doubled', async () => {
    await using house = await startHouse(postgres, { redis: true })
    const hall = await hallOf(house)
    await until('all write', () => progress(hall).every((count) => count > 5))
    postgres.signal('SIGKILL')
    await until('all are told', () => hall.people.every((person) => person.rooms.at(-1)?.reason === 'store'))
    const acknowledged = hall.acknowledged()
    await postgres.again()
    await until('all write again', () => hall.people.every((person) => person.rooms.at(-1)?.access === 'edit'))
    const end = await hall.ends(house.a)
    expect(end).toMatchObject(WHOLE)
    expect(acknowledged.filter((word) => !end.words.includes(word))).toEqual([])
  })

  test('[LT60] [LT61] Redis is killed, and hangs: words and rights travel by the store, and nothing is lost', async () => {
    await using house = await startHouse(postgres, { redis: true })
    const hall = await hallOf(house)
    await until('all write', () => progress(hall).every((count) => count > 5))
    for (const signal of ['SIGSTOP', 'SIGKILL'] as const) {
      house.redis?.signal(signal)
      const before = progress(hall)
      await until('all write on', () => progress(hall).every((count, index) => count > (before[index] ?? 0) + 5))
      const seen = hall.acknowledged()
      await until(
        'each has all of it within the time of a look',
        () => hall.people.every((person) => seen.every((word) => person.words().includes(word))),
        5_000,
      )
      if (signal === 'SIGSTOP') house.redis?.signal('SIGCONT')
    }
    await house.redis?.again()
    expect(await hall.ends(house.b)).toMatchObject(WHOLE)
  })

  test('[LT1] [LT60] a server is killed while all type: the other goes on, and when it is back nothing is lost', async () => {
    await using house = await startHouse(postgres, { redis: true })
    const hall = await hallOf(house)
    for (let kill = 0; kill < 3; kill += 1) {
      const before = progress(hall)
      await until('all write', () => progress(hall).every((count, index) => count > (before[index] ?? 0) + 5))
      await house.b.ends('SIGKILL')
      const acknowledged = hall.acknowledged()
      const log = wordsOf(await house.a.replay(TEXT))
      expect(acknowledged.filter((word) => !log.includes(word))).toEqual([])
      const alone = progress(hall)
      await until('the others write on', () =>
        progress(hall).every((count, index) => index % 2 === 1 || count > (alone[index] ?? 0) + 5),
      )
      await house.b.again()
    }
    expect(await hall.ends(house.a)).toMatchObject(WHOLE)
  })

  test('[LT38] [LT1] [LT60] two servers are stopped and started in turn while twenty type: each ends by itself, all come back, nothing is lost', async () => {
    await using house = await startHouse(postgres, { redis: true })
    const hall = await hallOf(house, 20, 300)
    for (const server of [house.a, house.b]) {
      const before = progress(hall)
      await until('all write', () => progress(hall).every((count, index) => count > (before[index] ?? 0)))
      expect(await server.ends('SIGTERM')).toBe(0)
      const acknowledged = hall.acknowledged()
      const log = wordsOf(await house.a.replay(TEXT))
      expect(acknowledged.filter((word) => !log.includes(word))).toEqual([])
      await server.again()
      const back = progress(hall)
      await until('all are back', () => progress(hall).every((count, index) => count > (back[index] ?? 0)))
    }
    expect(await hall.ends(house.a)).toMatchObject(WHOLE)
    expect(hall.people.flatMap((person) => person.refused)).toEqual([])
  }, 120_000)

  test('[LT60] a server that hangs holds the others up for seconds at most, and loses nothing when it goes on', async () => {
    await using house = await startHouse(postgres, { redis: true })
    const hall = await hallOf(house)
    for (let pause = 0; pause < 3; pause += 1) {
      const before = progress(hall)
      await until('all write', () => progress(hall).every((count, index) => count > (before[index] ?? 0) + 5))
      house.b.signal('SIGSTOP')
      const alone = progress(hall)
      await until(
        'the others write on',
        () => progress(hall).every((count, index) => index % 2 === 1 || count > (alone[index] ?? 0) + 5),
        5_000,
      )
      house.b.signal('SIGCONT')
    }
    expect(await hall.ends(house.a)).toMatchObject(WHOLE)
  })

  test('[VE1] [VE2] a freeze whose server died is finished by the other, and so is a countdown', async () => {
    await using house = await startHouse(postgres, { redis: true })
    const { a, b } = house
    await b.does('/api/versions/freeze', 'm01', { recommendation: 'r02', inSeconds: 10 })
    await b.ends('SIGKILL')
    // What the first step of a freeze leaves behind, when its server dies before the second.
    const db = await openDatabase(a.address)
    await db
      .updateTable('recommendations')
      .set({ stage: 'frozen', freeze_by: 'm01' as AccountId })
      .where('id', '=', 'r01' as RecommendationId)
      .execute()
    await db
      .updateTable('heads')
      .set((eb) => ({ state: 'freezing', rev: eb('rev', '+', 1) }))
      .where('text', '=', 'r01')
      .execute()
    await db.destroy()
    type Shown = { stage: string; version: { number: number } | null }
    const shown = (id: string) => a.sees<Shown>(`/api/recommendations/recommendation?id=${id}`, 'm01')
    await until('the cut is made', async () => (await shown('r01')).version?.number === 1)
    await until('the countdown has ended in a version', async () => (await shown('r02')).version?.number === 1)
    expect((await shown('r02')).stage).toBe('frozen')
  })
})
