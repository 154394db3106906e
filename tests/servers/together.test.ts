import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256Hex } from '../../shared/hash.ts'
import type { RecommendationId, VoteId } from '../../shared/ids.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import { joined, type Person, savedOn, until, wire, wordsOf } from '../live/people.ts'
import { answersStepOne, author, updateMessage } from '../live/updates.ts'
import { type Postgres, startPostgres } from '../services.ts'
import { startHouse } from './house.ts'

const TEXT = 'r01'
let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

/** Whom somebody sees in the text beside themselves. */
const seenBy = ({ provider, doc }: Person): string =>
  [...provider.awareness.getStates()]
    .flatMap(([client, { user }]) => (client !== doc.clientID && user ? [`${user.id} ${user.name}`] : []))
    .sort()
    .join()

describe.each([
  { redis: true, title: 'with Redis' },
  { redis: false, title: 'without Redis' },
])('two servers on one store, $title', ({ redis }) => {
  test('[LT60] what is written on one is shown on the other, in both directions at once, and all agree', async () => {
    await using house = await startHouse(postgres, { redis })
    const { a, b } = house
    const people = await Promise.all([
      ...['m01', 'm02', 'm03'].map(async (id) => joined(a, TEXT, await a.cookie(id), { ours: true })),
      ...['m04', 'm05', 'm06'].map(async (id) => joined(b, TEXT, await b.cookie(id), { ours: true })),
    ])
    for (let k = 0; k < 40; k += 1) {
      for (const [index, person] of people.entries()) person.types(`⟨${index}-${k}⟩`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await until('all is saved', () => people.every((person) => person.saved() === person.sent()))
    await until('all agree', () => new Set(people.map((person) => person.words())).size === 1)
    const words = people[0]?.words() ?? ''
    expect(words.match(/⟨\d-\d+⟩/g)).toHaveLength(240)
    expect(wordsOf(await a.replay(TEXT))).toBe(words)
    // Nobody was refused: whoever finds the other's row before their own writes behind it.
    expect(people.flatMap((person) => person.refused)).toEqual([])
    const rows = await a.log(TEXT)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
    for (const person of people) person.leaves()
  })

  test('[LT61] who is on the other server is seen with the name that server stamped, and goes with it', async () => {
    await using house = await startHouse(postgres, { redis })
    const { a, b } = house
    const here = await joined(a, TEXT, await a.cookie('m01'), { ours: true })
    const there = await joined(b, TEXT, await b.cookie('m04'), { ours: true })
    here.provider.awareness.setLocalStateField('user', { id: 'm09', name: 'Somebody else' })
    there.provider.awareness.setLocalState({ cursor: null })
    const names = await a.sees<{ name: { ru: string } }>('/api/accounts/me', 'm01')
    await until(
      'each sees the other',
      () => seenBy(there) === `m01 ${names.name.ru}` && seenBy(here).startsWith('m04 '),
    )
    const listed = async (server: typeof a, id: string) => {
      const { accounts } = await server.sees<{ accounts: { account: string; texts: { text: string }[] }[] }>(
        '/api/sessions/connected?session=2025-04-joint',
        id,
      )
      return accounts.filter(({ texts }) => texts.some(({ text }) => text === TEXT)).map(({ account }) => account)
    }
    await until('the list says so on both', async () =>
      [await listed(a, 'm01'), await listed(b, 'm04')].every((list) => list.join() === 'm01,m04'),
    )
    await b.ends('SIGKILL')
    await until('the dead server’s people are gone', () => seenBy(here) === '', 15_000)
    expect(await listed(a, 'm01')).toEqual(['m01'])
    for (const person of [here, there]) person.leaves()
  })

  test('[LT13] [LT60] a freeze on one server is exact on both, and every later edit is refused on both', async () => {
    await using house = await startHouse(postgres, { redis })
    const { a, b } = house
    const ids = Array.from({ length: 22 }, (_, index) => `m${String(index + 1).padStart(2, '0')}`)
    const people = await Promise.all(
      ids.map(async (id, index) => {
        const server = index % 2 === 0 ? a : b
        return joined(server, TEXT, await server.cookie(id), { ours: true })
      }),
    )
    const typing = setInterval(() => {
      for (const [index, person] of people.entries()) person.types(`⟨${index}⟩`)
    }, 10)
    await until('all have saved', () => people.every((person) => person.saved() > 5))
    const { version } = await b.does<{ version: { hash: string } }>('/api/versions/freeze', 'm01', {
      recommendation: TEXT,
      inSeconds: 0,
    })
    await until('all are told', () => people.every((person) => person.rooms.at(-1)?.reason === 'frozen'))
    await until('each has been refused', () => people.every((person) => person.refused.length > 0))
    clearInterval(typing)
    await until('all is decided', () => people.every((person) => person.saved() === person.sent()))
    const recommendation = await a.sees<Asked>(`/api/recommendations/recommendation?id=${TEXT}`, 'm01')
    const rows = await a.log(TEXT)
    const content = canonicalContent({
      recommendation: TEXT as RecommendationId,
      kind: recommendation.kind as never,
      fields: recommendation.fields,
      parts: readParts(await a.replay(TEXT)),
    })
    expect(version.hash).toBe(sha256Hex(content))
    expect(rows.length).toBe((await a.sees<{ seq: number }>(`/api/recommendations/text?id=${TEXT}`, 'm01')).seq)
    expect(new Set(people.flatMap((person) => person.refused.map(({ code }) => code)))).toEqual(new Set(['frozen']))
    for (const person of people) person.leaves()
  })

  test('[LT33] [LT60] who signs out on one server is signed out on the other within a second', async () => {
    await using house = await startHouse(postgres, { redis })
    const { a, b } = house
    const cookie = await a.cookie('m02')
    const other = await joined(b, TEXT, await b.cookie('m02'), { ours: true })
    const same = await joined(b, TEXT, cookie, { ours: true })
    const from = performance.now()
    await a.does('/api/accounts/sign-out', 'm02', {})
    await until('the other server has closed it', () => same.closed() !== null)
    expect(performance.now() - from).toBeLessThan(redis ? 1_000 : 1_600)
    expect(same.closed()?.code).toBe(4401)
    // The same person's other sign-in stays.
    expect(other.closed()).toBeNull()
    for (const person of [other, same]) person.leaves()
  })

  test('[AC25] [LT60] a sign-in on one server is told to the person’s open pages on the other', async () => {
    await using house = await startHouse(postgres, { redis })
    const { a, b } = house
    const leaving = new AbortController()
    const news = await fetch(`${a.origin}/api/news?session=2025-04-joint`, {
      headers: { cookie: await a.cookie('m05') },
      signal: leaving.signal,
    })
    let heard = ''
    const read = async () => {
      for await (const chunk of news.body ?? []) heard += Buffer.from(chunk).toString('utf8')
    }
    const reading = read().catch(() => undefined)
    const told = () => heard.split('"sign-ins"').length - 1
    // It is told of its own one too, which is as new.
    await until('it listens', () => told() === 1)
    const from = performance.now()
    await b.cookie('m05')
    await until('it is told', () => told() === 2)
    expect(performance.now() - from).toBeLessThan(5_000)
    leaving.abort()
    await reading
  })

  test('[LT3] [LT60] a client id that wrote on one server is its account’s on the other; what is refused on one is closed on both', async () => {
    await using house = await startHouse(postgres, { redis })
    const { a, b } = house
    const owner = answersStepOne(await wire(a, TEXT, await a.cookie('m01'), '?v=1'))
    const thief = answersStepOne(await wire(b, TEXT, await b.cookie('m02'), '?v=1'))
    owner.send(updateMessage(author(4_711).types('Mine. ')))
    await until('it is saved', () => savedOn(owner) === 2)
    thief.send(updateMessage(author(4_711, undefined).types('Not mine.')))
    await until('it is decided', () => savedOn(thief) === 2 || thief.closed() !== null)
    expect(thief.ofType(MESSAGE.refused)).toHaveLength(1)
    const text = wordsOf(await a.replay(TEXT))
    expect(text).toContain('Mine.')
    expect(text).not.toContain('Not mine.')
  })

  test('[RB1] acts of two servers are serial: ballots and the close race, and the chain holds', async () => {
    await using house = await startHouse(postgres, { redis })
    const { a, b } = house
    const { version } = await a.does<{ version: { hash: string } }>('/api/versions/freeze', 'm01', {
      recommendation: 'r10',
      inSeconds: 0,
    })
    const opened = await b.does<{ vote: VoteId }>('/api/votes/open', 'm01', {
      recommendation: 'r10',
      hash: version.hash,
      manner: 'open',
    })
    const voters = ['m01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08']
    const cast = (server: typeof a, id: string, choice: string) =>
      server.does('/api/votes/cast', id, { vote: opened.vote, hash: version.hash, place: id, choice }).then(
        () => 1,
        () => 0,
      )
    const before = await Promise.all(voters.slice(0, 4).map((id, index) => cast(index % 2 ? a : b, id, 'for')))
    expect(before).toEqual([1, 1, 1, 1])
    const [late] = await Promise.all([
      Promise.all(voters.slice(4).map((id, index) => cast(index % 2 ? a : b, id, 'against'))),
      a.does('/api/votes/close', 'm01', { vote: opened.vote }),
    ])
    const ballots = await a.store((db) =>
      db.selectFrom('ballots').selectAll().where('vote', '=', opened.vote).execute(),
    )
    expect(ballots.length).toBe(4 + late.reduce((sum, one) => sum + one, 0))
    const acts = await a.store((db) => db.selectFrom('record').select(['number', 'act']).orderBy('number').execute())
    expect(acts.map(({ number }) => number)).toEqual(acts.map((_, index) => index + 1))
    const close = acts.findIndex(({ act }) => act === 'vote-closed')
    expect(acts.slice(close).filter(({ act }) => act === 'ballot-cast')).toEqual([])
  })
})

type Asked = { kind: string; fields: Fields }
