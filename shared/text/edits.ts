import { type Hunk, hunksBetween, joinedAtBorders, slid, wholeParagraphsFirst } from './hunks.ts'
import { isBorder, type Token } from './tokens.ts'

/** Hunks that count as one act of writing, since nothing of weight was kept between them. */
export type Edit = Hunk & { readonly hunks: readonly Hunk[] }

/**
 * What was done to `before` so that it says what `after` says, in order and always at the same places. Hunks with no unchanged word
 * between them, or with fewer than half of the words they change themselves, are one edit. Source: RULES.md VE5, VE8.
 */
export function editsBetween(before: readonly Token[], after: readonly Token[]): Edit[] {
  const found = slid(hunksBetween(before, after), before, after)
  const edits: Edit[] = []
  for (const hunk of wholeParagraphsFirst(joinedAtBorders(found, before, after), before, after)) {
    const last = edits.at(-1)
    if (last && isOneEdit(last, hunk, before, after))
      edits[edits.length - 1] = { ...last, to: hunk.to, newTo: hunk.newTo, hunks: [...last.hunks, hunk] }
    else edits.push({ ...hunk, hunks: [hunk] })
  }
  return edits
}

function isOneEdit(edit: Edit, next: Hunk, before: readonly Token[], after: readonly Token[]): boolean {
  const kept = before.slice(edit.to, next.from)
  if (kept.some(isBorder) || isWholeParagraphs(edit, before, after) || isWholeParagraphs(next, before, after))
    return false
  const words = wordCount(kept)
  const weight = (hunk: Hunk) =>
    Math.max(wordCount(before.slice(hunk.from, hunk.to)), wordCount(after.slice(hunk.newFrom, hunk.newTo)))
  return words === 0 || 2 * words <= Math.min(weight(edit), weight(next))
}

const wordCount = (tokens: readonly Token[]): number => tokens.filter((token) => token.isWord).length

/** Whether nothing but whole paragraphs changes: any number is taken out, any number put in their place. */
export const isWholeParagraphs = (hunk: Hunk, before: readonly Token[], after: readonly Token[]): boolean =>
  isEdge(before[hunk.from]) && isEdge(before[hunk.to]) && (hunk.newFrom === hunk.newTo || isEdge(after[hunk.newFrom]))

/** A border, or the end of the text. */
export const isEdge = (token: Token | undefined): boolean => token === undefined || isBorder(token)

/** By how much an edit makes the text longer, in tokens. */
export const growth = ({ from, to, newFrom, newTo }: Hunk): number => newTo - newFrom - (to - from)
