import { describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import type { CouncilId } from '../../shared/ids.ts'
import { DAY_MS } from '../../shared/time.ts'
import { cast, freezes, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, lastRecorded, refuses } from './store.ts'

inTheHall()

const WORDS = { kk: '', ru: 'Считаю срок слишком коротким.', en: '' }
const AGAINST = ['m03', 'm04'] as const
const FOR = ['m01', 'm02', 'm12', 'm13', 'm14'] as const

/** A vote by ballots on r03; m03 and m04 are against it, m05 gives no ballot. */
async function opened(): Promise<{ vote: string; hash: string }> {
  const hash = await freezes(chair, 'r03')
  const { vote } = await chair.does('votes', 'open', { recommendation: 'r03', hash, manner: 'open' })
  return { vote, hash }
}
async function carried(): Promise<{ vote: string; hash: string }> {
  const put = await opened()
  await cast(w, put, { for: FOR, against: AGAINST })
  await announces(put.vote)
  return put
}
async function announces(vote: string): Promise<void> {
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
}
/** A question decided without a vote; the clock moves on by a minute. */
async function agreed(question: Record<string, unknown>, hash: string): Promise<string> {
  const { vote } = await chair.does('votes', 'ask-without-vote', { question, hash })
  w.clock.move(60_000)
  await announces(vote)
  return vote
}
/** Each a little later than the one before, so that they stand in a known order. */
const gives = (person: Person, vote: string, kind: string, more = {}) => {
  w.clock.move(1)
  return person.act('votes', 'give-opinion', { vote, kind, words: WORDS, ...more })
}
const reads = (person: Person, vote: string) => person.sees('votes', 'opinions', { vote })
const seen = async (person: Person, vote: string) =>
  (await reads(person, vote)).opinions.map(({ account, kind }) => `${account} ${kind}`)
const mayGive = async (person: Person, vote: string) =>
  Object.fromEntries((await reads(person, vote)).kinds.map(({ kind, may }) => [kind, may.ok || may.code]))

/** Another version of a council's orders, before a vote opens. */
async function setsOrders(council: string, change: object): Promise<void> {
  const { orders, newest } = await secretary.sees('councils', 'orders', { council })
  const { id: _, council: __, version: ___, ...content } = orders as typeof orders & Record<string, unknown>
  await secretary.does('councils', 'set-orders', {
    council: council as CouncilId,
    basedOn: newest,
    orders: { ...content, ...change },
  } as never)
}

describe('an explanation of vote', () => {
  test('[VO120] [VO121] [VO126] is given while the vote is open, read by its author, and by everybody from the announcement', async () => {
    const put = await opened()
    await cast(w, put, { for: FOR, against: AGAINST })
    expect((await gives(member, put.vote, 'explanation')).ok).toBe(true)
    expect(await seen(member, put.vote)).toEqual(['m03 explanation'])
    expect(await seen(chair, put.vote)).toEqual([])
    await announces(put.vote)
    const [said] = (await reads(observer, put.vote)).opinions
    expect(said).toMatchObject({
      account: 'm03',
      councils: [{ id: 'cc' }],
      words: WORDS,
      kind: 'explanation',
      mine: false,
      mayChange: false,
    })
    expect((await gives(chair, put.vote, 'explanation')).ok).toBe(true)
    expect(await seen(observer, put.vote)).toEqual(['m03 explanation', 'm01 explanation'])
  })

  test('[VO121] not any more when the session is closed', async () => {
    const { vote } = await carried()
    await chair.does('sessions', 'close', { session: SESSION })
    await refuses(w, () => gives(member, vote, 'explanation'), 'session-closed', 'VO121')
    expect((await gives(member, vote, 'dissent')).ok).toBe(true)
  })

  test('[VO120] nobody speaks who is not on the roll, in no language, or at any length', async () => {
    const { vote } = await carried()
    const [absent] = (await w.people('m09')) as [Person]
    for (const person of [absent, secretary, observer])
      await refuses(w, () => gives(person, vote, 'explanation'), 'not-on-the-roll', 'VO120')
    const silent = { words: { kk: ' ', ru: '', en: '' } }
    await refuses(w, () => gives(member, vote, 'explanation', silent), 'malformed', 'VO120')
    const long = { words: { ...WORDS, en: 'x'.repeat(4_001) } }
    expect(await gives(member, vote, 'explanation', long)).toMatchObject({ ok: false, code: 'malformed' })
    await refuses(w, () => gives(member, 'no-such-vote', 'explanation'), 'not-found', 'VO16')
  })
})

describe('a dissenting opinion', () => {
  test('[VO122] is given by who voted against, abstained or did not vote, when the vote is announced and carried', async () => {
    const put = await opened()
    await cast(w, put, { for: FOR, against: AGAINST })
    await refuses(w, () => gives(member, put.vote, 'dissent'), 'nothing-decided', 'VO122')
    await announces(put.vote)
    const [silent] = (await w.people('m05')) as [Person]
    expect((await gives(member, put.vote, 'dissent')).ok).toBe(true)
    expect((await gives(silent, put.vote, 'dissent')).ok).toBe(true)
    await refuses(w, () => gives(chair, put.vote, 'dissent'), 'voted-for', 'VO122')
    expect(await mayGive(chair, put.vote)).toEqual({
      explanation: true,
      dissent: 'voted-for',
      reservation: 'was-voted',
      dissociation: 'was-voted',
    })
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[VO122] there is none where the vote was lost', async () => {
    const put = await opened()
    await cast(w, put, { against: FOR })
    await announces(put.vote)
    await refuses(w, () => gives(member, put.vote, 'dissent'), 'nothing-decided', 'VO122')
  })

  test('[VO122] [VO125] the orders of the member’s own council say whether and until when', async () => {
    await setsOrders('cc', { dissent: { allowed: false, workingDays: 0, annexedTo: 'minutes' } })
    await setsOrders('ec', { dissent: { allowed: true, workingDays: 5, annexedTo: 'minutes' } })
    const put = await opened()
    await cast(w, put, { for: FOR, against: ['m03', 'm06', 'm15'] })
    await announces(put.vote)
    const [both, expert] = (await w.people('m06', 'm15')) as [Person, Person]
    await refuses(w, () => gives(member, put.vote, 'dissent'), 'no-dissent', 'VO122')
    expect((await reads(member, put.vote)).lastDay).toBeNull()
    for (const person of [both, expert]) {
      expect((await reads(person, put.vote)).lastDay).toBe('2026-05-01')
      expect((await gives(person, put.vote, 'dissent')).ok).toBe(true)
    }
  })
})

describe('what was decided without a vote', () => {
  const question = { kind: 'adopt-recommendation', recommendation: 'r03' }

  test('[VO123] [VO122] reservations are made from the asking on, and anybody on the roll dissents', async () => {
    const hash = await freezes(chair, 'r03')
    const { vote } = await chair.does('votes', 'ask-without-vote', { question, hash })
    expect((await gives(member, vote, 'reservation')).ok).toBe(true)
    w.clock.move(60_000)
    await announces(vote)
    const [other] = (await w.people('m04')) as [Person]
    expect((await gives(other, vote, 'dissociation')).ok).toBe(true)
    expect((await gives(other, vote, 'dissent')).ok).toBe(true)
    expect(await seen(observer, vote)).toEqual(['m03 reservation', 'm04 dissociation', 'm04 dissent'])
  })

  test('[VO123] an objection makes it a vote: nothing to reserve, and none on a vote by ballots', async () => {
    const hash = await freezes(chair, 'r03')
    const { vote } = await chair.does('votes', 'ask-without-vote', { question, hash })
    await member.does('votes', 'object', { vote, place: 'm03' })
    await refuses(w, () => gives(member, vote, 'reservation'), 'nothing-decided', 'VO123')
    const next = await chair.does('votes', 'open', { recommendation: 'r03', hash, manner: 'open' })
    await refuses(w, () => gives(member, next.vote, 'dissociation'), 'was-voted', 'VO123')
  })

  test('[VO124] [AD10] of the set one speaks of the whole or of one text; it is printed with that text alone', async () => {
    const { recommendations } = await chair.sees('recommendations', 'list', { session: SESSION })
    for (const { id } of recommendations) await freezes(chair, id)
    const { hash } = await chair.sees('votes', 'prepare-question', { session: SESSION, kind: 'adopt-set' })
    const vote = await agreed({ kind: 'adopt-set', session: SESSION }, hash ?? '')
    await chair.does('adoption', 'adopt', { vote, hash })
    const words = { kk: '', ru: 'Дисциплинарное право <вне> мандата.', en: 'Outside the mandate.' }
    expect((await gives(member, vote, 'dissent', { recommendation: 'r09', words })).ok).toBe(true)
    await refuses(w, () => gives(member, vote, 'dissent', { recommendation: 'r09' }), 'already-given', 'VO124')
    await refuses(w, () => gives(member, vote, 'dissent', { recommendation: 'r99' }), 'not-found', 'VO124')
    expect((await gives(member, vote, 'dissent')).ok).toBe(true)
    const opinionsOf = async (recommendation: string) =>
      (await observer.sees('adoption', 'text', { recommendation })).opinions.map((one) => one.recommendation)
    expect(await opinionsOf('r09')).toEqual(['r09', null])
    expect(await opinionsOf('r08')).toEqual([null])
    const file = (language: string) =>
      observer.raw('GET', `/api/adoption/file?recommendation=r09&format=html&language=${language}`)
    const html = await (await file('ru')).text()
    expect(html).toContain('Особое мнение: ')
    expect(html).toContain('Дисциплинарное право &lt;вне&gt; мандата.')
    expect(await (await file('en')).text()).toContain('Outside the mandate.')
    const json = await observer.raw('GET', '/api/adoption/file?recommendation=r09&format=json')
    expect(((await json.json()) as { opinions: unknown[] }).opinions).toHaveLength(2)
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[AD10] with a text stands also what was said of a part of it', async () => {
    const hash = await freezes(chair, 'r03')
    const { plain } = await chair.sees('recommendations', 'text', { id: 'r03' })
    const part = plain.text.ru.split(/\s+/).slice(0, 4).join(' ')
    const { vote } = await chair.does('votes', 'open-question', {
      question: { kind: 'keep-part', recommendation: 'r03', words: { kk: '', ru: part, en: '' } },
      hash,
      manner: 'open',
    })
    const { hash: put } = await chair.sees('votes', 'vote', { id: vote })
    await cast(w, { vote, hash: put }, { for: FOR, against: AGAINST })
    await announces(vote)
    await member.does('votes', 'give-opinion', { vote, kind: 'dissent', words: WORDS })
    const whole = await agreed(question, hash)
    await chair.does('adoption', 'adopt', { vote: whole, hash })
    const { opinions } = await observer.sees('adoption', 'text', { recommendation: 'r03' })
    expect(opinions).toMatchObject([{ account: 'm03', kind: 'dissent', vote, voteNumber: 1 }])
  })
})

describe('its words', () => {
  test('[VO125] [VO127] are changed and taken back by their member alone; the book has the row’s hash and not the words', async () => {
    const { vote } = await carried()
    const { opinion } = await member.does('votes', 'give-opinion', { vote, kind: 'dissent', words: WORDS })
    const change = (person: Person) =>
      person.act('votes', 'change-opinion', { opinion, words: { ...WORDS, ru: 'Иначе.' } })
    await refuses(w, () => change(chair), 'not-your-opinion', 'VO125')
    w.clock.move(5_000)
    expect((await change(member)).ok).toBe(true)
    expect((await reads(chair, vote)).opinions[0]).toMatchObject({
      words: { ru: 'Иначе.' },
      changedAt: w.clock.now(),
    })
    await refuses(w, () => chair.act('votes', 'withdraw-opinion', { opinion }), 'not-your-opinion', 'VO125')
    await member.does('votes', 'withdraw-opinion', { opinion })
    expect(await seen(chair, vote)).toEqual([])
    await refuses(w, () => change(member), 'not-found', 'VO126')
    expect((await gives(member, vote, 'dissent')).ok).toBe(true)
    const acts = (await actsOn(w, vote)).map(({ act }) => act).filter((act) => act.startsWith('opinion'))
    expect(acts).toEqual(['opinion-given', 'opinion-changed', 'opinion-withdrawn', 'opinion-given'])
    const { facts } = await lastRecorded(w, 'opinion-given')
    expect(JSON.stringify(facts)).not.toContain('срок')
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
    await w.app.house.db
      .updateTable('opinions')
      .set({ words: '{}' })
      .where('vote', '=', vote as never)
      .execute()
    const found = (await verifyStore(w.app.house.db, null)).findings
    expect(found.map(({ table }) => table)).toContain('opinions')
  })

  test('[VO125] until the end of the last working day in the session’s zone, and not a moment longer', async () => {
    // Announced on Friday 24 April 2026 at 15:00 in Astana: three working days end with Wednesday 29 April, 24:00 there.
    const { vote } = await carried()
    const { opinion } = await member.does('votes', 'give-opinion', { vote, kind: 'dissent', words: WORDS })
    expect((await reads(member, vote)).lastDay).toBe('2026-04-29')
    const over = Date.UTC(2026, 3, 29, 19)
    w.clock.move(over - 1 - w.clock.now())
    const change = () => member.act('votes', 'change-opinion', { opinion, words: WORDS })
    expect((await change()).ok).toBe(true)
    w.clock.move(1)
    await refuses(w, change, 'opinions-over', 'VO125')
    await refuses(w, () => member.act('votes', 'withdraw-opinion', { opinion }), 'opinions-over', 'VO125')
    const [silent] = (await w.people('m05')) as [Person]
    await refuses(w, () => gives(silent, vote, 'dissent'), 'opinions-over', 'VO125')
    w.clock.move(30 * DAY_MS)
    expect(await seen(observer, vote)).toEqual(['m03 dissent'])
  })

  test('[VO120] [VO126] of a void vote nothing more is said, and what was said stays with it', async () => {
    const { vote } = await carried()
    await gives(member, vote, 'dissent')
    const { voiding } = await chair.does('votes', 'void', { vote, ground: 'wrong-roll', words: 'The roll was wrong.' })
    const [other] = (await w.people('m12')) as [Person]
    await other.does('votes', 'agree-to-void', { voiding })
    expect(await seen(observer, vote)).toEqual(['m03 dissent'])
    await refuses(w, () => gives(member, vote, 'explanation'), 'vote-void', 'VO120')
  })
})
