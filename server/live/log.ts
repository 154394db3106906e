import { Worker } from 'node:worker_threads'
import type { TextId } from '../../shared/ids.ts'
import { newId } from '../../shared/ids.ts'
import type { StoreAddress } from '../db/address.ts'
import type { LiveNeeds } from './live-texts.ts'
import type { Answers, Ask, AskKind, Failure, LogSource, PartAnswer, Reply } from './log-messages.ts'
import { readAnswers, turnToWire, type Wire } from './turn-wire.ts'
import { OneWriter, SideBySide, type Taken, type Turns } from './turns.ts'

/** Why the log could not answer; `store` and `fault` mean that nobody knows whether something was written. */
export class LogFailure extends Error {
  readonly kind: Failure['kind']

  constructor(failure: Failure) {
    super(failure.message)
    this.kind = failure.kind
  }
}

/** How often a store that failed is tried again. */
const PROBE_MS = 1_000
/** Turns of different texts at once on PostgreSQL; each has a connection of its own. */
const MOST_SIDE_BY_SIDE = 8

type LogNeeds = Pick<LiveNeeds, 'now' | 'random' | 'log' | 'kept'>
type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (failure: LogFailure) => void }

/** The log as the main thread sees it: its thread, whose turn it is, and what happens when the store fails. */
export class Log {
  readonly #needs: LogNeeds
  readonly #address: StoreAddress
  readonly #onFailure: (failure: LogFailure) => void
  readonly #onRecovery: () => void
  readonly #turns: Turns
  /** A batch's id: by chance for each server's start, counted from there. */
  readonly #batches: string
  #batch = 0
  #worker: Worker | null
  #nextId = 0
  readonly #asked = new Map<number, Waiting>()
  #failure: LogFailure | null = null
  #probe: NodeJS.Timeout | undefined
  #isClosed = false
  /** Turns that are committed and wait for the second disk before they are told. */
  #telling: Promise<unknown> | null = null

  constructor(
    address: StoreAddress,
    needs: LogNeeds,
    on: { failure: (failure: LogFailure) => void; recovery: () => void },
  ) {
    this.#address = address
    this.#needs = needs
    this.#onFailure = on.failure
    this.#onRecovery = on.recovery
    this.#batches = newId(needs.random)
    const turnNeeds = {
      decide: (taken: Taken) => this.#decide(taken),
      hasFailed: () => this.#failure !== null,
      fault: (fault: unknown) => needs.log('error', 'a turn of the log failed', { fault: String(fault) }),
    }
    this.#turns = address.kind === 'sqlite' ? new OneWriter(turnNeeds) : new SideBySide(turnNeeds, MOST_SIDE_BY_SIDE)
    this.#worker = this.#start()
  }

  get failure(): LogFailure | null {
    return this.#failure
  }

