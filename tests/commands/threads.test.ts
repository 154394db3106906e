import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { positionsOf, quoteOf } from '../../shared/comments/positions.ts'
import type { SessionId } from '../../shared/ids.ts'
import { wordsOf } from '../../shared/text/written.ts'
import { fragmentOf } from '../../shared/text/ydoc.ts'
import { MINUTE_MS } from '../../shared/time.ts'
import { joins, until } from '../live/people.ts'
import { freezes, must, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, dumpOf, lastRecorded, refuses } from './store.ts'

inTheHall()

const text = { recommendation: 'r01' }
/** A passage that stands in the Russian title of the first recommendation. */
async function passage(change: object = {}) {
  const { plain } = await secretary.sees('recommendations', 'text', { id: 'r01' })
  const quote = plain.title.ru.slice(0, 12).trim()
  const after = plain.title.ru.slice(quote.length, quote.length + 40)
  return { part: 'title', language: 'ru', start: null, end: null, quote, before: '', after, ...change }
}
const open = (person: Person, change: object = {}) =>
  person.act('comments', 'open-thread', { ...text, passage: null, words: 'Почему так?', ...change })
const opened = async (person: Person, change: object = {}) => must(await open(person, change))
const answer = (person: Person, thread: string, words = 'Потому.') =>
  person.act('comments', 'answer-thread', { thread, words })
const seen = (person: Person) => person.sees('comments', 'threads', text)
const threads = async (person: Person) => (await seen(person)).threads
const mentions = async (person: Person) => (await person.sees('comments', 'mentions', { session: SESSION })).mentions
const invite = (person: Person, on = true) => person.act('comments', 'invite-observers', { ...text, on })

test('[CM1] members, drafters and the secretariat discuss a text whoever has the pen and though it is frozen, until the session is closed', async () => {
  await secretary.does('sessions', 'uninvite', { session: SESSION, account: 'o02' })
  await secretary.does('sessions', 'invite', { session: SESSION, account: 'o02', role: 'drafter', organisation: null })
  const drafter = await w.person('o02')
  await chair.does('recommendations', 'set-pen', { recommendations: ['r01'], pen: 'secretariat' })
  for (const person of [member, chair, secretary, drafter]) await opened(person)
  await freezes(chair, 'r01')
  const { thread } = await opened(member, { passage: await passage() })
  must(await answer(chair, thread))
  const listed = await threads(drafter)
  expect(listed.map(({ openedBy }) => openedBy.account).sort()).toEqual(['m01', 'm03', 'm03', 'o02', 's01'])
  expect(listed.find(({ id }) => id === thread)).toMatchObject({
    resolved: null,
    mayResolve: true,
    toObservers: false,
    passage: { place: { state: 'here', from: 0 }, version: null },
    remarks: [
      { author: { account: 'm03' }, words: 'Почему так?', mayChange: false },
      { author: { account: 'm01' }, words: 'Потому.' },
    ],
  })
  for (const words of ['', '  ', 'x'.repeat(5_001)]) await refuses(w, () => open(member, { words }), 'malformed', 'AC6')
  await refuses(w, () => open(member, { recommendation: 'r99' }), 'not-found', 'RE5')
  await refuses(w, () => answer(member, 'nothing'), 'not-found', 'CM8')
  await chair.does('sessions', 'close', { session: SESSION })
  await refuses(w, () => open(member), 'session-closed', 'CM1')
  await refuses(w, () => answer(member, thread), 'session-closed', 'CM1')
  expect(await seen(member)).toMatchObject({ mayOpen: false, mayInviteObservers: false })
  expect(await threads(member)).toHaveLength(5)
})

test('[CM2] a passage must be one of the text', async () => {
  await opened(member, { passage: await passage() })
  const never = { quote: 'Слова, которых здесь не было' }
  await refuses(w, async () => open(member, { passage: await passage(never) }), 'not-in-the-text', 'CM2')
  const elsewhere = { start: 'BQEC', end: 'BQEC', ...never }
  await refuses(w, async () => open(member, { passage: await passage(elsewhere) }), 'not-in-the-text', 'CM2')
  for (const change of [{ part: 'nothing' }, { quote: 'x'.repeat(2_001) }, { start: '<>' }, { before: 'x'.repeat(41) }])
    await refuses(w, async () => open(member, { passage: await passage(change) }), 'malformed', 'AC6')
})

