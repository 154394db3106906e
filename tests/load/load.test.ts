import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { openLine } from '../line.ts'
import { growth } from './growth.ts'
import { Latencies, median } from './latencies.ts'
import { longText } from './long-text.ts'
import { countMarkers, marker, readMarkers } from './markers.ts'
import { RawSocket } from './raw-socket.ts'
import { newAgent, Reader, readEvents } from './reader.ts'
import { slopeOf } from './slopes.ts'
import { type Run, ratioOf, table } from './table.ts'
import { clockOf, FRAGMENT, Hand, keystrokesIn, updateFrom, wordsIn } from './updates.ts'
import { pass, until } from './waiting.ts'

// What the bench says is worth what its own tools are: each of them against the thing itself.

async function echoServer(): Promise<{ server: WebSocketServer; port: number }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.once('listening', resolve))
  server.on('connection', (socket) => socket.on('message', (message) => socket.send(message)))
  return { server, port: (server.address() as AddressInfo).port }
}

test('a hand writes byte for byte what Yjs writes', () => {
  const hand = new Hand(3_000_000_001)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, hand.types('first'))
  doc.clientID = hand.client
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void made.push(update))
  const paragraph = doc.getXmlFragment(FRAGMENT).get(0)
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(run instanceof Y.XmlText)) throw new TypeError('no words')
  for (const words of [' second', ' third']) {
    run.insert(run.length, words)
    expect(hand.types(words)).toEqual(made.at(-1))
  }
  expect(wordsIn(doc)).toBe('<paragraph>first second third</paragraph>')
  expect(hand.clock).toBe(Y.getState(doc.store, hand.client))
})

test('markers are found wherever they stand, and nothing else is taken for one', () => {
  const found: number[][] = []
  const bytes = Buffer.from(`x${marker(0, 0)}{short}${marker(4_095, 16_777_215)}{~~~~~~}y${marker(70, 5_000)}`)
  readMarkers(bytes, 0, bytes.length, (typist, number) => found.push([typist, number]))
  expect(found).toEqual([
    [0, 0],
    [4_095, 16_777_215],
    [70, 5_000],
  ])
  expect(countMarkers(marker(1, 2) + marker(1, 2) + marker(1, 3)).get(1)).toEqual(
    new Map([
      [2, 2],
      [3, 1],
    ]),
  )
})

test('a raw socket reads and writes messages of every size, whole', async () => {
  const { server, port } = await echoServer()
  const sizes = [0, 1, 125, 126, 65_535, 65_536, 3_000_000, 7]
  const came: Buffer[] = []
  const socket = new RawSocket(
    `ws://127.0.0.1:${port}/any`,
    {},
    {
      opened: () => {
        for (const size of sizes) socket.send(Buffer.alloc(size, size % 251))
      },
      message: (bytes, start, end) => came.push(Buffer.from(bytes.subarray(start, end))),
      closed: () => undefined,
    },
  )
  await until('all came back', () => came.length === sizes.length)
  expect(came.map(({ length }) => length)).toEqual(sizes)
  expect(came.every((bytes, index) => bytes.equals(Buffer.alloc(bytes.length, (sizes[index] ?? 0) % 251)))).toBe(true)
  socket.drop()
  server.close()
})

test('a raw socket reads a message that comes byte by byte', async () => {
  const { server, port } = await echoServer()
  let came = ''
  const line = await openLine(port, 1)
  const socket = new RawSocket(
    `ws://127.0.0.1:${line.port}/any`,
    {},
    {
      opened: () => socket.send(Buffer.from('a word in pieces'.repeat(20))),
      message: (bytes, start, end) => {
        came = bytes.toString('utf8', start, end)
      },
      closed: () => undefined,
    },
  )
  await until('it came back', () => came !== '')
  expect(came).toBe('a word in pieces'.repeat(20))
  socket.drop()
  await line.cut()
  server.close()
})

