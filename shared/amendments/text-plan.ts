import type * as Y from 'yjs'
import { eachLanguage, LANGUAGES, type Language } from '../language.ts'
import { PARTS, type Part, type Parts } from '../text/canonical.ts'
import { sameBlocks } from '../text/difference.ts'
import { tokensOf } from '../text/tokens.ts'
import { fragmentName, fragmentOf, readParts } from '../text/ydoc.ts'
import { readTokens } from '../text/ytokens.ts'
import { merge, sideOf } from './merge.ts'
import type { Choice, Clash, Look, Plan } from './model.ts'

/** What was decided, by the key of the clash in the text. */
export type Decisions = ReadonlyMap<string, Choice>

/** Where something stands in a text. */
type Where = { readonly part: Part; readonly language: Language }
export type FragmentPlan = Where & Plan

/** The whole text as amended: `parts` are shown, hashed and voted on; `fragments` are those that the amendment changed. */
export type TextPlan = {
  readonly parts: Parts
  readonly fragments: readonly FragmentPlan[]
  readonly clashes: readonly (Where & Clash)[]
  readonly looks: readonly (Where & Look)[]
  /** Clashes that nobody has decided. */
  readonly open: number
}

/**
 * An amendment brought into the present text, part by part and language by language; what it left as it was stays as it is now.
 * `base`: the version that it forked from. Source: RULES.md AM1, AM13.
 */
export function planText(
  { base, present, amendment }: { readonly base: Parts; readonly present: Y.Doc; readonly amendment: Y.Doc },
  decisions: Decisions = new Map(),
): TextPlan {
  const [now, amended] = [readParts(present), readParts(amendment)]
  const fragments = PARTS.flatMap((part) =>
    LANGUAGES.filter((language) => !sameBlocks(base[part][language], amended[part][language])).map((language) => {
      const read = (doc: Y.Doc) => readTokens(fragmentOf(doc, part, language), language)
      const was = tokensOf(base[part][language], language)
      const sides = [sideOf(was, read(present)), sideOf(was, read(amendment))] as const
      const plan = merge(was, ...sides, (key) => decisions.get(keyIn({ part, language }, key)) ?? null)
      return { part, language, ...plan }
    }),
  )
  const partOf = (part: Part) =>
    eachLanguage(
      (language) =>
        fragments.find((one) => one.part === part && one.language === language)?.blocks ?? now[part][language],
    )
  return {
    parts: {
      title: partOf('title'),
      text: partOf('text'),
      rationale: partOf('rationale'),
      indicator: partOf('indicator'),
    },
    fragments,
    clashes: fragments.flatMap(({ part, language, clashes }) =>
      clashes.map((clash) => ({ ...clash, part, language, key: keyIn({ part, language }, clash.key) })),
    ),
    looks: fragments.flatMap(({ part, language, looks }) => looks.map((look) => ({ ...look, part, language }))),
    open: fragments.reduce((sum, { open }) => sum + open, 0),
  }
}

/** Clashes that say the same in two languages are two: each is decided. */
const keyIn = ({ part, language }: Where, key: string): string => `${fragmentName(part, language)}:${key}`
