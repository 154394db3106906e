import { allow, type Decision, refuse } from '../decision.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isSecretariat } from '../sessions/rules.ts'
import type { Finding, Report } from './model.ts'

/** Whether a person keeps the evidence of a session: its secretariat, until it is closed. Refuses: no-right, session-closed. Source: RULES.md EV1, EV3. */
export function keepEvidence(session: Pick<Session, 'stage'>, by: Capacity): Decision {
  if (!isSecretariat(by)) return refuse('no-right', 'EV1')
  return session.stage === 'closed' ? refuse('session-closed', 'EV1') : allow()
}

/**
 * Whether a person sees what is restricted: the secretariat, and nobody else, whatever they preside, chair or administer. The one policy
 * that every list, file and news of it asks. Refuses: not-found, as for what does not exist. Source: RULES.md EV5.
 */
export const seeRestricted = (by: Capacity): Decision => (isSecretariat(by) ? allow() : refuse('not-found', 'EV5'))

/** Whether a person sees a report: whoever sees the session, a restricted one as `seeRestricted` says. Refuses: not-found. Source: RULES.md EV1, EV5. */
export const seeReport = (report: Pick<Report, 'restricted'>, by: Capacity): Decision =>
  report.restricted ? seeRestricted(by) : allow()

/** Whether a report is taken out: none that a finding is drawn from. Refuses: no-right, session-closed, in-use. Source: RULES.md EV1. */
export function removeReport(
  session: Pick<Session, 'stage'>,
  by: Capacity,
  report: Report,
  findings: readonly Finding[],
): Decision {
  const may = keepEvidence(session, by)
  if (!may.ok) return may
  return findings.some((finding) => finding.report === report.id) ? refuse('in-use', 'EV1') : allow()
}

/** Whether a finding is changed: the one that was shown. Refuses: no-right, session-closed, changed-meanwhile. Source: RULES.md EV3. */
export function changeFinding(
  session: Pick<Session, 'stage'>,
  by: Capacity,
  rev: { readonly shown: number; readonly now: number },
): Decision {
  const may = keepEvidence(session, by)
  if (!may.ok) return may
  return rev.shown === rev.now ? allow() : refuse('changed-meanwhile', 'EV3')
}

/** What hangs on a finding. */
export type Hanging = { readonly texts: number; readonly annexes: number }

/** Whether a finding is taken out: none that a text rests on, or that has an annex. Refuses: no-right, session-closed, in-use. Source: RULES.md EV3. */
export function removeFinding(session: Pick<Session, 'stage'>, by: Capacity, hanging: Hanging): Decision {
  const may = keepEvidence(session, by)
  if (!may.ok) return may
  return hanging.texts + hanging.annexes > 0 ? refuse('in-use', 'EV3') : allow()
}
