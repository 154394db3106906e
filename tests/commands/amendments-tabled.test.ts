import { describe, expect, test } from 'vitest'
import { type Person, SESSION } from '../world.ts'
import { aNewOne, beginning, begins, JOURNAL, listed, one, REGISTER, TEXT, tables } from './amending.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { changesOrders } from './manners.ts'
import { actsOn, lastRecorded, refuses } from './store.ts'

inTheHall()

const signed = async (person: Person, amendment: string) =>
  (await one(person, amendment)).sponsors.map(
    ({ account, signedAt }) => `${account} ${signedAt === null ? 'asked' : 'signed'}`,
  )
const does =
  (
    person: Person,
    name: 'table' | 'revise' | 'sign' | 'unsign' | 'withdraw' | 'take-up' | 'confirm' | 'fall',
    amendment: string,
  ) =>
  () =>
    person.act('amendments', name, { amendment })

describe('tabling', () => {
  test('[AM23] what says nothing else than the text is not tabled; nor by anybody but its mover and the secretariat', async () => {
    const [signer] = await w.people('m12')
    const empty = await begins(member, { changes: [] })
    await refuses(w, does(member, 'table', empty), 'nothing-changed', 'AM23')
    const blank = await begins(member, aNewOne({ changes: [] }))
    await refuses(w, does(member, 'table', blank), 'nothing-changed', 'AM23')
    const amendment = await begins(member)
    await member.does('amendments', 'invite', { amendment, accounts: ['m12'] })
    await signer.does('amendments', 'sign', { amendment })
    await refuses(w, does(signer, 'table', amendment), 'not-your-amendment', 'AM23')
    await secretary.does('amendments', 'table', { amendment })
    await refuses(w, does(member, 'table', amendment), 'not-a-draft', 'AM23')
    // What the text itself says meanwhile is no change any more.
    const late = await begins(member, { changes: [{ ...JOURNAL, to: JOURNAL.to }] })
    await chair.does('amendments', 'accept', { amendment })
    await refuses(w, does(member, 'table', late), 'nothing-changed', 'AM23')
  })

  test('[AM23] it has the next number of the session, for good, whatever text it is to', async () => {
    const numbers = []
    for (const more of [{}, { recommendation: 'r01', changes: [ADDED] }, aNewOne()]) {
      const amendment = await begins(member, more)
      numbers.push((await member.does('amendments', 'table', { amendment })).number)
      await member.does('amendments', 'withdraw', { amendment })
    }
    expect(numbers).toEqual([6, 7, 8])
    const amendment = await tables(member)
    await member.does('amendments', 'revise', { amendment })
    expect((await one(member, amendment)).number).toBe(9)
    const other = await begins(member, { changes: [REGISTER] })
    expect(await member.does('amendments', 'table', { amendment: other })).toEqual({ number: 10 })
    expect(await member.does('amendments', 'table', { amendment })).toEqual({ number: 9 })
  })

  test('[AM23] taken back it is a draft again, seen by nobody else, and whoever else signed is asked anew', async () => {
    for (const council of ['cc', 'ec']) await changesOrders(w, council, { mayPropose: 'two-seated' })
    const [signer, other] = await w.people('m12', 'm13')
    const amendment = await begins(member)
    await member.does('amendments', 'invite', { amendment, accounts: ['m12'] })
    await signer.does('amendments', 'sign', { amendment })
    await member.does('amendments', 'table', { amendment })
    await refuses(w, does(other, 'revise', amendment), 'not-your-amendment', 'AM23')
    await refuses(w, does(chair, 'revise', amendment), 'not-your-amendment', 'AM23')
    await member.does('amendments', 'revise', { amendment })
    await refuses(w, does(member, 'revise', amendment), 'not-tabled', 'AM23')
    expect(await signed(member, amendment)).toEqual(['m03 signed', 'm12 asked'])
    await refuses(w, () => other.ask('amendments', 'amendment', { id: amendment }), 'not-found', 'AM21')
    await member.does('amendments', 'reword', {
      amendment,
      changes: [{ ...JOURNAL, from: JOURNAL.to, to: 'в журналах' }],
    })
    await refuses(w, does(member, 'table', amendment), 'sponsors-missing', 'AM23')
    await signer.does('amendments', 'sign', { amendment })
    await secretary.does('amendments', 'table', { amendment })
    expect((await actsOn(w, amendment)).map(({ act }) => act)).toEqual([
      'amendment-tabled',
      'amendment-taken-back',
      'amendment-tabled',
    ])
  })

  test('[AM21, AM27] words that were taken back and withdrawn before they were tabled again are not taken up', async () => {
    const [other] = await w.people('m12')
    const amendment = await tables(member)
    await member.does('amendments', 'revise', { amendment })
    await member.does('amendments', 'reword', { amendment, changes: [{ ...JOURNAL, from: JOURNAL.to, to: 'нигде' }] })
    await member.does('amendments', 'withdraw', { amendment })
    expect((await lastRecorded(w, 'amendment-withdrawn')).facts).toEqual({ number: 6 })
    await refuses(w, () => other.ask('amendments', 'amendment', { id: amendment }), 'not-found', 'AM21')
    await refuses(w, does(other, 'take-up', amendment), 'not-found', 'AM21')
    await refuses(w, does(secretary, 'take-up', amendment), 'wrong-stage', 'AM27')
  })
})

