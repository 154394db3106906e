import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import type { Changes } from './frames.ts'

/**
 * A journal: records one after another, each bound to the one before it by a SHA-256 over both, so that half a record at the end, or a
 * journal that something is missing from, is recognised. A record: length of what follows the sum (u32), sum (32 bytes), kind (u8),
 * instant (f64), length of the head (u32), the head's words, payload.
 */
const PREFIX_BYTES = 36
const FIELDS_BYTES = 13
/** Before the first record. */
export const BEGINNING: Uint8Array = new Uint8Array(32)

/** `base`: what the journal goes on from; `changes`: pages of the store. */
export type RecordKind = 'base' | 'changes'
const KINDS = ['base', 'changes'] as const

export type JournalRecord = {
  readonly kind: RecordKind
  /** When it was written. */
  readonly at: number
  /** The newest entry of the record book that is surely in it: N:HASH; empty before the first. */
  readonly head: string
  readonly payload: Uint8Array
}

/** The bytes of a record, and the sum that the next one is bound to. */
export function encodeRecord(before: Uint8Array, record: JournalRecord): { bytes: Uint8Array; sum: Uint8Array } {
  const head = Buffer.from(record.head)
  const bytes = new Uint8Array(PREFIX_BYTES + FIELDS_BYTES + head.length + record.payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, bytes.length - PREFIX_BYTES)
  view.setUint8(PREFIX_BYTES, KINDS.indexOf(record.kind))
  view.setFloat64(PREFIX_BYTES + 1, record.at)
  view.setUint32(PREFIX_BYTES + 9, head.length)
  bytes.set(head, PREFIX_BYTES + FIELDS_BYTES)
  bytes.set(record.payload, PREFIX_BYTES + FIELDS_BYTES + head.length)
  const sum = sumOf(before, bytes.subarray(PREFIX_BYTES))
  bytes.set(sum, 4)
  return { bytes, sum }
}

/** The records of a journal, up to the first one that is not whole. */
export function* readJournal(file: string): Generator<JournalRecord> {
  const open = openSync(file, 'r')
  try {
    let before = BEGINNING
    for (let at = 0; ; ) {
      const prefix = read(open, at, PREFIX_BYTES)
      if (prefix.length < PREFIX_BYTES) return
      const length = new DataView(prefix.buffer).getUint32(0)
      const body = read(open, at + PREFIX_BYTES, length)
      const sum = prefix.subarray(4)
      if (body.length < length || length < FIELDS_BYTES || Buffer.compare(sum, sumOf(before, body)) !== 0) return
      const view = new DataView(body.buffer)
      const payloadAt = FIELDS_BYTES + view.getUint32(9)
      yield {
        kind: KINDS[view.getUint8(0)] ?? 'changes',
        at: view.getFloat64(1),
        head: Buffer.from(body.subarray(FIELDS_BYTES, payloadAt)).toString(),
        payload: body.subarray(payloadAt),
      }
      before = sum
      at += PREFIX_BYTES + length
    }
  } finally {
    closeSync(open)
  }
}

const sumOf = (before: Uint8Array, body: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(before).update(body).digest())

/** Never more than is there, whatever a damaged length says. */
function read(open: number, position: number, length: number): Uint8Array {
  const pieces: Uint8Array[] = []
  let left = length
  while (left > 0) {
    const piece = new Uint8Array(Math.min(left, 16 * 1024 * 1024))
    const got = readSync(open, piece, 0, piece.length, position + length - left)
    if (got === 0) break
    pieces.push(piece.subarray(0, got))
    left -= got
  }
  return pieces.length === 1 && pieces[0] ? pieces[0].slice() : new Uint8Array(Buffer.concat(pieces))
}

/** Changes as a payload: page size (u32), pages of the store (u32), then each page's number (u32) and bytes. */
export function encodeChanges({ pageSize, pages, size }: Changes): Uint8Array {
  const bytes = new Uint8Array(8 + pages.size * (4 + pageSize))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, pageSize)
  view.setUint32(4, size)
  let at = 8
  for (const [page, content] of pages) {
    view.setUint32(at, page)
    bytes.set(content, at + 4)
    at += 4 + pageSize
  }
  return bytes
}

export function decodeChanges(payload: Uint8Array): Changes {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  const pageSize = view.getUint32(0)
  const pages = new Map<number, Uint8Array>()
  for (let at = 8; at < payload.length; at += 4 + pageSize)
    pages.set(view.getUint32(at), payload.subarray(at + 4, at + 4 + pageSize))
  return { pageSize, pages, size: view.getUint32(4) }
}
