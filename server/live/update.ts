import { isUtf8 } from 'node:buffer'
import { isFragmentName } from '../../shared/text/ydoc.ts'

/** The structs of one client id in an update: clocks `start` to `end`; `skipTo` is where the last hole between them ends, or 0. */
export type Section = { readonly client: number; readonly start: number; readonly end: number; readonly skipTo: number }

/** What an update says about itself, read without a Y.Doc. */
export type UpdateShape = {
  readonly sections: readonly Section[]
  /** What its structs stand on (origin, right origin, parent): client id and clock in turn. */
  readonly refs: readonly number[]
  /** Client id, clock and length in turn. */
  readonly deletes: readonly number[]
  /** Where in the bytes the delete set begins. */
  readonly deletesAt: number
  /** A client id writes twice between the same two items; Yjs never does. */
  readonly repeatsPlace: boolean
}

/** Limits before anything is applied. Source: RULES.md LT10. */
export const UPDATE_LIMITS = { bytes: 1024 * 1024, clients: 64, clockAdvance: 1_000_000, depth: 64 } as const

/** An update that no Yjs client of ours makes. It is a refusal (`malformed`), never a fault of the server. */
export class MalformedUpdate extends Error {}

/** An update that says what it says well, but too much of it. Refused as `too-large`. */
export class OversizedUpdate extends Error {}

/** Fewer structs of one client id between the same two items cost nothing. */
const FEW_STRUCTS = 32

/** The bits of a struct's first byte, the kinds of content and of nodes, as Yjs writes them. */
export const INFO = { kind: 31, hasParentSub: 32, hasRightOrigin: 64, hasOrigin: 128 } as const
export const KIND = { gc: 0, deleted: 1, string: 4, format: 6, type: 7, any: 8, skip: 10 } as const
export const TYPE = { xmlElement: 3, xmlText: 6 } as const
const MARKS: ReadonlySet<string> = new Set(['bold', 'italic', 'link'])
const MOST_JSON_BYTES = 4_096

/**
 * Reads the shape of a Yjs update (format v1) and refuses what no text of ours may hold: other roots, other kinds of content,
 * other nodes and marks, empty structs, a client id twice, what follows the delete set.
 * Costs about a microsecond for a keystroke. Throws MalformedUpdate and OversizedUpdate. Source: RULES.md LT2, LT10, LT30.
 */
export function readUpdate(bytes: Uint8Array): UpdateShape {
  if (bytes.length > UPDATE_LIMITS.bytes) throw new OversizedUpdate('bytes')
  const reader = new Reader(bytes)
  const count = reader.uint()
  if (count > UPDATE_LIMITS.clients) throw new OversizedUpdate('client ids')
  const sections: Section[] = []
  const refs: number[] = []
  const depths = count > 0 ? new Map<string, number>() : undefined
  let advance = 0
  let repeatsPlace = false
  for (let i = 0; i < count; i += 1) {
    const section = readSection(reader, refs, depths)
    if (sections.some((other) => other.client === section.client)) throw new MalformedUpdate('a client id twice')
    advance += section.end - section.start
    if (advance > UPDATE_LIMITS.clockAdvance) throw new OversizedUpdate('clock advance')
    sections.push(section)
    repeatsPlace ||= section.repeatsPlace
  }
  const deletesAt = reader.at
  const deletes = readDeletes(reader)
  if (reader.at !== bytes.length) throw new MalformedUpdate('more bytes than the update says')
  return { sections, refs, deletes, deletesAt, repeatsPlace }
}

function readSection(
  reader: Reader,
  refs: number[],
  depths: Map<string, number> | undefined,
): Section & { readonly repeatsPlace: boolean } {
  const structs = reader.uint()
  const client = reader.uint()
  const start = reader.uint()
  if (structs === 0) throw new MalformedUpdate('a section without structs')
  const places = structs > FEW_STRUCTS ? new Set<string>() : undefined
  let items = 0
  let clock = start
  let skipTo = 0
  for (let i = 0; i < structs; i += 1) {
    const info = reader.byte()
    const kind = info & INFO.kind
    let length: number
    if (kind === KIND.gc || kind === KIND.skip) {
      if (info !== kind) throw new MalformedUpdate('info')
      length = reader.uint()
      if (kind === KIND.skip) skipTo = clock + length
    } else {
      const depth = readPlace(reader, info, client, clock, refs, depths, places)
      items += 1
      length = readContent(reader, kind)
      if (kind === KIND.type) depths?.set(`${client}:${clock}`, depth)
    }
    if (length === 0) throw new MalformedUpdate('an empty struct')
    clock += length
    if (!Number.isSafeInteger(clock)) throw new MalformedUpdate('clock')
  }
  if (skipTo === clock) throw new MalformedUpdate('a hole at the end')
  return { client, start, end: clock, skipTo, repeatsPlace: places !== undefined && places.size < items }
}