const ADDED = { part: 'text', language: 'ru', from: '', to: 'Отчитываться ежегодно.' }

describe('signing', () => {
  test('[AM24] a draft by who was asked, what is tabled by anybody seated; a name is taken off by its owner alone', async () => {
    const [asked, other, third] = await w.people('m12', 'm13', 'm14')
    const amendment = await begins(member)
    await member.does('amendments', 'invite', { amendment, accounts: ['m12'] })
    await refuses(w, does(secretary, 'sign', amendment), 'no-right', 'AM24')
    await refuses(w, does(other, 'sign', amendment), 'not-found', 'AM21')
    await refuses(w, does(member, 'sign', amendment), 'already-signed', 'AM24')
    await asked.does('amendments', 'sign', { amendment })
    await refuses(w, does(asked, 'sign', amendment), 'already-signed', 'AM24')
    // Who signed stays, whoever is asked instead.
    await member.does('amendments', 'invite', { amendment, accounts: ['m14'] })
    expect(await signed(member, amendment)).toEqual(['m03 signed', 'm12 signed', 'm14 asked'])
    await third.does('amendments', 'unsign', { amendment })
    await refuses(w, does(third, 'unsign', amendment), 'not-found', 'AM21')
    await member.does('amendments', 'table', { amendment })
    await other.does('amendments', 'sign', { amendment })
    await refuses(w, does(observer, 'sign', amendment), 'no-right', 'AM24')
    await refuses(w, does(member, 'unsign', amendment), 'not-signed', 'AM24')
    await refuses(w, does(third, 'unsign', amendment), 'not-signed', 'AM24')
    await asked.does('amendments', 'unsign', { amendment })
    expect(await signed(chair, amendment)).toEqual(['m03 signed', 'm13 signed'])
    expect((await actsOn(w, amendment)).map(({ act, by }) => `${act} ${by}`)).toEqual([
      'amendment-tabled m03',
      'amendment-signed m13',
      'amendment-unsigned m12',
    ])
    await chair.does('amendments', 'accept', { amendment })
    await refuses(w, does(third, 'sign', amendment), 'wrong-stage', 'AM24')
    await refuses(w, does(other, 'unsign', amendment), 'wrong-stage', 'AM24')
  })
})

