import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { TextId } from '../../shared/ids.ts'
import { readRefused } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { forged, GC, gc, item, STRING, string } from './forged.ts'
import { type Host, startHost } from './host.ts'
import { savedOn, until, type Wire, wire, wordsOf } from './people.ts'
import { answersStepOne, author, stepOneMessage, updateMessage } from './updates.ts'

let host: Host
beforeAll(async () => {
  host = await startHost()
})
afterAll(() => host.stop())

const ours = async (text: TextId, name: string): Promise<Wire> => answersStepOne(await wire(host, text, name, '?v=1'))
const refused = (socket: Wire) => socket.ofType(MESSAGE.refused).map(readRefused)
const stateOf = async (text: TextId) => (await host.rooms.read(text)).state
const words = async (text: TextId) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await stateOf(text))
  return wordsOf(doc)
}
/** Sends updates, each when the one before is decided; the first of a connection is number 2. */
const sends = async (socket: Wire, ...updates: Uint8Array[]) => {
  for (const update of updates) {
    const before = savedOn(socket) || 1
    socket.send(updateMessage(update))
    await until('it is decided', () => savedOn(socket) === before + 1)
  }
}
/** That others go on: what one writes after all this is in the text. */
const othersWrite = async (text: TextId) => {
  const other = author(900, await stateOf(text))
  const socket = await ours(text, 'm09')
  await sends(socket, other.types(' on'))
  expect(refused(socket)).toEqual([])
  expect(await words(text)).toContain(' on')
}

/** Where the words of a text stand: the id of its last letter. */
async function lastLetter(text: TextId): Promise<readonly [number, number]> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await stateOf(text))
  const paragraph = doc.getXmlFragment('text:en').get(0)
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  const last = run instanceof Y.XmlText ? run._start : null
  let item = last
  while (item?.right) item = item.right
  if (!item) throw new Error('no words')
  return [item.id.client, item.id.clock + item.length - 1]
}

test('[LT2] a number longer than numbers are is refused, and no text stops', async () => {
  const text = await host.seed('flood-number', 'Repair the bridges.')
  const encoder = encoding.createEncoder()
  for (const value of [1, 1]) encoding.writeVarUint(encoder, value)
  for (let byte = 0; byte < 200; byte += 1) encoding.writeUint8(encoder, 0x80)
  for (const value of [0, 0, GC, 1, 0]) encoding.writeVarUint(encoder, value)
  const socket = await ours(text, 'm02')
  await sends(socket, encoding.toUint8Array(encoder))
  expect(refused(socket)).toMatchObject([{ n: 2, code: 'malformed', rule: 'LT2' }])
  const reader = await ours(text, 'm03')
  host.rights.set('m03', 'read')
  await sends(reader, encoding.toUint8Array(encoder))
  expect(host.rooms.isWritable).toBe(true)
  await othersWrite(text)
})

test('[LT93] who writes twice between the same two items is refused before it costs anything', async () => {
  const text = await host.seed('flood-places', 'Repair the bridges.')
  const left = await lastLetter(text)
  const many = (client: number) =>
    forged([{ client, clock: 0, structs: Array.from({ length: 4_000 }, () => item(STRING, { left }, string('x'))) }])
  const socket = await ours(text, 'm02')
  await sends(socket, many(4), many(5))
  expect(refused(socket)).toMatchObject([
    { n: 2, code: 'malformed', rule: 'LT93' },
    { n: 3, code: 'malformed', rule: 'LT93' },
  ])
  await othersWrite(text)
})

test('[LT93] [LT90] one at a time it is found too; others who write at the same place are not mistaken for it', async () => {
  const text = await host.seed('flood-one-by-one', 'Repair the bridges.')
  const left = await lastLetter(text)
  const at = (client: number, clock: number) =>
    forged([{ client, clock, structs: [item(STRING, { left }, string('x'))] }])
  const socket = await ours(text, 'm02')
  for (let client = 2_000; client < 2_060; client += 1) await sends(socket, at(client, 0))
  expect(refused(socket)).toEqual([])
  await sends(socket, at(2_000, 1))
  expect(refused(socket)).toMatchObject([{ code: 'malformed', rule: 'LT90' }])
  await othersWrite(text)
})

