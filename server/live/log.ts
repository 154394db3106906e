import { Worker } from 'node:worker_threads'
import type { TextId } from '../../shared/ids.ts'
import { newId } from '../../shared/ids.ts'
import type { LiveNeeds } from './live-texts.ts'
import type { Answers, Ask, AskKind, Failure, PartAnswer, Reply, TurnPart } from './log-messages.ts'

/** One text that has something to decide. */
export type TurnSource = {
  /** What is to be decided now, its bytes in order; null when there is nothing or it must wait. */
  readonly take: () => { part: TurnPart; updates: readonly Uint8Array[] } | null
  readonly settle: (answer: PartAnswer) => void
}

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

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (failure: LogFailure) => void }

/**
 * The log as the main thread sees it. Exactly one writer at a time: a turn of edits, a snapshot, or an act that asked for its
 * turn. The next turn begins when the last one is on the disk, and takes everything that came meanwhile. Source: RULES.md LT1, LT36.
 */
export class Log {
  readonly #needs: Pick<LiveNeeds, 'now' | 'random' | 'log'>
  readonly #file: string
  readonly #onFailure: (failure: LogFailure) => void
  readonly #onRecovery: () => void
  #worker: Worker | null
  #nextId = 0
  readonly #asked = new Map<number, Waiting>()
  readonly #ready = new Set<TurnSource>()
  readonly #acts: (() => Promise<void>)[] = []
  readonly #snapshots: (() => Promise<void>)[] = []
  #isWriting = false
  #isScheduled = false
  #actWasLast = false
  #failure: LogFailure | null = null
  #probe: NodeJS.Timeout | undefined
  #isClosed = false
  #whenIdle: (() => void)[] = []

  constructor(
    file: string,
    needs: Pick<LiveNeeds, 'now' | 'random' | 'log'>,
    on: { failure: (failure: LogFailure) => void; recovery: () => void },
  ) {
    this.#file = file
    this.#needs = needs
    this.#onFailure = on.failure
    this.#onRecovery = on.recovery
    this.#worker = this.#start()
  }

  get failure(): LogFailure | null {
    return this.#failure
  }

  /** Reads, which need no turn. Throws LogFailure. */
  ask<Kind extends AskKind>(ask: Extract<Ask, { kind: Kind }>, transfer: ArrayBuffer[] = []): Promise<Answers[Kind]> {
    if (this.#isClosed) return Promise.reject(new LogFailure({ kind: 'store', message: 'closed' }))
    if (ask.kind === 'probe') this.#worker ??= this.#start()
    const worker = this.#worker
    if (!worker) return Promise.reject(new LogFailure({ kind: 'store', message: "the log's thread ended" }))
    this.#nextId += 1
    const id = this.#nextId
    return new Promise<Answers[Kind]>((resolve, reject) => {
      this.#asked.set(id, { resolve: (value) => resolve(value as Answers[Kind]), reject })
      worker.postMessage({ id, ask }, transfer)
    })
  }

  /** Says that a text has something to decide. What is said in the same round of the event loop goes into one turn. */
  wake(source: TurnSource): void {
    this.#ready.add(source)
    this.#schedule()
  }

  /** Writes a snapshot between two turns. */
  snapshot(text: TextId): Promise<Answers['snapshot']> {
    return new Promise((resolve, reject) => {
      this.#snapshots.push(() => this.ask({ kind: 'snapshot', text, at: this.#needs.now() }).then(resolve, reject))
      this.#schedule()
    })
  }

  /** Runs `write` while nobody else writes. */
  turn<T>(write: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#acts.push(() => write().then(resolve, reject))
      this.#schedule()
    })
  }

  /** Resolves when everything that was to be written is written. */
  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve()
    return new Promise((resolve) => this.#whenIdle.push(resolve))
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

  #isIdle(): boolean {
    const waits = this.#acts.length > 0 || this.#snapshots.length > 0 || this.#ready.size > 0
    return !this.#isWriting && (!waits || this.#failure !== null)
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isWriting) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#next()
    })
  }

  /** Acts and turns of edits alternate, so that neither starves; snapshots come when there is nothing else. */
  #next(): void {
    if (this.#isWriting) return
    const act = this.#actWasLast && this.#ready.size > 0 && !this.#failure ? undefined : this.#acts.shift()
    this.#actWasLast = act !== undefined
    if (act) {
      this.#write(act)
      return
    }
    if (this.#failure) {
      this.#tellIdle()
      return
    }
    const sources = [...this.#ready]
    this.#ready.clear()
    const taken = sources.flatMap((source) => {
      const work = source.take()
      return work ? [{ source, ...work }] : []
    })
    if (taken.length > 0) {
      this.#write(() => this.#takeTurn(taken))
      return
    }
    const job = this.#acts.shift() ?? this.#snapshots.shift()
    if (job) {
      this.#write(job)
      return
    }
    this.#tellIdle()
  }

  #write(job: () => Promise<void>): void {
    this.#isWriting = true
    job()
      .catch((fault: unknown) => this.#needs.log('error', 'a turn of the log failed', { fault: String(fault) }))
      .finally(() => {
        this.#isWriting = false
        this.#next()
      })
  }

  async #takeTurn(
    taken: readonly { source: TurnSource; part: TurnPart; updates: readonly Uint8Array[] }[],
  ): Promise<void> {
    const bytes = joined(taken.flatMap(({ updates }) => updates))
    const batch = newId(this.#needs.random)
    const parts = taken.map(({ part }) => part)
    let answers: readonly PartAnswer[]
    try {
      answers = await this.ask({ kind: 'turn', at: this.#needs.now(), batch, parts, bytes }, [bytes.buffer])
    } catch (failure) {
      return this.#fail(
        failure instanceof LogFailure ? failure : new LogFailure({ kind: 'fault', message: String(failure) }),
      )
    }
    taken.forEach(({ source }, index) => {
      const answer = answers[index]
      if (answer) source.settle(answer)
    })
  }

  /**
   * A store that fails is not a refusal: whether the turn was written is found out by reading the log again, so nothing is
   * retried from memory. Source: RULES.md LT6.
   */
  #fail(failure: LogFailure): void {
    if (this.#failure || this.#isClosed) return
    this.#failure = failure
    this.#ready.clear()
    this.#needs.log('error', 'the store of the live texts failed', { message: failure.message })
    this.#onFailure(failure)
    this.#probeLater()
  }

  #probeLater(): void {
    clearTimeout(this.#probe)
    this.#probe = setTimeout(() => {
      this.#acts.push(() =>
        this.ask({ kind: 'probe' }).then(
          () => this.#recover(),
          () => this.#probeLater(),
        ),
      )
      this.#schedule()
    }, PROBE_MS)
  }

  #recover(): void {
    this.#failure = null
    this.#needs.log('info', 'the store of the live texts takes writes again')
    this.#onRecovery()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./log-worker.ts', import.meta.url), { workerData: this.#file })
    worker.on('message', (reply: Reply) => {
      const waiting = this.#asked.get(reply.id)
      this.#asked.delete(reply.id)
      if ('failure' in reply) waiting?.reject(new LogFailure(reply.failure))
      else waiting?.resolve(reply.value)
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

  #tellIdle(): void {
    if (!this.#isIdle()) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
