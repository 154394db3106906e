import type * as Y from 'yjs'
import { LANGUAGES } from '../language.ts'
import { PARTS } from '../text/canonical.ts'
import { sameBlocks } from '../text/difference.ts'
import { editsBetween } from '../text/edits.ts'
import type { Wanted } from '../text/paragraph-writer.ts'
import { eachCharacter, joinedSpans, sameLook, type Token } from '../text/tokens.ts'
import { fragmentOf, readParts } from '../text/ydoc.ts'
import { readTokens } from '../text/ytokens.ts'
import type { FragmentPlan, TextPlan } from './text-plan.ts'

/**
 * The text as amended (`shown`, as it is planned for the present text) as a plan for the amendment's own text: what stands there stays, the rest
 * comes from the present text. Words of its own that have to be written anew are named by `ownWriter`. Source: RULES.md AM9, AM12, AM29.
 */
export function settledPlan(own: Y.Doc, present: Y.Doc, shown: TextPlan): TextPlan {
  const said = readParts(own)
  const fragments = PARTS.flatMap((part) =>
    LANGUAGES.filter((language) => !sameBlocks(said[part][language], shown.parts[part][language])).map(
      (language): FragmentPlan => {
        const planned = shown.fragments.find((one) => one.part === part && one.language === language)
        const wanted = planned?.tokens() ?? readTokens(fragmentOf(present, part, language), language).map(standing)
        const tokens = keeping(readTokens(fragmentOf(own, part, language), language), wanted)
        return {
          part,
          language,
          tokens: () => tokens,
          blocks: shown.parts[part][language],
          clashes: [],
          looks: [],
          open: 0,
        }
      },
    ),
  )
  return { parts: shown.parts, fragments, clashes: [], looks: [], open: 0 }
}

/** A client id of the amendment's own text, where others are those of the text that comes into it. */
export const ownWriter = (client: number): number => -client

const standing = (token: Token, source: number): Wanted => ({ ...token, source })

/** The wanted words with those that stand in `own` already in their places; `source` is theirs there. */
function keeping(own: readonly Token[], wanted: readonly Wanted[]): Wanted[] {
  const kept: Wanted[] = []
  let at = 0
  let next = 0
  const keepUntil = (end: number) => {
    for (; at < end; at += 1, next += 1) {
      const [stands, wants] = [own[at], wanted[next]]
      if (stands && wants) kept.push({ ...stands, spans: lookingLike(stands, wants), source: at })
    }
  }
  for (const { from, to, newFrom, newTo } of editsBetween(own, wanted).flatMap(({ hunks }) => hunks)) {
    keepUntil(from)
    kept.push(...wanted.slice(newFrom, newTo).map(written))
    at = to
    next = newTo
  }
  keepUntil(own.length)
  return kept
}

/** The writers of a word that stays, in the look that is wanted. */
function lookingLike(stands: Token, wants: Token): Token['spans'] {
  if (sameLook(stands, wants)) return stands.spans
  const looks = eachCharacter(wants)
  return joinedSpans(eachCharacter(stands).map((span, at) => ({ ...span, format: looks[at]?.format ?? {} })))
}

/** A word that is written anew: the present text's under its writer there, the amendment's own under its own. */
const written = (word: Wanted): Wanted =>
  word.source === null
    ? { ...word, spans: word.spans.map((span) => ({ ...span, by: ownWriter(span.by) })) }
    : { ...word, source: null }
