import { describe, expect, test } from 'vitest'
import type { VoteId } from '../../shared/ids.ts'
import { opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses, storeOf } from './store.ts'

inTheHall()
let vote: { vote: string; hash: string }

const opened = async (manner?: string) => {
  vote = await opensVote(chair, 'r10', manner)
}
const gives = (person: Person, choice = 'for', change = {}) =>
  person.act('votes', 'cast', { ...vote, place: person.id, choice, ...change })
const says = (place: string, choice = 'for', change = {}, person = secretary) =>
  person.act('votes', 'record-word', { ...vote, place, choice, ...change })
const ballots = async () => {
  const rows = await w.app.house.db
    .selectFrom('ballots')
    .selectAll()
    .where('vote', '=', vote.vote as VoteId)
    .orderBy('place')
    .execute()
  return rows.map(({ place, choice, source, changes }) => `${place} ${choice} by ${source}, changed ${changes}`)
}
const seen = (person = member) => person.sees('votes', 'vote', { id: vote.vote })

describe('casting', () => {
  test('[VO9] who is on the roll casts; the answer is a receipt and stays on the page', async () => {
    await opened()
    w.clock.move(5_000)
    const receipt = { vote: vote.vote, place: 'm03', choice: 'against', at: w.clock.now(), source: 'device' }
    expect(await gives(member, 'against')).toMatchObject({ ok: true, value: receipt })
    expect((await seen()).mine).toEqual([{ place: 'm03', seats: [{ council: 'cc' }], receipt }])
    expect((await seen(chair)).roll.find(({ place }) => place === 'm03')).toMatchObject({
      cast: true,
      choice: 'against',
      source: 'device',
    })
    expect((await actsOn(w, vote.vote)).at(-1)).toEqual({ act: 'ballot-cast', by: 'm03' })
  })

  test('[VO7] before the vote is opened there is nothing to cast in', async () => {
    vote = { vote: 'no-such-vote', hash: 'a'.repeat(64) }
    await refuses(w, () => gives(member), 'not-found', 'VO16')
  })

  test('[VO7] after the close neither a ballot nor a word counts, and after the announcement neither', async () => {
    await opened()
    await gives(chair)
    await chair.does('votes', 'close', { vote: vote.vote })
    await refuses(w, () => gives(member), 'vote-not-open', 'VO7')
    await refuses(w, () => says('m03'), 'vote-not-open', 'VO7')
    await chair.does('votes', 'announce', { vote: vote.vote })
    await refuses(w, () => gives(member), 'vote-not-open', 'VO7')
    await refuses(w, () => says('m03'), 'vote-not-open', 'VO7')
    expect(await ballots()).toEqual(['m01 for by device, changed 0'])
  })

  test('[VO8] a ballot on another hash than the one voted on is refused', async () => {
    await opened()
    await refuses(w, () => gives(member, 'for', { hash: 'a'.repeat(64) }), 'wrong-text', 'VO8')
    await refuses(w, () => says('m03', 'for', { hash: 'a'.repeat(64) }), 'wrong-text', 'VO8')
    await refuses(w, () => gives(member, 'for', { hash: vote.hash.slice(0, 63) }), 'malformed', 'AC6')
  })

  test('[VO9] who is absent, looks on, serves, or is recused does not vote', async () => {
    await opened()
    const [absent, recused] = await w.people('m09', 'm20')
    await refuses(w, () => gives(absent), 'not-on-the-roll', 'VO9')
    await refuses(w, () => gives(absent, 'for', { place: 'cc-m09' }), 'not-on-the-roll', 'VO9')
    await refuses(w, () => gives(observer), 'not-on-the-roll', 'VO9')
    await refuses(w, () => gives(secretary), 'not-on-the-roll', 'VO9')
    await refuses(w, () => gives(recused), 'recused', 'VO9')
    await refuses(w, () => gives(recused, 'for', { place: 'ec-m20' }), 'recused', 'VO9')
    expect([(await seen(absent)).notMine, (await seen(recused)).notMine, (await seen(observer)).notMine]).toEqual([
      'absent',
      'recused',
      'no-seat',
    ])
  })

  test('[VO9] who came later does not vote in this vote but in the next', async () => {
    await opened()
    await secretary.does('sessions', 'note-attendance', { session: SESSION, account: 'm09', event: 'came' })
    const late = await w.person('m09')
    await refuses(w, () => gives(late), 'not-on-the-roll', 'VO9')
    await chair.does('votes', 'close', { vote: vote.vote })
    vote = await opensVote(chair, 'r01')
    expect((await gives(late)).ok).toBe(true)
  })

  test('[VO9] [VO24] who leaves during the vote keeps their place and their ballot', async () => {
    await opened()
    await gives(member)
    for (const account of ['m03', 'm04'])
      await secretary.does('sessions', 'note-attendance', { session: SESSION, account, event: 'left' })
    expect((await gives(await w.person('m04'))).ok).toBe(true)
    expect(await ballots()).toHaveLength(2)
  })

  test('[VO10] nobody votes for another’s place, not the chair and not the secretary', async () => {
    await opened()
    for (const person of [chair, secretary, observer, await w.person('m09')]) {
      await refuses(w, () => gives(person, 'for', { place: 'm03' }), 'not-your-place', 'VO10')
    }
    expect(await ballots()).toEqual([])
  })

  test('[VO11] in roll call a second ballot is refused and the first stands', async () => {
    await opened('roll-call')
    await gives(member, 'for')
    await refuses(w, () => gives(member, 'against'), 'already-cast', 'VO11')
    await refuses(w, () => gives(member, 'for'), 'already-cast', 'VO11')
    expect(await ballots()).toEqual(['m03 for by device, changed 0'])
  })

  test('[VO11] in the open manner the last ballot before the close counts', async () => {
    await opened('open')
    for (const choice of ['for', 'against', 'abstain']) expect((await gives(member, choice)).ok).toBe(true)
    expect(await ballots()).toEqual(['m03 abstain by device, changed 2'])
    const { outcome } = await chair.does('votes', 'close', { vote: vote.vote })
    expect(outcome.tallies[0]).toMatchObject({ for: 0, against: 0, abstain: 1, notVoting: 18 })
  })

  test('[VO11] ballots of one person at the same moment leave one, in roll call the one that was told yes', async () => {
    await opened('roll-call')
    const answers = await Promise.all(
      ['for', 'against', 'abstain', 'for', 'against'].map((choice) => gives(member, choice)),
    )
    const [taken, ...more] = answers.flatMap((answer) => (answer.ok ? [answer.value.choice] : []))
    expect(more).toEqual([])
    expect(await ballots()).toEqual([`m03 ${taken} by device, changed 0`])
    for (const answer of answers.filter(({ ok }) => !ok))
      expect(answer).toMatchObject({ code: 'already-cast', rule: 'VO11' })
  })

  test('[RB6] a retry with the same request id gets the same receipt and changes nothing', async () => {
    await opened('roll-call')
    const first = await gives(member, 'for', { requestId: 'ballot-0001' })
    w.clock.move(60_000)
    const before = await storeOf(w)
    expect(await gives(member, 'for', { requestId: 'ballot-0001' })).toEqual(first)
    expect(await storeOf(w)).toEqual(before)
    await refuses(w, () => gives(member, 'against', { requestId: 'ballot-0001' }), 'malformed', 'RB6')
    expect((await gives(chair, 'for', { requestId: 'ballot-0001' })).ok).toBe(true)
  })

  test('[AC6] what is no choice is no ballot', async () => {
    await opened()
    for (const change of [
      { choice: 'yes' },
      { choice: null },
      { place: '' },
      { vote: { id: vote.vote } },
      { hash: vote.hash.toUpperCase() },
    ]) {
      await refuses(w, () => gives(member, 'for', change), 'malformed', 'AC6')
    }
  })
})

