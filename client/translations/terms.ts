import type { Language } from '../../shared/language.ts'
import { PARTS, type Part, plainText } from '../../shared/text/canonical.ts'
import { type Occurrence, termsBetween } from '../../shared/translations/terms.ts'
import type { Translations } from './data.ts'
import type { Standings } from './standing.ts'

type Found = {
  readonly term: Translations['glossary'][number]
  /** The translation says it less often than the source. */
  readonly isMissing: boolean
  /** Where the source says it, in the letters of each part's plain words. */
  readonly at: readonly (Occurrence & { readonly part: Part })[]
}

/** The terms that the source says, held against all the words of a translation: a part may say in a title what another says in its text. */
export function termsIn(glossary: Translations['glossary'], standings: Standings, other: Language): Found[] {
  const own = standings.of(other)?.wording
  if (!own || other === standings.source) return []
  const texts = PARTS.map((part) => ({ part, text: plainText(standings.words[part]) }))
  const all = texts.map(({ text }) => text).join('\n')
  const found = termsBetween(
    glossary,
    { text: all, language: standings.source },
    { text: PARTS.map((part) => plainText(own[part])).join('\n'), language: other },
  )
  const starts = texts.map((_, index) => texts.slice(0, index).reduce((sum, { text }) => sum + text.length + 1, 0))
  return found.map(({ term, at, own }) => ({
    term,
    isMissing: own < at.length,
    at: at.flatMap(({ from, to }) => {
      const index = starts.findLastIndex((start) => start <= from)
      const [start = 0, part] = [starts[index], texts[index]?.part]
      return part ? [{ part, from: from - start, to: to - start }] : []
    }),
  }))
}

/** Where the source says terms that the translation does not, part by part, for the page to underline. Source: RULES.md LA14. */
export function missingTerms(
  glossary: Translations['glossary'],
  standings: Standings,
  other: Language,
): ReadonlyMap<Part, readonly Occurrence[]> {
  const places = termsIn(glossary, standings, other)
    .filter(({ isMissing }) => isMissing)
    .flatMap(({ at }) => at)
  return Map.groupBy(places, ({ part }) => part)
}
