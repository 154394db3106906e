import type { Language, Localised } from '../../shared/language.ts'

const COLOURS = 6

/** A person's colour for avatar and caret, the same everywhere: `var(--p-1)` … `var(--p-6)`, by hash of the account's id. */
export const personColour = (account: string): string => {
  // FNV-1a: short, spreads near ids.
  let hash = 0x811c9dc5
  for (const letter of account) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return `var(--p-${(hash % COLOURS) + 1})`
}

/** The words of a name without titles: "Prof.", "Dr", «профессор». */
const words = (name: string) => {
  const all = name.split(/\s+/).filter(Boolean)
  const own = all.filter((word) => !/^(\p{Ll}.*|\S+\.|Dr|Doctor|Prof|Professor|Mr|Ms|Mrs)$/u.test(word))
  return own.length > 0 ? own : all
}
const firstLetter = (word = '') => [...word][0]?.toUpperCase() ?? ''

/** Two letters of a name: «АС». */
export const initialsOf = (name: string): string => words(name).slice(0, 2).map(firstLetter).join('')

/** «А. Серикбаева», for rolls and narrow rows. */
export const shortName = (name: string): string => {
  const [given, ...family] = words(name)
  return family.length ? `${firstLetter(given)}. ${family.join(' ')}` : name
}

/** A council's initials where its whole name is beside or in the title: «КС», "EC". Words in brackets are left out. */
export const councilInitials = (name: string): string =>
  name
    .replace(/\(.*?\)/g, ' ')
    .split(/\s+/)
    .map(firstLetter)
    .join('')

/** Sorts by a localised name in the reader's language. */
export const byName =
  <T>(language: Language, nameOf: (value: T) => Localised) =>
  (a: T, b: T): number =>
    nameOf(a)[language].localeCompare(nameOf(b)[language], language)
