import { LANGUAGES, type Language } from '../language.ts'
import { type Block, PARTS, type Part, type Parts } from '../text/canonical.ts'
import { changedStretch, type Stretch } from '../text/stretch.ts'
import { tokensLike, tokensOf } from '../text/tokens.ts'
import { merge, sideOf } from './merge.ts'

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

/** Paragraphs that two amendments to the same text touch, with those around: what stands there, and what each makes of it. */
export type Overlap = {
  readonly language: Language
  readonly present: readonly Block[]
  readonly one: readonly Block[]
  readonly other: readonly Block[]
}

/** Where two amendments to the same text may be in each other's way. */
export const overlapsOf = (one: Proposed, other: Proposed): Overlap[] =>
  one.stretches.flatMap(({ part, language, ...first }) => {
    const second = other.stretches.find((stretch) => stretch.part === part && stretch.language === language)
    if (!second || !mayTouch(first, second)) return []
    // Only the paragraphs around: cutting a long text into words for each pair would take seconds.
    const from = Math.max(0, Math.min(first.from, second.from) - 1)
    const to = Math.max(first.to, second.to) + 1
    const proposed = ({ parts }: Proposed, { to: end, newTo }: Stretch) =>
      parts[part][language].slice(from, to + newTo - end)
    return [
      {
        language,
        present: one.present[part][language].slice(from, to),
        one: proposed(one, first),
        other: proposed(other, second),
      },
    ]
  })

/** Whether of two amendments that overlap, the one could not be adopted any more as it stands once the other was. Source: RULES.md AM28. */
export function leavesNoRoom({ language, present, one, other }: Overlap): boolean {
  const base = tokensOf(present, language)
  const side = (blocks: readonly Block[]) =>
    sideOf(base, tokensLike({ blocks: present, tokens: base }, blocks, language), blocks)
  return merge(base, side(one), side(other)).open > 0
}

/** A cheap look before the merge: paragraphs apart from each other clash only where both sides add some, which may be the same. */
const mayTouch = (one: Stretch, other: Stretch): boolean =>
  (one.from <= other.to && other.from <= one.to) || (one.newTo > one.to && other.newTo > other.to)
