import type { RecommendationId } from '../ids.ts'
import type { VersionContent } from './model.ts'

/** A text as it stands in a revision, or now. `number`: the one it had then. */
export type TextOfSet = Pick<VersionContent, 'kind' | 'fields' | 'parts'> & {
  readonly recommendation: RecommendationId
  readonly number: number | null
}

/** A text of two sets: in one of them, or in both. `place`: where it stands in each, from 1. */
export type Matched<Text extends TextOfSet> =
  | { readonly kind: 'added'; readonly is: Text; readonly place: number }
  | { readonly kind: 'removed'; readonly was: Text; readonly wasPlace: number }
  | {
      readonly kind: 'both'
      readonly was: Text
      readonly is: Text
      readonly wasPlace: number
      readonly place: number
      /** It was taken out of its order and put elsewhere; those that only made room for others were not. */
      readonly isMoved: boolean
    }

/**
 * The texts of two sets matched by id, in the order of the newer one; what is no longer there stands where it stood, behind the text that it
 * followed. Source: RULES.md VE17.
 */
export function matchTexts<Text extends TextOfSet>(before: readonly Text[], after: readonly Text[]): Matched<Text>[] {
  const places = new Map(after.map(({ recommendation }, index) => [recommendation, index]))
  const stayed = longestRun(before.flatMap(({ recommendation }) => places.get(recommendation) ?? []))
  const was = new Map(before.map((text, index) => [text.recommendation, { text, place: index + 1 }]))
  const matched = after.map((is, index): Matched<Text> => {
    const old = was.get(is.recommendation)
    const place = index + 1
    if (!old) return { kind: 'added', is, place }
    return { kind: 'both', was: old.text, is, wasPlace: old.place, place, isMoved: !stayed.has(index) }
  })
  before.forEach((text, index) => {
    if (places.has(text.recommendation)) return
    const removed: Matched<Text> = { kind: 'removed', was: text, wasPlace: index + 1 }
    const leader = before[index - 1]?.recommendation
    matched.splice(matched.findIndex((one) => idOf(one) === leader) + 1, 0, removed)
  })
  return matched
}

/** Of which text a match is. */
export const idOf = <Text extends TextOfSet>(one: Matched<Text>): RecommendationId =>
  one.kind === 'removed' ? one.was.recommendation : one.is.recommendation

/** Whether a text has another number than it had. */
export const isRenumbered = <Text extends TextOfSet>(one: Matched<Text>): boolean =>
  one.kind === 'both' && one.was.number !== one.is.number

/** The longest run of numbers that only rise, as a set: those that were not taken out of their order. */
function longestRun(numbers: readonly number[]): ReadonlySet<number> {
  const runs: (readonly number[])[] = []
  for (const number of numbers) {
    const before = runs.filter((run) => (run.at(-1) ?? -1) < number)
    const longest = before.reduce<readonly number[]>((most, run) => (run.length > most.length ? run : most), [])
    runs.push([...longest, number])
  }
  return new Set(runs.reduce((most, run) => (run.length > most.length ? run : most), []))
}
