import { canonicalJson, type Json } from '../canonical-json.ts'
import { type Hash, sha256Hex } from '../hash.ts'
import type { Language } from '../language.ts'
import { type Block, PARTS, type Part, type Parts, plainText, type Run } from '../text/canonical.ts'
import type { Wording } from './model.ts'

/** What a text says in one language. */
export const wordingOf = (parts: Parts, language: Language): Wording => ({
  title: parts.title[language],
  text: parts.text[language],
  rationale: parts.rationale[language],
  indicator: parts.indicator[language],
})

/**
 * The hash that a translation is held against: of words, marks and paragraphs. Blanks at the ends, blanks in a row and paragraphs without
 * words are no change: whoever types a space leaves no translation behind. Source: RULES.md LA2.
 */
export const wordingHash = (wording: Wording): Hash =>
  sha256Hex(canonicalJson(PARTS.map((part) => wording[part].flatMap(substance)) as unknown as Json))

function substance(block: Block): Block[] {
  const runs: Run[] = []
  let blank = true
  for (const { text, marks } of block.content) {
    let words = text.replace(/\s+/gu, ' ')
    if (blank && words.startsWith(' ')) words = words.slice(1)
    if (words === '') continue
    blank = words.endsWith(' ')
    runs.push(marks ? { text: words, marks } : { text: words })
  }
  const last = runs.at(-1)
  if (last?.text.endsWith(' ')) {
    runs.pop()
    const words = last.text.slice(0, -1)
    if (words !== '') runs.push({ ...last, text: words })
  }
  return runs.length === 0 ? [] : [{ ...block, content: runs }]
}

const saysIn = (wording: Wording, part: Part): boolean => plainText(wording[part]).trim() !== ''

/** Whether nobody has written anything in a language. */
export const isEmpty = (wording: Wording): boolean => PARTS.every((part) => !saysIn(wording, part))

/** Parts that have words in the source and none in the translation. Source: RULES.md LA6. */
export const untranslated = (source: Wording, own: Wording): Part[] =>
  PARTS.filter((part) => saysIn(source, part) && !saysIn(own, part))

/** Parts in which the two have another number of paragraphs with words. */
export const unevenParts = (source: Wording, own: Wording): { part: Part; source: number; own: number }[] =>
  PARTS.map((part) => ({ part, source: paragraphs(source[part]), own: paragraphs(own[part]) })).filter(
    (each) => each.source !== each.own && each.own > 0,
  )

const paragraphs = (blocks: readonly Block[]): number =>
  blocks.filter((block) => plainText([block]).trim() !== '').length
