/**
 * Stands in the place of every letter, sign and space that was redacted, one for each UTF-16 unit, so that the clocks of Yjs stay. It is
 * one unit in every encoding of ours, no letter of any language, and stays as it is in the canonical form.
 */
export const REDACTED_SIGN = '█'

/** Where a link led that named what was redacted: an address that never leads anywhere. Source: RFC 2606. */
export const REDACTED_LINK = 'https://redacted.invalid/'

/** The mark over a passage of so many UTF-16 units. */
export const redactedSigns = (length: number): string => REDACTED_SIGN.repeat(length)

/** A run of words, cut where a redacted passage begins and ends. */
export type Stretch = { readonly words: string; readonly isRedacted: boolean }

/** Words with what of them is redacted, for pages that must say it. Source: RULES.md VE54. */
export const stretchesOf = (words: string): Stretch[] =>
  words.includes(REDACTED_SIGN)
    ? (words.match(/█+|[^█]+/g) ?? []).map((run) => ({ words: run, isRedacted: run.startsWith(REDACTED_SIGN) }))
    : [{ words, isRedacted: false }]
