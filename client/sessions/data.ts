import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { RecommendationId, SessionId, VoteId } from '../../shared/ids.ts'
import { type Answer, useAsk } from '../api.ts'

export type SessionDetail = Answer<'sessions', 'session'>
export type SessionSummary = Answer<'sessions', 'list'>['sessions'][number]
export type Seat = SessionDetail['seats'][number]

const REMEMBERED = 'kenes-session'
const remembered = (): string | null => {
  try {
    return sessionStorage.getItem(REMEMBERED)
  } catch {
    return null
  }
}

/** The session that matters first: an open one, else the next planned, else the latest. */
export function firstOf(sessions: readonly SessionSummary[]): SessionSummary | null {
  const order = { open: 0, suspended: 1, planned: 2, closed: 3 } as const
  const sorted = [...sessions].sort(
    (a, b) =>
      order[a.stage] - order[b.stage] ||
      (a.stage === 'planned' ? a.date.localeCompare(b.date) : b.date.localeCompare(a.date)),
  )
  return sorted[0] ?? null
}

/** The session the page is about: its address, its vote's, its adopted text's, else the one looked at last, else the first. */
export function useCurrentSession(): SessionId | null {
  const params = useParams({ strict: false })
  const vote = useAsk('votes', 'vote', params.vote ? { id: params.vote as VoteId } : null)
  const adoptedId = params.session ? undefined : params.recommendation
  const adopted = useAsk('adoption', 'text', adoptedId ? { recommendation: adoptedId as RecommendationId } : null)
  const list = useAsk('sessions', 'list', {})
  const sessions = list.data?.sessions ?? []
  const named = params.session ?? vote.data?.session ?? adopted.data?.session
  const last = sessions.find((session) => session.id === remembered())?.id
  const current = named ?? (params.vote || adoptedId ? undefined : (last ?? firstOf(sessions)?.id))
  useEffect(() => {
    if (!current) return
    try {
      sessionStorage.setItem(REMEMBERED, current)
    } catch {
      // Without storage the first session is shown again.
    }
  }, [current])
  return (current as SessionId | undefined) ?? null
}

/** One session with agenda, seats and quorum. */
export const useSession = (id: SessionId | null) => useAsk('sessions', 'session', id ? { id } : null)
