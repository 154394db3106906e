import { type Hunk, hunksBetween, isWholeParagraphs, joinedAtBorders, slid, wholeParagraphsFirst } from './hunks.ts'
import { isBorder, type Token } from './tokens.ts'

/** Hunks that count as one act of writing, since nothing of weight was kept between them. */
export type Edit = Hunk & { readonly hunks: readonly Hunk[] }

/**
 * What was done to `before` so that it says what `after` says, in order and always at the same places. Hunks with no unchanged word
 * between them, or with a few and fewer than half of the words they change themselves, are one edit. Without `byWords` only whole
 * paragraphs are compared. Source: RULES.md VE5, VE8.
 */
export function editsBetween(before: readonly Token[], after: readonly Token[], byWords = true): Edit[] {
  const found = slid(hunksBetween(before, after, byWords), before, after)
  const edits: Edit[] = []
  for (const hunk of wholeParagraphsFirst(joinedAtBorders(found, before, after), before, after)) {
    const last = edits.at(-1)
    if (last && isOneAct(last, hunk, before, after) && keptBetween(last, hunk, before) === 0) join(edits, hunk, [hunk])
    else edits.push({ ...hunk, hunks: [hunk] })
  }
  const joined: Edit[] = []
  for (const edit of edits) {
    joined.push(edit)
    // What has grown may take in what stands before it.
    for (let [last, next] = joined.slice(-2); last && next; [last, next] = joined.slice(-2)) {
      if (!isOneAct(last, next, before, after) || !isKeptByChance(last, next, before, after)) break
      joined.pop()
      join(joined, next, next.hunks)
    }
  }
  return joined
}

function join(edits: Edit[], next: Hunk, hunks: readonly Hunk[]): void {
  const last = edits.pop()
  if (last) edits.push({ ...last, to: next.to, newTo: next.newTo, hunks: [...last.hunks, ...hunks] })
}

/** Whether two edits may be one: whole paragraphs are edits of their own, and so is what a border parts. */
const isOneAct = (edit: Hunk, next: Hunk, before: readonly Token[], after: readonly Token[]): boolean =>
  !before.slice(edit.to, next.from).some(isBorder) &&
  !isWholeParagraphs(edit, before, after) &&
  !isWholeParagraphs(next, before, after)

/** More words in a row than these are never the same by chance. */
const MOST_BY_CHANCE = 4

function isKeptByChance(edit: Hunk, next: Hunk, before: readonly Token[], after: readonly Token[]): boolean {
  const words = keptBetween(edit, next, before)
  const weight = (hunk: Hunk) =>
    Math.max(wordCount(before.slice(hunk.from, hunk.to)), wordCount(after.slice(hunk.newFrom, hunk.newTo)))
  return words <= MOST_BY_CHANCE && 2 * words <= Math.min(weight(edit), weight(next))
}

const keptBetween = (edit: Hunk, next: Hunk, before: readonly Token[]): number =>
  wordCount(before.slice(edit.to, next.from))

const wordCount = (tokens: readonly Token[]): number => tokens.filter((token) => token.isWord).length

/** By how much an edit makes the text longer, in tokens. */
export const growth = ({ from, to, newFrom, newTo }: Hunk): number => newTo - newFrom - (to - from)
