import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { begins, JOURNAL, one, REGISTER, says, TEXT, tables } from '../commands/amending.ts'
import { type Person as Account, freezes, SESSION, type World, world } from '../world.ts'
import { joined, joins, type Person, typeInto, until, upgradeStatus } from './people.ts'
import { Typist, wronglyOwned } from './typists.ts'

let w: World
let origin: string
let url: string
let chair: Account
let secretary: Account
let member: Account
let other: Account
const pages: Person[] = []

beforeEach(async () => {
  w = await world()
  origin = await w.listen()
  url = `${origin.replace('http', 'ws')}/live`
  ;[chair, secretary, member, other] = await w.people('m01', 's01', 'm03', 'm12')
})
afterEach(async () => {
  for (const page of pages.splice(0)) page.leaves()
  await w.close()
})

/** Somebody with the stock client, who has the text and has been told what they may do. */
async function opens(person: Account, text: string, doc?: Y.Doc): Promise<Person> {
  const page = await joined({ url, origin }, text, person.cookie, { ours: true, ...(doc && { doc }) })
  pages.push(page)
  await until(`${person.id} is told of ${text}`, () => page.rooms.length > 0)
  return page
}
const status = (person: Account, text: string) => upgradeStatus(`${url}/${text}`, { cookie: person.cookie, origin })
const russian = (doc: Y.Doc) => plainText(readParts(doc).text.ru)
const types = (page: Person, words: string) => typeInto(page.doc, words, 'text:ru')
const isDecided = (page: Person) => page.saved() === page.sent()
const invitedToSign = async (amendment: string) => {
  await member.does('amendments', 'invite', { amendment, accounts: ['m12'] })
  await other.does('amendments', 'sign', { amendment })
}

