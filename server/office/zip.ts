import { Buffer } from 'node:buffer'
import { inflateRawSync } from 'node:zlib'

/** Bytes that are no whole ZIP, or one that grows beyond what a list can be. */
export class BadZip extends Error {}

const MOST_ENTRIES = 2_000
/** The largest part of a Word file that is unpacked. */
const MOST_PART_BYTES = 8 * 1_048_576

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const LONGEST_COMMENT = 65_535

type Entry = { readonly method: number; readonly packed: number; readonly offset: number; readonly flags: number }

/**
 * Reads named parts of a ZIP by its directory; the others are never unpacked, and one that grows above 8 MiB is refused while it does.
 * Source: RULES.md RE22.
 */
export function openZip(bytes: Uint8Array): (name: string) => Uint8Array | null {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(zip)
  return (name) => {
    const entry = entries.get(name)
    if (!entry) return null
    if (entry.flags & 1) throw new BadZip('encrypted')
    if (at(zip, entry.offset) !== LOCAL) throw new BadZip('entry')
    const start = entry.offset + 30 + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28)
    const packed = zip.subarray(start, start + entry.packed)
    if (packed.length !== entry.packed) throw new BadZip('cut off')
    if (entry.method === 0) {
      if (packed.length > MOST_PART_BYTES) throw new BadZip('too large')
      return packed
    }
    if (entry.method !== 8) throw new BadZip('method')
    try {
      return inflateRawSync(packed, { maxOutputLength: MOST_PART_BYTES })
    } catch (error) {
      throw new BadZip(String(error))
    }
  }
}

function readDirectory(zip: Buffer): Map<string, Entry> {
  const end = endOf(zip)
  const count = zip.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) throw new BadZip('entries')
  const entries = new Map<string, Entry>()
  let place = zip.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (at(zip, place) !== ENTRY || place + 46 > zip.length) throw new BadZip('directory')
    const length = zip.readUInt16LE(place + 28)
    const name = zip.toString('utf8', place + 46, place + 46 + length)
    entries.set(name.replaceAll('\\', '/'), {
      flags: zip.readUInt16LE(place + 8),
      method: zip.readUInt16LE(place + 10),
      packed: zip.readUInt32LE(place + 20),
      offset: zip.readUInt32LE(place + 42),
    })
    place += 46 + length + zip.readUInt16LE(place + 30) + zip.readUInt16LE(place + 32)
  }
  return entries
}

function endOf(zip: Buffer): number {
  for (let place = zip.length - 22; place >= Math.max(0, zip.length - 22 - LONGEST_COMMENT); place -= 1)
    if (zip.readUInt32LE(place) === END) return place
  throw new BadZip('no end')
}

const at = (zip: Buffer, place: number): number => (place + 30 <= zip.length ? zip.readUInt32LE(place) : 0)
