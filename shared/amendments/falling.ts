import { LANGUAGES, type Language } from '../language.ts'
import { PARTS, type Part, type Parts } from '../text/canonical.ts'
import { changedStretch, type Stretch } from '../text/stretch.ts'
import { tokensOf } from '../text/tokens.ts'
import { merge, sideOf } from './merge.ts'
import type { Side } from './plan-model.ts'

/** What an amendment makes of a text: the paragraphs that it changes, part by part and language by language. */
export type Proposed = {
  readonly present: Parts
  readonly parts: Parts
  readonly stretches: readonly (Stretch & { readonly part: Part; readonly language: Language })[]
}

export const proposedBy = (present: Parts, parts: Parts): Proposed => ({
  present,
  parts,
  stretches: PARTS.flatMap((part) =>
    LANGUAGES.flatMap((language) => {
      const stretch = changedStretch(present[part][language], parts[part][language])
      return stretch ? [{ part, language, ...stretch }] : []
    }),
  ),
})

/** Whether of two amendments to the same text the one could not be adopted any more as it stands once the other was. Source: RULES.md AM28. */
export const leavesNoRoom = (one: Proposed, other: Proposed): boolean =>
  one.stretches.some(({ part, language, ...first }) => {
    const second = other.stretches.find((stretch) => stretch.part === part && stretch.language === language)
    if (!second || !mayTouch(first, second)) return false
    // Only the paragraphs around: segmenting a long text for each pair would take seconds.
    const from = Math.max(0, Math.min(first.from, second.from) - 1)
    const to = Math.max(first.to, second.to) + 1
    const base = tokensOf(one.present[part][language].slice(from, to), language)
    const side = ({ parts }: Proposed, { to: end, newTo }: Stretch): Side =>
      sideOf(base, tokensOf(parts[part][language].slice(from, to + newTo - end), language))
    return merge(base, side(one, first), side(other, second)).open > 0
  })

/** A cheap look before the merge: paragraphs apart from each other clash only where both sides add some, which may be the same. */
const mayTouch = (one: Stretch, other: Stretch): boolean =>
  (one.from <= other.to && other.from <= one.to) || (one.newTo > one.to && other.newTo > other.to)
