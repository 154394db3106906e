import type { SessionId } from '../../../shared/ids.ts'
import { type Answer, useAsk } from '../../api.ts'

export type PlanDetail = Answer<'sessions', 'plan'>
export type PlanChoices = Answer<'sessions', 'plan-choices'>
export type Preparation = Answer<'sessions', 'preparation'>

/** The plan of a session as the secretariat keeps it; null: not asked. */
export const usePlan = (session: SessionId | null) => useAsk('sessions', 'plan', session ? { session } : null)

/** Councils and accounts to choose from; without a session for a new one. */
export const usePlanChoices = (session?: SessionId) => useAsk('sessions', 'plan-choices', session ? { session } : {})

/** What one reads before the session: the own answer, papers, the forecast. */
export const usePreparation = (session: SessionId | null) =>
  useAsk('sessions', 'preparation', session ? { session } : null)