test('[CM3] a thread is resolved and opened again by whoever takes part, once each; an answer opens it too', async () => {
  const { thread } = await opened(member)
  const act = (person: Person, name: 'resolve-thread' | 'reopen-thread') => person.act('comments', name, { thread })
  await refuses(w, () => act(chair, 'reopen-thread'), 'already-so', 'CM3')
  must(await act(chair, 'resolve-thread'))
  await refuses(w, () => act(member, 'resolve-thread'), 'already-so', 'CM3')
  expect(await threads(member)).toMatchObject([{ resolved: { by: { account: 'm01' }, at: w.clock.now() } }])
  must(await act(member, 'reopen-thread'))
  expect(await threads(member)).toMatchObject([{ resolved: null }])
  must(await act(member, 'resolve-thread'))
  must(await answer(secretary, thread))
  expect(await threads(member)).toMatchObject([{ resolved: null, remarks: [{}, { words: 'Потому.' }] }])
})

test('[CM4] one’s own remark is changed, says so, and what it said stays to be read', async () => {
  const { remark } = await opened(member)
  const change = (person: Person, words: string) => person.act('comments', 'change-remark', { remark, words })
  await refuses(w, () => change(chair, 'Иначе'), 'not-your-comment', 'CM4')
  await refuses(w, () => change(member, 'Почему так?'), 'already-so', 'CM4')
  w.clock.move(1_000)
  const first = w.clock.now()
  must(await change(member, 'Почему не иначе?'))
  w.clock.move(1_000)
  must(await change(member, 'Отчего?'))
  expect((await threads(chair))[0]?.remarks).toMatchObject([
    {
      words: 'Отчего?',
      changedAt: first + 1_000,
      earlier: [
        { words: 'Почему так?', until: first },
        { words: 'Почему не иначе?', until: first + 1_000 },
      ],
    },
  ])
})

test('[CM5] a withdrawn remark leaves its place: the words go, earlier ones too, and the thread stays', async () => {
  const { thread, remark } = await opened(member, { words: 'Тайные слова' })
  must(await answer(chair, thread))
  await member.does('comments', 'change-remark', { remark, words: 'Другие слова' })
  const withdraw = (person: Person) => person.act('comments', 'withdraw-remark', { remark })
  await refuses(w, () => withdraw(secretary), 'not-your-comment', 'CM4')
  must(await withdraw(member))
  await refuses(w, () => withdraw(member), 'already-so', 'CM5')
  await refuses(w, () => member.act('comments', 'change-remark', { remark, words: 'И снова' }), 'already-so', 'CM5')
  expect(await threads(member)).toMatchObject([
    {
      id: thread,
      remarks: [
        { author: { account: 'm03' }, words: null, earlier: [], withdrawnAt: w.clock.now(), mayChange: false },
        { words: 'Потому.' },
      ],
    },
  ])
  expect(JSON.stringify(await seen(secretary))).not.toContain('слова')
})

test('[CM6] what was changed is told with the newest version that says it, what was deleted with its words', async () => {
  const url = await w.listen()
  const page = joins({ url: `${url.replace('http', 'ws')}/live`, origin: url }, 'r01', member.cookie, { ours: true })
  await until('the text is there', () => page.words() !== '')
  const before = page.words()
  const quote = before.slice(0, 30).trim()
  const about = { part: 'text', language: 'en', before: '', after: before.slice(quote.length, quote.length + 40) }
  const fragment = fragmentOf(page.doc, 'text', 'en')
  const letters = positionsOf(fragment, { from: 0, to: quote.length })
  const here = await opened(member, { passage: await passage({ ...about, quote, ...letters }) })
  await member.does('versions', 'cut', { ...text, name: 'Before' })
  const run = wordsOf(fragment.get(0) as Y.XmlElement)[0] as Y.XmlText
  run.insert(5, '—')
  await until('it is saved', () => page.saved() === page.sent() && page.saved() > 0)
  const placeOf = async () => (await threads(chair)).find(({ id }) => id === here.thread)?.passage
  expect(await placeOf()).toMatchObject({
    quote,
    place: { state: 'changed', from: 0, to: quote.length + 1 },
    version: 1,
  })
  run.delete(0, quote.length + 1)
  await until('it is saved', () => page.saved() === page.sent() && page.saved() > 1)
  expect(await placeOf()).toMatchObject({ quote, place: { state: 'gone' }, version: 1 })
  // Who had it in sight and was slower than the one who deleted it is not sent away.
  const { start, end } = (await placeOf()) ?? {}
  await opened(chair, { passage: await passage({ ...about, quote, start, end }) })
  page.leaves()
})

