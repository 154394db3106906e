import { CHECKPOINT_PAGES } from '../../server/db/sqlite.ts'
import { leastOfEach, type Sample, type Slope, slopeOf } from './slopes.ts'

/** The first quarter is for caches to fill and code to be compiled; until the half the heaps come to their size. */
const FIRST_SHARE = 0.25
const SETTLED_SHARE = 0.5
/** What it held after the first quarter is the mean of so many samples: it breathes. */
const FIRST_SAMPLES = 5
/** Below this a slope is chance, and is told but not judged. */
const LEAST_JUDGED_MS = 30 * 60_000
/** A heap is looked at where it is least in each of so many pieces of the time: right after it was collected. */
const HEAP_PIECES = 9

/**
 * What may grow: the store, with every act. Not what the server holds: the sitting has as many people, texts and votes at its end as at
 * its beginning. RSS breathes with the heaps, by some ten MB: over half an hour chance alone moves its slope by several MB an
 * hour, and a day at 20 would take less than half a gigabyte. What is no socket is open for as long as the server runs, but for files that
 * are being made.
 */
const MOST = {
  rssMbPerHour: 20,
  /** From the first quarter to the second half, which is what a heap keeps beyond what lives in it when it was once late to be collected. */
  settlingMb: 50,
  heapMbPerHour: 10,
  filesPerHour: 2,
  /** A new one is begun after some files; what it takes is given back whole. */
  makerMb: 512,
  /** Twice what begins the copying back: it goes on being written while it is copied. */
  walKb: CHECKPOINT_PAGES * 4 * 2,
} as const

/** How a server grew in the time after the first quarter, and where that is more than it may. */
export function growth(samples: readonly Sample[], ms: number): { figures: Record<string, number>; faults: string[] } {
  const late = samples.filter(({ at }) => at >= ms * FIRST_SHARE)
  const heap = (sample: Sample) => sample.heap + sample.logHeap
  const settled = samples.filter(({ at }) => at >= ms * SETTLED_SHARE)
  const rss = slopeOf(settled, (sample) => sample.rss)
  const disk = slopeOf(settled, (sample) => sample.rssOfDisk)
  const heaps = slopeOf(leastOfEach(late, (ms * (1 - FIRST_SHARE)) / HEAP_PIECES, heap), heap)
  const handles = slopeOf(late, (sample) => sample.handles)
  const files = slopeOf(late, (sample) => sample.files)
  const makerMax = Math.max(...samples.map((sample) => sample.rssOfMaker))
  const walKb = Math.max(...samples.map((sample) => sample.walKb))
  const mean = (value: (sample: Sample) => number, of = late) =>
    of.reduce((sum, sample) => sum + value(sample), 0) / of.length
  const settling = mean((sample) => sample.rss, settled) - mean((sample) => sample.rss, late.slice(0, FIRST_SAMPLES))
  const first = samples[0]?.storeMb ?? 0
  const last = samples.at(-1)?.storeMb ?? 0
  // More than chance alone would make it.
  const isBeyond = ({ perHour, error }: Slope, most: number) => perHour - error > most
  const faults = [
    ...(isBeyond(rss, MOST.rssMbPerHour) ? [`memory grew by ${rss.perHour.toFixed(1)} MB an hour`] : []),
    ...(settling > MOST.settlingMb ? [`memory rose by ${Math.round(settling)} MB after the first quarter`] : []),
    ...(isBeyond(disk, MOST.rssMbPerHour)
      ? [`memory of the second disk's process grew by ${disk.perHour.toFixed(1)} MB an hour`]
      : []),
    ...(makerMax > MOST.makerMb ? [`the process that makes files held ${Math.round(makerMax)} MB`] : []),
    ...(isBeyond(heaps, MOST.heapMbPerHour) ? [`the heaps grew by ${heaps.perHour.toFixed(1)} MB an hour`] : []),
    ...(isBeyond(files, MOST.filesPerHour) ? [`open files grew by ${files.perHour.toFixed(1)} an hour`] : []),
    ...(walKb > MOST.walKb ? [`the WAL came to ${Math.round(walKb)} kB`] : []),
  ]
  return {
    figures: {
      rss: mean((sample) => sample.rss, settled),
      settling,
      rssSlope: rss.perHour,
      rssError: rss.error,
      diskSlope: disk.perHour,
      makerMax,
      heapSlope: heaps.perHour,
      handles: mean((sample) => sample.handles),
      handleSlope: handles.perHour,
      filesSlope: files.perHour,
      walKb,
      storeMb: last,
      storeGrowth: ((last - first) / ms) * 3_600_000,
      acknowledged: mean((sample) => sample.acknowledged),
      lag: mean((sample) => sample.lag),
    },
    faults: ms >= LEAST_JUDGED_MS ? faults : [],
  }
}
