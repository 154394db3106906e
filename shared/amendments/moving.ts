import type { Edit } from '../text/edits.ts'
import { isWholeParagraphs } from '../text/hunks.ts'
import { isBorder, plainOf, type Token } from '../text/tokens.ts'
import type { Side } from './plan-model.ts'

/** Of so few words passages are alike by chance, unless they are whole paragraphs. */
const FEW_WORDS = 2

const linesOf = (tokens: readonly Token[], from: number, to: number): string[] =>
  plainOf(tokens.slice(from, to))
    .split('\n')
    .map((passage) => passage.trim())

/** Paragraphs, or parts of them, of more than two words in a stretch. */
export const passagesOf = (tokens: readonly Token[], from: number, to: number): string[] =>
  linesOf(tokens, from, to).filter((passage) => passage.split(/\s+/).length > FEW_WORDS)

const wordsOf = (passage: string): readonly string[] => passage.match(/[\p{L}\p{N}]+/gu) ?? []

/** A passage is moved, not written anew, from one third of the words of the longer one on. */
const WORDS_FOR_ONE_ALIKE = 3

/** Where a side put what it took out elsewhere: the edit that took it out, and the last one that put it. Source: RULES.md AM4. */
export function movesOf(base: readonly Token[], { tokens, edits }: Side): ReadonlyMap<Edit, Edit> {
  const put = edits.flatMap((edit) =>
    passagesOf(tokens, edit.newFrom, edit.newTo).map((passage) => ({ edit, words: wordsOf(passage) })),
  )
  const moves = new Map<Edit, Edit>()
  const findAlike = alikeAmong(put)
  for (const edit of edits) {
    const alike = new Set(passagesOf(base, edit.from, edit.to).flatMap((passage) => findAlike(wordsOf(passage))))
    const target = edits.findLast((other) => other !== edit && alike.has(other))
    if (target) moves.set(edit, target)
  }
  return moves
}

/**
 * Where a side put short paragraphs elsewhere, as `movesOf`: of two words or less before or after, one within the other and a third of it
 * or more. Source: RULES.md AM4.
 */
export function shortMovesOf(base: readonly Token[], { tokens, edits }: Side): ReadonlyMap<Edit, Edit> {
  const whole = edits.filter((edit) => isWholeParagraphs(edit, base, tokens))
  const paragraphs = (side: readonly Token[], from: number, to: number) =>
    linesOf(side, from, to)
      .map(wordsOf)
      .filter((words) => words.length > 0 && words.length <= WORDS_FOR_ONE_ALIKE * FEW_WORDS)
  const put = whole.flatMap((edit) => paragraphs(tokens, edit.newFrom, edit.newTo).map((words) => ({ edit, words })))
  const isAlike = (taken: readonly string[], words: readonly string[]): boolean => {
    const [less, more] = taken.length < words.length ? [taken, words] : [words, taken]
    const isShort = less.length <= FEW_WORDS && WORDS_FOR_ONE_ALIKE * less.length >= more.length
    return isShort && inRow(more).includes(inRow(less))
  }
  const moves = new Map<Edit, Edit>()
  for (const edit of put.length > 0 ? whole : []) {
    const taken = paragraphs(base, edit.from, edit.to)
    const target = put.findLast((one) => one.edit !== edit && taken.some((words) => isAlike(words, one.words)))
    if (target) moves.set(edit, target.edit)
  }
  return moves
}

const inRow = (words: readonly string[]): string => ` ${words.join(' ')} `

/** Words taken out at one side of a paragraph's border and put at its other side: the stretch of the base between is borders alone. */
export type Carry = { readonly source: Edit; readonly target: Edit; readonly from: number; readonly to: number }

/** What a side carried over a border, however few words: so near to each other they are not alike by chance. Source: RULES.md AM4. */
export function carriesOf(base: readonly Token[], { tokens, edits }: Side): readonly Carry[] {
  const wordsAt = ({ from, to, newFrom, newTo }: Edit) => ({
    old: wordsOf(plainOf(base.slice(from, to))),
    new: wordsOf(plainOf(tokens.slice(newFrom, newTo))),
  })
  const isCarried = (source: Edit, target: Edit): boolean => {
    const [there, here] = [wordsAt(source), wordsAt(target)]
    const taken = without(there.old, there.new)
    return taken.length > 0 && inRow(without(here.new, here.old)).includes(inRow(taken))
  }
  return edits.flatMap((first, at) => {
    const second = edits[at + 1]
    if (!second || !base.slice(first.to, second.from).every(isBorder)) return []
    const between = { from: first.to, to: second.from }
    return [
      ...(isCarried(first, second) ? [{ source: first, target: second, ...between }] : []),
      ...(isCarried(second, first) ? [{ source: second, target: first, ...between }] : []),
    ]
  })
}

/** The words but for those that the others begin and end with too. */
function without(words: readonly string[], others: readonly string[]): readonly string[] {
  const most = Math.min(words.length, others.length)
  let start = 0
  while (start < most && words[start] === others[start]) start += 1
  let end = 0
  while (end < most - start && words.at(-1 - end) === others.at(-1 - end)) end += 1
  return words.slice(start, words.length - end)
}

type Put = { readonly edit: Edit; readonly words: readonly string[] }

/** Answers the edits that put a passage like the one asked about. */
function alikeAmong(put: readonly Put[]): (words: readonly string[]) => Edit[] {
  const holders = new Map<string, Put[]>()
  for (const one of put)
    for (const word of new Set(one.words)) {
      const known = holders.get(word)
      if (known) known.push(one)
      else holders.set(word, [one])
    }
  return (words) => {
    const shared = new Map<Put, number>()
    for (const word of words) for (const one of holders.get(word) ?? []) shared.set(one, (shared.get(one) ?? 0) + 1)
    return [...shared]
      .filter(([one, count]) => WORDS_FOR_ONE_ALIKE * count >= Math.max(words.length, one.words.length))
      .map(([{ edit }]) => edit)
  }
}

/** Where the moves of these edits lead, as one string: equal when both sides moved the same to the same place. */
export const destinationsOf = (edits: readonly Edit[], moves: ReadonlyMap<Edit, Edit>, { tokens }: Side): string =>
  edits
    .flatMap((edit) => moves.get(edit) ?? [])
    .map((target) => `${target.from} ${plainOf(tokens.slice(target.newFrom, target.newTo))}`)
    .join('\n\n')
