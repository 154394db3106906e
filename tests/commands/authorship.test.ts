import { afterEach, beforeEach, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { percentOf } from '../../shared/recommendations/authorship.ts'
import { joined, until, type Person as Writer } from '../live/people.ts'
import { SESSION } from '../world.ts'
import { inTheHall, member, observer, secretary, w } from './hall.ts'
import { refuses } from './store.ts'

inTheHall()

let writers: readonly Writer[]
beforeEach(async () => {
  const base = await w.listen()
  const host = { url: `${base.replace('http', 'ws')}/live`, origin: base }
  writers = await Promise.all(
    ['m02', 'm06'].map(async (id) => joined(host, 'r02', (await w.person(id)).cookie, { ours: true })),
  )
})
afterEach(() => {
  for (const writer of writers) writer.leaves()
})

/** Both write, one between the words of the other; answers when both have all of it. */
async function write(): Promise<void> {
  const [one, other] = writers as [Writer, Writer]
  one.types(' Every day.')
  await until('the other has it', () => other.words().endsWith(' Every day.'))
  other.types(' And night.')
  await until('both have both', () => one.words() === other.words() && one.words().endsWith(' And night.'))
  await until('both are saved', () => writers.every((writer) => writer.acknowledged() === 1))
}

/** Takes the last letters of the first paragraph away. */
function deletesLast(doc: Y.Doc, letters: number): void {
  const paragraph = doc.getXmlFragment('text:en').get(0) as Y.XmlElement
  const words = paragraph.get(0) as Y.XmlText
  words.delete(words.length - letters, letters)
}

const contributions = (input: Record<string, string> = {}) =>
  member.sees('recommendations', 'contributions', { session: SESSION, recommendation: 'r02', ...input })

test('[VE40] the words are told apart by client id, with name and councils; nobody who looks on is told', async () => {
  await write()
  const { authors } = await member.sees('recommendations', 'authors', { id: 'r02' })
  const [one, other] = writers as [Writer, Writer]
  expect(authors.find(({ account }) => account === 'm02')).toMatchObject({
    name: { en: 'Aigul Serikbayeva' },
    councils: ['cc'],
    clients: [one.doc.clientID],
  })
  expect(authors.find(({ account }) => account === 'm06')).toMatchObject({
    councils: ['cc', 'ec'],
    clients: [other.doc.clientID],
  })
  expect((await secretary.sees('recommendations', 'authors', { id: 'r02' })).authors).toEqual(authors)
  await refuses(w, () => observer.ask('recommendations', 'authors', { id: 'r02' }), 'no-right', 'VE40')
})

test('[VE41] what stands counts for who typed it, also inside another’s words; what was deleted for nobody', async () => {
  await write()
  const lettersOf = async (account: string) =>
    (await contributions()).texts[0]?.people.find((one) => one.account === account)?.characters
  expect(await lettersOf('m02')).toBe(' Every day.'.length)
  expect(await lettersOf('m06')).toBe(' And night.'.length)
  const [one] = writers as [Writer, Writer]
  deletesLast(one.doc, ' And night.'.length)
  expect(one.words()).toMatch(/ Every day\.$/)
  await expect.poll(() => lettersOf('m06')).toBeUndefined()
  expect(await lettersOf('m02')).toBe(' Every day.'.length)
})

test('[VE41] for the whole session the texts are told one by one, with everybody who wrote; members alone', async () => {
  await write()
  const { texts, people } = await member.sees('recommendations', 'contributions', { session: SESSION })
  expect(texts).toHaveLength(13)
  expect(people.map(({ account }) => account)).toEqual(expect.arrayContaining(['m02', 'm06']))
  const alone = (await contributions()).texts[0]
  expect(texts.find(({ recommendation }) => recommendation === 'r02')).toEqual(alone)
  const asks = { session: SESSION, recommendation: 'r02' }
  await refuses(w, () => observer.ask('recommendations', 'contributions', asks), 'no-right', 'VE41')
  const nowhere = { session: SESSION, recommendation: 'r99' }
  await refuses(w, () => member.ask('recommendations', 'contributions', nowhere), 'not-found', 'RE5')
  expect([percentOf(0, 10), percentOf(1, 1_000), percentOf(1, 2)]).toEqual([0, 1, 50])
})
