import { allow, refuse } from '../../shared/decision.ts'
import type { VoteId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'
import { sessionFor } from '../sessions/queries.ts'
import { loadVote } from './queries.ts'

/** A vote as the acting account meets it. Refuses: not-found. */
export async function voteFor(act: Act, id: VoteId) {
  const loaded = await loadVote(act.tx, id)
  if (!loaded) return refuse('not-found', 'VO16')
  const found = await sessionFor(act.tx, loaded.vote.session, act.by, act.at)
  return found.ok
    ? allow({ ...loaded, capacity: found.facts.capacity, session: found.facts.session })
    : refuse('not-found', 'VO16')
}
