import type { Account } from '../accounts/model.ts'
import type { Seat } from '../councils/model.ts'
import { inForce, leads } from '../councils/rules.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, AgendaPointId, CouncilId } from '../ids.ts'
import { isTimezone } from '../time.ts'
import type { AgendaPoint, Session } from './model.ts'
import { MOST_PAPER_BYTES, PAPER_TYPES, type Plan, type PlannedPoint } from './planning.ts'
import { type Capacity, isObserver, isSecretariat } from './rules.ts'

/** Whether an account plans a new session: the secretariat's own. Refuses: no-right. Source: RULES.md SE60. */
export const planNew = (role: Account['role'] | null): Decision =>
  role === 'secretariat' ? allow() : refuse('no-right', 'SE60')

/** Whether a person prepares this session: its secretariat, until it is closed. Refuses: no-right, session-closed. Source: RULES.md SE60. */
export function prepare(session: Session, by: Capacity): Decision {
  if (!isSecretariat(by)) return refuse('no-right', 'SE60')
  return session.stage === 'closed' ? refuse('session-closed', 'SE60') : allow()
}

/**
 * Whether a plan can be held: councils that exist, each once; a chair or deputy of one of them presiding on the first day; days in
 * order; a zone that clocks know. Refuses: malformed, not-presiding. Source: RULES.md SE61.
 */
export function soundPlan(plan: Plan, councils: readonly CouncilId[], seats: readonly Seat[]): Decision {
  const named = new Set(plan.councils)
  if (named.size === 0 || named.size !== plan.councils.length) return refuse('malformed', 'SE61')
  if (plan.councils.some((council) => !councils.includes(council))) return refuse('malformed', 'SE61')
  if (!isTimezone(plan.timezone) || (plan.lastDate !== null && plan.lastDate < plan.date))
    return refuse('malformed', 'SE61')
  return mayPreside(plan, seats).includes(plan.presiding) ? allow() : refuse('not-presiding', 'SE61')
}

/** Who may preside: chairs and deputies of the councils, on the first day. Source: RULES.md SE61. */
export const mayPreside = (plan: Pick<Plan, 'councils' | 'date'>, seats: readonly Seat[]): readonly AccountId[] => [
  ...new Set(
    seats
      .filter((seat) => plan.councils.includes(seat.council) && leads(seat) && inForce(seat, plan.date))
      .map((seat) => seat.holder),
  ),
]

/**
 * Whether the plan of a session is changed: the one that was shown, and once the session has been opened no more its councils,
 * counting, presiding person or zone. Refuses: no-right, session-closed, changed-meanwhile, not-planned. Source: RULES.md SE62, SE63.
 */
export function changePlan(session: Session, by: Capacity, rev: { shown: number; now: number }, plan: Plan): Decision {
  const may = prepare(session, by)
  if (!may.ok) return may
  if (rev.shown !== rev.now) return refuse('changed-meanwhile', 'SE63')
  const isSame =
    plan.councils.join() === session.councils.join() &&
    plan.counting === session.counting &&
    plan.presiding === session.presiding &&
    plan.timezone === session.timezone
  return session.stage === 'planned' || isSame ? allow() : refuse('not-planned', 'SE62')
}

/**
 * Whether the agenda becomes these points: the one that was shown is still the present one, every named point is there, each once, none
 * that is under way or has texts or papers is taken out, and once the session was opened only the chair closes points or opens them.
 * Refuses: no-right, session-closed, changed-meanwhile, malformed, point-in-use, not-planned. Source: RULES.md SE63, SE64, SE65.
 */
export function changeAgenda(
  session: Session,
  by: Capacity,
  rev: { readonly shown: number; readonly now: number },
  now: readonly AgendaPoint[],
  points: readonly PlannedPoint[],
  inUse: ReadonlySet<AgendaPointId>,
): Decision {
  const may = prepare(session, by)
  if (!may.ok) return may
  if (rev.shown !== rev.now) return refuse('changed-meanwhile', 'SE63')
  const kept = points.flatMap(({ id }) => (id === null ? [] : [id]))
  if (new Set(kept).size !== kept.length || kept.some((id) => !now.some((point) => point.id === id)))
    return refuse('malformed', 'SE64')
  const removed = now.find((point) => !kept.includes(point.id) && mayNotGo(session, point, inUse))
  if (removed) return refuse('point-in-use', 'SE64', { number: removed.number })
  const turned = points.some(({ id, closed }) => now.some((point) => point.id === id && point.closed !== closed))
  return turned && session.stage !== 'planned' ? refuse('not-planned', 'SE65') : allow()
}

const mayNotGo = (session: Session, point: AgendaPoint, inUse: ReadonlySet<AgendaPointId>): boolean =>
  session.currentPoint === point.id || inUse.has(point.id)

/** Whether somebody without a seat is invited. Refuses: no-right, session-closed, already-on-the-session. Source: RULES.md SE66. */
export function invite(
  session: Session,
  by: Capacity,
  person: { readonly seated: boolean; readonly invited: boolean },
): Decision {
  const may = prepare(session, by)
  if (!may.ok) return may
  return person.seated || person.invited ? refuse('already-on-the-session', 'SE66') : allow()
}

/** Whether an invitation is taken back; nobody takes back their own. Refuses: no-right, session-closed, not-on-the-session. Source: RULES.md SE66. */
export function uninvite(
  session: Session,
  by: Capacity,
  person: { readonly account: AccountId; readonly invited: boolean },
): Decision {
  const may = prepare(session, by)
  if (!may.ok) return may
  if (person.account === by.account) return refuse('no-right', 'SE66')
  return person.invited ? allow() : refuse('not-on-the-session', 'SE66')
}

/** Whether a person says how they mean to take part: whoever is on the session, for themselves. Refuses: not-on-the-session, session-closed. Source: RULES.md SE67. */
export function answerInvitation(session: Session, by: Capacity): Decision {
  if (by.seats.length === 0 && by.sessionRole === null) return refuse('not-on-the-session', 'SE67')
  return session.stage === 'closed' ? refuse('session-closed', 'SE67') : allow()
}

/** Whether a person sees how many mean to come: the secretariat, and who runs the session. Refuses: no-right. Source: RULES.md SE67. */
export const seeForecast = (by: Capacity): Decision =>
  isSecretariat(by) || by.presiding || by.operating ? allow() : refuse('no-right', 'SE67')

/** What kind of file these bytes are; null for one that is not filed. Source: RULES.md SE68. */
export function paperTypeOf(
  name: string,
  bytes: Uint8Array,
): { readonly type: string; readonly ending: string } | null {
  const begins = String.fromCharCode(...bytes.subarray(0, 5))
  for (const [ending, known] of Object.entries(PAPER_TYPES))
    if (name.toLowerCase().endsWith(`.${ending}`) && begins.startsWith(known.begins))
      return { type: known.type, ending }
  return null
}

/** Whether a file is filed as a paper. Refuses: too-large, wrong-file. Source: RULES.md SE68. */
export function filePaper(name: string, bytes: Uint8Array): Decision<{ type: string }> {
  if (bytes.length > MOST_PAPER_BYTES) return refuse('too-large', 'SE68')
  const known = paperTypeOf(name, bytes)
  return known ? allow({ type: known.type }) : refuse('wrong-file', 'SE68')
}

/** Whether a person sees a paper: whoever sees the session, but observers none of a closed point. Refuses: not-found. Source: RULES.md SE68. */
export const seePaper = (by: Capacity, point: Pick<AgendaPoint, 'closed' | 'released'> | null): Decision =>
  point?.closed && !point.released && isObserver(by) ? refuse('not-found', 'SE68') : allow()
