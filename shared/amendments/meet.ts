import type { Edit } from '../text/edits.ts'
import { isEdge, isWholeParagraphs } from '../text/hunks.ts'
import { isBorder, type Token } from '../text/tokens.ts'

/** An edit of one side, with the text it comes from. */
export type Made = { readonly edit: Edit; readonly tokens: readonly Token[] }

/**
 * Whether edits of two sides meet: they overlap, or no unchanged word, border or end of a sentence stands between them. Changes of
 * whole paragraphs meet only where both put some at the same place, or where one puts a paragraph between two that the other joins.
 * Source: RULES.md AM2, AM3.
 */
export function meet(base: readonly Token[], one: Made, other: Made): boolean {
  const [x, y] = [one.edit, other.edit]
  if (x.from < y.to && y.from < x.to) return true
  const oneIsWhole = isWholeParagraphs(x, base, one.tokens)
  const otherIsWhole = isWholeParagraphs(y, base, other.tokens)
  if (oneIsWhole && otherIsWhole) return x.from === x.to && y.from === y.to && x.from === y.from
  if (oneIsWhole) return meetsParagraphs(base, other, x)
  if (otherIsWhole) return meetsParagraphs(base, one, y)
  for (let at = Math.min(x.to, y.to); at < Math.max(x.from, y.from); at += 1) if (parts(base, at)) return false
  return true
}

/**
 * Whether words changed at a border meet paragraphs that are put or taken out at it: those before it only if they bring a paragraph of
 * their own, from which at most a sign that was kept by chance parts the others.
 */
function meetsParagraphs(base: readonly Token[], { edit: words, tokens }: Made, paragraphs: Edit): boolean {
  if (words.to > paragraphs.from) return words.from === paragraphs.to
  if (!tokens.slice(words.newFrom, words.newTo).some(isBorder)) return false
  const putsSome = paragraphs.newFrom < paragraphs.newTo
  const kept = base.slice(words.to, paragraphs.from)
  return kept.length === 0 || (putsSome && !kept.some((token) => token.isWord || isBorder(token)))
}

const parts = (base: readonly Token[], at: number): boolean => {
  const token = base[at]
  return token !== undefined && (token.isWord || isBorder(token) || endsSentence(base, at))
}

/** Whether a sign ends a sentence; the one in "ст. 5" or "г. Алматы" does not. */
export function endsSentence(tokens: readonly Token[], at: number): boolean {
  if (!/^[.!?…]/.test(tokens[at]?.text ?? '')) return false
  if ((tokens[at - 1]?.text.length ?? 0) <= LONGEST_ABBREVIATION) return false
  const next = tokens[at + 1]
  return isEdge(next) || (next?.text === ' ' && /^\p{Lu}/u.test(tokens[at + 2]?.text ?? ''))
}

const LONGEST_ABBREVIATION = 2
