import type { Seat } from '../councils/model.ts'
import { leads } from '../councils/rules.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, AgendaPointId } from '../ids.ts'
import type { AgendaPoint, Session, SessionStage } from './model.ts'
import { type Capacity, isSecretariat, preside, run } from './rules.ts'

/** What the presiding chair does with a session as a whole, and the stages in which each is possible. */
const FROM: Readonly<Record<StageAct, readonly SessionStage[]>> = {
  open: ['planned'],
  suspend: ['open'],
  resume: ['suspended'],
  close: ['open', 'suspended'],
}
export const STAGE_ACTS = ['open', 'suspend', 'resume', 'close'] as const
export type StageAct = (typeof STAGE_ACTS)[number]

/**
 * Whether the presiding chair may open, suspend, resume or close a session; never with a vote open.
 * Refuses: no-right, wrong-stage, vote-running. Source: RULES.md SE11, SE13.
 */
export function changeStage(session: Session, capacity: Capacity, act: StageAct, voteOpen: boolean): Decision {
  const may = preside(capacity)
  if (!may.ok) return may
  if (!FROM[act].includes(session.stage)) return refuse('wrong-stage', 'SE11', { stage: session.stage })
  return voteOpen ? refuse('vote-running', 'SE13') : allow()
}

/** Whether a point may be taken now. Refuses: no-right, session-not-open, not-found, already-so. Source: RULES.md SE17. */
export function takePoint(session: Session, capacity: Capacity, point: Pick<AgendaPoint, 'id'> | null): Decision {
  const may = run(capacity)
  if (!may.ok) return may
  if (session.stage !== 'open') return refuse('session-not-open', 'SE17')
  if (!point) return refuse('not-found', 'SE17')
  return session.currentPoint === point.id ? refuse('already-so', 'SE17') : allow()
}

/**
 * Whether a point may be closed to observers, opened to them, or released afterwards.
 * By who runs the session; until it is opened by the secretariat too.
 * Refuses: no-right, not-found, already-so. Source: RULES.md SE12, SE65.
 */
export function changePrivacy(
  session: Session,
  capacity: Capacity,
  point: AgendaPoint | null,
  change: { readonly closed: boolean; readonly released: boolean },
): Decision {
  if (!mayChangePrivacy(session, capacity)) return refuse('no-right', 'SE12')
  if (!point) return refuse('not-found', 'SE12')
  return point.closed === change.closed && point.released === change.released ? refuse('already-so', 'SE12') : allow()
}

/** Whether a person closes and opens points at this stage at all. Source: RULES.md SE12, SE65. */
export const mayChangePrivacy = (session: Session, capacity: Capacity): boolean =>
  run(capacity).ok || (session.stage === 'planned' && isSecretariat(capacity))

/** Whether observers see a point: open ones, and closed ones that were released. Source: RULES.md SE12. */
export const isHidden = (point: Pick<AgendaPoint, 'closed' | 'released'>): boolean => point.closed && !point.released

/** Whether who runs the session may let observers read live texts, or stop it. Refuses: no-right, session-not-open, already-so. Source: RULES.md SE18. */
export function letObserversRead(session: Session, capacity: Capacity, isOn: boolean, on: boolean): Decision {
  const may = run(capacity)
  if (!may.ok) return may
  if (session.stage === 'closed') return refuse('session-not-open', 'SE18')
  return isOn === on ? refuse('already-so', 'SE18') : allow()
}

/**
 * Whether who presides may hand over to another: a chair or deputy of a council of the session, checked in while it is open.
 * Refuses: no-right, wrong-stage, already-presiding, no-chair, not-present. Source: RULES.md SE10.
 */
export function handOver(
  session: Session,
  capacity: Capacity,
  to: AccountId,
  seats: readonly Seat[],
  present: ReadonlyMap<AccountId, unknown>,
): Decision {
  const may = preside(capacity)
  if (!may.ok) return may
  if (session.stage === 'closed') return refuse('wrong-stage', 'SE10', { stage: session.stage })
  if (to === capacity.account) return refuse('already-presiding', 'SE10')
  if (!seats.some((seat) => seat.holder === to && leads(seat))) return refuse('no-chair', 'SE10')
  return session.stage === 'open' && !present.has(to) ? refuse('not-present', 'SE10') : allow()
}

/** Whether who presides may name an operator, or with null take the naming back. Refuses: no-right, wrong-stage, not-secretariat, already-so. Source: RULES.md SE9. */
export function nameOperator(
  session: Session,
  capacity: Capacity,
  operator: { readonly account: AccountId; readonly secretariat: boolean } | null,
): Decision {
  const may = preside(capacity)
  if (!may.ok) return may
  if (session.stage === 'closed') return refuse('wrong-stage', 'SE9', { stage: session.stage })
  if (operator && !operator.secretariat) return refuse('not-secretariat', 'SE9')
  return session.operator === (operator?.account ?? null) ? refuse('already-so', 'SE9') : allow()
}

/** Whether who presides may state the quorum for the record. Refuses: no-right, session-not-open. Source: RULES.md SE16. */
export function stateQuorum(session: Session, capacity: Capacity): Decision {
  const may = preside(capacity)
  if (!may.ok) return may
  return session.stage === 'open' ? allow() : refuse('session-not-open', 'SE16')
}

/**
 * Whether a seated person may check in, or out, by themselves.
 * Refuses: not-on-the-session, session-not-open, already-present, not-present. Source: RULES.md SE14.
 */
export function checkInOneself(
  session: Session,
  capacity: Capacity,
  isPresent: boolean,
  event: 'came' | 'left',
): Decision {
  if (capacity.seats.length === 0) return refuse('not-on-the-session', 'SE14')
  if (session.stage !== 'open') return refuse('session-not-open', 'SE14')
  if (event === 'came') return isPresent ? refuse('already-present', 'SE14') : allow()
  return isPresent ? allow() : refuse('not-present', 'SE14')
}

/**
 * Whether the secretary may key in a list of people that came, all of them or none.
 * Refuses: no-right, session-not-open, not-on-the-session. Source: RULES.md SE15.
 */
export function noteList(
  session: Session,
  capacity: Capacity,
  accounts: readonly AccountId[],
  seats: readonly Seat[],
): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'SE15')
  if (session.stage !== 'open') return refuse('session-not-open', 'SE15')
  return accounts.every((account) => seats.some((seat) => seat.holder === account))
    ? allow()
    : refuse('not-on-the-session', 'SE15')
}

/** The point after the present one, in the agenda's order; null after the last. */
export function nextPoint(
  agenda: readonly { readonly id: AgendaPointId }[],
  current: AgendaPointId | null,
): AgendaPointId | null {
  const at = agenda.findIndex(({ id }) => id === current)
  return agenda[at + 1]?.id ?? null
}
