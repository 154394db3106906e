import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { SYNC } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { joined, type Person, until, wordsOf } from './people.ts'
import { stepOneMessage } from './updates.ts'

const TEXT = 'r01'
const READERS = 44
const SLOW = 5
/** 80 updates of 400,000 letters: 32 MB to each. */
const UPDATES = 80
const LETTERS = 400_000
/** Kept for the five slow ones, 32 MB each would be 160 MB. */
const MOST_GROWTH_MB = 60

/** One who reads everything and keeps nothing but the count of large updates. */
type Reader = { readonly large: () => number; readonly isOpen: () => boolean; leaves(): void }

async function reader(server: ServerProcess, cookie: string): Promise<Reader> {
  const { url, origin } = server
  const socket = new WebSocket(`${url}/${TEXT}`, { headers: { cookie, origin } })
  let large = 0
  let hasText = false
  socket.on('message', (data: Buffer) => {
    if (data[0] !== MESSAGE.sync) return
    if (data[1] === SYNC.step2) hasText = true
    if (data[1] === SYNC.update && data.length > LETTERS) large += 1
  })
  socket.on('open', () => socket.send(stepOneMessage(new Y.Doc())))
  await until('a reader has the text', () => hasText)
  return { large: () => large, isOpen: () => socket.readyState === WebSocket.OPEN, leaves: () => socket.terminate() }
}

/** One who reads a little of what comes, now and then: never so little that it is given up. */
type Slow = { readonly person: Person; readonly large: () => number; takesALittle(): Promise<void>; readsOn(): void }

async function slowReader(server: ServerProcess, cookie: string): Promise<Slow> {
  const person = await joined(server, TEXT, cookie)
  const socket: unknown = person.provider.ws
  if (!(socket instanceof WebSocket)) throw new TypeError('no socket')
  let large = 0
  // The provider asks for array buffers.
  socket.on('message', (data: ArrayBuffer) => {
    if (data.byteLength > LETTERS) large += 1
  })
  socket.pause()
  return {
    person,
    large: () => large,
    async takesALittle() {
      socket.resume()
      await new Promise((resolve) => setImmediate(resolve))
      socket.pause()
    },
    readsOn: () => socket.resume(),
  }
}

/** Words that come and go: much to send, little to keep. The next leaves when everybody who reads has the last. */
async function floods(
  server: ServerProcess,
  writer: Person,
  readers: readonly Reader[],
  updates: number,
  slow: readonly Slow[] = [],
): Promise<number> {
  const root = writer.doc.getXmlFragment('text:ru')
  const before = readers.map(({ large }) => large())
  let most = 0
  for (let update = 1; update <= updates; update += 1) {
    writer.doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('x'.repeat(LETTERS))])
      root.insert(0, [paragraph])
    })
    writer.doc.transact(() => root.delete(0, 1))
    await until('it is saved', () => writer.saved() === writer.sent())
    await until('all who read have it', () =>
      readers.every(({ large }, index) => large() === (before[index] ?? 0) + update),
    )
    if (update % 16 === 0) await Promise.all(slow.map((one) => one.takesALittle()))
    if (update % 8 === 0) most = Math.max(most, await server.memory())
  }
  return most
}

test(`[LT14] while ${SLOW} of 50 read next to nothing of 32 MB the others get all of it, little is kept, and the slow ones come back whole`, async () => {
  await using server = await startServer()
  const cookies = await server.members(22)
  const cookie = (index: number) => cookies[index % cookies.length] ?? ''
  const writer = await joined(server, TEXT, cookie(0), { ours: true })
  const readers = await Promise.all(Array.from({ length: READERS }, (_, index) => reader(server, cookie(index))))
  // Half as much before, with nobody slow: what that costs is the server's own.
  const usual = await floods(server, writer, readers, UPDATES / 2)
  const slow = await Promise.all(Array.from({ length: SLOW }, (_, index) => slowReader(server, cookie(index + 1))))
  const most = await floods(server, writer, readers, UPDATES, slow)
  expect(most - usual, `usually ${Math.round(usual)} MB, then ${Math.round(most)} MB`).toBeLessThan(MOST_GROWTH_MB)
  expect(readers.every(({ isOpen }) => isOpen())).toBe(true)
  expect(writer.closed()).toBeNull()

  writer.types(' End.')
  await until('it is saved', () => writer.saved() === writer.sent())
  expect(slow.every(({ person }) => !person.words().endsWith(' End.'))).toBe(true)
  for (const one of slow) one.readsOn()
  const end = wordsOf(await server.replay(TEXT))
  await until('the slow ones have the whole text', () => slow.every(({ person }) => person.words() === end))
  // Much of it was never kept for them: what comes and goes meanwhile is not sent at all.
  for (const { large } of slow) expect(large()).toBeLessThan(UPDATES * 0.75)
  for (const one of [writer, ...readers, ...slow.map(({ person }) => person)]) one.leaves()
}, 300_000)
