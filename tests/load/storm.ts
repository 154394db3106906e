import { Client } from './client.ts'
import { dialectOf } from './dialects.ts'
import { Latencies, median } from './latencies.ts'
import { longText, sendLongText } from './long-text.ts'
import { marker, readMarkers } from './markers.ts'
import type { Given, Outcome } from './outcome.ts'
import { type People, signIn } from './people.ts'
import { memory, watchLoad } from './processes.ts'
import { type Server, startServer } from './servers.ts'
import { Hand, newClientId } from './updates.ts'
import { pass, until } from './waiting.ts'

const TEXT = 'r01'
const JOINERS = 100
const TYPISTS = 20
const PERIOD_MS = 200
/** How long they type before the storm, and how long a keystroke may still be on its way after it. */
const BEFORE_MS = 1_500
const AFTER_MS = 500
const COLD_LOADS = 3
/** The text as it is sent is a little shorter or longer than as one encodes it: less than this share of it is not whole. */
const WHOLE = 0.9

/**
 * A hundred people open a long text at the same moment while 20 type in it; then the server is started again and one opens it.
 * @hocuspocus and Kenes keep the text on the disk; a server that does not is not asked for it again.
 */
export async function joinStorm(given: Given): Promise<Outcome> {
  const text = longText(given.folder, given.times)
  const server = await startServer(given.server)
  try {
    const people = await signIn(server)
    const began = performance.now()
    await sendLongText(server, people, TEXT, text)
    const sendingMs = performance.now() - began
    const storm = await playStorm(server, people, text.bytes, given.isStock)
    const cold = server.name === 'y-websocket-server' ? [] : await coldLoads(server, people, text.bytes, given.isStock)
    const { missing, ...figures } = storm.figures
    return {
      figures: {
        bytes: text.bytes / 1_000,
        sendingMs,
        ...figures,
        ...(cold.length > 0 && { cold: median(cold) }),
      },
      faults: missing > 0 ? [`${missing} deliveries are missing`] : [],
      isGeneratorTheLimit: storm.isGeneratorTheLimit,
    }
  } finally {
    await server.remove()
  }
}

async function playStorm(server: Server, people: People, bytes: number, isStock: boolean) {
  const dialect = dialectOf(server.name, TEXT, isStock)
  const latencies = new Latencies()
  const hands = Array.from({ length: TYPISTS }, () => new Hand(newClientId()))
  const sentAt: number[][] = hands.map(() => [])
  let measuredFrom = Number.POSITIVE_INFINITY
  let delivered = 0
  const typists = hands.map((_, reader) => {
    const found = (typist: number, number: number) => {
      const at = sentAt[typist]?.[number]
      if (at === undefined || typist === reader) return
      delivered += 1
      if (at >= measuredFrom) latencies.add(performance.now() - at)
    }
    return new Client(server.live, dialect, people.headers(reader), {
      text: (message, start, end) => readMarkers(message, start, end, found),
    })
  })
  await Promise.all(typists.map(({ joined }) => joined))
  const next = hands.map((_, typist) => performance.now() + (PERIOD_MS * typist) / TYPISTS)
  const timer = setInterval(() => {
    const now = performance.now()
    hands.forEach((hand, typist) => {
      if ((next[typist] ?? 0) > now) return
      next[typist] = (next[typist] ?? 0) + PERIOD_MS
      const times = sentAt[typist] ?? []
      const update = hand.types(marker(typist, times.length))
      times.push(performance.now())
      typists[typist]?.sendUpdate(update)
    })
  }, 2)
  await pass(BEFORE_MS)
  const endLoad = watchLoad([server.pid])
  measuredFrom = performance.now()
  const joiners = Array.from(
    { length: JOINERS },
    (_, index) => new Client(server.live, dialect, people.headers(index), { text: () => undefined }),
  )
  await Promise.all(joiners.map(({ joined }) => joined))
  await until('all have the text', () => joiners.every(({ textBytes }) => textBytes > bytes * WHOLE))
  const allMs = performance.now() - measuredFrom
  await pass(AFTER_MS)
  const load = endLoad()
  clearInterval(timer)
  const missing = () => sentAt.reduce((sum, times) => sum + times.length, 0) * (TYPISTS - 1) - delivered
  await until('all deliveries', () => missing() === 0, 15_000).catch(() => undefined)
  for (const client of [...typists, ...joiners]) client.leave()
  return {
    figures: {
      all: allMs,
      stall: latencies.longest,
      p50: latencies.quantile(0.5),
      cpuSeconds: load.cpuSeconds,
      peak: memory(server.pid).peak,
      generatorLag: load.generatorLag,
      missing: missing(),
    },
    isGeneratorTheLimit: load.isGeneratorTheLimit,
  }
}

/** How long after a restart the first one waits for the text, from connecting to having all of it. */
async function coldLoads(server: Server, people: People, bytes: number, isStock: boolean): Promise<number[]> {
  const took: number[] = []
  for (let load = 0; load < COLD_LOADS; load += 1) {
    await server.end('SIGTERM')
    await server.again()
    const began = performance.now()
    const client = new Client(server.live, dialectOf(server.name, TEXT, isStock), people.headers(0), {
      text: () => undefined,
    })
    await client.joined
    took.push(performance.now() - began)
    if (client.textBytes < bytes * WHOLE)
      throw new Error(`after the restart ${client.textBytes} of ${bytes} bytes came`)
    client.leave()
  }
  return took
}