describe('from the floor', () => {
  const floor = (more: Record<string, unknown> = {}) => ({ ...beginning(), mover: 'm03', ...more })
  const types =
    (person: Person, more: Record<string, unknown> = {}) =>
    () =>
      person.act('amendments', 'from-floor', floor(more))

  test('[AM25, AM26] the secretariat types it; it is tabled at once and waits for its mover, or for the chair', async () => {
    const mayType = async (person: Person) => (await person.sees('amendments', 'counts', { session: SESSION })).mayType
    for (const person of [member, chair, observer]) {
      await refuses(w, types(person), 'no-right', 'AM25')
      expect(await mayType(person)).toBe(false)
    }
    expect(await mayType(secretary)).toBe(true)
    const { amendment, number } = await secretary.does('amendments', 'from-floor', floor())
    expect(number).toBe(6)
    expect(await one(observer, amendment)).toMatchObject({
      stage: 'tabled',
      mover: { account: 'm03' },
      typedBy: { account: 's01' },
      moved: 'unconfirmed',
    })
    await refuses(w, does(secretary, 'confirm', amendment), 'not-your-amendment', 'AM26')
    await refuses(w, does(await w.person('m12'), 'confirm', amendment), 'not-your-amendment', 'AM26')
    await member.does('amendments', 'confirm', { amendment })
    await refuses(w, does(chair, 'confirm', amendment), 'already-so', 'AM26')
    expect((await one(observer, amendment)).moved).toBe('confirmed')
    const { amendment: second } = await secretary.does('amendments', 'from-floor', floor({ changes: [REGISTER] }))
    await chair.does('amendments', 'confirm', { amendment: second })
    expect(await lastRecorded(w, 'amendment-confirmed')).toMatchObject({ by: 'm01', facts: { moved: 'read-out' } })
    // Words that are moved by themselves wait for nobody.
    await refuses(w, does(member, 'confirm', await tables(member)), 'already-so', 'AM26')
  })

  test('[AM25] its words stand under who typed them, and a paragraph is added where nothing is quoted', async () => {
    const { amendment } = await secretary.does('amendments', 'from-floor', floor({ changes: [ADDED], kind: 'add' }))
    await chair.does('amendments', 'accept', { amendment })
    const { authors } = await chair.sees('recommendations', 'authors', { id: TEXT })
    expect(authors.map(({ account }) => account)).toEqual(['s01'])
    expect((await one(chair, amendment)).texts.amended.text.ru.length).toBe(2)
  })

  test('[AM25] nothing is typed for who may not move it, with words that change nothing, or outside a sitting', async () => {
    await refuses(w, types(secretary, { mover: 'm99' }), 'not-on-the-session', 'AM25')
    for (const mover of ['o01', 's02']) await refuses(w, types(secretary, { mover }), 'no-right', 'AM20')
    await refuses(w, types(secretary, { changes: [{ ...JOURNAL, to: JOURNAL.from }] }), 'nothing-changed', 'AM23')
    await refuses(w, types(secretary, { changes: [] }), 'nothing-changed', 'AM23')
    await refuses(w, types(secretary, { changes: [{ ...JOURNAL, from: 'нигде' }] }), 'not-in-the-text', 'AM25')
    await changesOrders(w, 'cc', { mayPropose: 'chairs' })
    await refuses(w, types(secretary), 'no-right', 'AM20')
    await chair.does('sessions', 'suspend', { session: SESSION })
    await refuses(w, types(secretary, { mover: 'm01' }), 'session-not-open', 'AM25')
  })

  test('[RB6] sent twice it is there once, under one number', async () => {
    const asked = floor({ requestId: 'typed-once' })
    const first = await secretary.does('amendments', 'from-floor', asked)
    expect(await secretary.does('amendments', 'from-floor', asked)).toEqual(first)
    expect(await listed(chair)).toHaveLength(1)
  })
})

describe('withdrawing and taking up', () => {
  test('[AM27] its mover or the secretariat withdraws it before it is put; another member takes it up as it stands', async () => {
    const [signer, other] = await w.people('m12', 'm13')
    const amendment = await tables(member)
    await signer.does('amendments', 'sign', { amendment })
    const before = await one(chair, amendment)
    for (const person of [signer, chair])
      await refuses(w, does(person, 'withdraw', amendment), 'not-your-amendment', 'AM27')
    await refuses(w, does(other, 'take-up', amendment), 'wrong-stage', 'AM27')
    await member.does('amendments', 'withdraw', { amendment })
    await refuses(w, does(member, 'withdraw', amendment), 'already-withdrawn', 'AM27')
    await refuses(w, does(member, 'take-up', amendment), 'already-so', 'AM27')
    await refuses(w, does(observer, 'take-up', amendment), 'no-right', 'AM20')
    await refuses(w, does(secretary, 'take-up', amendment), 'no-right', 'AM20')
    await refuses(w, does(chair, 'fall', amendment), 'not-tabled', 'AM33')
    await other.does('amendments', 'take-up', { amendment })
    const after = await one(chair, amendment)
    expect(after).toMatchObject({
      stage: 'tabled',
      mover: { account: 'm13' },
      number: before.number,
      hash: before.hash,
    })
    expect(await signed(chair, amendment)).toEqual(['m13 signed', 'm12 signed'])
    await refuses(w, does(member, 'withdraw', amendment), 'not-your-amendment', 'AM27')
    await secretary.does('amendments', 'withdraw', { amendment })
    expect((await actsOn(w, amendment)).map(({ act, by }) => `${act} ${by}`)).toEqual([
      'amendment-tabled m03',
      'amendment-signed m12',
      'amendment-withdrawn m03',
      'amendment-taken-up m13',
      'amendment-withdrawn s01',
    ])
  })

  test('[AM27, AM23] nothing is taken up that the text says by now, or that its text takes no more', async () => {
    const [other] = await w.people('m12')
    const [first, second] = [await tables(member), await tables(member)]
    const elsewhere = await tables(member, { recommendation: 'r01', changes: [ADDED] })
    for (const amendment of [second, elsewhere]) await member.does('amendments', 'withdraw', { amendment })
    await chair.does('amendments', 'accept', { amendment: first })
    await refuses(w, does(other, 'take-up', second), 'nothing-changed', 'AM23')
    await chair.does('recommendations', 'withdraw', { id: 'r01' })
    await refuses(w, does(other, 'take-up', elsewhere), 'wrong-stage', 'AM20')
    await refuses(w, does(member, 'withdraw', first), 'wrong-stage', 'AM27')
  })

  test('[AM27] a draft that is withdrawn was never there for anybody else', async () => {
    const amendment = await begins(member)
    await member.does('amendments', 'withdraw', { amendment })
    expect(await actsOn(w, amendment)).toEqual([])
    expect(await listed(chair)).toEqual([])
    await refuses(w, does(await w.person('m12'), 'take-up', amendment), 'not-found', 'AM21')
  })
})

