import { LANGUAGES } from '../language.ts'
import { type Block, PARTS, type Parts } from '../text/canonical.ts'
import { differenceOf, type ParagraphDifference } from '../text/difference.ts'
import { changedStretch } from '../text/stretch.ts'

/** What differs between two texts, part by part and language by language, in the paragraphs `from`–`to` of the older one; those that are the same are left out. Source: RULES.md VE5. */
export const changesBetween = (present: Parts, amended: Parts) =>
  PARTS.flatMap((part) =>
    LANGUAGES.flatMap((language) => {
      const [before, after] = [present[part][language], amended[part][language]]
      const stretch = saysNothing(before) && saysNothing(after) ? null : changedStretch(before, after)
      if (!stretch) return []
      const { from, to, newTo } = stretch
      const { paragraphs, counts } = differenceOf(before.slice(from, to), after.slice(from, newTo), language)
      const words = counts.added + counts.deleted
      return [{ part, language, from, to, words, paragraphs: paragraphs.filter(isChanged) }]
    }),
  )

/** A part in which nothing is written has an empty paragraph, or none. */
const saysNothing = (blocks: readonly Block[]): boolean => blocks.every(({ content }) => content.length === 0)

const isChanged = ({ kind, wasLevel, segments }: ParagraphDifference): boolean =>
  kind !== 'same' || wasLevel !== undefined || segments.some((segment) => segment.kind !== 'same')
