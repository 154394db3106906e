import { describe, expect, test } from 'vitest'
import { MOST_OF_ONE_MOVER } from '../../shared/amendments/model.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { ANOTHER_SESSION } from '../plans.ts'
import { cast, freezes, opensVote, type Person, SESSION } from '../world.ts'
import { aNewOne, beginning, begins, JOURNAL, listed, one, says, TEXT, tables } from './amending.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { changesOrders } from './manners.ts'
import { refuses } from './store.ts'

inTheHall()

const starts =
  (person: Person, more: Record<string, unknown> = {}) =>
  () =>
    person.act('amendments', 'start', beginning(more))

/** Makes one of those who look on a drafter of the session. */
async function drafterOf(id: string): Promise<Person> {
  await w.app.house.db
    .updateTable('session_people')
    .set({ role: 'drafter' })
    .where('account', '=', id as AccountId)
    .execute()
  return w.person(id)
}

describe('who moves one', () => {
  test('[AM20] anybody seated, where the standing orders say so; nobody who looks on, and no secretary in their own name', async () => {
    expect(await one(member, await begins(member))).toMatchObject({ stage: 'draft', mover: { account: 'm03' } })
    for (const person of [observer, secretary, await drafterOf('o03')])
      await refuses(w, starts(person), 'no-right', 'AM20')
  })

  test('[AM20] chairs and deputies alone, in the council that says so', async () => {
    await changesOrders(w, 'cc', { mayPropose: 'chairs' })
    await refuses(w, starts(member), 'no-right', 'AM20')
    const [deputy, other] = await w.people('m02', 'm13')
    expect(await begins(chair)).toBeTruthy()
    expect(await begins(deputy)).toBeTruthy()
    expect(await begins(other)).toBeTruthy()
  })

  test('[AM20] a drafter too, where the standing orders say so', async () => {
    const drafter = await drafterOf('o03')
    for (const council of ['cc', 'ec']) await changesOrders(w, council, { mayPropose: 'seated-and-drafters' })
    const amendment = await begins(drafter)
    await drafter.does('amendments', 'table', { amendment })
    await refuses(w, starts(observer), 'no-right', 'AM20')
  })

  test('[AM20, AM23] two together: alone it stays a draft, signed by another it is tabled', async () => {
    for (const council of ['cc', 'ec']) await changesOrders(w, council, { mayPropose: 'two-seated' })
    const [other] = await w.people('m12')
    const amendment = await begins(member)
    const asks = () => member.act('amendments', 'table', { amendment })
    await refuses(w, asks, 'sponsors-missing', 'AM23')
    await member.does('amendments', 'invite', { amendment, accounts: ['m12'] })
    await refuses(w, asks, 'sponsors-missing', 'AM23')
    await other.does('amendments', 'sign', { amendment })
    await member.does('amendments', 'table', { amendment })
  })

  test('[AM23, AM24] where two seated persons are asked for, a drafter or one whose seat ended is no second; nor does a drafter sign what is tabled', async () => {
    for (const council of ['cc', 'ec']) await changesOrders(w, council, { mayPropose: 'two-seated' })
    const drafter = await drafterOf('o03')
    const [former] = await w.people('m11')
    const amendment = await begins(member)
    await member.does('amendments', 'invite', { amendment, accounts: ['o03', 'm11'] })
    for (const person of [drafter, former]) await person.does('amendments', 'sign', { amendment })
    const { rev } = await secretary.sees('councils', 'council', { id: 'cc' })
    await secretary.does('councils', 'end-seat', { seat: 'cc-m11', rev, until: '2026-04-23' })
    await refuses(w, () => member.act('amendments', 'table', { amendment }), 'sponsors-missing', 'AM23')
    await member.does('amendments', 'invite', { amendment, accounts: ['m12'] })
    await (await w.person('m12')).does('amendments', 'sign', { amendment })
    await member.does('amendments', 'table', { amendment })
    await drafter.does('amendments', 'unsign', { amendment })
    await refuses(w, () => drafter.act('amendments', 'sign', { amendment }), 'no-right', 'AM24')
  })

  test('[AM20] a hundred undecided ones of one mover, and no more', async () => {
    const amendment = await tables(member)
    const { db } = w.app.house
    const row = await db
      .selectFrom('amendments')
      .selectAll()
      .where('id', '=', amendment as never)
      .executeTakeFirstOrThrow()
    for (let count = 1; count < MOST_OF_ONE_MOVER; count += 1)
      await db
        .insertInto('amendments')
        .values({ ...row, id: `more${count}` as never, text: null, number: null, stage: 'draft' })
        .execute()
    await refuses(w, starts(member), 'too-large', 'AM20')
    const floor = { ...beginning(), mover: 'm03' }
    await refuses(w, () => secretary.act('amendments', 'from-floor', floor), 'too-large', 'AM20')
    const [other] = await w.people('m12')
    const theirs = await tables(other)
    await other.does('amendments', 'withdraw', { amendment: theirs })
    await refuses(w, () => member.act('amendments', 'take-up', { amendment: theirs }), 'too-large', 'AM20')
    // One of the demo's is the member's too.
    for (const undecided of [amendment, 'am5']) await member.does('amendments', 'withdraw', { amendment: undecided })
    await member.does('amendments', 'take-up', { amendment: theirs })
  })
})

