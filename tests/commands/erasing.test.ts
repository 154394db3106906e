import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { embedded, storeFile } from '../../server/db/database.ts'
import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import type { AccountId } from '../../shared/ids.ts'
import { fillFolder } from '../stores.ts'
import { cast, must, opensVote, Person, SESSION, type World, world } from '../world.ts'
import { administrator, comes, enrols, newcomer, PHONE } from './door.ts'
import { asks, confirms, erases, leavesSeat, renames, SAYS_WHO, WHO } from './erasing.ts'
import { chair, inTheHall, secretary, w } from './hall.ts'
import { holdsWords } from './redacting.ts'
import { actsOn, lastRecorded, refuses } from './store.ts'

inTheHall()

const STAND_IN = { kk: 'Аты аталмайтын адам № 1', ru: 'Неназванное лицо № 1', en: 'Unnamed person no. 1' }
const nameOf = async (account: string) =>
  (await secretary.sees('accounts', 'people')).people.find(({ id }) => id === account)?.name
const erasureOf = async (person: Person, account: string) => must(await asks(person, account)).erasure

test('[AC91] one asks with a reason that names nobody, another of the secretariat confirms or refuses; each is an entry by ids', async () => {
  const [second, third] = await w.people('s02', 's03')
  const admin = await administrator(w)
  const { id } = await secretary.does('accounts', 'create', newcomer())
  for (const person of [admin, chair, await w.person('o01')]) {
    await refuses(w, () => person.ask('accounts', 'erasures'), 'no-right', 'AC91')
    await refuses(w, () => person.ask('accounts', 'erasure-reach', { account: id }), 'no-right', 'AC91')
    await refuses(w, () => asks(person, id), 'no-right', 'AC91')
  }
  await refuses(w, () => asks(secretary, 'nobody'), 'not-found', 'AC91')
  for (const words of ['Ms OMAROVA asked.', 'Просит Сауле', 'saule@example.org', 'call +7 701 000 00 00'])
    await refuses(w, () => asks(secretary, id, { words }), 'repeats-the-words', 'AC91')
  expect(await asks(secretary, id, { reason: 'other' })).toMatchObject({ code: 'malformed' })
  const { erasure } = must(await asks(secretary, id, { words: 'Asked in writing.' }))
  await refuses(w, () => asks(second, id), 'erasure-waits', 'AC91')
  await refuses(w, () => confirms(secretary, erasure), 'other-person-needed', 'AC91')
  await refuses(w, () => secretary.act('accounts', 'refuse-erasure', { erasure }), 'other-person-needed', 'AC91')
  await refuses(w, () => second.act('accounts', 'withdraw-erasure', { erasure }), 'no-right', 'AC91')
  for (const name of ['confirm-erasure', 'refuse-erasure', 'withdraw-erasure'] as const) {
    await refuses(w, () => admin.act('accounts', name, { erasure }), 'no-right', 'AC91')
    await refuses(w, () => second.act('accounts', name, { erasure: 'nothing' }), 'not-found', 'AC91')
  }
  const { erasures } = await second.sees('accounts', 'erasures')
  expect(erasures).toMatchObject([
    { stage: 'waiting', mayConfirm: true, mayWithdraw: false, words: 'Asked in writing.' },
  ])
  expect(await nameOf(id)).toEqual(newcomer().name)

  await second.does('accounts', 'refuse-erasure', { erasure })
  await refuses(w, () => confirms(third, erasure), 'already-decided', 'AC91')
  await secretary.does('accounts', 'withdraw-erasure', { erasure: await erasureOf(secretary, id) })
  const asked = await erasureOf(secretary, id)
  expect(must(await confirms(second, asked))).toEqual({ standIn: STAND_IN })
  await refuses(w, () => secretary.act('accounts', 'withdraw-erasure', { erasure: asked }), 'already-decided', 'AC91')
  expect((await actsOn(w, id)).slice(1)).toEqual([
    { act: 'erasure-asked', by: 's01' },
    { act: 'erasure-refused', by: 's02' },
    { act: 'erasure-asked', by: 's01' },
    { act: 'erasure-withdrawn', by: 's01' },
    { act: 'erasure-asked', by: 's01' },
    { act: 'person-erased', by: 's02' },
  ])
  expect(await lastRecorded(w, 'person-erased')).toEqual({
    by: 's02',
    facts: { erasure: asked, reason: 'asked-for', askedBy: 's01', number: 1 },
  })
})

