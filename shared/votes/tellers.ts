import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, PlaceId } from '../ids.ts'
import { type Capacity, run } from '../sessions/rules.ts'
import type { Instant } from '../time.ts'
import { standingOf, type TellerCount } from './hands-rules.ts'
import type { VoteStage } from './model.ts'
import { type Keying, sheetStanding } from './paper-rules.ts'

/** Up to which entry those of a teller are set aside: the hands of the vote (`place` null), or one sheet. */
export type Cut = { readonly place: PlaceId | null; readonly upto: number }

/** That what a teller who is gone entered counts no more, by whom and why. Source: RULES.md VO76. */
export type SetAside = {
  readonly number: number
  readonly teller: AccountId
  readonly cuts: readonly Cut[]
  readonly words: string
  readonly by: AccountId
  readonly at: Instant
}

type Entered = { readonly teller: AccountId; readonly number: number }

/**
 * What tellers entered at one place and stands: without what was set aside; of the teller who stays only the last entry before that, so
 * that whoever comes in compares with it at once. Source: RULES.md VO76.
 */
export const standing = <One extends Entered>(
  entered: readonly One[],
  aside: readonly SetAside[],
  place: PlaceId | null,
): readonly One[] =>
  aside.reduce<readonly One[]>((left, { teller, cuts }) => {
    const cut = cuts.find((one) => one.place === place)
    if (!cut) return left
    const others = left.filter((one) => one.teller !== teller && one.number <= cut.upto)
    return [...others.slice(-1), ...left.filter(({ number }) => number > cut.upto)]
  }, entered)

/** What is entered in a vote and stands: hands, and sheet by sheet. */
export type Entries = {
  readonly counts: readonly TellerCount[]
  readonly sheets: readonly { readonly place: PlaceId; readonly keyed: readonly Keying[] }[]
}

/** Where an entry of a teller waits for the other one's, or differs from it. */
const waitsAt = (teller: AccountId, { counts, sheets }: Entries): Cut[] => {
  const cutOf = (place: PlaceId | null, entered: readonly Entered[]): Cut[] =>
    entered.some((one) => one.teller === teller) ? [{ place, upto: Math.max(...entered.map((one) => one.number)) }] : []
  return [
    ...(standingOf(counts) === 'agree' ? [] : cutOf(null, counts)),
    ...sheets.flatMap(({ place, keyed }) => (sheetStanding(keyed) === 'agree' ? [] : cutOf(place, keyed))),
  ]
}

/** The tellers something of whose waits for the other one's, or differs from it. */
export const waitingTellers = (entries: Entries): readonly AccountId[] => {
  const all = [...entries.counts, ...entries.sheets.flatMap(({ keyed }) => keyed)].map(({ teller }) => teller)
  return [...new Set(all)].filter((teller) => waitsAt(teller, entries).length > 0)
}

/**
 * Whether what a teller entered is set aside, by who runs the session: all that waits still, never what both tellers agree on.
 * Refuses: no-right, vote-not-open, nothing-to-set-aside. Source: RULES.md VO76.
 */
export function setAside(
  vote: { readonly stage: VoteStage },
  capacity: Capacity,
  teller: AccountId,
  entries: Entries,
): Decision<readonly Cut[]> {
  const may = run(capacity)
  if (!may.ok) return may
  if (vote.stage !== 'open') return refuse('vote-not-open', 'VO76')
  const cuts = waitsAt(teller, entries)
  return cuts.length > 0 ? allow(cuts) : refuse('nothing-to-set-aside', 'VO76')
}
