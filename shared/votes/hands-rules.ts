import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId } from '../ids.ts'
import { type Capacity, isSecretariat } from '../sessions/rules.ts'
import type { Instant } from '../time.ts'
import { WAYS } from './manners.ts'
import type { Choice, HandCount, OutcomeInput, Roll, Tally, VoteManner } from './model.ts'
import { computeOutcome } from './outcome.ts'

type Scope = Tally['scope']

/** What one teller entered, once. */
export type TellerCount = {
  readonly number: number
  readonly teller: AccountId
  readonly counts: readonly HandCount[]
  readonly at: Instant
}

/** What the rules need of a vote by hands. */
export type Raised = {
  readonly stage: string
  readonly manner: VoteManner
  readonly counting: OutcomeInput['counting']
  readonly councils: readonly { readonly id: Exclude<Scope, 'pool'> }[]
  readonly roll: Roll
}

/** What is counted apart: all hands together in one pool, else each council's, with how many places each has. */
export const scopesOf = ({ counting, councils, roll }: Raised): readonly { scope: Scope; places: number }[] =>
  counting === 'one-pool'
    ? [{ scope: 'pool', places: roll.places.length }]
    : councils.map(({ id }) => ({
        scope: id,
        places: roll.places.filter(({ seats }) => seats.some(({ council }) => council === id)).length,
      }))

/** The two who count: whoever entered first, and the next one. */
export const tellersOf = (entered: readonly TellerCount[]): readonly AccountId[] =>
  [...new Set(entered.map(({ teller }) => teller))].slice(0, 2)

/** What a teller entered last. */
export const lastOf = (entered: readonly TellerCount[], teller: AccountId): readonly HandCount[] | null =>
  entered.findLast((one) => one.teller === teller)?.counts ?? null

export type CountStanding = 'none' | 'one' | 'differ' | 'agree'

/** How the two counts stand to each other; nothing is said of the numbers. */
export function standingOf(entered: readonly TellerCount[]): CountStanding {
  const [first, second] = tellersOf(entered).map((teller) => lastOf(entered, teller))
  if (!first) return 'none'
  if (!second) return 'one'
  return sameCounts(first, second) ? 'agree' : 'differ'
}

/** The numbers on which both tellers agree; null before. */
export function agreedCounts(entered: readonly TellerCount[]): readonly HandCount[] | null {
  const [first] = tellersOf(entered)
  return first && standingOf(entered) === 'agree' ? lastOf(entered, first) : null
}

export const sameCounts = (one: readonly HandCount[], other: readonly HandCount[]): boolean =>
  one.length === other.length &&
  one.every((count) => {
    const same = other.find(({ scope }) => scope === count.scope)
    return same !== undefined && CHOICES_COUNTED.every((choice) => count[choice] === same[choice])
  })

const CHOICES_COUNTED = ['for', 'against', 'abstain'] as const

/**
 * Whether a teller may enter a count: of every scope, and nowhere more than there are places.
 * Refuses: no-right, vote-not-open, wrong-manner, two-tellers, malformed, too-many-counted. Source: RULES.md VO66, VO67.
 */
export function enterCount(
  vote: Raised,
  capacity: Capacity,
  entered: readonly TellerCount[],
  counts: readonly HandCount[],
): Decision {
  const may = countHands(vote, capacity, entered)
  return may.ok ? wholeCount(vote, counts) : may
}

/** Whether counts are of every scope, and nowhere more than there are places. Refuses: malformed, too-many-counted. Source: RULES.md VO67. */
export function wholeCount(vote: Raised, counts: readonly HandCount[]): Decision {
  const scopes = scopesOf(vote)
  if (counts.length !== scopes.length || !scopes.every(({ scope }) => counts.some((one) => one.scope === scope)))
    return refuse('malformed', 'VO67')
  for (const { scope, places } of scopes) {
    const counted = totalOf(counts.find((one) => one.scope === scope))
    if (counted > places) return refuse('too-many-counted', 'VO67', { counted, entitled: places })
  }
  return allow()
}

/** Whether a person is, or may become, one of the two tellers. Refuses: no-right, vote-not-open, wrong-manner, two-tellers. Source: RULES.md VO66. */
export function countHands(vote: Raised, capacity: Capacity, entered: readonly TellerCount[]): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'VO66')
  if (vote.stage !== 'open') return refuse('vote-not-open', 'VO7')
  if (!WAYS[vote.manner].byHands) return refuse('wrong-manner', 'VO66')
  const tellers = tellersOf(entered)
  return tellers.length < 2 || tellers.includes(capacity.account) ? allow() : refuse('two-tellers', 'VO66')
}

const totalOf = (count: HandCount | undefined): number =>
  count ? CHOICES_COUNTED.reduce((sum, choice) => sum + count[choice], 0) : 0

/** Counts that are equal where a chair on the roll decides: that chair's own vote must be said. Source: RULES.md VO69. */
export const scopesTied = (input: OutcomeInput): readonly Scope[] =>
  computeOutcome(input)
    .tallies.filter(({ decides, tie }) => decides && tie !== null && tie.place !== null)
    .map(({ scope }) => scope)

/** A chair's own vote as it was said at the close; null: no hand of theirs. */
export type ChairsWord = { readonly scope: string; readonly choice: Choice | null }

/**
 * Whether hands may be closed: both tellers agree, and the chair of every scope that is equal has said their vote, one that was counted.
 * Refuses: not-counted, counts-differ, chair-choice-needed, chair-not-counted. Source: RULES.md VO66, VO69.
 */
export function closeCount(
  entered: readonly TellerCount[],
  tied: readonly Scope[],
  chairs: readonly ChairsWord[],
): Decision {
  const standing = standingOf(entered)
  if (standing === 'differ') return refuse('counts-differ', 'VO66')
  const agreed = agreedCounts(entered)
  return agreed ? chairsSaid(agreed, tied, chairs) : refuse('not-counted', 'VO66')
}

/** Whether the chair of every scope that is equal has said their vote, one that was counted. Refuses: chair-choice-needed, chair-not-counted. Source: RULES.md VO69. */
export function chairsSaid(
  counts: readonly HandCount[],
  tied: readonly Scope[],
  chairs: readonly ChairsWord[],
): Decision {
  for (const scope of tied) {
    const said = chairs.find((one) => one.scope === scope)
    if (!said) return refuse('chair-choice-needed', 'VO69')
    const counted = counts.find((one) => one.scope === scope)
    if (said.choice !== null && !counted?.[said.choice]) return refuse('chair-not-counted', 'VO69')
  }
  return allow()
}
