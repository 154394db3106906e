import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE, type RefusedUpdate, type RoomStatus } from './room.ts'

/** Kinds of sync message inside message 0. Source: y-protocols `sync.js`. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** Our message 16: the first `n` sync updates of this connection are decided. Source: RULES.md LT27. */
export function savedMessage(n: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.saved)
  encoding.writeVarUint(encoder, n)
  return encoding.toUint8Array(encoder)
}

/** Our message 17. */
export const roomMessage = (status: RoomStatus): Uint8Array => jsonMessage(MESSAGE.room, status)

/** Our message 18. */
export const refusedMessage = (refused: RefusedUpdate): Uint8Array => jsonMessage(MESSAGE.refused, refused)

function jsonMessage(type: number, value: unknown): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarString(encoder, JSON.stringify(value))
  return encoding.toUint8Array(encoder)
}

/**
 * What follows the type of our messages 16, 17 and 18, read with the decoder that a y-websocket message handler is given.
 * What the server says is taken as it stands: it is our own server.
 */
export const readSaved = (decoder: decoding.Decoder): number => decoding.readVarUint(decoder)
export const readRoom = (decoder: decoding.Decoder): RoomStatus => JSON.parse(decoding.readVarString(decoder))
export const readRefused = (decoder: decoding.Decoder): RefusedUpdate => JSON.parse(decoding.readVarString(decoder))

/** Message 0 with one sync message in it. */
export function syncMessage(kind: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
}
