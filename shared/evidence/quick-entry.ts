import { INSTRUMENTS, type Instrument } from './instruments.ts'
import type { Standard } from './model.ts'

/** What a short word for a standard was understood as. */
export type Entry =
  | { readonly kind: 'known'; readonly standards: readonly Standard[] }
  /** The instrument is known, this place of it is not on the list yet. */
  | { readonly kind: 'new'; readonly instrument: string; readonly ref: string }
  | { readonly kind: 'unknown' }

const UNKNOWN: Entry = { kind: 'unknown' }
const LONGEST = 60

const tidy = (words: string): string => words.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()

/** Between an instrument and its place people write what the place is called, in any language: "nmr r. 27", «КПП ст. 12», «ПНМ 27-қағида». */
const CALLED =
  /^(?:rules?|r|articles?|arts?|paras?|section|правил[оа]?|прав|стать[яи]|ст|пункт|п|қағида|бап|тармақ|№)(?!\p{L})\.?\s*/u
const PLACE =
  /^(?<first>\d{1,4}(?:\(\w{1,3}\)|[a-z])*)(?:\s*[-–]\s*(?<last>\d{1,4}))?(?:[-‑]?(?:қағида|бап|тармақ)\p{L}*)?$/u

/**
 * Reads one standard as it is typed in a hurry: a code or a name of an instrument, and a place of it: "nmr 27", "NMR27", «кпп ст. 12»,
 * "opcat 18(3)". A place inside a range that the list has is that range. Source: RULES.md EV7.
 */
export function readEntry(words: string, list: readonly Standard[]): Entry {
  const said = tidy(words).slice(0, LONGEST)
  const instrument = longestOf(said)
  if (!instrument) return UNKNOWN
  const { known, rest } = instrument
  const place = rest.replace(CALLED, '')
  const own = list.filter((standard) => standard.instrument === known.name)
  if (place === '') return own.length > 0 ? { kind: 'known', standards: own } : UNKNOWN
  const parts = PLACE.exec(place)?.groups
  if (!parts?.first) return UNKNOWN
  const wanted = parts.last ? `${parts.first}-${parts.last}` : parts.first
  const standards = bestOf(own, wanted)
  return standards.length > 0
    ? { kind: 'known', standards }
    : { kind: 'new', instrument: known.name, ref: `${plural(known.place, wanted)} ${wanted}` }
}

/** Several, as they stand in a cell or are pasted: "nmr 27; cat 12". */
export const entriesIn = (words: string): string[] =>
  words
    .split(/[;\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** The instrument that the words begin with, by its longest name: "crpd 14" is not "crp". */
function longestOf(said: string): { known: Instrument; rest: string } | null {
  const found = INSTRUMENTS.flatMap((known) =>
    [known.code, tidy(known.name), ...known.also].flatMap((name) => {
      const rest = said.slice(name.length)
      return said.startsWith(name) && !/^\p{L}/u.test(rest)
        ? [{ known, name, rest: rest.replace(/^[\s.,:]+/u, '') }]
        : []
    }),
  )
  return found.toSorted((one, other) => other.name.length - one.name.length)[0] ?? null
}

/** The same place; else the ranges that hold it; else the places within it: "opcat 18" is art. 18(3) where that alone is on the list. */
function bestOf(own: readonly Standard[], wanted: string): Standard[] {
  const same = own.filter(({ ref }) => placesOf(ref).some((place) => place === wanted))
  if (same.length > 0) return same
  const number = /^\d+$/.test(wanted) ? Number(wanted) : null
  if (number === null) return []
  const within = own.filter(({ ref }) =>
    placesOf(ref).some((place) => {
      const range = /^(\d+)-(\d+)$/.exec(place)
      return range !== null && Number(range[1]) <= number && number <= Number(range[2])
    }),
  )
  if (within.length > 0) return within
  return own.filter(({ ref }) => placesOf(ref).some((place) => place.replace(/\D.*$/, '') === wanted))
}

/** "rules 47-48" is 47-48, "art. 18(3)" is 18(3); words alone have no places. */
const placesOf = (ref: string): string[] =>
  Array.from(tidy(ref).matchAll(/\d{1,4}(?:\(\w{1,3}\)|[a-z]\b)*(?:\s*[-–]\s*\d{1,4})?/gu), ([place]) =>
    place.replace(/\s*[-–]\s*/u, '-'),
  )

const plural = (place: Instrument['place'], wanted: string): string =>
  place === 'rule' && wanted.includes('-') ? 'rules' : place
