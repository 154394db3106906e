import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ballotSecret, secretFile } from '../../server/ballot-secret.ts'
import { embedded } from '../../server/db/database.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { fixKey } from '../../server/votes/sealed.ts'
import { sealsFrom } from '../../server/votes/seals.ts'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId, VoteId } from '../../shared/ids.ts'
import { CHOICES } from '../../shared/votes/model.ts'
import { newFolder, newStore, removeStore } from '../stores.ts'
import { cast, freezes, opensVote, type Person, SESSION, type World, world } from '../world.ts'
import { allowsManners } from './manners.ts'
import { dumpOf, refuses } from './store.ts'

let w: World
let chair: Person
let secretary: Person
let member: Person
let vote: { vote: string; hash: string }
const enters = async (options = {}) => {
  w = await world(options)
  ;[chair, secretary, member] = (await w.people('m01', 's01', 'm03')) as [Person, Person, Person]
}
beforeEach(() => enters())
afterEach(() => w.close())

async function opensSealed(recommendation = 'r01') {
  await allowsManners(w, ['open', 'sealed'])
  vote = await opensVote(chair, recommendation, 'sealed')
}
const gives = (person: Person, choice: string, more = {}) =>
  person.act('votes', 'cast', { ...vote, place: person.id, choice, ...more })
const seen = (person: Person) => person.sees('votes', 'vote', { id: vote.vote })
const closes = () => chair.act('votes', 'close', { vote: vote.vote })
const findings = async () => (await verifyStore(w.app.house.db, null)).findings

