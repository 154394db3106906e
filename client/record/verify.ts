import { faultsOf, type Link } from '../../shared/record/chain.ts'

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
  let before = { number: first.number - 1, hash: first.previous }
  for (const entry of sorted) {
    if (faultsOf(before, entry).length > 0) return { whole: false, number: entry.number }
    before = entry
  }
  return { whole: true, from: first.number, to: last.number, count: sorted.length }
}
