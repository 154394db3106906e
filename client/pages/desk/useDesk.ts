import type { RecommendationId } from '../../../shared/ids.ts'
import { type Answer, useAsk } from '../../api.ts'
import type { SessionDetail } from '../../sessions/data.ts'
import { useVote, type VoteDetail } from '../../votes/data.ts'

export type Chosen = Answer<'recommendations', 'recommendation'>
export type Prepared = Answer<'votes', 'prepare'>

/** Everything the desk shows of the chosen text: the text, its last vote, and the roll as it would be. */
export type Desk = {
  readonly session: SessionDetail
  readonly chosen: Chosen
  readonly vote: VoteDetail | null
  readonly prepared: Prepared | null
}

/** Whether a vote on the text may come next, so that the console shows the roll as it would be. */
export const isPreparing = (chosen: Chosen): boolean =>
  chosen.stage === 'drafting' ||
  chosen.stage === 'frozen' ||
  (chosen.stage === 'no-decision' && chosen.vote?.stage === 'announced')

export function useDesk(
  session: SessionDetail,
  id: RecommendationId | null,
): { desk: Desk | null; asked: ReturnType<typeof useChosen> } {
  const asked = useChosen(id)
  const chosen = asked.data
  const running = chosen?.vote?.stage === 'open' || chosen?.vote?.stage === 'closed'
  const prepared = useAsk(
    'votes',
    'prepare',
    chosen && !running && isPreparing(chosen) ? { recommendation: chosen.id } : null,
  )
  const vote = useVote(chosen?.vote?.id ?? null)
  return {
    asked,
    desk: chosen ? { session, chosen, vote: vote.data ?? null, prepared: prepared.data ?? null } : null,
  }
}

const useChosen = (id: RecommendationId | null) => useAsk('recommendations', 'recommendation', id ? { id } : null)