describe('a sealed vote', () => {
  test('[VO60] [VO6] opens only where the standing orders of every council name it', async () => {
    await allowsManners(w, ['open', 'sealed'], 'cc')
    const hash = await freezes(chair, 'r01')
    const open = () => chair.act('votes', 'open', { recommendation: 'r01', hash, manner: 'sealed' })
    await refuses(w, open, 'wrong-manner', 'VO6')
    await allowsManners(w, ['open', 'sealed'], 'ec')
    expect((await open()).ok).toBe(true)
  })

  test('[VO60] the last ballot before the close counts, on a device or by word, and then all are shown', async () => {
    await opensSealed()
    await gives(member, 'for')
    await gives(member, 'abstain')
    await cast(w, vote, { for: ['m01', 'm02', 'm12'], against: ['m04'] })
    await secretary.does('votes', 'record-word', { ...vote, place: 'm05', choice: 'against' })
    await refuses(w, async () => gives(await w.person('m05'), 'for'), 'already-cast', 'VO11')
    const closed = await closes()
    expect(closed).toMatchObject({ ok: true, value: { outcome: { result: 'carried' } } })
    const { roll } = await seen(await w.person('o01'))
    const shown = roll.filter((place) => place.choice).map((place) => `${place.place} ${place.choice} ${place.source}`)
    expect(shown.sort()).toEqual([
      'm01 for device',
      'm02 for device',
      'm03 abstain device',
      'm04 against device',
      'm05 against word',
      'm12 for device',
    ])
  })

  test('[VO61] while it is open only the member reads a choice, and only the desk who has cast', async () => {
    await opensSealed()
    await gives(member, 'against')
    expect((await seen(member)).mine[0]?.receipt).toMatchObject({ choice: 'against', source: 'device' })
    const ofMember = async (person: Person) => (await seen(person)).roll.find(({ place }) => place === 'm03')
    for (const person of [chair, secretary])
      expect(await ofMember(person)).toMatchObject({ cast: true, choice: null, source: 'device' })
    expect(await ofMember(member)).toMatchObject({ cast: true, choice: null })
    for (const person of await w.people('m04', 'm12', 'o01')) {
      const { roll, progress, mine } = await seen(person)
      expect(progress).toEqual({ places: 20, cast: 1 })
      expect(roll.every(({ account, cast: known }) => known === (account === person.id ? false : null))).toBe(true)
      expect(roll.every(({ choice, source }) => choice === null && source === null)).toBe(true)
      expect(mine.every(({ receipt }) => receipt === null)).toBe(true)
    }
  })

  test('[VO62] the record book names place and source, and the screens show a number', async () => {
    await opensSealed()
    await gives(member, 'against')
    const link = await secretary.does('screens', 'create-link', { session: SESSION, name: 'Hall', languages: ['ru'] })
    const secret = link.path.split('#')[1] ?? ''
    const answer = await w.app.http.request(`/api/screens/screen?session=${SESSION}&screen=${link.id}`, {
      headers: { cookie: `kenes-screen-${link.id}=${secret}` },
    })
    const { shown } = (await answer.json()) as { shown: { scene: string; cast: number; roll: { choice: null }[] } }
    expect(shown).toMatchObject({ scene: 'vote', cast: 1 })
    expect(shown.roll.every(({ choice }) => choice === null)).toBe(true)
    const { entries } = await member.sees('record', 'entries', { limit: '20' })
    const entry = entries.find(({ act }) => act === 'ballot-cast')
    expect(JSON.parse(entry?.content ?? '').facts).toEqual({ place: 'm03', source: 'device' })
  })

  test('[VO62] a dump of the store during the vote holds no choice, and no hash that three guesses would find', async () => {
    await opensSealed()
    const counted = (words: string) =>
      CHOICES.map((choice) => [...words.matchAll(new RegExp(`"?\\b${choice}\\b"?`, 'g'))].length)
    const before = counted(await dumpOf(w.app.house.db))
    await gives(member, 'against', { requestId: 'sealed-0001' })
    await gives(chair, 'for', { requestId: 'sealed-0002' })
    await secretary.does('votes', 'record-word', { ...vote, place: 'm04', choice: 'abstain', requestId: 'sealed-0003' })
    await seen(member)
    const words = await dumpOf(w.app.house.db)
    expect(counted(words)).toEqual(before)
    const guesses = ['m01', 'm03', 'm04'].flatMap((place) =>
      CHOICES.flatMap((choice) => [
        { ...vote, place, choice },
        { ...vote, place, choice, requestId: 'sealed-0001' },
      ]),
    )
    for (const guess of guesses) expect(words).not.toContain(sha256Hex(canonicalJson(guess)))
    const rows = await w.app.house.db.selectFrom('sealed_ballots').select('sealed').execute()
    expect(new Set(rows.map(({ sealed }) => sealed.length)).size).toBe(1)
    expect(new Set(rows.map(({ sealed }) => sealed)).size).toBe(3)
  })

  test('[VO62] asked and answered, every choice is equally long', async () => {
    await opensSealed()
    const lengths = async (person: Person, choice: string) => {
      const words = { ...vote, place: person.id, choice, requestId: `length-${choice.padEnd(8, '-')}` }
      const given = await person.raw('POST', '/api/votes/cast', JSON.stringify(words))
      const own = await person.raw('GET', `/api/votes/vote?id=${vote.vote}`)
      const others = await (await w.person('m08')).raw('GET', `/api/votes/vote?id=${vote.vote}`)
      return [await given.text(), await own.text(), await others.text()].map((body) => body.length)
    }
    const [first, ...more] = [
      await lengths(member, 'for'),
      await lengths(member, 'against'),
      await lengths(member, 'abstain'),
    ]
    for (const one of more) expect(one).toEqual(first)
  })

  test('[RB6] [VO62] a retry gets the same receipt, and the same request id with another choice is refused', async () => {
    await opensSealed()
    const first = await gives(member, 'for', { requestId: 'sealed-0001' })
    expect(first).toMatchObject({ ok: true, value: { choice: 'for', place: 'm03' } })
    expect(await gives(member, 'for', { requestId: 'sealed-0001' })).toEqual(first)
    await refuses(w, () => gives(member, 'against', { requestId: 'sealed-0001' }), 'malformed', 'RB6')
  })

  test('[VO64] verify agrees before the close and after it, and names a row that was changed', async () => {
    await opensSealed()
    await cast(w, vote, { for: ['m01', 'm02', 'm03'], against: ['m12'] })
    expect(await findings()).toEqual([])
    await closes()
    await chair.does('votes', 'announce', { vote: vote.vote })
    expect(await findings()).toEqual([])
    const { db } = w.app.house
    await db
      .updateTable('ballots')
      .set({ choice: 'against' })
      .where('vote', '=', vote.vote as VoteId)
      .where('given_by', '=', 'm01' as AccountId)
      .execute()
    expect((await findings()).map(({ table, key }) => `${table} ${key}`)).toContain(`ballots ${vote.vote}/m01`)
  })
})

