import * as Y from 'yjs'
import { ParagraphWriter, type Wanted, type WritingIds, writerOf, writingAs } from './paragraph-writer.ts'
import { isBorder, levelAt, NOBODY, type Token } from './tokens.ts'

/**
 * Makes a fragment say the wanted tokens with the fewest new items: characters that stay in their paragraph keep their items, so that
 * carets, comments and authors stay with them. To be called in a transaction, on a clone: what throws in one is not taken back.
 * Source: RULES.md AM12, AM14.
 */
export function writeTokens(
  fragment: Y.XmlFragment,
  present: readonly Token[],
  wanted: readonly Wanted[],
  ids: WritingIds,
): void {
  const { doc } = fragment
  if (!doc) throw new TypeError('a fragment of no text')
  doc.clientID = ids.own
  const stored = fragment.toArray()
  let at = 0
  let passed = 0
  for (const { border, words } of paragraphsOf(wanted)) {
    const host = border.source === null ? null : (present[border.source]?.paragraph ?? null)
    if (host !== null && host > passed) fragment.delete(at, host - passed)
    if (host !== null) passed = host + 1
    const paragraph = host === null ? newParagraph(doc, fragment, at, border, ids) : stored[host]
    if (!(paragraph instanceof Y.XmlElement)) throw new TypeError('not a paragraph')
    setLevel(paragraph, levelAt(border))
    new ParagraphWriter(doc, paragraph, ids).write(words, host === null ? [] : present, host)
    at += 1
  }
  fragment.delete(at, fragment.length - at)
}

type WantedParagraph = { readonly border: Wanted; readonly words: Wanted[] }

function paragraphsOf(wanted: readonly Wanted[]): WantedParagraph[] {
  const paragraphs: WantedParagraph[] = []
  for (const token of wanted) {
    if (isBorder(token)) paragraphs.push({ border: token, words: [] })
    else paragraphs.at(-1)?.words.push(token)
  }
  return paragraphs
}

function newParagraph(doc: Y.Doc, fragment: Y.XmlFragment, at: number, border: Wanted, ids: WritingIds): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph')
  const by = border.spans[0]?.by ?? NOBODY
  writingAs(doc, ids.idOf(writerOf(border, by)), () => fragment.insert(at, [paragraph]))
  return paragraph
}

function setLevel(paragraph: Y.XmlElement, level: number): void {
  const now: unknown = paragraph.getAttribute('level')
  if ((now ?? 0) === level) return
  // Yjs types attributes as strings; ProseMirror stores the level as the number it is.
  if (level === 0) paragraph.removeAttribute('level')
  else paragraph.setAttribute('level', level as unknown as string)
}
