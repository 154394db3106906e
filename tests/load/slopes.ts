import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { kilobytes, memory, openHandles } from './processes.ts'
import type { Server } from './servers.ts'
import { pass } from './waiting.ts'

/** A password that is being checked takes 19 MB and gives them back: what a process holds is the least of so many readings. */
const READINGS = 5
const BETWEEN_MS = 200

/** A server as it was at one moment. */
export type Sample = {
  /** Since the first one, ms. */
  readonly at: number
  /** Of the server, of the process of the second disk, and of the one that makes files, which comes and goes, MB. */
  readonly rss: number
  readonly rssOfDisk: number
  readonly rssOfMaker: number
  /** In use on the heaps of the main thread and of the log's thread, MB. */
  readonly heap: number
  readonly logHeap: number
  /** Files, sockets and pipes; of these what is no socket. */
  readonly handles: number
  readonly files: number
  readonly walKb: number
  readonly storeMb: number
  /** Since the sample before, ms: within so long all but one of a hundred updates were acknowledged, by the server's own steps. */
  readonly acknowledged: number
  /** How late the server's own timers came, of a hundred the 99th, ms. */
  readonly lag: number
}

const MB = 2 ** 20
const HOUR_MS = 3_600_000

/** Takes samples of one server. */
export function sampler(server: Server): () => Promise<Sample> {
  const began = performance.now()
  let before = new Map<number, number>()
  return async () => {
    const words = await (await fetch(`${server.http}/metrics`)).text()
    const counts = bucketsIn(words)
    const acknowledged = quantileOf(counts, before, 0.99) * 1_000
    before = counts
    return {
      at: performance.now() - began,
      rss: await held(server.pid),
      rssOfDisk: rssOfChild(server.pid, 'disk-process'),
      rssOfMaker: rssOfChild(server.pid, 'making-process'),
      heap: valueIn(words, 'nodejs_heap_size_used_bytes') / MB,
      logHeap: valueIn(words, 'kenes_log_worker_heap_bytes') / MB,
      handles: openHandles(server.pid),
      files: openHandles(server.pid) - valueIn(words, 'nodejs_active_resources{type="TCPSocketWrap"}'),
      walKb: kilobytes(join(server.folder, 'kenes.sqlite-wal')),
      storeMb: kilobytes(join(server.folder, 'kenes.sqlite')) / 1_024,
      acknowledged,
      lag: valueIn(words, 'nodejs_eventloop_lag_p99_seconds') * 1_000,
    }
  }
}

async function held(pid: number): Promise<number> {
  let least = memory(pid).rss
  for (let left = READINGS - 1; left > 0; left -= 1) {
    await pass(BETWEEN_MS)
    least = Math.min(least, memory(pid).rss)
  }
  return least
}

/** One number of what Prometheus reads. */
export const valueIn = (words: string, name: string): number => {
  const line = words.split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1) ?? Number.NaN)
}

/** The steps of the acknowledgements, in seconds, and how many took no longer. */
function bucketsIn(words: string): Map<number, number> {
  const found = words.matchAll(/^kenes_acknowledgement_seconds_bucket\{le="([^"]+)"\} (\d+)$/gm)
  return new Map(
    [...found].map(([, most, count]) => [most === '+Inf' ? Number.POSITIVE_INFINITY : Number(most), Number(count)]),
  )
}

function quantileOf(counts: ReadonlyMap<number, number>, before: ReadonlyMap<number, number>, share: number): number {
  const since = [...counts].map(([most, count]) => [most, count - (before.get(most) ?? 0)] as const)
  const all = Math.max(0, ...since.map(([, count]) => count))
  return all === 0 ? 0 : (since.find(([, count]) => count >= all * share)?.[0] ?? 0)
}

/** What the processes of one program hold that any thread of a process has started, MB. */
const rssOfChild = (pid: number, program: string): number =>
  readdirSync(`/proc/${pid}/task`)
    .flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
    .filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(program))
    .reduce((sum, child) => sum + memory(child).rss, 0)

/** How much a value grows in an hour by least squares, and how far chance alone would move that (one standard error). */
export type Slope = { readonly perHour: number; readonly error: number }

export function slopeOf(samples: readonly Sample[], value: (sample: Sample) => number): Slope {
  const count = samples.length
  const times = samples.map(({ at }) => at / HOUR_MS)
  const values = samples.map(value)
  const meanTime = times.reduce((sum, time) => sum + time, 0) / count
  const mean = values.reduce((sum, one) => sum + one, 0) / count
  const spread = times.reduce((sum, time) => sum + (time - meanTime) ** 2, 0)
  const perHour =
    times.reduce((sum, time, index) => sum + (time - meanTime) * ((values[index] ?? 0) - mean), 0) / spread
  const rest = times.reduce(
    (sum, time, index) => sum + ((values[index] ?? 0) - mean - perHour * (time - meanTime)) ** 2,
    0,
  )
  return { perHour, error: Math.sqrt(rest / (count - 2) / spread) }
}

/** The least value in each piece of this length: of a heap what is left after it was collected. */
export function leastOfEach(samples: readonly Sample[], ms: number, value: (sample: Sample) => number): Sample[] {
  const pieces = Map.groupBy(samples, ({ at }) => Math.floor(at / ms))
  return [...pieces.values()].map((piece) => piece.reduce((least, one) => (value(one) < value(least) ? one : least)))
}
