import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { verifyStore } from '../../server/exports/verify.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import { joins, until as untilIn, wordsOf } from '../live/people.ts'
import { freezes, must, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { lastRecorded, refuses } from './store.ts'

inTheHall()

let url: string
let other: Person
beforeEach(async () => {
  other = await w.person('m12')
  url = await w.listen()
})

const comes = async (person: Person) => {
  const page = joins({ url: `${url.replace('http', 'ws')}/live`, origin: url }, 'r01', person.cookie, { ours: true })
  await untilIn('the text is there', () => page.words() !== '')
  return page
}
type Page = Awaited<ReturnType<typeof comes>>
const isSaved = (page: Page) => untilIn('it is saved', () => page.sent() > 0 && page.saved() === page.sent())

const cut = async (person = secretary, name = 'First') =>
  (await person.does('versions', 'cut', { recommendation: 'r01', name })).version
const restore = (person: Person, version: string, more = {}) => person.act('versions', 'restore', { version, ...more })
const listed = async () => (await member.sees('versions', 'list', { recommendation: 'r01' })).versions
const words = async () => (await member.sees('recommendations', 'text', { id: 'r01' })).plain
const findings = async () => (await verifyStore(w.app.house.db, null)).findings
const changesFields = async (priority: string) => {
  const { fields, fieldsRev } = await member.sees('recommendations', 'recommendation', { id: 'r01' })
  const changed = { ...(fields as Fields), priority }
  await member.does('recommendations', 'change-fields', { id: 'r01', rev: fieldsRev, fields: changed })
}

test('[VE16] a version is brought back in every language and field, for everybody in the text, between two versions', async () => {
  const before = await words()
  const first = await cut()
  const [mine, theirs] = [await comes(member), await comes(other)]
  theirs.types(' And more.')
  theirs.doc.getXmlFragment('title:kk').insert(1, [new Y.XmlElement('paragraph')])
  await isSaved(theirs)
  await changesFields('low')
  const { version } = must(await restore(member, first.id))
  expect(version.hash).toBe(first.hash)
  expect(await words()).toEqual(before)
  for (const page of [mine, theirs]) await untilIn('the old words are there', () => page.words() === before.text.en)
  expect(
    (await listed()).map(({ number, reason, restored, createdBy }) => [number, reason, restored, createdBy]),
  ).toEqual([
    [3, 'restore', 1, 'm03'],
    [2, 'before-restore', 1, null],
    [1, 'named', null, 's01'],
  ])
  const [, kept] = await listed()
  const stood = await member.sees('versions', 'version', { id: kept?.id ?? '' })
  expect(stood.plain.text.en).toMatch(/And more\.$/)
  expect(stood.fields.priority).toBe('low')
  expect(await lastRecorded(w, 'version-cut')).toMatchObject({ by: 'm03', facts: { number: 3, restored: 1 } })
  expect(await findings()).toEqual([])
  mine.types(' Goes on.')
  await isSaved(mine)
  await untilIn('everybody writes on', () => theirs.words() === `${before.text.en} Goes on.`)
  for (const page of [mine, theirs]) page.leaves()
})

test('[VE16] words that stay keep their writers, and those that come back are the one’s who brought them', async () => {
  const page = await comes(other)
  page.types(' One two three.')
  await isSaved(page)
  const first = await cut()
  const text = page.doc.getXmlFragment('text:en').get(0)
  const run = text instanceof Y.XmlElement ? text.get(0) : null
  if (!(run instanceof Y.XmlText)) throw new Error('no words')
  const ids = () => [...Y.decodeStateVector(Y.encodeStateVector(page.doc)).keys()]
  run.delete(run.length - ' three.'.length, ' three.'.length)
  await isSaved(page)
  const known = ids()
  must(await restore(member, first.id))
  await untilIn('the words are back', () => page.words().endsWith(' One two three.'))
  const fresh = ids().filter((id) => !known.includes(id))
  expect(fresh).toHaveLength(1)
  const rows = await w.app.house.db
    .selectFrom('client_ids')
    .select(['client_id', 'account'])
    .where('text', '=', 'r01')
    .where('client_id', 'in', fresh)
    .execute()
  expect(rows.map(({ account }) => account)).toEqual(['m03'])
  const written: string[] = []
  for (let item = run._start; item; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString && item.id.client === fresh[0])
      written.push(item.content.str)
  expect(written.join('').trim()).toBe('three.')
  const [after] = await listed()
  expect(after?.changedBy.map(({ account }) => account)).toEqual(['m03'])
  page.leaves()
})

test('[VE16] while others write, the version after is what the log says then, and they write on', async () => {
  const first = await cut()
  const page = await comes(other)
  for (let times = 0; times < 5; times += 1) {
    page.types(` ${times}a`)
    await isSaved(page)
    const restoring = restore(member, first.id)
    page.types(` ${times}b`)
    must(await restoring)
    await untilIn('they agree', async () => page.saved() === page.sent() && page.words() === (await words()).text.en)
  }
  const after = (await listed()).filter(({ reason }) => reason === 'restore')
  expect(after).toHaveLength(5)
  expect(new Set(after.map(({ hash }) => hash))).toEqual(new Set([first.hash]))
  expect(page.refused).toEqual([])
  expect(await findings()).toEqual([])
  page.leaves()
})

test('[VE16] what stands in a version already is not cut again before it', async () => {
  const first = await cut()
  await changesFields('low')
  await cut(secretary, 'Second')
  must(await restore(member, first.id))
  expect((await listed()).map(({ reason }) => reason)).toEqual(['restore', 'named', 'named'])
})

test('[VE16] the version that stands now is not brought back, nor one that is not there, and once a request', async () => {
  const first = await cut()
  await refuses(w, () => restore(member, first.id), 'already-so', 'VE16')
  await refuses(w, () => restore(member, 'nowhere'), 'not-found', 'RE5')
  await changesFields('low')
  const requestId = 'brought-back-1'
  const done = must(await restore(member, first.id, { requestId }))
  expect(must(await restore(member, first.id, { requestId }))).toEqual(done)
  expect(await listed()).toHaveLength(3)
})

test('[VE16] a text that is frozen, voted on, carried or of a closed session takes none; nobody without the pen brings one back', async () => {
  const first = await cut()
  await changesFields('low')
  await refuses(w, () => restore(observer, first.id), 'no-right', 'RE3')
  await chair.does('recommendations', 'set-pen', { recommendations: ['r01'], pen: 'secretariat' })
  await refuses(w, () => restore(member, first.id), 'no-right', 'RE3')
  await freezes(chair, 'r01')
  for (const person of [secretary, member]) await refuses(w, () => restore(person, first.id), 'frozen', 'RE4')
  await chair.does('votes', 'take-back-freeze', { recommendation: 'r01' })
  await opensVote(chair, 'r01')
  await refuses(w, () => restore(secretary, first.id), 'frozen', 'RE4')
})

test('[VE16] nothing is brought back once the session is closed', async () => {
  const first = await cut()
  await changesFields('low')
  await chair.does('sessions', 'close', { session: SESSION })
  await refuses(w, () => restore(member, first.id), 'session-not-open', 'RE4')
})

test('[VE16] many changes of paragraphs, levels and marks at once are all undone', async () => {
  const page = await comes(other)
  const fragment = page.doc.getXmlFragment('text:ru')
  const paragraph = (said: string, level: number) => {
    const made = new Y.XmlElement('paragraph')
    if (level > 0) made.setAttribute('level', level as unknown as string)
    const run = new Y.XmlText()
    run.insert(0, said)
    made.insert(0, [run])
    return made
  }
  page.doc.transact(() => fragment.push([paragraph('Вести журнал.', 1), paragraph('Обучать врачей.', 2)]))
  await isSaved(page)
  const first = await cut()
  const saidFirst = await member.sees('versions', 'version', { id: first.id })
  page.doc.transact(() => {
    const first = fragment.get(0)
    const run = first instanceof Y.XmlElement ? first.get(0) : null
    if (run instanceof Y.XmlText) run.format(0, 9, { bold: {} })
    fragment.delete(1, 2)
    fragment.insert(0, [paragraph('Обучать врачей.', 0), paragraph('Новое.', 3)])
  })
  await isSaved(page)
  must(await restore(secretary, first.id))
  const now = await member.sees('recommendations', 'text', { id: 'r01' })
  expect(now.parts).toEqual(saidFirst.parts)
  await untilIn('the page says it too', () => wordsOf(page.doc) === now.plain.text.en)
  expect(await findings()).toEqual([])
  page.leaves()
})
