import * as Y from 'yjs'
import type { Language } from '../language.ts'
import { levelOf, marksOf } from './canonical.ts'
import { type Format, formatOf, PLAIN, type Token, tokensOfParagraphs, type UncutParagraph } from './tokens.ts'

/**
 * The words of a fragment, each character with the Yjs client id that wrote it; the same words as its canonical blocks have.
 * Throws TypeError where it does not fit the schema. Source: RULES.md AM12.
 */
export const readTokens = (fragment: Y.XmlFragment, language: Language): Token[] =>
  tokensOfParagraphs(fragment.toArray().map(paragraphOf), language)

function paragraphOf(child: unknown): UncutParagraph {
  if (!(child instanceof Y.XmlElement) || child.nodeName !== 'paragraph') throw new TypeError('not a paragraph')
  return {
    format: formatAt(levelOf(child.getAttribute('level'))),
    by: child._item?.id.client ?? 0,
    runs: child.toArray().flatMap(runsOf),
  }
}

const formatAt = ({ level }: Pick<Format, 'level'>): Format => (level === undefined ? PLAIN : { level })

/** Runs as Yjs keeps them: its own reading (`toDelta`) joins what different people wrote. */
function runsOf(child: unknown): UncutParagraph['runs'] {
  if (!(child instanceof Y.XmlText)) throw new TypeError('not a run of words')
  const runs: UncutParagraph['runs'][number][] = []
  const marks: Record<string, unknown> = {}
  let format = PLAIN
  for (let item = child._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentFormat) {
      marks[content.key] = content.value
      format = formatOf(marksOf(marks))
    } else if (content instanceof Y.ContentString) runs.push({ text: content.str, format, by: item.id.client })
    else throw new TypeError('not words')
  }
  return runs
}
