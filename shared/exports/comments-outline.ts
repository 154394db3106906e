import { findPassage, fold } from '../comments/anchor.ts'
import type { Language } from '../language.ts'
import { say } from '../messages/translate.ts'
import { type Block, type Part, plainText } from '../text/canonical.ts'
import type { OutlineComment, OutlinePart, ThreadFacts } from './model.ts'
import { printable } from './words.ts'

/**
 * The discussion of a text, thread by thread: on its words where they stand in this language, else on the text as a whole with the words
 * that it was about. Source: RULES.md EX14, CM6.
 */
export function commentsOutline(
  threads: readonly ThreadFacts[],
  parts: readonly OutlinePart[],
  language: Language,
): readonly OutlineComment[] {
  return threads.map(({ id, passage, resolved, remarks }) => {
    const blocks = passage?.language === language ? blocksOf(parts, passage.part) : null
    const place = passage && blocks && findPassage(fold(plainText(blocks)), passage, null)
    const isHere = place !== null && place.state === 'here'
    return {
      id,
      on: passage && isHere && passage.part !== 'title' ? { part: passage.part, from: place.from, to: place.to } : null,
      // Where the words stand is shown by the mark on them.
      about: passage && !isHere ? aboutOf(passage, language) : null,
      isResolved: resolved,
      remarks: remarks.map(({ author, at, words }) => ({
        author: printable(author[language]),
        at,
        words: printable(words[language]),
      })),
    }
  })
}

const blocksOf = (parts: readonly OutlinePart[], part: Part): readonly Block[] | null =>
  parts.find((one) => one.part === part)?.blocks ?? null

const aboutOf = ({ part, language: of, quote }: NonNullable<ThreadFacts['passage']>, language: Language): string => {
  const where = say(language, `files.words.${part}`)
  const named = of === language ? where : `${where} (${say(language, `files.language.${of}`)})`
  return say(language, 'files.about', { part: named, quote: printable(quote) })
}
