import { expect, test } from 'vitest'
import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
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
