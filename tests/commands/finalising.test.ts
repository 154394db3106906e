import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { numberClasses } from '../../server/adoption/final-tables.ts'
import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { joins, until } from '../live/people.ts'
import { type Person, SESSION } from '../world.ts'
import { adopts, classes, confirms, publishesAsAdopted, TEXT, types } from './final.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses } from './store.ts'

inTheHall()

const final = (person: Person) => person.sees('adoption', 'final', TEXT)
const findings = async () => (await verifyStore(w.app.house.db, null)).findings

test('[AD20, AD22, AD23] the secretariat works on a copy of what was adopted, also after the close of the session', async () => {
  await refuses(w, () => secretary.act('adoption', 'begin-final', TEXT), 'not-adopted', 'AD20')
  const adopted = await adopts(w)
  await refuses(w, () => member.act('adoption', 'begin-final', TEXT), 'no-right', 'AD20')
  await chair.does('sessions', 'close', { session: SESSION })
  const { round, textId } = await secretary.does('adoption', 'begin-final', TEXT)
  expect(round).toBe(0)
  await refuses(w, () => secretary.act('adoption', 'begin-final', TEXT), 'already-so', 'AD20')
  await types(w, textId, ' Always.')
  const text = await member.sees('adoption', 'text', TEXT)
  expect([text.hash, text.plain.text.en.includes('Always')]).toEqual([adopted, false])
  await classes(w, 'typographic')
  const { hash } = await secretary.does('adoption', 'submit-final', TEXT)
  expect(hash).not.toBe(adopted)
  expect(await findings()).toEqual([])
})

test('[AD21] members read the copy along and write nothing in it; who looks on sees nothing of it until it is published', async () => {
  await adopts(w)
  const { textId } = await secretary.does('adoption', 'begin-final', TEXT)
  const url = await w.listen()
  const host = { url: `${url.replace('http', 'ws')}/live`, origin: url }
  const accessOf = async (person: Person) => {
    const page = joins(host, textId, person.cookie, { ours: true })
    await until('an answer', () => page.rooms.length > 0 || page.closed() !== null)
    page.leaves()
    return page.rooms[0]?.access ?? page.closed()?.code
  }
  expect([await accessOf(secretary), await accessOf(member)]).toEqual(['edit', 'read'])
  const refused = await fetch(`${url}/live/${textId}`, { headers: { cookie: observer.cookie, origin: url } })
  expect(refused.status).toBe(404)
  expect((await final(member)).rounds.length).toBe(1)
  expect(await final(observer)).toMatchObject({ rounds: [], texts: null, changes: [] })
  await refuses(
    w,
    () => member.act('adoption', 'class-change', { ...TEXT, key: 'x', class: 'typographic' }),
    'no-right',
    'AD21',
  )
  await secretary.does('adoption', 'submit-final', TEXT)
  expect(await accessOf(secretary)).toBe('read')
  const listed = await observer.sees('versions', 'list', TEXT)
  expect(listed.versions.map(({ reason }) => reason)).not.toContain('finalisation')
})

test('[AD22] each change is shown and classed; a figure or a negation is marked; changed words are classed again', async () => {
  await adopts(w)
  const { textId } = await secretary.does('adoption', 'begin-final', TEXT)
  await types(w, textId, ' Not 12 hours.')
  const [change] = (await final(secretary)).changes
  expect(change).toMatchObject({ part: 'text', language: 'en', before: '', weighty: true, class: null })
  await refuses(w, () => secretary.act('adoption', 'submit-final', TEXT), 'not-classed', 'AD22')
  const to = (one: string | null, key = change?.key ?? '') =>
    secretary.act('adoption', 'class-change', { ...TEXT, key, class: one })
  await refuses(w, () => to('correction'), 'wrong-class', 'AD22')
  await refuses(w, () => to('typographic', 'another'), 'changed-meanwhile', 'AD22')
  await to('typographic')
  await to(null)
  expect((await final(member)).changes.map((one) => one.class)).toEqual([null])
  for (const each of ['language-alignment', 'personal-data', 'typographic']) {
    await to(each)
    expect((await final(member)).changes.map((one) => one.class)).toEqual([each])
  }
  const said = async () => (await actsOn(w, TEXT.recommendation)).filter(({ act }) => act === 'final-change-classed')
  const before = await said()
  expect(before).toHaveLength(5)
  // Said again, it is nothing new.
  await to('typographic')
  expect(await said()).toEqual(before)
  expect(await findings()).toEqual([])
  await types(w, textId, ' And more.')
  expect((await final(secretary)).changes.map((one) => one.class)).toEqual([null])
})