test('[AC92] nobody is erased who holds a seat, an office or a part, is the last administrator, oneself, or was erased', async () => {
  const second = await w.person('s02')
  const office = (account: string) => refuses(w, () => asks(secretary, account), 'holds-office', 'AC92')
  const part = (account: string) => refuses(w, () => asks(secretary, account), 'takes-part', 'AC92')
  await refuses(w, () => asks(secretary, 's01'), 'own-account', 'AC92')
  await office('s03')
  await office('m05')
  // On the roll of a vote that nobody has announced, whose seat ended meanwhile.
  const vote = await opensVote(chair, 'r10')
  await leavesSeat(w, 'cc-m05')
  await part('m05')
  await chair.does('votes', 'close', vote)
  await part('m05')
  await chair.does('votes', 'announce', { vote: vote.vote })
  await erases(w, 'm05')
  await refuses(w, () => asks(secretary, 'm05'), 'person-erased', 'AC92')

  await part('o01')
  await secretary.does('sessions', 'uninvite', { session: SESSION, account: 'o01' })
  // What was asked for is looked at again when it is confirmed.
  const asked = await erasureOf(secretary, 'o01')
  await secretary.does('sessions', 'invite', { session: SESSION, account: 'o01', role: 'guest', organisation: null })
  await refuses(w, () => confirms(second, asked), 'takes-part', 'AC92')
  await secretary.does('sessions', 'uninvite', { session: SESSION, account: 'o01' })
  must(await confirms(second, asked))

  const { id } = await secretary.does('accounts', 'create', newcomer())
  const { rev, name, seats } = await secretary.sees('councils', 'council', { id: 'cc' })
  const names = (to: string | null, at: number) =>
    secretary.act('councils', 'change', { id: 'cc', rev: at, name, seats, secretary: to })
  const named = must(await names(id, rev))
  await office(id)
  must(await names(null, named.rev))
  must(await asks(secretary, id))

  const admin = await administrator(w)
  await refuses(w, () => asks(secretary, admin.id), 'last-administrator', 'AC92')
  await secretary.does('accounts', 'create', newcomer({ email: 'another@example.org', role: 'administrator' }))
  await erases(w, admin.id)
})

/** Who is to be erased voted, spoke, said something of a text, and came in several ways. */
async function takesPart(account: string) {
  await renames(w, account)
  await secretary.does('versions', 'circulate', { session: SESSION, commentsUntil: null, toObservers: false })
  const vote = await opensVote(chair, 'r10')
  const enters = await comes(w, 'sign-in', { email: WHO.email, password: DEMO_PASSWORD }, { 'user-agent': PHONE })
  if (!enters.ok) throw new Error(`does not sign in: ${enters.code}`)
  const m05 = new Person(account, enters.cookies, w.app)
  await m05.does('votes', 'cast', { ...vote, place: account, choice: 'against' })
  await cast(w, vote, { for: ['m01', 'm02', 'm03'] })
  await chair.does('votes', 'close', vote)
  await chair.does('votes', 'announce', { vote: vote.vote })
  await enrols(w, m05)
  await secretary.does('accounts', 'give-card', { account })
  await secretary.does('accounts', 'invite', { account })
  await secretary.does('floor', 'ask', { session: SESSION, account })
  return { m05, vote }
}

test('[AC93] [AC94] what names the person is nowhere in the store, their acts stay under another name, and nobody comes in by their account', async () => {
  const { m05, vote } = await takesPart('m05')
  await leavesSeat(w, 'cc-m05')
  const reach = await secretary.sees('accounts', 'erasure-reach', { account: 'm05' })
  expect(reach).toMatchObject({ signIns: 1, rolls: 1, also: [] })
  expect(reach.waysIn).toBeGreaterThan(8)
  const erasure = await erasureOf(secretary, 'm05')
  for (const words of SAYS_WHO.slice(0, 3)) expect(await holdsWords(w, words)).toBe(true)
  const news = () => w.app.house.db.selectFrom('news').select('topics').orderBy('seq', 'desc').executeTakeFirstOrThrow()
  await confirms(await w.person('s02'), erasure)

  for (const words of [...SAYS_WHO, demoEmail('m05')]) expect(await holdsWords(w, words), words).toBe(false)
  const { db } = w.app.house
  for (const table of [
    'sign_ins',
    'sign_in_log',
    'sign_in_codes',
    'second_factors',
    'recovery_codes',
    'requests',
  ] as const)
    expect(
      await db
        .selectFrom(table)
        .selectAll()
        .where('account', '=', 'm05' as AccountId)
        .execute(),
    ).toEqual([])
  // Every open page asks anew.
  expect((await news()).topics).toContain('everything')
  expect(await m05.ask('accounts', 'me')).toMatchObject({ status: 401, code: 'signed-out' })
  for (const email of [WHO.email, 'erased-1'])
    expect(await comes(w, 'sign-in', { email, password: DEMO_PASSWORD })).toMatchObject({ code: 'wrong-credentials' })

  // Votes by name, minutes and files made from now on say the other name, and the choice.
  const seen = await chair.sees('votes', 'vote', { id: vote.vote })
  expect(JSON.stringify(seen)).toContain(STAND_IN.en)
  for (const answer of [
    JSON.stringify(await chair.sees('minutes', 'minutes', { session: SESSION })),
    await (await chair.raw('GET', `/api/exports/file?session=${SESSION}&format=json`)).text(),
  ]) {
    for (const words of Object.values(STAND_IN)) expect(answer).toContain(words)
    expect(SAYS_WHO.filter((words) => answer.includes(words))).toEqual([])
  }

  // The account is changed no more, and gets no seat, office or invitation; the e-mail is free.
  const gone = (ask: Parameters<typeof refuses>[1]) => refuses(w, ask, 'person-erased', 'AC94')
  const people = (await secretary.sees('accounts', 'people')).people
  const kept = people.find(({ id }) => id === 'm05')
  expect(kept).toMatchObject({ name: STAND_IN, email: '', phone: null, erased: true, hasPassword: false })
  expect(Object.values(kept?.may ?? {})).toEqual([false, false, false, false, false])
  await gone(() => secretary.act('accounts', 'change', { ...kept, email: 'm05@example.org', account: 'm05' }))
  for (const name of ['switch-on', 'invite', 'give-card', 'reset-second-factor'] as const)
    await gone(() => secretary.act('accounts', name, { account: 'm05' }))
  const { rev, name, seats } = await secretary.sees('councils', 'council', { id: 'cc' })
  const term = { role: 'member', from: '2026-05-01', until: null }
  await gone(() => secretary.act('councils', 'give-seat', { council: 'cc', rev, holder: 'm05', ...term }))
  await gone(() => secretary.act('councils', 'change', { id: 'cc', rev, name, seats, secretary: 'm05' }))
  await gone(() =>
    secretary.act('sessions', 'invite', { session: SESSION, account: 'm05', role: 'guest', organisation: null }),
  )
  const { accounts } = await secretary.sees('councils', 'candidates')
  const choices = await secretary.sees('sessions', 'plan-choices', { session: SESSION })
  expect([...accounts.map(({ id }) => id), ...choices.accounts.map(({ account }) => account)]).not.toContain('m05')
  const { id } = await secretary.does('accounts', 'create', newcomer({ email: WHO.email }))
  expect(id).not.toBe('m05')
})

