import { argon2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
import { bigHall } from '../big-hall.ts'
import { until } from '../live/people.ts'
import { type Person, SESSION, type World, world } from '../world.ts'

const signsIn = (w: World, id: string, password: string) =>
  w.app.http.request('/api/accounts/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: demoEmail(id), password }),
  })

test('[AC4] one person with fifteen devices at once is let in on all; fifteen wrong guesses at once are not all looked at', async () => {
  const w = await world()
  const right = await Promise.all(Array.from({ length: 15 }, () => signsIn(w, 'm02', DEMO_PASSWORD)))
  expect(right.map(({ status }) => status)).toEqual(Array(15).fill(200))
  const wrong = await Promise.all(Array.from({ length: 15 }, (_, guess) => signsIn(w, 'm03', `guess ${guess}`)))
  const statuses = wrong.map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  await w.close()
})

test('[AC4] a hundred people behind one address come in within a minute, some at the third try; a guesser there does not', async () => {
  const w = await world({ content: bigHall(78) })
  // A weak hash makes so many tries quick; what is counted is the same.
  const weak = argon2Sync('argon2id', {
    message: DEMO_PASSWORD,
    nonce: Buffer.alloc(16),
    memory: 8,
    passes: 1,
    parallelism: 1,
    tagLength: 16,
  })
  const password = `$argon2id$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$${weak.toString('base64').slice(0, 22)}`
  await w.app.house.db.updateTable('accounts').set({ password }).execute()
  const { members } = bigHall(78)
  expect(members).toHaveLength(100)
  const comesIn = async (id: string, index: number): Promise<number> => {
    // Every third mistypes once, every sixth twice.
    for (let wrong = 0; wrong < (index % 6 === 0 ? 2 : index % 3 === 0 ? 1 : 0); wrong += 1)
      expect((await signsIn(w, id, `mistyped ${wrong}`)).status).toBe(401)
    return (await signsIn(w, id, DEMO_PASSWORD)).status
  }
  // Three times over, as after each break: what was mistyped does not add up.
  for (let round = 0; round < 3; round += 1)
    expect(await Promise.all(members.map(({ id }, index) => comesIn(id, index)))).toEqual(Array(100).fill(200))

  // One account, from the same address: ten tries, and then not with the right password either.
  const guesses = []
  for (let guess = 0; guess < 12; guess += 1) guesses.push((await signsIn(w, 'm01', `guess ${guess}`)).status)
  expect(guesses).toEqual([...Array(10).fill(401), 429, 429])
  expect((await signsIn(w, 'm01', DEMO_PASSWORD)).status).toBe(429)
  expect((await signsIn(w, 'm02', DEMO_PASSWORD)).status).toBe(200)

  // All accounts in turn, with a password that many choose: refused before each was tried twice.
  const sprayed = []
  for (const words of ['password 2026', 'kazakhstan 2026', 'astana 2026'])
    for (const { id } of members) sprayed.push((await signsIn(w, id, words)).status)
  expect(sprayed.filter((status) => status === 401).length).toBeLessThan(200)
  expect(sprayed.slice(200)).toEqual(Array(100).fill(429))
  await w.close()
})

test('[VE2] a countdown that ends where freezing is refused by then leaves nothing announced', async () => {
  const w = await world()
  const chair: Person = await w.person('m01')
  const kept = () => chair.sees('recommendations', 'recommendation', { id: 'r01' })
  await chair.does('versions', 'freeze', { recommendation: 'r01', inSeconds: 10 })
  expect((await kept()).freezesAt).not.toBeNull()
  await w.app.house.db
    .updateTable('sessions')
    .set({ stage: 'closed' })
    .where('id', '=', SESSION as never)
    .execute()
  w.clock.move(10_000)
  await until('nothing is announced', async () => (await kept()).freezesAt === null)
  expect((await kept()).stage).toBe('drafting')
  await w.close()
})

test('[AC6] what no store can keep and no hash can name is refused at the edge: a zero byte, half of a letter', async () => {
  const w = await world()
  const secretary = await w.person('s01')
  for (const words of ['a\0b', '\ud800', 'b\udc00a']) {
    const input = { session: SESSION, name: words, languages: ['ru'] }
    for (const more of [{}, { requestId: 'request-1' }])
      expect(await secretary.act('screens', 'create-link', { ...input, ...more })).toMatchObject({
        status: 400,
        code: 'malformed',
        rule: 'AC6',
      })
  }
  expect((await signsIn(w, 'm02\0', DEMO_PASSWORD)).status).toBe(400)
  for (const path of [
    'news?session=%00',
    'sessions/paper?id=a%00',
    'comments/file?session=%00',
    'sessions/session?id=%00',
  ])
    expect((await secretary.raw('GET', `/api/${path}`)).status).toBe(400)
  expect(
    (await secretary.act('screens', 'create-link', { session: SESSION, name: '\\u0000 қ', languages: ['ru'] })).ok,
  ).toBe(true)
  await w.close()
})

test('[AC4] behind a proxy the address is the one the proxy wrote, whatever the caller says before it', async () => {
  const w = await world({ settings: { trustProxy: true } })
  const tries = async (forwarded: (guess: number) => string) => {
    const statuses = []
    for (let guess = 0; guess < 11; guess += 1)
      statuses.push(
        (
          await w.app.http.request('/api/accounts/use-card', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded(guess) },
            body: JSON.stringify({ code: `AAAAAA${10 + guess}` }),
          })
        ).status,
      )
    return statuses.at(-1)
  }
  expect(await tries((guess) => `10.0.0.${guess}, 192.0.2.1`)).toBe(429)
  expect(await tries((guess) => `192.0.2.1, 10.0.0.${guess}`)).toBe(401)
  await w.close()
})