test('[CM7] who is mentioned is told, once, until it was shown to them; who would not see it cannot be mentioned', async () => {
  const { thread, remark } = await opened(member, { words: 'Что скажет @{m01}? И @{m01}, и @{m03}.' })
  expect(await mentions(chair)).toMatchObject([
    {
      recommendation: 'r01',
      thread,
      remark,
      author: { account: 'm03' },
      unread: true,
      words: expect.stringContaining('@{m01}'),
    },
  ])
  expect(await mentions(member)).toMatchObject([{ unread: false }])
  expect((await threads(chair))[0]?.remarks[0]?.unread).toBe(true)
  await chair.does('comments', 'note-read', { ...text, remarks: [remark] })
  expect(await mentions(chair)).toMatchObject([{ unread: false }])
  await member.does('comments', 'change-remark', { remark, words: '@{m01} и @{s01}' })
  expect(await mentions(chair)).toMatchObject([{ unread: false }])
  expect(await mentions(secretary)).toMatchObject([{ unread: true }])
  // Nobody reads for others.
  await chair.does('comments', 'note-read', { ...text, remarks: [remark] })
  expect(await mentions(secretary)).toMatchObject([{ unread: true }])
  await member.does('comments', 'withdraw-remark', { remark })
  expect([...(await mentions(chair)), ...(await mentions(secretary))]).toEqual([])
  for (const name of ['o01', 'x99', 'a01'])
    await refuses(w, () => answer(member, thread, `@{${name}}`), 'not-shown-to-them', 'CM7')
  const many = Array.from({ length: 21 }, (_, index) => `@{p${index}}`).join('')
  await refuses(w, () => answer(member, thread, many), 'malformed', 'CM9')
})

test('[CM8] those who look on are there where they are invited, in what was opened to them', async () => {
  const inside = await opened(member, { words: 'Между нами', toObservers: true })
  expect(await seen(observer)).toMatchObject({ mayOpen: false, people: [], threads: [], observersInvited: false })
  await refuses(w, () => open(observer), 'no-right', 'CM8')
  await refuses(w, () => answer(observer, inside.thread), 'not-found', 'CM8')
  for (const person of [member, observer]) await refuses(w, () => invite(person), 'no-right', 'CM8')
  must(await invite(secretary))
  expect(await lastRecorded(w, 'observers-invited')).toMatchObject({ by: 's01' })
  await refuses(w, () => invite(chair), 'already-so', 'CM8')
  // What was begun before they came stays among those who were there.
  expect(await threads(observer)).toEqual([])
  const shown = await opened(member, { words: 'Для всех', toObservers: true })
  await opened(member, { words: 'Снова между нами' })
  const theirs = await opened(observer, { words: 'Вопрос наблюдателя' })
  must(await answer(observer, shown.thread, 'Ответ @{m03}'))
  await member.does('comments', 'change-remark', { remark: shown.remark, words: 'Для всех здесь, @{o01}' })
  const [first, second] = await threads(observer)
  expect([first?.id, second?.id].sort()).toEqual([shown.thread, theirs.thread].sort())
  expect(JSON.stringify(await seen(observer))).not.toContain('ежду нами')
  expect(JSON.stringify(await threads(observer))).not.toContain('"earlier":[{')
  expect(await mentions(observer)).toMatchObject([{ thread: shown.thread }])
  await refuses(w, () => observer.act('comments', 'resolve-thread', { thread: shown.thread }), 'no-right', 'CM3')
  await observer.does('comments', 'resolve-thread', { thread: theirs.thread })
  await refuses(w, () => observer.act('comments', 'reopen-thread', { thread: inside.thread }), 'not-found', 'CM8')
  must(await invite(chair, false))
  expect(await seen(observer)).toMatchObject({ mayOpen: false, threads: [] })
  expect(await mentions(observer)).toEqual([])
  await refuses(w, () => answer(observer, theirs.thread), 'not-found', 'CM8')
  expect(await threads(member)).toHaveLength(4)
})

