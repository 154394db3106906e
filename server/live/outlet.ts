import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Pieces up to this size together are copied into one; larger ones are handed to the system as they are. */
const MOST_COPIED_BYTES = 16 * 1024

/** What Node's streams write through: a connection of the system, or TLS before one. */
type Handle = {
  /** Answers 0 or what failed. What the system does not take at once is written by and by; then the request is told. */
  writeBuffer(request: WriteRequest, bytes: Uint8Array): number
  /** Bytes that were written and that the system has not taken yet. */
  readonly writeQueueSize: number
}
/** `buffer`: what nobody may take for free memory until it is written. */
type WriteRequest = { oncomplete: (status: number) => void; buffer: Uint8Array | null }
type Writing = {
  readonly WriteWrap: new () => WriteRequest
  readonly streamBaseState: Int32Array
  readonly kLastWriteWasAsync: number
}

const writing = writingOfNode()

/**
 * What goes out through a socket, in its order. While nothing waits, a write goes straight to the system: a stream's own way there, with
 * its queue, a request and a callback for each, takes a tenth of the thread in a hall. Where Node has no such way, with TLS, and
 * behind what waits, the stream writes. Source: RULES.md LT108.
 */
export class Outlet {
  readonly #socket: Duplex
  readonly #handle: Handle | null
  /** The same where one may write past the stream: TLS takes one write at a time, and ends the process that gives it a second. */
  readonly #direct: Handle | null
  /** What the system takes at once, as nearly always, leaves a request as it was, for the next write. */
  #request = writing && new writing.WriteWrap()
  /** Bytes of the last write past the stream, until the system has taken all of it. */
  #left = 0

  constructor(socket: Duplex) {
    this.#socket = socket
    this.#handle = handleOf(socket)
    this.#direct = writing && Object.getPrototypeOf(socket) === Socket.prototype ? this.#handle : null
  }

  /** Whether the socket still takes anything. */
  get isOpen(): boolean {
    return this.#socket.writable
  }

  write(bytes: Uint8Array): void {
    if (!this.#direct || this.#left > 0 || this.#socket.writableLength > 0) this.#socket.write(bytes)
    else this.#writeNow(this.#direct, bytes)
  }

  /** `done` is called when the bytes have left, or the socket is gone. */
  writeAndTell(bytes: Uint8Array, done: () => void): void {
    this.#socket.write(bytes, () => done())
  }

  writePieces(pieces: readonly Uint8Array[]): void {
    const [first] = pieces
    if (pieces.length === 1 && first) this.write(first)
    else if (pieces.reduce((sum, piece) => sum + piece.length, 0) <= MOST_COPIED_BYTES)
      this.write(Buffer.concat(pieces))
    else {
      this.#socket.cork()
      for (const piece of pieces) this.#socket.write(piece)
      this.#socket.uncork()
    }
  }

  /** How many bytes wait. A write counts whole until all of it has left. */
  queued(): number {
    return this.#socket.writableLength + this.#left
  }

  /** A number that changes whenever bytes have left; the handle knows how much of a write is still there. */
  drained(): number {
    const written = 'bytesWritten' in this.#socket ? Number(this.#socket.bytesWritten) : 0
    return written - this.#socket.writableLength - (this.#handle?.writeQueueSize ?? 0)
  }

  #writeNow(handle: Handle, bytes: Uint8Array): void {
    const used = this.#request
    if (!writing || !used) return
    if (handle.writeBuffer(used, bytes) !== 0) {
      this.#socket.destroy()
      return
    }
    if (writing.streamBaseState[writing.kLastWriteWasAsync] !== 1) return
    this.#request = new writing.WriteWrap()
    this.#left = bytes.length
    used.buffer = bytes
    used.oncomplete = (status) => {
      this.#left = 0
      if (status < 0) this.#socket.destroy()
    }
  }
}

function handleOf(socket: Duplex): Handle | null {
  const handle: unknown = '_handle' in socket ? socket._handle : null
  return isHandle(handle) ? handle : null
}

const isHandle = (handle: unknown): handle is Handle =>
  has(handle, 'writeBuffer', 'writeQueueSize') && typeof handle.writeBuffer === 'function'

/** How this version of Node writes below its streams; null where it does not tell. */
function writingOfNode(): Writing | null {
  if (!('binding' in process) || typeof process.binding !== 'function') return null
  const binding: unknown = process.binding('stream_wrap')
  return isWriting(binding) ? binding : null
}

function isWriting(binding: unknown): binding is Writing {
  if (!has(binding, 'WriteWrap', 'streamBaseState', 'kLastWriteWasAsync')) return false
  const { WriteWrap, streamBaseState, kLastWriteWasAsync } = binding
  return (
    typeof WriteWrap === 'function' && streamBaseState instanceof Int32Array && typeof kLastWriteWasAsync === 'number'
  )
}

function has<Name extends string>(value: unknown, ...names: readonly Name[]): value is Record<Name, unknown> {
  return typeof value === 'object' && value !== null && names.every((name) => name in value)
}