describe('the secret', () => {
  test('[VO63] a server with another secret neither takes nor opens ballots, and with the old one the count is right', async () => {
    const store = await newStore()
    await w.close()
    const first = store.kind === 'sqlite' ? {} : { ballotSecret: new Uint8Array(32).fill(1) }
    await enters({ store, ...first })
    await opensSealed()
    await cast(w, vote, { for: ['m01', 'm03'], against: ['m12'] })
    await w.close()
    await enters({ store, ballotSecret: new Uint8Array(32).fill(2) })
    await refuses(w, closes, 'wrong-ballot-secret', 'VO63')
    await refuses(w, async () => gives(await w.person('m04'), 'for'), 'wrong-ballot-secret', 'VO63')
    expect((await seen(await w.person('m04'))).progress.cast).toBe(3)
    await w.close()
    await enters({ store, ...first })
    expect(await closes()).toMatchObject({ ok: true, value: { outcome: { result: 'carried' } } })
    const { tallies } = (await seen(chair)).outcome ?? { tallies: [] }
    expect(tallies[0]).toMatchObject({ for: 2, against: 1, abstain: 0 })
    expect(await findings()).toEqual([])
    await w.close()
    await removeStore(store)
    await enters()
  })

  test('[VO63] without a secret, as beside a PostgreSQL for which none was set, no sealed vote opens', async () => {
    expect(ballotSecret({ kind: 'postgres', url: 'postgres://127.0.0.1/x' }, null, () => new Uint8Array(32))).toBeNull()
    const none = sealsFrom(null)
    await w.app.house.acts.run({ by: 'm01' as AccountId, endpoint: 'tests/none', input: {} }, async (act) => {
      const key = await fixKey(act, { id: 'v' as VoteId, manner: 'sealed' }, none)
      expect(key).toMatchObject({ ok: false, refusal: { code: 'no-ballot-secret', rule: 'VO63' } })
      return key
    })
  })

  test('[VO63] it is a file of its owner alone beside the embedded store, and none of its words are in the store', async () => {
    await w.close()
    const store = newFolder()
    if (store.kind !== 'sqlite') throw new Error('a folder is asked for')
    await enters({ store })
    const file = secretFile(store.file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
    await opensSealed()
    await gives(member, 'for')
    const words = await dumpOf(w.app.house.db)
    expect(words).not.toContain(readFileSync(file, 'utf8').trim())
  })

  test('[VO64] what was cast is there when the machine stops at that moment', async () => {
    await w.close()
    const store = newFolder()
    if (store.kind !== 'sqlite') throw new Error('a folder is asked for')
    await enters({ store })
    await opensSealed()
    await cast(w, vote, { for: ['m01', 'm03'], against: ['m12'] })
    const other = newFolder()
    if (other.kind !== 'sqlite') throw new Error('a folder is asked for')
    mkdirSync(dirname(other.file), { recursive: true })
    // The files as they lie on the disk, taken from under the running server: what a machine finds that lost its power.
    for (const name of readdirSync(dirname(store.file)).filter((one) => !one.includes('lock')))
      copyFileSync(join(dirname(store.file), name), join(dirname(other.file), name))
    await w.close()
    await removeStore(store)
    await enters({ store: embedded(dirname(other.file)) })
    expect(await closes()).toMatchObject({ ok: true, value: { outcome: { result: 'carried' } } })
    expect((await seen(chair)).outcome?.tallies[0]).toMatchObject({ for: 2, against: 1 })
    expect(await findings()).toEqual([])
  })

  test('[VO63] a file that holds something else stops the start with one line', async () => {
    const store = newFolder()
    if (store.kind !== 'sqlite') throw new Error('a folder is asked for')
    mkdirSync(dirname(store.file), { recursive: true })
    writeFileSync(secretFile(store.file), 'not a secret\n')
    await expect(world({ store })).rejects.toThrow('is not the secret of sealed ballots')
    await removeStore(store)
  })
})
