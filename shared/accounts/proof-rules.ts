import { allow, type Decision, refuse } from '../decision.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../time.ts'

/** How long a sign-in may do what carries weight after it last did so, or last showed who it is. */
export const PROOF_LASTS_MS = 30 * MINUTE_MS
/** However busy it is: after so long it shows anew who it is. */
export const PROOF_ENDS_MS = 4 * HOUR_MS
/** A signature wants a proof of its own, given just now. */
export const SIGNATURE_PROOF_MS = 2 * MINUTE_MS

/** When a sign-in last showed who it is, and when it last did something that carries weight; 0: never. */
export type Proof = { readonly provedAt: Instant; readonly actedAt: Instant }

/** Whether a sign-in may do what carries weight without showing anew who it is. Refuses: step-up-needed. Source: RULES.md AC54, AC55. */
export function isProved({ provedAt, actedAt }: Proof, now: Instant): Decision {
  const isFresh = now - Math.max(provedAt, actedAt) <= PROOF_LASTS_MS && now - provedAt <= PROOF_ENDS_MS
  return isFresh ? allow() : refuse('step-up-needed', 'AC54')
}

/** Whether who signs without a password showed just now who they are. Refuses: step-up-needed. Source: RULES.md AC56. */
export const isProvedToSign = ({ provedAt }: Proof, now: Instant): Decision =>
  now - provedAt <= SIGNATURE_PROOF_MS ? allow() : refuse('step-up-needed', 'AC56')
