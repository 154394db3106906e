import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { CHOICES } from '../../shared/votes/model.ts'
import { newStore, removeStore } from '../stores.ts'
import { cast, must, opensVote, type Person, SESSION, type World, world } from '../world.ts'
import { allowsManners } from './manners.ts'
import { dumpOf, lastRecorded, refuses } from './store.ts'
import { DISORDER } from './went-wrong.ts'

let w: World
let chair: Person
let one: Person
let other: Person
let member: Person
let observer: Person
let vote: { vote: string; hash: string }
const enters = async (options = {}) => {
  w = await world(options)
  ;[chair, one, other, member, observer] = await w.people('m01', 's01', 's02', 'm03', 'o01')
}
beforeEach(() => enters())
afterEach(() => w.close())

const opens = async (manner: 'open' | 'sealed') => {
  await allowsManners(w, ['open', 'sealed'])
  vote = await opensVote(chair, 'r01', manner)
}
const seen = (person: Person) => person.sees('votes', 'vote', { id: vote.vote })
const placeOf = async (person: Person, place: string) => {
  const found = (await seen(person)).roll.find((each) => each.place === place)
  if (!found) throw new Error(`${place} is not on the roll`)
  return found
}
const hands = (place: string) => one.does('votes', 'hand-sheet', { vote: vote.vote, place })
const keys = (person: Person, place: string, choice: string) =>
  person.does('votes', 'key-sheet', { ...vote, place, choice })
const scans = (place: string) =>
  one.act('votes', 'attach-scan', { vote: vote.vote, place, base64: Buffer.from('%PDF-1.7').toString('base64') })
const closes = () => chair.does('votes', 'close', { vote: vote.vote })
const makesVoid = () => chair.act('votes', 'void', { vote: vote.vote, ...DISORDER })
const findings = async () => (await verifyStore(w.app.house.db, null)).findings
const counted = async () => {
  const words = await dumpOf(w.app.house.db)
  return CHOICES.map((choice) => [...words.matchAll(new RegExp(`\\b${choice}\\b`, 'g'))].length)
}

/** Ballots on devices, one by word, one on a sheet that is keyed, one on a sheet that is not. */
async function votes() {
  await cast(w, vote, { for: ['m01', 'm02'], against: ['m03'] })
  await one.does('votes', 'record-word', { ...vote, place: 'm04', choice: 'abstain' })
  for (const place of ['m05', 'm08']) await hands(place)
  for (const teller of [one, other]) await keys(teller, 'm05', 'against')
  await keys(one, 'm08', 'for')
}

describe('a sealed vote that becomes void', () => {
  test('[VO96] [VO81] [VO83] while it is open: the chair alone makes it void, and no choice of it is read by anybody else', async () => {
    await opens('sealed')
    const before = await counted()
    await votes()
    expect(must(await makesVoid())).toMatchObject({ void: true })
    for (const person of [chair, one, await w.person('m12'), observer]) {
      const { stage, outcome, roll, mine } = await seen(person)
      expect({ stage, outcome }).toEqual({ stage: 'void', outcome: null })
      expect(roll.map(({ choice }) => choice)).toEqual(roll.map(() => null))
      if (person !== chair) expect(mine.every(({ receipt }) => receipt === null)).toBe(true)
    }
    expect((await seen(member)).mine[0]?.receipt).toMatchObject({ choice: 'against', source: 'device' })
    expect(await placeOf(one, 'm04')).toMatchObject({ cast: true, source: 'word' })
    for (const person of [observer, await w.person('m12')])
      expect(await placeOf(person, 'm04')).toMatchObject({ cast: null, source: null })
    const { entries } = await member.sees('record', 'entries', { limit: '20' })
    for (const { content } of entries.filter(({ act }) => act !== 'vote-opened'))
      expect(content).not.toMatch(/"(for|against|abstain)"/)
    expect(await counted()).toEqual(before)
    expect(await findings()).toEqual([])
  })

  test('[VO96] [VO72] its sheets stand as they were keyed, and no scan shows what was on them', async () => {
    await opens('sealed')
    await votes()
    must(await makesVoid())
    expect((await placeOf(other, 'm05')).sheet).toMatchObject({ standing: 'agree', mayKey: false })
    expect((await placeOf(other, 'm08')).sheet).toMatchObject({ standing: 'one', mayKey: false })
    await refuses(w, () => scans('m05'), 'vote-void', 'VO96')
  })

  test('[VO96] [VO84] the screens show no number of it, and the vote that repeats it counts its own ballots alone', async () => {
    await opens('sealed')
    await votes()
    must(await makesVoid())
    const link = await one.does('screens', 'create-link', { session: SESSION, name: 'Hall', languages: ['ru'] })
    const answer = await w.app.http.request(`/api/screens/screen?session=${SESSION}&screen=${link.id}`, {
      headers: { cookie: `kenes-screen-${link.id}=${link.path.split('#')[1]}` },
    })
    expect(await answer.json()).toMatchObject({ shown: { scene: 'outcome', outcome: null } })
    const first = vote.vote
    const { vote: again } = await chair.does('votes', 'open', {
      recommendation: 'r01',
      hash: vote.hash,
      manner: 'sealed',
    })
    vote = { ...vote, vote: again }
    expect((await seen(chair)).remedies.repeats).toMatchObject({ vote: first, ground: 'disorder' })
    await cast(w, vote, { for: ['m03', 'm04'], against: ['m12'] })
    const { outcome } = await closes()
    expect(outcome.tallies[0]).toMatchObject({ for: 2, against: 1, abstain: 0 })
    const sealed = await w.app.house.db.selectFrom('ballots').select('vote').execute()
    expect(new Set(sealed.map((row) => row.vote))).toEqual(new Set([again]))
    expect(await findings()).toEqual([])
  })

  test('[VO96] [VO82] [VO83] after its close the chairs do it together; what was opened then stays readable, scans too', async () => {
    await opens('sealed')
    await votes()
    const { outcome } = await closes()
    const { voiding, void: done } = must(await makesVoid())
    expect(done).toBe(false)
    await (await w.person('m12')).does('votes', 'agree-to-void', { voiding })
    const after = await seen(observer)
    expect(after).toMatchObject({ stage: 'void', outcome: { tallies: outcome.tallies } })
    expect(await placeOf(observer, 'm05')).toMatchObject({ choice: 'against', source: 'paper', cast: true })
    expect((await scans('m05')).ok).toBe(true)
    expect(await findings()).toEqual([])
  })

  test('[VO96] [VO63] where the secret is lost the chair makes it void, and those who cast read the page again', async () => {
    const store = await newStore()
    await w.close()
    await enters({ store, ballotSecret: new Uint8Array(32).fill(1) })
    await opens('sealed')
    await votes()
    await w.close()
    await enters({ store, ballotSecret: new Uint8Array(32).fill(2) })
    expect(await member.ask('votes', 'vote', { id: vote.vote })).toMatchObject({ code: 'wrong-ballot-secret' })
    must(await makesVoid())
    const { stage, mine } = await seen(member)
    expect({ stage, receipt: mine[0]?.receipt }).toEqual({ stage: 'void', receipt: null })
    expect(await findings()).toEqual([])
    await w.close()
    await removeStore(store)
    await enters()
  })
})

