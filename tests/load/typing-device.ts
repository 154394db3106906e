import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { waitBeforeTry } from '../../client/live/backoff.ts'
import { readRefused, readRoom, readSaved, SYNC } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { type Dialect, dialectOf, isText, newHeading, readHeading, sync } from './dialects.ts'
import type { Headers } from './people.ts'
import { RawSocket } from './raw-socket.ts'
import { keystrokesIn } from './updates.ts'

/** y-websocket never tries again after these. */
const isFinal = (code: number): boolean => code >= 4400 && code < 4500

/** What is read of all that is no text: who else is there is no matter of a device that only types. */
const HEARD: ReadonlySet<number> = new Set([MESSAGE.saved, MESSAGE.refused, MESSAGE.room])

export type TypingOptions = {
  /** Which typist it is: stands in its markers. */
  readonly id: number
  readonly live: string
  readonly text: string
  readonly headers: Headers
}

/**
 * Somebody's device with a text open in Kenes, whatever it keeps of it: it lives through every outage, takes keystrokes while there
 * is no connection, comes back with jitter, tells what it has and is told what it lacks. It knows which of its keystrokes were
 * called saved: `acknowledged` counts them from the first on.
 */
export abstract class TypingDevice {
  readonly id: number
  /** Keystrokes so far. */
  typed = 0
  acknowledged = 0
  /** Keystrokes that were called saved and that the server, when it asked again what there is, did not have. */
  lost = 0
  /** The first keystroke that was refused. */
  refusedFrom = Number.POSITIVE_INFINITY
  /** Why it was closed for good. */
  closedFor: string | null = null
  /** Keystrokes that the server of this connection had when it asked. */
  protected known = 0
  readonly #refused = new Set<number>()
  readonly #live: string
  readonly #headers: Headers
  readonly #dialect: Dialect
  readonly #heading = newHeading()
  #socket: RawSocket | null = null
  #mayEdit = false
  #hasAnswered = false
  #isSynced = false
  /** For each sync update of this connection: how many keystrokes it and those before it hold. */
  #sent: number[] = []
  #decided = 0
  #retry: NodeJS.Timeout | undefined
  #tries = 0
  #isAway = false

  constructor({ id, live, text, headers }: TypingOptions) {
    this.id = id
    this.#live = live
    this.#headers = headers
    this.#dialect = dialectOf('kenes', text)
  }

  /** Has the server's text, and everything typed here is saved. */
  get isSettled(): boolean {
    return this.#isSynced && this.isApplied && this.acknowledged === this.typed
  }

  /** Has the server's text, and the server has decided about everything that was sent. */
  get isDecided(): boolean {
    return this.#isSynced && this.#hasAnswered && this.isApplied && this.#decided === this.#sent.length
  }

  get isSynced(): boolean {
    return this.#isSynced
  }

  /** How many keystrokes were refused. */
  get refused(): number {
    return this.#refused.size
  }

  /** One keystroke at the end of its own paragraph. */
  abstract types(): void

  /** Does not connect again until it comes back. */
  staysAway(): void {
    this.#isAway = true
    clearTimeout(this.#retry)
  }

  comesBack(): void {
    this.#isAway = false
    this.#tries = 0
    if (!this.#socket) this.#tryLater()
  }

  leaves(): void {
    this.staysAway()
    this.#socket?.drop()
    this.#socket = null
  }

  /** The Yjs client id of whoever types here. */
  protected abstract get client(): number
  /** The state vector of what it has. */
  protected abstract vector(): Uint8Array
  /** Words of the text came, from `start` to `end`; the bytes are another's as soon as this returns. */
  protected abstract takes(bytes: Buffer, start: number, end: number): void
  /** What the server lacks of what is here, once `known` says how much that is. */
  protected abstract lacking(stateVector: Uint8Array, has: ReadonlyMap<number, number>): Uint8Array

  /** Whether everything that came is in its text. */
  protected get isApplied(): boolean {
    return true
  }

  /** Puts what came into its text, where that waits. */
  protected apply(): void {}

  protected get mayWrite(): boolean {
    return this.#mayEdit
  }

  protected connect(): void {
    this.#socket = new RawSocket(this.#live + this.#dialect.path, this.#headers, {
      opened: () => this.#socket?.send(sync(this.#dialect, SYNC.step1, this.vector())),
      message: (bytes, start, end) => this.#read(bytes, start, end),
      closed: (code, reason) => this.#closed(code, reason),
    })
  }

  protected send(kind: number, update: Uint8Array): void {
    const mayWrite = this.mayWrite
    if (!this.#socket?.isOpen || !this.#hasAnswered || !(mayWrite || kind === SYNC.step2)) return
    this.#sent.push(mayWrite ? this.typed : (this.#sent.at(-1) ?? this.acknowledged))
    this.#socket.send(sync(this.#dialect, kind, update))
  }

  #closed(code: number, reason: string): void {
    this.#socket = null
    this.#mayEdit = false
    this.#hasAnswered = false
    this.#isSynced = false
    this.#sent = []
    this.#decided = 0
    this.apply()
    if (isFinal(code)) this.closedFor = `${code} ${reason}`
    else if (!this.#isAway) this.#tryLater()
  }

  #tryLater(): void {
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.connect(), waitBeforeTry(this.#tries, Math.random))
    this.#tries += 1
  }

  #read(bytes: Buffer, start: number, end: number): void {
    const heading = this.#heading
    readHeading(this.#dialect, bytes, start, end, heading)
    if (isText(heading)) {
      this.takes(bytes, heading.start, heading.end)
      if (heading.kind !== SYNC.step2) return
      this.#isSynced = true
      this.#tries = 0
    } else if (heading.type === MESSAGE.sync) this.#answer(new Uint8Array(bytes.subarray(heading.start, heading.end)))
    else if (HEARD.has(heading.type)) this.#hear(heading.type, new Uint8Array(bytes.subarray(heading.start, end)))
  }

  #hear(type: number, payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload)
    if (type === MESSAGE.saved) this.#saved(readSaved(decoder))
    else if (type === MESSAGE.refused) this.#refuse(readRefused(decoder).n)
    else {
      const couldWrite = this.mayWrite
      this.#mayEdit = readRoom(decoder).access === 'edit'
      // What was typed while it could only read has not been sent: a new connection tells it.
      if (this.mayWrite && !couldWrite && this.#hasAnswered) this.#startAgain()
    }
  }

  #saved(count: number): void {
    this.#decided = count
    this.acknowledged = Math.max(this.acknowledged, Math.min(this.#sent[count - 1] ?? 0, this.refusedFrom))
  }

  #refuse(n: number): void {
    const from = this.#sent[n - 2] ?? this.known
    this.refusedFrom = Math.min(this.refusedFrom, from)
    for (let keystroke = from; keystroke < (this.#sent[n - 1] ?? from); keystroke += 1) this.#refused.add(keystroke)
  }

  #startAgain(): void {
    this.#socket?.drop()
    this.#closed(0, 'to tell what was typed meanwhile')
  }

  /** The server asks what it lacks. */
  #answer(stateVector: Uint8Array): void {
    const has = Y.decodeStateVector(stateVector)
    this.#hasAnswered = true
    this.known = keystrokesIn(has.get(this.client) ?? 0)
    this.lost = Math.max(this.lost, this.acknowledged - this.known)
    // What said so may have been lost with the connection before.
    this.acknowledged = Math.max(this.acknowledged, Math.min(this.known, this.typed))
    this.send(SYNC.step2, this.lacking(stateVector, has))
  }
}