describe('what takes one', () => {
  test('[AM20] a text that is drafted or frozen; none on which a vote is open, nor one that is adopted or taken off', async () => {
    await begins(member)
    const put = await opensVote(chair, TEXT, 'open')
    const draft = await begins(member, { recommendation: 'r01', changes: [] })
    await refuses(w, starts(member), 'vote-running', 'AM20')
    await cast(w, put, { for: ['m01', 'm02', 'm03', 'm12', 'm13'] })
    await chair.does('votes', 'close', { vote: put.vote })
    await chair.does('votes', 'announce', { vote: put.vote })
    await refuses(w, starts(member), 'wrong-stage', 'AM20')
    await chair.does('adoption', 'adopt', put)
    await refuses(w, starts(member), 'already-adopted', 'AM20')
    await chair.does('recommendations', 'withdraw', { id: 'r01' })
    await refuses(w, starts(member, { recommendation: 'r01', changes: [] }), 'wrong-stage', 'AM20')
    await refuses(w, () => member.act('amendments', 'table', { amendment: draft }), 'wrong-stage', 'AM20')
    await freezes(chair, 'r02')
    await begins(member, { recommendation: 'r02', changes: [] })
  })

  test('[AM20] nothing that is not there, or is another session’s', async () => {
    const { session } = await secretary.does('sessions', 'plan-session', { ...ANOTHER_SESSION, councils: ['cc', 'ec'] })
    await refuses(w, starts(member, { recommendation: 'r99' }), 'not-found', 'RE5')
    await refuses(w, starts(member, { session }), 'not-found', 'RE5')
    await refuses(w, () => member.ask('amendments', 'amendment', { id: 'nowhere' }), 'not-found', 'AM21')
    await refuses(w, () => member.act('amendments', 'table', { amendment: 'nowhere' }), 'not-found', 'AM21')
    await chair.does('sessions', 'close', { session: SESSION })
    await refuses(w, starts(member), 'session-closed', 'AM20')
  })

  test('[AM21] it forks the newest version that says what the text says, or one that is cut for it', async () => {
    const { id: first } = (await secretary.does('versions', 'cut', { recommendation: TEXT, name: 'Before', words: '' }))
      .version
    expect((await one(member, await begins(member))).base).toBe(first)
    const { fields, fieldsRev: rev } = await secretary.sees('recommendations', 'recommendation', { id: TEXT })
    await secretary.does('recommendations', 'change-fields', { id: TEXT, rev, fields: { ...fields, priority: 'low' } })
    const { base } = await one(member, await begins(member))
    const { versions } = await member.sees('versions', 'list', { recommendation: TEXT })
    expect(versions.map(({ id, reason }) => [id, reason])).toEqual([
      [base, 'fork'],
      [first, 'named'],
    ])
    expect((await one(member, await begins(member))).base).toBe(base)
  })

  test('[AM21] a draft is seen by its mover, those asked to sign it, and the secretariat, and by nobody else', async () => {
    const [asked, other] = await w.people('m12', 'm13')
    const amendment = await begins(member)
    await member.does('amendments', 'invite', { amendment, accounts: ['m12'] })
    const sees = async (person: Person) => [
      (await listed(person)).length,
      (await person.ask('amendments', 'amendment', { id: amendment })).ok,
    ]
    for (const person of [member, asked, secretary]) expect(await sees(person)).toEqual([1, true])
    for (const person of [chair, other, observer]) expect(await sees(person)).toEqual([0, false])
    for (const name of [
      'table',
      'sign',
      'withdraw',
      'revise',
      'unsign',
      'confirm',
      'fall',
      'take-up',
      'accept',
    ] as const)
      await refuses(w, () => other.act('amendments', name, { amendment }), 'not-found', 'AM21')
    await member.does('amendments', 'invite', { amendment, accounts: [] })
    expect(await sees(asked)).toEqual([0, false])
    // Taken off before it was tabled it stays theirs.
    await member.does('amendments', 'withdraw', { amendment })
    expect(await sees(member)).toEqual([1, true])
    expect(await sees(other)).toEqual([0, false])
  })

  test('[AM21] [SE55] those who look on are told of no draft, and of what is tabled as far as they see it', async () => {
    const heard = async () => (await w.app.house.news.since(SESSION as SessionId, 0, true)).map(({ topic }) => topic)
    const amendment = await begins(member)
    await member.does('amendments', 'reword', { amendment, changes: [{ ...JOURNAL, from: JOURNAL.to, to: 'в книге' }] })
    expect((await heard()).filter((topic) => topic.includes(amendment))).toEqual([])
    await member.does('amendments', 'table', { amendment })
    expect(await heard()).toEqual(expect.arrayContaining(['amendments', `amendment:${amendment}`]))
    await chair.does('sessions', 'let-observers-read', { session: SESSION, on: false })
    expect((await heard()).filter((topic) => topic.includes(amendment))).toEqual([])
  })

  test('[AM21] of what those who look on may not see they are told neither amendments nor that there is such a text', async () => {
    await tables(member)
    await chair.does('sessions', 'let-observers-read', { session: SESSION, on: false })
    await refuses(w, () => observer.ask('amendments', 'list', { recommendation: TEXT }), 'not-found', 'RE5')
    await refuses(w, () => observer.ask('amendments', 'list', { recommendation: 'r99' }), 'not-found', 'RE5')
    expect((await observer.sees('amendments', 'list', { session: SESSION })).amendments).toEqual([])
    await freezes(chair, TEXT)
    expect(await listed(observer)).toHaveLength(1)
  })
})

