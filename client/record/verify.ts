import { chainHash } from '../../shared/record/chain.ts'

export type Link = {
  readonly number: number
  readonly previous: string
  readonly hash: string
  readonly content: string
}
export type Verdict =
  | { readonly whole: true; readonly from: number; readonly to: number; readonly count: number }
  | { readonly whole: false; readonly number: number }

/**
 * Whether a run of entries is whole: every hash is that of its content, every entry names the hash before it, no number is missing.
 * Source: RULES.md RB1.
 */
export function verify(entries: readonly Link[]): Verdict | null {
  const sorted = [...entries].sort((a, b) => a.number - b.number)
  const [first] = sorted
  const last = sorted.at(-1)
  if (!first || !last) return null
  for (const [place, entry] of sorted.entries()) {
    const before = sorted[place - 1]
    const follows = !before || (before.hash === entry.previous && before.number + 1 === entry.number)
    if (!follows || chainHash(entry.previous, entry.content) !== entry.hash)
      return { whole: false, number: entry.number }
  }
  return { whole: true, from: first.number, to: last.number, count: sorted.length }
}
