import type * as Y from 'yjs'
import { eachLanguage, LANGUAGES, type Language } from '../language.ts'
import { PARTS, type Part, type Parts } from '../text/canonical.ts'
import { sameBlocks } from '../text/difference.ts'
import { type Token, tokensLike, tokensOf } from '../text/tokens.ts'
import { fragmentName, fragmentOf, readParts } from '../text/ydoc.ts'
import { readTokens } from '../text/ytokens.ts'
import { merge, sideOf } from './merge.ts'
import type { Choice, Clash, Look, Plan, Side } from './plan-model.ts'

/** Of a fragment, found out when somebody asks and kept: most amendments change one. */
type OfFragment<Value> = (part: Part, language: Language) => Value

/** The version that an amendment forked from. */
export type BaseText = { readonly parts: Parts; readonly tokens: OfFragment<readonly Token[]> }

/** A text as it is now, which must not change any more, with what was done to it since the base. */
export type ChangedText = { readonly parts: Parts; readonly side: OfFragment<Side> }

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

export const baseText = (parts: Parts): BaseText => ({
  parts,
  tokens: asked((part, language) => tokensOf(parts[part][language], language)),
})

export function changedText(base: BaseText, doc: Y.Doc): ChangedText {
  const parts = readParts(doc)
  return {
    parts,
    side: asked((part, language) =>
      sideOf(base.tokens(part, language), readTokens(fragmentOf(doc, part, language), language), parts[part][language]),
    ),
  }
}

/** As `changedText`, of a text that is read from its bytes: it can be planned and shown, not written. */
export const changedParts = (base: BaseText, parts: Parts): ChangedText => ({
  parts,
  side: asked((part, language) => {
    const [tokens, blocks] = [base.tokens(part, language), parts[part][language]]
    return sideOf(tokens, tokensLike({ blocks: base.parts[part][language], tokens }, blocks, language), blocks)
  }),
})

/**
 * An amendment brought into the present text, part by part and language by language; what it left as it was stays as it is now. With
 * present text and amendment turned it is the amendment brought up to the present text. Source: RULES.md AM1, AM9, AM13.
 */
export function planText(
  base: BaseText,
  present: ChangedText,
  amendment: ChangedText,
  decisions: Decisions = new Map(),
): TextPlan {
  const fragments = PARTS.flatMap((part) =>
    LANGUAGES.filter((language) => !sameBlocks(base.parts[part][language], amendment.parts[part][language])).map(
      (language): FragmentPlan => {
        const sides = [present.side(part, language), amendment.side(part, language)] as const
        const decided = (key: string) => decisions.get(keyIn({ part, language }, key)) ?? null
        return { part, language, ...merge(base.tokens(part, language), ...sides, decided) }
      },
    ),
  )
  return {
    parts: eachFragment(
      (part, language) =>
        fragments.find((one) => one.part === part && one.language === language)?.blocks ??
        present.parts[part][language],
    ),
    fragments,
    clashes: fragments.flatMap(({ part, language, clashes }) =>
      clashes.map((clash) => ({
        ...clash,
        part,
        language,
        key: keyIn({ part, language }, clash.key),
        together: clash.together.map((key) => keyIn({ part, language }, key)),
      })),
    ),
    looks: fragments.flatMap(({ part, language, looks }) => looks.map((look) => ({ ...look, part, language }))),
    open: fragments.reduce((sum, { open }) => sum + open, 0),
  }
}

/** Clashes that say the same in two languages are two: each is decided. */
const keyIn = ({ part, language }: Where, key: string): string => `${fragmentName(part, language)}:${key}`

function asked<Value>(make: OfFragment<Value>): OfFragment<Value> {
  const made = new Map<string, Value>()
  return (part, language) => {
    const name = fragmentName(part, language)
    const value = made.get(name) ?? make(part, language)
    made.set(name, value)
    return value
  }
}

function eachFragment(make: OfFragment<Parts[Part][Language]>): Parts {
  const inPart = (part: Part) => eachLanguage((language) => make(part, language))
  return {
    title: inPart('title'),
    text: inPart('text'),
    rationale: inPart('rationale'),
    indicator: inPart('indicator'),
  }
}
