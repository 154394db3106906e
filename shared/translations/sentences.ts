import type { Language } from '../language.ts'
import { PARTS, plainText } from '../text/canonical.ts'
import type { Wording } from './model.ts'

/**
 * How many sentences of the source a translator has to look at: those that are new or worded anew, or, where words were only taken out,
 * those that are gone. Source: RULES.md LA11.
 */
export function changedSentences(before: Wording, after: Wording, language: Language): number {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
  const of = (wording: Wording) =>
    PARTS.flatMap((part) =>
      wording[part].flatMap((block) =>
        Array.from(segmenter.segment(plainText([block])), ({ segment }) => said(segment)),
      ),
    ).filter((sentence) => sentence !== '')
  const [was, is] = [of(before), of(after)]
  // Marks alone may have changed: somebody must look at that too.
  return Math.max(without(is, was), without(was, is), 1)
}

const said = (sentence: string): string => sentence.replace(/\s+/gu, ' ').trim()

function without(all: readonly string[], known: readonly string[]): number {
  const left = new Map<string, number>()
  for (const sentence of known) left.set(sentence, (left.get(sentence) ?? 0) + 1)
  return all.filter((sentence) => {
    const count = left.get(sentence) ?? 0
    left.set(sentence, count - 1)
    return count <= 0
  }).length
}