test('a cut line ends connections and takes none until it is mended', async () => {
  const { server, port } = await echoServer()
  const line = await openLine(port)
  const closed: number[] = []
  const connect = () =>
    new Promise<boolean>((resolve) => {
      const socket = new RawSocket(
        `ws://127.0.0.1:${line.port}/any`,
        {},
        {
          opened: () => resolve(true),
          message: () => undefined,
          closed: (code) => {
            closed.push(code)
            resolve(false)
          },
        },
      )
      sockets.push(socket)
    })
  const sockets: RawSocket[] = []
  expect(await connect()).toBe(true)
  await line.cut()
  await until('it is closed', () => closed.length === 1)
  expect(await connect()).toBe(false)
  await line.mend()
  expect(await connect()).toBe(true)
  for (const socket of sockets) socket.drop()
  await line.cut()
  server.close()
})

test('what a server lacks of somebody is one update, from any keystroke on', () => {
  const client = 3_000_000_002
  const words = [0, 1, 2, 3].map((number) => marker(7, number))
  for (const has of [0, 1, 3]) {
    const doc = new Y.Doc()
    if (has > 0) Y.applyUpdate(doc, updateFrom(client, 0, words.slice(0, has).join('')))
    expect(Y.getState(doc.store, client)).toBe(clockOf(has))
    Y.applyUpdate(doc, updateFrom(client, clockOf(has), words.slice(has).join('')))
    expect(wordsIn(doc)).toContain(words.join(''))
    expect(keystrokesIn(Y.getState(doc.store, client))).toBe(4)
  }
})

test('a slope is that of the line through what breathes, and growth is what is beyond chance', () => {
  const hour = (rss: (minute: number) => number) =>
    Array.from({ length: 121 }, (_, index) => ({
      ...{ at: index * 30_000, rss: rss(index / 2), rssOfDisk: 90, rssOfMaker: 200, heap: 60, logHeap: 20 },
      ...{ handles: 160, files: 41, walKb: 16_000, storeMb: index, acknowledged: 5, lag: 10 },
    }))
  const breath = (minute: number) => (minute % 3) * 10
  const flat = hour(breath)
  const leaks = hour((minute) => breath(minute) + minute)
  expect(slopeOf(leaks, ({ rss }) => rss).perHour).toBeCloseTo(60, -1)
  expect(growth(flat, 3_600_000).faults).toEqual([])
  expect(growth(leaks, 3_600_000).faults).toEqual([expect.stringContaining('memory grew by')])
  expect(growth(leaks.slice(0, 20), 570_000).faults).toEqual([])
  const settles = (most: number) => hour((minute) => breath(minute) + (Math.min(minute, 30) / 30) * most)
  expect(growth(settles(60), 3_600_000).faults).toEqual([])
  expect(growth(settles(160), 3_600_000).faults).toEqual([expect.stringContaining('memory rose by')])
})

test('quantiles are right within a step', () => {
  const latencies = new Latencies()
  for (let ms = 1; ms <= 1_000; ms += 1) latencies.add(ms)
  for (const [share, ms] of [
    [0.5, 500],
    [0.95, 950],
    [0.99, 990],
  ] as const)
    expect(Math.abs(latencies.quantile(share) / ms - 1)).toBeLessThan(0.025)
  expect(latencies.longest).toBe(1_000)
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
})

test('a ratio is the median of the ratios of each repetition, and what is above its limit is marked', () => {
  const run = (server: Run['server'], repetition: number, cpu: number): Run => ({
    server,
    repetition,
    figures: { cpu },
    isGeneratorTheLimit: server === 'relay' && repetition === 2,
  })
  const runs = [
    run('kenes', 1, 10),
    run('relay', 1, 20),
    run('kenes', 2, 90),
    run('relay', 2, 100),
    run('kenes', 3, 30),
  ]
  expect(ratioOf(runs, 'relay', 'cpu')).toBeCloseTo(0.7)
  expect(table(runs, [{ figure: 'cpu', heading: 'CPU %', digits: 0, isRatio: true, most: 25 }]).split('\n')).toEqual([
    '|  | CPU % (≤ 25) |',
    '| --- | --: |',
    '| kenes | 30 ! |',
    '| relay * | 60 |',
    '| kenes : relay | 0.70 × |',
  ])
})

