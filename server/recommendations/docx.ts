import { type ReadList, readList } from '../../shared/recommendations/lists.ts'
import { readNumbering, readWord } from '../../shared/recommendations/word.ts'
import { readOffice } from '../office/parts.ts'

const MAIN = /application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.(?:document|template)\.main\+xml/

/** The numbered texts of a Word file; null for a file that is none, is damaged, or is made to do harm. Source: RULES.md RE22. */
export const readDocx = (bytes: Uint8Array): ReadList | null =>
  readOffice(bytes, (part) => {
    const main = mainPart(part('[Content_Types].xml'))
    const body = part(main)
    if (body === null) return null
    const beside = (name: string) => part(main.replace(/[^/]*$/, name))
    return readList(readWord(body), readNumbering(beside('numbering.xml'), beside('styles.xml')))
  })

/** Some programs call the body otherwise than `word/document.xml`. */
function mainPart(types: string | null): string {
  for (const [tag] of types?.matchAll(/<Override\b[^<>]*>/g) ?? []) {
    const name = /PartName\s*=\s*["']\/?([^"']+)["']/.exec(tag)?.[1]
    if (name && MAIN.test(tag)) return name
  }
  return 'word/document.xml'
}
