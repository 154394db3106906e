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
