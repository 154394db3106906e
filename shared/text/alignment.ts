/** A stretch of paragraphs of one text, and what stands for it in the other; the ends are not in it. */
export type Aligned = {
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
  /** Whether both say something of the same; others were taken out and put in whole. */
  readonly isAkin: boolean
}

/** The words of a paragraph, sorted. */
export type Words = readonly string[]

/** More pairs of paragraphs than these are not looked at one by one: it would take longer than a page may. */
export const MOST_PAIRS = 250_000
/** Of the words of the longer paragraph, the share that both have when one became the other. */
export const AKIN_SHARE = 0.5
/** Of the words of the shorter one, the share that both have when it was split off the other, or joined to it. */
const PIECE_SHARE = 0.75
/** A paragraph of fewer words is a piece of another one by chance. */
const LEAST_PIECE = 3

/** Of the words of the longer paragraph, the share that both have. */
export const shareOf = (one: Words, other: Words): number =>
  sharedWords(one, other) / Math.max(one.length, other.length, 1)

/** Whether one paragraph is the other with changes. */
export const areAkin = (one: Words, other: Words): boolean => shareOf(one, other) >= AKIN_SHARE

/**
 * Pairs paragraphs in order, so that they have as many words in common as can be; one that was split stays with its pieces, one that was
 * joined with those it was made of. What is left over was taken out or put in. Source: RULES.md VE5.
 */
export function alignedParagraphs(older: readonly Words[], newer: readonly Words[]): Aligned[] {
  if (older.length * newer.length > MOST_PAIRS)
    return [{ from: 0, to: older.length, newFrom: 0, newTo: newer.length, isAkin: true }]
  const aligned: Aligned[] = []
  let [at, newAt] = [0, 0]
  const leave = (to: number, newTo: number) => {
    if (at < to || newAt < newTo) aligned.push({ from: at, to, newFrom: newAt, newTo, isAkin: false })
  }
  for (const pair of withPieces(pairsOf(older, newer), older, newer)) {
    leave(pair.from, pair.newFrom)
    aligned.push(pair)
    at = pair.to
    newAt = pair.newTo
  }
  leave(older.length, newer.length)
  return aligned
}

/** The pairs in order that have the most words in common. */
function pairsOf(older: readonly Words[], newer: readonly Words[]): Aligned[] {
  const scores = older.map((one) => newer.map((other) => scoreOf(one, other)))
  const width = newer.length + 1
  const most = new Float64Array((older.length + 1) * width)
  const best = (at: number, newAt: number) => most[at * width + newAt] ?? 0
  const paired = (at: number, newAt: number) => {
    const score = scores[at - 1]?.[newAt - 1] ?? 0
    return score > 0 ? best(at - 1, newAt - 1) + score : 0
  }
  for (let at = 1; at <= older.length; at += 1)
    for (let newAt = 1; newAt <= newer.length; newAt += 1)
      most[at * width + newAt] = Math.max(best(at - 1, newAt), best(at, newAt - 1), paired(at, newAt))
  const pairs: Aligned[] = []
  let [at, newAt] = [older.length, newer.length]
  while (at > 0 && newAt > 0) {
    const here = best(at, newAt)
    if (here === best(at - 1, newAt)) at -= 1
    else if (here === best(at, newAt - 1)) newAt -= 1
    else {
      at -= 1
      newAt -= 1
      pairs.push({ from: at, to: at + 1, newFrom: newAt, newTo: newAt + 1, isAkin: true })
    }
  }
  return pairs.reverse()
}

/** How many words both have, a little more where they are all; 0 where neither is the other with changes, nor a piece of it. */
function scoreOf(one: Words, other: Words): number {
  const [shorter, longer] = [Math.min(one.length, other.length), Math.max(one.length, other.length)]
  const shared = sharedWords(one, other)
  const isPiece = shorter >= LEAST_PIECE && shared >= PIECE_SHARE * shorter
  return shared > 0 && (shared >= AKIN_SHARE * longer || isPiece) ? shared + shared / longer : 0
}

/** Pairs with the neighbours that are pieces of the same paragraph: what the pair itself does not have in common is found in them. */
function withPieces(pairs: readonly Aligned[], older: readonly Words[], newer: readonly Words[]): Aligned[] {
  const found: Aligned[] = []
  pairs.forEach((pair, index) => {
    const last = found.at(-1)
    const next = pairs[index + 1]
    const [one = [], other = []] = [older[pair.from], newer[pair.newFrom]]
    const news = pieces(newer, pair.newFrom, last?.newTo ?? 0, next?.newFrom ?? newer.length, without(one, other))
    const olds = pieces(older, pair.from, last?.to ?? 0, next?.from ?? older.length, without(other, one))
    found.push({ ...pair, from: olds.from, to: olds.to, newFrom: news.from, newTo: news.to })
  })
  return found
}

/** How far the neighbours of a paragraph, between two borders, are made of the words that are still to be found. */
function pieces(all: readonly Words[], at: number, least: number, most: number, missing: Words) {
  let [from, to, left] = [at, at + 1, missing]
  const isPiece = (words: Words | undefined): words is Words =>
    words !== undefined && words.length > 0 && sharedWords(words, left) >= PIECE_SHARE * words.length
  for (let words = all[to]; to < most && isPiece(words); words = all[to]) {
    left = without(left, words)
    to += 1
  }
  for (let words = all[from - 1]; from > least && isPiece(words); words = all[from - 1]) {
    left = without(left, words)
    from -= 1
  }
  return { from, to }
}

/** How many words two sorted lists have in common. */
function sharedWords(one: Words, other: Words): number {
  let [shared, at, otherAt] = [0, 0, 0]
  while (at < one.length && otherAt < other.length) {
    const [word = '', another = ''] = [one[at], other[otherAt]]
    if (word === another) shared += 1
    if (word <= another) at += 1
    if (another <= word) otherAt += 1
  }
  return shared
}

/** The words of a sorted list that the other has no match for. */
function without(one: Words, other: Words): Words {
  const left: string[] = []
  let otherAt = 0
  for (const word of one) {
    while (otherAt < other.length && (other[otherAt] ?? '') < word) otherAt += 1
    if (other[otherAt] === word) otherAt += 1
    else left.push(word)
  }
  return left
}