test('[AC93] minutes that were closed keep their words and hash, which the reach says before; nothing else says the name', async () => {
  await renames(w, 'm05')
  await chair.does('sessions', 'close', { session: SESSION })
  const { hash } = await secretary.sees('minutes', 'minutes', { session: SESSION })
  await secretary.does('minutes', 'close', { session: SESSION, hash })
  await leavesSeat(w, 'cc-m05')
  const { also } = await secretary.sees('accounts', 'erasure-reach', { account: 'm05' })
  expect(also).toEqual([{ kind: 'minutes', count: 1 }])
  await erases(w, 'm05')
  const minutes = await secretary.sees('minutes', 'minutes', { session: SESSION })
  expect(minutes.hash).toBe(hash)
  expect(JSON.stringify(minutes)).toContain(WHO.name.en)
  const { db } = w.app.house
  expect((await verifyStore(db, null)).findings).toEqual([])
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db)
    if (name !== 'minutes_closings') expect(JSON.stringify(rows), name).not.toContain(WHO.name.en)
  }
})

test('[AC95] the record book holds and verify says who was erased; a row that names somebody again, or a way in, is found', async () => {
  await leavesSeat(w, 'cc-m05')
  await erases(w, 'm05')
  const { db } = w.app.house
  const sound = await verifyStore(db, null)
  expect(sound).toMatchObject({ findings: [], erased: [{ account: 'm05', entry: sound.head.number }] })
  const m05 = db.updateTable('accounts').where('id', '=', 'm05' as AccountId)
  const is = [{ table: 'accounts', key: 'm05', what: 'is not as its erasure left it' }]
  for (const change of [
    { name: JSON.stringify(WHO.name) },
    { phone: '1' },
    { password: 'x' },
    { email: 'x@y.example' },
  ]) {
    const before = await db
      .selectFrom('accounts')
      .selectAll()
      .where('id', '=', 'm05' as AccountId)
      .executeTakeFirstOrThrow()
    await m05.set(change).execute()
    expect((await verifyStore(db, null)).findings).toEqual(is)
    await m05.set(before).execute()
  }
  expect((await verifyStore(db, null)).findings).toEqual([])
  await db.updateTable('erasures').set({ words: 'x' }).execute()
  expect((await verifyStore(db, null)).findings).toMatchObject([{ table: 'erasures' }])
})

test('[AC96] after an erasure no file of the embedded store says who it was, also not in free pages or the log written ahead', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-erased-'))
  fillFolder(folder)
  const here: World = await world({ store: embedded(folder) })
  const filesWith = (words: string) =>
    readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(Buffer.from(words)))
  await renames(here, 'm05')
  await leavesSeat(here, 'cc-m05')
  await here.app.house.db.deleteFrom('requests').execute()
  for (const words of [WHO.name.kk, WHO.email]) expect(filesWith(words)).not.toEqual([])
  await erases(here, 'm05')
  for (const words of [...SAYS_WHO, demoEmail('m05')]) expect(filesWith(words), words).toEqual([])
  await here.close()
  for (const words of SAYS_WHO) expect(filesWith(words), words).toEqual([])
  expect(readFileSync(storeFile(folder)).includes(Buffer.from(STAND_IN.kk))).toBe(true)
  rmSync(folder, { recursive: true, force: true })
})