describe('names in turn', () => {
  test('[VO78] in a roll call the first place of the roll without a ballot is called, and the next one told', async () => {
    await opened('roll-call')
    const { roll, turn } = await seen()
    const [first, second, third, fourth] = roll.map(({ place }) => place)
    expect(turn).toEqual({ now: first, next: second })
    await says(second ?? '')
    expect((await seen(observer)).turn).toEqual({ now: first, next: third })
    await says(first ?? '')
    expect((await seen()).turn).toEqual({ now: third, next: fourth })
    for (const { place } of roll) await says(place)
    expect((await seen()).turn).toBeNull()
  })

  test('[VO78] in other manners, and after the close, nobody is called', async () => {
    await opened('open')
    expect((await seen()).turn).toBeNull()
    await chair.does('votes', 'close', { vote: vote.vote })
    vote = await opensVote(chair, 'r01', 'roll-call')
    await chair.does('votes', 'close', { vote: vote.vote })
    expect((await seen()).turn).toBeNull()
  })
})

describe('a word to the secretary', () => {
  test('[VO12] the secretary records it for a place, in place of what was given; the device ballot is closed', async () => {
    await opened('open')
    await gives(member, 'for')
    expect(await says('m03', 'against')).toMatchObject({
      ok: true,
      value: { place: 'm03', choice: 'against', source: 'word' },
    })
    await refuses(w, () => gives(member, 'for'), 'already-cast', 'VO11')
    expect(await ballots()).toEqual(['m03 against by word, changed 1'])
    expect((await seen()).mine[0]?.receipt).toMatchObject({ choice: 'against', source: 'word' })
  })

  test('[VO12] in roll call a ballot is changed by word, and a word by a later word', async () => {
    await opened('roll-call')
    await gives(member, 'for')
    await says('m03', 'against')
    await says('m03', 'abstain')
    expect(await ballots()).toEqual(['m03 abstain by word, changed 2'])
    expect((await actsOn(w, vote.vote)).map(({ act, by }) => `${act} ${by}`)).toEqual([
      'vote-opened m01',
      'ballot-cast m03',
      'ballot-cast s01',
      'ballot-cast s01',
    ])
  })

  test('[VO12] nobody else records a word, not the presiding chair either', async () => {
    await opened()
    for (const person of [chair, member, observer])
      await refuses(w, () => says('m04', 'for', {}, person), 'no-right', 'VO12')
  })

  test('[VO9] [VO12] a word too needs a place on the roll', async () => {
    await opened()
    for (const place of ['m09', 'cc-m09', 'm20', 'ec-m20', 'o01', 's01'])
      await refuses(w, () => says(place), 'not-on-the-roll', 'VO9')
    expect(await ballots()).toEqual([])
  })
})
