import * as decoding from 'lib0/decoding'
import { readSaved, SYNC } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { type Dialect, EMPTY_VECTOR, isText, NOTHING, newHeading, presence, readHeading, sync } from './dialects.ts'
import type { Headers } from './people.ts'
import { RawSocket } from './raw-socket.ts'

export type ClientEars = {
  /** Words came: an update, or what a step 2 holds. The bytes are another's as soon as this returns. */
  text(bytes: Buffer, start: number, end: number): void
  /** Presence came: the whole message, as the server sent it. */
  presence?(message: Buffer, start: number, end: number): void
  closed?(code: number, reason: string): void
}

/**
 * A connection to one text without a Y.Doc: it says it has nothing, answers that it has nothing new, and hands on what comes.
 * With `reads: false` it does not ask for the text by itself, and is sent no words by a server that waits to be asked.
 */
export class Client {
  /** It may write and, if it reads, has the text. Fails when it is closed before. */
  readonly joined: Promise<void>
  /** Bytes of words that came. */
  textBytes = 0
  readonly #socket: RawSocket
  readonly #dialect: Dialect
  readonly #waiting: { readonly has: () => void; readonly fails: (fault: Error) => void }[] = []
  #sent = 0
  #saved = 0

  constructor(live: string, dialect: Dialect, headers: Headers, ears: ClientEars, { reads } = { reads: true }) {
    this.#dialect = dialect
    const heading = newHeading()
    this.joined = this.#next()
    this.#socket = new RawSocket(live + dialect.path, headers, {
      opened: () => {
        for (const message of dialect.greeting) this.#socket.send(message)
        if (!dialect.keepsText) this.#has()
        else if (reads) this.#send(SYNC.step1, EMPTY_VECTOR)
      },
      message: (bytes, start, end) => {
        readHeading(dialect, bytes, start, end, heading)
        if (isText(heading)) {
          this.textBytes += heading.end - heading.start
          ears.text(bytes, heading.start, heading.end)
          if (heading.kind === SYNC.step2) this.#has()
        } else if (heading.type === MESSAGE.sync) {
          // A relay sends on what the others said to each other.
          if (!dialect.keepsText) return
          this.#send(SYNC.step2, NOTHING)
          if (!reads) this.#has()
        } else if (heading.type === MESSAGE.awareness) ears.presence?.(bytes, start, end)
        else if (heading.type === MESSAGE.saved)
          this.#saved = readSaved(decoding.createDecoder(new Uint8Array(bytes.subarray(heading.start, end))))
      },
      closed: (code, reason) => {
        const fault = new Error(`closed: ${code} ${reason}`)
        for (const { fails } of this.#waiting.splice(0)) fails(fault)
        ears.closed?.(code, reason)
      },
    })
  }

  /** The server has decided about everything that was sent: it says so to those who speak its messages. */
  get isSaved(): boolean {
    return this.#saved >= this.#sent
  }

  sendUpdate(update: Uint8Array): void {
    this.#send(SYNC.update, update)
  }

  sendPresence(states: Uint8Array): void {
    this.#socket.send(presence(this.#dialect, states))
  }

  /** Sends a message as it came. */
  sendBack(message: Uint8Array): void {
    this.#socket.send(message)
  }

  /** Asks for the whole text; resolves when it is here, and so when the server has read all that was sent before. */
  asks(): Promise<void> {
    const next = this.#next()
    this.#send(SYNC.step1, EMPTY_VECTOR)
    return next
  }

  /** Leaves what comes in the kernel's hands. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  leave(): void {
    this.#socket.drop()
  }

  #send(kind: number, payload: Uint8Array): void {
    if (kind !== SYNC.step1) this.#sent += 1
    this.#socket.send(sync(this.#dialect, kind, payload))
  }

  #next(): Promise<void> {
    const next = new Promise<void>((has, fails) => this.#waiting.push({ has, fails }))
    // Whoever does not wait for it is told by `closed`.
    next.catch(() => undefined)
    return next
  }

  #has(): void {
    for (const { has } of this.#waiting.splice(0)) has()
  }
}
