import * as decoding from 'lib0/decoding'
import { SYNC } from '../../shared/live/frames.ts'
import type { Connection } from './connection.ts'
import { syncFrame } from './frames.ts'
import { type Outflow, QUEUE_LIMITS } from './outflow.ts'

/** A second question of one connection is answered so long after the first; a page that lives asks once. Source: RULES.md LT32. */
const BETWEEN_ANSWERS_MS = 500
/** A text has at most 5,000 client ids. */
const MOST_VECTOR_BYTES = 128 * 1024

type Needs = {
  /** Lets few initial texts out at a time; `write` calls `done` when its bytes have left. Source: RULES.md LT15. */
  readonly admit: (bytes: number, write: (done: () => void) => void) => void
  readonly diff: (stateVector: Uint8Array) => Promise<Uint8Array>
  readonly failed: (connection: Connection, fault: unknown) => void
}

/** Answers step 1: whoever asks gets what it lacks, and from then on every update. */
export class Arrivals {
  readonly #outflow: Outflow
  readonly #clocks: ReadonlyMap<number, number>
  readonly #needs: Needs
  #condensing: Promise<void> | null = null

  constructor(outflow: Outflow, clocks: ReadonlyMap<number, number>, needs: Needs) {
    this.#outflow = outflow
    this.#clocks = clocks
    this.#needs = needs
  }

  /**
   * The cached text for one who has nothing of ours, else exactly what is lacking, made in the log's thread.
   * Throws when the state vector cannot be read. Source: RULES.md LT15.
   */
  answer(connection: Connection, stateVector: Uint8Array): void {
    if (stateVector.length > MOST_VECTOR_BYTES) throw new RangeError('a longer state vector than any text has')
    const hasSome = clientsOf(stateVector).some((client) => this.#clocks.has(client))
    const now = performance.now()
    const wait = (connection.answeredAt ?? Number.NEGATIVE_INFINITY) + BETWEEN_ANSWERS_MS - now
    if (wait > 0) {
      this.#answerLater(connection, stateVector.slice(), wait)
      return
    }
    connection.answeredAt = now
    if (!hasSome) {
      const condensing = this.#condense()
      if (condensing) void condensing.then(() => this.#bringUp(connection, null))
      else this.#bringUp(connection, null)
      return
    }
    if (connection.isDiffing) return
    connection.isDiffing = true
    this.#needs
      .diff(stateVector.slice())
      .then((state) => {
        const bytes = syncFrame(SYNC.step2, state)
        // What is committed while this waits for its place is not in it.
        this.#outflow.begin(connection)
        this.#bringUp(connection, bytes)
      })
      .catch((fault: unknown) => this.#needs.failed(connection, fault))
      .finally(() => {
        connection.isDiffing = false
      })
  }

  /** Gives one who skipped some updates the whole text again; answers whether it did. */
  async catchUp(connection: Connection): Promise<boolean> {
    await this.#condense()
    return this.#outflow.catchUp(connection)
  }

  /**
   * Makes one update of what came after the snapshot; null where there is nothing to do. Whoever is led through what was
   * written before tidies up in a past that others have written on from: a stock client takes marks away that stood there twice, and
   * that stand once by now. Source: RULES.md LT105.
   */
  #condense(): Promise<void> | null {
    const stateVector = this.#outflow.wantsCondensing
    if (!stateVector) return null
    this.#condensing ??= this.#needs
      .diff(stateVector)
      .then((update) => this.#outflow.condensed(update))
      .catch(() => this.#outflow.notCondensed())
      .finally(() => {
        this.#condensing = null
      })
    return this.#condensing
  }

  /** One who asks again and again gets one answer to the last question; who it is for costs the others little. */
  #answerLater(connection: Connection, stateVector: Uint8Array, wait: number): void {
    const isWaiting = connection.asksAgain !== null
    connection.asksAgain = stateVector
    if (isWaiting) return
    setTimeout(() => {
      const asked = connection.asksAgain
      connection.asksAgain = null
      if (!asked || !connection.isOpen) return
      try {
        this.answer(connection, asked)
      } catch (fault) {
        this.#needs.failed(connection, fault)
      }
    }, wait)
  }

  /** Sends what is lacking, or the whole text. One who asks again and again without reading is treated as one who reads too slowly. */
  #bringUp(connection: Connection, lacking: Buffer | null): void {
    if (!connection.isOpen || connection.isArriving) return
    if (connection.isLive && connection.link.queued() > QUEUE_LIMITS.skip) {
      connection.isBehind = true
      return
    }
    connection.isArriving = true
    const { length } = lacking ?? this.#outflow.joinBuffer()
    this.#needs.admit(length, (done) => {
      connection.isArriving = false
      if (!connection.isOpen) return done()
      if (!lacking) this.#outflow.begin(connection)
      const bytes = lacking ?? this.#outflow.joinBuffer()
      connection.allowance = connection.link.queued() + bytes.length
      this.#outflow.send(connection, bytes, done)
    })
  }
}

function clientsOf(stateVector: Uint8Array): number[] {
  const decoder = decoding.createDecoder(stateVector)
  const clients: number[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    clients.push(decoding.readVarUint(decoder))
    decoding.readVarUint(decoder)
  }
  return clients
}
