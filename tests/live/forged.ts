import * as encoding from 'lib0/encoding'

// Updates as nobody's Yjs writes them.

export const GC = 0
export const STRING = 4
export const FORMAT = 6
export const TYPE = 7
export const ANY = 8
const [WITH_KEY, WITH_RIGHT, WITH_ORIGIN] = [32, 64, 128]

export type Id = readonly [client: number, clock: number]
export type Struct = (encoder: encoding.Encoder) => void
export type Section = { readonly client: number; readonly clock: number; readonly structs: readonly Struct[] }
export type Range = readonly [clock: number, length: number]

/** An update as nobody's Yjs writes it. */
export function forged(
  sections: readonly Section[],
  deletes: Readonly<Record<number, readonly Range[]>> = {},
): Uint8Array {
  const encoder = encoding.createEncoder()
  const uint = (value: number) => encoding.writeVarUint(encoder, value)
  uint(sections.length)
  for (const { client, clock, structs } of sections) {
    for (const value of [structs.length, client, clock]) uint(value)
    for (const struct of structs) struct(encoder)
  }
  uint(Object.keys(deletes).length)
  for (const [client, ranges] of Object.entries(deletes)) {
    uint(Number(client))
    uint(ranges.length)
    for (const value of ranges.flat()) uint(value)
  }
  return encoding.toUint8Array(encoder)
}

export const gc =
  (length: number): Struct =>
  (encoder) => {
    encoding.writeUint8(encoder, GC)
    encoding.writeVarUint(encoder, length)
  }

/** An item that names its neighbours, or without them its parent. */
export const item =
  (kind: number, place: { left?: Id; right?: Id; parent?: string | Id; key?: string }, write: Struct): Struct =>
  (encoder) => {
    const { left, right, parent, key } = place
    const info = kind | (left ? WITH_ORIGIN : 0) | (right ? WITH_RIGHT : 0) | (key === undefined ? 0 : WITH_KEY)
    encoding.writeUint8(encoder, info)
    for (const value of [...(left ?? []), ...(right ?? [])]) encoding.writeVarUint(encoder, value)
    if (!left && !right) {
      encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0)
      if (typeof parent === 'string') encoding.writeVarString(encoder, parent)
      else for (const value of parent ?? []) encoding.writeVarUint(encoder, value)
      if (key !== undefined) encoding.writeVarString(encoder, key)
    }
    write(encoder)
  }

export const string =
  (words: string): Struct =>
  (encoder) =>
    encoding.writeVarString(encoder, words)

export const paragraph: Struct = (encoder) => {
  encoding.writeVarUint(encoder, 3)
  encoding.writeVarString(encoder, 'paragraph')
}
