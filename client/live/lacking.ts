import * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { PARTS, type Part } from '../../shared/text/canonical.ts'
import { fragmentOf } from '../../shared/text/ydoc.ts'

/** Words that stand on this device and not in the council's text, or the other way round, with their place. */
export type Lacking = {
  readonly part: Part
  readonly language: Language
  readonly kind: 'added' | 'deleted'
  readonly before: string
  readonly words: string
  readonly after: string
}

/** Enough neighbouring words to find the place again. */
const CONTEXT_CHARACTERS = 60

type Piece = { readonly text: string; readonly lacking: boolean }
type Knows = (client: number, clock: number) => boolean
/** What a letter that the server knows says. */
type Said = (client: number, clock: number, own: string) => string

/**
 * What the server's text lacks of the device's, exactly, by the ids of the words and not by comparing strings:
 * words whose id the server does not know were never let in; words that only the device deleted are still there.
 */
export function lackingWords(device: Y.Doc, server: Y.Doc): Lacking[] {
  const known = Y.decodeStateVector(Y.encodeStateVector(server))
  const deletedHere = Y.createDeleteSetFromStructStore(device.store)
  const isLetIn: Knows = (client, clock) => clock < (known.get(client) ?? 0)
  const isKept: Knows = (client, clock) => !Y.isDeleted(deletedHere, Y.createID(client, clock))
  return PARTS.flatMap((part) =>
    LANGUAGES.flatMap((language) => [
      ...fragmentPieces(device, part, language, isLetIn, saidBy(server))
        .filter((pieces) => !standsThere(pieces, server, part, language))
        .flatMap((pieces) => cut(pieces, { part, language, kind: 'added' })),
      ...fragmentPieces(server, part, language, isKept).flatMap((pieces) =>
        cut(pieces, { part, language, kind: 'deleted' }),
      ),
    ]),
  )
}

/** Letters as the server's text has them: around words that wait nothing stays on the device that was redacted since. Source: RULES.md VE55. */
const saidBy =
  ({ store }: Y.Doc): Said =>
  (client, clock) => {
    const struct = Y.getItem(store, Y.createID(client, clock))
    return struct.content instanceof Y.ContentString ? struct.content.str.charAt(clock - struct.id.clock) : ''
  }

/** A text begun from new ids (a quarantine) knows no old id: a paragraph that stands there word for word lacks nothing. */
function standsThere(pieces: readonly Piece[], server: Y.Doc, part: Part, language: Language): boolean {
  if (pieces.length === 0 || pieces.some((piece) => !piece.lacking)) return false
  const words = wordsOf(pieces)
  return fragmentPieces(server, part, language, () => true).some((paragraph) => wordsOf(paragraph) === words)
}

const wordsOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('')

/** The words of each paragraph in order, each marked by whether its id passes. */
function fragmentPieces(
  doc: Y.Doc,
  part: Part,
  language: Language,
  passes: Knows,
  said: Said = (_client, _clock, own) => own,
): Piece[][] {
  return fragmentOf(doc, part, language)
    .toArray()
    .filter((child) => child instanceof Y.XmlElement)
    .map((paragraph) =>
      paragraph
        .toArray()
        .filter((child) => child instanceof Y.XmlText)
        .flatMap((words) => textPieces(words, passes, said)),
    )
}

function textPieces(words: Y.XmlText, passes: Knows, said: Said): Piece[] {
  const pieces: { text: string; lacking: boolean }[] = []
  for (let struct = words._start; struct !== null; struct = struct.right) {
    if (struct.deleted || !(struct.content instanceof Y.ContentString)) continue
    // Clocks of a string count its UTF-16 units.
    const units = struct.content.str
    for (let at = 0; at < units.length; at++) {
      const lacking = !passes(struct.id.client, struct.id.clock + at)
      const last = pieces.at(-1)
      const own = units.charAt(at)
      const text = lacking ? own : said(struct.id.client, struct.id.clock + at, own)
      if (last && last.lacking === lacking) last.text += text
      else pieces.push({ text, lacking })
    }
  }
  return pieces
}

function cut(pieces: readonly Piece[], place: Pick<Lacking, 'part' | 'language' | 'kind'>): Lacking[] {
  const whole = wordsOf(pieces)
  let at = 0
  return pieces.flatMap((piece) => {
    const start = at
    at += piece.text.length
    if (!piece.lacking || piece.text.trim() === '') return []
    const before = whole.slice(Math.max(0, start - CONTEXT_CHARACTERS), start).toWellFormed()
    const after = whole.slice(at, at + CONTEXT_CHARACTERS).toWellFormed()
    return [{ ...place, before, words: piece.text.toWellFormed(), after }]
  })
}

/** Whether the device holds words, by their ids, that a server with this state vector does not know. */
export function holdsMore(device: Y.Doc, serverStateVector: Uint8Array): boolean {
  const known = Y.decodeStateVector(serverStateVector)
  const here = Y.decodeStateVector(Y.encodeStateVector(device))
  return [...here].some(([client, clock]) => clock > (known.get(client) ?? 0))
}
