import type { Language } from '../language.ts'
import { PARTS, type Part } from '../text/canonical.ts'
import { differenceOf, type ParagraphDifference, sameBlocks } from '../text/difference.ts'
import type { Wording } from './model.ts'

/** A paragraph of a source that was changed since a translation; `at`: which of the present ones it is, null where it is gone. */
export type SourceChange = { readonly part: Part; readonly at: number | null; readonly paragraph: ParagraphDifference }

/** What was changed in a source, paragraph by paragraph; those that are the same are left out. Source: RULES.md LA3. */
export const sourceChanges = (before: Wording, now: Wording, language: Language): SourceChange[] =>
  PARTS.flatMap((part) => {
    if (sameBlocks(before[part], now[part])) return []
    let next = 0
    return differenceOf(before[part], now[part], language).paragraphs.flatMap((paragraph): SourceChange[] => {
      const isGone = paragraph.kind === 'deleted' || paragraph.kind === 'moved-from'
      const at = isGone ? null : next
      if (!isGone) next += 1
      return isChanged(paragraph) ? [{ part, at, paragraph }] : []
    })
  })

const isChanged = ({ kind, wasLevel, segments }: ParagraphDifference): boolean =>
  kind !== 'same' || wasLevel !== undefined || segments.some((segment) => segment.kind !== 'same')