describe('the order of voting', () => {
  test('[AM28] who runs the session sets it, and marks what falls with what; those that leave no room are shown', async () => {
    const [first, second, apart] = [
      await tables(member),
      await tables(member, { changes: [REGISTER] }),
      await tables(member, { changes: [ADDED] }),
    ]
    const draft = await begins(member)
    const orders =
      (person: Person, amendments: readonly string[], recommendation: string | null = TEXT) =>
      () =>
        person.act('amendments', 'order', { session: SESSION, recommendation, amendments })
    expect((await listed(chair)).map(({ id, clashesWith }) => [id, clashesWith])).toEqual([
      [first, [second]],
      [second, [first]],
      [apart, []],
    ])
    for (const person of [member, secretary, observer]) await refuses(w, orders(person, [second]), 'no-right', 'AM28')
    for (const wrong of [[second, second], [draft], ['am1'], ['nowhere']])
      await refuses(w, orders(chair, wrong), 'malformed', 'AM28')
    await refuses(w, orders(chair, [], 'r99'), 'not-found', 'RE5')
    await chair.does('amendments', 'order', { session: SESSION, recommendation: TEXT, amendments: [apart, second] })
    expect((await listed(chair)).map(({ id }) => id)).toEqual([apart, second, first])
    await chair.does('amendments', 'order', { session: SESSION, recommendation: TEXT, amendments: [second] })
    expect((await listed(chair)).map(({ id }) => id)).toEqual([second, first, apart])
    const marks = (person: Person, fallsWith: readonly string[] | null) => () =>
      person.act('amendments', 'mark-falls', { amendment: first, fallsWith })
    for (const person of [member, secretary]) await refuses(w, marks(person, [second]), 'no-right', 'AM28')
    for (const wrong of [[first], [draft], ['am1'], ['nowhere']])
      await refuses(w, marks(chair, wrong), 'malformed', 'AM28')
    await chair.does('amendments', 'mark-falls', { amendment: first, fallsWith: [second, second] })
    expect((await one(observer, first)).fallsWith).toEqual([second])
    await chair.does('amendments', 'accept', { amendment: second })
    expect((await one(observer, first)).stage).toBe('fallen')
    expect((await one(observer, apart)).stage).toBe('tabled')
    expect((await lastRecorded(w, 'amendment-fallen')).facts).toEqual({ number: 6, with: second })
  })

  test('[AM28] new recommendations have an order of their own, in the set', async () => {
    const mine = await tables(member, aNewOne())
    await chair.does('amendments', 'order', { session: SESSION, recommendation: null, amendments: [mine, 'am4'] })
    const { amendments } = await chair.sees('amendments', 'list', { session: SESSION })
    expect(amendments.filter(({ recommendation }) => recommendation === null).map(({ id }) => id)).toEqual([
      mine,
      'am4',
    ])
  })

  test('[AM33] who runs the session rules that one has fallen', async () => {
    const amendment = await tables(member)
    for (const person of [member, secretary]) await refuses(w, does(person, 'fall', amendment), 'no-right', 'AM33')
    await chair.does('amendments', 'fall', { amendment })
    await refuses(w, does(chair, 'fall', amendment), 'not-tabled', 'AM33')
    expect((await one(observer, amendment)).stage).toBe('fallen')
  })
})