describe('a draft is a live text', () => {
  test('[AM21] [AM22] its mover and who signed write in it at once; who was asked only reads, nobody else finds it', async () => {
    const amendment = await begins(member)
    await member.does('amendments', 'invite', { amendment, accounts: ['m12', 'm13'] })
    await other.does('amendments', 'sign', { amendment })
    const [asked, stranger, observer] = await w.people('m13', 'm14', 'o01')
    for (const person of [stranger, observer, chair]) expect(await status(person, amendment)).toBe(404)
    const [mine, theirs, reads, desk] = [
      await opens(member, amendment),
      await opens(other, amendment),
      await opens(asked, amendment),
      await opens(secretary, amendment),
    ]
    expect([mine, theirs, reads, desk].map(({ rooms }) => rooms.at(-1)?.access)).toEqual([
      'edit',
      'edit',
      'read',
      'edit',
    ])
    expect(reads.rooms.at(-1)?.reason).toBe('no-right')
    types(mine, ' Первое.')
    types(theirs, ' Второе.')
    types(reads, ' Третье.')
    await until('both have both', () =>
      [mine, theirs].every(({ doc }) => /Первое[\s\S]*Второе|Второе[\s\S]*Первое/.test(russian(doc))),
    )
    await until('the third is refused', () => reads.refused.length > 0)
    expect(reads.refused[0]).toMatchObject({ code: 'no-right', rule: 'LT11' })
    await until('all is decided', () => isDecided(mine) && isDecided(theirs))
    expect(plainText((await one(member, amendment)).texts.amendment.text.ru)).not.toContain('Третье')
    expect(await says(chair)).not.toMatch(/Первое|Второе/)
  })

  test('[AM21] [LT3] words that came with the fork keep their writers, and nobody writes on under their client ids', async () => {
    const before = await opens(member, TEXT)
    types(before, ' Моё.')
    await until('it is saved', () => isDecided(before))
    const mine = before.doc.clientID
    const amendment = await begins(member, { changes: [] })
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await w.app.house.live.read(amendment as TextId)).state)
    // The owner of these ids goes on under one of them, in the fork.
    doc.clientID = mine
    const page = await opens(member, amendment, doc)
    typeInto(doc, ' Дальше.', 'text:ru')
    await until('it is refused', () => page.refused.length > 0)
    expect(page.refused[0]).toMatchObject({ code: 'gap', rule: 'LT21' })
    // And somebody else may not at all.
    await invitedToSign(amendment)
    const taken = new Y.Doc()
    Y.applyUpdate(taken, (await w.app.house.live.read(amendment as TextId)).state)
    taken.clientID = mine
    const thief = await opens(other, amendment, taken)
    typeInto(taken, ' Чужое.', 'text:ru')
    await until('it is refused', () => thief.refused.length > 0)
    expect(['forged', 'gap']).toContain(thief.refused[0]?.code)
    const { texts } = await one(member, amendment)
    expect(plainText(texts.amendment.text.ru)).not.toMatch(/Дальше|Чужое/)
    expect(await wronglyOwned(w, amendment, () => undefined)).toEqual([])
  })

  test('[AM23] [LT28] tabled, its text closes exactly: late words are kept by their author; taken back it begins a new epoch', async () => {
    const amendment = await begins(member)
    const page = await opens(member, amendment)
    const tabling = member.act('amendments', 'table', { amendment })
    const said: string[] = []
    for (let count = 0; count < 30; count += 1) {
      types(page, ` з${count}`)
      said.push(`з${count}`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await tabling).ok).toBe(true)
    await until('all is decided', () => isDecided(page))
    const inText = plainText((await one(chair, amendment)).texts.amendment.text.ru)
    const refused = page.refused.length
    // What was taken and what was refused is all there is, and what was refused came last.
    const taken = said.filter((word) => inText.includes(` ${word}`))
    expect(taken.length + refused).toBe(said.length)
    expect(taken).toEqual(said.slice(0, taken.length))
    for (const { code } of page.refused.slice(0, 1)) expect(['frozen', 'old-schema']).toContain(code)
    await until('it is told', () => page.rooms.at(-1)?.reason === 'frozen')
    expect(page.rooms.at(-1)?.stage).toBe('tabled')
    const epoch = page.rooms.at(-1)?.epoch
    await member.does('amendments', 'revise', { amendment })
    await until('a new epoch', () => page.rooms.at(-1)?.epoch !== epoch)
    types(page, ' старое')
    await until('an old page is refused', () => page.refused.length > refused)
    const again = await opens(member, amendment)
    types(again, ' новое')
    await until('a new page is not', () => isDecided(again))
    expect(again.refused).toEqual([])
    const now = plainText((await one(member, amendment)).texts.amendment.text.ru)
    expect([now.includes('новое'), now.includes('старое')]).toEqual([true, false])
    expect(now).toContain(taken.at(-1) ?? '')
  })

  test('[AM22] [CO12] when a seat ends, or a name is taken off, the room of a draft closes or is read only before the answer', async () => {
    const amendment = await begins(member)
    await invitedToSign(amendment)
    const [mine, theirs] = [await opens(member, amendment), await opens(other, amendment)]
    await other.does('amendments', 'unsign', { amendment })
    expect(await status(other, amendment)).toBe(404)
    await until('who took their name off is gone', () => theirs.closed()?.code === 4404)
    const { rev } = await secretary.sees('councils', 'council', { id: 'cc' })
    await secretary.does('councils', 'end-seat', { seat: 'cc-m03', rev, until: '2026-04-23' })
    expect(await status(member, amendment)).toBe(404)
    await until('who lost the seat is gone', () => mine.closed()?.code === 4404, 1_000)
  })

  test('[AM22] a drafter who is taken off the session loses the draft with the text, and the close of the session ends drafting', async () => {
    await w.app.house.db
      .updateTable('session_people')
      .set({ role: 'drafter' })
      .where('account', '=', 'o03' as AccountId)
      .execute()
    const drafter = await w.person('o03')
    const amendment = await begins(member)
    await member.does('amendments', 'invite', { amendment, accounts: ['o03'] })
    await drafter.does('amendments', 'sign', { amendment })
    const [mine, theirs] = [await opens(member, amendment), await opens(drafter, amendment)]
    await secretary.does('sessions', 'uninvite', { session: SESSION, account: 'o03' })
    await until('the drafter is gone', () => theirs.closed()?.code === 4404, 1_000)
    await chair.does('sessions', 'close', { session: SESSION })
    await until('nobody drafts any more', () => mine.rooms.at(-1)?.access === 'read', 1_000)
    expect(mine.rooms.at(-1)?.reason).toBe('frozen')
  })

  test('[AM21] [SE12] those who look on read what is tabled only as long as they see its text', async () => {
    const observer = await w.person('o01')
    const amendment = await tables(member)
    const page = await opens(observer, amendment)
    expect(page.rooms.at(-1)).toMatchObject({ access: 'read', reason: 'frozen' })
    const { point } = await secretary.sees('amendments', 'amendment', { id: amendment })
    await chair.does('sessions', 'change-privacy', {
      session: SESSION,
      point: point ?? '',
      closed: true,
      released: false,
    })
    await until('the point is closed to them', () => page.closed()?.code === 4404, 1_000)
    expect(await status(observer, amendment)).toBe(404)
    await chair.does('sessions', 'change-privacy', {
      session: SESSION,
      point: point ?? '',
      closed: false,
      released: false,
    })
    const again = await opens(observer, amendment)
    await chair.does('sessions', 'let-observers-read', { session: SESSION, on: false })
    await until('live texts are closed to them', () => again.closed()?.code === 4404, 1_000)
  })

  test('[AM22] a separate vote is read only for everybody, its mover and the secretariat too', async () => {
    const amendment = await begins(member, { kind: 'separate-vote', changes: [{ ...JOURNAL, to: '' }] })
    for (const person of [member, secretary])
      expect((await opens(person, amendment)).rooms.at(-1)).toMatchObject({ access: 'read', reason: 'frozen' })
  })

  test('[AM27] withdrawn while it is written in, its text closes for those who wrote; taken up it stays closed', async () => {
    const draft = await begins(member)
    const tabled = await tables(member, { changes: [REGISTER] })
    const page = await opens(member, draft)
    types(page, ' Моё.')
    await until('it is saved', () => isDecided(page))
    await member.does('amendments', 'withdraw', { amendment: draft })
    await until('it is told', () => page.rooms.at(-1)?.reason === 'frozen')
    types(page, ' Поздно.')
    await until('it is refused', () => page.refused.length > 0)
    expect(page.refused[0]).toMatchObject({ code: 'frozen' })
    expect(plainText((await one(member, draft)).texts.amendment.text.ru)).not.toContain('Поздно')
    await member.does('amendments', 'withdraw', { amendment: tabled })
    await other.does('amendments', 'take-up', { amendment: tabled })
    for (const person of [member, other, secretary])
      expect((await opens(person, tabled)).rooms.at(-1)).toMatchObject({ access: 'read', reason: 'frozen' })
  })

  test('[AM21] a stock client without our messages writes in a draft like in any text', async () => {
    const amendment = await begins(member)
    const page = await joined({ url, origin }, amendment, member.cookie)
    pages.push(page)
    types(page, ' Просто.')
    await until('it is there', async () =>
      plainText((await one(member, amendment)).texts.amendment.text.ru).includes('Просто'),
    )
    await member.does('amendments', 'table', { amendment })
    types(page, ' Поздно.')
    await until('it is closed', () => page.closed() !== null)
    expect([4409, 4423]).toContain(page.closed()?.code)
  })
})