test('the long text is the same each time, and its rounds leave no gaps in whatever order one is sent', () => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'kenes-load-')))
  const [first, second] = folders.map((folder) => longText(folder, 3_000))
  expect(first?.rounds).toEqual(second?.rounds)
  const doc = new Y.Doc()
  for (const round of first?.rounds ?? []) {
    for (const updates of round.toReversed()) for (const update of updates) Y.applyUpdate(doc, update)
    expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
  }
  expect(Y.encodeStateAsUpdate(doc)).toHaveLength(first?.bytes ?? 0)
  for (const folder of folders) rmSync(folder, { recursive: true })
})

test('events are read whole, however a stream is cut into pieces', () => {
  const stream = 'event: ready\ndata: {}\n\nid: 7\ndata: {"topics":[]}\n\n: alive\n\nid: 12\ndata: {}\n\n'
  for (let size = 1; size <= stream.length; size += 1) {
    const found: number[] = []
    let rest = ''
    for (let from = 0; from < stream.length; from += size) {
      const read = readEvents(rest + stream.slice(from, from + size))
      found.push(...read.ids)
      rest = read.rest
    }
    expect(found).toEqual([7, 12])
  }
})

test('[SE59] a reader asks all its panels after what it heard, one round at a time, and comes back with the last number', async () => {
  const came: { path: string; last: string | undefined }[] = []
  const streams: ServerResponse[] = []
  const open: ServerResponse[] = []
  let held = false
  const server = createServer((request, answer) => {
    came.push({ path: request.url ?? '', last: request.headers['last-event-id'] as string | undefined })
    if (request.url !== '/news') return held ? void open.push(answer) : void answer.end(request.url)
    answer.writeHead(200, { 'content-type': 'text/event-stream' })
    answer.write('event: ready\ndata: {}\n\n')
    streams.push(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const heard: number[] = []
  const answered: { seq: number; bodies: readonly string[] }[] = []
  const faults: string[] = []
  const agent = newAgent()
  const reader = new Reader({
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    news: '/news',
    panels: ['/one', '/two'],
    headers: {},
    agent,
    ears: {
      heard: (seq) => heard.push(seq),
      answered: (seq, _, bodies) => answered.push({ seq, bodies }),
      fault: (words) => faults.push(words),
    },
  })
  await reader.listens()
  streams[0]?.write('id: 3\ndata: {}\n\nid: 4\ndata: {}\n\n')
  await until('the panels are answered', () => answered.length === 1)
  expect(heard).toEqual([3, 4])
  expect(answered).toEqual([{ seq: 4, bodies: ['/one', '/two'] }])
  // While the first round is under way, whatever comes waits for it.
  held = true
  streams[0]?.write('id: 5\ndata: {}\n\n')
  await until('the second round is asked', () => open.length === 2)
  for (const id of [6, 7, 8]) {
    streams[0]?.write(`id: ${id}\ndata: {}\n\n`)
    await until('it is heard', () => heard.at(-1) === id)
  }
  await pass(250)
  expect(open.length).toBe(2)
  held = false
  for (const answer of open.splice(0)) answer.end('late')
  await until('the last round is answered', () => answered.at(-1)?.seq === 8)
  expect(answered.map(({ seq }) => seq)).toEqual([4, 5, 8])
  reader.isCut()
  await reader.listens()
  expect(came.filter(({ path }) => path === '/news').map(({ last }) => last)).toEqual([undefined, '8'])
  expect(faults).toEqual([])
  reader.stops()
  agent.destroy()
  server.close()
})
