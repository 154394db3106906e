import * as encoding from 'lib0/encoding'
import { readRefused, SYNC } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { forged, gc, item, paragraph, type Section, STRING, type Struct, TYPE } from '../live/forged.ts'
import { savedOn, until, wire } from '../live/people.ts'
import { NOTHING_NEW, stepTwoMessage, updateMessage } from '../live/updates.ts'
import type { Given } from './raw.ts'

export type Message = Uint8Array
type Who = 'member' | 'observer'

const isCounted = (message: Message) =>
  message[0] === MESSAGE.sync && (message[1] === SYNC.step2 || message[1] === SYNC.update)

/**
 * Opens the text, sends, then sends an update with nothing in it and waits until that one is decided: the outcome is the code that the
 * connection was closed with, else why updates were refused, else `passed over`.
 */
export const says =
  (
    messages: (given: Given) => readonly Message[],
    { who = 'member', query = '?v=1' }: { who?: Who; query?: string } = {},
  ) =>
  async (given: Given): Promise<string> => {
    const socket = await wire({ url: `ws://${given.host}/live`, origin: given.origin }, 'r01', given[who], query)
    try {
      const all = [stepTwoMessage(NOTHING_NEW), ...messages(given), updateMessage(NOTHING_NEW)]
      for (const message of all) socket.send(message)
      const decided = all.filter(isCounted).length
      // Who does not speak our messages is told by the close alone.
      await until('it is decided', () => socket.closed() !== null || savedOn(socket) >= decided, 15_000)
      const refused = socket.ofType(MESSAGE.refused).map((message) => readRefused(message))
      if (socket.closed() !== null) return String(socket.closed())
      return refused.map(({ code, rule }) => `${code} ${rule}`).join(', ') || 'passed over'
    } finally {
      socket.socket.terminate()
    }
  }

export const sends = (...messages: readonly Message[]) => says(() => messages)
export const updates = (...all: readonly Uint8Array[]) => sends(...all.map(updateMessage))
/** A gap is asked about, and this is the answer: there is nothing more. */
export const gaps = (update: Uint8Array) => sends(updateMessage(update), stepTwoMessage(NOTHING_NEW))
export const writes = (...structs: readonly Struct[]) => grows(() => structs)
/** An update whose structs stand on each other, and so name their own client. */
export const grows = (structsOf: (client: number) => readonly Struct[]) => {
  const client = fresh()
  return forged([{ client, clock: 0, structs: structsOf(client) }])
}

/** A client id that nobody has used. */
export const fresh = (): number => 1_000_000 + Math.floor(Math.random() * 2 ** 31)
export const bytes = (...numbers: readonly number[]) => Uint8Array.from(numbers)
export const inText = { parent: 'text:ru' } as const
export const node =
  (name: string): Struct =>
  (encoder) => {
    encoding.writeVarUint(encoder, 3)
    encoding.writeVarString(encoder, name)
  }
export const words: Struct = (encoder) => encoding.writeVarUint(encoder, 6)
export const mark =
  (name: string, value: unknown): Struct =>
  (encoder) => {
    encoding.writeVarString(encoder, name)
    encoding.writeVarString(encoder, JSON.stringify(value))
  }
export const paragraphs = (...more: readonly Struct[]) => [item(TYPE, inText, paragraph), ...more]
export const uints = (...numbers: readonly number[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const number of numbers) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}
/** What somebody says they have: so many client ids, `said` of them. */
export function stateVector(count: number, said = count): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, said)
  for (let n = 0; n < count; n += 1) {
    encoding.writeVarUint(encoder, n)
    encoding.writeVarUint(encoder, n)
  }
  return encoding.toUint8Array(encoder)
}
export const sections = (count: number): Section[] =>
  Array.from({ length: count }, () => ({ client: fresh(), clock: 0, structs: [gc(1)] }))
/** New words under a client id that is the chair's. */
export const forges = ({ chairs }: Given): Message => {
  const { client, clock } = chairs()
  return updateMessage(forged([{ client, clock, structs: [gc(1)] }]))
}
export const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)
export const huge = (length: number) => uints(1, 1, fresh(), 0, STRING, 1).length + length
