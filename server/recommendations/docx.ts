import { type ReadList, readList } from '../../shared/recommendations/lists.ts'
import { readNumbering, readWord } from '../../shared/recommendations/word.ts'
import { BadXml } from '../../shared/recommendations/xml.ts'
import { BadZip, openZip } from './unzip.ts'

const MAIN = /application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.(?:document|template)\.main\+xml/

/** The numbered texts of a Word file; null for a file that is none, is damaged, or is made to do harm. Source: RULES.md RE22. */
export function readDocx(bytes: Uint8Array): ReadList | null {
  try {
    const part = openZip(bytes)
    const textOf = (name: string) => {
      const found = part(name)
      return found === null ? null : decoded(found)
    }
    const main = mainPart(textOf('[Content_Types].xml'))
    const body = textOf(main)
    if (body === null) return null
    const beside = (name: string) => textOf(main.replace(/[^/]*$/, name))
    return readList(readWord(body), readNumbering(beside('numbering.xml'), beside('styles.xml')))
  } catch (error) {
    if (error instanceof BadZip || error instanceof BadXml || error instanceof RangeError || error instanceof TypeError)
      return null
    throw error
  }
}

/** Some programs call the body otherwise than `word/document.xml`. */
function mainPart(types: string | null): string {
  for (const [tag] of types?.matchAll(/<Override\b[^>]*>/g) ?? []) {
    const name = /PartName\s*=\s*["']\/?([^"']+)["']/.exec(tag)?.[1]
    if (name && MAIN.test(tag)) return name
  }
  return 'word/document.xml'
}

/** XML in the encoding it says it has; UTF-8 when it says none. Throws for bytes that are not in it. */
function decoded(bytes: Uint8Array): string {
  const utf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe && 'utf-16le') || (bytes[0] === 0xfe && bytes[1] === 0xff && 'utf-16be')
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const said = /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_.-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  return new TextDecoder(utf16 || said, { fatal: true }).decode(bytes)
}
