import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StoreAddress } from '../../server/db/address.ts'
import { setHead } from '../../server/live/log-rows.ts'
import { replayTo } from '../../server/live/verify-log.ts'
import { setStage } from '../../server/recommendations/commands.ts'
import { allow } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId, RecommendationId, SessionId, TextId } from '../../shared/ids.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import { newStore, removeStore } from '../stores.ts'
import { freezes, opensVote, type Person, SESSION, type World, world } from '../world.ts'
import { actsOn, headOf, refuses, storeOf, until } from './store.ts'

let w: World
let chair: Person
let member: Person
let secretary: Person
const gather = async () => {
  ;[chair, member, secretary] = await w.people('m01', 'm03', 's01')
}
const freeze = (person: Person, more = {}) => person.act('versions', 'freeze', { recommendation: 'r01', ...more })
const shown = () => member.sees('recommendations', 'recommendation', { id: 'r01' })
const versions = async () => (await member.sees('versions', 'list', { recommendation: 'r01' })).versions
const head = () => w.app.house.db.selectFrom('heads').selectAll().where('text', '=', 'r01').executeTakeFirstOrThrow()

describe('freezing now', () => {
  beforeEach(async () => {
    w = await world()
    await gather()
  })
  afterEach(() => w.close())

  test('[VE1] the presiding chair freezes a text: a version of its words is cut and nobody writes any more', async () => {
    const hash = await freezes(chair, 'r01')
    expect(await shown()).toMatchObject({
      stage: 'frozen',
      version: { number: 1, hash },
      freezesAt: null,
      may: { edit: false },
    })
    expect(await head()).toMatchObject({ state: 'closed', seq: 1 })
    expect((await actsOn(w, 'r01')).slice(-2)).toEqual([
      { act: 'text-frozen', by: 'm01' },
      { act: 'version-cut', by: 'm01' },
    ])
  })

  test('[VE3] [VE4] the version is the canonical bytes of the log replayed to its row, and its hash is their SHA-256', async () => {
    const hash = await freezes(chair, 'r01')
    const [summary] = await versions()
    const version = await member.sees('versions', 'version', { id: summary?.id ?? '' })
    expect(sha256Hex(version.canonical)).toBe(hash)
    const parts = await replayTo(w.app.house.db, 'r01' as TextId, version.seq)
    const fields = (await shown()).fields as Fields
    expect(
      parts && canonicalContent({ recommendation: 'r01' as RecommendationId, kind: 'recommendation', fields, parts }),
    ).toBe(version.canonical)
    expect(version.authors.map(({ account }) => account)).toEqual(['s01'])
  })

  test('[VE4] the same session in another store has the same hashes', async () => {
    const other = await world()
    try {
      const hash = await freezes(await other.person('m01'), 'r01')
      expect(hash).toBe(await freezes(chair, 'r01'))
    } finally {
      await other.close()
    }
  })

  test('[VE1] [SE2] nobody else freezes', async () => {
    for (const person of [member, secretary, ...(await w.people('m02', 'm12', 'o01'))])
      await refuses(w, () => freeze(person), 'no-right', 'SE2')
  })

  test('[VE1] only in an open session and only a text in drafting', async () => {
    for (const stage of ['suspended', 'closed'] as const) {
      await w.app.house.db
        .updateTable('sessions')
        .set({ stage })
        .where('id', '=', SESSION as SessionId)
        .execute()
      await refuses(w, () => freeze(chair), 'session-not-open', 'VE1')
    }
    await w.app.house.db
      .updateTable('sessions')
      .set({ stage: 'open' })
      .where('id', '=', SESSION as SessionId)
      .execute()
    await freezes(chair, 'r01')
    await refuses(w, () => freeze(chair), 'frozen', 'VE1')
  })

  test('[VE1] pressed twice at the same moment it cuts one version', async () => {
    const answers = await Promise.all([freeze(chair), freeze(chair), freeze(chair)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await versions()).toHaveLength(1)
  })

  test('[RB6] asked again with the same request id it answers the same version and cuts no other', async () => {
    const first = await freeze(chair, { requestId: 'freeze-0001' })
    const before = await storeOf(w)
    expect(await freeze(chair, { requestId: 'freeze-0001' })).toEqual(first)
    expect(await storeOf(w)).toEqual(before)
    await refuses(w, () => freeze(chair, { requestId: 'freeze-0001', recommendation: 'r02' }), 'malformed', 'RB6')
  })

  test('[RB6] asked again after its freeze was taken back it answers the version that it cut, and freezes nothing', async () => {
    const first = await freeze(chair, { requestId: 'freeze-0001' })
    await chair.does('votes', 'take-back-freeze', { recommendation: 'r01' })
    const before = await storeOf(w)
    expect(await freeze(chair, { requestId: 'freeze-0001' })).toEqual(first)
    expect(await storeOf(w)).toEqual(before)
    await freeze(chair, { requestId: 'freeze-0002' })
    expect(await freeze(chair, { requestId: 'freeze-0001' })).toEqual(first)
  })

  test('[VO1] [VE1] taken back and frozen again unchanged, it is version 2 with the same hash', async () => {
    const hash = await freezes(chair, 'r01')
    await chair.does('votes', 'take-back-freeze', { recommendation: 'r01' })
    expect(await shown()).toMatchObject({ stage: 'drafting', version: null, may: { edit: true } })
    expect(await freezes(chair, 'r01')).toBe(hash)
    expect((await versions()).map(({ number }) => number)).toEqual([2, 1])
  })

  test('[VO1] a freeze taken back begins a new epoch, so that no page goes on from the old text', async () => {
    const before = await head()
    await freezes(chair, 'r01')
    await chair.does('votes', 'take-back-freeze', { recommendation: 'r01' })
    const after = await head()
    expect(after).toMatchObject({ state: 'open', seq: before.seq })
    expect(after.epoch).not.toBe(before.epoch)
    expect(after.rev).toBeGreaterThan(before.rev)
  })

  test('[VO1] nobody else takes it back, not a text in drafting, and not once a vote opened', async () => {
    const takeBack = (person: Person) => person.act('votes', 'take-back-freeze', { recommendation: 'r01' })
    await refuses(w, () => takeBack(chair), 'not-frozen', 'VO1')
    await freezes(chair, 'r01')
    for (const person of [member, secretary]) await refuses(w, () => takeBack(person), 'no-right', 'SE2')
    await chair.does('votes', 'take-back-freeze', { recommendation: 'r01' })
    const { vote } = await opensVote(chair, 'r01')
    await refuses(w, () => takeBack(chair), 'vote-opened', 'VO1')
    await chair.does('votes', 'close', { vote })
    await refuses(w, () => takeBack(chair), 'vote-opened', 'VO1')
  })
})

describe('freezing in ten seconds', () => {
  beforeEach(async () => {
    w = await world()
    await gather()
  })
  afterEach(() => w.close())

  test('[VE2] it is announced, there is writing until its end, then the version is cut in the chair’s name', async () => {
    const freezesAt = w.clock.now() + 10_000
    expect(await freeze(chair, { inSeconds: 10 })).toMatchObject({ ok: true, value: { freezesAt, version: null } })
    expect(await shown()).toMatchObject({ stage: 'drafting', freezesAt, may: { edit: true } })
    w.clock.move(9_999)
    expect(await shown()).toMatchObject({ stage: 'drafting', freezesAt })
    w.clock.move(1)
    const [version] = await until('the version is cut', async () => ((await versions()).length > 0 ? versions() : null))
    expect(version).toMatchObject({ number: 1, createdBy: 'm01' })
    expect(await shown()).toMatchObject({ stage: 'frozen', freezesAt: null, version: { number: 1 } })
    expect((await actsOn(w, 'r01')).slice(-3)).toEqual([
      { act: 'freeze-announced', by: 'm01' },
      { act: 'text-frozen', by: 'm01' },
      { act: 'version-cut', by: 'm01' },
    ])
  })

  test('[VE2] the chair stops it until it ends; both acts are recorded and the end of the countdown does nothing', async () => {
    await freeze(chair, { inSeconds: 10 })
    await chair.does('versions', 'stop-freeze', { recommendation: 'r01' })
    const before = await storeOf(w)
    w.clock.move(20_000)
    expect(await shown()).toMatchObject({ stage: 'drafting', freezesAt: null })
    expect(await storeOf(w)).toEqual(before)
    expect((await actsOn(w, 'r01')).slice(-2)).toEqual([
      { act: 'freeze-announced', by: 'm01' },
      { act: 'freeze-stopped', by: 'm01' },
    ])
  })

  test('[LT12] a countdown and its end raise the number by which every server knows that a text must be judged again', async () => {
    const { rev } = await head()
    await freeze(chair, { inSeconds: 10 })
    const announced = (await head()).rev
    expect(announced).toBeGreaterThan(rev)
    await chair.does('versions', 'stop-freeze', { recommendation: 'r01' })
    expect((await head()).rev).toBeGreaterThan(announced)
  })

  test('[VE2] a freeze announced anew after a stop runs its own ten seconds', async () => {
    await freeze(chair, { inSeconds: 10 })
    w.clock.move(6_000)
    await chair.does('versions', 'stop-freeze', { recommendation: 'r01' })
    await freeze(chair, { inSeconds: 10 })
    w.clock.move(5_000)
    await w.app.house.acts.run({ by: 's01' as AccountId, endpoint: 'tests/wait', input: {} }, async () => allow({}))
    expect(await shown()).toMatchObject({ stage: 'drafting' })
    w.clock.move(5_000)
    await until('the version is cut', async () => (await versions()).length === 1)
  })

  test('[VE2] nobody else stops it, and where none runs there is nothing to stop', async () => {
    const stop = (person: Person) => person.act('versions', 'stop-freeze', { recommendation: 'r01' })
    await refuses(w, () => stop(chair), 'no-freeze-running', 'VE2')
    await freeze(chair, { inSeconds: 10 })
    for (const person of [member, secretary]) await refuses(w, () => stop(person), 'no-right', 'SE2')
    w.clock.move(10_000)
    await until('the version is cut', async () => (await versions()).length === 1)
    await refuses(w, () => stop(chair), 'no-freeze-running', 'VE2')
  })

  test('[VE1] while a countdown runs neither a second one nor a freeze at once is taken', async () => {
    await freeze(chair, { inSeconds: 10 })
    for (const inSeconds of [0, 10]) await refuses(w, () => freeze(chair, { inSeconds }), 'freeze-running', 'VE1')
    await refuses(w, () => freeze(chair, { inSeconds: 5 }), 'malformed', 'AC6')
  })
})

describe('a server that stops in between', () => {
  let store: StoreAddress
  beforeEach(async () => {
    store = await newStore('demo')
    w = await world({ store })
    await gather()
  })
  afterEach(async () => {
    await w.close()
    await removeStore(store)
  })
  const again = async () => {
    await w.close()
    w = await world({ store, clock: w.clock })
    await gather()
  }

  test('[VE1] between closing the log and cutting the version: the next start cuts it', async () => {
    await w.app.house.acts.run({ by: 'm01' as AccountId, endpoint: 'tests/first-step', input: {} }, async (act) => {
      await setHead(act.tx, 'r01' as TextId, { state: 'freezing', newEpoch: act.random })
      await setStage(act, 'r01' as RecommendationId, 'frozen')
      await act.record({ act: 'text-frozen', subject: 'r01', facts: { text: 'r01', seq: 1 } })
      return allow({})
    })
    expect(await shown()).toMatchObject({ stage: 'frozen', version: null })
    await refuses(w, () => chair.act('votes', 'take-back-freeze', { recommendation: 'r01' }), 'freeze-running', 'VO1')
    await refuses(
      w,
      () => chair.act('votes', 'open', { recommendation: 'r01', hash: 'a'.repeat(64) }),
      'not-frozen',
      'VO2',
    )
    await again()
    expect(await shown()).toMatchObject({ stage: 'frozen', version: { number: 1 } })
    expect((await versions())[0]).toMatchObject({ createdBy: 'm01', seq: 1 })
    expect(await head()).toMatchObject({ state: 'closed' })
    const before = await headOf(w)
    await again()
    expect(await headOf(w)).toEqual(before)
  })

  test('[VE2] during a countdown: the next start takes it up', async () => {
    await freeze(chair, { inSeconds: 10 })
    w.clock.move(4_000)
    await again()
    expect(await shown()).toMatchObject({ stage: 'drafting' })
    w.clock.move(6_000)
    await until('the version is cut', async () => (await versions()).length === 1)
  })

  test('[VE2] a countdown that ended while the server stood still is done at the next start', async () => {
    await freeze(chair, { inSeconds: 10 })
    await w.close()
    w.clock.move(60_000)
    w = await world({ store, clock: w.clock })
    await gather()
    w.clock.move(0)
    await until('the version is cut', async () => (await versions()).length === 1)
  })
})