describe('a correction of one place’s entry', () => {
  const WORDS = 'Read from the wrong line of the sheet.'
  const proposes = (place: string, choice: string) =>
    one.act('votes', 'propose-correction', { vote: vote.vote, place, right: { choice }, words: WORDS })
  const confirms = (person: Person, correction: string) => person.act('votes', 'confirm-correction', { correction })

  test('[VO85] [VO86] [VO87] in a closed sealed vote: a word is corrected by two, the first stays beside it, and members read neither number before the announcement', async () => {
    await opens('sealed')
    await votes()
    await refuses(w, () => proposes('m04', 'for'), 'vote-not-closed', 'VO85')
    await closes()
    const before = (await seen(chair)).outcome
    expect(before?.tallies[0]).toMatchObject({ for: 2, against: 2, abstain: 1 })
    await refuses(w, () => proposes('m03', 'for'), 'own-ballot', 'VO86')
    const { correction } = must(await proposes('m04', 'for'))
    expect((await lastRecorded(w, 'correction-proposed')).facts).toEqual({ correction, place: 'm04' })
    await refuses(w, () => confirms(one, correction), 'second-person', 'VO85')
    expect((await seen(chair)).outcome).toEqual(before)
    must(await confirms(other, correction))
    expect((await seen(chair)).outcome?.tallies[0]).toMatchObject({ for: 3, against: 2, abstain: 0 })
    expect((await seen(member)).outcome).toBeNull()
    expect((await seen(member)).remedies.corrections[0]?.before).toBeNull()
    await chair.does('votes', 'announce', { vote: vote.vote })
    expect((await seen(observer)).remedies.corrections).toMatchObject([
      {
        stage: 'confirmed',
        change: { kind: 'choice', was: 'abstain', choice: 'for' },
        words: WORDS,
        before: before?.headline,
      },
    ])
    expect(await placeOf(observer, 'm04')).toMatchObject({ choice: 'for', source: 'word' })
    expect(await findings()).toEqual([])
  })

  test('[VO85] [VO72] [VO87] a sheet both tellers misread is corrected by two, its keyings stay as they were keyed', async () => {
    for (const manner of ['open', 'sealed'] as const) {
      await opens(manner)
      await cast(w, vote, { for: ['m01', 'm02'], against: ['m03', 'm04'] })
      await hands('m05')
      for (const teller of [one, other]) await keys(teller, 'm05', 'against')
      await closes()
      const { correction } = must(await proposes('m05', 'for'))
      must(await confirms(chair, correction))
      expect((await seen(chair)).outcome).toMatchObject({
        result: 'carried',
        tallies: [{ for: 3, against: 2 }, {}, {}],
      })
      expect(await placeOf(chair, 'm05')).toMatchObject({ choice: 'for', source: 'paper' })
      const keyed = await w.app.house.db.selectFrom('sheet_keyings').select(['teller', 'choice']).execute()
      expect(keyed.map(({ teller, choice }) => `${teller} ${choice}`).sort()).toEqual(['s01 against', 's02 against'])
      await chair.does('votes', 'announce', { vote: vote.vote })
      expect((await seen(observer)).remedies.corrections).toMatchObject([{ change: { was: 'against', choice: 'for' } }])
      expect(await findings()).toEqual([])
      await w.close()
      await enters()
    }
  })

  test('[VO86] [VO73] a sheet that was not keyed has no entry to correct, and a ballot moves to its place', async () => {
    await opens('sealed')
    await votes()
    await closes()
    await refuses(w, () => proposes('m08', 'for'), 'no-such-ballot', 'VO86')
    const right = { to: 'm08' }
    const { correction } = must(
      await one.act('votes', 'propose-correction', { vote: vote.vote, place: 'm05', right, words: WORDS }),
    )
    must(await confirms(other, correction))
    expect([(await placeOf(chair, 'm05')).choice, (await placeOf(chair, 'm08')).choice]).toEqual([null, 'against'])
    expect(await findings()).toEqual([])
  })
})
