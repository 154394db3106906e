import { expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { freezes, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { lastRecorded, refuses } from './store.ts'

inTheHall()

const HOURS = { part: 'text', language: 'ru', from: 'не более 14 дней', to: 'не более 12 дней' }
const begins = (person: Person, more: Record<string, unknown> = {}) =>
  person.does('amendments', 'start', {
    session: SESSION,
    recommendation: 'r06',
    kind: 'replace',
    language: 'ru',
    changes: [HOURS],
    ...more,
  })
const one = (person: Person, id: string) => person.sees('amendments', 'amendment', { id })
const listed = async (person: Person, recommendation = 'r06') =>
  (await person.sees('amendments', 'list', { recommendation })).amendments
const words = async (id = 'r06') => (await member.sees('recommendations', 'text', { id })).plain.text.ru
const tables = async (person: Person, more = {}) => {
  const { amendment } = await begins(person, more)
  await person.does('amendments', 'table', { amendment })
  return amendment as string
}
const findings = async () => (await verifyStore(w.app.house.db, null)).findings

test('[AM21, AM23] a draft is its mover’s and the secretariat’s until it is tabled; then everybody sees what it changes', async () => {
  const { amendment, textId } = await begins(member)
  expect(textId).toBe(amendment)
  const [other] = await w.people('m12')
  expect([(await listed(member)).length, (await listed(secretary)).length, (await listed(other)).length]).toEqual([
    1, 1, 0,
  ])
  await refuses(w, () => other.ask('amendments', 'amendment', { id: amendment }), 'not-found', 'AM21')
  expect(await member.does('amendments', 'table', { amendment })).toEqual({ number: 6 })
  const [seen] = await listed(observer)
  const countOf = async (person: Person) =>
    (await person.sees('amendments', 'counts', { session: SESSION })).counts.find(
      ({ recommendation }: { recommendation: string | null }) => recommendation === 'r06',
    )
  expect(await countOf(observer)).toMatchObject({ tabled: 1, drafts: 0, mayPropose: false })
  expect(await countOf(member)).toMatchObject({ tabled: 1, drafts: 0, mayPropose: true })
  expect(seen).toMatchObject({ number: 6, kind: 'replace', stage: 'tabled', mover: { account: 'm03' }, distance: 2 })
  expect(seen?.changes.map(({ part, language }) => `${part} ${language}`)).toEqual(['text ru'])
  expect(await lastRecorded(w, 'amendment-tabled')).toMatchObject({
    facts: { number: 6, recommendation: 'r06', mover: 'm03' },
  })
  expect(await findings()).toEqual([])
})

test('[AM30, AM32] accepted without a vote, the text says at once what was shown, each word its writer’s', async () => {
  const amendment = await tables(member)
  const shown = await one(chair, amendment)
  await refuses(w, () => secretary.act('amendments', 'accept', { amendment }), 'no-right', 'AM30')
  const { version } = await chair.does('amendments', 'accept', { amendment })
  expect(version?.hash).toBe(shown.hash)
  expect(await words()).toContain('не более 12 дней')
  expect(await one(member, amendment)).toMatchObject({ stage: 'adopted', accepted: true, made: version?.id })
  const { authors } = await member.sees('recommendations', 'authors', { id: 'r06' })
  expect(authors.map(({ account }) => account)).toContain('m03')
  expect(await findings()).toEqual([])
})

test('[AM30, AM33] into a frozen text too; others that do not clash are brought up, those that do wait for the secretariat', async () => {
  const first = await tables(member)
  const [other] = await w.people('m12')
  const clashing = await tables(other, { changes: [{ ...HOURS, to: 'не более трёх рабочих дней' }] })
  const apart = await tables(other, { changes: [{ ...HOURS, from: '', to: 'Сообщать о каждом случае прокурору.' }] })
  expect((await listed(chair)).map(({ clashesWith }) => clashesWith)).toEqual([[clashing], [first], []])
  await freezes(chair, 'r06')
  await chair.does('amendments', 'accept', { amendment: first })
  const [, second, third] = await listed(chair)
  expect([second?.clashes, third?.clashes]).toEqual([1, 0])
  await refuses(w, () => chair.act('amendments', 'accept', { amendment: clashing }), 'in-review', 'AM29')
  const brought = await one(chair, apart)
  expect(brought.texts.base).toEqual(brought.texts.present)
  const { review } = await one(secretary, clashing)
  const [clash] = review
  const choices = [{ key: clash?.key, choice: 'amendment' }]
  await refuses(w, () => member.act('amendments', 'decide', { amendment: clashing, choices }), 'no-right', 'AM29')
  expect(await secretary.does('amendments', 'decide', { amendment: clashing, choices })).toEqual({ open: 0 })
  const decided = await one(chair, clashing)
  expect(decided.texts.base).toEqual(decided.texts.present)
  await chair.does('amendments', 'accept', { amendment: clashing })
  await chair.does('amendments', 'accept', { amendment: apart })
  expect(await words()).toMatch(/не более трёх рабочих дней[\s\S]*прокурору/)
  expect(await findings()).toEqual([])
})

const YES = ['m01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08', 'm10', 'm11', 'm12', 'm13'] as const

/** Puts an amendment to the vote of all who sit, with so many for and the rest against, and announces the outcome. */
async function votes(amendment: string, inFavour: number): Promise<string> {
  const { hash } = await chair.sees('votes', 'prepare-question', { kind: 'adopt-amendment', amendment })
  const { vote } = await chair.does('votes', 'open-question', {
    question: { kind: 'adopt-amendment', amendment },
    hash: hash ?? '',
  })
  const { roll, hash: bound } = await chair.sees('votes', 'vote', { id: vote })
  for (const [index, { place, account }] of roll.entries()) {
    const [voter] = await w.people(account)
    await voter.does('votes', 'cast', { vote, place, hash: bound, choice: index < inFavour ? 'for' : 'against' })
  }
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
  return vote
}

test('[AM31, AM32] put to the vote it binds the text as amended; carried, that is what the frozen text says', async () => {
  const amendment = await tables(member)
  await refuses(
    w,
    () =>
      chair.act('votes', 'open-question', { question: { kind: 'adopt-amendment', amendment }, hash: 'a'.repeat(64) }),
    'not-frozen',
    'AM31',
  )
  const before = await freezes(chair, 'r06')
  const { hash } = await one(chair, amendment)
  const vote = await votes(amendment, YES.length)
  const put = await observer.sees('votes', 'vote', { id: vote })
  expect(put.hash).toBe(hash)
  expect(put.question.sentence.en).toBe('Adopt amendment 6 to recommendation 6?')
  expect(put.question.amendment).toMatchObject({ id: amendment, number: 6, mover: { account: 'm03' } })
  expect(await words()).toContain('не более 12 дней')
  const { version, stage } = await member.sees('recommendations', 'recommendation', { id: 'r06' })
  expect([stage, version?.hash]).toEqual(['frozen', hash])
  expect(hash).not.toBe(before)
  expect(await one(member, amendment)).toMatchObject({ stage: 'adopted', accepted: false, made: version?.id })
  expect(await findings()).toEqual([])
})

test('[AM40] the whole set is read with each tabled amendment in its place, drafts and what is decided left out', async () => {
  const amendment = await tables(member)
  await begins(member)
  const seen = async (person: Person) => {
    const { texts } = await person.sees('amendments', 'consolidated', { session: SESSION, language: 'ru' })
    const text = texts.find(({ recommendation }) => recommendation === 'r06')
    const passages = text?.parts.find(({ part }) => part === 'text')?.passages ?? []
    return passages.flatMap(({ paragraphs }) => paragraphs.flatMap(({ segments }) => segments))
  }
  const marked = (await seen(observer)).filter(({ kind }) => kind !== 'same')
  expect(marked).toMatchObject([
    { kind: 'deleted', text: '14', by: amendment },
    { kind: 'added', text: '12', by: amendment },
  ])
  const { texts } = await observer.sees('amendments', 'consolidated', { session: SESSION, language: 'ru' })
  const both = texts.find(({ recommendation }) => recommendation === 'r05')?.parts.flatMap(({ passages }) => passages)
  expect(both?.flatMap(({ apart }) => apart.map((one) => one.amendment)).sort()).toEqual(['am1', 'am2'])
  await chair.does('amendments', 'accept', { amendment })
  const words = await seen(observer)
  expect(words.every(({ kind }) => kind === 'same')).toBe(true)
  expect(words.map(({ text }) => text).join('')).toContain('не более 12 дней')
})

test('[AM31] rejected, nothing is changed; without a decision it is tabled again', async () => {
  const amendment = await tables(member)
  const hash = await freezes(chair, 'r06')
  await votes(amendment, 2)
  expect((await one(member, amendment)).stage).toBe('rejected')
  expect((await member.sees('recommendations', 'recommendation', { id: 'r06' })).version?.hash).toBe(hash)
  await refuses(w, () => chair.act('amendments', 'accept', { amendment }), 'not-tabled', 'AM30')
})

test('[AM34] void, what it did is undone and it is tabled again', async () => {
  const amendment = await tables(member)
  const before = await freezes(chair, 'r06')
  const vote = await votes(amendment, YES.length)
  const [deputy] = await w.people('m12')
  const { voiding } = await chair.does('votes', 'void', { vote, ground: 'wrong-text', words: 'Not that one.' })
  await deputy.does('votes', 'agree-to-void', { voiding })
  expect(await words()).toContain('не более 14 дней')
  expect(await one(member, amendment)).toMatchObject({ stage: 'tabled', made: null })
  const { version } = await member.sees('recommendations', 'recommendation', { id: 'r06' })
  expect(version?.hash).toBe(before)
  expect(await findings()).toEqual([])
})

test('[AM37] a separate vote asks whether words stay: when it is not carried they are taken out', async () => {
  const part = { part: 'text', language: 'ru', from: ' не более 14 дней', to: '' }
  const keeps = await tables(member, { kind: 'separate-vote', changes: [part] })
  await freezes(chair, 'r06')
  const vote = await votes(keeps, YES.length)
  expect((await observer.sees('votes', 'vote', { id: vote })).question.kind).toBe('keep-part')
  expect((await one(member, keeps)).stage).toBe('rejected')
  const goes = await tables(member, { kind: 'separate-vote', changes: [part] })
  await votes(goes, 2)
  expect((await one(member, goes)).stage).toBe('adopted')
  expect(await words()).not.toContain('не более 14 дней')
  expect(await findings()).toEqual([])
})

test('[AM38] a new recommendation that is adopted is the last of the set, frozen, as it was voted on', async () => {
  const said = (part: string, to: string) => ({ part, language: 'ru', from: '', to })
  const { amendment } = await begins(member, {
    recommendation: null,
    kind: 'new-recommendation',
    changes: [said('title', 'Учёт фиксации'), said('text', 'Вести единый журнал.')],
  })
  await member.does('amendments', 'table', { amendment })
  const { creates, hash } = await one(chair, amendment)
  await votes(amendment, YES.length)
  const { recommendations } = await observer.sees('recommendations', 'list', { session: SESSION })
  expect(recommendations.at(-1)).toMatchObject({ id: creates, number: 13, stage: 'frozen', version: { hash } })
  expect(await words(creates ?? '')).toBe('Вести единый журнал.')
  expect(await findings()).toEqual([])
})

test('[AM39] a whole recommendation is taken out, or moved', async () => {
  const out = await tables(member, { kind: 'delete', whole: true, changes: [] })
  const moves = await tables(member, { recommendation: 'r07', kind: 'move', whole: true, after: 'r01', changes: [] })
  await freezes(chair, 'r06')
  await freezes(chair, 'r07')
  await votes(out, YES.length)
  await votes(moves, YES.length)
  const { recommendations } = await observer.sees('recommendations', 'list', { session: SESSION })
  expect(recommendations.slice(0, 4).map(({ id }) => id)).toEqual(['p00', 'r01', 'r07', 'r02'])
  expect(recommendations.find(({ id }) => id === 'r06')?.stage).toBe('withdrawn')
  expect(await findings()).toEqual([])
})

test('[AM23] an editorial amendment keeps to its language', async () => {
  const kk = { part: 'text', language: 'kk', from: '', to: 'Тағы бір сөйлем.' }
  const { amendment } = await begins(member, { kind: 'editorial' })
  await member.does('amendments', 'reword', { amendment, changes: [kk] })
  await refuses(w, () => member.act('amendments', 'table', { amendment }), 'one-language-only', 'AM23')
  await member.does('amendments', 'arrange', { amendment, kind: 'replace' })
  await member.does('amendments', 'table', { amendment })
})
