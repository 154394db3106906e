import { join } from 'node:path'
import { Device } from './device.ts'
import { median } from './latencies.ts'
import type { Given, Outcome } from './outcome.ts'
import { type People, signIn, textsOf } from './people.ts'
import { kilobytes, memory, openHandles } from './processes.ts'
import { type Server, startServer } from './servers.ts'
import { pass, until } from './waiting.ts'

const CLIENTS = 50
/** How long one stays in a text, and how many keystrokes they write before they think better of it. */
const STAY_MS = { least: 10_000, most: 20_000 } as const
const KEYSTROKE_MS = 500
const THINKS_BETTER_AFTER = 15
/** So many texts are in use at a time, others every so often: those left are closed by the server, and opened again later. */
const TEXTS_IN_USE = 4
const OTHER_TEXTS_AFTER_MS = 15_000
/** How often is measured; in a short soak more often. */
const SAMPLE_MS = 10_000
const LEAST_SAMPLES = 12
/** What a server may grow in: half the time, at most these minutes. */
const FIRST_MS = 5 * 60_000
/** Before this every server still grows: a soak whose first part is shorter says nothing of growth. */
const LEAST_FIRST_MS = 30_000
/** More than this beyond the most of the first minutes is growth. A heap breathes; handles and the log's file do not. */
const BEYOND = { rssShare: 0.1, handles: 10, walKb: 4_096 } as const

type Sample = { readonly at: number; readonly rss: number; readonly handles: number; readonly wal: number }

/** Fifty people go from text to text for a long time, type, take their words away and leave: nothing may go on growing. */
export async function soak(given: Given): Promise<Outcome> {
  const server = await startServer('kenes')
  try {
    const people = await signIn(server)
    return await play(server, people, given.seconds * 1_000)
  } finally {
    await server.remove()
  }
}

async function play(server: Server, people: People, ms: number): Promise<Outcome> {
  const texts = (await textsOf(people)).map(({ textId }) => textId)
  const began = performance.now()
  const end = began + ms
  const samples: Sample[] = []
  const sample = () => {
    const wal = kilobytes(join(server.folder, 'kenes.sqlite-wal'))
    samples.push({ at: performance.now() - began, rss: memory(server.pid).rss, handles: openHandles(server.pid), wal })
  }
  sample()
  const sampling = setInterval(sample, Math.min(SAMPLE_MS, ms / LEAST_SAMPLES))
  const faults: string[] = []
  let stays = 0
  const wander = async (index: number) => {
    while (performance.now() < end) {
      const first = Math.floor((performance.now() - began) / OTHER_TEXTS_AFTER_MS) * TEXTS_IN_USE
      const text = texts[(first + Math.floor(Math.random() * TEXTS_IN_USE)) % texts.length] ?? ''
      const device = new Device({ id: index, live: server.live, text, headers: people.headers(index) })
      const left = STAY_MS.least + Math.random() * (STAY_MS.most - STAY_MS.least)
      await stay(device, Math.min(end, performance.now() + left)).catch((fault: unknown) =>
        faults.push(`client ${index} in ${text}: ${String(fault)}`),
      )
      if (device.refusedFrom < Number.POSITIVE_INFINITY) faults.push(`client ${index} in ${text}: an edit was refused`)
      device.leaves()
      stays += 1
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => wander(index)))
  clearInterval(sampling)
  sample()
  const found = growth(samples, Math.min(FIRST_MS, ms / 2))
  return {
    figures: { minutes: ms / 60_000, stays, ...found.figures },
    faults: [...faults, ...found.faults],
    isGeneratorTheLimit: false,
  }
}

async function stay(device: Device, until_: number): Promise<void> {
  await until('the text is there', () => device.isSynced)
  for (let keystrokes = 1; performance.now() < until_; keystrokes += 1) {
    device.types()
    if (keystrokes % THINKS_BETTER_AFTER === 0) device.thinksBetter()
    await pass(KEYSTROKE_MS)
  }
  device.thinksBetter()
  await until('everything is saved', () => device.isDecided)
}

/** How far the last quarter lies above the most of the first minutes. */
function growth(samples: readonly Sample[], firstMs: number): { figures: Record<string, number>; faults: string[] } {
  const last = samples.slice(Math.floor(samples.length * 0.75))
  const first = samples.filter(({ at }) => at <= firstMs)
  const between = (value: (sample: Sample) => number) => {
    const most = Math.max(...first.map(value))
    return { most, beyond: median(last.map(value)) - most }
  }
  const rss = between((sample) => sample.rss)
  const handles = between((sample) => sample.handles)
  const wal = between((sample) => sample.wal)
  const isTold = firstMs >= LEAST_FIRST_MS
  const faults = [
    ...(rss.beyond > rss.most * BEYOND.rssShare ? [`memory went on growing, by ${Math.round(rss.beyond)} MB`] : []),
    ...(handles.beyond > BEYOND.handles ? [`open handles went on growing, by ${handles.beyond}`] : []),
    ...(wal.beyond > BEYOND.walKb ? [`the WAL went on growing, by ${Math.round(wal.beyond)} kB`] : []),
  ]
  return {
    figures: {
      rss: rss.most,
      rssBeyond: rss.beyond,
      handles: handles.most,
      handlesBeyond: handles.beyond,
      wal: wal.most,
      walBeyond: wal.beyond,
    },
    faults: isTold ? faults : [],
  }
}
