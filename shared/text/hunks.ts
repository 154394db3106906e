import { diffArrays } from 'diff'
import { type Aligned, alignedParagraphs, areAkin, MOST_PAIRS, type Words } from './alignment.ts'
import { isBorder, type Token } from './tokens.ts'

/** Where two texts differ: `from`–`to` of the one is `newFrom`–`newTo` of the other; the ends are not in it. */
export type Hunk = { readonly from: number; readonly to: number; readonly newFrom: number; readonly newTo: number }

/** More single steps than this make one hunk: looking on takes seconds, and what it finds is chance. Source: RULES.md VE8. */
export const MOST_STEPS = 2_000

/**
 * What differs between two texts: equal paragraphs are anchors, between them paragraphs that are akin are compared by words, and the others
 * were taken out and put in whole. Source: RULES.md VE5.
 */
export function hunksBetween(before: readonly Token[], after: readonly Token[], byWords: boolean): Hunk[] {
  const [older, newer] = [paragraphsOf(before), paragraphsOf(after)]
  const aligned = compare(older.texts, newer.texts, 0, 0).flatMap((gap) =>
    alignedParagraphs(older.words(gap.from, gap.to), newer.words(gap.newFrom, gap.newTo)).map((part) => ({
      ...part,
      from: part.from + gap.from,
      to: part.to + gap.from,
      newFrom: part.newFrom + gap.newFrom,
      newTo: part.newTo + gap.newFrom,
    })),
  )
  const isInPlace = rewriting(aligned, older.words, newer.words)
  return aligned.flatMap((part) => {
    const [from, to] = [older.startOf(part.from), older.startOf(part.to)]
    const [newFrom, newTo] = [newer.startOf(part.newFrom), newer.startOf(part.newTo)]
    if (!byWords || (!part.isAkin && !isInPlace(part))) return [{ from, to, newFrom, newTo }]
    // The first border stays, whatever is found behind it.
    const [words, newWords] = [textsOf(before.slice(from + 1, to)), textsOf(after.slice(newFrom + 1, newTo))]
    return compare(words, newWords, from + 1, newFrom + 1)
  })
}

type WordsOf = (from: number, to: number) => readonly Words[]

/** Whether one paragraph that stands in the place of one was written anew there: neither of the two stands elsewhere. */
function rewriting(aligned: readonly Aligned[], older: WordsOf, newer: WordsOf): (part: Aligned) => boolean {
  const left = aligned.filter(({ isAkin }) => !isAkin)
  const [olds, news] = [
    left.map(({ from, to }) => older(from, to)),
    left.map((each) => newer(each.newFrom, each.newTo)),
  ]
  const isMuch = olds.flat().length * news.flat().length > MOST_PAIRS
  const isElsewhere = (one: readonly Words[], others: readonly (readonly Words[])[], at: number) =>
    !isMuch &&
    others.some((each, index) => index !== at && each.some((other) => one.some((words) => areAkin(words, other))))
  return (part) => {
    const isOneForOne = part.to - part.from === 1 && part.newTo - part.newFrom === 1
    const at = left.indexOf(part)
    return isOneForOne && !isElsewhere(olds[at] ?? [], news, at) && !isElsewhere(news[at] ?? [], olds, at)
  }
}

const textsOf = (tokens: readonly Token[]): string[] => tokens.map((token) => token.text)

function paragraphsOf(tokens: readonly Token[]) {
  const starts: number[] = []
  const texts: string[] = []
  // Long texts are held against many amendments: one walk over their words.
  tokens.forEach((token, at) => {
    if (isBorder(token)) {
      starts.push(at)
      texts.push('')
    } else if (texts.length > 0) texts[texts.length - 1] += token.text
  })
  const wordsIn = (paragraph: number) =>
    tokens.slice(starts[paragraph], starts[paragraph + 1]).filter(({ isWord }) => isWord)
  const known = new Map<number, Words>()
  const wordsOf = (paragraph: number): Words => {
    const words = known.get(paragraph) ?? textsOf(wordsIn(paragraph)).sort()
    known.set(paragraph, words)
    return words
  }
  return {
    texts,
    startOf: (paragraph: number): number => starts[paragraph] ?? tokens.length,
    words: (from: number, to: number): readonly Words[] =>
      Array.from({ length: to - from }, (_, index) => wordsOf(from + index)),
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
 * a paragraph if it can, else to that of a sentence, else as far left as it goes.
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
  let sentence: number | null = null
  while (!isBorderAt(tokens, start + by)) {
    if (beginsSentence(tokens, start + by) && sentence === null) sentence = by
    if (by === left || !isAlike(by - 1)) return sentence ?? by
    by -= 1
  }
  return by
}

/** Whether a sentence begins at a token, or the space before one. */
function beginsSentence(tokens: readonly Token[], at: number): boolean {
  const [before, earlier] = [tokens[at - 1]?.text ?? '', tokens[at - 2]?.text ?? '']
  return isBorderAt(tokens, at - 1) || SENTENCE_END.test(/^\s+$/.test(before) ? earlier : before)
}

const SENTENCE_END = /[.!?…]$/

const isBorderAt = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at]
  return token !== undefined && isBorder(token)
}

/** Hunks with paragraph borders in them, joined where no word stands between: a space kept by chance does not tear one apart. */
export function joinedAtBorders(hunks: readonly Hunk[], before: readonly Token[], after: readonly Token[]): Hunk[] {
  const hasBorder = ({ from, to, newFrom, newTo }: Hunk) =>
    before.slice(from, to).some(isBorder) || after.slice(newFrom, newTo).some(isBorder)
  const isWhole = (hunk: Hunk) => isWholeParagraphs(hunk, before, after)
  const joined: Hunk[] = []
  for (const hunk of hunks) {
    const last = joined.at(-1)
    const isOne =
      last &&
      (hasBorder(last) || hasBorder(hunk)) &&
      isWhole(last) === isWhole(hunk) &&
      !before.slice(last.to, hunk.from).some(hasWeight)
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

/** Whether nothing but whole paragraphs changes: any number is taken out, any number put in their place. */
export const isWholeParagraphs = (hunk: Hunk, before: readonly Token[], after: readonly Token[]): boolean =>
  isEdge(before[hunk.from]) && isEdge(before[hunk.to]) && (hunk.newFrom === hunk.newTo || isEdge(after[hunk.newFrom]))

/** A border, or the end of the text. */
export const isEdge = (token: Token | undefined): boolean => token === undefined || isBorder(token)
