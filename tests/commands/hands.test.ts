import { beforeEach, describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { must, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, secretary as one, w } from './hall.ts'
import { allowsManners } from './manners.ts'
import { actsOn, lastRecorded, refuses } from './store.ts'
import { DISORDER } from './went-wrong.ts'

inTheHall()

let other: Person
let third: Person
let vote: { vote: string; hash: string }
beforeEach(async () => {
  ;[other, third] = await w.people('s02', 's03')
  await allowsManners(w, ['open', 'show-of-hands'])
  vote = await opensVote(chair, 'r01', 'show-of-hands')
})

const pool = (inFavour: number, against: number, abstain = 0) => [{ scope: 'pool', for: inFavour, against, abstain }]
const counts = (teller: Person, ...numbers: [number, number, number?]) =>
  teller.act('votes', 'enter-count', { vote: vote.vote, counts: pool(...numbers) })
const closes = (more = {}) => chair.act('votes', 'close', { vote: vote.vote, ...more })
const seen = (person: Person) => person.sees('votes', 'vote', { id: vote.vote })
const left = async (...accounts: string[]) => {
  for (const account of accounts)
    await one.does('sessions', 'note-attendance', { session: SESSION, account, event: 'left' })
}

describe('a show of hands', () => {
  test('[VO66] nothing is cast on a device or by word', async () => {
    const ballot = { ...vote, choice: 'for' }
    await refuses(w, () => member.act('votes', 'cast', { ...ballot, place: 'm03' }), 'hands-are-counted', 'VO66')
    await refuses(w, () => one.act('votes', 'record-word', { ...ballot, place: 'm03' }), 'hands-are-counted', 'VO66')
    expect((await seen(one)).may.recordWord).toBe(false)
  })

  test('[VO66] two of the secretariat count; only when they agree it is closed', async () => {
    await refuses(w, closes, 'not-counted', 'VO66')
    for (const person of [chair, member, await w.person('o01')])
      await refuses(w, () => counts(person, 12, 5), 'no-right', 'VO66')
    expect(await counts(one, 12, 5, 1)).toMatchObject({ ok: true, value: { standing: 'one' } })
    await refuses(w, closes, 'not-counted', 'VO66')
    expect(await counts(one, 12, 6, 1)).toMatchObject({ ok: true, value: { standing: 'one' } })
    expect(await counts(other, 12, 5, 1)).toMatchObject({ ok: true, value: { standing: 'differ' } })
    await refuses(w, closes, 'counts-differ', 'VO66')
    await refuses(w, () => counts(third, 12, 5, 1), 'two-tellers', 'VO66')
    expect(await counts(one, 12, 5, 1)).toMatchObject({ ok: true, value: { standing: 'agree' } })
    expect(await closes()).toMatchObject({
      ok: true,
      value: {
        outcome: { result: 'carried', tallies: [{ scope: 'pool', for: 12, against: 5, abstain: 1, notVoting: 2 }] },
      },
    })
  })

  test('[VO67] nobody reads a teller’s numbers before both agree, not in the record book either', async () => {
    await counts(one, 11, 7, 2)
    expect((await seen(one)).hands).toMatchObject({ standing: 'one', mine: pool(11, 7, 2), agreed: null })
    for (const person of [other, third, chair, member]) {
      const { hands } = await seen(person)
      expect(hands).toMatchObject({ mine: null, agreed: null })
    }
    expect((await seen(chair)).hands?.standing).toBe('one')
    expect((await seen(member)).hands?.standing).toBeNull()
    const { entries } = await other.sees('record', 'entries', { limit: '10' })
    const entry = entries.find(({ act }) => act === 'hands-counted')
    expect(JSON.parse(entry?.content ?? '').facts).toEqual({ entry: 1, standing: 'one' })
    await counts(other, 11, 7, 1)
    for (const person of [one, other]) expect((await seen(person)).hands?.standing).toBe('differ')
    expect((await seen(other)).hands).toMatchObject({ mine: pool(11, 7, 1), agreed: null })
    await counts(other, 11, 7, 2)
    expect((await seen(chair)).hands).toMatchObject({ standing: 'agree', agreed: pool(11, 7, 2) })
    expect((await seen(member)).hands?.agreed).toBeNull()
    await closes()
    await chair.does('votes', 'announce', { vote: vote.vote })
    expect((await seen(member)).hands?.agreed).toEqual(pool(11, 7, 2))
  })

  test('[VO67] more hands than places, and counts of something else, are refused', async () => {
    await refuses(w, () => counts(one, 15, 5, 1), 'too-many-counted', 'VO67')
    const enter = (what: unknown) => one.act('votes', 'enter-count', { vote: vote.vote, counts: what })
    await refuses(w, () => enter([{ scope: 'cc', for: 1, against: 1, abstain: 0 }]), 'malformed', 'VO67')
    await refuses(w, () => enter([...pool(1, 1), ...pool(1, 1)]), 'malformed', 'VO67')
    await refuses(w, () => enter(pool(-1, 1)), 'malformed', 'AC6')
    expect((await counts(one, 15, 5)).ok).toBe(true)
  })

  test('[VO68] page and screens show counts and no name; at the close those who left do not make the quorum', async () => {
    for (const teller of [one, other]) await counts(teller, 11, 7)
    await left('m12', 'm13', 'm14', 'm15')
    expect(await closes()).toMatchObject({
      ok: true,
      value: { outcome: { result: 'no-decision', reason: 'no-quorum-at-close', tallies: [{ for: 11, against: 7 }] } },
    })
    const { roll } = await seen(chair)
    expect(roll.every(({ choice, source }) => choice === null && source === null)).toBe(true)
  })

  test('[VO69] equal counts: the chair says their own vote, and it must be among those counted', async () => {
    for (const teller of [one, other]) await counts(teller, 8, 8)
    expect((await seen(chair)).hands?.tied).toEqual(['pool'])
    const says = (choice: string | null) => closes({ chairs: [{ scope: 'pool', choice }] })
    await refuses(w, closes, 'chair-choice-needed', 'VO69')
    await refuses(w, () => says('abstain'), 'chair-not-counted', 'VO69')
    expect(await says('for')).toMatchObject({ ok: true, value: { outcome: { result: 'carried', reason: 'tie' } } })
    await chair.does('votes', 'announce', { vote: vote.vote })
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[VO69] a chair who raised no hand leaves an equal vote rejected', async () => {
    for (const teller of [one, other]) await counts(teller, 8, 8)
    expect(await closes({ chairs: [{ scope: 'pool', choice: null }] })).toMatchObject({
      ok: true,
      value: { outcome: { result: 'rejected', reason: 'tie' } },
    })
  })
})

describe('a correction of the counts', () => {
  const WORDS = 'The left row was counted twice.'
  const proposes = (person: Person, ...numbers: [number, number, number?]) =>
    person.act('votes', 'propose-count-correction', { vote: vote.vote, counts: pool(...numbers), words: WORDS })
  const answers = (person: Person, correction: string, more = {}) =>
    person.act('votes', 'confirm-correction', { correction, ...more })
  const agrees = async (...numbers: [number, number, number?]) => {
    for (const teller of [one, other]) await counts(teller, ...numbers)
  }
  const findings = async () => (await verifyStore(w.app.house.db, null)).findings

  test('[VO97] one of the secretariat proposes, another confirms: the outcome is computed anew, and what both counted stays beside it', async () => {
    await agrees(9, 10, 1)
    await closes()
    const before = (await seen(chair)).outcome
    expect(before?.result).toBe('rejected')
    const { correction } = must(await proposes(one, 10, 9, 1))
    expect((await seen(chair)).outcome).toEqual(before)
    await refuses(w, () => answers(one, correction), 'second-person', 'VO85')
    must(await answers(other, correction))
    expect((await seen(chair)).outcome).toMatchObject({
      result: 'carried',
      tallies: [{ scope: 'pool', for: 10, against: 9, abstain: 1, notVoting: 0 }],
    })
    await chair.does('votes', 'announce', { vote: vote.vote })
    const { hands, remedies } = await seen(member)
    expect(hands?.agreed).toEqual(pool(9, 10, 1))
    expect(remedies.corrections).toMatchObject([
      {
        stage: 'confirmed',
        change: { kind: 'counts', counts: { was: pool(9, 10, 1), right: pool(10, 9, 1) } },
        words: WORDS,
        before: before?.headline,
      },
    ])
    expect((await actsOn(w, vote.vote)).slice(-4)).toEqual([
      { act: 'vote-closed', by: 'm01' },
      { act: 'correction-proposed', by: 's01' },
      { act: 'counts-corrected', by: 's02' },
      { act: 'vote-announced', by: 'm01' },
    ])
    expect(await findings()).toEqual([])
  })

  test('[VO97] [VO15] before the announcement members and record book read that there is one, and no number of it', async () => {
    await agrees(9, 10, 1)
    await closes()
    const { correction } = must(await proposes(one, 10, 9, 1))
    must(await answers(chair, correction))
    const { outcome, hands, remedies } = await seen(member)
    expect({ outcome, agreed: hands?.agreed }).toEqual({ outcome: null, agreed: null })
    expect(remedies.corrections).toMatchObject([{ change: { kind: 'counts', counts: null, tied: [] }, before: null }])
    for (const act of ['correction-proposed', 'counts-corrected'])
      expect((await lastRecorded(w, act)).facts).toEqual({ correction })
  })

  test('[VO97] not by members or chairs, not in another manner, not the same numbers, not more than places, not outside close and announcement', async () => {
    await agrees(9, 10, 1)
    await refuses(w, () => proposes(one, 10, 9, 1), 'vote-not-closed', 'VO85')
    await closes()
    for (const person of [chair, member, await w.person('o01')])
      await refuses(w, () => proposes(person, 10, 9, 1), 'no-right', 'VO97')
    await refuses(w, () => proposes(one, 9, 10, 1), 'already-so', 'VO97')
    await refuses(w, () => proposes(one, 15, 5, 1), 'too-many-counted', 'VO67')
    const enter = { vote: vote.vote, counts: [{ scope: 'cc', for: 1, against: 1, abstain: 0 }], words: WORDS }
    await refuses(w, () => one.act('votes', 'propose-count-correction', enter), 'malformed', 'VO67')
    const ballot = { vote: vote.vote, place: 'm03', right: { choice: 'for' }, words: WORDS }
    await refuses(w, () => one.act('votes', 'propose-correction', ballot), 'no-such-ballot', 'VO86')
    const { correction } = must(await proposes(one, 10, 9, 1))
    await refuses(w, () => proposes(other, 11, 9), 'correction-waits', 'VO97')
    await refuses(w, () => chair.act('votes', 'announce', { vote: vote.vote }), 'correction-waits', 'VO88')
    must(await other.act('votes', 'decline-correction', { correction }))
    expect((await chair.does('votes', 'announce', { vote: vote.vote })).outcome.tallies[0]).toMatchObject({ for: 9 })
    await refuses(w, () => proposes(one, 10, 9, 1), 'already-announced', 'VO85')
    expect(await findings()).toEqual([])
    vote = await opensVote(chair, 'r02', 'open')
    await closes()
    await refuses(w, () => proposes(one, 10, 9, 1), 'wrong-manner', 'VO97')
  })

  test('[VO97] [VO69] corrected to equal counts who presides says the chair’s vote, and it must be among those that are right', async () => {
    await agrees(9, 10)
    await closes()
    const { correction } = must(await proposes(one, 10, 10))
    expect((await seen(chair)).remedies.corrections[0]?.change).toMatchObject({ tied: ['pool'] })
    const says = (choice: string | null) => ({ chairs: [{ scope: 'pool', choice }] })
    await refuses(w, () => answers(chair, correction), 'chair-choice-needed', 'VO69')
    await refuses(w, () => answers(other, correction, says('for')), 'chair-choice-needed', 'VO69')
    await refuses(w, () => answers(chair, correction, says('abstain')), 'chair-not-counted', 'VO69')
    must(await answers(chair, correction, says('for')))
    expect((await seen(chair)).outcome).toMatchObject({ result: 'carried', reason: 'tie' })
    must(await answers(other, must(await proposes(one, 9, 11)).correction))
    expect((await seen(chair)).outcome).toMatchObject({ result: 'rejected', reason: 'no-majority' })
    must(await answers(other, must(await proposes(one, 8, 8)).correction))
    expect((await seen(chair)).outcome).toMatchObject({ result: 'carried', reason: 'tie' })
    expect(await findings()).toEqual([])
    const { db } = w.app.house
    await db.updateTable('chair_words').set({ choice: 'against' }).execute()
    expect((await findings()).map(({ table }) => table)).toContain('chair_words')
  })

  test('[VO97] [VO82] [VO83] counts of a void vote stay, corrected and as first counted, and are corrected no more', async () => {
    await agrees(9, 10, 1)
    await closes()
    must(await answers(other, must(await proposes(one, 10, 9, 1)).correction))
    const { voiding } = await chair.does('votes', 'void', { vote: vote.vote, ...DISORDER })
    await (await w.person('m12')).does('votes', 'agree-to-void', { voiding })
    const { stage, outcome, hands, remedies } = await seen(member)
    expect({ stage, agreed: hands?.agreed }).toEqual({ stage: 'void', agreed: pool(9, 10, 1) })
    expect(outcome?.tallies[0]).toMatchObject({ for: 10, against: 9, abstain: 1 })
    expect(remedies.corrections).toMatchObject([{ change: { counts: { right: pool(10, 9, 1) } } }])
    await refuses(w, () => proposes(one, 9, 9, 1), 'vote-void', 'VO85')
    expect(await findings()).toEqual([])
  })

  test('[VO83] [VO67] a show of hands that becomes void while it is open shows its counts to the desk alone', async () => {
    await agrees(9, 10, 1)
    expect(must(await chair.act('votes', 'void', { vote: vote.vote, ...DISORDER }))).toMatchObject({ void: true })
    expect((await seen(chair)).hands?.agreed).toEqual(pool(9, 10, 1))
    const { outcome, hands } = await seen(member)
    expect({ outcome, agreed: hands?.agreed }).toEqual({ outcome: null, agreed: null })
    await refuses(w, () => counts(one, 9, 9), 'vote-not-open', 'VO7')
    expect(await findings()).toEqual([])
  })
})
