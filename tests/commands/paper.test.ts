import { beforeEach, describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { opensVote, type Person } from '../world.ts'
import { chair, inTheHall, member, secretary as one, w } from './hall.ts'
import { allowsManners } from './manners.ts'
import { actsOn, refuses } from './store.ts'

inTheHall()

let other: Person
let third: Person
let vote: { vote: string; hash: string }
beforeEach(async () => {
  ;[other, third] = await w.people('s02', 's03')
})

const opens = async (manner = 'open') => {
  await allowsManners(w, ['open', 'sealed', 'show-of-hands'])
  vote = await opensVote(chair, 'r01', manner)
}
const at = { place: 'm03' }
const hands = (person: Person, more = at) => person.act('votes', 'hand-sheet', { vote: vote.vote, ...more })
const withdraws = (person: Person) => person.act('votes', 'withdraw-ballot', { vote: vote.vote, ...at })
const keys = (person: Person, choice: string, more = {}) =>
  person.act('votes', 'key-sheet', { ...vote, ...at, choice, ...more })
const casts = (person: Person, choice = 'for') => person.act('votes', 'cast', { ...vote, place: person.id, choice })
const seen = async (person: Person, place = 'm03') => {
  const found = (await person.sees('votes', 'vote', { id: vote.vote })).roll.find((each) => each.place === place)
  if (!found) throw new Error(`${place} is not on the roll`)
  return found
}
const closes = () => chair.does('votes', 'close', { vote: vote.vote })
const attaches = (person: Person, content: string) =>
  person.act('votes', 'attach-scan', {
    vote: vote.vote,
    ...at,
    base64: Buffer.from(content, 'latin1').toString('base64'),
  })
const scan = (person: Person) => person.raw('GET', `/api/votes/scan?vote=${vote.vote}&place=m03`)
const PDF = '%PDF-1.7 a sheet'

describe('a paper sheet', () => {
  test('[VO70] closes the device and the word of its place; only the secretariat hands it, and once', async () => {
    await opens('roll-call')
    for (const person of [chair, member, await w.person('o01')])
      await refuses(w, () => hands(person), 'no-right', 'VO70')
    expect((await hands(one)).ok).toBe(true)
    await refuses(w, () => casts(member), 'sheet-handed', 'VO70')
    const word = () => one.act('votes', 'record-word', { ...vote, ...at, choice: 'for' })
    await refuses(w, word, 'sheet-handed', 'VO70')
    await refuses(w, () => hands(other), 'already-so', 'VO70')
    await refuses(w, () => hands(one, { place: 'm09' }), 'not-on-the-roll', 'VO9')
    expect(await seen(member)).toMatchObject({ cast: false, sheet: { standing: null, scan: false } })
    expect((await seen(one)).sheet).toEqual({ standing: 'none', mayKey: true, scan: false })
  })

  test('[VO78] who holds a sheet is not called', async () => {
    await opens('roll-call')
    const { roll, turn } = await member.sees('votes', 'vote', { id: vote.vote })
    expect(turn?.now).toBe(roll[0]?.place)
    await hands(one, { place: roll[0]?.place ?? '' })
    expect((await member.sees('votes', 'vote', { id: vote.vote })).turn?.now).toBe(roll[1]?.place)
  })

  test('[VO70] is not handed in a show of hands, nor after the close', async () => {
    await opens('show-of-hands')
    await refuses(w, () => hands(one), 'wrong-manner', 'VO70')
    vote = { vote: vote.vote, hash: vote.hash }
    const counts = [{ scope: 'pool', for: 3, against: 2, abstain: 0 }]
    for (const teller of [one, other]) await teller.does('votes', 'enter-count', { vote: vote.vote, counts })
    await closes()
    await refuses(w, () => hands(one), 'vote-not-open', 'VO7')
  })

  test('[VO71] where a ballot was cast, two different people withdraw it first, and it counts no more', async () => {
    await opens('open')
    await casts(member, 'against')
    await refuses(w, () => hands(one), 'already-cast', 'VO70')
    expect(await withdraws(one)).toMatchObject({ ok: true, value: { withdrawn: false } })
    expect([(await seen(one)).withdrawal, (await seen(other)).withdrawal]).toEqual(['mine', 'other'])
    expect((await seen(member)).withdrawal).toBeNull()
    await refuses(w, () => withdraws(one), 'other-person-needed', 'VO71')
    expect(await withdraws(other)).toMatchObject({ ok: true, value: { withdrawn: true } })
    expect(await seen(member)).toMatchObject({ cast: false, choice: null, sheet: { scan: false } })
    await refuses(w, () => casts(member), 'sheet-handed', 'VO70')
    await refuses(w, () => withdraws(third), 'already-so', 'VO71')
    for (const teller of [one, other]) await keys(teller, 'for')
    expect(await seen(member)).toMatchObject({ cast: true, choice: 'for', source: 'paper' })
    await closes()
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[VO71] a ballot that was changed in between is asked about anew; without a ballot nothing is withdrawn', async () => {
    await opens('open')
    await refuses(w, () => withdraws(one), 'not-cast', 'VO71')
    await casts(member, 'against')
    await withdraws(one)
    w.clock.move(1_000)
    await casts(member, 'for')
    expect(await withdraws(other)).toMatchObject({ ok: true, value: { withdrawn: false } })
    expect(await withdraws(one)).toMatchObject({ ok: true, value: { withdrawn: true } })
  })

  test('[VO72] two tellers key it, each without the other’s choice; agreed it is a ballot', async () => {
    await opens('roll-call')
    await refuses(w, () => keys(one, 'for'), 'no-sheet', 'VO72')
    await hands(one)
    for (const person of [chair, member]) await refuses(w, () => keys(person, 'for'), 'no-right', 'VO70')
    await refuses(w, () => keys(one, 'for', { hash: 'a'.repeat(64) }), 'wrong-text', 'VO8')
    expect(await keys(one, 'for')).toMatchObject({ ok: true, value: { standing: 'one' } })
    await refuses(w, () => keys(one, 'against'), 'other-teller-first', 'VO72')
    const { entries } = await other.sees('record', 'entries', { limit: '5' })
    expect(JSON.parse(entries.find(({ act }) => act === 'sheet-keyed')?.content ?? '').facts).toEqual({
      place: 'm03',
      standing: 'one',
    })
    expect(await seen(other)).toMatchObject({ cast: false, choice: null, sheet: { standing: 'one', mayKey: true } })
    expect(await keys(other, 'for')).toMatchObject({ ok: true, value: { standing: 'agree' } })
    expect(await seen(member)).toMatchObject({ cast: true, choice: 'for', source: 'paper' })
    for (const teller of [one, other]) await refuses(w, () => keys(teller, 'against'), 'already-cast', 'VO72')
  })

  test('[VO72] when they differ both key again, a third one does not, and all keyings stay', async () => {
    await opens('roll-call')
    await hands(one)
    await keys(one, 'for')
    expect(await keys(other, 'against')).toMatchObject({ ok: true, value: { standing: 'differ' } })
    await refuses(w, () => keys(third, 'for'), 'two-tellers', 'VO72')
    expect(await keys(other, 'for')).toMatchObject({ ok: true, value: { standing: 'one' } })
    await refuses(w, () => keys(other, 'for'), 'other-teller-first', 'VO72')
    expect(await keys(one, 'for')).toMatchObject({ ok: true, value: { standing: 'agree' } })
    expect((await actsOn(w, vote.vote)).map(({ act, by }) => `${act} ${by}`)).toEqual([
      'vote-opened m01',
      'sheet-handed s01',
      'sheet-keyed s01',
      'sheet-keyed s02',
      'sheet-keyed s02',
      'sheet-keyed s01',
      'ballot-cast s01',
    ])
  })

  test('[VO72] [VO62] in a sealed vote no keying says a choice until the close', async () => {
    await opens('sealed')
    await hands(one)
    await keys(one, 'for', { requestId: 'keying-0001' })
    await keys(other, 'against')
    const rows = () => w.app.house.db.selectFrom('sheet_keyings').selectAll().orderBy('number').execute()
    expect((await rows()).map(({ choice, sealed }) => [choice, sealed?.length])).toEqual([
      [null, 48],
      [null, 48],
    ])
    for (const teller of [one, other]) await keys(teller, 'abstain')
    expect(await seen(member)).toMatchObject({ cast: true, choice: null })
    expect(await seen(await w.person('m04'))).toMatchObject({ cast: null, source: null })
    const { entries } = await one.sees('record', 'entries', { limit: '20' })
    for (const { content } of entries.filter(({ act }) => act === 'sheet-keyed' || act === 'ballot-cast'))
      expect(content).not.toMatch(/"(for|against|abstain)"/)
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
    await closes()
    expect(await seen(await w.person('m04'))).toMatchObject({ cast: true, choice: 'abstain', source: 'paper' })
    expect((await rows()).map(({ choice }) => choice)).toEqual(['for', 'against', 'abstain', 'abstain'])
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[VO73] handed and not keyed by the close it counts as not voting, and is listed', async () => {
    await opens('open')
    await casts(chair)
    await casts(member, 'for')
    await withdraws(one)
    await withdraws(other)
    await keys(one, 'for')
    const { outcome } = await closes()
    expect(outcome.tallies[0]).toMatchObject({ for: 1, against: 0, notVoting: 19 })
    const { roll } = await chair.sees('votes', 'vote', { id: vote.vote })
    expect(roll.filter(({ sheet, cast }) => sheet && !cast).map(({ place }) => place)).toEqual(['m03'])
  })
})

describe('the paper kit', () => {
  const kit = (person: Person) => person.ask('votes', 'paper-kit', { recommendation: 'r01' })

  test('[VO75] has the words in the languages of record, the hash, and a sheet for each place', async () => {
    expect(await kit(one)).toMatchObject({ ok: false, code: 'not-frozen', rule: 'VO75' })
    await opens('roll-call')
    for (const person of [chair, one]) {
      const seen = await kit(person)
      expect(seen).toMatchObject({ ok: true, value: { hash: vote.hash, vote: 1 } })
      if (!seen.ok) continue
      expect(seen.value.words.map(({ language }) => language)).toEqual(['kk', 'ru', 'en'])
      expect(seen.value.words.every(({ title, text }) => title !== '' && text !== '')).toBe(true)
      expect(seen.value.places).toHaveLength(20)
      expect(seen.value.places.find(({ place }) => place === 'm06')?.councils).toEqual(['cc', 'ec'])
    }
    for (const person of [member, await w.person('o01')])
      expect(await kit(person)).toMatchObject({ ok: false, code: 'no-right', rule: 'VO18' })
  })
})

describe('the scan of a sheet', () => {
  test('[VO74] is attached once by the secretariat, and read as a file to be saved by who sees the choice', async () => {
    await opens('open')
    await refuses(w, () => attaches(one, PDF), 'no-sheet', 'VO74')
    await hands(one)
    await refuses(w, () => attaches(member, PDF), 'no-right', 'VO74')
    await refuses(w, () => attaches(one, '<svg onload="x">'), 'wrong-file', 'VO74')
    await refuses(w, () => attaches(one, `%PDF-${'x'.repeat(700_000)}`), 'too-large', 'VO74')
    expect((await attaches(one, PDF)).ok).toBe(true)
    await refuses(w, () => attaches(other, PDF), 'already-so', 'VO74')
    expect([(await scan(other)).status, (await scan(member)).status]).toEqual([200, 404])
    for (const teller of [one, other]) await keys(teller, 'for')
    const answer = await scan(await w.person('o01'))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(PDF)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="vote-1-sheet.pdf"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; sandbox; .*frame-ancestors 'none'$/),
      'cache-control': 'no-store',
    })
    expect((await seen(member)).sheet?.scan).toBe(true)
  })

  test('[VO74] of a sealed vote waits for the close: it shows the choice', async () => {
    await opens('sealed')
    await hands(one)
    for (const teller of [one, other]) await keys(teller, 'for')
    await refuses(w, () => attaches(one, PDF), 'vote-not-closed', 'VO74')
    await closes()
    expect((await attaches(one, PDF)).ok).toBe(true)
    expect((await scan(member)).status).toBe(200)
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })
})
