import { createHash, randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** Source: RFC 6455, 1.3. */
const ACCEPT_KEY = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const OP = { continuation: 0, binary: 2, close: 8, ping: 9, pong: 10 } as const
const MASK_LENGTH = 4
/** The longest answer to an upgrade. */
const MOST_ANSWER = 8_192
const NO_STATUS = 1005
const BROKEN = 1006

/** All sockets read into one piece of memory: it is emptied before the next one reads. */
const READ_BUFFER = Buffer.allocUnsafeSlow(1024 * 1024)
const NOTHING_YET = Buffer.alloc(0)

export type SocketEars = {
  opened(): void
  /** A message from `start` to `end`; the bytes are another's as soon as this returns. */
  message(bytes: Buffer, start: number, end: number): void
  closed(code: number, reason: string): void
}

/**
 * A WebSocket client for load: no compression, no copy and no object for a frame that came whole, so that one process reads
 * more than a million frames a second. It trusts the server to speak the protocol.
 */
export class RawSocket {
  readonly #ears: SocketEars
  readonly #socket: Socket
  readonly #accept: string
  #isOpen = false
  #isOver = false
  /** What came of a frame, or of the answer to the upgrade, that is not whole yet: its first `#restLength` bytes are filled. */
  #rest = NOTHING_YET
  #restLength = 0
  #fragments: Buffer[] = []
  #code = BROKEN
  #reason = ''

  constructor(address: string, headers: Readonly<Record<string, string>>, ears: SocketEars) {
    const url = new URL(address)
    const key = randomBytes(16).toString('base64')
    this.#ears = ears
    this.#accept = createHash('sha1')
      .update(key + ACCEPT_KEY)
      .digest('base64')
    const lines = [`GET ${url.pathname}${url.search} HTTP/1.1`, `Host: ${url.host}`, 'Upgrade: websocket']
    lines.push('Connection: Upgrade', 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`)
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
    const read = (count: number) => {
      this.#read(READ_BUFFER, count)
      return true
    }
    const options = { host: url.hostname, port: Number(url.port), onread: { buffer: READ_BUFFER, callback: read } }
    this.#socket = connect(options, () => {
      this.#socket.setNoDelay(true)
      this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    })
    this.#socket.on('error', () => undefined)
    this.#socket.on('end', () => this.#socket.destroy())
    this.#socket.on('close', () => this.#end())
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  send(message: Uint8Array): void {
    if (this.#isOpen) this.#write(OP.binary, message)
  }

  /** Leaves what comes in the kernel's hands, as a device does that has gone to sleep. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** Ends without a word; nobody is told. */
  drop(): void {
    this.#isOver = true
    this.#isOpen = false
    this.#socket.destroy()
  }

  #read(bytes: Buffer, count: number): void {
    if (this.#restLength === 0) {
      this.#take(bytes, count)
      return
    }
    const part = Math.min(count, this.#rest.length - this.#restLength)
    this.#rest.set(bytes.subarray(0, part), this.#restLength)
    this.#restLength += part
    if (this.#restLength < this.#rest.length && this.#isOpen) return
    const rest = this.#rest
    const length = this.#restLength
    this.#rest = NOTHING_YET
    this.#restLength = 0
    this.#take(rest, length)
    if (part < count) this.#read(bytes.subarray(part), count - part)
  }

  #take(bytes: Buffer, length: number): void {
    if (this.#isOpen) this.#frames(bytes, length)
    else this.#answer(bytes.subarray(0, length))
  }

  #answer(bytes: Buffer): void {
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) {
      this.#keep(bytes, 0, bytes.length, MOST_ANSWER)
      return
    }
    const head = bytes.toString('latin1', 0, end)
    if (!head.startsWith('HTTP/1.1 101') || !head.includes(this.#accept)) {
      this.#reason = head.split('\r\n', 1)[0] ?? ''
      this.#socket.destroy()
      return
    }
    this.#isOpen = true
    this.#ears.opened()
    this.#frames(bytes.subarray(end + 4), bytes.length - end - 4)
  }

  #frames(bytes: Buffer, length: number): void {
    let at = 0
    while (at + 2 <= length && !this.#isOver) {
      const first = bytes[at] ?? 0
      const short = (bytes[at + 1] ?? 0) & 0x7f
      const headLength = short < 126 ? 2 : short === 126 ? 4 : 10
      if (at + headLength > length) break
      const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUIntBE(at + 4, 6)
      const start = at + headLength
      if (start + size > length) {
        this.#keep(bytes, at, length, headLength + size)
        return
      }
      this.#frame(bytes, first, start, start + size)
      at = start + size
    }
    // One more byte, until the head of the frame is whole and says how many there will be.
    if (at < length) this.#keep(bytes, at, length, length - at + 1)
  }

  #frame(bytes: Buffer, first: number, start: number, end: number): void {
    const op = first & 0x0f
    const isLast = (first & 0x80) !== 0
    if (op === OP.binary && isLast) this.#ears.message(bytes, start, end)
    else if (op === OP.binary || op === OP.continuation) {
      this.#fragments.push(Buffer.from(bytes.subarray(start, end)))
      if (!isLast) return
      const whole = Buffer.concat(this.#fragments.splice(0))
      this.#ears.message(whole, 0, whole.length)
    } else if (op === OP.ping) this.#write(OP.pong, bytes.subarray(start, end))
    else if (op === OP.close) {
      this.#code = end - start >= 2 ? bytes.readUInt16BE(start) : NO_STATUS
      this.#reason = bytes.toString('utf8', start + 2, end)
      this.#write(OP.close, bytes.subarray(start, end))
      this.#socket.end()
    }
  }

  #keep(bytes: Buffer, from: number, to: number, needed: number): void {
    this.#rest = Buffer.allocUnsafe(needed)
    this.#rest.set(bytes.subarray(from, to))
    this.#restLength = to - from
  }

  #write(op: number, message: Uint8Array): void {
    const { length } = message
    const sizeLength = length < 126 ? 0 : length < 65_536 ? 2 : 8
    const frame = Buffer.allocUnsafe(2 + sizeLength + MASK_LENGTH + length)
    frame[0] = 0x80 | op
    frame[1] = 0x80 | (sizeLength === 0 ? length : sizeLength === 2 ? 126 : 127)
    if (sizeLength === 2) frame.writeUInt16BE(length, 2)
    else if (sizeLength === 8) frame.writeBigUInt64BE(BigInt(length), 2)
    const maskAt = 2 + sizeLength
    const dataAt = maskAt + MASK_LENGTH
    // Any mask will do for the protocol; one of zeros would spare the server the work of taking it off.
    frame.writeUInt32BE(0x5a17c36e, maskAt)
    for (let index = 0; index < length; index += 1)
      frame[dataAt + index] = (message[index] ?? 0) ^ (frame[maskAt + (index & 3)] ?? 0)
    this.#socket.write(frame)
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#isOpen = false
    this.#ears.closed(this.#code, this.#reason)
  }
}
