import type { Edit } from '../text/edits.ts'
import { plainOf, type Token } from '../text/tokens.ts'
import type { Side } from './plan-model.ts'

/** Paragraphs, or parts of them, of more than two words in a stretch: shorter ones are alike by chance. */
export const passagesOf = (tokens: readonly Token[], from: number, to: number): string[] =>
  plainOf(tokens.slice(from, to))
    .split('\n')
    .map((passage) => passage.trim())
    .filter((passage) => passage.split(/\s+/).length > 2)

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
