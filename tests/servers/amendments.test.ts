import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { begins, JOURNAL, one, says, TEXT, tables } from '../commands/amending.ts'
import { until } from '../live/people.ts'
import { Random } from '../live/random.ts'
import { Typist, wronglyOwned } from '../live/typists.ts'
import { type Postgres, startPostgres } from '../services.ts'
import { world } from '../world.ts'
import { demoOn } from './house.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

const LETTERS = [
  ['m13', 'д'],
  ['m14', 'е'],
  ['m15', 'й'],
] as const
const ADOPTIONS = 6

test('[AM32] [AM33] [LT60] amendments are adopted on one server while people type in text and draft on the other: nothing that was saved is lost, nothing refused is there', {
  timeout: 180_000,
}, async () => {
  const url = await postgres.database(await demoOn(postgres))
  const serverOn = () => world({ store: { kind: 'postgres', url } })
  const [a, b] = [await serverOn(), await serverOn()]
  const origin = await b.listen()
  await a.listen()
  const where = { url: `${origin.replace('http', 'ws')}/live`, origin }
  const [chair, member] = await a.people('m01', 'm03')
  const numbers = { next: 1 }
  const random = new Random(7)
  const draft = await begins(await b.person('m13'), { changes: [] })
  const people = await Promise.all([
    ...LETTERS.map(async ([id, letter]) => new Typist(where, await b.person(id), TEXT, { letter, numbers })),
    new Typist(where, await b.person('m13'), draft, { letter: 'д', numbers }),
  ])
  for (const typist of people) await typist.comes()
  const saved = new Map(people.map((typist) => [typist, new Set<string>()]))
  const kept = new Set<string>()
  const settle = async () => {
    for (const typist of people) {
      const settled = await typist.settles()
      for (const { kind, word } of settled.saved) if (kind === 'added') saved.get(typist)?.add(word)
      for (const { word } of settled.kept) kept.add(word)
      if (typist.mustStartAnew) await typist.startsAnew()
    }
  }
  for (let round = 0; round < ADOPTIONS; round += 1) {
    const amendment = await tables(member, { changes: [{ ...JOURNAL, from: '', to: `Пункт ${round}.` }] })
    let going = true
    const typing = (async () => {
      while (going) {
        for (const typist of people) if (!typist.mustStartAnew) typist.adds(random)
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    })()
    const count = numbers.next
    await until('they are typing', () => numbers.next > count + 20)
    await chair.does('amendments', 'accept', { amendment })
    await until('the other server has heard of it', () => people.slice(0, 3).every((typist) => typist.mustStartAnew))
    going = false
    await typing
    await settle()
  }
  const said = {
    text: await says(chair),
    draft: JSON.stringify((await one(await b.person('m13'), draft)).texts.amendment.text.ru),
  }
  const isIn = (words: string, word: string) => new RegExp(`${word}(?!\\d)`).test(words)
  for (const [typist, words] of saved) {
    expect(words.size).toBeGreaterThan(ADOPTIONS)
    const stands = typist.text === TEXT ? said.text : said.draft
    expect([...words].filter((word) => !isIn(stands, word))).toEqual([])
  }
  expect([...kept].filter((word) => isIn(said.text, word) || isIn(said.draft, word))).toEqual([])
  expect(said.text.match(/Пункт/g)).toHaveLength(ADOPTIONS)
  const letters = new Map<string, string>(LETTERS.map(([id, letter]) => [letter, id]))
  const accountOf = (word: string) => (/^[дей]\d+$/.test(word) ? letters.get(word[0] ?? '') : undefined)
  for (const text of [TEXT, draft]) expect(await wronglyOwned(a, text, accountOf)).toEqual([])
  expect((await verifyStore(a.app.house.db, null)).findings).toEqual([])
  for (const typist of people) typist.leaves()
  for (const w of [a, b]) await w.close()
})
