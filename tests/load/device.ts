import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { waitBeforeTry } from '../../client/live/backoff.ts'
import { readRefused, readRoom, readSaved, SYNC } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { type Dialect, dialectOf, isText, NOTHING, newHeading, readHeading, sync } from './dialects.ts'
import { marker } from './markers.ts'
import type { Headers } from './people.ts'
import { RawSocket } from './raw-socket.ts'
import { FRAGMENT, keystrokesIn, wordsIn } from './updates.ts'

/** How often is looked whether somebody types. */
const TYPE_EVERY_MS = 2
/** y-websocket never tries again after these. */
export const isFinal = (code: number): boolean => code >= 4400 && code < 4500

export type DeviceOptions = {
  /** Which typist it is: stands in its markers. */
  readonly id: number
  readonly live: string
  readonly text: string
  readonly headers: Headers
  /** Sends what is typed even when it was told that it may only read: for seeing it refused. */
  readonly isStubborn?: boolean
}

/**
 * Somebody's device with a text open in Kenes, as a real page has it: a Y.Doc that lives through every outage, takes words while
 * there is no connection, comes back with jitter, tells what it has and is told what it lacks. It knows which of its keystrokes
 * were called saved: `acknowledged` counts them from the first on.
 */
export class Device {
  readonly id: number
  readonly doc = new Y.Doc()
  /** Keystrokes so far. */
  typed = 0
  acknowledged = 0
  /** Keystrokes that were called saved and that the server, when it asked again what there is, did not have. */
  lost = 0
  /** The first keystroke that was refused. */
  refusedFrom = Number.POSITIVE_INFINITY
  /** Why it was closed for good. */
  closedFor: string | null = null
  readonly #refused = new Set<number>()
  readonly #options: DeviceOptions
  readonly #dialect: Dialect
  readonly #heading = newHeading()
  #socket: RawSocket | null = null
  #paragraph: Y.XmlElement | null = null
  #run: Y.XmlText | null = null
  #mayEdit = false
  #hasAnswered = false
  #isSynced = false
  /** For each sync update of this connection: how many keystrokes it and those before it hold. */
  #sent: number[] = []
  /** Keystrokes that the server of this connection had when it asked. */
  #known = 0
  #decided = 0
  #arrived: Uint8Array[] = []
  #applying: NodeJS.Immediate | undefined
  #retry: NodeJS.Timeout | undefined
  #tries = 0
  #isAway = false

