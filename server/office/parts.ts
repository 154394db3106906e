import { BadXml } from '../../shared/text/xml.ts'
import { BadZip, openZip } from './zip.ts'

/** A part of an office file as text; null for one that is not there. */
export type PartOf = (name: string) => string | null

/** Reads an office file; null for one that is none, is damaged, or is made to do harm. */
export function readOffice<Read>(bytes: Uint8Array, read: (part: PartOf) => Read): Read | null {
  try {
    const part = openZip(bytes)
    return read((name) => {
      const found = part(name)
      return found && decoded(found)
    })
  } catch (error) {
    if (error instanceof BadZip || error instanceof BadXml || error instanceof RangeError || error instanceof TypeError)
      return null
    throw error
  }
}

/** XML in the encoding it says it has; UTF-8 when it says none. Throws for bytes that are not in it. */
function decoded(bytes: Uint8Array): string {
  const utf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe && 'utf-16le') || (bytes[0] === 0xfe && bytes[1] === 0xff && 'utf-16be')
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const said = /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_.-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  return new TextDecoder(utf16 || said, { fatal: true }).decode(bytes)
}
