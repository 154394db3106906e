import { allow, type Decision, refuse } from '../decision.ts'
import type { Recommendation } from '../recommendations/model.ts'
import { write } from '../recommendations/rules.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isSecretariat } from '../sessions/rules.ts'
import { type EarlierOne, MOST_REPEATS, type Repeat } from './model.ts'

/**
 * Whether a person links a recommendation to earlier ones: the secretariat at any time, others while they may change what it rests on.
 * Refuses what `write` refuses. Source: RULES.md FO20.
 */
export const keepRepeats = (recommendation: Recommendation, session: Session, by: Capacity): Decision =>
  isSecretariat(by) ? allow() : write(recommendation, session, by)

/** Whether one more earlier recommendation is linked, each once. Refuses what `keepRepeats` refuses, and already-so, evidence-full. Source: RULES.md FO20. */
export function linkEarlier(
  recommendation: Recommendation,
  session: Session,
  by: Capacity,
  linked: readonly Repeat[],
  of: EarlierOne,
): Decision {
  const may = keepRepeats(recommendation, session, by)
  if (!may.ok) return may
  if (linked.some((one) => one.of.kind === of.kind && one.of.id === of.id)) return refuse('already-so', 'FO20')
  return linked.length >= MOST_REPEATS ? refuse('evidence-full', 'FO20') : allow()
}
