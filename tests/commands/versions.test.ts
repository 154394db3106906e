import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StoreAddress } from '../../server/db/address.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import { ACTIVITY_MS } from '../../shared/versions/model.ts'
import { joins, until as untilIn } from '../live/people.ts'
import { newStore, removeStore } from '../stores.ts'
import { freezes, must, type Person, SESSION, testClock, type World, world } from '../world.ts'
import { actsOn, lastRecorded, refuses, until } from './store.ts'

let w: World
let url: string
let chair: Person
let member: Person
let other: Person
let secretary: Person
let observer: Person

const gather = async () => {
  ;[chair, member, other, secretary, observer] = await w.people('m01', 'm03', 'm12', 's01', 'o01')
  url = await w.listen()
}
const draft = { recommendation: 'r01' }
const cut = (person: Person, change: object = {}) =>
  person.act('versions', 'cut', { ...draft, name: 'Before the ministry', ...change })
const listed = async (person = member, recommendation = 'r01') =>
  (await person.sees('versions', 'list', { recommendation })).versions
const reasons = async (recommendation = 'r01') => (await listed(member, recommendation)).map(({ reason }) => reason)
const findings = async () => (await verifyStore(w.app.house.db, null)).findings

/** Somebody writes at the end of the English main text, and it is saved. */
async function writes(person: Person, words: string, text = 'r01'): Promise<void> {
  await inText(person, text, (page) => page.types(words))
}

async function inText(person: Person, text: string, does: (page: ReturnType<typeof joins>) => void): Promise<void> {
  const page = joins({ url: `${url.replace('http', 'ws')}/live`, origin: url }, text, person.cookie, { ours: true })
  await untilIn('the text is there', () => page.words() !== '')
  does(page)
  await untilIn('it is saved', () => page.sent() > 0 && page.saved() === page.sent())
  page.leaves()
}

/** Somebody takes the last letters of the English main text out again. */
const takesOut = (person: Person, count: number) =>
  inText(person, 'r01', ({ doc, words }) => {
    const paragraph = doc.getXmlFragment('text:en').get(0)
    const runs = 'toArray' in paragraph ? paragraph.toArray() : []
    const run = runs[0] as unknown as { length: number; delete: (at: number, length: number) => void }
    expect(words()).not.toBe('')
    run.delete(run.length - count, count)
  })

const changesFields = async (person: Person, priority: string) => {
  const { fields, fieldsRev } = await person.sees('recommendations', 'recommendation', { id: 'r01' })
  const changed = { ...(fields as Fields), priority }
  await person.does('recommendations', 'change-fields', { id: 'r01', rev: fieldsRev, fields: changed })
}

