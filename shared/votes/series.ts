import { allow, type Decision, refuse } from '../decision.ts'
import type { RecommendationId } from '../ids.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isSecretariat, run } from '../sessions/rules.ts'
import type { Instant } from '../time.ts'

/** So many texts may be put one after another. */
export const MOST_IN_SERIES = 100

/** Texts that are put one after another, and since when. */
export type Series = { readonly texts: readonly RecommendationId[]; readonly since: Instant }

/**
 * Whether texts may be prepared to be put one after another: by who runs the session, or the secretariat for them. None: no series.
 * Refuses: no-right, session-closed, not-found, malformed. Source: RULES.md VO108.
 */
export function prepareSeries(
  session: Session,
  capacity: Capacity,
  set: ReadonlySet<RecommendationId>,
  texts: readonly RecommendationId[],
): Decision {
  if (!run(capacity).ok && !isSecretariat(capacity)) return refuse('no-right', 'VO108')
  if (session.stage === 'closed') return refuse('session-closed', 'VO108')
  if (new Set(texts).size !== texts.length) return refuse('malformed', 'VO108')
  return texts.every((id) => set.has(id)) ? allow() : refuse('not-found', 'VO108')
}

/** The first text of a series that no vote was opened on since; null: all were put. Source: RULES.md VO108. */
export const nextInSeries = (
  { texts, since }: Series,
  openedAt: ReadonlyMap<RecommendationId, Instant>,
): RecommendationId | null => texts.find((id) => (openedAt.get(id) ?? Number.NEGATIVE_INFINITY) < since) ?? null
