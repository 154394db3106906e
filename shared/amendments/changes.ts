import { LANGUAGES } from '../language.ts'
import { PARTS, type Parts } from '../text/canonical.ts'
import { differenceOf, type ParagraphDifference, sameBlocks } from '../text/difference.ts'

/** What differs between two texts, part by part and language by language; paragraphs that are the same are left out. Source: RULES.md VE5. */
export const changesBetween = (present: Parts, amended: Parts) =>
  PARTS.flatMap((part) =>
    LANGUAGES.filter((language) => !sameBlocks(present[part][language], amended[part][language])).map((language) => {
      const { paragraphs, counts } = differenceOf(present[part][language], amended[part][language], language)
      return { part, language, words: counts.added + counts.deleted, paragraphs: paragraphs.filter(isChanged) }
    }),
  )

const isChanged = ({ kind, wasLevel, segments }: ParagraphDifference): boolean =>
  kind !== 'same' || wasLevel !== undefined || segments.some((segment) => segment.kind !== 'same')
