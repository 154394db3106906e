import { SYNC, savedMessage } from '../../shared/live/frames.ts'
import type { Connection } from './connection.ts'
import { frame, NOTHING, syncFrame, updateFrame } from './frames.ts'

/** What waits in a socket beyond its initial text before it is skipped, and before it is closed. Source: RULES.md LT14. */
export const QUEUE_LIMITS = { skip: 1024 * 1024, close: 4 * 1024 * 1024, resync: 64 * 1024 } as const
/** A flush begins at the earliest this many times the last one's cost after it: at most 1/(1+K) of a core goes to fan-out. */
const COST_FACTOR = 1
const LONGEST_WINDOW_MS = 40
/** The rows after the snapshot that joiners are sent; beyond this a new snapshot is asked for. Source: RULES.md LT17. */
const MOST_TAIL = { bytes: 64 * 1024, updates: 2_000 } as const

type Shown = { readonly from: Connection | null; readonly frame: Buffer }

/**
 * What leaves a room: one buffer for all in each flush, one write per socket, one text for all who join.
 * Everything that comes in here is committed. Source: RULES.md LT1, LT14, LT15, LT17.
 */
export class Outflow {
  readonly #connections: ReadonlySet<Connection>
  readonly #now: () => number
  readonly #onOverload: (connection: Connection) => void
  #shown: Shown[] = []
  readonly #touched = new Set<Connection>()
  #timer: NodeJS.Timeout | undefined
  #immediate: NodeJS.Immediate | undefined
  #isArmed = false
  #lastEnd = 0
  #lastCost = 0
  #state: Buffer
  #stateSeq: number
  #tail: { seq: number; frame: Buffer }[] = []
  #tailBytes = 0
  #joinBuffer: Buffer | null = null

  constructor(
    connections: ReadonlySet<Connection>,
    opened: { state: Uint8Array; tail: readonly Uint8Array[]; seq: number },
    now: () => number,
    onOverload: (connection: Connection) => void,
  ) {
    this.#connections = connections
    this.#now = now
    this.#onOverload = onOverload
    this.#state = updateFrame(opened.state).frame
    this.#stateSeq = 0
    for (const update of opened.tail) this.#keep(opened.seq, updateFrame(update).frame)
  }

  /** Whether the tail has grown so long that a new snapshot would make joining cheaper. */
  get wantsSnapshot(): boolean {
    return this.#tailBytes > MOST_TAIL.bytes || this.#tail.length > MOST_TAIL.updates
  }

  /** An update that is in the log as part of row `seq`: to everybody but its writer. */
  show(seq: number, bytes: Buffer, from: Connection | null): void {
    this.#shown.push({ from, frame: bytes })
    this.#keep(seq, bytes)
    this.#arm()
  }

  /** The connection has something of its own to be told: what was saved, what was refused. */
  touch(connection: Connection): void {
    this.#touched.add(connection)
    this.#arm()
  }

  snapshotMade(seq: number, state: Uint8Array): void {
    if (seq < this.#stateSeq) return
    this.#stateSeq = seq
    this.#state = updateFrame(state).frame
    this.#tail = this.#tail.filter((entry) => entry.seq > seq)
    this.#tailBytes = this.#tail.reduce((sum, entry) => sum + entry.frame.length, 0)
    this.#joinBuffer = null
  }

  /**
   * The whole text as frames: the state, what came after it, and an empty step 2 at the end,
   * because a stock client calls itself synced at the first step 2.
   */
  joinBuffer(): Buffer {
    this.#joinBuffer ??= Buffer.concat([
      this.#state,
      ...this.#tail.map((entry) => entry.frame),
      syncFrame(SYNC.step2, NOTHING),
    ])
    return this.#joinBuffer
  }

  /** Writes to one socket out of turn. */
  send(connection: Connection, bytes: Uint8Array, done?: () => void): void {
    connection.sentAt = this.#now()
    connection.link.send(bytes, done)
  }

  /** Writes now what waits. */
  flush(): void {
    this.#isArmed = false
    const start = performance.now()
    const shown = this.#shown
    const touched = new Set(this.#touched)
    this.#shown = []
    this.#touched.clear()
    const all = shown.length === 1 && shown[0] ? shown[0].frame : Buffer.concat(shown.map((entry) => entry.frame))
    for (const { from } of shown) if (from) touched.add(from)
    for (const connection of this.#connections) {
      if (touched.has(connection)) this.#sendOwn(connection, shown, all)
      else if (all.length > 0 && this.#takesUpdates(connection)) this.send(connection, all)
    }
    this.#lastEnd = performance.now()
    this.#lastCost = this.#lastEnd - start
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#immediate)
    this.#isArmed = true
  }

  /** Those who skipped some updates are given the whole text again once their queue is nearly empty. */
  catchUp(connection: Connection): boolean {
    const queued = connection.link.queued()
    if (connection.allowance > 0 && queued < QUEUE_LIMITS.resync) connection.allowance = 0
    if (!connection.isBehind || queued >= QUEUE_LIMITS.resync) return false
    connection.isBehind = false
    const buffer = this.joinBuffer()
    connection.allowance = buffer.length
    this.send(connection, buffer)
    return true
  }

  /** A writer does not get its own updates back: the buffer is sent in pieces around them, still as one write. */
  #sendOwn(connection: Connection, shown: readonly Shown[], all: Buffer): void {
    const pieces: Uint8Array[] = this.#takesUpdates(connection) ? piecesAround(connection, shown, all) : []
    pieces.push(...connection.outbox.splice(0))
    if (connection.who.speaksOurs && connection.count.told < connection.count.decided) {
      connection.count.told = connection.count.decided
      pieces.push(frame(savedMessage(connection.count.decided)))
    }
    if (pieces.length === 0) return
    connection.sentAt = this.#now()
    connection.link.sendPieces(pieces)
  }

  #takesUpdates(connection: Connection): boolean {
    if (!connection.isLive || connection.isBehind) return false
    const queued = connection.link.queued() - connection.allowance
    if (queued <= QUEUE_LIMITS.skip) return true
    connection.isBehind = true
    if (queued > QUEUE_LIMITS.close) this.#onOverload(connection)
    return false
  }

  #keep(seq: number, bytes: Buffer): void {
    this.#tail.push({ seq, frame: bytes })
    this.#tailBytes += bytes.length
    this.#joinBuffer = null
  }

  /** The first update leaves at once; the next flush waits for as long as the last one took. Measured: a fixed window costs its length at the median for nothing. */
  #arm(): void {
    if (this.#isArmed) return
    this.#isArmed = true
    const wait = Math.min(LONGEST_WINDOW_MS, this.#lastEnd + COST_FACTOR * this.#lastCost - performance.now())
    if (wait > 1) this.#timer = setTimeout(() => this.flush(), wait)
    else this.#immediate = setImmediate(() => this.flush())
  }
}

function piecesAround(connection: Connection, shown: readonly Shown[], all: Buffer): Uint8Array[] {
  const pieces: Uint8Array[] = []
  let start = 0
  let at = 0
  for (const entry of shown) {
    if (entry.from === connection) {
      if (at > start) pieces.push(all.subarray(start, at))
      start = at + entry.frame.length
    }
    at += entry.frame.length
  }
  if (at > start) pieces.push(all.subarray(start, at))
  return pieces
}
