import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyRow } from '../../server/live/log-rows.ts'
import { emptyText, FRAGMENT_NAMES, readParts } from '../../shared/text/ydoc.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { agree, areEqual } from './agree.ts'
import { joins, type Person, until } from './people.ts'
import { Random, seedOfRun } from './random.ts'
import { author } from './updates.ts'

const PEOPLE = 6
const STEPS = 160
const SEEDS = 12

/** Words that were typed, each with its paragraph, and what became of them: moved by a split or a join, or deleted with or without it. */
type Story = {
  readonly typed: Map<string, string>
  readonly moved: Set<string>
  readonly deleted: Set<string>
  readonly gone: Set<string>
}

/** Somebody with one device or two, who is away now and then. */
type Writer = { person: Person; readonly cookie: string; readonly ours: boolean; readonly undo: Y.UndoManager }

const WORD = /⟨\d+⟩/g

/**
 * Everything that was written, by whom ever and wherever: what all must have in the end. Applied as the log does, because a
 * Y.Doc that takes an update by itself also takes away marks it finds needless.
 */
function oracle(seed: Uint8Array): { doc: Y.Doc; hears: (person: Person) => void } {
  const doc = emptyText()
  applyRow(doc, [seed])
  return {
    doc,
    hears: (person) =>
      person.doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
        if (local) applyRow(doc, [update])
      }),
  }
}

const run = (paragraph: unknown): Y.XmlText | null => {
  if (!(paragraph instanceof Y.XmlElement)) return null
  const words = paragraph.length > 0 ? paragraph.get(0) : null
  return words instanceof Y.XmlText ? words : null
}

/** The plain words of a run, as long as the run itself. */
const plain = (words: Y.XmlText): string =>
  words.toDelta().reduce((text: string, { insert }: { insert: string }) => text + insert, '')

/** Where words of a run begin and end: nobody writes into the middle of a word. */
const borders = (text: string): number[] => [0, ...[...text.matchAll(WORD)].map(({ index }) => index), text.length]

function writes(random: Random, person: Person, story: Story): void {
  const root = person.doc.getXmlFragment(random.pick(FRAGMENT_NAMES))
  person.doc.transact(() => {
    const at = root.length > 0 ? random.int(root.length) : -1
    const paragraph = at >= 0 ? root.get(at) : null
    const words = run(paragraph)
    const kind = random.int(20)
    if (!(paragraph instanceof Y.XmlElement) || kind === 0) root.insert(at + 1, [newParagraph([])])
    else if (!words) paragraph.insert(0, [new Y.XmlText(newWord(paragraph, story))])
    else if (kind === 1) paragraph.setAttribute('level', random.int(4) as unknown as string)
    else if (kind === 2) marks(random, words)
    else if (kind === 3) splits(random, root, at, words, story)
    else if (kind === 4) joinsNext(root, at, words, story)
    else if (kind < 8) deletes(random, words, story)
    else words.insert(random.pick(borders(plain(words))), newWord(paragraph, story))
  }, person)
}

function newWord(paragraph: Y.XmlElement, { typed }: Story): string {
  const word = `⟨${typed.size}⟩`
  typed.set(word, idOf(paragraph))
  return word
}

const idOf = (paragraph: Y.XmlElement): string => `${paragraph._item?.id.client}:${paragraph._item?.id.clock}`

function newParagraph(words: { insert: string; attributes?: object }[]): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph')
  if (words.length === 0) return paragraph
  const text = new Y.XmlText()
  text.applyDelta(words)
  paragraph.insert(0, [text])
  return paragraph
}

function marks(random: Random, words: Y.XmlText): void {
  const ends = borders(plain(words))
  const [from = 0, to = 0] = [random.pick(ends), random.pick(ends)].sort((a, b) => a - b)
  const mark = random.pick([{ bold: {} }, { italic: {} }, { bold: null }, { link: { href: 'https://example.org/' } }])
  if (to > from) words.format(from, to - from, mark)
}

/** As an editor does it: the second half is deleted and written anew. */
function splits(random: Random, root: Y.XmlFragment, at: number, words: Y.XmlText, { moved }: Story): void {
  const text = plain(words)
  const from = random.pick(borders(text))
  for (const [word] of text.slice(from).matchAll(WORD)) moved.add(word)
  if (from === text.length) return
  root.insert(at + 1, [newParagraph([{ insert: text.slice(from) }])])
  words.delete(from, text.length - from)
}

/** What somebody else types in the second paragraph meanwhile goes with it. */
function joinsNext(root: Y.XmlFragment, at: number, words: Y.XmlText, { moved, gone }: Story): void {
  const paragraph = at + 1 < root.length ? root.get(at + 1) : null
  const next = run(paragraph)
  if (!next || !(paragraph instanceof Y.XmlElement)) return
  const text = plain(next)
  for (const [word] of text.matchAll(WORD)) moved.add(word)
  gone.add(idOf(paragraph))
  words.insert(plain(words).length, text)
  root.delete(at + 1, 1)
}

function deletes(random: Random, words: Y.XmlText, { deleted }: Story): void {
  const text = plain(words)
  const found = [...text.matchAll(WORD)]
  if (found.length === 0) return
  const { 0: word, index } = random.pick(found)
  deleted.add(word)
  words.delete(index, word.length)
}

/** Goes away, comes back, loses the line, or writes a little on a second device. */
async function moves(
  random: Random,
  writer: Writer,
  server: ServerProcess,
  text: string,
  hears: (person: Person) => void,
  story: Story,
) {
  const { provider } = writer.person
  switch (random.int(4)) {
    case 0:
      provider.disconnect()
      return
    case 1:
      if (!provider.shouldConnect) provider.connect()
      return
    case 2:
      provider.ws?.close()
      return
    default: {
      const tab = joins(server, text, writer.cookie, { ours: true })
      hears(tab)
      await until('the second tab is there', () => tab.provider.synced)
      for (let k = 0; k < 5; k += 1) writes(random, tab, story)
      await until('the second tab has saved', () => tab.saved() === tab.sent())
      tab.leaves()
    }
  }
}

