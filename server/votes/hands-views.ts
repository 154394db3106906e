import type { Capacity } from '../../shared/sessions/rules.ts'
import { agreedCounts, countHands, lastOf, scopesOf, scopesTied, standingOf } from '../../shared/votes/hands-rules.ts'
import { WAYS } from '../../shared/votes/manners.ts'
import type { Vote } from '../../shared/votes/model.ts'
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
  return {
    scopes: scopesOf(vote).map(({ scope, places }) => ({ scope: scope as string, places })),
    standing: desk ? standingOf(entered) : null,
    mayCount: countHands(vote, capacity, entered).ok,
    mine: lastOf(entered, capacity.account),
    agreed: readsCounts(vote, capacity) ? agreed : null,
    tied: desk && agreed && vote.stage === 'open' ? scopesTied(await outcomeInput(db, loaded)) : [],
  }
}

/** Whether a reader is told what both tellers counted: the desk as soon as they agree, all others from the announcement. Source: RULES.md VO67. */
export const readsCounts = (vote: Vote, capacity: Capacity): boolean =>
  seePreparation(capacity).ok || (vote.stage !== 'open' && vote.outcome !== null && seeOutcome(vote.stage, capacity))
