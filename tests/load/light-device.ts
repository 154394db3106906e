import * as encoding from 'lib0/encoding'
import { SYNC } from '../../shared/live/frames.ts'
import { NOTHING } from './dialects.ts'
import { marker, readMarkers } from './markers.ts'
import { TypingDevice, type TypingOptions } from './typing-device.ts'
import { clockOf, updateFrom } from './updates.ts'

export type LightOptions = TypingOptions & {
  /** The Yjs client ids of everybody who types; its own stands at its `id`. */
  readonly clients: readonly number[]
}

/**
 * A device as `Device` is, without a Y.Doc: two hundred of those in one process measure the process. It writes its updates by hand and
 * knows of each of the others how many keystrokes it was shown without a gap, which is all that a state vector says.
 */
export class LightDevice extends TypingDevice {
  /** Of each typist: so many keystrokes from the first on were shown here. */
  readonly shown: number[]
  readonly #clients: readonly number[]
  /** What was shown before what stands in front of it. */
  readonly #early = new Map<number, Set<number>>()
  /** What was in the text before anybody typed here. */
  readonly #before = new Map<number, number>()

  constructor({ clients, ...options }: LightOptions) {
    super(options)
    this.#clients = clients
    this.shown = clients.map(() => 0)
    this.connect()
  }

  types(): void {
    const update = updateFrom(this.client, clockOf(this.typed), marker(this.id, this.typed))
    this.typed += 1
    this.send(SYNC.update, update)
  }

  protected get client(): number {
    return this.#clients[this.id] ?? 0
  }

  protected vector(): Uint8Array {
    const encoder = encoding.createEncoder()
    const typed = this.#clients.map(
      (client, id) => [client, clockOf(id === this.id ? this.typed : (this.shown[id] ?? 0))] as const,
    )
    const has = [...this.#before, ...typed].filter(([, clock]) => clock > 0)
    encoding.writeVarUint(encoder, has.length)
    for (const number of has.flat()) encoding.writeVarUint(encoder, number)
    return encoding.toUint8Array(encoder)
  }

  protected takes(bytes: Buffer, start: number, end: number): void {
    readMarkers(bytes, start, end, (typist, number) => this.#shows(typist, number))
  }

  protected lacking(_: Uint8Array, has: ReadonlyMap<number, number>): Uint8Array {
    for (const [client, clock] of has) if (!this.#clients.includes(client)) this.#before.set(client, clock)
    if (!this.mayWrite || this.known >= this.typed) return NOTHING
    const words = Array.from({ length: this.typed - this.known }, (_, at) => marker(this.id, this.known + at)).join('')
    return updateFrom(this.client, has.get(this.client) ?? 0, words)
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
}