  constructor(options: DeviceOptions) {
    this.id = options.id
    this.#options = options
    this.#dialect = dialectOf('kenes', options.text)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#send(SYNC.update, update)
    })
    this.#connect()
  }

  /** Has the server's text, and everything typed here is saved. */
  get isSettled(): boolean {
    return this.#isSynced && this.#arrived.length === 0 && this.acknowledged === this.typed
  }

  /** Has the server's text, and the server has decided about everything that was sent. */
  get isDecided(): boolean {
    const hasTold = this.#isSynced && this.#hasAnswered
    return hasTold && this.#arrived.length === 0 && this.#decided === this.#sent.length
  }

  get isSynced(): boolean {
    return this.#isSynced
  }

  /** How many keystrokes were refused. */
  get refused(): number {
    return this.#refused.size
  }

  /** The words of its own paragraph. */
  get ownWords(): string {
    return this.#run?.toString() ?? ''
  }

  get #mayWrite(): boolean {
    return this.#mayEdit || this.#options.isStubborn === true
  }

  /** One keystroke at the end of its own paragraph. */
  types(): void {
    const words = marker(this.id, this.typed)
    this.typed += 1
    if (this.#run) {
      this.#run.insert(this.#run.length, words)
      return
    }
    const run = new Y.XmlText(words)
    const paragraph = new Y.XmlElement('paragraph')
    this.#run = run
    this.#paragraph = paragraph
    this.doc.transact(() => {
      paragraph.insert(0, [run])
      this.doc.getXmlFragment(FRAGMENT).insert(0, [paragraph])
    })
  }

  /** Takes its paragraph away, as somebody who thinks better of it; what is typed next begins another. */
  thinksBetter(): void {
    const root = this.doc.getXmlFragment(FRAGMENT)
    const at = this.#paragraph ? root.toArray().indexOf(this.#paragraph) : -1
    this.#paragraph = null
    this.#run = null
    if (at >= 0) root.delete(at, 1)
  }

  words(): string {
    return wordsIn(this.doc)
  }

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
    clearImmediate(this.#applying)
    this.#socket?.drop()
    this.#socket = null
    this.doc.destroy()
  }

  #connect(): void {
    const { live, headers } = this.#options
    const dialect = this.#dialect
    this.#socket = new RawSocket(live + dialect.path, headers, {
      opened: () => this.#socket?.send(sync(dialect, SYNC.step1, Y.encodeStateVector(this.doc))),
      message: (bytes, start, end) => this.#read(bytes, start, end),
      closed: (code, reason) => this.#closed(code, reason),
    })
  }

  #closed(code: number, reason: string): void {
    this.#socket = null
    this.#mayEdit = false
    this.#hasAnswered = false
    this.#isSynced = false
    this.#sent = []
    this.#decided = 0
    this.#apply()
    if (isFinal(code)) this.closedFor = `${code} ${reason}`
    else if (!this.#isAway) this.#tryLater()
  }

  #tryLater(): void {
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.#connect(), waitBeforeTry(this.#tries, Math.random))
    this.#tries += 1
  }

  #read(bytes: Buffer, start: number, end: number): void {
    const heading = this.#heading
    readHeading(this.#dialect, bytes, start, end, heading)
    if (isText(heading)) {
      this.#arrived.push(new Uint8Array(bytes.subarray(heading.start, heading.end)))
      this.#applying ??= setImmediate(() => this.#apply())
      if (heading.kind !== SYNC.step2) return
      this.#isSynced = true
      this.#tries = 0
    } else if (heading.type === MESSAGE.sync) this.#answer(new Uint8Array(bytes.subarray(heading.start, heading.end)))
    else this.#hear(heading.type, new Uint8Array(bytes.subarray(heading.start, end)))
  }

  #hear(type: number, payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload)
    if (type === MESSAGE.saved) this.#saved(readSaved(decoder))
    else if (type === MESSAGE.refused) {
      const { n } = readRefused(decoder)
      const from = this.#sent[n - 2] ?? this.#known
      this.refusedFrom = Math.min(this.refusedFrom, from)
      for (let keystroke = from; keystroke < (this.#sent[n - 1] ?? from); keystroke += 1) this.#refused.add(keystroke)
    } else if (type === MESSAGE.room) {
      const couldEdit = this.#mayEdit
      this.#mayEdit = readRoom(decoder).access === 'edit'
      // What was typed while it could only read has not been sent: a new connection tells it.
      if (this.#mayEdit && !couldEdit && this.#hasAnswered && !this.#options.isStubborn) this.#startAgain()
    }
  }

  #saved(count: number): void {
    this.#decided = count
    this.acknowledged = Math.max(this.acknowledged, Math.min(this.#sent[count - 1] ?? 0, this.refusedFrom))
  }

  #startAgain(): void {
    this.#socket?.drop()
    this.#closed(0, 'to tell what was typed meanwhile')
  }

  /** The server asks what it lacks. */
  #answer(stateVector: Uint8Array): void {
    this.#hasAnswered = true
    this.#known = keystrokesIn(Y.decodeStateVector(stateVector).get(this.doc.clientID) ?? 0)
    this.lost = Math.max(this.lost, this.acknowledged - this.#known)
    // What said so may have been lost with the connection before.
    this.acknowledged = Math.max(this.acknowledged, Math.min(this.#known, this.typed))
    const update = this.#mayWrite ? Y.encodeStateAsUpdate(this.doc, stateVector) : NOTHING
    this.#send(SYNC.step2, update)
  }

  #send(kind: number, update: Uint8Array): void {
    const mayWrite = this.#mayWrite
    if (!this.#socket?.isOpen || !this.#hasAnswered || !(mayWrite || kind === SYNC.step2)) return
    this.#sent.push(mayWrite ? this.typed : (this.#sent.at(-1) ?? this.acknowledged))
    this.#socket.send(sync(this.#dialect, kind, update))
  }

  /** What came in one read is applied together. */
  #apply(): void {
    clearImmediate(this.#applying)
    this.#applying = undefined
    const arrived = this.#arrived.splice(0)
    if (arrived.length === 0) return
    this.doc.transact(() => {
      for (const update of arrived) Y.applyUpdate(this.doc, update, this)
    }, this)
  }
}

/** Whether all have the same text: the same clocks of the same people, and the same words. */
export function haveOneText(devices: readonly Device[]): boolean {
  const [first, ...others] = devices
  if (!first) return true
  const vector = Buffer.from(Y.encodeStateVector(first.doc))
  if (!others.every(({ doc }) => vector.equals(Y.encodeStateVector(doc)))) return false
  const words = first.words()
  return others.every((device) => device.words() === words)
}

/** Lets everybody type so often a second; the answer stops it. */
export function letThemType(devices: readonly { types(): void }[], perSecond: number): () => void {
  const period = 1_000 / perSecond
  const next = devices.map(() => performance.now() + Math.random() * period)
  const timer = setInterval(() => {
    const now = performance.now()
    devices.forEach((device, index) => {
      if ((next[index] ?? 0) > now) return
      device.types()
      next[index] = now + period * (0.5 + Math.random())
    })
  }, TYPE_EVERY_MS)
  return () => clearInterval(timer)
}
