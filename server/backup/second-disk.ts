import { type ChildProcess, fork } from 'node:child_process'
import { MINUTE_MS } from '../../shared/time.ts'
import { systemClock } from '../clock.ts'
import type { CaughtUp, DiskOrder, DiskState, DiskWord, DiskWorkerData } from './messages.ts'

/** An act is answered without the second disk after this: the sitting goes on, and everybody who runs it is told. */
const ACT_WAITS_MS = 3_000
/** Typed words wait no longer for it: nobody notices this much, and more would be felt. */
const WORDS_WAIT_MS = 150
/** How long a stop waits for it. */
const LAST_WRITE_MS = 3_000
/** How long a process that was killed may take to end: one that hangs in a disk ends when the disk does. */
const END_MS = 1_000
/** How long it is said that everything is there again. */
const NEWS_MS = 30 * MINUTE_MS
/** Once it took longer, words wait again only when it has taken something this fast. */
const QUICK_MS = 75

type Needs = {
  readonly log: (level: 'info' | 'warn' | 'error', message: string, fields?: Record<string, unknown>) => void
  /** Runs while nobody else writes. */
  readonly turn: (write: () => Promise<void>) => Promise<void>
  readonly changed: (state: DiskState) => void
}

/**
 * Keeps everything that is committed on a second disk too: a copy of the store and a journal of its pages after that. A process of its
 * own does the work, so a disk that hangs holds up nobody for longer than is said here: a thread that waits for it would not let the server end. Source: RULES.md RB10, RB11.
 */
export class SecondDisk {
  readonly #needs: Needs
  readonly #process: ChildProcess
  readonly #asked = new Map<number, (ok: boolean) => void>()
  #nextId = 0
  #state: DiskState = {
    state: 'behind',
    reason: 'copying',
    since: systemClock.now(),
    message: 'the store is being copied',
  }
  #hasMissed = false
  #isMakingSure = false
  #caughtUp: CaughtUp | null = null
  #isWordsSlow = false
  #isCopyingBack = false
  #onCurrent: (() => void)[] = []

  constructor(data: DiskWorkerData, needs: Needs) {
    this.#needs = needs
    this.#process = fork(new URL('./disk-process.ts', import.meta.url), [JSON.stringify(data)], {
      // Pages go through it as bytes beside the heap, and are given back when the young generation is collected: so it stays small.
      execArgv: ['--max-semi-space-size=2'],
      // Whoever reads what the server prints must not wait for a process that hangs.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#process.on('message', (word: DiskWord) => this.#hear(word))
    this.#process.on('error', (fault) =>
      needs.log('error', "the second disk's process does not start", { fault: String(fault) }),
    )
    this.#process.once('exit', () => this.#ended())
  }

  get state(): DiskState {
    return this.#state
  }

  /** When it last had everything again after it had not, for as long as that is news; its first copy is none. */
  get caughtUp(): CaughtUp | null {
    return this.#caughtUp && systemClock.now() - this.#caughtUp.until < NEWS_MS ? this.#caughtUp : null
  }

  /** Resolves when everything is on the second disk, or after some time in ms: the server starts all the same. */
  async started(withinMs: number): Promise<void> {
    if (this.#state.state === 'current') return
    await within(withinMs, new Promise<void>((resolve) => this.#onCurrent.push(resolve)))
  }

  /** Resolves when what an act has committed is on the second disk, or is known to have to wait for it. */
  async keptAct(): Promise<void> {
    if (this.#state.state !== 'current' && !this.#isMakingSure) return
    await within(ACT_WAITS_MS, this.#ask('keep'))
  }

  /** The same for typed words, which wait only for a disk that is quick; null: nothing to wait for. */
  keptWords(): Promise<void> | null {
    if (this.#state.state !== 'current') return null
    const began = performance.now()
    const kept = this.#ask('keep').then(() => {
      if (performance.now() - began < QUICK_MS) this.#isWordsSlow = false
    })
    if (this.#isWordsSlow) return null
    return within(
      WORDS_WAIT_MS,
      kept.then(() => true),
    ).then((inTime) => {
      if (!inTime) this.#isWordsSlow = true
    })
  }

  /** Before the write-ahead log is copied back by somebody else. */
  async hold(): Promise<void> {
    await this.#ask('hold')
  }

  /** Reads all that is committed, so that the log may be cut. */
  async read(): Promise<void> {
    await this.#ask('read')
  }

  /** Makes a fresh copy of the store; older ones go when it is whole. */
  async renew(): Promise<void> {
    await this.#ask('renew')
  }

  /** Writes what is left, if the disk takes it, and lets go of the store. */
  async close(): Promise<void> {
    await within(LAST_WRITE_MS, this.#ask('close'))
    this.#process.removeAllListeners('exit')
    if (!this.#process.kill('SIGKILL')) return
    await within(END_MS, new Promise((resolve) => this.#process.once('exit', resolve)))
    if (this.#process.connected) this.#process.disconnect()
  }

  #ask(kind: DiskOrder['kind']): Promise<boolean> {
    this.#nextId += 1
    const id = this.#nextId
    return new Promise((resolve) => {
      this.#asked.set(id, resolve)
      if (this.#process.connected) this.#process.send({ id, kind } satisfies DiskOrder)
      else this.#answer(id, false)
    })
  }

  #hear(word: DiskWord): void {
    if (word.kind === 'done') {
      this.#answer(word.id, word.ok)
    } else if (word.kind === 'state') {
      if (word.state.state === 'current') void this.#makeSure(word.state)
      else this.#become(word.state)
    } else if (word.kind === 'note') this.#needs.log(word.level, word.message)
    else void this.#copyBack()
  }

  #answer(id: number, ok: boolean): void {
    this.#asked.get(id)?.(ok)
    this.#asked.delete(id)
  }

  /** Acts that were answered while it was on its way may have come after its last look: they are asked for before it is current. */
  async #makeSure(current: DiskState): Promise<void> {
    this.#isMakingSure = true
    const isKept = await this.#ask('keep')
    if (isKept && this.#isMakingSure) this.#become(current)
  }

  #become(state: DiskState): void {
    const before = this.#state
    this.#isMakingSure = false
    this.#state = state
    if (state.state === 'behind') this.#hasMissed ||= before.state === 'current' || state.reason !== 'copying'
    if (state.state === 'current') {
      if (this.#hasMissed && before.state === 'behind')
        this.#caughtUp = { since: before.since, until: systemClock.now() }
      this.#hasMissed = false
      this.#isWordsSlow = false
      for (const resolve of this.#onCurrent.splice(0)) resolve()
      this.#needs.log(
        'info',
        this.#caughtUp ? 'the second disk has everything again' : 'the second disk has everything',
      )
    } else if (before.state === 'current' || before.reason !== state.reason)
      this.#needs.log('error', 'the second disk has not everything: the work goes on, and is copied when it can be', {
        reason: state.reason,
        fault: state.message,
      })
    this.#needs.changed(state)
  }

  async #copyBack(): Promise<void> {
    if (this.#isCopyingBack) return
    this.#isCopyingBack = true
    try {
      await this.#needs.turn(async () => void (await this.#ask('copy-back')))
    } finally {
      this.#isCopyingBack = false
    }
  }

  #ended(): void {
    for (const resolve of this.#asked.values()) resolve(false)
    this.#asked.clear()
    this.#become({
      state: 'behind',
      reason: 'away',
      since: systemClock.now(),
      message: "the second disk's process ended",
    })
  }
}

/** What a promise answers, or undefined after some time in ms. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
