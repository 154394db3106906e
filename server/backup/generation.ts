import { createHash } from 'node:crypto'
import { read as readBytes } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Changes, FrameReader } from './frames.ts'
import { BASE_FILE, type BaseFacts, generationName, JOURNAL_FILE, UNFINISHED_JOURNAL_FILE } from './generations.ts'
import { BEGINNING, encodeChanges, encodeRecord, type JournalRecord } from './journal.ts'

const PIECE_BYTES = 4 * 1024 * 1024
/** What is read and not yet written beyond this is given up: then the store is copied anew. */
const MOST_QUEUED_BYTES = 64 * 1024 * 1024

/** The open store: its file, which is closed by nobody while SQLite holds locks on it, and its write-ahead log. */
export type OpenStore = { readonly file: number; readonly log: number }

/** A generation that is being written: what the log says is read at once, and written when the disk takes it. */
export class Generation {
  readonly number: number
  readonly baseBytes: number
  readonly #folder: string
  readonly #reader: FrameReader
  #journal: FileHandle | null
  #sum: Uint8Array
  #length: number
  #queue: Changes[] = []
  #queuedBytes = 0

  private constructor(
    folder: string,
    made: {
      number: number
      baseBytes: number
      reader: FrameReader
      journal: FileHandle
      sum: Uint8Array
      length: number
    },
  ) {
    this.#folder = folder
    this.number = made.number
    this.baseBytes = made.baseBytes
    this.#reader = made.reader
    this.#journal = made.journal
    this.#sum = made.sum
    this.#length = made.length
  }

  /**
   * Copies the store's file, then what the write-ahead log has beyond it, and gives the generation its name. The log may not be copied back
   * meanwhile. `stamp`: the time and the record book's head, read before the log is.
   */
  static async begin(
    folder: string,
    number: number,
    store: OpenStore,
    stamp: () => Pick<JournalRecord, 'at' | 'head'>,
  ): Promise<Generation> {
    const place = join(folder, generationName(number))
    await rm(place, { recursive: true, force: true })
    await mkdir(place, { recursive: true })
    const base = await copyBase(store.file, join(place, BASE_FILE))
    const unfinished = join(place, UNFINISHED_JOURNAL_FILE)
    const journal = await open(unfinished, 'w+')
    try {
      const reader = new FrameReader(store.log)
      const first = stamp()
      const changes = reader.read()
      const facts = new TextEncoder().encode(JSON.stringify(base))
      const opening = encodeRecord(BEGINNING, { kind: 'base', ...first, payload: facts })
      const rest = changes && encodeRecord(opening.sum, { kind: 'changes', ...first, payload: encodeChanges(changes) })
      const bytes = rest ? Buffer.concat([opening.bytes, rest.bytes]) : opening.bytes
      await writeAll(journal, bytes, 0)
      await journal.datasync()
      await rename(unfinished, join(place, JOURNAL_FILE))
      await syncFolder(place)
      await syncFolder(folder)
      const sum = (rest ?? opening).sum
      return new Generation(place, { number, baseBytes: base.size, reader, journal, sum, length: bytes.length })
    } catch (fault) {
      await journal.close().catch(() => undefined)
      throw fault
    }
  }

  get journalBytes(): number {
    return this.#length
  }

  get hasQueue(): boolean {
    return this.#queue.length > 0
  }

  get frames(): number {
    return this.#reader.frames
  }

  get place(): string {
    return this.#reader.place
  }

  /** Whether more was read than is kept in memory for a disk that does not take it. */
  get isOverfull(): boolean {
    return this.#queuedBytes > MOST_QUEUED_BYTES
  }

  /** Reads what is committed. Throws LostFrames. */
  read(): void {
    const changes = this.#reader.read()
    if (!changes) return
    this.#queue.push(changes)
    this.#queuedBytes += changes.pages.size * changes.pageSize
  }

  copiedBack(): void {
    this.#reader.copiedBack()
  }

  /** Writes all that was read, in one record, and answers when it is on the disk. What could not be written stays queued. */
  async write(stamp: Pick<JournalRecord, 'at' | 'head'>): Promise<void> {
    // More may be read while this is written.
    const taken = [...this.#queue]
    const changes = merged(taken)
    if (!changes) return
    this.#journal ??= await this.#again()
    const record = encodeRecord(this.#sum, { kind: 'changes', ...stamp, payload: encodeChanges(changes) })
    await writeAll(this.#journal, record.bytes, this.#length)
    await this.#journal.datasync()
    this.#sum = record.sum
    this.#length += record.bytes.length
    this.#queue = this.#queue.slice(taken.length)
    this.#queuedBytes = this.#queue.reduce((sum, { pages, pageSize }) => sum + pages.size * pageSize, 0)
  }

  /** The disk failed: what is open on it is worth nothing. */
  async letGo(): Promise<void> {
    const journal = this.#journal
    this.#journal = null
    await journal?.close().catch(() => undefined)
  }

  /** The journal as it was left, without what was half written. */
  async #again(): Promise<FileHandle> {
    const journal = await open(join(this.#folder, JOURNAL_FILE), 'r+')
    try {
      if ((await journal.stat()).size < this.#length) throw new Error('the journal is shorter than it was')
      await journal.truncate(this.#length)
      return journal
    } catch (fault) {
      await journal.close().catch(() => undefined)
      throw fault
    }
  }
}

/** The newest bytes of each page. */
function merged(all: readonly Changes[]): Changes | null {
  const last = all.at(-1)
  if (!last || all.length === 1) return last ?? null
  const pages = new Map<number, Uint8Array>()
  for (const changes of all) for (const [page, bytes] of changes.pages) pages.set(page, bytes)
  return { pageSize: last.pageSize, pages, size: last.size }
}

async function copyBase(from: number, to: string): Promise<BaseFacts> {
  const target = await open(to, 'w')
  const hash = createHash('sha256')
  const piece = new Uint8Array(PIECE_BYTES)
  let size = 0
  try {
    for (;;) {
      const { bytesRead } = await promisify(readBytes)(from, piece, 0, PIECE_BYTES, size)
      if (bytesRead === 0) break
      const bytes = piece.subarray(0, bytesRead)
      hash.update(bytes)
      await writeAll(target, bytes, size)
      size += bytesRead
    }
    await target.datasync()
  } finally {
    await target.close()
  }
  return { size, sha256: hash.digest('hex') }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0
  while (done < bytes.length) done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
