import type { Language } from '../language.ts'
import type { Wording } from './model.ts'
import { wordingHash } from './wording.ts'

/** The source of a text that was put, and the languages that are behind it; `before`: what it said when one was brought up to it, where that is kept. */
export type Behind = {
  readonly source: Language
  readonly now: Wording
  readonly behind: readonly { readonly language: Language; readonly before: Wording | null }[]
}

/**
 * What a language of a text as amended lacks: from which words of the source on, and what the source says `amended`. Null where it is not
 * behind: a language that the amendment words itself follows it. Source: RULES.md LA17, LA21.
 */
export function behindAmended(
  { source, now, behind }: Behind,
  amended: Wording,
  { shown, changed }: { readonly shown: Language; readonly changed: readonly Language[] },
): { readonly source: Language; readonly before: Wording | null; readonly now: Wording } | null {
  if (shown === source || changed.includes(shown)) return null
  const already = behind.find(({ language }) => language === shown)
  const before = already ? already.before : now
  return before && wordingHash(before) === wordingHash(amended) ? null : { source, before, now: amended }
}
