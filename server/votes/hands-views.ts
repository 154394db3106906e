import type { Capacity } from '../../shared/sessions/rules.ts'
import { agreedCounts, countHands, lastOf, scopesOf, scopesTied, standingOf } from '../../shared/votes/hands-rules.ts'
import { WAYS } from '../../shared/votes/manners.ts'
import { seeOutcome, seePreparation } from '../../shared/votes/rules.ts'
import type { Reader } from '../db/database.ts'
import { loadCounts } from './counts.ts'
import { type LoadedVote, outcomeInput } from './queries.ts'

/** A show of hands as its reader may see it: a teller only their own numbers while the two do not agree. Source: RULES.md VO67. */
export async function viewHands(db: Reader, loaded: LoadedVote, capacity: Capacity) {
  const { vote } = loaded
  if (!WAYS[vote.manner].byHands) return null
  const entered = await loadCounts(db, vote.id)
  const desk = seePreparation(capacity).ok
  const agreed = agreedCounts(entered)
  const seen = desk || (vote.stage !== 'open' && vote.outcome !== null && seeOutcome(vote.stage, capacity))
  return {
    scopes: scopesOf(vote).map(({ scope, places }) => ({ scope: scope as string, places })),
    standing: desk ? standingOf(entered) : null,
    mayCount: countHands(vote, capacity, entered).ok,
    mine: lastOf(entered, capacity.account),
    agreed: seen ? agreed : null,
    tied: desk && agreed && vote.stage === 'open' ? scopesTied(await outcomeInput(db, loaded)) : [],
  }
}
