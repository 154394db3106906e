import { allow, type Decision, refuse } from '../decision.ts'
import type { RecommendationId } from '../ids.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isSecretariat, run } from '../sessions/rules.ts'

/** So many texts may be put one after another. */
export const MOST_IN_SERIES = 100

/** Texts that are put one after another, in votes after this number. */
export type Series = { readonly texts: readonly RecommendationId[]; readonly after: number }

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

/** Whether a vote was opened on a text of a series; `newest` numbers the newest vote of each. Source: RULES.md VO108. */
export const isPut = (
  { after }: Series,
  newest: ReadonlyMap<RecommendationId, number>,
  id: RecommendationId,
): boolean => (newest.get(id) ?? 0) > after

/** The first text of a series that was not put yet; null: all were. Source: RULES.md VO108. */
export const nextInSeries = (series: Series, newest: ReadonlyMap<RecommendationId, number>): RecommendationId | null =>
  series.texts.find((id) => !isPut(series, newest, id)) ?? null
