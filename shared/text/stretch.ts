import { type Json, sameJson } from '../canonical-json.ts'
import type { Block } from './canonical.ts'

/** The paragraphs `from`–`to` of a text, in whose place another one has `from`–`newTo`; all others are the same. */
export type Stretch = { readonly from: number; readonly to: number; readonly newTo: number }

/** Where two texts differ, by whole paragraphs; null where they say the same. */
export function changedStretch(before: readonly Block[], after: readonly Block[]): Stretch | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  let from = 0
  while (from < most && isSame(before[from], after[from])) from += 1
  if (from === before.length && from === after.length) return null
  let end = 0
  while (end < most - from && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1
  return { from, to: before.length - end, newTo: after.length - end }
}

const isSame = (one: Block | undefined, other: Block | undefined): boolean =>
  sameJson(one as unknown as Json, other as unknown as Json)
