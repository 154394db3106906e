import { expect, test } from 'vitest'
import { createMemo } from '../../server/db/memo.ts'
import { type Person, SESSION, world } from '../world.ts'

const session = { session: SESSION }

test('[SE58] many who ask at once share one look; after an act everybody is answered anew', async () => {
  const w = await world()
  const memo = createMemo(w.app.house.db)
  let looks = 0
  const look = () => memo.of('looks', async () => ++looks)
  expect(await Promise.all(Array.from({ length: 300 }, look))).toEqual(Array.from({ length: 300 }, () => 1))
  await (await w.person('m01')).does('sessions', 'take-point', { ...session, point: 'a01' })
  expect(await look()).toBe(2)
  expect(await look()).toBe(2)
  await w.close()
})

test('[SE58] what could not be loaded is tried again', async () => {
  const w = await world()
  const memo = createMemo(w.app.house.db)
  await expect(memo.of('what', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await memo.of('what', async () => 'there')).toBe('there')
  await w.close()
})

test('[SE58] whoever asks after an act was answered sees it, and each what is theirs alone', async () => {
  const w = await world()
  const [chair, secretary, member, observer] = await w.people('m01', 's01', 'm03', 'o01')
  const seen = (by: Person) => by.sees('sessions', 'session', { id: SESSION })
  for (const event of ['came', 'left', 'came'] as const) {
    await secretary.does('sessions', 'note-attendance', { ...session, account: 'm09', event })
    for (const one of [chair, member, observer]) {
      const { seats } = await seen(one)
      expect(seats.filter(({ account }) => account === 'm09').map(({ present }) => present)).toContain(event === 'came')
    }
  }
  await chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released: false })
  const title = async (by: Person) => (await seen(by)).agenda.find(({ id }) => id === 'a09')?.title.ru
  expect(await title(member)).not.toBe('')
  expect(await title(observer)).toBe('')
  expect(await title(member)).not.toBe('')
  expect((await seen(chair)).may.run).toBe(true)
  expect((await seen(member)).may.run).toBe(false)
  // Who is asked out again sees nothing from the same moment on.
  await chair.does('sessions', 'suspend', session)
  expect((await seen(observer)).stage).toBe('suspended')
  await chair.does('sessions', 'resume', session)
  expect((await seen(member)).quorum.map(({ present }) => present)).toEqual([0, 0])
  await w.close()
})
