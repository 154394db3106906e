import type { LogSource, TurnPart } from './log-messages.ts'

/** What texts gave for a turn. */
export type Taken = readonly { readonly source: LogSource; readonly part: TurnPart }[]

/** What turns need of the log. */
export type TurnNeeds = {
  /** Decides and stores what was taken. */
  readonly decide: (taken: Taken) => Promise<void>
  /** Whether the store has failed: then acts still try, edits and snapshots wait. */
  readonly hasFailed: () => boolean
  readonly fault: (fault: unknown) => void
}

/** Who writes when. */
export type Turns = {
  /** Says that a text has something to decide. What is said in the same round of the event loop goes into one turn. */
  wake(source: LogSource): void
  /** Begins now what would begin in this round of the event loop. */
  hurry(): void
  /** Forgets who has something to decide. */
  forget(): void
  /** Runs an act. */
  act<T>(write: () => Promise<T>): Promise<T>
  /** Runs what may wait for everything else. */
  later<T>(write: () => Promise<T>): Promise<T>
  /** Resolves when everything that was to be written is written. */
  idle(): Promise<void>
  /** How many texts, acts and other writes wait. */
  readonly waiting: { readonly texts: number; readonly acts: number; readonly later: number }
}

type Job = () => Promise<void>
/** While all type without a pause, so many turns of edits come before what may wait. */
const MOST_TURNS_IN_A_ROW = 50

/**
 * One writer at a time: a turn of all texts that have something, a snapshot, or an act. The next turn begins when the last one is
 * on the disk, and takes everything that came meanwhile. For the embedded store. Source: RULES.md LT1, LT36.
 */
export class OneWriter implements Turns {
  readonly #needs: TurnNeeds
  readonly #ready = new Set<LogSource>()
  readonly #acts: Job[] = []
  readonly #later: Job[] = []
  #isWriting = false
  #isScheduled = false
  #actWasLast = false
  #turnsInARow = 0
  #whenIdle: (() => void)[] = []

  constructor(needs: TurnNeeds) {
    this.#needs = needs
  }

  wake(source: LogSource): void {
    this.#ready.add(source)
    this.#schedule()
  }

  hurry(): void {
    if (this.#isScheduled) this.#next()
  }

  forget(): void {
    this.#ready.clear()
  }

  act<T>(write: () => Promise<T>): Promise<T> {
    return this.#queued(this.#acts, write)
  }

  later<T>(write: () => Promise<T>): Promise<T> {
    return this.#queued(this.#later, write)
  }

  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve()
    return new Promise((resolve) => this.#whenIdle.push(resolve))
  }

  get waiting() {
    return { texts: this.#ready.size, acts: this.#acts.length, later: this.#later.length }
  }

  #queued<T>(queue: Job[], write: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      queue.push(() => write().then(resolve, reject))
      this.#schedule()
    })
  }

  #isIdle(): boolean {
    const waits = this.#acts.length > 0 || this.#later.length > 0 || this.#ready.size > 0
    return !this.#isWriting && (!waits || this.#needs.hasFailed())
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isWriting) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#next()
    })
  }

  /** Acts and turns of edits alternate, so that neither starves; what may wait comes when there is nothing else, or after many turns. */
  #next(): void {
    if (this.#isWriting) return
    const hasFailed = this.#needs.hasFailed()
    const act = this.#actWasLast && this.#ready.size > 0 && !hasFailed ? undefined : this.#acts.shift()
    this.#actWasLast = act !== undefined
    const overdue = !act && !hasFailed && this.#turnsInARow >= MOST_TURNS_IN_A_ROW ? this.#later.shift() : undefined
    const job = act ?? overdue ?? (hasFailed ? undefined : this.#turnOfEdits()) ?? this.#acts.shift()
    if (overdue) this.#turnsInARow = 0
    const last = job ?? (hasFailed ? undefined : this.#later.shift())
    if (last) this.#write(last)
    else this.#tellIdle()
  }

  #turnOfEdits(): Job | undefined {
    const taken = takenOf([...this.#ready])
    this.#ready.clear()
    this.#turnsInARow = taken.length > 0 ? this.#turnsInARow + 1 : 0
    return taken.length > 0 ? () => this.#needs.decide(taken) : undefined
  }

  #write(job: Job): void {
    this.#isWriting = true
    job()
      .catch(this.#needs.fault)
      .finally(() => {
        this.#isWriting = false
        this.#next()
      })
  }

  #tellIdle(): void {
    if (!this.#isIdle()) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }
}

/**
 * Each text has turns of its own, several at once; acts wait for each other in the store and for nobody here. No turn holds two
 * texts: in the order they come in they would wait for each other for ever. For PostgreSQL. Source: RULES.md LT1.
 */
export class SideBySide implements Turns {
  readonly #needs: TurnNeeds
  readonly #most: number
  readonly #ready = new Set<LogSource>()
  readonly #inTurn = new Set<LogSource>()
  #jobs = 0
  #isScheduled = false
  #whenIdle: (() => void)[] = []

  constructor(needs: TurnNeeds, most: number) {
    this.#needs = needs
    this.#most = most
  }

  wake(source: LogSource): void {
    this.#ready.add(source)
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#next()
    })
  }

  hurry(): void {
    if (this.#isScheduled) this.#next()
  }

  forget(): void {
    this.#ready.clear()
  }

  act<T>(write: () => Promise<T>): Promise<T> {
    return this.#counted(write)
  }

  later<T>(write: () => Promise<T>): Promise<T> {
    return this.#counted(write)
  }

  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve()
    return new Promise((resolve) => this.#whenIdle.push(resolve))
  }

  #isIdle(): boolean {
    return this.#jobs === 0 && this.#inTurn.size === 0 && (this.#ready.size === 0 || this.#needs.hasFailed())
  }

  get waiting() {
    return { texts: this.#ready.size, acts: this.#jobs, later: 0 }
  }

  async #counted<T>(write: () => Promise<T>): Promise<T> {
    this.#jobs += 1
    try {
      return await write()
    } finally {
      this.#jobs -= 1
      this.#tellIdle()
    }
  }

  /** Whoever waited longest comes first; a text in its turn waits for the end of it. */
  #next(): void {
    if (!this.#needs.hasFailed()) {
      for (const source of this.#ready) {
        if (this.#inTurn.size >= this.#most) break
        if (this.#inTurn.has(source)) continue
        this.#ready.delete(source)
        this.#takeTurn(source)
      }
    }
    this.#tellIdle()
  }

  #takeTurn(source: LogSource): void {
    const taken = takenOf([source])
    if (taken.length === 0) return
    this.#inTurn.add(source)
    this.#needs
      .decide(taken)
      .catch(this.#needs.fault)
      .finally(() => {
        this.#inTurn.delete(source)
        this.#next()
      })
  }

  #tellIdle(): void {
    if (!this.#isIdle()) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }
}

const takenOf = (sources: readonly LogSource[]): Taken =>
  sources.flatMap((source) => {
    const part = source.take()
    return part ? [{ source, part }] : []
  })
