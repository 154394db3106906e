import { expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { freezes, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { lastRecorded, refuses } from './store.ts'

inTheHall()

const HOURS = { part: 'text', language: 'ru', from: 'в течение 24 часов', to: 'в течение 12 часов' }
const begins = (person: Person, more: Record<string, unknown> = {}) =>
  person.does('amendments', 'start', {
    session: SESSION,
    recommendation: 'r05',
    kind: 'replace',
    language: 'ru',
    changes: [HOURS],
    ...more,
  })
const one = (person: Person, id: string) => person.sees('amendments', 'amendment', { id })
const listed = async (person: Person, recommendation = 'r05') =>
  (await person.sees('amendments', 'list', { recommendation })).amendments
const words = async (id = 'r05') => (await member.sees('recommendations', 'text', { id })).plain.text.ru
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
  expect(await member.does('amendments', 'table', { amendment })).toEqual({ number: 1 })
  const [seen] = await listed(observer)
  expect(seen).toMatchObject({ number: 1, kind: 'replace', stage: 'tabled', mover: { account: 'm03' }, distance: 2 })
  expect(seen?.changes.map(({ part, language }) => `${part} ${language}`)).toEqual(['text ru'])
  expect(await lastRecorded(w, 'amendment-tabled')).toMatchObject({
    facts: { number: 1, recommendation: 'r05', mover: 'm03' },
  })
  expect(await findings()).toEqual([])
})

test('[AM30, AM32] accepted without a vote, the text says at once what was shown, each word its writer’s', async () => {
  const amendment = await tables(member)
  const shown = await one(chair, amendment)
  await refuses(w, () => secretary.act('amendments', 'accept', { amendment }), 'no-right', 'AM30')
  const { version } = await chair.does('amendments', 'accept', { amendment })
  expect(version?.hash).toBe(shown.hash)
  expect(await words()).toContain('в течение 12 часов')
  expect(await one(member, amendment)).toMatchObject({ stage: 'adopted', accepted: true, made: version?.id })
  const { authors } = await member.sees('recommendations', 'authors', { id: 'r05' })
  expect(authors.map(({ account }) => account)).toContain('m03')
  expect(await findings()).toEqual([])
})

test('[AM30, AM33] into a frozen text too; others that do not clash are brought up, those that do wait for the secretariat', async () => {
  const first = await tables(member)
  const [other] = await w.people('m12')
  const clashing = await tables(other, { changes: [{ ...HOURS, to: 'в течение трёх рабочих дней' }] })
  const apart = await tables(other, { changes: [{ ...HOURS, from: '', to: 'Сообщать о каждом случае прокурору.' }] })
  expect((await listed(chair)).map(({ clashesWith }) => clashesWith)).toEqual([[clashing], [first], []])
  await freezes(chair, 'r05')
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
  expect(await words()).toMatch(/в течение трёх рабочих дней[\s\S]*прокурору/)
  expect(await findings()).toEqual([])
})
