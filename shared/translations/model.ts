import type { Hash } from '../hash.ts'
import type { AccountId, RecommendationId, SessionId, TermId } from '../ids.ts'
import type { Language, Localised } from '../language.ts'
import type { Block, Part } from '../text/canonical.ts'
import type { Instant } from '../time.ts'

/** What one language of a text says, part by part. */
export type Wording = Readonly<Record<Part, readonly Block[]>>

/**
 * What is said of a translation. *Made*: it came with the text; *translated*: it follows the source, nobody checked it;
 * *editorial*: what was changed in the source does not concern it.
 */
export const SAYING_KINDS = ['made', 'translated', 'checked', 'certified', 'editorial'] as const
export type SayingKind = (typeof SAYING_KINDS)[number]

/** Something that was said of a translation: of exactly these words of the source and of the translation. */
export type Saying = {
  readonly kind: SayingKind
  readonly source: Hash
  readonly own: Hash
  /** Null of what was made with the text. */
  readonly by: AccountId | null
  readonly at: Instant | null
}

/** A term as it stands in each language; one that is empty is not agreed there yet. */
export type Term = { readonly id: TermId; readonly words: Localised }

/** Who translates into a language in a session. */
export type Translator = { readonly language: Language; readonly account: AccountId }

/** A translation that waits because its source changed. */
export type Wait = {
  readonly session: SessionId
  readonly recommendation: RecommendationId
  readonly language: Language
  readonly since: Instant
}

/** A glossary of more terms than these is a dictionary, and the check of a text would take longer than a page may. */
export const MOST_TERMS = 500
export const MOST_TERM_LETTERS = 200
/** So many translate into one language. */
export const MOST_TRANSLATORS = 20
