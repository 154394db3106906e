import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, TrialId } from '../ids.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, run } from '../sessions/rules.ts'
import type { Instant } from '../time.ts'

/** A vote for practice: it keeps who has pressed, never what. */
export type Trial = {
  readonly id: TrialId
  readonly openedAt: Instant
  readonly pressed: ReadonlySet<AccountId>
}

/**
 * Whether a trial vote may begin: by who runs the session, while no vote is open and no other trial runs.
 * Refuses: no-right, session-closed, vote-running, already-so. Source: RULES.md VO109.
 */
export function openTrial(session: Session, capacity: Capacity, voteOpen: boolean, running: Trial | null): Decision {
  const may = run(capacity)
  if (!may.ok) return may
  if (session.stage === 'closed') return refuse('session-closed', 'VO109')
  if (voteOpen) return refuse('vote-running', 'VO109')
  return running ? refuse('already-so', 'VO109') : allow()
}

/** Whether a trial may be ended, by who runs the session. Refuses: no-right, vote-not-open. Source: RULES.md VO109. */
export function closeTrial(capacity: Capacity, running: Trial | null): Decision<Trial> {
  const may = run(capacity)
  if (!may.ok) return may
  return running ? allow(running) : refuse('vote-not-open', 'VO109')
}

/** Whether somebody presses in a trial: whoever holds a seat, as often as they like. Refuses: not-on-the-roll, vote-not-open. Source: RULES.md VO109. */
export function pressTrial(capacity: Capacity, running: Trial | null): Decision<Trial> {
  if (capacity.seats.length === 0) return refuse('not-on-the-roll', 'VO109')
  return running ? allow(running) : refuse('vote-not-open', 'VO109')
}
