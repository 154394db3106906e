import { beforeEach, describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { must, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, secretary as one, w } from './hall.ts'
import { allowsManners } from './manners.ts'
import { lastRecorded, refuses } from './store.ts'
import { DISORDER } from './went-wrong.ts'

inTheHall()

let gone: Person
let third: Person
let vote: { vote: string; hash: string }
beforeEach(async () => {
  ;[gone, third] = await w.people('s02', 's03')
  await allowsManners(w, ['open', 'sealed', 'show-of-hands'])
})

const WORDS = 'Was called away from the hall.'
const pool = (inFavour: number, against: number) => [{ scope: 'pool', for: inFavour, against, abstain: 0 }]
const counts = (teller: Person, inFavour: number, against: number) =>
  teller.act('votes', 'enter-count', { vote: vote.vote, counts: pool(inFavour, against) })
const keys = (teller: Person, choice: string, place = 'm03') =>
  teller.act('votes', 'key-sheet', { ...vote, place, choice })
const hands = (place: string) => one.does('votes', 'hand-sheet', { vote: vote.vote, place })
const setsAside = (person: Person, teller: Person) =>
  person.act('votes', 'set-aside-teller', { vote: vote.vote, teller: teller.id, words: WORDS })
const seen = (person: Person) => person.sees('votes', 'vote', { id: vote.vote })
const standingOf = async (place: string) =>
  (await seen(one)).roll.find((each) => each.place === place)?.sheet?.standing ?? null
const waiting = async (person: Person) => (await seen(person)).tellers.waiting.map(({ account }) => account)
const closes = () => chair.act('votes', 'close', { vote: vote.vote })
const findings = async () => (await verifyStore(w.app.house.db, null)).findings

describe('a teller of hands who is gone', () => {
  beforeEach(async () => {
    vote = await opensVote(chair, 'r01', 'show-of-hands')
  })

  test('[VO76] is set aside by the chair, another one counts, and what was set aside is read beside the counts once these are', async () => {
    await counts(one, 11, 7)
    await counts(gone, 10, 8)
    await refuses(w, () => counts(third, 11, 7), 'two-tellers', 'VO66')
    expect(await waiting(chair)).toEqual(['s01', 's02'])
    must(await setsAside(chair, gone))
    expect(await lastRecorded(w, 'teller-set-aside')).toMatchObject({ by: 'm01', facts: { teller: 's02', places: [] } })
    for (const person of [chair, one, gone, third, member]) {
      const { tellers } = await seen(person)
      expect(tellers.aside).toMatchObject([{ words: WORDS, counts: null, sheets: [] }])
    }
    expect((await seen(chair)).hands?.standing).toBe('one')
    expect((await seen(gone)).hands?.mine).toBeNull()
    await refuses(w, closes, 'not-counted', 'VO66')
    expect(await counts(third, 11, 7)).toMatchObject({ ok: true, value: { standing: 'agree' } })
    expect((await seen(chair)).tellers.aside[0]?.counts).toEqual(pool(10, 8))
    expect((await seen(member)).tellers.aside[0]?.counts).toBeNull()
    expect(must(await closes()).outcome.tallies[0]).toMatchObject({ for: 11, against: 7 })
    await chair.does('votes', 'announce', { vote: vote.vote })
    const { aside } = (await seen(member)).tellers
    expect(aside).toMatchObject([{ counts: pool(10, 8), words: WORDS }])
    expect(aside[0]?.teller).not.toEqual(aside[0]?.by)
    expect(await findings()).toEqual([])
  })

  test('[VO76] not by members, tellers or who looks on; not without a reason, nobody who entered nothing, not once both agree', async () => {
    await counts(one, 11, 7)
    for (const person of [one, third, member, await w.person('o01'), await w.person('m12')])
      await refuses(w, () => setsAside(person, one), 'no-right', 'SE2')
    expect(await waiting(one)).toEqual([])
    await refuses(w, () => setsAside(chair, gone), 'nothing-to-set-aside', 'VO76')
    const silent = { vote: vote.vote, teller: 's01', words: ' ' }
    await refuses(w, () => chair.act('votes', 'set-aside-teller', silent), 'malformed', 'AC6')
    await counts(gone, 11, 7)
    expect(await waiting(chair)).toEqual([])
    await refuses(w, () => setsAside(chair, gone), 'nothing-to-set-aside', 'VO76')
    await closes()
    await refuses(w, () => setsAside(chair, gone), 'vote-not-open', 'VO76')
  })

  test('[VO76] [SE9] the operator does it on the chair’s word, which the record names', async () => {
    await counts(gone, 10, 8)
    await refuses(w, () => setsAside(one, gone), 'no-right', 'SE2')
    await chair.does('sessions', 'name-operator', { session: SESSION, operator: 's01' })
    expect(await waiting(one)).toEqual(['s02'])
    must(await setsAside(one, gone))
    expect(await lastRecorded(w, 'teller-set-aside')).toEqual({
      by: 's01',
      facts: { teller: 's02', places: [], onWordOf: 'm01' },
    })
  })

  test('[VO76] who comes back counts anew where the place is free, and the first who stays compares by the last entry', async () => {
    await counts(gone, 10, 8)
    await counts(one, 12, 6)
    await counts(one, 11, 7)
    must(await setsAside(chair, gone))
    expect(await counts(gone, 11, 7)).toMatchObject({ ok: true, value: { standing: 'agree' } })
    await refuses(w, () => counts(third, 11, 7), 'two-tellers', 'VO66')
    expect(must(await closes()).outcome.tallies[0]).toMatchObject({ for: 11, against: 7 })
    expect((await seen(chair)).tellers.aside[0]?.counts).toEqual(pool(10, 8))
    expect(await findings()).toEqual([])
  })

  test('[VO76] [RB4] a row that says who was set aside is attested', async () => {
    await counts(gone, 10, 8)
    must(await setsAside(chair, gone))
    await w.app.house.db.updateTable('tellers_set_aside').set({ words: 'Nothing.' }).execute()
    expect((await findings()).map(({ table }) => table)).toEqual(['tellers_set_aside'])
  })
})

describe('a teller of sheets who is gone', () => {
  test('[VO76] [VO72] is set aside for the sheets that wait or differ; those both agree on stay', async () => {
    vote = await opensVote(chair, 'r01', 'open')
    for (const place of ['m03', 'm04', 'm05']) await hands(place)
    for (const teller of [one, gone]) await keys(teller, 'for', 'm05')
    await keys(one, 'for', 'm03')
    await keys(gone, 'against', 'm03')
    await keys(gone, 'against', 'm04')
    await refuses(w, () => keys(third, 'for', 'm03'), 'two-tellers', 'VO72')
    must(await setsAside(chair, gone))
    expect((await lastRecorded(w, 'teller-set-aside')).facts).toEqual({ teller: 's02', places: ['m03', 'm04'] })
    expect([await standingOf('m03'), await standingOf('m04'), await standingOf('m05')]).toEqual([
      'one',
      'none',
      'agree',
    ])
    await refuses(w, () => keys(one, 'against', 'm03'), 'other-teller-first', 'VO72')
    expect(await keys(third, 'for', 'm03')).toMatchObject({ ok: true, value: { standing: 'agree' } })
    for (const teller of [third, one]) await keys(teller, 'abstain', 'm04')
    expect((await seen(one)).tellers.aside[0]?.sheets.map(({ choice }) => choice)).toEqual([null, null])
    expect(must(await closes()).outcome.tallies[0]).toMatchObject({ for: 2, against: 0, abstain: 1 })
    expect((await seen(member)).tellers.aside).toMatchObject([
      {
        words: WORDS,
        counts: null,
        sheets: [
          { place: 'm03', choice: 'against' },
          { place: 'm04', choice: 'against' },
        ],
      },
    ])
    expect(await findings()).toEqual([])
  })

  test('[VO76] whoever comes in after rounds that differed keys once and is compared with the last keying of who stayed', async () => {
    vote = await opensVote(chair, 'r01', 'open')
    await hands('m03')
    await keys(one, 'for')
    await keys(gone, 'against')
    await keys(one, 'abstain')
    must(await setsAside(chair, gone))
    expect(await keys(third, 'abstain')).toMatchObject({ ok: true, value: { standing: 'agree' } })
    expect(must(await closes()).outcome.tallies[0]).toMatchObject({ for: 0, abstain: 1 })
    const rows = await w.app.house.db.selectFrom('sheet_keyings').select('number').orderBy('number').execute()
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(await findings()).toEqual([])
  })

  test('[VO76] [VO62] [VO96] of a sealed vote nobody reads the choice before the close, and of a void one never', async () => {
    for (const ends of ['close', 'void'] as const) {
      vote = await opensVote(chair, ends === 'close' ? 'r01' : 'r02', 'sealed')
      await hands('m03')
      await keys(one, 'for')
      await keys(gone, 'against')
      must(await setsAside(chair, gone))
      expect((await seen(chair)).tellers.aside[0]?.sheets[0]?.choice).toBeNull()
      await keys(third, 'for')
      if (ends === 'close') must(await closes())
      else must(await chair.act('votes', 'void', { vote: vote.vote, ...DISORDER }))
      const choice = ends === 'close' ? 'against' : null
      expect((await seen(member)).tellers.aside[0]?.sheets).toMatchObject([{ place: 'm03', choice }])
      expect(await findings()).toEqual([])
    }
  })
})
