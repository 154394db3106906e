import { LANGUAGES } from '../language.ts'
import { PARTS, type Parts } from '../text/canonical.ts'
import { sameBlocks } from '../text/difference.ts'
import { tokensOf } from '../text/tokens.ts'
import { merge, sideOf } from './merge.ts'
import type { Side } from './plan-model.ts'
import type { BaseText } from './text-plan.ts'

/** What amendments make of one text, to be held against each other: the parts that each changes, with its edits. */
export type Proposed = { readonly parts: Parts; readonly sides: ReadonlyMap<string, Side> }

export function proposedBy(present: BaseText, parts: Parts): Proposed {
  const sides = new Map<string, Side>()
  for (const part of PARTS)
    for (const language of LANGUAGES)
      if (!sameBlocks(present.parts[part][language], parts[part][language]))
        sides.set(
          `${part} ${language}`,
          sideOf(present.tokens[part][language], tokensOf(parts[part][language], language)),
        )
  return { parts, sides }
}

/** Whether an amendment could not be adopted any more as it stands once another was. Source: RULES.md AM28. */
export const leavesNoRoom = (present: BaseText, one: Proposed, other: Proposed): boolean =>
  PARTS.some((part) =>
    LANGUAGES.some((language) => {
      const [first, second] = [one.sides.get(`${part} ${language}`), other.sides.get(`${part} ${language}`)]
      return (
        first !== undefined &&
        second !== undefined &&
        mayTouch(first, second) &&
        merge(present.tokens[part][language], first, second).open > 0
      )
    }),
  )

/** Words between two edits beyond which they never clash. */
const FAR = 12

/** A cheap look before the merge: edits far from each other clash only where one side moves or adds whole passages. */
function mayTouch(one: Side, other: Side): boolean {
  if (addsPassages(one) && addsPassages(other)) return true
  return one.edits.some((edit) => other.edits.some(({ from, to }) => from <= edit.to + FAR && edit.from <= to + FAR))
}

/** Fewer new words in a row are no passage that could stand elsewhere, too. */
const LEAST_PASSAGE = 6
const addsPassages = ({ edits }: Side): boolean => edits.some(({ newFrom, newTo }) => newTo - newFrom >= LEAST_PASSAGE)
