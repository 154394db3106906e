import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, PlaceId, VoteId } from '../ids.ts'
import { sayInEach } from '../messages/translate.ts'
import { type Capacity, isSecretariat } from '../sessions/rules.ts'
import type { Instant } from '../time.ts'
import type { Outcome, OutcomeInput, Roll } from './model.ts'
import { computeOutcome } from './outcome.ts'

/** How long the chair waits for objections, in seconds. Source: RULES.md VO105. */
export const WINDOW_S = { least: 10, usual: 60, most: 600 } as const

/** The question whether anybody objects, and who did. */
export type Window = {
  readonly vote: VoteId
  /** Before this the chair does not close it. */
  readonly until: Instant
  readonly objection: Objection | null
}
/** `by` is the secretary when it was spoken in the hall. */
export type Objection = {
  readonly place: PlaceId
  readonly account: AccountId
  readonly at: Instant
  readonly by: AccountId
}

/**
 * Whether somebody objects to deciding without a vote: for their own place, or the secretary for one that spoke up.
 * Refuses: vote-not-open, wrong-manner, not-on-the-roll, not-your-place. Source: RULES.md VO106.
 */
export function object(
  vote: { readonly stage: string; readonly roll: Roll },
  window: Window | null,
  capacity: Capacity,
  place: PlaceId,
): Decision<AccountId> {
  if (!window) return refuse('wrong-manner', 'VO106')
  if (vote.stage !== 'open') return refuse('vote-not-open', 'VO7')
  const found = vote.roll.places.find(({ id }) => id === place)
  if (!found) return refuse('not-on-the-roll', 'VO9')
  if (found.account !== capacity.account && !isSecretariat(capacity)) return refuse('not-your-place', 'VO10')
  return allow(found.account)
}

/** Whether the chair may say that nobody objected: not before the window is over. Refuses: window-open. Source: RULES.md VO105. */
export const closeWindow = (window: Window, now: Instant): Decision =>
  now < window.until ? refuse('window-open', 'VO105') : allow()

/**
 * What silence decides: carried when nobody objected and every council kept its quorum; an objection leaves it to a vote.
 * Source: RULES.md VO105, VO106, VO107.
 */
export function outcomeWithoutVote(input: OutcomeInput, isObjected: boolean): Outcome {
  const counted = computeOutcome({ ...input, ballots: [] })
  const { quorum } = counted
  const known = counted.steps.filter(({ key }) => key === 'quorum')
  const missing = [...quorum.opening, ...quorum.close].some(({ reached }) => !reached)
  if (missing && !isObjected) return { ...counted, tallies: [] }
  const said = sayInEach(`outcome.window.${isObjected ? 'objected' : 'silent'}`)
  const result = isObjected ? ('no-decision' as const) : ('carried' as const)
  return {
    result,
    reason: isObjected ? 'objected' : 'no-objection',
    quorum,
    tallies: [],
    headline: sayInEach(`outcome.window.headline.${isObjected ? 'objected' : 'silent'}`),
    explanation: said,
    steps: [
      ...known,
      { key: 'majority', holds: !isObjected, sentence: said, rule: isObjected ? 'VO106' : 'VO105' },
      {
        key: 'result',
        holds: null,
        sentence: sayInEach(`outcome.result.${isObjected ? 'noDecision' : 'carried'}`),
        rule: 'VO105',
      },
    ],
  }
}
