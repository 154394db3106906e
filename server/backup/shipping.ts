import { existsSync, openSync, statSync } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { systemClock } from '../clock.ts'
import { CHECKPOINT_PAGES } from '../db/sqlite.ts'
import { LostFrames } from './frames.ts'
import { Generation, type OpenStore } from './generation.ts'
import { generationName, generationNumbers, JOURNAL_FILE } from './generations.ts'
import type { BehindReason, DiskOrder, DiskState, DiskWord, DiskWorkerData } from './messages.ts'

const TRY_AGAIN_MS = 2_000
const LOOK_MS = 500
/** A disk that has not taken something after this is too slow for now. */
const SLOW_MS = 2_000
/** A journal is begun anew with a fresh copy of the store when it is longer than this and than the store itself. */
const LEAST_JOURNAL_BYTES = 64 * 1024 * 1024

/**
 * Reads what is committed from the store's write-ahead log and writes it to BACKUP_DIR. Whatever that disk does, reading goes on, and nobody
 * waits here for it.
 */
export class Shipping {
  readonly #data: DiskWorkerData
  readonly #say: (word: DiskWord) => void
  readonly #database: DatabaseSync
  readonly #newestEntry: StatementSync
  readonly #store: OpenStore
  #generation: Generation | null = null
  /** The next one, when its copy is made. */
  #successor: Generation | null = null
  /** The newest one that is whole; null until there is one. */
  #lastNumber: number | null = null
  #isCopying = false
  /** Somebody else copies the log back: no copy of the store may be made, and one that is being made is worth nothing. */
  #isHeld = false
  #isVoid = false
  #mustRenew = false
  #isOldThere = false
  #isLooking = false
  #isWriting = false
  #isClosing = false
  #writingSince: number | null = null
  /** Where a log that has been copied back whole ended. */
  #copiedBackAt: string | null = null
  #nextRenewalBytes = 0
  #waiting: number[] = []
  #state: DiskState
  #retry: NodeJS.Timeout | undefined
  readonly #timer: NodeJS.Timeout

  constructor(data: DiskWorkerData, say: (word: DiskWord) => void) {
    this.#data = data
    this.#say = say
    this.#database = new DatabaseSync(data.file, { timeout: 1_000 })
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0')
    this.#newestEntry = this.#database.prepare('SELECT number, hash FROM record ORDER BY number DESC LIMIT 1')
    // Never closed here: closing the store's file takes SQLite's locks on it away from the whole process.
    this.#store = { file: openSync(data.file, 'r'), log: openSync(`${data.file}-wal`, 'r') }
    this.#state = { state: 'behind', reason: 'copying', since: systemClock.now(), message: 'the store is being copied' }
    this.#timer = setInterval(() => this.#look(), LOOK_MS)
    this.#tryLater(0)
  }

  order({ id, kind }: DiskOrder): void {
    if (kind === 'keep') {
      this.#read()
      this.#waiting.push(id)
      void this.#write()
    } else if (kind === 'copy-back') this.#done(id, this.#copyBack())
    else if (kind === 'close') void this.#close().then(() => this.#done(id, true))
    else {
      if (kind === 'renew') this.#mustRenew = true
      else this.#read()
      if (kind === 'hold') this.#isVoid = this.#isCopying
      if (kind !== 'read') this.#isHeld = kind === 'hold'
      this.#done(id, true)
    }
  }

