import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { wordsOf } from '../text/written.ts'
import type { Range } from './anchor.ts'
import { CONTEXT, MOST_QUOTE_LETTERS, type Passage } from './threads.ts'

/** Pieces of a fragment's words with where each begins among its plain words. */
function piecesIn(
  fragment: Y.XmlFragment,
): { readonly words: Y.XmlText; readonly from: number; readonly plain: string }[] {
  let at = 0
  return fragment.toArray().flatMap((paragraph) => {
    const pieces = (paragraph instanceof Y.XmlElement ? wordsOf(paragraph) : []).map((words) => {
      const piece = { words, from: at, plain: plainOf(words) }
      at += piece.plain.length
      return piece
    })
    at += 1
    return pieces
  })
}

const plainOf = (words: Y.XmlText): string =>
  words
    .toDelta()
    .map((run: { insert: unknown }) => (typeof run.insert === 'string' ? run.insert : ' '))
    .join('')

/** The plain words of a fragment as its letters are kept, paragraphs separated by a line feed; canonical words are composed, these are not yet. */
export const plainIn = (fragment: Y.XmlFragment): string =>
  fragment
    .toArray()
    .map((paragraph) => (paragraph instanceof Y.XmlElement ? wordsOf(paragraph).map(plainOf).join('') : ''))
    .join('\n')

/** What is quoted of plain words, and what stands around it, without gaps at its ends; null where nothing is, or too much. */
export function quoteOf(plain: string, range: Range): (Range & Pick<Passage, 'quote' | 'before' | 'after'>) | null {
  const chosen = plain.slice(range.from, range.to)
  const from = range.from + (chosen.length - chosen.trimStart().length)
  const quote = chosen.trim()
  const to = from + quote.length
  if (quote === '' || quote.length > MOST_QUOTE_LETTERS) return null
  return {
    from,
    to,
    quote,
    before: plain.slice(Math.max(0, from - CONTEXT), from),
    after: plain.slice(to, to + CONTEXT),
  }
}

/** The letters that a passage begins and ends with, wherever they will stand; null where the fragment has none there. */
export function positionsOf(fragment: Y.XmlFragment, { from, to }: Range): Pick<Passage, 'start' | 'end'> {
  const pieces = piecesIn(fragment)
  const first = pieces.find((piece) => piece.from <= from && from < piece.from + piece.plain.length)
  const last = pieces.find((piece) => piece.from < to && to <= piece.from + piece.plain.length)
  return {
    start: first ? encoded(Y.createRelativePositionFromTypeIndex(first.words, from - first.from, 0)) : null,
    end: last ? encoded(Y.createRelativePositionFromTypeIndex(last.words, to - last.from, -1)) : null,
  }
}

const encoded = (position: Y.RelativePosition): string => toBase64(Y.encodeRelativePosition(position))

/** Where the letters of a passage stand now; null where nothing tells. */
export function nearIn(fragment: Y.XmlFragment, { start, end }: Pick<Passage, 'start' | 'end'>): Range | null {
  const pieces = piecesIn(fragment)
  const placeOf = (position: string | null): number | null => {
    const relative = positionIn(fragment.doc, position)
    if (!relative || !fragment.doc) return null
    const absolute = Y.createAbsolutePositionFromRelativePosition(relative, fragment.doc)
    const piece = absolute && pieces.find(({ words }) => words === absolute.type)
    return piece ? piece.from + absolute.index : null
  }
  const from = placeOf(start)
  const to = placeOf(end)
  if (from === null && to === null) return null
  const begin = from ?? to ?? 0
  return { from: begin, to: Math.max(begin, to ?? begin) }
}

/** Whether a text knows the letters that a passage names, though they may have been deleted. */
export const knowsLetters = (doc: Y.Doc, { start, end }: Pick<Passage, 'start' | 'end'>): boolean =>
  positionIn(doc, start) !== null && positionIn(doc, end) !== null

/** A position that names a letter this text has or had; anything else is none: by name or by type it would point anywhere. */
function positionIn(doc: Y.Doc | null, position: string | null): Y.RelativePosition | null {
  if (position === null || !doc) return null
  try {
    const relative = Y.decodeRelativePosition(fromBase64(position))
    const { item } = relative
    return item && Y.getState(doc.store, item.client) > item.clock ? relative : null
  } catch {
    return null
  }
}