describe('a version by name', () => {
  beforeEach(async () => {
    w = await world()
    await gather()
  })
  afterEach(() => w.close())

  test('[VE10] a member cuts the present words under a name and with a reason, and everybody writes on', async () => {
    await writes(other, ' And soon.')
    const { version } = must(await cut(member, { words: 'For the ministry’s answer' }))
    expect(version.number).toBe(1)
    const seen = await member.sees('versions', 'version', { id: version.id })
    expect(seen).toMatchObject({
      reason: 'named',
      name: 'Before the ministry',
      words: 'For the ministry’s answer',
      createdBy: 'm03',
      hash: version.hash,
    })
    expect(seen.plain.text.en).toMatch(/And soon\.$/)
    expect(await member.sees('recommendations', 'recommendation', { id: 'r01' })).toMatchObject({
      stage: 'drafting',
      version: null,
      may: { edit: true },
    })
    expect(await lastRecorded(w, 'version-cut')).toMatchObject({
      by: 'm03',
      facts: { version: version.id, number: 1, name: 'Before the ministry' },
    })
    expect(await findings()).toEqual([])
  })

  test('[VE10] the secretariat does so too where it holds no pen; who neither writes nor keeps the texts does not', async () => {
    await chair.does('recommendations', 'set-pen', { recommendations: ['r01'], pen: 'amendments-only' })
    must(await cut(secretary))
    for (const person of [chair, member]) await refuses(w, () => cut(person), 'no-right', 'RE3')
    await chair.does('recommendations', 'set-pen', { recommendations: ['r01'], pen: 'everyone-seated' })
    await refuses(w, () => cut(observer), 'no-right', 'RE3')
    must(await cut(member))
  })

  test('[VE10] a fixed text takes no name, nor one of a closed session', async () => {
    await freezes(chair, 'r02')
    await refuses(w, () => cut(secretary, { recommendation: 'r02' }), 'frozen', 'RE4')
    await chair.does('sessions', 'close', { session: SESSION })
    await refuses(w, () => cut(secretary), 'session-not-open', 'RE4')
  })

  test('[VE10] a name is not empty, and not one that circulating gives', async () => {
    for (const name of ['', '   ', 'x'.repeat(81)]) await refuses(w, () => cut(member, { name }), 'malformed', 'AC6')
    for (const name of ['Rev.1', 'rev 12', 'REV3']) await refuses(w, () => cut(member, { name }), 'malformed', 'VE10')
    must(await cut(member, { name: 'Revised' }))
  })

  test('[VE10] asked again under its request id it is cut once', async () => {
    const requestId = 'a-name-once-1'
    const first = must(await cut(member, { requestId }))
    expect(must(await cut(member, { requestId }))).toEqual(first)
    expect(await listed()).toHaveLength(1)
  })

  test('[VE14] a version says what it said when it was cut, in every language and field, whatever is written since', async () => {
    const { version } = must(await cut(member))
    const before = await member.sees('versions', 'version', { id: version.id })
    await writes(other, ' Later.')
    await changesFields(member, 'low')
    await freezes(chair, 'r01')
    expect(await member.sees('versions', 'version', { id: version.id })).toEqual(before)
    const now = await member.sees('recommendations', 'text', { id: 'r01' })
    expect(now.plain.text.kk).toBe(before.plain.text.kk)
    expect(now.plain.text.en).not.toBe(before.plain.text.en)
  })

  test('[VE13] the list names who has written since the version before, and who only looks on is told no names', async () => {
    must(await cut(secretary, { name: 'First' }))
    await writes(member, ' One.')
    await writes(other, ' Two.')
    must(await cut(secretary, { name: 'Second' }))
    await writes(other, ' Three.')
    await freezes(chair, 'r01')
    const seen = await listed()
    expect(seen.map(({ number, name, reason, createdBy }) => [number, name, reason, createdBy])).toEqual([
      [3, null, 'freeze', 'm01'],
      [2, 'Second', 'named', 's01'],
      [1, 'First', 'named', 's01'],
    ])
    expect(seen.map(({ changedBy }) => changedBy.map(({ account }) => account))).toEqual([
      ['m12'],
      ['m03', 'm12'],
      ['s01'],
    ])
    const toObserver = await listed(observer)
    expect(toObserver.map(({ number, authors, changedBy }) => ({ number, authors, changedBy }))).toEqual([
      { number: 3, authors: [], changedBy: [] },
    ])
    expect(await observer.ask('versions', 'version', { id: seen[1]?.id ?? '' })).toMatchObject({ code: 'not-found' })
    expect((await actsOn(w, 'r01')).filter(({ act }) => act === 'version-cut')).toHaveLength(3)
  })
})

