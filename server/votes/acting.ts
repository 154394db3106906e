import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, VoteId } from '../../shared/ids.ts'
import type { Vote } from '../../shared/votes/model.ts'
import type { Act } from '../act.ts'
import { sessionFor } from '../sessions/queries.ts'
import { loadVote } from './queries.ts'

/** A vote as the acting account meets it, with its session. Refuses: not-found. */
export async function voteFor(act: Act, id: VoteId) {
  const loaded = await loadVote(act.tx, id)
  if (!loaded) return refuse('not-found', 'VO16')
  const found = await sessionFor(act.tx, loaded.vote.session, act.by, act.at, votesNow(loaded.vote, act.by))
  return found.ok ? allow({ ...loaded, ...found.facts }) : refuse('not-found', 'VO16')
}

/** Whether an account stands on the roll of an open vote; a seat that ends meanwhile takes no ballot away. Source: RULES.md VO95. */
export const votesNow = ({ stage, roll }: Vote, account: AccountId): boolean =>
  stage === 'open' && roll.places.some((place) => place.account === account)
