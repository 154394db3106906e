import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { readUpdate, type Section, type UpdateShape } from './update.ts'

/**
 * How an update stands to what the text already has:
 * `nothing` adds neither struct nor delete; `gap` stands on something the text does not have; `part` repeats some of what it has.
 */
export type Standing = 'nothing' | 'gap' | 'whole' | 'part'

/** The clock up to which the text has words of a client id. */
export const knownClock = (doc: Y.Doc, client: number): number => Y.getState(doc.store, client)

/**
 * Where an update stands, before it is applied. A gap is a struct, origin, right origin, parent or delete range beyond what the
 * text knows and the update itself brings. Source: RULES.md LT18, LT22, LT23, LT24.
 */
export function standingOf(doc: Y.Doc, shape: UpdateShape): Standing {
  let isNew = false
  let isRepeated = false
  for (const section of shape.sections) {
    const known = knownClock(doc, section.client)
    if (known < section.start || known < section.skipTo) return 'gap'
    if (known > section.start) isRepeated = true
    if (known < section.end) isNew = true
  }
  if (standsOnUnknown(doc, shape)) return 'gap'
  for (let i = 0; i < shape.deletes.length; i += 3) {
    const [client = 0, clock = 0, length = 0] = shape.deletes.slice(i, i + 3)
    const left = notYetDeleted(doc, client, clock, length)
    const leftLength = left.reduce((sum, range) => sum + range.length, 0)
    if (leftLength > 0) isNew = true
    if (leftLength < length) isRepeated = true
  }
  if (!isNew) return 'nothing'
  return isRepeated ? 'part' : 'whole'
}

function standsOnUnknown(doc: Y.Doc, shape: UpdateShape): boolean {
  const { refs, deletes } = shape
  for (let i = 0; i < refs.length; i += 2) {
    if ((refs[i + 1] ?? 0) >= reach(doc, shape, refs[i] ?? 0)) return true
  }
  for (let i = 0; i < deletes.length; i += 3) {
    if ((deletes[i + 1] ?? 0) + (deletes[i + 2] ?? 0) > reach(doc, shape, deletes[i] ?? 0)) return true
  }
  return false
}

/** The clock up to which the text will have words of a client id once this update is applied. */
function reach(doc: Y.Doc, shape: UpdateShape, client: number): number {
  const own = sectionOf(shape, client)
  return own ? Math.max(own.end, knownClock(doc, client)) : knownClock(doc, client)
}

const sectionOf = (shape: UpdateShape, client: number): Section | undefined =>
  shape.sections.find((section) => section.client === client)

type Range = { readonly clock: number; length: number }

/** Neighbours become one range: written one by one they would take many times their bytes. */
function addTo(ranges: Range[], clock: number, length: number): void {
  const last = ranges.at(-1)
  if (last && last.clock + last.length === clock) last.length += length
  else ranges.push({ clock, length })
}

/** What of a delete range is still there; structs that come with the update itself count as there. */
function notYetDeleted(doc: Y.Doc, client: number, clock: number, length: number): Range[] {
  const end = clock + length
  const known = knownClock(doc, client)
  const left: Range[] = []
  const structs = doc.store.clients.get(client) ?? []
  if (clock < known) {
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i += 1) {
      const struct = structs[i]
      if (!struct || struct.id.clock >= end) break
      const from = Math.max(clock, struct.id.clock)
      const to = Math.min(end, struct.id.clock + struct.length)
      if (!struct.deleted) addTo(left, from, to - from)
    }
  }
  if (end > known) addTo(left, Math.max(clock, known), end - Math.max(clock, known))
  return left
}

/**
 * Of a partly known update the bytes that the text does not have yet: this is what is logged and shown.
 * The order of structs and their origins stay as they were. Source: RULES.md LT24.
 */
export function unknownPart(doc: Y.Doc, update: Uint8Array, shape: UpdateShape): Uint8Array {
  const repeats = shape.sections.some((section) => knownClock(doc, section.client) > section.start)
  const structs = repeats ? Y.diffUpdate(update, stateVector(doc, shape)) : update
  const deletesAt = repeats ? readUpdate(structs).deletesAt : shape.deletesAt
  const encoder = encoding.createEncoder()
  encoding.writeUint8Array(encoder, structs.subarray(0, deletesAt))
  writeDeletes(encoder, doc, shape)
  return encoding.toUint8Array(encoder)
}

function writeDeletes(encoder: encoding.Encoder, doc: Y.Doc, shape: UpdateShape): void {
  const byClient = new Map<number, Range[]>()
  for (let i = 0; i < shape.deletes.length; i += 3) {
    const [client = 0, clock = 0, length = 0] = shape.deletes.slice(i, i + 3)
    const left = notYetDeleted(doc, client, clock, length)
    if (left.length > 0) {
      const ranges = byClient.get(client)
      if (ranges) ranges.push(...left)
      else byClient.set(client, left)
    }
  }
  encoding.writeVarUint(encoder, byClient.size)
  for (const [client, ranges] of byClient) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const range of ranges) {
      encoding.writeVarUint(encoder, range.clock)
      encoding.writeVarUint(encoder, range.length)
    }
  }
}

function stateVector(doc: Y.Doc, shape: UpdateShape): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, shape.sections.length)
  for (const { client } of shape.sections) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, knownClock(doc, client))
  }
  return encoding.toUint8Array(encoder)
}
