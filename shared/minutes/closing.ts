import { canonicalJson } from '../canonical-json.ts'
import { type Hash, sha256Hex } from '../hash.ts'
import type { AgendaPointId, SessionId } from '../ids.ts'
import { eachLanguage, type Language } from '../language.ts'
import type { Entry, Wording } from './model.ts'
import { noteOf, type ShownEntry, type ShownPiece, shownIn } from './wording.ts'

/** A paragraph or heading as it is read; a note is the secretariat's own below an entry. */
export type MinutedEntry = {
  readonly id: string
  readonly kind: Entry['kind'] | 'note'
  readonly point: AgendaPointId | null
  readonly said: Readonly<Record<Language, readonly ShownPiece[]>>
}

/** How each wording is found. */
export type Worded = (entry: string, language: Language) => Wording | null

/** An entry in every language, with what was corrected since it was worded. */
export const shownOf = (entry: Entry, worded: Worded): Record<Language, ShownEntry> =>
  eachLanguage((language) => shownIn(entry, language, worded(entry.id, language)))

/** The minutes as they are read: entries in the secretariat's words, each followed by what was added to it. Source: RULES.md MI1, MI4. */
export const minutedOf = (entries: readonly Entry[], worded: Worded): readonly MinutedEntry[] =>
  entries.flatMap((entry): MinutedEntry[] => {
    const { id, kind, point } = entry
    const shown = shownOf(entry, worded)
    const note = eachLanguage((language) => notePieces(worded(noteOf(id), language)))
    const isNoted = Object.values(note).some((pieces) => pieces.length > 0)
    return [
      { id, kind, point, said: eachLanguage((language) => shown[language].pieces) },
      ...(isNoted ? [{ id: noteOf(id), kind: 'note' as const, point, said: note }] : []),
    ]
  })

const notePieces = (wording: Wording | null): ShownPiece[] =>
  (wording?.pieces ?? []).flatMap((piece) => ('words' in piece ? [{ words: piece.words, fact: null }] : []))

/** What is fixed when minutes are closed: canonical JSON of every entry in every language, form 1. Source: RULES.md MI6. */
export const closedContent = (session: SessionId, entries: readonly MinutedEntry[]): string =>
  canonicalJson({ form: 1, session, entries })

export const closedHash = (content: string): Hash => sha256Hex(content)

const wordsOf = ({ said }: MinutedEntry): string => canonicalJson(said)

/** The entries that the record would say otherwise now, or that it has now and had not, or the other way round. Source: RULES.md MI8. */
export function differing(closed: readonly MinutedEntry[], now: readonly MinutedEntry[]): readonly string[] {
  const before = new Map(closed.map((one) => [one.id, wordsOf(one)]))
  const after = new Map(now.map((one) => [one.id, wordsOf(one)]))
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id))
}
