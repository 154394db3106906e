import { describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { must, opensVote, type Person } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses } from './store.ts'
import { keysWrongly } from './went-wrong.ts'

inTheHall()

const WORDS = 'Heard wrongly in the hall.'
const proposes = (person: Person, vote: string, more = {}) =>
  person.act('votes', 'propose-correction', { vote, place: 'm08', right: { choice: 'for' }, words: WORDS, ...more })
const answers = (person: Person, correction: string, answer: 'confirm' | 'decline' = 'confirm') =>
  person.act('votes', `${answer}-correction`, { correction })
const seen = (id: string, person = chair) => person.sees('votes', 'vote', { id })
const findings = async () => (await verifyStore(w.app.house.db, null)).findings

describe('a wrong choice', () => {
  test('[VO85] [VO87] one of the secretariat proposes, another confirms: the outcome is computed anew, both stay, and the first entry beside', async () => {
    const { vote } = await keysWrongly(w, 'r01')
    const before = (await seen(vote)).outcome
    expect(before?.tallies[0]).toMatchObject({ for: 3, against: 1 })
    const { correction } = must(await proposes(secretary, vote))
    expect((await seen(vote)).outcome).toEqual(before)
    const second = await w.person('s02')
    expect((await seen(vote, second)).remedies.corrections[0]?.mayConfirm).toEqual({ ok: true })
    must(await answers(second, correction))
    const after = await seen(vote)
    expect(after.outcome?.tallies[0]).toMatchObject({ for: 4, against: 0 })
    expect(after.roll.find(({ place }) => place === 'm08')).toMatchObject({ choice: 'for', source: 'word' })
    expect(after.remedies.corrections).toMatchObject([
      {
        stage: 'confirmed',
        change: { kind: 'choice', place: { id: 'm08' }, was: 'against', choice: 'for' },
        words: WORDS,
        before: before?.headline,
      },
    ])
    expect(after.remedies.corrections[0]?.by).not.toEqual(after.remedies.corrections[0]?.decidedBy)
    expect((await actsOn(w, vote)).slice(-2)).toEqual([
      { act: 'correction-proposed', by: 's01' },
      { act: 'ballot-corrected', by: 's02' },
    ])
    await chair.does('votes', 'announce', { vote })
    expect((await seen(vote, observer)).remedies.corrections[0]?.before).toEqual(before?.headline)
    expect(await findings()).toEqual([])
  })

  test('[VO85] never confirmed by who proposed it; the presiding chair may', async () => {
    const { vote } = await keysWrongly(w, 'r01')
    const { correction } = must(await proposes(secretary, vote))
    await refuses(w, () => answers(secretary, correction), 'second-person', 'VO85')
    for (const person of [member, observer, await w.person('m12')])
      await refuses(w, () => answers(person, correction), 'no-right', 'VO85')
    must(await answers(chair, correction))
    await refuses(w, async () => answers(await w.person('s02'), correction), 'no-correction', 'VO85')
  })

  test('[VO85] members and chairs propose none', async () => {
    const { vote } = await keysWrongly(w, 'r01')
    for (const person of [chair, member, observer]) await refuses(w, () => proposes(person, vote), 'no-right', 'VO85')
  })

  test('[VO86] the ballot of a member’s own device is not corrected, nor one that was not given', async () => {
    const { vote } = await keysWrongly(w, 'r01')
    await refuses(w, () => proposes(secretary, vote, { place: 'm03' }), 'own-ballot', 'VO86')
    await refuses(w, () => proposes(secretary, vote, { place: 'm04' }), 'no-such-ballot', 'VO86')
    await refuses(w, () => proposes(secretary, vote, { right: { choice: 'against' } }), 'already-so', 'VO85')
  })

  test('[VO85] neither while the vote is open nor after the announcement', async () => {
    const open = await opensVote(chair, 'r01', 'open')
    await secretary.does('votes', 'record-word', { ...open, place: 'm08', choice: 'against' })
    await refuses(w, () => proposes(secretary, open.vote), 'vote-not-closed', 'VO85')
    await chair.does('votes', 'close', { vote: open.vote })
    const { correction } = must(await proposes(secretary, open.vote))
    await answers(chair, correction, 'decline')
    await chair.does('votes', 'announce', { vote: open.vote })
    await refuses(w, () => proposes(secretary, open.vote), 'already-announced', 'VO85')
  })

  test('[VO85] [VO88] while one waits nothing is announced and no second one made; declined it changes nothing', async () => {
    const { vote } = await keysWrongly(w, 'r01')
    const before = (await seen(vote)).outcome
    const { correction } = must(await proposes(secretary, vote))
    await refuses(w, () => proposes(secretary, vote), 'correction-waits', 'VO85')
    await refuses(w, () => chair.act('votes', 'announce', { vote }), 'correction-waits', 'VO88')
    must(await answers(secretary, correction, 'decline'))
    expect((await seen(vote)).remedies.corrections).toMatchObject([{ stage: 'declined', before: null }])
    expect((await chair.does('votes', 'announce', { vote })).outcome).toEqual(before)
    expect(await findings()).toEqual([])
  })
})

