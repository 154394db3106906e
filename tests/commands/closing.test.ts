import { beforeEach, describe, expect, test } from 'vitest'
import type { VoteId } from '../../shared/ids.ts'
import { cast, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { headOf, refuses } from './store.ts'

inTheHall()
let vote: { vote: string; hash: string }
beforeEach(async () => {
  vote = await opensVote(chair, 'r10')
})

const close = (person: Person) => person.act('votes', 'close', { vote: vote.vote })
const announce = (person: Person) => person.act('votes', 'announce', { vote: vote.vote })
const seen = (person: Person) => person.sees('votes', 'vote', { id: vote.vote })
const stage = async () => (await member.sees('recommendations', 'recommendation', { id: 'r10' })).stage
const FOR = ['m01', 'm02', 'm06', 'm08', 'm10', 'm11', 'm12', 'm19', 'm21']
const AGAINST = ['m03', 'm05', 'm07', 'm13', 'm14', 'm15', 'm16', 'm18', 'm22']

describe('the close', () => {
  test('[VO13] [VO28] [VO40] the demo’s vote on proposal 10: nine for, nine against, carried by the presiding chair', async () => {
    await cast(w, vote, { for: FOR, against: AGAINST, abstain: ['m04'] })
    const { outcome } = await chair.does('votes', 'close', { vote: vote.vote })
    expect(outcome).toMatchObject({ result: 'carried', reason: 'tie' })
    expect(
      outcome.tallies.map(({ scope, decides, for: inFavour, against, abstain }) => ({
        scope,
        decides,
        inFavour,
        against,
        abstain,
      })),
    ).toEqual([
      { scope: 'pool', decides: true, inFavour: 9, against: 9, abstain: 1 },
      { scope: 'cc', decides: false, inFavour: 6, against: 3, abstain: 1 },
      { scope: 'ec', decides: false, inFavour: 4, against: 6, abstain: 0 },
    ])
  })

  test('[VO13] [SE2] nobody else closes', async () => {
    for (const person of [secretary, member, observer, ...(await w.people('m02', 'm12'))])
      await refuses(w, () => close(person), 'no-right', 'SE2')
  })

  test('[VO13] the outcome is computed once: a second close is refused and changes nothing', async () => {
    await cast(w, vote, { for: ['m01'] })
    expect((await close(chair)).ok).toBe(true)
    await refuses(w, () => close(chair), 'vote-not-open', 'VO13')
  })

  test('[VO13] closes at the same moment, among ballots, give one result that counts every ballot that was told yes', async () => {
    const people = await w.people(...FOR, ...AGAINST)
    const answers = await Promise.all([
      ...people.slice(0, 9).map((person) => person.act('votes', 'cast', { ...vote, place: person.id, choice: 'for' })),
      close(chair),
      close(chair),
      ...people.slice(9).map((person) => person.act('votes', 'cast', { ...vote, place: person.id, choice: 'against' })),
      close(chair),
    ])
    const closes = [answers[9], answers[10], answers[20]].filter((answer) => answer?.ok)
    expect(closes).toHaveLength(1)
    const taken = answers.filter((answer) => answer.ok).length - 1
    const { outcome } = await seen(chair)
    const pool = outcome?.tallies[0]
    expect((pool?.for ?? 0) + (pool?.against ?? 0)).toBe(taken)
    expect(
      await w.app.house.db
        .selectFrom('ballots')
        .select('place')
        .where('vote', '=', vote.vote as VoteId)
        .execute(),
    ).toHaveLength(taken)
    for (const answer of answers) if (!answer.ok) expect(answer.code).toBe('vote-not-open')
  })

  test('[VO24] [VO25] when the quorum is lost before the close there is no decision, whatever the ballots', async () => {
    await cast(w, vote, { for: ['m01', 'm02', 'm12'] })
    for (const account of ['m13', 'm14', 'm15', 'm16']) {
      await secretary.does('sessions', 'note-attendance', { session: SESSION, account, event: 'left' })
    }
    const { outcome } = await chair.does('votes', 'close', { vote: vote.vote })
    expect(outcome).toMatchObject({ result: 'no-decision', reason: 'no-quorum-at-close' })
    expect(outcome.quorum.close.map(({ present, reached }) => [present, reached])).toEqual([
      [10, true],
      [7, false],
    ])
    expect(outcome.tallies[0]).toMatchObject({ for: 3 })
  })

  test('[VO24] who left and came back before the close counts again', async () => {
    await cast(w, vote, { for: ['m01', 'm02', 'm12'] })
    for (const account of ['m13', 'm14', 'm15', 'm16']) {
      await secretary.does('sessions', 'note-attendance', { session: SESSION, account, event: 'left' })
    }
    await secretary.does('sessions', 'note-attendance', { session: SESSION, account: 'm16', event: 'came' })
    expect((await chair.does('votes', 'close', { vote: vote.vote })).outcome).toMatchObject({ result: 'carried' })
  })

  test('[VO24] who leaves after the close changes nothing in the outcome', async () => {
    await cast(w, vote, { for: ['m01'] })
    const { outcome } = await chair.does('votes', 'close', { vote: vote.vote })
    for (const account of FOR)
      await secretary.does('sessions', 'note-attendance', { session: SESSION, account, event: 'left' })
    expect((await chair.does('votes', 'announce', { vote: vote.vote })).outcome).toEqual(outcome)
  })
})

describe('the announcement', () => {
  test('[VO14] [RE2] the chair announces a closed vote; then the outcome is everybody’s and the stage is the result', async () => {
    await cast(w, vote, { for: ['m01'] })
    await refuses(w, () => announce(chair), 'vote-not-closed', 'VO14')
    await close(chair)
    expect(await stage()).toBe('frozen')
    expect((await announce(chair)).ok).toBe(true)
    expect(await stage()).toBe('carried')
    for (const person of [chair, secretary, member, observer])
      expect((await seen(person)).outcome?.result).toBe('carried')
    await refuses(w, () => announce(chair), 'already-announced', 'VO14')
  })

  test('[VO14] [SE2] nobody else announces', async () => {
    await close(chair)
    for (const person of [secretary, member, observer, ...(await w.people('m02', 'm12'))])
      await refuses(w, () => announce(person), 'no-right', 'SE2')
  })

  test('[RE2] a rejected text and one without a decision get their stage', async () => {
    await cast(w, vote, { against: ['m03'] })
    await close(chair)
    await announce(chair)
    expect(await stage()).toBe('rejected')
    const other = await opensVote(chair, 'r01')
    await chair.does('votes', 'close', { vote: other.vote })
    await chair.does('votes', 'announce', { vote: other.vote })
    expect((await member.sees('recommendations', 'recommendation', { id: 'r01' })).stage).toBe('no-decision')
  })

  test('[VO15] before it only the chair and the secretariat read the outcome, by no way of asking', async () => {
    await cast(w, vote, { for: ['m01'] })
    await close(chair)
    for (const person of [chair, secretary]) {
      expect((await seen(person)).outcome?.result).toBe('carried')
      expect((await person.sees('votes', 'list', { session: SESSION })).votes[0]?.result).toBe('carried')
    }
    for (const person of [member, observer, await w.person('m12')]) {
      expect((await seen(person)).outcome).toBeNull()
      expect((await person.sees('votes', 'list', { session: SESSION })).votes[0]?.result).toBeNull()
      expect((await person.sees('recommendations', 'recommendation', { id: 'r10' })).stage).toBe('frozen')
      expect((await person.ask('adoption', 'text', { recommendation: 'r10' })).ok).toBe(false)
    }
    const book = await member.sees('record', 'entries')
    const closed = book.entries.find(({ act }) => act === 'vote-closed')
    expect(closed?.content).toContain(vote.vote)
    expect(closed?.content).not.toMatch(/carried|rejected|no-decision/)
  })

  test('[RB5] the head of the record book is shown with the outcome once it is announced', async () => {
    await close(chair)
    expect((await seen(member)).head).toBeNull()
    await announce(chair)
    expect((await seen(member)).head).toEqual(await headOf(w))
  })

  test('[VO16] a vote is seen by who sees its session: members, observers, the secretariat', async () => {
    for (const person of [chair, secretary, member, observer]) {
      expect(await seen(person)).toMatchObject({ id: vote.vote, progress: { places: 19, cast: 0 } })
      expect((await person.sees('votes', 'list', { session: SESSION })).votes.map(({ id }) => id)).toEqual([vote.vote])
    }
  })

  test('[VO16] buttons are offered only to those who may press them', async () => {
    expect((await seen(chair)).may).toEqual({ close: true, announce: false, recordWord: false, adopt: false })
    expect((await seen(secretary)).may).toEqual({ close: false, announce: false, recordWord: true, adopt: false })
    for (const person of [member, observer]) {
      expect((await seen(person)).may).toEqual({ close: false, announce: false, recordWord: false, adopt: false })
    }
  })
})