describe('adopted into a text that is open', () => {
  const LETTERS = { m13: 'д', m14: 'е', m15: 'й' } as const
  test('[AM32] [AM12] three people type meanwhile: what was saved stays, the rest is kept by its author, each word is its writer’s', async () => {
    const amendment = await tables(member)
    const shown = await one(chair, amendment)
    const numbers = { next: 1 }
    const people = await Promise.all(
      Object.entries(LETTERS).map(async ([id, letter]) => {
        const typist = new Typist({ url, origin }, await w.person(id), TEXT, { letter, numbers })
        await typist.comes()
        return typist
      }),
    )
    const epoch = people[0]?.room?.epoch
    let going = true
    const typed: string[] = []
    const typing = (async () => {
      while (going) {
        for (const typist of people) typed.push(...typist.adds(ALWAYS_LAST))
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    })()
    await until('they are typing', () => typed.length > 20)
    await chair.does('amendments', 'accept', { amendment })
    for (let more = typed.length + 20; typed.length < more; ) await new Promise((resolve) => setTimeout(resolve, 1))
    going = false
    await typing
    const settled = await Promise.all(people.map((typist) => typist.settles()))
    const [saved, kept] = [
      settled.flatMap((each) => each.saved.map(({ word }) => word)),
      settled.flatMap((each) => each.kept.map(({ word }) => word)),
    ]
    expect(saved.length).toBeGreaterThan(0)
    expect(kept.length).toBeGreaterThan(0)
    expect([...saved, ...kept].sort()).toEqual([...typed].sort())
    const now = await says(chair)
    expect(saved.filter((word) => !now.includes(word))).toEqual([])
    expect(kept.filter((word) => new RegExp(`${word}(?!\\d)`).test(now))).toEqual([])
    expect(now).toContain(JOURNAL.to)
    expect(people.every((typist) => typist.room?.epoch !== epoch)).toBe(true)
    // Not merged by nobody knows whom: the rest of the text is as it was shown.
    const without = (words: string) => words.replace(/ [дей]\d+/g, '')
    expect(without(now)).toBe(without(plainText(shown.texts.amended.text.ru)))
    const accounts: Record<string, string> = { д: 'm13', е: 'm14', й: 'm15' }
    const accountOf = (word: string) => (/^[дей]\d+$/.test(word) ? accounts[word[0] ?? ''] : undefined)
    expect(await wronglyOwned(w, TEXT, accountOf)).toEqual([])
    for (const typist of people) {
      expect(typist.mustStartAnew).toBe(true)
      await typist.startsAnew()
      expect(typist.words().join(' ')).toContain('едином')
      typist.leaves()
    }
  })

  test('[AM33] drafts that are being written in are brought up: what was saved in them stays, and each begins anew', async () => {
    const drafted = await begins(other, { changes: [REGISTER] })
    const apart = await begins(member, { changes: [] })
    const [clashing, clean] = [await opens(other, drafted), await opens(member, apart)]
    types(clean, ' Своё.')
    await until('it is saved', () => isDecided(clean))
    const [before, epoch] = [clashing.rooms.length, clean.rooms.at(-1)?.epoch]
    await chair.does('amendments', 'accept', { amendment: await tables(member) })
    await until('the draft begins anew', () => clean.rooms.at(-1)?.epoch !== epoch)
    const words = plainText((await one(member, apart)).texts.amendment.text.ru)
    expect(words).toMatch(/в едином журнале[\s\S]*Своё/)
    // One that clashes stays as it is, and its author writes on.
    types(clashing, ' Дальше.')
    await until('it is saved', () => isDecided(clashing))
    expect([clashing.refused, clashing.rooms.length]).toEqual([[], before])
    expect((await one(other, drafted)).clashes).toBe(1)
    expect(await wronglyOwned(w, apart, () => undefined)).toEqual([])
  })

  test('[AM32] into a frozen text nobody’s page begins anew: it was closed already', async () => {
    const amendment = await tables(member)
    await freezes(chair, TEXT)
    const page = await opens(other, TEXT)
    const epoch = page.rooms.at(-1)?.epoch
    await chair.does('amendments', 'accept', { amendment })
    await until('it is shown to everybody', () => russian(page.doc).includes(JOURNAL.to))
    expect(page.rooms.at(-1)).toMatchObject({ epoch, access: 'read', reason: 'frozen' })
  })
})

test('[AM12] [AM29] what was decided is written under who wrote it, never under who decided', async () => {
  const changes = (to: string) => [
    { ...JOURNAL, to },
    { ...JOURNAL, from: 'изоляционные комнаты', to: `${to}: комнаты` },
    { ...JOURNAL, from: '', to: `Это ${to}.` },
  ]
  const decider = await w.person('s02')
  for (const choice of ['amendment', 'present', 'mixed'] as const) {
    const recommendation = { amendment: TEXT, present: TEXT, mixed: TEXT }[choice]
    const first = await tables(member, { recommendation, changes: changes(`в учёте ${choice}`).slice(2) })
    const second = await tables(other, { recommendation, changes: changes(`в списке ${choice}`).slice(2) })
    await chair.does('amendments', 'accept', { amendment: first })
    const { review, clashes } = await one(decider, second)
    expect(clashes).toBeGreaterThan(0)
    const choices = review.map(({ key }, at) => ({
      key,
      choice: choice === 'mixed' ? (at % 2 === 0 ? 'present' : 'amendment') : choice,
    }))
    await decider.does('amendments', 'decide', { amendment: second, choices })
    const rows = await w.app.house.db
      .selectFrom('client_ids')
      .select('account')
      .where('text', 'in', [second as TextId, TEXT as TextId])
      .execute()
    expect(rows.filter(({ account }) => account === 's02')).toEqual([])
    expect(await wronglyOwned(w, second, () => undefined)).toEqual([])
    const { texts } = await one(chair, second)
    expect(texts.base).toEqual(texts.present)
    if (texts.amended !== texts.present) await chair.act('amendments', 'accept', { amendment: second })
  }
})

/** Always the last word, so that words stand in the order in which they came. */
const ALWAYS_LAST = { pick: (list: readonly unknown[]) => list.at(-1) } as never

test('[AM36] a text that is withdrawn closes, and what is tabled to it is read on', async () => {
  const amendment = await tables(member)
  const page = joins({ url, origin }, amendment, member.cookie, { ours: true })
  pages.push(page)
  await until('it is open', () => page.rooms.length > 0)
  await chair.does('recommendations', 'withdraw', { id: TEXT })
  expect(page.closed()).toBeNull()
  expect(await status(member, amendment)).toBe(101)
})