/** Where an item stands. Answers how deep its parent lies, as far as this update tells. */
function readPlace(
  reader: Reader,
  info: number,
  client: number,
  clock: number,
  refs: number[],
  depths: Map<string, number> | undefined,
  places: Set<string> | undefined,
): number {
  const ref = (): string => {
    const otherClient = reader.uint()
    const otherClock = reader.uint()
    if (otherClient !== client) refs.push(otherClient, otherClock)
    else if (otherClock >= clock) throw new MalformedUpdate('stands on itself')
    else refs.push(otherClient, otherClock)
    return `${otherClient}:${otherClock}`
  }
  const origin = info & INFO.hasOrigin ? ref() : ''
  const rightOrigin = info & INFO.hasRightOrigin ? ref() : ''
  if (info & (INFO.hasOrigin | INFO.hasRightOrigin)) {
    places?.add(`${origin} ${rightOrigin}`)
    return 1
  }
  if (reader.uint() === 1) {
    const root = reader.string()
    if (!isFragmentName(root)) throw new MalformedUpdate('another root')
    if (info & INFO.hasParentSub) throw new MalformedUpdate('a key on a root')
    places?.add(root)
    return 1
  }
  const parent = ref()
  const depth = (depths?.get(parent) ?? 1) + 1
  if (depth > UPDATE_LIMITS.depth) throw new OversizedUpdate('depth')
  const key = info & INFO.hasParentSub ? reader.string() : ''
  places?.add(`in ${parent} ${key}`)
  return depth
}

/** Passes over an item's content and answers its length in clocks. */
function readContent(reader: Reader, kind: number): number {
  switch (kind) {
    case KIND.deleted:
      return reader.uint()
    case KIND.string:
      return reader.stringLength()
    case KIND.format: {
      if (!MARKS.has(reader.string())) throw new MalformedUpdate('another mark')
      const json = reader.string()
      if (json.length > MOST_JSON_BYTES) throw new OversizedUpdate('mark')
      JSON.parse(json)
      return 1
    }
    case KIND.type: {
      const type = reader.uint()
      if (type === TYPE.xmlText) return 1
      if (type === TYPE.xmlElement && reader.string() === 'paragraph') return 1
      throw new MalformedUpdate('another kind of node')
    }
    case KIND.any: {
      const count = reader.uint()
      for (let i = 0; i < count; i += 1) reader.any()
      return count
    }
    default:
      throw new MalformedUpdate('another kind of content')
  }
}

/**
 * Yjs merges delete ranges before it writes them. Ranges that overlap, or a client id twice, say the same many times over:
 * a megabyte of them would keep the log's thread busy for minutes.
 */
function readDeletes(reader: Reader): number[] {
  const deletes: number[] = []
  const clients = reader.uint()
  const seen = clients > 1 ? new Set<number>() : undefined
  for (let i = 0; i < clients; i += 1) {
    const client = reader.uint()
    if (seen?.has(client)) throw new MalformedUpdate('deletes of a client id twice')
    seen?.add(client)
    const ranges = reader.uint()
    let end = 0
    for (let j = 0; j < ranges; j += 1) {
      const clock = reader.uint()
      const length = reader.uint()
      if (clock < end) throw new MalformedUpdate('deletes out of order')
      end = clock + length
      if (!Number.isSafeInteger(end)) throw new MalformedUpdate('clock')
      if (length > 0) deletes.push(client, clock, length)
    }
  }
  return deletes
}

/** Reads lib0's encodings; a read past the end is malformed. */
export class Reader {
  at = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  byte(): number {
    const byte = this.#bytes[this.at]
    if (byte === undefined) throw new MalformedUpdate('ends too early')
    this.at += 1
    return byte
  }

  uint(): number {
    let byte = this.byte()
    if (byte < 128) return byte
    let value = byte & 127
    let factor = 128
    while (byte >= 128) {
      // Longer than any number needs: beyond it the factor is infinite, and nothing times that is not a number.
      if (factor > Number.MAX_SAFE_INTEGER) throw new MalformedUpdate('number')
      byte = this.byte()
      value += (byte & 127) * factor
      factor *= 128
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedUpdate('number')
    }
    return value
  }

  #take(length: number): Uint8Array {
    const from = this.at
    if (from + length > this.#bytes.length) throw new MalformedUpdate('ends too early')
    this.at = from + length
    return this.#bytes.subarray(from, this.at)
  }

  string(): string {
    const bytes = this.#take(this.uint())
    if (!isUtf8(bytes)) throw new MalformedUpdate('not UTF-8')
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
  }

  /** The length of a string in UTF-16 units, as Yjs counts clocks, without making the string. */
  stringLength(): number {
    const size = this.uint()
    const from = this.at
    const bytes = this.#take(size)
    let units = 0
    let ascii = true
    for (let i = from; i < from + size; i += 1) {
      const byte = this.#bytes[i] ?? 0
      if (byte < 128) units += 1
      else {
        ascii = false
        if (byte >= 240) units += 2
        else if (byte >= 192) units += 1
      }
    }
    if (!ascii && !isUtf8(bytes)) throw new MalformedUpdate('not UTF-8')
    return units
  }

  /** Passes over one plain value: attributes of a paragraph are numbers, strings, truth values or nothing. */
  any(): void {
    switch (this.byte()) {
      case 127:
      case 126:
      case 121:
      case 120:
        return
      case 125:
        while (this.byte() >= 128);
        return
      case 124:
        this.#take(4)
        return
      case 123:
      case 122:
        this.#take(8)
        return
      case 119:
        this.string()
        return
      default:
        throw new MalformedUpdate('another kind of attribute')
    }
  }
}
