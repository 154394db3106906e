import { canonicalJson, type Json, sameJson } from '../canonical-json.ts'
import type { Language } from '../language.ts'
import { AKIN_SHARE, MOST_PAIRS, shareOf, type Words } from './alignment.ts'
import { type Block, type Mark, marksOf } from './canonical.ts'
import { type Edit, editsBetween } from './edits.ts'
import { type Hunk, MOST_STEPS } from './hunks.ts'
import {
  attributesOf,
  eachCharacter,
  type Format,
  isBorder,
  levelAt,
  sameFormat,
  sameLook,
  spannedText,
  type Token,
  tokensOf,
} from './tokens.ts'

/** Words that both texts have, or only one of them; *formatted*: both have them, with other marks. */
export type Segment =
  | { readonly kind: 'same' | 'added' | 'deleted'; readonly text: string; readonly marks: readonly Mark[] }
  | {
      readonly kind: 'formatted'
      readonly text: string
      readonly marks: readonly Mark[]
      readonly was: readonly Mark[]
    }

/**
 * A paragraph of either text. *Added*: it begins here only in the newer text, be it new or split off; *deleted*: only in the older one,
 * and words of it that are still there go on in the paragraph before. *Moved-from* and *moved-to* with one `move` are the same paragraph
 * where it stood and where it stands; its changes are shown where it stands.
 */
export type ParagraphDifference = {
  readonly kind: 'same' | 'added' | 'deleted' | 'moved-from' | 'moved-to'
  readonly level: number
  /** The level it had, where that is another one. */
  readonly wasLevel?: number
  readonly move?: number
  readonly segments: readonly Segment[]
}

export type Difference = {
  readonly paragraphs: readonly ParagraphDifference[]
  readonly counts: DifferenceCounts
  /** Where it was not looked at word by word: `stretch`: so much differs that it is shown as written anew; `all`: the text is too long. */
  readonly coarse: 'stretch' | 'all' | null
}

/** Characters of one text beyond which whole paragraphs are compared: a device must not compute for minutes. Source: RULES.md VE18. */
export const MOST_COMPARED = 400_000

/** Words added, deleted and formatted, paragraphs moved and set on another level. */
export type DifferenceCounts = {
  readonly added: number
  readonly deleted: number
  readonly formatted: number
  readonly moved: number
  readonly levels: number
}

export const NO_DIFFERENCES: DifferenceCounts = { added: 0, deleted: 0, formatted: 0, moved: 0, levels: 0 }

export const addedCounts = (all: readonly DifferenceCounts[]): DifferenceCounts =>
  all.reduce(
    (sum, counts) => ({
      added: sum.added + counts.added,
      deleted: sum.deleted + counts.deleted,
      formatted: sum.formatted + counts.formatted,
      moved: sum.moved + counts.moved,
      levels: sum.levels + counts.levels,
    }),
    NO_DIFFERENCES,
  )

export const sameBlocks = (one: readonly Block[], other: readonly Block[]): boolean =>
  sameJson(one as unknown as Json, other as unknown as Json)

/**
 * What differs between two texts, word by word, as a page draws it; either text can be read off it whole.
 * Source: RULES.md VE5, VE6, VE7, VE8.
 */
export function differenceOf(before: readonly Block[], after: readonly Block[], language: Language): Difference {
  const [was, is] = [tokensOf(before, language), tokensOf(after, language)]
  const byWords = Math.max(lengthOf(was), lengthOf(is)) <= MOST_COMPARED
  const edits = editsBetween(was, is, byWords)
  const drafts = withMoves(draftsOf(was, is, edits))
  const coarse = byWords ? (edits.some(isAnew) ? 'stretch' : null) : 'all'
  return { paragraphs: drafts.map(drawn), counts: countsOf(drafts), coarse }
}

const lengthOf = (tokens: readonly Token[]): number => tokens.reduce((sum, { length }) => sum + length, 0)

/** Whether a stretch of both texts is so large that it may not have been looked at word by word. */
const isAnew = ({ from, to, newFrom, newTo }: Edit): boolean =>
  from < to && newFrom < newTo && to - from + newTo - newFrom >= MOST_STEPS