  #done(id: number, ok: boolean): void {
    this.#say({ kind: 'done', id, ok })
  }

  #answerAll(ok: boolean): void {
    for (const id of this.#waiting.splice(0)) this.#done(id, ok)
  }

  #become(next: DiskState): void {
    const before = this.#state
    const isBehind = next.state === 'behind' && before.state === 'behind'
    if (isBehind ? next.reason === before.reason : next.state === before.state) return
    this.#state = isBehind ? { ...next, since: before.since } : next
    this.#say({ kind: 'state', state: this.#state })
  }

  #behind(reason: BehindReason, message: string): void {
    this.#become({ state: 'behind', reason, since: systemClock.now(), message })
  }

  #stamp(): { at: number; head: string } {
    const row = this.#newestEntry.get()
    return { at: systemClock.now(), head: row ? `${row.number}:${row.hash}` : '' }
  }

  /** Reads what is committed into memory; the disk is asked for nothing. */
  #read(): void {
    const generation = this.#generation
    if (!generation) return
    try {
      generation.read()
      if (generation.isOverfull) this.#giveUp('more was written than is kept for a disk that does not take it')
      else if (generation.frames > CHECKPOINT_PAGES) this.#say({ kind: 'long' })
    } catch (fault) {
      if (!(fault instanceof LostFrames)) throw fault
      this.#giveUp(fault.message)
    }
  }

  /** What this generation lacks nobody knows any more: the next one begins with the whole store. */
  #giveUp(message: string): void {
    const left = this.#generation
    this.#generation = null
    void left?.letGo()
    this.#say({ kind: 'note', level: 'warn', message })
    if (this.#state.state === 'current') this.#behind('copying', message)
    this.#tryLater(0)
  }

  async #write(): Promise<void> {
    if (this.#isWriting) return
    this.#isWriting = true
    try {
      while (this.#generation?.hasQueue) {
        const generation = this.#generation
        const answered = this.#waiting.splice(0)
        this.#writingSince = systemClock.now()
        try {
          await generation.write(this.#stamp())
        } catch (fault) {
          for (const id of answered) this.#done(id, false)
          return await this.#failed(fault)
        } finally {
          this.#writingSince = null
        }
        for (const id of answered) this.#done(id, generation === this.#generation)
        this.#takeOver()
      }
      this.#takeOver()
      if (this.#generation && !this.#generation.hasQueue) {
        this.#answerAll(true)
        this.#become({ state: 'current' })
        if (this.#isOldThere) await this.#removeOld()
      }
    } finally {
      this.#isWriting = false
    }
    // Who asked while old generations were removed is answered too.
    if (this.#generation && this.#waiting.length > 0) return this.#write()
    this.#renewWhenLong()
  }

  async #failed(fault: unknown): Promise<void> {
    const code = fault instanceof Error && 'code' in fault ? fault.code : null
    const reason = code === 'ENOSPC' || code === 'EDQUOT' ? 'full' : 'away'
    this.#behind(reason, fault instanceof Error ? fault.message : String(fault))
    this.#answerAll(false)
    await this.#generation?.letGo()
    this.#tryLater(TRY_AGAIN_MS)
  }

  #tryLater(afterMs: number): void {
    clearTimeout(this.#retry)
    if (!this.#isClosing) this.#retry = setTimeout(() => void this.#tryAgain(), afterMs)
  }

  async #tryAgain(): Promise<void> {
    try {
      if (!this.#isTheDisk()) throw new Error(`${this.#data.folder} is not the disk it was`)
      if (this.#generation) {
        this.#read()
        await this.#write()
      } else await this.#begin()
    } catch (fault) {
      await this.#failed(fault)
    }
  }

  /** A mount that went away leaves an empty folder on the first disk: what is written there is no backup. */
  #isTheDisk(): boolean {
    const { folder, file } = this.#data
    if (this.#lastNumber === null || existsSync(this.#journalOf(this.#lastNumber))) return true
    return existsSync(folder) && statSync(folder).dev !== statSync(dirname(file)).dev
  }

  #journalOf(number: number): string {
    return join(this.#data.folder, generationName(number), JOURNAL_FILE)
  }

  /** A new generation, while the one before goes on. */
  async #begin(): Promise<void> {
    if (this.#isCopying || this.#isHeld) return
    this.#isCopying = true
    try {
      const { folder } = this.#data
      await mkdir(folder, { recursive: true })
      const number = (generationNumbers(folder)[0] ?? 0) + 1
      const made = await Generation.begin(folder, number, this.#store, () => this.#stamp())
      if (this.#isVoid) {
        await made.letGo()
        throw new Error('the store was rewritten while it was copied')
      }
      if (made.place === this.#copiedBackAt) made.copiedBack()
      this.#successor = made
      if (!this.#isWriting) this.#takeOver()
    } finally {
      if (!this.#successor) this.#isCopying = false
      this.#isVoid = false
    }
    await this.#write()
  }

  /** From here on the new generation is written; between two records, so that none is written into both halves. */
  #takeOver(): void {
    const made = this.#successor
    if (!made) return
    const before = this.#generation
    this.#generation = made
    this.#successor = null
    this.#isCopying = false
    this.#lastNumber = made.number
    this.#nextRenewalBytes = 0
    this.#isOldThere = true
    void before?.letGo()
    this.#say({ kind: 'note', level: 'info', message: `the backup begins anew with a copy of ${made.baseBytes} bytes` })
    this.#read()
  }

  /** Everything is in the new generation: what came before it goes, but for other lines of the store. */
  async #removeOld(): Promise<void> {
    this.#isOldThere = false
    const { folder, keeps } = this.#data
    for (const old of generationNumbers(folder))
      if (old !== this.#lastNumber && !keeps.includes(old))
        await rm(join(folder, generationName(old)), { recursive: true, force: true })
  }

  #renewWhenLong(): void {
    if (!this.#generation || this.#isCopying || this.#isClosing) return
    const { journalBytes, baseBytes } = this.#generation
    if (journalBytes >= Math.max(LEAST_JOURNAL_BYTES, baseBytes, this.#nextRenewalBytes)) void this.#renew()
  }

  /** A disk that has no room for another copy keeps the one it has, and its journal goes on. */
  async #renew(): Promise<void> {
    this.#nextRenewalBytes = (this.#generation?.journalBytes ?? 0) + LEAST_JOURNAL_BYTES
    try {
      await this.#begin()
    } catch (fault) {
      this.#say({ kind: 'note', level: 'warn', message: `the backup could not begin anew: ${String(fault)}` })
    }
  }

  /** Copies the write-ahead log back into the store's file; nobody writes meanwhile, so that it may begin anew with the next writer. */
  #copyBack(): boolean {
    if (this.#isCopying) return false
    this.#read()
    const answer = this.#database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()
    const isWhole = answer?.busy === 0 && answer.log === answer.checkpointed
    if (isWhole) {
      this.#generation?.copiedBack()
      this.#copiedBackAt = this.#generation?.place ?? null
    }
    return isWhole
  }

  #look(): void {
    if (this.#generation) this.#read()
    // Without a generation nobody reads how long the log has become.
    else if (!this.#isCopying) this.#say({ kind: 'long' })
    if (this.#writingSince !== null && systemClock.now() - this.#writingSince > SLOW_MS) {
      this.#behind('slow', 'the disk does not take what is written')
      this.#answerAll(false)
    }
    void this.#lookForDisk()
    if (this.#mustRenew && !this.#isCopying && !this.#isHeld) {
      this.#mustRenew = false
      void (this.#generation ? this.#renew() : this.#tryAgain())
    } else if (this.#generation?.hasQueue && this.#state.state === 'current') void this.#write()
  }

  /** What is open on a disk that was pulled out may take what is written, into nowhere: its journal must still have its name. */
  async #lookForDisk(): Promise<void> {
    const isIdle = () => !this.#isWriting && !this.#isClosing && this.#state.state === 'current'
    if (this.#isLooking || !this.#generation || !isIdle()) return
    this.#isLooking = true
    const fault = await stat(this.#journalOf(this.#generation.number)).then(
      () => null,
      (error: unknown) => error,
    )
    this.#isLooking = false
    if (fault && isIdle()) await this.#failed(fault)
  }

  async #close(): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#timer)
    clearTimeout(this.#retry)
    this.#read()
    if (this.#state.state === 'current') await this.#write()
    await this.#generation?.letGo()
    this.#database.close()
  }
}
