import * as encoding from 'lib0/encoding'
import { SYNC } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import type { ServerName } from './servers.ts'

/** An update without structs and deletions: what one answers who has nothing new. */
export const NOTHING = new Uint8Array([0, 0])
/** The state vector of somebody who has nothing. */
export const EMPTY_VECTOR = new Uint8Array([0])

/** Hocuspocus tells that it took an update with a message of its own. */
const HOCUSPOCUS = { auth: 2, token: 0, syncReply: 4, version: '4.7.0' } as const

/** How one speaks with a server: where a text is, what stands before each message, what is said first. */
export type Dialect = {
  readonly path: string
  /** Bytes before each message, both ways: Hocuspocus names the text in every one. */
  readonly prefix: Uint8Array
  /** What must be said before anything else. */
  readonly greeting: readonly Uint8Array[]
  /** Whether the server has a text of its own: a relay answers no step 1. */
  readonly keepsText: boolean
}

const PLAIN: Pick<Dialect, 'prefix' | 'greeting'> = { prefix: new Uint8Array(), greeting: [] }

/** The dialect of a server for one text. With Kenes as its own page speaks (`?v=1`: what is saved is told), or as a stock client. */
export function dialectOf(server: ServerName, text: string, isStock = false): Dialect {
  if (server === 'kenes') return { ...PLAIN, path: `/live/${text}${isStock ? '' : '?v=1'}`, keepsText: true }
  if (server === 'hocuspocus')
    return { path: '/', prefix: encoded(text), greeting: [hocuspocusSignIn(text)], keepsText: true }
  return { ...PLAIN, path: `/${text}`, keepsText: server !== 'relay' }
}

function encoded(word: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, word)
  return encoding.toUint8Array(encoder)
}

function hocuspocusSignIn(text: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, text)
  encoding.writeVarUint(encoder, HOCUSPOCUS.auth)
  encoding.writeVarUint(encoder, HOCUSPOCUS.token)
  encoding.writeVarString(encoder, 'anybody')
  encoding.writeVarString(encoder, HOCUSPOCUS.version)
  return encoding.toUint8Array(encoder)
}

/** A sync message in a dialect. */
export function sync({ prefix }: Dialect, kind: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeUint8Array(encoder, prefix)
  encoding.writeVarUint(encoder, MESSAGE.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
}

/** A presence message in a dialect. */
export function presence({ prefix }: Dialect, states: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeUint8Array(encoder, prefix)
  encoding.writeVarUint(encoder, MESSAGE.awareness)
  encoding.writeVarUint8Array(encoder, states)
  return encoding.toUint8Array(encoder)
}

/** What a message says it is; filled anew for each, because an object for each would be most of the generator's work. */
export type Heading = { type: number; kind: number; start: number; end: number }

export const newHeading = (): Heading => ({ type: 0, kind: 0, start: 0, end: 0 })

/** Reads the heading of a message; `start` to `end` is its payload. `kind` is -1 unless it is a sync message. */
export function readHeading({ prefix }: Dialect, bytes: Buffer, start: number, end: number, heading: Heading): void {
  let at = start + prefix.length
  const type = bytes[at] ?? 0
  at += 1
  heading.type = type === HOCUSPOCUS.syncReply ? MESSAGE.sync : type
  heading.kind = -1
  heading.start = at
  heading.end = end
  if (heading.type !== MESSAGE.sync) return
  heading.kind = bytes[at] ?? 0
  at += 1
  // The length of the payload: seven bits a byte, the lowest first.
  while ((bytes[at] ?? 0) >= 0x80) at += 1
  heading.start = at + 1
}

export const isText = ({ type, kind }: Heading): boolean => type === MESSAGE.sync && kind !== SYNC.step1