test('[LT90] each letter typed before the last one is taken, however many they are', async () => {
  const text = await host.seed('flood-backwards', 'Repair the bridges.')
  const writer = author(7, await stateOf(text))
  const update = writer.does(() => {
    const paragraph = writer.doc.getXmlFragment('text:en').get(0)
    const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    for (let n = 0; n < 6_000; n += 1) if (run instanceof Y.XmlText) run.insert(3, 'x')
  })
  const socket = await ours(text, 'm02')
  await sends(socket, update)
  expect(refused(socket)).toEqual([])
  expect((await words(text)).match(/x{6000}/)).not.toBeNull()
})

test('[LT10] a few bytes that delete in a hundred thousand places are refused, and every row can be read again', async () => {
  const text = await host.seed('flood-deletes', 'Repair the bridges.')
  const socket = await ours(text, 'm02')
  const writer = author(8, await stateOf(text))
  const length = 620_000
  await sends(socket, writer.types('x'.repeat(length)))
  const end = Y.getState(writer.doc.store, 8)
  const everyOther = (from: number, to: number) =>
    Array.from({ length: (to - from) / 2 }, (_, index): [number, number] => [end - length + from + index * 2, 1])
  await sends(
    socket,
    forged([], { 8: everyOther(0, length / 2) }),
    forged([], { 8: everyOther(length / 2, length) }),
    forged([], { 8: [[end - length, length]] }),
  )
  expect(refused(socket)).toMatchObject([{ n: 5, code: 'too-large', rule: 'LT10' }])
  await othersWrite(text)
}, 60_000)

test('[LT16] [LT4] an update that cannot be judged is refused alone, and nobody else is closed', async () => {
  const text = await host.seed('flood-judged', 'Repair the bridges.')
  const client = 2 ** 52
  const left = await lastLetter(text)
  const socket = await ours(text, 'm02')
  const other = await ours(text, 'm03')
  const first = forged([{ client, clock: 0, structs: [item(STRING, { left }, string('y'))] }])
  await sends(socket, first)
  const largest = (size: number) =>
    forged([{ client, clock: 0, structs: [item(STRING, { left }, string('y'.repeat(size)))] }])
  const room = 1024 * 1024 - largest(100_000).length + 100_000
  await sends(socket, largest(room - 1))
  expect(refused(socket)).toHaveLength(1)
  expect(other.closed()).toBeNull()
  expect(socket.closed()).toBeNull()
  await othersWrite(text)
})

test('[LT32] who asks again and again what it lacks is answered once in a while', async () => {
  const text = await host.seed('flood-questions', 'Repair the bridges.')
  const socket = await ours(text, 'm02')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await stateOf(text))
  const answers = () => socket.got.filter(([type, kind]) => type === MESSAGE.sync && kind === 1).length
  for (let n = 0; n < 1_000; n += 1) socket.send(stepOneMessage(doc))
  const author9 = author(9, await stateOf(text))
  await sends(socket, author9.types('!'))
  expect(answers()).toBeLessThan(5)
  await until('the last question is answered', () => answers() >= 2)
})

test('[LT2] presence under a client id that is no number closes its connection alone', async () => {
  const text = await host.seed('flood-presence', 'Repair the bridges.')
  const socket = await ours(text, 'm02')
  const encoder = encoding.createEncoder()
  for (const value of [1, 1]) encoding.writeVarUint(encoder, value)
  const payload = encoding.createEncoder()
  encoding.writeVarUint(payload, 1)
  for (let byte = 0; byte < 200; byte += 1) encoding.writeUint8(payload, 0x80)
  for (const value of [0, 1]) encoding.writeVarUint(payload, value)
  encoding.writeVarString(payload, '{}')
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, MESSAGE.awareness)
  encoding.writeVarUint8Array(message, encoding.toUint8Array(payload))
  socket.send(encoding.toUint8Array(message))
  await until('it is closed', () => socket.closed() !== null)
  expect(socket.closed()).toBe(4400)
  await othersWrite(text)
})

test('[LT31] a garbage struct under a client id of nobody is nobody’s until it is taken', async () => {
  const text = await host.seed('flood-gc', 'Repair the bridges.')
  const socket = await ours(text, 'm02')
  await sends(socket, forged([{ client: 77, clock: 0, structs: [gc(1)] }]))
  await othersWrite(text)
})
