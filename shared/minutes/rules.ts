import type { Signer } from '../councils/model.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, CouncilId } from '../ids.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isObserver, isSecretariat } from '../sessions/rules.ts'
import type { Instant } from '../time.ts'

/** Somebody who signs, by the standing orders of a council; `at` null: not yet. */
export type Signature = {
  readonly council: CouncilId
  readonly signer: Signer
  readonly account: AccountId
  readonly at: Instant | null
}

/** How far minutes are. *Approved*: everybody who signs them has. */
export const MINUTES_STAGES = ['draft', 'closed', 'approved'] as const
export type MinutesStage = (typeof MINUTES_STAGES)[number]

export const stageOf = (isClosed: boolean, signatures: readonly Signature[]): MinutesStage =>
  !isClosed ? 'draft' : signatures.every(({ at }) => at !== null) ? 'approved' : 'closed'

/** Drafts are read by those who sit and the secretariat; those who look on read what is approved. Refuses: no-right. Source: RULES.md MI5. */
export const readMinutes = (by: Capacity, stage: MinutesStage): Decision =>
  isObserver(by) && stage !== 'approved' ? refuse('no-right', 'MI5') : allow()

/** The secretariat words minutes until they are closed. Refuses: no-right, minutes-closed. Source: RULES.md MI2, MI6. */
export function wordMinutes(by: Capacity, stage: MinutesStage): Decision {
  if (!isSecretariat(by)) return refuse('no-right', 'MI2')
  return stage === 'draft' ? allow() : refuse('minutes-closed', 'MI6')
}

/** The secretariat closes minutes after the session. Refuses: no-right, minutes-closed, wrong-stage. Source: RULES.md MI6. */
export function closeMinutes(by: Capacity, session: Pick<Session, 'stage'>, stage: MinutesStage): Decision {
  const may = wordMinutes(by, stage)
  if (!may.ok) return may
  return session.stage === 'closed' ? allow() : refuse('wrong-stage', 'MI6')
}

/** The secretariat takes the closing back until everybody has signed. Refuses: no-right, already-so, minutes-signed. Source: RULES.md MI6. */
export function reopenMinutes(by: Capacity, stage: MinutesStage): Decision {
  if (!isSecretariat(by)) return refuse('no-right', 'MI6')
  if (stage === 'draft') return refuse('already-so', 'MI6')
  return stage === 'closed' ? allow() : refuse('minutes-signed', 'MI6')
}

/** Those whom the standing orders name sign the minutes as they were closed. Refuses: wrong-stage, no-right, already-so. Source: RULES.md MI7. */
export function signMinutes(account: AccountId, stage: MinutesStage, signatures: readonly Signature[]): Decision {
  const own = signatures.filter((one) => one.account === account)
  if (own.length === 0) return refuse('no-right', 'MI7')
  if (stage === 'draft') return refuse('wrong-stage', 'MI7')
  return own.some(({ at }) => at === null) ? allow() : refuse('already-so', 'MI7')
}
