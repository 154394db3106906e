import type { StandingOrders } from '../councils/model.ts'
import { ordersFor } from '../councils/orders.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { Recommendation } from '../recommendations/model.ts'
import type { Question } from './model.ts'
import { isOnRuling, ordersKindOf, RULING_STANDS } from './questions.ts'

/**
 * Whether a text may be taken up again: what was rejected, or carried and not adopted.
 * Refuses: adopted-stays, nothing-to-reopen. Source: RULES.md VO130.
 */
export function putReopening({ stage }: Pick<Recommendation, 'stage'>): Decision {
  if (stage === 'adopted') return refuse('adopted-stays', 'VO130')
  return stage === 'rejected' || stage === 'carried' ? allow() : refuse('nothing-to-reopen', 'VO130')
}

/**
 * The rules by which a question is decided: reopening as procedure, but by the majority named for it, and so the ruling that was
 * appealed from. Source: RULES.md CO27, SE46, VO131.
 */
export function ordersOfQuestion(orders: StandingOrders, question: Question): StandingOrders {
  const ruling = ordersFor(orders, ordersKindOf(question.kind))
  if (isOnRuling(question)) return { ...ruling, ...RULING_STANDS }
  return question.kind === 'reopen' ? { ...ruling, majority: orders.reopening } : ruling
}
