import { allow, type Decision, refuse } from '../decision.ts'
import type { Language } from '../language.ts'
import type { Entry, Piece, Wording } from './model.ts'

/** Signs that are typed into one entry in one language. */
export const LONGEST_WORDING = 4_000

/** A piece as it is read: words, and whose fact they are. */
export type ShownPiece = { readonly words: string; readonly fact: string | null }

export type ShownEntry = {
  readonly pieces: readonly ShownPiece[]
  /** `stale`: facts in it were corrected since it was worded. `unfit`: its words lack a fact that there is now, and are not shown. */
  readonly state: 'recorded' | 'worded' | 'stale' | 'unfit'
  /** What the corrected facts said when it was worded. */
  readonly was: readonly { readonly fact: string; readonly words: string }[]
}

/** The facts that an entry's own sentence says in a language: no wording leaves one out. */
export const factsIn = (pieces: readonly Piece[]): ReadonlySet<string> =>
  new Set(pieces.flatMap((piece) => ('fact' in piece ? [piece.fact] : [])))

/** What a wording may not do to the facts of its entry; null: it leaves them as they are. */
function faultIn(entry: Entry, language: Language, pieces: readonly Piece[]): 'malformed' | 'fact-missing' | null {
  const used = factsIn(pieces)
  if ([...used].some((fact) => !Object.hasOwn(entry.facts, fact))) return 'malformed'
  return [...factsIn(entry.sentence[language])].every((fact) => used.has(fact)) ? null : 'fact-missing'
}

/**
 * Whether words may stand in the place of an entry's own: every fact of its sentence stays, and what is typed holds no figure, so that a
 * number in the minutes always is the record's. Refuses: malformed, fact-missing, figure-typed, too-large. Source: RULES.md MI2.
 */
export function checkWording(entry: Entry, language: Language, pieces: readonly Piece[]): Decision {
  const typed = pieces.map((piece) => ('words' in piece ? piece.words : '')).join('')
  if (typed.length > LONGEST_WORDING) return refuse('too-large', 'MI2')
  const fault = faultIn(entry, language, pieces)
  if (fault) return refuse(fault, 'MI2')
  return /\p{N}/u.test(typed) ? refuse('figure-typed', 'MI2') : allow()
}

/** The facts that pieces say, as they are now in a language. */
export const basisOf = (entry: Entry, language: Language, pieces: readonly Piece[]): Record<string, string> =>
  Object.fromEntries([...factsIn(pieces)].map((fact) => [fact, entry.facts[fact]?.[language] ?? '']))

/** An entry as it is read in a language: in the secretariat's words where there are any that fit its facts. Source: RULES.md MI1–MI3. */
export function shownIn(entry: Entry, language: Language, wording: Wording | null): ShownEntry {
  const said = wording?.pieces ?? null
  const fits = said !== null && faultIn(entry, language, said) === null
  const pieces = fits ? said : entry.sentence[language]
  const now = basisOf(entry, language, pieces)
  const was = wording && said ? changedIn(wording.basis, now) : []
  const state = said === null ? 'recorded' : fits ? (was.length > 0 ? 'stale' : 'worded') : 'unfit'
  return {
    pieces: pieces.map((piece) =>
      'words' in piece
        ? { words: piece.words, fact: null }
        : { words: entry.facts[piece.fact]?.[language] ?? '', fact: piece.fact },
    ),
    state,
    was,
  }
}

const changedIn = (basis: Wording['basis'], now: Wording['basis']): ShownEntry['was'] =>
  Object.entries(basis)
    .filter(([fact, words]) => now[fact] !== words)
    .map(([fact, words]) => ({ fact, words }))

/** What the secretariat adds below an entry in its own words is a wording of an entry without facts. */
export const noteOf = (entry: string): string => `${entry}+`
export const isNote = (entry: string): boolean => entry.endsWith('+')