describe('versions that nobody asks for', () => {
  beforeEach(async () => {
    w = await world()
    await gather()
  })
  afterEach(() => w.close())

  test('[VE11] closing a session cuts a version of each changed text, and of no other', async () => {
    await writes(member, ' Late words.')
    await secretary.does('recommendations', 'change-fields', {
      id: 'r03',
      rev: 1,
      fields: {
        ...((await member.sees('recommendations', 'recommendation', { id: 'r03' })).fields as Fields),
        priority: 'low',
      },
    })
    await freezes(chair, 'r02')
    await chair.does('sessions', 'close', { session: SESSION })
    const [last] = await listed()
    expect(last).toMatchObject({
      reason: 'close',
      createdBy: null,
      changedBy: [{ account: 'm03' }, { account: 's01' }],
    })
    const seen = await member.sees('versions', 'version', { id: last?.id ?? '' })
    expect(seen.plain.text.en).toMatch(/Late words\.$/)
    expect(await reasons('r03')).toEqual(['close'])
    expect(await reasons('r02')).toEqual(['freeze'])
    expect(await reasons('r06')).toEqual([])
    expect((await lastRecorded(w, 'version-cut')).by).toBeNull()
    expect(await findings()).toEqual([])
  })

  test('[VE11] what already stands in a version is not cut again', async () => {
    await writes(member, ' Late words.')
    must(await cut(member))
    await chair.does('sessions', 'close', { session: SESSION })
    expect(await reasons()).toEqual(['named'])
  })

  test('[VE12] ten minutes after the first change a version is cut, and not before', async () => {
    await writes(member, ' One.')
    w.clock.move(ACTIVITY_MS - SECOND_MS)
    await writes(other, ' Two.')
    expect(await reasons()).toEqual([])
    w.clock.move(SECOND_MS)
    await until('it is cut', async () => (await listed()).length === 1)
    const [version] = await listed()
    expect(version).toMatchObject({ reason: 'activity', createdBy: null })
    expect(version?.changedBy.map(({ account }) => account)).toEqual(['m03', 'm12', 's01'])
    expect((await lastRecorded(w, 'version-cut')).by).toBeNull()
    await writes(member, ' Three.')
    w.clock.move(ACTIVITY_MS)
    await until('another is cut', async () => (await listed()).length === 2)
  })

  test('[VE12] a version that was cut meanwhile counts; what was written after it has ten minutes of its own', async () => {
    await writes(member, ' One.')
    w.clock.move(6 * MINUTE_MS)
    must(await cut(member))
    await writes(other, ' Two.')
    w.clock.move(4 * MINUTE_MS)
    await writes(other, ' Three.', 'r02')
    w.clock.move(6 * MINUTE_MS)
    await until('it is cut', async () => (await listed()).length === 2)
    const [late, named] = await listed()
    expect([late?.reason, named?.reason]).toEqual(['activity', 'named'])
    // At the tenth minute of the first change nothing is cut: it stands in the version by name.
    expect((late?.createdAt ?? 0) - (named?.createdAt ?? 0)).toBe(ACTIVITY_MS)
    expect(await reasons('r02')).toEqual([])
  })

  test('[VE12] words that were written and taken out again, and fields alone, make no version', async () => {
    must(await cut(member))
    await writes(member, ' One.')
    await takesOut(member, ' One.'.length)
    w.clock.move(ACTIVITY_MS)
    await writes(other, ' Elsewhere.', 'r02')
    w.clock.move(ACTIVITY_MS)
    await until('the other text is cut', async () => (await listed(member, 'r02')).length === 1)
    expect(await reasons()).toEqual(['named'])
  })

  test('[VE12] a text that is frozen before its ten minutes are over has its version', async () => {
    await writes(member, ' One.')
    await freezes(chair, 'r01')
    await writes(other, ' Elsewhere.', 'r02')
    w.clock.move(ACTIVITY_MS)
    await until('the other text is cut', async () => (await listed(member, 'r02')).length === 1)
    expect(await reasons()).toEqual(['freeze'])
  })

  test('[VE13] those who look on read no version that was cut without being asked for', async () => {
    await writes(member, ' One.')
    await changesFields(member, 'low')
    await chair.does('sessions', 'close', { session: SESSION })
    const [version] = await listed()
    expect(await listed(observer)).toEqual([])
    expect(await observer.ask('versions', 'version', { id: version?.id ?? '' })).toMatchObject({ code: 'not-found' })
  })
})

describe('a server that stopped between', () => {
  let store: StoreAddress
  beforeEach(async () => {
    store = await newStore('demo')
  })
  afterEach(() => removeStore(store))

  test('[VE12] changes that grew old while no server ran are cut at the next start, once', async () => {
    w = await world({ store })
    await gather()
    await writes(member, ' One.')
    const stopped = w.clock.now()
    await w.close()
    for (const hours of [1, 2]) {
      w = await world({ store, clock: testClock(stopped + hours * 60 * MINUTE_MS) })
      await gather()
      expect(await reasons()).toEqual(['activity'])
      await w.close()
    }
  })

  test('[VE11] a session that was closed by a server that stopped then has its versions at the next start', async () => {
    w = await world({ store })
    await gather()
    await writes(member, ' One.')
    await changesFields(member, 'low')
    await w.app.house.db.updateTable('sessions').set({ stage: 'closed' }).execute()
    await w.close()
    for (const _ of [1, 2]) {
      w = await world({ store })
      await gather()
      expect(await reasons()).toEqual(['close'])
      expect(await reasons('r02')).toEqual([])
      await w.close()
    }
  })
})