describe('what one is begun with', () => {
  test('[AM25, AM1] several languages and parts in one; each is shown apart', async () => {
    const changes = [
      JOURNAL,
      { part: 'text', language: 'en', from: 'in a journal', to: 'in one journal' },
      { part: 'title', language: 'kk', from: '', to: 'Екінші жол' },
    ]
    const { changes: changed } = await one(member, await begins(member, { changes }))
    expect(changed.map(({ part, language }) => `${part} ${language}`).sort()).toEqual([
      'text en',
      'text ru',
      'title kk',
    ])
  })

  test('[AM25] words that do not stand there, or not so often, are said; of several alike the one that is meant is changed', async () => {
    const twice = { part: 'text', language: 'ru', from: 'и', to: 'И' }
    for (const change of [
      { ...JOURNAL, from: 'в журналах' },
      { ...JOURNAL, language: 'kk' },
      { ...JOURNAL, part: 'rationale' },
      { ...JOURNAL, occurrence: 2 },
      { ...JOURNAL, from: '', to: '  ' },
    ])
      await refuses(w, starts(member, { changes: [change] }), 'not-in-the-text', 'AM25')
    const amendment = await begins(member, { changes: [{ ...twice, occurrence: 2 }] })
    const { texts } = await one(member, amendment)
    const said = (parts: typeof texts.base) =>
      parts.text.ru.map(({ content }) => content.map(({ text }) => text).join('')).join('\n')
    const before = said(texts.base)
    const at = before.indexOf('и', before.indexOf('и') + 1)
    expect(said(texts.amendment)).toBe(`${before.slice(0, at)}И${before.slice(at + 1)}`)
    expect(await says(member)).toBe(before)
  })

  test('[AM20] kind, place and words must go together', async () => {
    const bare = { changes: [] }
    for (const [more, rule] of [
      [{ kind: 'new-recommendation' }, 'AM20'],
      [{ ...aNewOne(), kind: 'replace' }, 'AM20'],
      [{ ...aNewOne(), whole: true }, 'AM20'],
      [{ ...aNewOne(), changes: [JOURNAL] }, 'AM20'],
      [{ ...aNewOne(), fields: { ...NO_FIELDS, findings: ['f99'] } }, 'RE7'],
      [{ kind: 'replace', whole: true, ...bare }, 'AM39'],
      [{ kind: 'delete', whole: true }, 'AM39'],
      [{ kind: 'delete', whole: true, recommendation: 'p00', ...bare }, 'AM39'],
      [{ kind: 'move', whole: true, after: TEXT, ...bare }, 'AM39'],
      [{ kind: 'move', whole: true, after: 'r99', ...bare }, 'AM39'],
      [{ kind: 'delete', whole: true, after: 'r01', ...bare }, 'AM39'],
      [{ after: 'r01' }, 'AM39'],
      [{ kind: 'separate-vote' }, 'AM37'],
      [{ kind: 'separate-vote', ...bare }, 'AM37'],
      [{ kind: 'separate-vote', changes: [{ ...JOURNAL, from: ' ', to: '' }] }, 'AM37'],
      [{ kind: 'editorial', language: 'kk' }, 'AM20'],
    ] as const)
      await refuses(w, starts(member, more), 'malformed', rule)
    for (const after of ['r11', null])
      await refuses(
        w,
        starts(member, { kind: 'move', whole: true, after, recommendation: after ? TEXT : 'r01', ...bare }),
        'nothing-changed',
        'AM39',
      )
  })

  test('[AM35] a link that runs, and what is beyond the limits, is never taken', async () => {
    const linked = (href: string) => ({
      changes: [],
      wordings: [
        { part: 'text', language: 'ru', blocks: [{ content: [{ text: 'здесь', marks: [{ type: 'link', href }] }] }] },
      ],
    })
    for (const href of ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'vbscript:x', '//x'])
      await refusesWords(linked(href))
    const amendment = await begins(member, linked('https://example.org/'))
    expect(JSON.stringify((await one(member, amendment)).texts.amendment.text.ru)).toContain('https://example.org/')
    const long = 'а'.repeat(20_001)
    await refusesWords({ changes: [{ ...JOURNAL, to: long }] })
    await refusesWords({ changes: [{ ...JOURNAL, from: long }] })
    await refusesWords({ changes: Array.from({ length: 21 }, () => JOURNAL) })
    await refusesWords({ changes: [{ ...JOURNAL, occurrence: 0 }] })
    await refusesWords({ changes: [{ ...JOURNAL, part: 'fields' }] })
    await refusesWords({ changes: [{ ...JOURNAL, language: 'de' }] })
    await refusesWords({ reason: { kk: '', ru: 'а'.repeat(2_001), en: '' } })
    await refusesWords({ kind: 'improve' })
    await refusesWords({ session: 7 })
  })

  test('[RB6] the same request twice is one draft; under the same id with other words it is refused', async () => {
    const asked = { requestId: 'once-and-again' }
    expect(await begins(member, asked)).toBe(await begins(member, asked))
    expect(await listed(member)).toHaveLength(1)
    await refuses(w, starts(member, { ...asked, changes: [] }), 'malformed', 'RB6')
  })
})

