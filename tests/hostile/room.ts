import { connect } from 'node:net'
import * as Y from 'yjs'
import { joined, type Person, until } from '../live/people.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import type { Given } from './raw.ts'

const TEXT = 'r01'
const READY_WITHIN_MS = 5_000

/** A server process under attack, and two people who write in one of its texts meanwhile. */
export class House implements AsyncDisposable {
  readonly server: ServerProcess
  readonly given: Given
  readonly #pair: readonly [Person, Person]
  readonly #pid: number
  #written = 0

  private constructor(server: ServerProcess, given: Given, pair: readonly [Person, Person]) {
    this.server = server
    this.given = given
    this.#pair = pair
    this.#pid = server.pid
  }

  static async starts(): Promise<House> {
    const server = await startServer({ env: { LOG_LEVEL: 'warn' } })
    const { host, port } = new URL(server.origin)
    const [member, secretary, observer] = await Promise.all(['m03', 's01', 'o01'].map((id) => server.cookie(id)))
    if (!member || !secretary || !observer) throw new Error('nobody signed in')
    const join = async (id: string) => joined(server, TEXT, await server.cookie(id), { ours: true })
    const pair = [await join('m01'), await join('m02')] as const
    const { doc } = pair[0]
    const chairs = () => ({ client: doc.clientID, clock: Y.getState(doc.store, doc.clientID) })
    const given = { host, port: Number(port), origin: server.origin, member, secretary, observer, chairs }
    return new House(server, given, pair)
  }

  /** Fails unless the same server is ready within 5 s, and what one of the two writes is soon saved and with the other. */
  async goesOn(): Promise<void> {
    if (this.server.pid !== this.#pid || !this.server.isRunning)
      throw new Error(`the server is gone: ${this.server.err}`)
    const answer = await fetch(`${this.server.origin}/readyz`, { signal: AbortSignal.timeout(READY_WITHIN_MS) })
    if (answer.status !== 200) throw new Error(`readyz says ${answer.status}: ${await answer.text()}`)
    await answer.body?.cancel()
    const [one, other] = this.#written % 2 === 0 ? this.#pair : [this.#pair[1], this.#pair[0]]
    this.#written += 1
    one.types(` w${this.#written}`)
    await until('it is saved', () => one.saved() === one.sent(), READY_WITHIN_MS)
    await until('both have one text', () => one.words() === other.words(), READY_WITHIN_MS)
  }

  /** What every word of the two comes to at the end: each is there once, with both. */
  get written(): { readonly words: number; readonly there: readonly [number, number]; readonly refused: number } {
    const count = (person: Person) => new Set(person.words().match(/ w\d+/g)).size
    const [one, other] = this.#pair
    return {
      words: this.#written,
      there: [count(one), count(other)],
      refused: one.refused.length + other.refused.length,
    }
  }

  /** Lines of the server's log that speak of a fault of its own. */
  get faults(): readonly string[] {
    return this.server.err.split('\n').filter((line) => /"level":(50|60)/.test(line) || /^\s+at /.test(line))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const person of this.#pair) person.leaves()
    await this.server[Symbol.asyncDispose]()
  }
}

/** A WebSocket of which every byte is the sender's own: frames may be anything. */
export type RawLine = { sends(bytes: Uint8Array): void; readonly outcome: Promise<string> }

const LONGEST_MS = 5_000

/** Opens a live text by hand; null when it is not changed to WebSocket. The outcome is the code it was closed with. */
export function opensByHand(given: Given, query = '?v=1'): Promise<RawLine | null> {
  const lines = [
    `GET /live/${TEXT}${query} HTTP/1.1`,
    `Host: ${given.host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
  ]
  lines.push('Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==')
  lines.push(`Origin: ${given.origin}`, `Cookie: ${given.member}`)
  return new Promise((resolve) => {
    const got: Buffer[] = []
    const socket = connect(given.port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`))
    socket.on('error', () => undefined)
    const outcome = new Promise<string>((told) => {
      const late = setTimeout(() => {
        socket.destroy()
        told('goes on')
      }, LONGEST_MS)
      socket.on('close', () => {
        clearTimeout(late)
        told(closeCodeIn(Buffer.concat(got)))
      })
    })
    socket.on('data', (data) => {
      got.push(data)
      const head = Buffer.concat(got).toString('latin1')
      if (!head.includes('\r\n\r\n')) return
      resolve(head.startsWith('HTTP/1.1 101') ? { sends: (bytes) => void socket.write(bytes), outcome } : null)
      // Ours to close once the server has said its last word.
      if (closeCodeIn(Buffer.concat(got)) !== 'no word') socket.end()
    })
    socket.on('close', () => resolve(null))
  })
}

/** The code of the close frame among what came after the answer to the upgrade. */
function closeCodeIn(bytes: Buffer): string {
  let at = bytes.indexOf('\r\n\r\n') + 4
  while (at + 2 <= bytes.length) {
    const short = (bytes[at + 1] ?? 0) & 0x7f
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (at + head > bytes.length) break
    const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUIntBE(at + 4, 6)
    if (((bytes[at] ?? 0) & 0x0f) === 8 && at + head + 2 <= bytes.length) return String(bytes.readUInt16BE(at + head))
    at += head + size
  }
  return 'no word'
}
