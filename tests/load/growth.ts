import { CHECKPOINT_PAGES } from '../../server/db/sqlite.ts'
import { leastOfEach, type Sample, type Slope, slopeOf } from './slopes.ts'

/** The first quarter is for caches to fill and code to be compiled. */
const FIRST_SHARE = 0.25
/** Below this a slope is chance, and is told but not judged. */
const LEAST_JUDGED_MS = 30 * 60_000
/** A heap is looked at where it is least in each of so many pieces of the time: right after it was collected. */
const HEAP_PIECES = 9

/**
 * What may grow: the store, with every act. Not what the server holds: the sitting has as many people, texts and votes at its end as at
 * its beginning. RSS breathes with the heaps, by some ten MB: over three quarters of an hour chance alone moves its slope by several MB an
 * hour, and a day at 20 would take less than half a gigabyte. What is no socket is open for as long as the server runs, but for files that
 * are being made.
 */
const MOST = {
  rssMbPerHour: 20,
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
  const rss = slopeOf(late, (sample) => sample.rss)
  const disk = slopeOf(late, (sample) => sample.rssOfDisk)
  const heaps = slopeOf(leastOfEach(late, (ms * (1 - FIRST_SHARE)) / HEAP_PIECES, heap), heap)
  const handles = slopeOf(late, (sample) => sample.handles)
  const files = slopeOf(late, (sample) => sample.files)
  const makerMax = Math.max(...samples.map((sample) => sample.rssOfMaker))
  const walKb = Math.max(...samples.map((sample) => sample.walKb))
  const mean = (value: (sample: Sample) => number) => late.reduce((sum, sample) => sum + value(sample), 0) / late.length
  const first = samples[0]?.storeMb ?? 0
  const last = samples.at(-1)?.storeMb ?? 0
  // More than chance alone would make it.
  const isBeyond = ({ perHour, error }: Slope, most: number) => perHour - error > most
  const faults = [
    ...(isBeyond(rss, MOST.rssMbPerHour) ? [`memory grew by ${rss.perHour.toFixed(1)} MB an hour`] : []),
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
      rss: mean((sample) => sample.rss),
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
