import type { Block } from '../text/canonical.ts'
import type { Edit } from '../text/edits.ts'
import type { Token } from '../text/tokens.ts'

/** A text that was made from the base, and what was done to it since; `blocks` say what `tokens` say. */
export type Side = {
  readonly tokens: readonly Token[]
  readonly blocks: readonly Block[]
  readonly edits: readonly Edit[]
}

/** Why two sides cannot both have their way. Source: RULES.md AM2, AM4, AM5. */
export type ClashKind = 'text' | 'format' | 'doubled' | 'moved'

/** What stands in the text where an amendment clashes with it: what stands there now, or what the amendment says. */
export type Choice = 'present' | 'amendment'

/** A place where somebody has to choose; adoption waits for it. */
export type Clash = {
  /** The same as long as kind, place in the order of alike ones, and all three passages are the same. */
  readonly key: string
  readonly kind: ClashKind
  readonly at: Place
  readonly base: readonly Block[]
  readonly present: readonly Block[]
  readonly amendment: readonly Block[]
  /** The keys of the clashes that are decided with this one: the other places of what was moved. */
  readonly together: readonly string[]
  readonly choice: Choice | null
}

/** Shown before a vote, and stops nothing: both sides changed one sentence, or a format was set on words that the other side took out. */
export type Look = { readonly kind: 'near' | 'format-lost'; readonly at: Place; readonly base: readonly Block[] }

/** A stretch of the base, in tokens, and the paragraph in which it begins, counted from 0. */
export type Place = { readonly from: number; readonly to: number; readonly paragraph: number }

/** A token of the text as amended; `source`: its index in the present text, null if it comes from the amendment. */
export type MergedToken = Token & { readonly source: number | null }

/** The text as amended: `tokens` are what is written, put together when it is, `blocks` what is shown, hashed and voted on. */
export type Plan = {
  readonly tokens: () => readonly MergedToken[]
  readonly blocks: readonly Block[]
  readonly clashes: readonly Clash[]
  readonly looks: readonly Look[]
  /** Clashes that nobody has decided; while there are any, `blocks` keep the present words there. */
  readonly open: number
}
