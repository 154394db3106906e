import type { Account } from '../accounts/model.ts'
import type { Seat } from '../councils/model.ts'
import { inForce } from '../councils/rules.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, RecommendationId, SeatId } from '../ids.ts'
import type { LocalDate } from '../time.ts'
import type { AttendanceEvent, AttendanceEventKind, Recusal, Session, SessionRole } from './model.ts'

/** In what capacity an account takes part in one session; every right is read off this. */
export type Capacity = {
  readonly account: AccountId
  readonly role: Account['role']
  /** Its seats in the councils of the session, in force on the day asked. */
  readonly seats: readonly Seat[]
  readonly sessionRole: SessionRole | null
  readonly presiding: boolean
  /** Named by who presides to press on their word. Source: RULES.md SE9. */
  readonly operating: boolean
  /** Who presides now. */
  readonly presidedBy: AccountId | null
}

/** Collects what an account is in a session. */
export function capacityIn(
  session: Session,
  account: Pick<Account, 'id' | 'role'>,
  seats: readonly Seat[],
  sessionRole: SessionRole | null,
  on: LocalDate,
): Capacity {
  const current = seats.filter((seat) => session.councils.includes(seat.council) && inForce(seat, on))
  const held = current.filter((seat) => seat.holder === account.id)
  const presidedBy = whoPresides(session, current)
  const operating =
    session.operator === account.id &&
    presidedBy !== null &&
    (account.role === 'secretariat' || sessionRole === 'secretariat')
  return {
    account: account.id,
    role: account.role,
    seats: held,
    sessionRole,
    presiding: presidedBy === account.id,
    operating,
    presidedBy,
  }
}

/**
 * Who presides, read off the session's seats in force: its named person; when that person holds none any more,
 * the first council's deputy. Null when there is neither. Source: RULES.md SE2.
 */
export function whoPresides(session: Session, current: readonly Seat[]): AccountId | null {
  if (current.some((seat) => seat.holder === session.presiding)) return session.presiding
  return current.find((seat) => seat.role === 'deputy' && seat.council === session.councils[0])?.holder ?? null
}

/** Whether a person sees a session at all: seated, invited, or of the secretariat. Refuses: not-found. Source: RULES.md SE1. */
export const seeSession = (capacity: Capacity): Decision =>
  capacity.seats.length > 0 || capacity.sessionRole !== null || isSecretariat(capacity)
    ? allow()
    : refuse('not-found', 'SE1')

export const isSecretariat = (capacity: Capacity): boolean =>
  capacity.role === 'secretariat' || capacity.sessionRole === 'secretariat'

/** Somebody invited to look on: no seat, no part in drafting. */
export const isObserver = (capacity: Capacity): boolean =>
  capacity.seats.length === 0 && !isSecretariat(capacity) && capacity.sessionRole !== 'drafter'

/** Whether a person acts as the presiding chair, with their own sign-in: the operator never does. Refuses: no-right. Source: RULES.md SE2, SE9. */
export const preside = (capacity: Capacity): Decision =>
  capacity.presiding ? allow() : refuse('no-right', capacity.operating ? 'SE9' : 'SE2')

/** Whether a person presses what runs the session: the presiding chair, or the operator on the chair's word. Refuses: no-right. Source: RULES.md SE2, SE9. */
export const run = (capacity: Capacity): Decision =>
  capacity.presiding || capacity.operating ? allow() : refuse('no-right', 'SE2')

/** On whose word a person acts: the presiding chair's when the operator presses; else nobody's but their own. Source: RULES.md SE9. */
export const wordOf = (capacity: Capacity): AccountId | null =>
  capacity.operating && !capacity.presiding ? capacity.presidedBy : null

/** Who is present in a sitting, and how; read off the log, never stored. Source: RULES.md SE3. */
export function presentIn(
  events: readonly AttendanceEvent[],
  sitting: number,
): ReadonlyMap<AccountId, 'hall' | 'remote'> {
  const present = new Map<AccountId, 'hall' | 'remote'>()
  for (const event of events) {
    if (event.sitting !== sitting) continue
    if (event.event === 'came') present.set(event.account, event.mode)
    else present.delete(event.account)
  }
  return present
}