/** A text beside itself. */
export const noDifference = (blocks: readonly Block[]): Difference => ({
  paragraphs: blocks.map(({ level = 0, content }) => ({
    kind: 'same',
    level,
    segments: content.map(({ text, marks = [] }) => ({ kind: 'same', text, marks })),
  })),
  counts: NO_DIFFERENCES,
  coarse: null,
})

/** One token of either text; `was`: the same token in the older one, where both have it. */
type Piece = { readonly kind: 'same' | 'added' | 'deleted'; readonly token: Token; readonly was?: Token }
type Draft = {
  readonly kind: ParagraphDifference['kind']
  readonly border: Piece
  readonly words: readonly Piece[]
  readonly move?: number
}

function draftsOf(before: readonly Token[], after: readonly Token[], edits: readonly Edit[]): Draft[] {
  const drafts: { kind: Draft['kind']; border: Piece; words: Piece[] }[] = []
  for (const piece of piecesOf(before, after, edits)) {
    if (isBorder(piece.token)) drafts.push({ kind: piece.kind, border: piece, words: [] })
    else drafts.at(-1)?.words.push(piece)
  }
  return drafts
}

function piecesOf(before: readonly Token[], after: readonly Token[], edits: readonly Edit[]): Piece[] {
  const pieces: Piece[] = []
  let [at, newAt] = [0, 0]
  const keepUntil = (end: number) => {
    for (; at < end; at += 1, newAt += 1) {
      const [was, token] = [before[at], after[newAt]]
      if (was && token) pieces.push({ kind: 'same', token, was })
    }
  }
  for (const { from, to, newFrom, newTo } of edits.map((edit) => trimmed(edit, before, after))) {
    keepUntil(from)
    pieces.push(...before.slice(from, to).map((token): Piece => ({ kind: 'deleted', token })))
    pieces.push(...after.slice(newFrom, newTo).map((token): Piece => ({ kind: 'added', token })))
    at = to
    newAt = newTo
  }
  keepUntil(before.length)
  return pieces
}

/** An edit inside a paragraph without the signs and spaces that both texts have at its ends. */
function trimmed(edit: Edit, before: readonly Token[], after: readonly Token[]): Hunk {
  const { from, to, newFrom, newTo } = edit
  if (before.slice(from, to).some(isBorder) || after.slice(newFrom, newTo).some(isBorder)) return edit
  let [start, end] = [0, 0]
  const isKept = (was: Token | undefined, token: Token | undefined) =>
    was !== undefined && was.text === token?.text && !was.isWord
  const most = Math.min(to - from, newTo - newFrom)
  while (start < most && isKept(before[from + start], after[newFrom + start])) start += 1
  while (start + end < most && isKept(before[to - end - 1], after[newTo - end - 1])) end += 1
  return { from: from + start, to: to - end, newFrom: newFrom + start, newTo: newTo - end }
}

/** A paragraph of fewer words is like another one by chance. */
const LEAST_WORDS_MOVED = 3

/** Finds paragraphs that were deleted whole and stand, nearly the same, elsewhere. Source: RULES.md VE6. */
function withMoves(drafts: readonly Draft[]): Draft[] {
  const whole = (kind: 'added' | 'deleted') =>
    drafts
      .filter((draft) => draft.kind === kind && draft.words.every((word) => word.kind === kind))
      .map((draft) => ({ draft, words: wordsOf(draft).sort() }))
      .filter(({ words }) => words.length >= LEAST_WORDS_MOVED)
  const moved = new Map<Draft, Draft>()
  let move = 0
  for (const [from, to] of movesBetween(whole('deleted'), whole('added'))) {
    move += 1
    moved.set(from, { ...from, kind: 'moved-from', move })
    moved.set(to, movedTo(from, to, move))
  }
  return drafts.map((draft) => moved.get(draft) ?? draft)
}

type Whole = { readonly draft: Draft; readonly words: Words }