test('[CM8] [SE12] of a closed point they see nothing, though they were invited', async () => {
  must(await invite(secretary))
  const { thread } = await opened(observer)
  await chair.does('sessions', 'change-privacy', { session: SESSION, point: 'a09', closed: true, released: false })
  expect(await observer.ask('comments', 'threads', text)).toMatchObject({ ok: false, code: 'not-found' })
  await refuses(w, () => answer(observer, thread), 'not-found', 'CM8')
  await refuses(w, () => answer(member, thread, '@{o01}'), 'not-shown-to-them', 'CM7')
  expect((await seen(member)).people.some(({ looksOn }) => looksOn)).toBe(false)
})

test('[CM9] nobody says more than thirty remarks a minute', async () => {
  const { thread } = await opened(member)
  for (let said = 1; said < 30; said += 1) must(await answer(member, thread, `${said}`))
  await refuses(w, () => answer(member, thread), 'too-fast', 'CM9')
  must(await answer(chair, thread))
  w.clock.move(MINUTE_MS)
  must(await answer(member, thread))
})

test('[CM8] [SE55] those who look on are told of no thread but those that are open to them', async () => {
  const heard = async (looksOn: boolean) =>
    (await w.app.house.news.since(SESSION as SessionId, 0, looksOn)).map(({ topic }) => topic)
  await opened(member)
  expect(await heard(false)).toContain('threads:r01')
  expect((await heard(true)).filter((topic) => topic.includes('threads'))).toEqual([])
  must(await invite(secretary))
  await opened(member, { toObservers: true })
  expect(await heard(true)).toEqual(expect.arrayContaining(['threads', 'open-threads:r01']))
  expect(await heard(true)).not.toContain('threads:r01')
})

test('[CM5] a discussion stands in no record, and no words of it in the news', async () => {
  const { thread } = await opened(member, { words: 'Личные слова' })
  must(await answer(chair, thread, 'Личный ответ'))
  expect((await actsOn(w, 'r01')).filter(({ by }) => by === 'm03')).toEqual([])
  const rows = await w.app.house.db.selectFrom('record').select('content').execute()
  const news = await w.app.house.db.selectFrom('news').selectAll().execute()
  const all = JSON.stringify([rows, news])
  for (const words of ['Личные слова', 'Личный ответ']) expect(all).not.toContain(words)
})

test('[CM11] what a thread quotes of a text is redacted with it, and the thread stays at its place', async () => {
  const url = await w.listen()
  const name = 'Zubaira Qoshtanova'
  const page = joins({ url: `${url.replace('http', 'ws')}/live`, origin: url }, 'r01', member.cookie, { ours: true })
  await until('the text is there', () => page.words() !== '')
  page.types(` Said ${name} here.`)
  await until('it is saved', () => page.saved() === page.sent() && page.saved() > 0)
  const said = page.words()
  const fragment = fragmentOf(page.doc, 'text', 'en')
  const about = (from: number, to: number) => {
    const chosen = quoteOf(said, { from, to })
    if (!chosen) throw new Error('nothing is quoted')
    const { quote, before, after } = chosen
    return { part: 'text', language: 'en', quote, before, after, ...positionsOf(fragment, chosen) }
  }
  const at = said.indexOf(name)
  const whole = await opened(member, { passage: about(at - 5, said.length), words: 'Who is that?' })
  const beside = await opened(member, { passage: about(at - 20, at - 6) })
  page.leaves()
  const place = { ...text, part: 'text', language: 'en', paragraph: 0, start: at, length: name.length }
  const asked = { ...place, said: name, reason: 'person-named', words: 'Asked for by the family' }
  const { redaction } = await secretary.does('versions', 'ask-redaction', asked)
  await chair.does('versions', 'confirm-redaction', { redaction })
  const signs = '█'.repeat(name.length)
  const passageOf = async (thread: string) => (await threads(member)).find(({ id }) => id === thread)?.passage
  expect(await passageOf(whole.thread)).toMatchObject({
    quote: `Said ${signs} here.`,
    place: { state: 'here', from: at - 5 },
  })
  expect(await passageOf(beside.thread)).toMatchObject({ place: { state: 'here', from: at - 20 } })
  for (const part of name.split(' ')) expect(await dumpOf(w.app.house.db)).not.toContain(part)
})