describe('a wrong place', () => {
  test('[VO86] [VO87] the ballot moves to the right place, which has none yet', async () => {
    const { vote } = await keysWrongly(w, 'r01')
    await refuses(w, () => proposes(secretary, vote, { right: { to: 'm03' } }), 'place-has-ballot', 'VO86')
    await refuses(w, () => proposes(secretary, vote, { right: { to: 'm09' } }), 'not-on-the-roll', 'VO86')
    await refuses(w, () => proposes(secretary, vote, { right: { to: 'm08' } }), 'already-so', 'VO85')
    const { correction } = must(await proposes(secretary, vote, { right: { to: 'm04' } }))
    must(await answers(chair, correction))
    const after = await seen(vote)
    const of = (place: string) => after.roll.find((one) => one.place === place)
    expect([of('m08')?.cast, of('m04')?.choice]).toEqual([false, 'against'])
    expect(after.remedies.corrections).toMatchObject([
      { change: { kind: 'place', place: { id: 'm08' }, moved: { id: 'm04' } } },
    ])
    expect(after.outcome?.tallies[0]).toMatchObject({ for: 3, against: 1, notVoting: 16 })
    expect(await findings()).toEqual([])
  })

  test('[VO87] a second correction goes on from the first, and each outcome before stays provable', async () => {
    const { vote } = await keysWrongly(w, 'r01')
    must(await answers(chair, must(await proposes(secretary, vote, { right: { to: 'm04' } })).correction))
    must(await answers(chair, must(await proposes(secretary, vote, { place: 'm04' })).correction))
    const after = await seen(vote)
    expect(after.outcome?.tallies[0]).toMatchObject({ for: 4, against: 0 })
    expect(after.remedies.corrections.map(({ before }) => before?.en)).toEqual([
      expect.stringContaining('3 for, 1 against'),
      expect.stringContaining('3 for, 1 against'),
    ])
    expect(await findings()).toEqual([])
  })

  test('[VO87] [RB4] an outcome before that somebody changes is found', async () => {
    const { vote } = await keysWrongly(w, 'r01')
    must(await answers(chair, must(await proposes(secretary, vote)).correction))
    const { db } = w.app.house
    const row = await db.selectFrom('ballot_corrections').select('outcome_before').executeTakeFirstOrThrow()
    await db
      .updateTable('ballot_corrections')
      .set({ outcome_before: row.outcome_before?.replace('"against":1', '"against":2') ?? null })
      .execute()
    expect((await findings()).map(({ table }) => table).sort()).toEqual(['ballot_corrections', 'votes'])
  })
})

test('[VO15] [VO85] before the announcement members see that a ballot was corrected, and not the outcome before', async () => {
  const { vote } = await keysWrongly(w, 'r01')
  must(await answers(chair, must(await proposes(secretary, vote)).correction))
  const read = await seen(vote, member)
  expect(read.outcome).toBeNull()
  expect(read.remedies.corrections[0]).toMatchObject({ stage: 'confirmed', before: null })
})
