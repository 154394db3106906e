import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { waitBeforeTry } from '../../client/live/backoff.ts'
import { readRoom, readSaved, SYNC } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { isFinal } from './device.ts'
import { type Dialect, dialectOf, isText, NOTHING, newHeading, readHeading, sync } from './dialects.ts'
import { marker, readMarkers } from './markers.ts'
import type { Headers } from './people.ts'
import { RawSocket } from './raw-socket.ts'
import { clockOf, keystrokesIn, updateFrom } from './updates.ts'

export type LightOptions = {
  /** Which typist it is, and its place among the `clients`. */
  readonly id: number
  readonly live: string
  readonly text: string
  readonly headers: Headers
  /** The Yjs client ids of everybody who types. */
  readonly clients: readonly number[]
}

/**
 * A device as `Device` is, without a Y.Doc: two hundred of those in one process measure the process. It writes its updates by hand and
 * knows of each of the others how many keystrokes it was shown without a gap, which is all that a state vector says.
 */
export class LightDevice {
  readonly id: number
  /** Keystrokes so far. */
  typed = 0
  acknowledged = 0
  /** Keystrokes that were called saved and that the server, when it asked again what there is, did not have. */
  lost = 0
  /** Why it was closed for good. */
  closedFor: string | null = null
  /** Of each typist: so many keystrokes from the first on were shown here. */
  readonly shown: number[]
  readonly #options: LightOptions
  readonly #client: number
  readonly #dialect: Dialect
  readonly #heading = newHeading()
  /** What was shown before what stands in front of it. */
  readonly #early = new Map<number, Set<number>>()
  /** What was in the text before anybody typed here. */
  readonly #before = new Map<number, number>()
  #socket: RawSocket | null = null
  #mayEdit = false
  #hasAnswered = false
  #isSynced = false
  /** For each sync update of this connection: how many keystrokes it and those before it hold. */
  #sent: number[] = []
  #retry: NodeJS.Timeout | undefined
  #tries = 0
  #hasLeft = false

  constructor(options: LightOptions) {
    this.id = options.id
    this.#options = options
    this.#client = options.clients[options.id] ?? 0
    this.#dialect = dialectOf('kenes', options.text)
    this.shown = options.clients.map(() => 0)
    this.#connect()
  }

  get isSynced(): boolean {
    return this.#isSynced
  }

  /** Has the server's text, and everything typed here is saved. */
  get isSettled(): boolean {
    return this.#isSynced && this.acknowledged === this.typed
  }

  /** One keystroke at the end of its own paragraph. */
  types(): void {
    const update = updateFrom(this.#client, clockOf(this.typed), marker(this.id, this.typed))
    this.typed += 1
    if (this.#socket?.isOpen && this.#hasAnswered && this.#mayEdit) this.#send(SYNC.update, update)
  }

  leaves(): void {
    this.#hasLeft = true
    clearTimeout(this.#retry)
    this.#socket?.drop()
  }

  #connect(): void {
    const { live, headers } = this.#options
    this.#socket = new RawSocket(live + this.#dialect.path, headers, {
      opened: () => this.#socket?.send(sync(this.#dialect, SYNC.step1, this.#vector())),
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
    if (isFinal(code)) this.closedFor = `${code} ${reason}`
    else if (!this.#hasLeft) {
      this.#retry = setTimeout(() => this.#connect(), waitBeforeTry(this.#tries, Math.random))
      this.#tries += 1
    }
  }

  #vector(): Uint8Array {
    const encoder = encoding.createEncoder()
    const { clients } = this.#options
    const typed = clients.map(
      (client, id) => [client, clockOf(id === this.id ? this.typed : (this.shown[id] ?? 0))] as const,
    )
    const has = [...this.#before, ...typed].filter(([, clock]) => clock > 0)
    encoding.writeVarUint(encoder, has.length)
    for (const number of has.flat()) encoding.writeVarUint(encoder, number)
    return encoding.toUint8Array(encoder)
  }

  #read(bytes: Buffer, start: number, end: number): void {
    const heading = this.#heading
    readHeading(this.#dialect, bytes, start, end, heading)
    if (isText(heading)) {
      readMarkers(bytes, heading.start, heading.end, (typist, number) => this.#shows(typist, number))
      if (heading.kind !== SYNC.step2) return
      this.#isSynced = true
      this.#tries = 0
    } else if (heading.type === MESSAGE.sync) this.#answers(new Uint8Array(bytes.subarray(heading.start, heading.end)))
    else if (heading.type === MESSAGE.saved || heading.type === MESSAGE.room)
      this.#hears(heading.type, new Uint8Array(bytes.subarray(heading.start, end)))
  }

  #shows(typist: number, number: number): void {
    let next = this.shown[typist] ?? 0
    if (number < next) return
    const early = this.#early.get(typist) ?? new Set()
    if (number > next) {
      this.#early.set(typist, early.add(number))
      return
    }
    for (next += 1; early.delete(next); next += 1);
    this.shown[typist] = next
  }

  #hears(type: number, payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload)
    if (type === MESSAGE.saved) this.acknowledged = Math.max(this.acknowledged, this.#sent[readSaved(decoder) - 1] ?? 0)
    else {
      const couldEdit = this.#mayEdit
      this.#mayEdit = readRoom(decoder).access === 'edit'
      // What was typed while it could only read has not been sent: a new connection tells it.
      if (!this.#mayEdit || couldEdit || !this.#hasAnswered) return
      this.#socket?.drop()
      this.#closed(0, 'to tell what was typed meanwhile')
    }
  }

  /** The server asks what it lacks. */
  #answers(stateVector: Uint8Array): void {
    const has = Y.decodeStateVector(stateVector)
    const clock = has.get(this.#client) ?? 0
    const known = keystrokesIn(clock)
    this.#hasAnswered = true
    this.lost = Math.max(this.lost, this.acknowledged - known)
    // What said so may have been lost with the connection before.
    this.acknowledged = Math.max(this.acknowledged, Math.min(known, this.typed))
    for (const [client, clock] of has) if (!this.#options.clients.includes(client)) this.#before.set(client, clock)
    const isBehind = this.#mayEdit && known < this.typed
    const words = Array.from({ length: this.typed - known }, (_, at) => marker(this.id, known + at)).join('')
    this.#send(SYNC.step2, isBehind ? updateFrom(this.#client, clock, words) : NOTHING)
  }

  #send(kind: number, update: Uint8Array): void {
    this.#sent.push(this.#mayEdit ? this.typed : (this.#sent.at(-1) ?? this.acknowledged))
    this.#socket?.send(sync(this.#dialect, kind, update))
  }
}
