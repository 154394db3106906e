import * as encoding from 'lib0/encoding'
import { SYNC, syncMessage } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import type { Clocks } from './log-messages.ts'

/** An update that adds nothing; as a step 2 it tells a y-websocket client that it is up to date. */
export const NOTHING = new Uint8Array([0, 0])

const BINARY_FRAME = 0x82

/**
 * A whole WebSocket frame around a message. Server frames are not masked, so the same bytes serve every socket.
 * Source: RFC 6455 §5.2.
 */
export function frame(message: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(headerSize(message.length) + message.length)
  bytes.set(message, writeHeader(bytes, message.length))
  return bytes
}

/** The frame of an update (message 0, update), and where in it the update's own bytes lie. */
export function updateFrame(update: Uint8Array): { frame: Buffer; update: Uint8Array } {
  const lengthSize = varUintSize(update.length)
  const size = 2 + lengthSize + update.length
  const bytes = Buffer.allocUnsafe(headerSize(size) + size)
  let at = writeHeader(bytes, size)
  bytes[at++] = MESSAGE.sync
  bytes[at++] = SYNC.update
  for (let left = update.length, i = lengthSize; i > 0; i -= 1, left = Math.floor(left / 128)) {
    bytes[at++] = i > 1 ? (left % 128) + 128 : left
  }
  bytes.set(update, at)
  return { frame: bytes, update: bytes.subarray(at) }
}

export const syncFrame = (kind: number, payload: Uint8Array): Buffer => frame(syncMessage(kind, payload))

/** Step 1 with the clocks of a text: a client answers with what is missing here. */
export const stepOneFrame = (clocks: ReadonlyMap<number, number>): Buffer =>
  syncFrame(SYNC.step1, stateVectorOf([...clocks]))

/** Clocks as Yjs asks by them. */
export function stateVectorOf(clocks: Clocks): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, clocks.length)
  for (const [client, clock] of clocks) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  }
  return encoding.toUint8Array(encoder)
}

function headerSize(size: number): number {
  if (size < 126) return 2
  return size < 65_536 ? 4 : 10
}

function writeHeader(bytes: Buffer, size: number): number {
  bytes[0] = BINARY_FRAME
  if (size < 126) bytes[1] = size
  else if (size < 65_536) {
    bytes[1] = 126
    bytes.writeUInt16BE(size, 2)
  } else {
    bytes[1] = 127
    bytes.writeUInt32BE(0, 2)
    bytes.writeUInt32BE(size, 6)
  }
  return headerSize(size)
}

function varUintSize(value: number): number {
  let size = 1
  for (let left = value; left >= 128; left = Math.floor(left / 128)) size += 1
  return size
}
