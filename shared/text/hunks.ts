import { diffArrays } from 'diff'
import { isBorder, type Token } from './tokens.ts'

/** Where two texts differ: `from`–`to` of the one is `newFrom`–`newTo` of the other; the ends are not in it. */
export type Hunk = { readonly from: number; readonly to: number; readonly newFrom: number; readonly newTo: number }

/** More single steps than this make one hunk: looking on takes seconds, and what it finds is chance. Source: RULES.md VE8. */
export const MOST_STEPS = 2_000

/** The least hunks between two texts: equal paragraphs are anchors, words are compared between them. Source: RULES.md VE5. */
export function hunksBetween(before: readonly Token[], after: readonly Token[]): Hunk[] {
  const [older, newer] = [paragraphsOf(before), paragraphsOf(after)]
  return compare(older.texts, newer.texts, 0, 0).flatMap((gap) => {
    const [from, to] = [older.startOf(gap.from), older.startOf(gap.to)]
    const [newFrom, newTo] = [newer.startOf(gap.newFrom), newer.startOf(gap.newTo)]
    return compare(textsOf(before.slice(from, to)), textsOf(after.slice(newFrom, newTo)), from, newFrom)
  })
}

const textsOf = (tokens: readonly Token[]): string[] => tokens.map((token) => token.text)

function paragraphsOf(tokens: readonly Token[]): { texts: string[]; startOf: (paragraph: number) => number } {
  const starts = tokens.flatMap((token, at) => (isBorder(token) ? [at] : []))
  return {
    texts: starts.map((start, index) => textsOf(tokens.slice(start, starts[index + 1])).join('')),
    startOf: (paragraph) => starts[paragraph] ?? tokens.length,
  }
}

/** Myers' differences of two lists, as hunks counted from `from` and `newFrom` on. */
function compare(before: string[], after: string[], from: number, newFrom: number): Hunk[] {
  const steps = diffArrays(before, after, { maxEditLength: MOST_STEPS })
  if (!steps) return [{ from, to: from + before.length, newFrom, newTo: newFrom + after.length }]
  const hunks: Hunk[] = []
  let open: Mutable<Hunk> | null = null
  let [at, newAt] = [from, newFrom]
  for (const { added, removed, value } of steps) {
    if (!added && !removed) {
      at += value.length
      newAt += value.length
      open = null
      continue
    }
    if (!open) {
      open = { from: at, to: at, newFrom: newAt, newTo: newAt }
      hunks.push(open)
    }
    if (removed) at += value.length
    else newAt += value.length
    open.to = at
    open.newTo = newAt
  }
  return hunks
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] }

/**
 * The same hunks, each at one place of the several that say the same: what is only added or only deleted slides to the beginning of
 * a paragraph if it can, else as far left as it goes.
 */
export function slid(hunks: readonly Hunk[], before: readonly Token[], after: readonly Token[]): Hunk[] {
  const done: Hunk[] = []
  hunks.forEach((hunk, index) => {
    const left = (done.at(-1)?.to ?? 0) - hunk.from
    const right = (hunks[index + 1]?.from ?? before.length) - hunk.to
    if (hunk.from === hunk.to) done.push(shifted(hunk, slideOf(after, hunk.newFrom, hunk.newTo, left, right)))
    else if (hunk.newFrom === hunk.newTo) done.push(shifted(hunk, slideOf(before, hunk.from, hunk.to, left, right)))
    else done.push(hunk)
  })
  return done
}

const shifted = ({ from, to, newFrom, newTo }: Hunk, by: number): Hunk => ({
  from: from + by,
  to: to + by,
  newFrom: newFrom + by,
  newTo: newTo + by,
})

/** By how much `start`–`stop` slides, between `left` (not above 0) and `right`. */
function slideOf(tokens: readonly Token[], start: number, stop: number, left: number, right: number): number {
  const isAlike = (by: number) => {
    const one = tokens[start + by]
    return one !== undefined && one.text === tokens[stop + by]?.text
  }
  let by = 0
  while (by < right && isAlike(by)) by += 1
  while (!isBorderAt(tokens, start + by) && by > left && isAlike(by - 1)) by -= 1
  return by
}

const isBorderAt = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at]
  return token !== undefined && isBorder(token)
}

/** Hunks with paragraph borders in them, joined where no word stands between: a space kept by chance does not tear one apart. */
export function joinedAtBorders(hunks: readonly Hunk[], before: readonly Token[], after: readonly Token[]): Hunk[] {
  const hasBorder = ({ from, to, newFrom, newTo }: Hunk) =>
    before.slice(from, to).some(isBorder) || after.slice(newFrom, newTo).some(isBorder)
  const joined: Hunk[] = []
  for (const hunk of hunks) {
    const last = joined.at(-1)
    const isOne = last && (hasBorder(last) || hasBorder(hunk)) && !before.slice(last.to, hunk.from).some(hasWeight)
    if (isOne) joined[joined.length - 1] = { ...last, to: hunk.to, newTo: hunk.newTo }
    else joined.push(hunk)
  }
  return joined
}

const hasWeight = (token: Token): boolean => token.isWord || isBorder(token)

/** Hunks that empty a paragraph from its very beginning take its border with them: the border that stays is the last one. */
export const wholeParagraphsFirst = (
  hunks: readonly Hunk[],
  before: readonly Token[],
  after: readonly Token[],
): Hunk[] =>
  hunks.flatMap((hunk, index) => {
    const { from, to, newFrom, newTo } = hunk
    const isAtStart = from > (hunks[index - 1]?.to ?? 0) && isBorderAt(before, from - 1)
    if (!isAtStart) return [hunk]
    const last = lastBorder(before, from, to)
    const newLast = lastBorder(after, newFrom, newTo)
    if (last < from && newLast < newFrom) return [hunk]
    const whole = { from: from - 1, to: last, newFrom: newFrom - 1, newTo: newLast }
    const rest = { from: last + 1, to, newFrom: newLast + 1, newTo }
    return [whole, rest].filter((part) => part.from < part.to || part.newFrom < part.newTo)
  })

/** The last border in a stretch; one before the stretch if it has none. */
const lastBorder = (tokens: readonly Token[], from: number, to: number): number =>
  from + tokens.slice(from, to).findLastIndex(isBorder)
