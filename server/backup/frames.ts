import { readSync } from 'node:fs'

/** SQLite's log that is written ahead. Source: the SQLite file format, "The Write-Ahead Log". */
const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const MAGIC = 0x377f0682
/** Frames read at once: what a turn of the log writes is in one piece. */
const FRAMES_AT_ONCE = 16

/** What transactions changed, up to the last one that was committed: the newest bytes of each page, and how many pages the store has now. */
export type Changes = {
  readonly pageSize: number
  readonly pages: ReadonlyMap<number, Uint8Array>
  readonly size: number
}

/** The log was begun anew before all of it was read: what was in between is not known. */
export class LostFrames extends Error {}

type Sum = { readonly first: number; readonly second: number }
type Log = { readonly salts: bigint; readonly pageSize: number; readonly isLittle: boolean; readonly start: Sum }

/**
 * Reads what is committed in the write-ahead log, once each, whoever wrote it. A frame counts when the log's own checksums hold up to a
 * commit behind it: half of one is left for the next reading.
 */
export class FrameReader {
  readonly #file: number
  #log: Log | null = null
  #frames = 0
  #sum: Sum = { first: 0, second: 0 }
  /** Everything up to this frame is in the store's file itself: from here the log may begin anew. */
  #copiedBack: number | null = null
  /** Where pieces of the log are read to: one for all readings, of which there are dozens a second. */
  #piece = new Uint8Array(0)

  /** `file`: the open log. */
  constructor(file: number) {
    this.#file = file
  }

  /** Frames read since the log last began anew. */
  get frames(): number {
    return this.#frames
  }

  /** Where in which log this is. */
  get place(): string {
    return `${this.#log?.salts ?? ''}/${this.#frames}`
  }

  /** All that was read up to here is copied back into the store's file. */
  copiedBack(): void {
    this.#copiedBack = this.#frames
  }

  /** What was committed since the last reading; null when nothing was. Throws LostFrames. */
  read(): Changes | null {
    const log = this.#begin()
    if (!log) return null
    const frameBytes = FRAME_HEADER_BYTES + log.pageSize
    const pages = new Map<number, Uint8Array>()
    const open = new Map<number, Uint8Array>()
    let size: number | null = null
    let at = this.#frames
    let sum = this.#sum
    for (;;) {
      const chunk = this.#bytes(HEADER_BYTES + at * frameBytes, FRAMES_AT_ONCE * frameBytes)
      const whole = Math.floor(chunk.length / frameBytes)
      let sound = 0
      for (; sound < whole; sound += 1) {
        const frame = chunk.subarray(sound * frameBytes, (sound + 1) * frameBytes)
        const view = viewOf(frame)
        if (view.getBigUint64(8) !== log.salts) break
        const next = summed(view, FRAME_HEADER_BYTES, log.pageSize, log.isLittle, summed(view, 0, 8, log.isLittle, sum))
        if (next.first !== view.getUint32(16) || next.second !== view.getUint32(20)) break
        sum = next
        open.set(view.getUint32(0), frame.slice(FRAME_HEADER_BYTES))
        const committedSize = view.getUint32(4)
        if (committedSize === 0) continue
        for (const [page, bytes] of open) pages.set(page, bytes)
        open.clear()
        size = committedSize
        this.#frames = at + sound + 1
        this.#sum = sum
      }
      at += sound
      if (sound < FRAMES_AT_ONCE) break
    }
    return size === null ? null : { pageSize: log.pageSize, pages, size }
  }

  /** The log as its header has it; one that begins anew is read from its first frame. */
  #begin(): Log | null {
    const log = headerOf(this.#bytes(0, HEADER_BYTES))
    if (!log) return this.#log
    if (this.#log && this.#log.salts === log.salts) return this.#log
    if (this.#log && this.#copiedBack !== this.#frames) throw new LostFrames('the log began anew before it was read')
    this.#log = log
    this.#frames = 0
    this.#sum = log.start
    this.#copiedBack = null
    return log
  }

  /** A piece of the log, until the next one is read. */
  #bytes(position: number, length: number): Uint8Array {
    if (this.#piece.length < length) this.#piece = new Uint8Array(length)
    const bytes = this.#piece
    let done = 0
    while (done < length) {
      const read = readSync(this.#file, bytes, done, length - done, position + done)
      if (read === 0) break
      done += read
    }
    return bytes.subarray(0, done)
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Null for a log that is empty, or whose header is being written. */
function headerOf(bytes: Uint8Array): Log | null {
  if (bytes.length < HEADER_BYTES) return null
  const view = viewOf(bytes)
  const magic = view.getUint32(0)
  if (magic >>> 1 !== MAGIC >>> 1) return null
  const isLittle = magic === MAGIC
  const start = summed(view, 0, 24, isLittle, { first: 0, second: 0 })
  if (start.first !== view.getUint32(24) || start.second !== view.getUint32(28)) return null
  return { salts: view.getBigUint64(16), pageSize: view.getUint32(8), isLittle, start }
}

function summed(view: DataView, from: number, length: number, isLittle: boolean, before: Sum): Sum {
  let { first, second } = before
  for (let at = from; at < from + length; at += 8) {
    first = (first + view.getUint32(at, isLittle) + second) >>> 0
    second = (second + view.getUint32(at + 4, isLittle) + first) >>> 0
  }
  return { first, second }
}
