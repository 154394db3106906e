import type { LanguageState } from '../councils/model.ts'
import type { Hash } from '../hash.ts'
import { eachLanguage, type Language } from '../language.ts'
import type { Parts } from '../text/canonical.ts'
import type { Saying } from './model.ts'
import { isEmpty, wordingHash, wordingOf } from './wording.ts'

/** A translation as it stands: what the source says, what it says itself, and what was said of it, oldest first. */
export type Standing = {
  readonly sayings: readonly Saying[]
  readonly source: Hash
  readonly own: Hash
  readonly empty: boolean
}

/**
 * The state of a translation, read off the words that stand there and what was said of which words: nothing is noted while somebody
 * types. What was checked stays so for exactly these words of both. Source: RULES.md LA2, LA3, LA4.
 */
export function stateOf(standing: Standing): Exclude<LanguageState, 'source'> {
  if (standing.empty) return 'missing'
  const said = confirmed(standing)
  if (said) return said.kind
  const basis = basisOf(standing.sayings)
  return basis === null || isFollowed(standing) ? 'draft' : 'stale'
}

type Confirmed = Saying & { readonly kind: 'checked' | 'certified' }
const isConfirmed = (saying: Saying): saying is Confirmed => saying.kind === 'checked' || saying.kind === 'certified'

/** Who confirmed exactly what stands there, the certifying before the checking; null where nobody did. */
export function confirmed({ sayings, source, own }: Pick<Standing, 'sayings' | 'source' | 'own'>): Confirmed | null {
  const holding = sayings
    .map((saying, at) => ({ saying, sources: sourcesOf(sayings, at) }))
    .filter(({ saying, sources }) => saying.own === own && sources.has(source))
    .map(({ saying }) => saying)
    .filter(isConfirmed)
  return holding.findLast(({ kind }) => kind === 'certified') ?? holding.at(-1) ?? null
}

/** What the source may say for a saying to hold: what it said then, and what it was changed to by edits that do not concern the translation. */
function sourcesOf(sayings: readonly Saying[], at: number): ReadonlySet<Hash> {
  const sources = new Set<Hash>()
  for (const [index, { kind, source }] of sayings.entries()) {
    if (index < at) continue
    if (index > at && kind !== 'editorial') break
    sources.add(source)
  }
  return sources
}

/** Whether the translation follows the source as it stands: the newest word of it was on these words, or an older one on just this pair. */
function isFollowed({ sayings, source, own }: Standing): boolean {
  const newest = sayings.findLastIndex(({ kind }) => kind !== 'editorial')
  return (
    sourcesOf(sayings, newest).has(source) || sayings.some((saying) => saying.source === source && saying.own === own)
  )
}

/** The newest saying: the words of the source that its difference is shown from; null where nothing was said yet. */
export const basisOf = <Said extends Saying>(sayings: readonly Said[]): Said | null => sayings.at(-1) ?? null

/** The states of all languages of a text. `sayings`: of each translation, oldest first. */
export function statesOf(
  parts: Parts,
  source: Language,
  sayings: Readonly<Record<Language, readonly Saying[]>>,
): Record<Language, LanguageState> {
  const hash = wordingHash(wordingOf(parts, source))
  return eachLanguage((language) => {
    if (language === source) return 'source'
    const own = wordingOf(parts, language)
    return stateOf({ sayings: sayings[language], source: hash, own: wordingHash(own), empty: isEmpty(own) })
  })
}