test('[AD22] classes of a store from before are carried over in the order in which they were said', async () => {
  const { db } = w.app.house
  await db.schema.dropTable('final_classes').execute()
  await db.schema
    .createTable('final_classes')
    .addColumn('recommendation', 'text')
    .addColumn('round', 'integer')
    .addColumn('change', 'text')
    .addColumn('class', 'text')
    .addColumn('by', 'text')
    .addColumn('at', 'bigint')
    .addPrimaryKeyConstraint('final_classes_key', ['recommendation', 'round', 'change'])
    .execute()
  const said = (round: number, change: string, at: number) =>
    sql`insert into final_classes
    values ('r05', ${round}, ${change}, 'typographic', 's01', ${at})`.execute(db)
  await said(0, 'later', 20)
  await said(0, 'first', 10)
  await said(1, 'other', 15)
  await numberClasses(db)
  const rows = await db.selectFrom('final_classes').selectAll().orderBy('round').orderBy('number').execute()
  expect(rows.map(({ round, number, change, at }) => [round, number, change, at])).toEqual([
    [0, 1, 'first', 10],
    [0, 2, 'later', 20],
    [1, 1, 'other', 15],
  ])
  expect(rows.every((row) => row.class === 'typographic' && row.by === 's01')).toBe(true)
})

test('[AD23] what is given to the chairs stands under a hash; taken back, what was confirmed counts no more', async () => {
  await adopts(w)
  const { textId } = await secretary.does('adoption', 'begin-final', TEXT)
  await refuses(w, () => secretary.act('adoption', 'revise-final', TEXT), 'wrong-stage', 'AD23')
  const { hash } = await secretary.does('adoption', 'submit-final', TEXT)
  await refuses(w, () => secretary.act('adoption', 'submit-final', TEXT), 'frozen', 'AD21')
  await refuses(w, () => chair.act('adoption', 'revise-final', TEXT), 'no-right', 'AD23')
  await chair.does('adoption', 'confirm-final', { ...TEXT, hash })
  await secretary.does('adoption', 'revise-final', TEXT)
  await types(w, textId, ' And more.')
  await classes(w, 'language-alignment')
  const second = await secretary.does('adoption', 'submit-final', TEXT)
  expect(second.hash).not.toBe(hash)
  expect((await final(chair)).rounds[0]?.confirmations).toEqual([])
  await refuses(w, () => chair.act('adoption', 'confirm-final', { ...TEXT, hash }), 'wrong-text', 'AD24')
  expect(await findings()).toEqual([])
})

test('[AD24] the chair of each council confirms on that hash, once; the deputy does where the chair’s seat is empty', async () => {
  await adopts(w)
  await secretary.does('adoption', 'begin-final', TEXT)
  const { hash } = await secretary.does('adoption', 'submit-final', TEXT)
  const confirming = (person: Person) => person.act('adoption', 'confirm-final', { ...TEXT, hash })
  const { councils } = await final(member)
  const [deputy, other] = await w.people('m02', 'm12')
  for (const person of [member, secretary, observer, deputy])
    await refuses(
      w,
      () => confirming(person),
      person === observer ? 'not-found' : 'no-right',
      person === observer ? 'AD21' : 'AD24',
    )
  await other.does('adoption', 'confirm-final', { ...TEXT, hash })
  await refuses(w, () => confirming(other), 'already-so', 'AD24')
  expect((await final(member)).rounds[0]).toMatchObject({ stage: 'confirming', confirmations: [{ account: 'm12' }] })
  const { db } = w.app.house
  await db
    .updateTable('seats')
    .set({ until_date: '2025-04-01' })
    .where('holder', '=', 'm01' as never)
    .execute()
  await deputy.does('adoption', 'confirm-final', { ...TEXT, hash })
  const now = await final(member)
  expect(now.rounds[0]?.stage).toBe('signing')
  expect(now.rounds[0]?.confirmations.map(({ council }) => council).sort()).toEqual(councils.map(({ id }) => id).sort())
})

