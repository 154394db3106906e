import { allow, type Decision, refuse } from '../decision.ts'
import type { RecommendationId } from '../ids.ts'
import type { Session } from '../sessions/model.ts'
import { prepare } from '../sessions/planning-rules.ts'
import { type Capacity, isSecretariat, run } from '../sessions/rules.ts'
import type { Instant } from '../time.ts'
import type { Recommendation, RecommendationKind } from './model.ts'

/** Whether a person puts texts into the set of a session: its secretariat, until it is closed. Refuses: no-right, session-closed. Source: RULES.md RE20. */
export const addTexts = (session: Session, by: Capacity): Decision => prepare(session, by)

/**
 * The numbers new texts get, in their order: those after the highest that was ever given, withdrawn ones too; a preamble has none.
 * Null where a set would have two preambles. Source: RULES.md RE24.
 */
export function numbersFor(
  kinds: readonly RecommendationKind[],
  set: readonly Pick<Recommendation, 'kind' | 'number'>[],
): readonly (number | null)[] | null {
  const preambles = [...kinds, ...set.map(({ kind }) => kind)].filter((kind) => kind === 'preamble').length
  if (preambles > 1) return null
  let last = Math.max(0, ...set.map(({ number }) => number ?? 0))
  return kinds.map((kind) => (kind === 'preamble' ? null : ++last))
}

/**
 * Whether a text is withdrawn: by the secretariat outside an open sitting, by who runs the session in one; only one in drafting.
 * Refuses: no-right, session-closed, frozen, freeze-running. Source: RULES.md RE25.
 */
export function withdrawText(recommendation: Recommendation, session: Session, by: Capacity): Decision {
  if (session.stage === 'open' ? !run(by).ok : !isSecretariat(by) && !run(by).ok) return refuse('no-right', 'RE25')
  if (session.stage === 'closed') return refuse('session-closed', 'RE25')
  if (recommendation.stage !== 'drafting') return refuse('frozen', 'RE25')
  return recommendation.freezesAt === null ? allow() : refuse('freeze-running', 'RE25', { seconds: 10 })
}

/**
 * Whether the texts are taken in another order: every text of the set once, as seen by who asks, and on the order that was shown.
 * Refuses: no-right, session-closed, changed-meanwhile, malformed. Source: RULES.md RE26.
 */
export function orderTexts(
  session: Session,
  by: Capacity,
  order: { readonly shown: readonly RecommendationId[]; readonly now: readonly RecommendationId[] },
  wanted: readonly RecommendationId[],
): Decision {
  const may = prepare(session, by)
  if (!may.ok) return may
  if (order.shown.join() !== order.now.join()) return refuse('changed-meanwhile', 'RE26')
  return [...wanted].sort().join() === [...order.now].sort().join() ? allow() : refuse('malformed', 'RE26')
}

/** Whether numbers may still follow the order: before the session and before its first circulation. Source: RULES.md RE24. */
export const numbersFollow = (session: Session, circulated: boolean): boolean =>
  session.stage === 'planned' && !circulated

/** Whether the amendment deadline of a session has passed and was not carried out yet. Source: RULES.md RE38. */
export const isDue = (session: Session, done: Instant | null, at: Instant): boolean =>
  session.stage !== 'closed' &&
  session.amendmentDeadline !== null &&
  session.amendmentDeadline <= at &&
  session.amendmentDeadline !== done

/** Whether a text becomes *amendments only* at the deadline: one that is still drafted otherwise. Source: RULES.md RE38. */
export const turnsToAmendments = ({ stage, pen }: Pick<Recommendation, 'stage' | 'pen'>): boolean =>
  stage === 'drafting' && pen !== 'amendments-only'