/** Which went where: first those that are the same word for word, then the most alike. */
function movesBetween(deleted: readonly Whole[], added: readonly Whole[]): [Draft, Draft][] {
  const moves: [Draft, Draft][] = []
  const gone = new Set<Whole>()
  const pair = (from: Whole, to: Whole) => {
    gone.add(from).add(to)
    moves.push([from.draft, to.draft])
  }
  const same = Map.groupBy(added, ({ draft }) => textOf(draft))
  for (const from of deleted) {
    const to = same.get(textOf(from.draft))?.find((one) => !gone.has(one))
    if (to) pair(from, to)
  }
  const [olds, news] = [deleted, added].map((all) => all.filter((one) => !gone.has(one)))
  if (!olds || !news || olds.length * news.length > MOST_PAIRS) return moves
  const alike = olds
    .flatMap((from) => news.map((to) => ({ from, to, share: shareOf(from.words, to.words) })))
    .filter(({ share }) => share >= AKIN_SHARE)
    .sort((one, other) => other.share - one.share)
  for (const { from, to } of alike) if (!gone.has(from) && !gone.has(to)) pair(from, to)
  return moves
}

const textOf = ({ words }: Draft): string => words.map(({ token }) => token.text).join('')
const wordsOf = ({ words }: Draft): string[] => words.filter(({ token }) => token.isWord).map(({ token }) => token.text)

/** The paragraph where it stands now, with what was changed in it. */
function movedTo(from: Draft, to: Draft, move: number): Draft {
  const tokens = ({ border, words }: Draft) => [border, ...words].map(({ token }) => token)
  const [was, is] = [tokens(from), tokens(to)]
  const [border = to.border, ...words] = piecesOf(was, is, editsBetween(was, is))
  return { kind: 'moved-to', border, words, move }
}

function drawn({ kind, border, words, move }: Draft): ParagraphDifference {
  const level = levelAt(border.token)
  const wasLevel = border.was ? levelAt(border.was) : level
  return {
    kind,
    level,
    ...(wasLevel === level ? {} : { wasLevel }),
    ...(move === undefined ? {} : { move }),
    segments: joined(words.flatMap(segmentsOf)),
  }
}

function segmentsOf({ kind, token, was }: Piece): Segment[] {
  if (!was || sameLook(token, was))
    return spannedText(token.text, token.spans).map(({ text, format }) => ({ kind, text, marks: marksIn(format) }))
  const before = eachCharacter(was)
  return eachCharacter(token).map(({ format }, at): Segment => {
    const text = token.text.charAt(at)
    const old = before[at]?.format ?? {}
    if (sameFormat(format, old)) return { kind: 'same', text, marks: marksIn(format) }
    return { kind: 'formatted', text, marks: marksIn(format), was: marksIn(old) }
  })
}

const marksIn = (format: Format): Mark[] => marksOf(attributesOf(format))

function joined(segments: readonly Segment[]): Segment[] {
  const all: Segment[] = []
  for (const segment of segments) {
    const last = all.at(-1)
    if (last && looksAlike(last, segment)) all[all.length - 1] = { ...last, text: last.text + segment.text }
    else all.push(segment)
  }
  return all
}

/** Asked of every word of a text: most have no marks at all. */
function looksAlike(one: Segment, other: Segment): boolean {
  if (one.kind !== other.kind || !sameMarks(one.marks, other.marks)) return false
  return one.kind !== 'formatted' || other.kind !== 'formatted' || sameMarks(one.was, other.was)
}

const sameMarks = (one: readonly Mark[], other: readonly Mark[]): boolean =>
  one.length === other.length && (one.length === 0 || canonicalJson(one) === canonicalJson(other))

function countsOf(drafts: readonly Draft[]): DifferenceCounts {
  const words = drafts
    .filter(({ kind }) => kind !== 'moved-from')
    .flatMap((draft) => draft.words)
    .filter(({ token }) => token.isWord)
  const count = (kind: Piece['kind']) => words.filter((word) => word.kind === kind).length
  return {
    added: count('added'),
    deleted: count('deleted'),
    formatted: words.filter(({ token, was }) => was && !sameLook(token, was)).length,
    moved: drafts.filter(({ kind }) => kind === 'moved-to').length,
    levels: drafts.filter(({ border }) => border.was && levelAt(border.token) !== levelAt(border.was)).length,
  }
}