test('[AD25] each chair signs with the password said again, by a signature file too, or says why not', async () => {
  await adopts(w)
  await secretary.does('adoption', 'begin-final', TEXT)
  const { hash } = await secretary.does('adoption', 'submit-final', TEXT)
  const [other] = await w.people('m12')
  const signs = (person: Person, more: Record<string, unknown> = {}) =>
    person.act('adoption', 'sign-final', { ...TEXT, hash, kind: 'recorded', password: DEMO_PASSWORD, ...more })
  await refuses(w, () => signs(chair), 'wrong-stage', 'AD25')
  await confirms(w, hash)
  for (const kind of ['recorded', 'file', 'declined'])
    await refuses(w, () => signs(chair, { kind, password: 'another' }), 'wrong-password', 'AC32')
  await refuses(w, () => signs(member), 'no-right', 'AD25')
  await refuses(w, () => signs(other, { kind: 'declined', reason: ' ' }), 'reason-missing', 'AD25')
  const file = (words: string) => ({ kind: 'file', base64: Buffer.from(words).toString('base64') })
  for (const wrong of ['', '0', '%PDF-1.7 '.padEnd(200, 'x')])
    await refuses(w, () => signs(chair, file(wrong)), 'wrong-signature-file', 'AD25')
  await refuses(w, () => signs(chair, file('0'.padEnd(200_001, 'x'))), 'too-large', 'AD25')
  expect((await signs(chair, file('-----BEGIN PKCS7-----'.padEnd(200, 'x')))).ok).toBe(true)
  await refuses(w, () => signs(chair), 'already-so', 'AD25')
  expect((await signs(other, { kind: 'declined', reason: 'I was abroad.' })).ok).toBe(true)
  expect((await final(member)).rounds[0]?.signatures).toMatchObject([
    { kind: 'file', account: 'm01' },
    { kind: 'declined', account: 'm12', reason: 'I was abroad.' },
  ])
  expect((await member.sees('adoption', 'text', TEXT)).hash).toBeTruthy()
  expect(await findings()).toEqual([])
})

test('[AD26] number and day are the secretariat’s until it is published, and no two texts have one number', async () => {
  await adopts(w)
  await adopts(w, { recommendation: 'r06' })
  await publishesAsAdopted(w, '2025/6', { recommendation: 'r06' })
  await secretary.does('adoption', 'begin-final', TEXT)
  const numbers = (person: Person, number: string) =>
    person.act('adoption', 'number-final', { ...TEXT, number, date: '2025-05-02' })
  await refuses(w, () => numbers(chair, '2025/7'), 'no-right', 'AD26')
  await refuses(w, () => numbers(secretary, ' 2025/6 '), 'number-taken', 'AD26')
  await secretary.does('adoption', 'number-final', { ...TEXT, number: '2025/7', date: '2025-05-02' })
  await secretary.does('adoption', 'number-final', { ...TEXT, number: '2025/8', date: '2025-05-03' })
  expect((await final(member)).rounds[0]?.official).toEqual({ number: '2025/8', date: '2025-05-03' })
  const published = { recommendation: 'r06', number: '2025/9', date: '2025-05-02' }
  await refuses(w, () => secretary.act('adoption', 'number-final', published), 'wrong-stage', 'AD26')
})

test('[AD27] it is published when all have signed or said why not, has a number, and was looked through', async () => {
  await adopts(w)
  await secretary.does('adoption', 'begin-final', TEXT)
  const { hash } = await secretary.does('adoption', 'submit-final', TEXT)
  const publishing = (person: Person, more: Record<string, unknown> = {}) =>
    person.act('adoption', 'publish-final', { ...TEXT, hash, nobodyRecognised: true, ...more })
  await refuses(w, () => publishing(secretary), 'wrong-stage', 'AD27')
  await confirms(w, hash)
  await refuses(w, () => publishing(secretary), 'signatures-missing', 'AD25')
  const signing = { ...TEXT, hash, password: DEMO_PASSWORD }
  const [other] = await w.people('m12')
  await chair.does('adoption', 'sign-final', { ...signing, kind: 'recorded' })
  await other.does('adoption', 'sign-final', { ...signing, kind: 'declined', reason: 'I was abroad.' })
  await refuses(w, () => publishing(secretary), 'number-missing', 'AD26')
  await secretary.does('adoption', 'number-final', { ...TEXT, number: '2025/7', date: '2025-05-02' })
  await refuses(w, () => publishing(chair), 'no-right', 'AD27')
  await refuses(w, () => publishing(secretary, { nobodyRecognised: false }), 'not-looked-through', 'AD27')
  await refuses(w, () => publishing(secretary, { hash: '0'.repeat(64) }), 'wrong-text', 'AD27')
  await secretary.does('adoption', 'publish-final', { ...TEXT, hash, nobodyRecognised: true })
  expect((await final(observer)).rounds[0]).toMatchObject({ stage: 'published', published: { by: { account: 's01' } } })
  await refuses(w, () => publishing(secretary), 'wrong-stage', 'AD27')
  expect(await findings()).toEqual([])
})
