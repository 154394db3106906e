import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** Limits against files made to burst: of the parts of a spreadsheet a list never comes near them. Source: RULES.md CO20. */
const MOST_PARTS = 200
const MOST_PART_BYTES = 16 * 1024 * 1024
const MOST_BYTES = 32 * 1024 * 1024

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const DEFLATED = 8

/** The parts of a zip by name, unpacked when they are asked for; null when it is none, is damaged, encrypted, or beyond the limits. */
export function openZip(bytes: Uint8Array): { read(name: string): Uint8Array | null } | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== END) return null
  const count = file.readUInt16LE(end + 10)
  if (count > MOST_PARTS) return null
  const parts = new Map<string, { method: number; packed: Buffer; size: number }>()
  let at = file.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) return null
    const encrypted = (file.readUInt16LE(at + 8) & 1) === 1
    const packedSize = file.readUInt32LE(at + 20)
    const local = file.readUInt32LE(at + 42)
    const nameLength = file.readUInt16LE(at + 28)
    const next = at + 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    if (encrypted || local + 30 > file.length || next > file.length || file.readUInt32LE(local) !== LOCAL) return null
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    if (start + packedSize > file.length) return null
    parts.set(file.toString('utf8', at + 46, at + 46 + nameLength), {
      method: file.readUInt16LE(at + 10),
      packed: file.subarray(start, start + packedSize),
      size: file.readUInt32LE(at + 24),
    })
    at = next
  }
  let left = MOST_BYTES
  return {
    read(name) {
      const part = parts.get(name)
      if (!part || part.size > MOST_PART_BYTES) return null
      const whole = unpack(part, Math.min(MOST_PART_BYTES, left))
      left -= whole?.length ?? 0
      return whole
    },
  }
}

/** What the header says of the size is not believed: unpacking stops at the limit. */
function unpack({ method, packed }: { method: number; packed: Buffer }, limit: number): Uint8Array | null {
  if (limit <= 0) return null
  if (method === 0) return packed.length > limit ? null : packed
  if (method !== DEFLATED) return null
  try {
    return inflateRawSync(packed, { maxOutputLength: limit })
  } catch {
    return null
  }
}

/** A zip of a few parts; the same parts give the same bytes. */
export function writeZip(parts: readonly (readonly [name: string, content: string])[]): Uint8Array {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const plain = Buffer.from(content, 'utf8')
    const packed = deflateRawSync(plain)
    const title = Buffer.from(name, 'utf8')
    // The part that stands in both places: version, flags (UTF-8 names), method, time and day of 1980, sum, sizes, length of the name.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(DEFLATED, 4)
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
