import { SYNC } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { type Dialect, EMPTY_VECTOR, isText, NOTHING, newHeading, presence, readHeading, sync } from './dialects.ts'
import type { Headers } from './people.ts'
import { RawSocket } from './raw-socket.ts'

// Messages that are the same for all are made once for each dialect.
type Said = { readonly stepOne: Uint8Array; readonly stepTwo: Uint8Array }

export type ClientEars = {
  /** Words came: an update, or what a step 2 holds. */
  text(bytes: Buffer, start: number, end: number): void
  /** Presence came: the whole message, as the server sent it. */
  presence?(message: Buffer, start: number, end: number): void
  closed?(code: number, reason: string): void
}

/**
 * A connection to one text without a Y.Doc: it says it has nothing, answers that it has nothing new, and hands on what comes.
 * With `reads: false` it never asks for the text, and so is sent no words by a server that waits to be asked.
 */
export class Client {
  readonly joined: Promise<void>
  readonly #socket: RawSocket
  readonly #dialect: Dialect
  /** Bytes of the payloads that came. */
  textBytes = 0

  constructor(live: string, dialect: Dialect, headers: Headers, ears: ClientEars, options = { reads: true }) {
    this.#dialect = dialect
    const said: Said = { stepOne: sync(dialect, SYNC.step1, EMPTY_VECTOR), stepTwo: sync(dialect, SYNC.step2, NOTHING) }
    const heading = newHeading()
    let join: () => void = () => undefined
    let fail: (fault: Error) => void = () => undefined
    this.joined = new Promise((resolve, reject) => {
      join = resolve
      fail = reject
    })
    this.joined.catch(() => undefined)
    this.#socket = new RawSocket(live + dialect.path, headers, {
      opened: () => {
        for (const message of dialect.greeting) this.#socket.send(message)
        if (dialect.keepsText && options.reads) this.#socket.send(said.stepOne)
        if (!dialect.keepsText) join()
      },
      message: (bytes, start, end) => {
        readHeading(dialect, bytes, start, end, heading)
        if (isText(heading)) {
          this.textBytes += heading.end - heading.start
          if (heading.kind === SYNC.step2) join()
          ears.text(bytes, heading.start, heading.end)
        } else if (heading.type === MESSAGE.sync && dialect.keepsText) {
          this.#socket.send(said.stepTwo)
          if (!options.reads) join()
        } else if (heading.type === MESSAGE.awareness) ears.presence?.(bytes, start, end)
      },
      closed: (code, reason) => {
        fail(new Error(`closed before it joined: ${code} ${reason}`))
        ears.closed?.(code, reason)
      },
    })
  }

  sendUpdate(update: Uint8Array): void {
    this.#socket.send(sync(this.#dialect, SYNC.update, update))
  }

  sendPresence(states: Uint8Array): void {
    this.#socket.send(presence(this.#dialect, states))
  }

  /** Sends a message as it came. */
  sendBack(message: Uint8Array): void {
    this.#socket.send(message)
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  leave(): void {
    this.#socket.drop()
  }
}
