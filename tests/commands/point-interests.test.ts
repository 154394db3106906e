import { beforeEach, describe, expect, test } from 'vitest'
import { opensVote, type Person } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { floorOf, session } from './on-the-floor.ts'
import { refuses } from './store.ts'

inTheHall()
let other: Person
beforeEach(async () => {
  other = await w.person('m05')
})

describe('an interest in an agenda point', () => {
  const words = { ...session, point: 'a09', account: 'm03' }
  const declares = (by: Person, change = {}) =>
    by.act('floor', 'declare-interest', { ...words, reason: 'works there', ...change })
  const takesBack = (by: Person, change = {}) => by.act('floor', 'withdraw-interest', { ...words, ...change })

  test('[SE41] counts in votes on every text of that point, beside interests in the text itself', async () => {
    await declares(member)
    await other.does('sessions', 'declare-recusal', {
      ...session,
      recommendation: 'r01',
      account: 'm05',
      reason: 'wrote it',
    })
    const recusedOn = async (recommendation: string) =>
      (await chair.sees('votes', 'prepare', { recommendation })).recused.map(({ account, reason }) => [account, reason])
    expect(await recusedOn('r01')).toEqual([
      ['m03', 'works there'],
      ['m05', 'wrote it'],
    ])
    expect(await recusedOn('r02')).toEqual([['m03', 'works there']])
    await chair.does('recommendations', 'move-to-point', { recommendation: 'r02', point: 'a10' })
    expect(await recusedOn('r02')).toEqual([])
    const { vote, hash } = await opensVote(chair, 'r01')
    expect(await member.act('votes', 'cast', { vote, place: 'm03', hash, choice: 'for' })).toMatchObject({
      ok: false,
      code: 'recused',
    })
    await refuses(w, () => takesBack(member), 'vote-running', 'SE41')
    await refuses(w, () => declares(other, { account: 'm05' }), 'vote-running', 'SE41')
    expect((await declares(other, { account: 'm05', point: 'a10' })).ok).toBe(true)
  })

  test('[SE41] by the person or the secretary, each once, in a point of this agenda', async () => {
    for (const by of [chair, observer]) await refuses(w, () => declares(by), 'no-right', 'SE41')
    expect((await declares(secretary)).ok).toBe(true)
    await refuses(w, () => declares(member), 'already-recused', 'SE41')
    expect((await takesBack(member)).ok).toBe(true)
    await refuses(w, () => takesBack(member), 'not-recused', 'SE41')
    await refuses(w, () => declares(member, { point: 'a99' }), 'not-found', 'SE41')
    await refuses(w, () => declares(secretary, { account: 'o01' }), 'not-on-the-session', 'SE41')
    const rows = await w.app.house.db.selectFrom('record').select('content').execute()
    expect(rows.filter(({ content }) => content.includes('works there'))).toEqual([])
  })

  test('[SE42] observers see who is recused, never why', async () => {
    await declares(member)
    expect((await floorOf(member)).interests).toMatchObject([{ account: 'm03', point: 'a09', reason: 'works there' }])
    expect((await floorOf(observer)).interests).toMatchObject([{ account: 'm03', point: 'a09', reason: '' }])
  })
})
