import type { SessionId, VoteId } from '../../shared/ids.ts'
import { type Answer, useAsk } from '../api.ts'

export type VoteDetail = Answer<'votes', 'vote'>
export type Place = VoteDetail['roll'][number]
export type OutcomeShown = NonNullable<VoteDetail['outcome']>
export type Choice = 'for' | 'against' | 'abstain'

/** The votes of a session, newest first. */
export const useVotes = (session: SessionId | null) => useAsk('votes', 'list', session ? { session } : null)

/** One vote with its roll. */
export const useVote = (id: VoteId | null) => useAsk('votes', 'vote', id ? { id } : null)

/** The vote that is open in a session now, if any. */
export function useOpenVote(session: SessionId | null): VoteDetail | null {
  return useAsk('votes', 'now', session ? { session } : null).data?.vote ?? null
}
