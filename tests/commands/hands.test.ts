import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { opensVote, type Person, SESSION, type World, world } from '../world.ts'
import { allowsManners } from './manners.ts'
import { refuses } from './store.ts'

let w: World
let chair: Person
let one: Person
let other: Person
let third: Person
let member: Person
let vote: { vote: string; hash: string }
beforeEach(async () => {
  w = await world()
  ;[chair, one, other, third, member] = (await w.people('m01', 's01', 's02', 's03', 'm03')) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ]
  await allowsManners(w, ['open', 'show-of-hands'])
  vote = await opensVote(chair, 'r01', 'show-of-hands')
})
afterEach(() => w.close())

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