/** The seats whose holders are present. */
export const seatsPresent = (seats: readonly Seat[], present: ReadonlyMap<AccountId, unknown>): SeatId[] =>
  seats.filter((seat) => present.has(seat.holder)).map((seat) => seat.id)

/**
 * Whether the secretary may note that a person came or left.
 * Refuses: no-right, session-not-open, not-on-the-session, already-present, not-present. Source: RULES.md SE4.
 */
export function noteAttendance(
  session: Session,
  by: Capacity,
  person: { readonly seated: boolean; readonly present: boolean },
  event: AttendanceEventKind,
): Decision {
  if (!isSecretariat(by)) return refuse('no-right', 'SE4')
  if (session.stage !== 'open') return refuse('session-not-open', 'SE4')
  if (!person.seated) return refuse('not-on-the-session', 'SE4')
  if (event === 'came' && person.present) return refuse('already-present', 'SE4')
  if (event === 'left' && !person.present) return refuse('not-present', 'SE4')
  return allow()
}

/**
 * Whether a person's interest in a recommendation may be declared, by themselves or by the secretary for them.
 * Refuses: no-right, not-on-the-session, session-closed, vote-running, already-recused. Source: RULES.md SE6.
 */
export function declareRecusal(
  session: Pick<Session, 'stage'>,
  by: Capacity,
  person: { readonly account: AccountId; readonly seated: boolean },
  recommendation: RecommendationId,
  recusals: readonly Recusal[],
  voteOpen: boolean,
): Decision {
  const may = changeRecusal(session, by, person, voteOpen)
  if (!may.ok) return may
  return isRecused(recusals, person.account, recommendation) ? refuse('already-recused', 'SE6') : allow()
}

/** Whether a declared interest may be taken back. Refuses: no-right, not-on-the-session, session-closed, vote-running, not-recused. Source: RULES.md SE6. */
export function withdrawRecusal(
  session: Pick<Session, 'stage'>,
  by: Capacity,
  person: { readonly account: AccountId; readonly seated: boolean },
  recommendation: RecommendationId,
  recusals: readonly Recusal[],
  voteOpen: boolean,
): Decision {
  const may = changeRecusal(session, by, person, voteOpen)
  if (!may.ok) return may
  return isRecused(recusals, person.account, recommendation) ? allow() : refuse('not-recused', 'SE6')
}

function changeRecusal(
  session: Pick<Session, 'stage'>,
  by: Capacity,
  person: { account: AccountId; seated: boolean },
  voteOpen: boolean,
): Decision {
  if (by.account !== person.account && !isSecretariat(by)) return refuse('no-right', 'SE6')
  if (!person.seated) return refuse('not-on-the-session', 'SE6')
  if (session.stage === 'closed') return refuse('session-closed', 'SE6')
  return voteOpen ? refuse('vote-running', 'SE6') : allow()
}

export const isRecused = (
  recusals: readonly Recusal[],
  account: AccountId,
  recommendation: RecommendationId,
): boolean => recusals.some((recusal) => recusal.account === account && recusal.recommendation === recommendation)

/** Whether a person reads the attendance log: the secretariat and who presides. Refuses: no-right. Source: RULES.md SE5. */
export const readAttendanceLog = (capacity: Capacity): Decision =>
  isSecretariat(capacity) || capacity.presiding ? allow() : refuse('no-right', 'SE5')

/** Whether a person reads the record book: the secretariat, and who takes part other than by looking on. Refuses: no-right. Source: RULES.md RB5. */
export const readRecord = (role: Account['role'] | null, capacities: readonly Capacity[]): Decision =>
  role === 'secretariat' || capacities.some((capacity) => !isObserver(capacity)) ? allow() : refuse('no-right', 'RB5')
