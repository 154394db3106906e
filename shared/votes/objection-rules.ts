import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId } from '../ids.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, preside } from '../sessions/rules.ts'
import type { Ballot, Choice, Roll, VoteStage } from './model.ts'
import type { IntendedVote, Objection, ObjectionGround } from './remedies.ts'
import { type Voidable, voidable } from './void-rules.ts'

type Standing = { readonly stage: VoteStage; readonly roll: Pick<Roll, 'places'> }

const isOnTheRoll = ({ roll }: Standing, account: AccountId): boolean =>
  roll.places.some((place) => place.account === account)

/**
 * Whether a member may state what they meant by a ballot of their own device; it changes nothing.
 * Refuses: not-on-the-roll, session-closed, vote-not-closed, vote-void, no-own-ballot, already-so, already-stated.
 * Source: RULES.md VO89.
 */
export function stateIntention(
  vote: Standing,
  session: Pick<Session, 'stage'>,
  account: AccountId,
  ballots: readonly Ballot[],
  stated: readonly IntendedVote[],
  statement: { readonly place: Ballot['place']; readonly choice: Choice },
): Decision<{ readonly cast: Choice }> {
  const own = vote.roll.places.find(({ id }) => id === statement.place)
  if (own?.account !== account) return refuse(isOnTheRoll(vote, account) ? 'not-your-place' : 'not-on-the-roll', 'VO89')
  if (session.stage === 'closed') return refuse('session-closed', 'VO89')
  if (vote.stage === 'open') return refuse('vote-not-closed', 'VO89')
  if (vote.stage === 'void') return refuse('vote-void', 'VO89')
  const ballot = ballots.find(({ place }) => place === statement.place)
  if (ballot?.source !== 'device') return refuse('no-own-ballot', 'VO89')
  if (stated.some(({ place }) => place === statement.place)) return refuse('already-stated', 'VO89')
  return ballot.choice === statement.choice ? refuse('already-so', 'VO89') : allow({ cast: ballot.choice })
}

/**
 * Whether a member on the roll may object to an outcome: once it is announced, until the text is adopted or the session closed.
 * Refuses: not-on-the-roll, session-closed, vote-void, already-adopted, put-again, vote-not-closed, not-announced, already-objected.
 * Source: RULES.md VO90.
 */
export function lodgeObjection(
  vote: Standing & Voidable,
  session: Pick<Session, 'stage'>,
  account: AccountId,
  objections: readonly Objection[],
  ground: ObjectionGround,
): Decision {
  if (!isOnTheRoll(vote, account)) return refuse('not-on-the-roll', 'VO90')
  if (vote.stage === 'open' || vote.stage === 'closed') return refuse('not-announced', 'VO90')
  const may = voidable(vote, session)
  if (!may.ok) return refuse(may.refusal.code, 'VO90')
  const before = objections.some((one) => one.by === account && (one.ground === ground || one.stage === 'waiting'))
  return before ? refuse('already-objected', 'VO90') : allow()
}

/**
 * Whether the presiding chair may rule on an objection, with their own sign-in, also when the session has ended: else what was
 * carried could never be adopted. Upheld, the vote is void.
 * Refuses: no-right, already-ruled-on, vote-void, already-adopted, put-again. Source: RULES.md VO91, VO92.
 */
export function ruleOnObjection(vote: Voidable, capacity: Capacity, objection: Pick<Objection, 'stage'>): Decision {
  const may = preside(capacity)
  if (!may.ok) return may
  if (objection.stage !== 'waiting') return refuse('already-ruled-on', 'VO91')
  return voidable(vote, { stage: 'open' })
}

/** Nothing is adopted on an outcome that an objection waits on. Refuses: objection-waits. Source: RULES.md VO93. */
export const objectionsSettled = (objections: readonly Pick<Objection, 'stage'>[]): Decision =>
  objections.some(({ stage }) => stage === 'waiting') ? refuse('objection-waits', 'VO93') : allow()
