import { beforeEach, expect, test } from 'vitest'
import { csvOf } from '../../shared/comments/table.ts'
import { DAY_MS } from '../../shared/time.ts'
import { must, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses } from './store.ts'

inTheHall()
let other: Person
beforeEach(async () => {
  other = await w.person('o02')
  await secretary.does('versions', 'circulate', {
    session: SESSION,
    commentsUntil: { date: '2026-04-25', time: '15:00' },
    toObservers: true,
  })
})

const leave = (person: Person, change: object = {}) =>
  person.act('comments', 'leave', {
    session: SESSION,
    recommendation: 'r01',
    revision: 1,
    kind: 'comment',
    language: 'ru',
    words: 'Уточнить срок.',
    proposed: null,
    ...change,
  })
const left = async (person: Person, change: object = {}) => must(await leave(person, change)).comment
const list = (person: Person) => person.sees('comments', 'list', { session: SESSION })
const content = { kind: 'fact-check', language: 'en', words: 'Changed', proposed: 'Better words' }

test('[RE40] whoever got the revision comments on its texts until the date', async () => {
  for (const person of [member, observer, chair, secretary]) await left(person)
  const seen = await list(member)
  expect(seen).toMatchObject({
    open: { revision: 1, until: Date.UTC(2026, 3, 25, 10) },
    mayComment: true,
    mayAnswer: false,
  })
  expect(seen.comments.map(({ author }) => author.account).sort()).toEqual(['m01', 'm03', 'o01', 's01'])
  expect((await actsOn(w, 'r01')).filter(({ act }) => act === 'comment-left')).toHaveLength(4)
  for (const change of [{ revision: 2 }, { recommendation: 'r99' }])
    await refuses(w, () => leave(member, change), 'not-found', 'RE40')
  for (const words of ['', '   ', 'x'.repeat(5_001)])
    await refuses(w, () => leave(member, { words }), 'malformed', 'AC6')
  w.clock.move(DAY_MS)
  await refuses(w, () => leave(member), 'comments-closed', 'RE40')
  expect(await list(member)).toMatchObject({ open: null, mayComment: false })
})

test('[RE40] those who look on comment on what was sent to them, and on nothing of a closed point', async () => {
  await left(observer)
  await chair.does('sessions', 'change-privacy', { session: SESSION, point: 'a09', closed: true, released: false })
  await refuses(w, () => leave(observer), 'not-found', 'RE40')
  expect((await list(observer)).comments).toEqual([])
  expect((await list(member)).comments).toHaveLength(1)
  await secretary.does('versions', 'circulate', {
    session: SESSION,
    commentsUntil: { date: '2026-04-25', time: '15:00' },
    toObservers: false,
  })
  await refuses(w, () => leave(observer, { revision: 2 }), 'not-found', 'RE32')
})

test('[RE41] one’s own comment is changed and withdrawn until the date, and nobody else’s', async () => {
  const comment = await left(member)
  const change = (person: Person) => person.act('comments', 'change', { comment, ...content })
  const withdraw = (person: Person) => person.act('comments', 'withdraw', { comment })
  await refuses(w, () => change(chair), 'not-your-comment', 'RE41')
  await refuses(w, () => withdraw(secretary), 'not-your-comment', 'RE41')
  await refuses(w, () => change(observer), 'not-found', 'RE43')
  must(await change(member))
  expect((await list(chair)).comments).toMatchObject([
    { words: 'Changed', proposed: 'Better words', kind: 'fact-check', mayChange: false },
  ])
  must(await withdraw(member))
  expect((await list(chair)).comments).toEqual([])
  await refuses(w, () => change(member), 'not-found', 'RE43')
  const late = await left(member)
  w.clock.move(DAY_MS)
  await refuses(w, () => member.act('comments', 'withdraw', { comment: late }), 'comments-closed', 'RE40')
})

test('[RE42] drafters and the secretariat answer, and change their answer', async () => {
  const comment = await left(member)
  const answer = (person: Person, reply = 'Учтено.') => person.act('comments', 'answer', { comment, reply })
  for (const person of [chair, member]) await refuses(w, () => answer(person), 'no-right', 'RE42')
  await refuses(w, () => answer(observer), 'not-found', 'RE43')
  await secretary.does('sessions', 'uninvite', { session: SESSION, account: 'o02' })
  await secretary.does('sessions', 'invite', { session: SESSION, account: 'o02', role: 'drafter', organisation: null })
  must(await answer(other))
  must(await answer(secretary, 'Учтено частично.'))
  expect((await list(member)).comments).toMatchObject([
    { reply: { words: 'Учтено частично.', by: { account: 's01' } } },
  ])
})

test('[RE43] those who look on see their own comments and the reply, but no other’s words or name, and not who answered', async () => {
  const mine = await left(observer, { words: 'Own words' })
  await left(other, { words: 'Other words' })
  await left(member, { words: 'Member words' })
  await secretary.does('comments', 'answer', { comment: mine, reply: 'Noted.' })
  const seen = await list(observer)
  expect(seen.comments).toMatchObject([{ words: 'Own words', reply: { words: 'Noted.', by: null } }])
  for (const hidden of ['Other words', 'Member words', 's01', 'm03', 'o02'])
    expect(JSON.stringify(seen)).not.toContain(hidden)
  const file = await (await observer.raw('GET', `/api/comments/file?session=${SESSION}`)).text()
  expect(file).toContain('Own words')
  expect(file).not.toContain('Other words')
})

test('[RE43] [SE12] of a closed point not even one’s own comment is there for those who look on', async () => {
  const mine = await left(observer)
  await chair.does('sessions', 'change-privacy', { session: SESSION, point: 'a09', closed: true, released: false })
  expect((await list(observer)).comments).toEqual([])
  await refuses(w, () => observer.act('comments', 'change', { comment: mine, ...content }), 'not-found', 'RE43')
  await refuses(w, () => observer.act('comments', 'withdraw', { comment: mine }), 'not-found', 'RE43')
})

test('[RE44] the table as a file: in the reader’s language, as the reader sees it, and no field is a formula', async () => {
  await left(member, { words: '=HYPERLINK("http://x";"y")', proposed: '@SUM(A1)' })
  await left(observer, { words: 'Строка "в кавычках",\nвторая' })
  const answer = await secretary.raw('GET', `/api/comments/file?session=${SESSION}&language=ru`)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="comments.csv"')
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(text.startsWith('\ufeff"Кто","Текст","Редакция"')).toBe(true)
  expect(text).toContain(`"'=HYPERLINK(""http://x"";""y"")","'@SUM(A1)"`)
  expect(text).toContain('"Строка ""в кавычках"",\nвторая"')
  for (const start of ['=', '+', '-', '@', '\t=', '\r', ' =1', '|', '%'])
    expect(csvOf([[`${start}1`]])).toContain(`"'${start}`)
  expect((await (await w.person('m04')).raw('GET', '/api/comments/file?session=nothing')).status).toBe(404)
})

test('[RE40] no words of a comment are in the record book or the news', async () => {
  const comment = await left(observer, { words: 'Personal words' })
  await secretary.does('comments', 'answer', { comment, reply: 'Reply words' })
  const rows = await w.app.house.db.selectFrom('record').select('content').execute()
  const record = rows.map(({ content }) => content).join()
  for (const words of ['Personal words', 'Reply words']) expect(record).not.toContain(words)
})