const NO_FIELDS = { addressees: [], deadline: null, priority: null, findings: [], standards: [], themes: [] }

/** Not taken, whatever is wrong with it, and nothing was changed. */
async function refusesWords(more: Record<string, unknown>): Promise<void> {
  const answer = await member.act('amendments', 'start', beginning(more))
  expect(answer, JSON.stringify(more).slice(0, 200)).toMatchObject({ ok: false, status: 400, code: 'malformed' })
  expect((await listed(member)).filter(({ stage }) => stage === 'draft').length).toBeLessThan(2)
}

describe('a draft', () => {
  test('[AM22] kind, reason and sponsors are set while it is a draft, by who writes in it', async () => {
    const [other, third] = await w.people('m12', 'm13')
    const amendment = await begins(member)
    const reason = { kk: 'Анық', ru: 'Ясность', en: 'Clarity' }
    await member.does('amendments', 'arrange', { amendment, kind: 'add', reason })
    expect(await one(member, amendment)).toMatchObject({ kind: 'add', reason })
    await member.does('amendments', 'invite', { amendment, accounts: ['m12', 'm12', 'm03'] })
    expect(
      (await one(member, amendment)).sponsors.map(({ account, signedAt }) => [account, signedAt !== null]),
    ).toEqual([
      ['m03', true],
      ['m12', false],
    ])
    const changes = [{ ...JOURNAL, from: 'в едином журнале', to: 'в общем журнале' }]
    await refuses(w, () => other.act('amendments', 'arrange', { amendment, kind: 'replace' }), 'no-right', 'AM22')
    await refuses(w, () => other.act('amendments', 'reword', { amendment, changes }), 'no-right', 'AM22')
    await other.does('amendments', 'sign', { amendment })
    await other.does('amendments', 'reword', { amendment, changes })
    await secretary.does('amendments', 'arrange', { amendment, kind: 'replace' })
    await refuses(w, () => third.act('amendments', 'arrange', { amendment, kind: 'add' }), 'not-found', 'AM21')
    await refuses(w, () => member.act('amendments', 'reword', { amendment, changes }), 'not-in-the-text', 'AM25')
    for (const accounts of [['o01'], ['s01'], ['m99']])
      await refuses(w, () => member.act('amendments', 'invite', { amendment, accounts }), 'not-on-the-session', 'AM24')
    for (const kind of ['separate-vote', 'new-recommendation'])
      await refuses(w, () => member.act('amendments', 'arrange', { amendment, kind }), 'malformed', 'AM22')
    await refuses(w, () => member.act('amendments', 'arrange', { amendment, after: 'r01' }), 'malformed', 'AM39')
    await refuses(w, () => member.act('amendments', 'arrange', { amendment, fields: NO_FIELDS }), 'malformed', 'RE7')
    await member.does('amendments', 'table', { amendment })
    await refuses(w, () => member.act('amendments', 'arrange', { amendment, kind: 'add' }), 'not-a-draft', 'AM22')
    await refuses(w, () => member.act('amendments', 'invite', { amendment, accounts: [] }), 'not-a-draft', 'AM22')
    await refuses(w, () => member.act('amendments', 'reword', { amendment, changes: [JOURNAL] }), 'frozen', 'AM22')
  })

  test('[AM22] a separate vote has nothing to draft', async () => {
    const amendment = await begins(member, { kind: 'separate-vote', changes: [{ ...JOURNAL, to: '' }] })
    const changes = [{ ...JOURNAL, from: 'ребёнка', to: 'детей' }]
    await refuses(w, () => member.act('amendments', 'reword', { amendment, changes }), 'frozen', 'AM37')
    await refuses(w, () => secretary.act('amendments', 'reword', { amendment, changes }), 'frozen', 'AM37')
    await member.does('amendments', 'arrange', { amendment, reason: { kk: '', ru: 'Вне мандата', en: '' } })
  })

  test('[AM22] whoever has no seat any more reads it no longer, and tables nothing', async () => {
    const amendment = await begins(member)
    const { rev } = await secretary.sees('councils', 'council', { id: 'cc' })
    await secretary.does('councils', 'end-seat', { seat: 'cc-m03', rev, until: '2026-04-23' })
    await refuses(w, () => member.ask('amendments', 'amendment', { id: amendment }), 'not-found', 'AM21')
    await refuses(w, () => member.act('amendments', 'table', { amendment }), 'not-found', 'AM21')
    expect((await one(secretary, amendment)).may).toMatchObject({ table: true, withdraw: true })
  })

  test('[AM22] when the session is closed nothing is done with it', async () => {
    const amendment = await begins(member)
    await chair.does('sessions', 'close', { session: SESSION })
    for (const [name, more] of [
      ['table', {}],
      ['withdraw', {}],
      ['sign', {}],
      ['arrange', { kind: 'add' }],
      ['invite', { accounts: [] }],
      ['reword', { changes: [JOURNAL] }],
    ] as const)
      await refuses(w, () => member.act('amendments', name, { amendment, ...more }), 'session-closed', RULE_OF[name])
  })
})

const RULE_OF = { table: 'AM23', withdraw: 'AM27', sign: 'AM24', arrange: 'AM22', invite: 'AM22', reword: 'AM22' }
