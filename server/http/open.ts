import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type Decision, type RuleId, refuse } from '../../shared/decision.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import type { House } from '../house.ts'
import { type Asker, own, type Reply } from './handlers.ts'

/** Questions of one address that nobody signed in for, a minute: a hall reads through one address, and nobody reads faster. */
export const OPEN_QUESTIONS = { points: 300, duration: MINUTE_MS / SECOND_MS }

/** Endpoints that answer who is not signed in, as often as a person reads. Refuses: too-fast. Source: RULES.md AD29, FO3. */
export function openTo(rule: RuleId) {
  const limiter = new RateLimiterMemory(OPEN_QUESTIONS)
  return <I, O>(run: (house: House, input: I) => Promise<Decision<O>>) =>
    own(async (house, asker: Asker | null, input: I, { address }: Reply): Promise<Decision<O>> => {
      const isTooFast = !asker && (await limiter.penalty(address)).consumedPoints > OPEN_QUESTIONS.points
      return isTooFast ? refuse('too-fast', rule) : run(house, input)
    })
}
