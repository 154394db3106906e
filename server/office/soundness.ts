import { Buffer } from 'node:buffer'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { BadXml, readXml } from '../../shared/text/xml.ts'
import { readOffice } from './parts.ts'
import { BadZip, directoryOf, type ZipEntry } from './zip.ts'

/** What an office file says it is, by its list of contents. */
const MAIN = {
  docx: /application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.document\.main\+xml/,
  xlsx: /application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml/,
} as const
export type OfficeKind = keyof typeof MAIN

/** The most that an office file may unpack to, and how much more than it is packed. */
const MOST_UNPACKED_BYTES = 32 * 1_048_576
const inflate = promisify(inflateRaw)

/** Programs and things of other programs inside; a file that is only read needs none. */
const ACTIVE = /(?:^|\/)(?:vbaproject[^/]*\.bin|vbadata\.xml|activex\/|embeddings\/.*\.(?:bin|exe|ole))/i
/** What a relation to the outside may be: a link that the reader presses. Templates, pictures and frames are fetched on opening. */
const PRESSED = /\/hyperlink$/

/**
 * Whether an office file may be handed to others: it is what its name says, unpacks to no more than its limits, holds no program and
 * fetches nothing from outside when it is opened. Inflated off this thread, one part at a time. Source: RULES.md EV2.
 */
export async function isSoundOffice(kind: OfficeKind, bytes: Uint8Array): Promise<boolean> {
  try {
    const entries = directoryOf(bytes)
    if ([...entries.keys()].some((name) => ACTIVE.test(name))) return false
    if (!(await unpacksWithin(bytes, [...entries.values()]))) return false
    const relations = [...entries.keys()].filter((name) => name.endsWith('.rels'))
    return (
      readOffice(bytes, (part) => {
        if (!MAIN[kind].test(part('[Content_Types].xml') ?? '')) return false
        return relations.every((name) => staysInside(part(name) ?? ''))
      }) === true
    )
  } catch (error) {
    if (error instanceof BadZip || error instanceof BadXml || error instanceof RangeError) return false
    throw error
  }
}

async function unpacksWithin(bytes: Uint8Array, entries: readonly ZipEntry[]): Promise<boolean> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let left = MOST_UNPACKED_BYTES
  for (const entry of entries) {
    const packed = entry.bytesIn(zip)
    if (entry.isDeflated) {
      try {
        left -= (await inflate(packed, { maxOutputLength: Math.max(1, left) })).length
      } catch {
        return false
      }
    } else left -= packed.length
    if (left < 0) return false
  }
  return true
}

function staysInside(xml: string): boolean {
  let isInside = true
  readXml(xml, {
    opens({ name, attributes }) {
      if (!name.endsWith('Relationship')) return
      const goesOut =
        attributes.get('TargetMode') === 'External' || /^[a-z][a-z0-9+.-]*:/i.test(attributes.get('Target') ?? '')
      if (goesOut && !PRESSED.test(attributes.get('Type') ?? '')) isInside = false
    },
    closes() {},
    words() {},
  })
  return isInside
}