const settled = async (random: Random) => {
  if (random.chance(0.5)) await new Promise((resolve) => setImmediate(resolve))
}

type Play = { readonly text: string; readonly seed: number; readonly undoes: boolean }

async function plays(server: ServerProcess, cookies: readonly string[], { text, seed, undoes }: Play): Promise<void> {
  const random = new Random(seed)
  const start = Y.encodeStateAsUpdate(await server.replay(text))
  const { doc, hears } = oracle(start)
  const story: Story = { typed: new Map(), moved: new Set(), deleted: new Set(), gone: new Set() }
  const writers: Writer[] = cookies.map((cookie, index) => {
    const ours = index % 2 === 0
    const person = joins(server, text, cookie, { ours })
    hears(person)
    const roots = FRAGMENT_NAMES.map((name) => person.doc.getXmlFragment(name))
    return {
      person,
      cookie,
      ours,
      undo: new Y.UndoManager(roots, { trackedOrigins: new Set([person]), captureTimeout: 0 }),
    }
  })
  await until('all are there', () => writers.every(({ person }) => person.provider.synced))
  for (let step = 0; step < STEPS; step += 1) {
    const writer = random.pick(writers)
    for (let k = random.int(4); k >= 0; k -= 1) writes(random, writer.person, story)
    if (undoes && random.chance(0.3)) random.chance(0.7) ? writer.undo.undo() : writer.undo.redo()
    if (random.chance(0.08)) await moves(random, writer, server, text, hears, story)
    await settled(random)
  }
  for (const { person } of writers) person.provider.connect()
  const isThere = async () => areEqual(await server.replay(text), doc)
  await until('the log has all that was written', isThere)
  await until('all have it', () => writers.every(({ person }) => areEqual(person.doc, doc)))
  const before = readParts(doc)
  const late = joins(server, text, cookies[0] ?? '')
  // Whoever opens a text may take away marks that Yjs finds needless, and says so; to read it is the same.
  hears(late)
  await until('one who comes late has it', async () => areEqual(late.doc, doc) && (await isThere()))
  await until('all have that, too', () => writers.every(({ person }) => areEqual(person.doc, doc)))
  expect(readParts(doc)).toEqual(before)
  const replayed = await agree(server, text, [...writers.map(({ person }) => person.doc), late.doc, doc])

  // What is undone is another story.
  if (!undoes) eachWordOnce(replayed, story)
  for (const { person } of writers) {
    expect(person.refused).toEqual([])
    expect(person.provider.shouldConnect, 'nobody was cut off').toBe(true)
  }
  for (const one of [...writers.map(({ person }) => person), late]) one.leaves()
}

function eachWordOnce(doc: Y.Doc, { typed, moved, deleted, gone }: Story): void {
  const counts = new Map<string, number>()
  for (const name of FRAGMENT_NAMES) {
    for (const [word] of doc.getXmlFragment(name).toString().matchAll(WORD)) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  for (const [word, paragraph] of typed) {
    const isDeleted = deleted.has(word) || gone.has(paragraph)
    if (!moved.has(word)) expect([word, counts.get(word) ?? 0]).toEqual([word, isDeleted ? 0 : 1])
  }
  expect(typed.size - moved.size, 'most words were never moved').toBeGreaterThan(typed.size / 2)
}

const textOf = (number: number): string => `r${String(number + 1).padStart(2, '0')}`

describe('writing at the same time, with and without a line', () => {
  test(`[LT91] [LT22] ${SEEDS} traces of ${PEOPLE} people: all devices, the server and the log agree, and each word that nobody deleted is there once`, async () => {
    const seed = seedOfRun()
    process.stdout.write(`SEED=${seed}\n`)
    await using server = await startServer()
    const cookies = await server.members(PEOPLE)
    for (let k = 0; k < SEEDS; k += 1) await plays(server, cookies, { text: textOf(k), seed: seed + k, undoes: false })
  }, 300_000)

  test(`[LT91] [LT90] ${SEEDS} traces of people who undo and redo: all agree, and nothing is refused`, async () => {
    const seed = seedOfRun()
    process.stdout.write(`SEED=${seed}\n`)
    await using server = await startServer()
    const cookies = await server.members(PEOPLE)
    for (let k = 0; k < SEEDS; k += 1) await plays(server, cookies, { text: textOf(k), seed: seed + k, undoes: true })
  }, 300_000)

  test('[LT92] marks that Yjs finds needless stay in the text until somebody deletes them', () => {
    const seed = author(1)
    seed.types('word')
    const start = Y.encodeStateAsUpdate(seed.doc)
    const updates = [2, 3].map((client) => {
      const { doc, does } = author(client, start)
      return does(() => run(doc.getXmlFragment('text:en').get(0))?.format(0, 4, { bold: {} }))
    })
    const [plainDoc, text] = [new Y.Doc(), emptyText()]
    for (const update of [start, ...updates]) {
      Y.applyUpdate(plainDoc, update)
      applyRow(text, [update])
    }
    // What a plain Y.Doc does; if Yjs no longer did, the rule would have nothing to say.
    plainDoc.getXmlFragment('text:en')
    expect(Y.snapshot(plainDoc).ds.clients.size).toBeGreaterThan(0)
    expect(Y.snapshot(text).ds.clients.size).toBe(0)
    expect(readParts(text)).toEqual(readParts(plainDoc))
  })
})