  /** What a text's log says beyond a row, once what was decided before it is told. Throws LogFailure. */
  async advance(text: TextId, after: number): Promise<Answers['advance']> {
    const answer = await this.ask({ kind: 'advance', text, after })
    if (this.#telling) await this.#telling
    return answer
  }

  /** Reads, which need no turn. Throws LogFailure. */
  ask<Kind extends AskKind>(ask: Extract<Ask, { kind: Kind }>): Promise<Answers[Kind]> {
    if (this.#isClosed) return Promise.reject(new LogFailure({ kind: 'store', message: 'closed' }))
    if (ask.kind === 'probe') this.#worker ??= this.#start()
    const worker = this.#worker
    if (!worker) return Promise.reject(new LogFailure({ kind: 'store', message: "the log's thread ended" }))
    this.#nextId += 1
    const id = this.#nextId
    return new Promise<Answers[Kind]>((resolve, reject) => {
      this.#asked.set(id, { resolve: (value) => resolve(value as Answers[Kind]), reject })
      worker.postMessage(messageOf(id, ask))
    })
  }

  /** Says that a text has something to decide. */
  wake(source: LogSource): void {
    this.#turns.wake(source)
  }

  /** Before the main thread is busy for long: what waits begins, so that the log's thread works meanwhile. */
  hurry(): void {
    this.#turns.hurry()
  }

  /** Finds out whether the store takes writes, without waiting for somebody to write. */
  async check(): Promise<void> {
    if (this.#failure || this.#isClosed) return
    await this.#turns
      .later(() => this.ask({ kind: 'probe' }))
      .catch((failure: unknown) => this.#fail(asFailure(failure)))
  }

  /** Writes a snapshot when nothing else waits. */
  snapshot(text: TextId): Promise<Answers['snapshot']> {
    return this.#turns.later(() => this.ask({ kind: 'snapshot', text, at: this.#needs.now() }))
  }

  /** Runs an act in its turn. */
  turn<T>(write: () => Promise<T>): Promise<T> {
    return this.#turns.act(write)
  }

  /** Resolves when everything that was to be written is written. */
  idle(): Promise<void> {
    return this.#turns.idle()
  }

  /** How many texts, acts and other writes wait for their turn. */
  get waiting(): Turns['waiting'] {
    return this.#turns.waiting
  }

  /** The heap the log's thread uses, in bytes; 0 while there is no thread. */
  async heap(): Promise<number> {
    const statistics = await this.#worker?.getHeapStatistics().catch(() => null)
    return statistics?.used_heap_size ?? 0
  }

  async close(): Promise<void> {
    clearTimeout(this.#probe)
    if (this.#isClosed) return
    // The thread's last answer and its end may come in one go: what ends after this is no failure.
    const closed = this.ask({ kind: 'close' })
    this.#isClosed = true
    await closed.catch(() => null)
    await this.#worker?.terminate()
  }

  async #decide(taken: Taken): Promise<void> {
    this.#batch += 1
    const batch = `${this.#batches}-${this.#batch}`
    const parts = taken.map(({ part }) => part)
    let answers: readonly PartAnswer[]
    try {
      answers = await this.ask({ kind: 'turn', at: this.#needs.now(), batch, parts })
    } catch (failure) {
      return this.#fail(asFailure(failure))
    }
    const kept = answers.some(wroteWords) ? this.#needs.kept?.() : null
    if (kept || this.#telling) this.#tellWhen(kept ?? null, () => this.#tell(taken, answers))
    else this.#tell(taken, answers)
  }

  /** After the turns before it, whose order a text relies on. Meanwhile others write. */
  #tellWhen(kept: Promise<void> | null, tell: () => void): void {
    const telling = Promise.all([this.#telling, kept]).then(() => {
      if (this.#telling === telling) this.#telling = null
      tell()
    })
    this.#telling = telling
  }

  #tell(taken: Taken, answers: readonly PartAnswer[]): void {
    taken.forEach(({ source }, index) => {
      const answer = answers[index]
      try {
        if (answer) source.settle(answer)
      } catch (fault) {
        // The other texts of the turn must hear of it all the same.
        this.#needs.log('error', 'a turn could not be told to its text', { fault: String(fault) })
      }
    })
  }

  /**
   * A store that fails is not a refusal: whether the turn was written is found out by reading the log again, so nothing is
   * retried from memory. Source: RULES.md LT6.
   */
  #fail(failure: LogFailure): void {
    if (this.#failure || this.#isClosed) return
    this.#failure = failure
    this.#turns.forget()
    this.#needs.log('error', 'the store of the live texts failed', { message: failure.message })
    this.#onFailure(failure)
    this.#probeLater()
  }

  #probeLater(): void {
    clearTimeout(this.#probe)
    this.#probe = setTimeout(() => {
      void this.#turns.act(() =>
        this.ask({ kind: 'probe' }).then(
          () => this.#recover(),
          () => this.#probeLater(),
        ),
      )
    }, PROBE_MS)
  }

  #recover(): void {
    this.#failure = null
    this.#needs.log('info', 'the store of the live texts takes writes again')
    this.#onRecovery()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./log-worker.ts', import.meta.url), { workerData: this.#address })
    worker.on('message', (reply: Reply | Wire) => {
      const id = 'id' in reply ? reply.id : Number(reply[0])
      const waiting = this.#asked.get(id)
      this.#asked.delete(id)
      if ('failure' in reply) waiting?.reject(new LogFailure(reply.failure))
      else waiting?.resolve('value' in reply ? reply.value : readAnswers(reply))
    })
    worker.on('error', (fault) => this.#needs.log('error', "the log's thread broke", { fault: String(fault) }))
    worker.on('exit', () => {
      if (worker === this.#worker) this.#broke()
    })
    return worker
  }

  /** The next probe starts a new thread. */
  #broke(): void {
    this.#worker = null
    const failure = new LogFailure({ kind: 'store', message: "the log's thread ended" })
    for (const waiting of this.#asked.values()) waiting.reject(failure)
    this.#asked.clear()
    this.#fail(failure)
  }
}

const messageOf = (id: number, ask: Ask): Wire | { id: number; ask: Ask } =>
  ask.kind === 'turn' ? turnToWire(id, ask) : { id, ask }

const wroteWords = (answer: PartAnswer): boolean =>
  answer.kind === 'decided' && answer.verdicts.some(({ kind }) => kind === 'committed')

const asFailure = (failure: unknown): LogFailure =>
  failure instanceof LogFailure ? failure : new LogFailure({ kind: 'fault', message: String(failure) })
