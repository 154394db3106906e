import * as Y from 'yjs'
import { Client } from './client.ts'
import { dialectOf } from './dialects.ts'
import { Latencies } from './latencies.ts'
import { MARKER_LENGTH, marker, readMarkers } from './markers.ts'
import { wordsForNewcomer } from './newcomer.ts'
import type { Given, Outcome } from './outcome.ts'
import { type People, signIn } from './people.ts'
import { memory, watchLoad } from './processes.ts'
import { type Server, startServer } from './servers.ts'
import { FRAGMENT, newClientId, wordsIn } from './updates.ts'
import { until } from './waiting.ts'

const TEXT = 'r01'
const CLIENTS = 50
const SLOW = 5
const WRITERS = 10
/** A write puts so many letters in and takes those before it out: much to send, little to keep. */
const LETTERS = 32_768
/** Each writer so often a second: together about 6 MB a second to every client, well below what one socket may send. */
const PER_SECOND = 20
/** The marker stands first among the letters, behind some bytes of the update. */
const MARKER_WITHIN = 128
const SAMPLE_MS = 100
const WARM_UP_MB = 32

/**
 * Five of fifty clients stop reading while 128 MB go out to each of the others. Those who read must not notice; the server must
 * not keep what is not read; the five must have the whole text soon after they read again, or after they come back.
 */
export async function slowReaders(given: Given): Promise<Outcome> {
  const server = await startServer(given.server)
  try {
    return await play(server, await signIn(server), given)
  } finally {
    await server.remove()
  }
}

/** A reader with a Y.Doc, who comes back when it is closed. */
type Reader = { client: Client; readonly doc: Y.Doc; closed: number }

async function play(server: Server, people: People, given: Given): Promise<Outcome> {
  const dialect = dialectOf(server.name, TEXT, given.isStock)
  const sentAt: number[][] = Array.from({ length: WRITERS }, () => [])
  const latencies = new Latencies()
  const readers: Client[] = []
  let bytes = 0
  let delivered = 0
  for (let index = 0; index < CLIENTS - SLOW; index += 1) {
    const found = (writer: number, number: number) => {
      const at = sentAt[writer]?.[number]
      if (at === undefined || writer === index) return
      delivered += 1
      latencies.add(performance.now() - at)
    }
    readers.push(
      new Client(server.live, dialect, people.headers(index), {
        text: (message, start, end) => {
          bytes += end - start
          readMarkers(message, start, Math.min(end, start + MARKER_WITHIN), found)
        },
      }),
    )
  }
  const slow = Array.from({ length: SLOW }, (_, index) => openReader(server, people, index, given.isStock))
  await Promise.all([...readers, ...slow.map(({ client }) => client)].map(({ joined }) => joined))
  let most = 0
  const sampling = setInterval(() => {
    most = Math.max(most, memory(server.pid).rss)
  }, SAMPLE_MS)
  const stop = letThemWrite(readers, sentAt)
  // So much writing has its own cost in memory, whoever reads: it is not what the slow ones cost.
  await until(`${WARM_UP_MB} MB to each`, () => bytes >= WARM_UP_MB * 1e6 * readers.length, 60_000)
  const before = most
  bytes = 0
  for (const { client } of slow) client.pause()
  const endLoad = watchLoad([server.pid])
  const wanted = given.times * 1e6 * readers.length
  await until(`${given.times} MB to each`, () => bytes >= wanted, 10 * 60_000)
  stop()
  const expected = () => sentAt.reduce((sum, times) => sum + times.length, 0) * (readers.length - 1)
  await until('all deliveries', () => delivered === expected()).catch(() => undefined)
  const load = endLoad()
  const began = performance.now()
  for (const { client } of slow) client.resume()
  const words = await wordsForNewcomer(server.live, dialect, people.headers(0))
  await until('the slow ones have the text', () => slow.every(({ doc }) => wordsIn(doc) === words)).catch(
    () => undefined,
  )
  const wholeMs = performance.now() - began
  clearInterval(sampling)
  const whole = slow.filter(({ doc }) => wordsIn(doc) === words).length
  for (const client of [...readers, ...slow.map((reader) => reader.client)]) client.leave()
  const missing = expected() - delivered
  const closed = slow.filter((reader) => reader.closed > 0).length
  const figures = { ...latencies.figures(), before, growth: most - before, closed, whole, wholeMs, cpu: load.cpu }
  return {
    figures: { ...figures, megabytes: bytes / 1e6 / readers.length, generatorCpu: load.generatorCpu },
    faults: [
      ...(missing > 0 ? [`${missing} deliveries to those who read are missing`] : []),
      ...(whole < SLOW ? [`${SLOW - whole} of the slow ones do not have the whole text`] : []),
    ],
    isGeneratorTheLimit: load.isGeneratorTheLimit,
  }
}

function letThemWrite(clients: readonly Client[], sentAt: readonly number[][]): () => void {
  const writers = sentAt.map((times) => ({ times, ...newWriter() }))
  const timer = setInterval(() => {
    writers.forEach(({ times, doc, made }, index) => {
      const root = doc.getXmlFragment(FRAGMENT)
      doc.transact(() => {
        if (root.length > 0) root.delete(0, 1)
        const paragraph = new Y.XmlElement('paragraph')
        const words = marker(index, times.length) + 'x'.repeat(LETTERS - MARKER_LENGTH)
        paragraph.insert(0, [new Y.XmlText(words)])
        root.insert(0, [paragraph])
      })
      times.push(performance.now())
      for (const update of made.splice(0)) clients[index]?.sendUpdate(update)
    })
  }, 1_000 / PER_SECOND)
  return () => clearInterval(timer)
}

function newWriter(): { doc: Y.Doc; made: Uint8Array[] } {
  const doc = new Y.Doc()
  doc.clientID = newClientId()
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void made.push(update))
  return { doc, made }
}

function openReader(server: Server, people: People, index: number, isStock: boolean): Reader {
  const doc = new Y.Doc()
  const reader = { doc, closed: 0 } as Reader
  reader.client = connect(server, people, index, isStock, reader)
  return reader
}

function connect(server: Server, people: People, index: number, isStock: boolean, reader: Reader): Client {
  const client: Client = new Client(server.live, dialectOf(server.name, TEXT, isStock), people.headers(index), {
    text: (message, start, end) => Y.applyUpdate(reader.doc, new Uint8Array(message.subarray(start, end))),
    closed: () => {
      reader.closed += 1
      // A device that sleeps learns that it was closed when it wakes, and comes back at once.
      reader.client = connect(server, people, index, isStock, reader)
    },
  })
  return client
}
