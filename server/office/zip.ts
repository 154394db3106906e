import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** Bytes that are no whole zip, or one that grows beyond what a list can be. */
export class BadZip extends Error {}

const MOST_ENTRIES = 2_000
/** The largest part that is unpacked, and the most of all that are. */
const MOST_PART_BYTES = 8 * 1_048_576
const MOST_BYTES = 32 * 1_048_576

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const DEFLATED = 8
const LONGEST_COMMENT = 65_535

type Entry = { readonly method: number; readonly packed: number; readonly offset: number; readonly flags: number }

/**
 * Reads named parts of a zip by its directory; null for one that is not there. The others are never unpacked, and what grows beyond the
 * limits is refused while it does, whatever its header says of its size. Source: RULES.md CO20, RE22.
 */
export function openZip(bytes: Uint8Array): (name: string) => Uint8Array | null {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(zip)
  let left = MOST_BYTES
  return (name) => {
    const entry = entries.get(name)
    if (!entry) return null
    const part = unpack(entry, packedIn(zip, entry), Math.min(MOST_PART_BYTES, left))
    left -= part.length
    return part
  }
}

/** A part of a zip that may be looked at without being trusted. */
export type ZipEntry = {
  readonly isDeflated: boolean
  /** Its bytes as they are packed. Throws BadZip where they are cut off, encrypted, or packed in another way. */
  readonly bytesIn: (zip: Buffer) => Buffer
}

/** All parts of a zip by name, none of them unpacked. Throws BadZip. */
export function directoryOf(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const entries = readDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return new Map(
    [...entries].map(([name, entry]) => {
      if (entry.method !== 0 && entry.method !== DEFLATED) throw new BadZip('method')
      return [name, { isDeflated: entry.method === DEFLATED, bytesIn: (zip) => packedIn(zip, entry) }]
    }),
  )
}

function packedIn(zip: Buffer, { offset, packed, flags }: Entry): Buffer {
  if (flags & 1) throw new BadZip('encrypted')
  if (at(zip, offset) !== LOCAL) throw new BadZip('entry')
  const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
  const found = zip.subarray(start, start + packed)
  if (found.length !== packed) throw new BadZip('cut off')
  return found
}

function unpack({ method }: Entry, packed: Buffer, most: number): Uint8Array {
  if (method === 0 && packed.length <= most) return packed
  if (method !== DEFLATED || most <= 0) throw new BadZip(method === 0 ? 'too large' : 'method')
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    throw new BadZip(String(error))
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
    const plain = name.replaceAll('\\', '/')
    // Two parts of one name: who opens the file may be shown the other one.
    if (entries.has(plain)) throw new BadZip('twice')
    entries.set(plain, {
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

/** A zip of a few parts; the same parts give the same bytes. */
export function writeZip(parts: readonly (readonly [name: string, content: string | Uint8Array])[]): Uint8Array {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const plain = Buffer.from(content)
    // Pictures are packed in their own way: once more would take time and make them no smaller.
    const method = name.endsWith('.png') ? 0 : DEFLATED
    const packed = method === 0 ? plain : deflateRawSync(plain)
    const title = Buffer.from(name, 'utf8')
    // The part that stands in both places: version, flags (UTF-8 names), method, time and day of 1980, sum, sizes, length of the name.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(plain), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(plain.length, 18)
    common.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([word(LOCAL), common, title, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    entries.push(Buffer.concat([word(ENTRY), Buffer.from([20, 0]), common, rest, title]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, word(END), end])
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
