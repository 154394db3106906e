import { allow, type Decision, refuse } from '../decision.ts'
import type { AgendaPointId } from '../ids.ts'
import type { TextAccess } from '../live/room.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isObserver, isSecretariat, run, seeSession } from '../sessions/rules.ts'
import type { Pen, Recommendation } from './model.ts'

/** Whether the pen lets a person write in a text. Refuses: no-right. Source: RULES.md RE3. */
export function holdPen(pen: Pen, capacity: Capacity): Decision {
  const holds = {
    'everyone-seated': capacity.seats.length > 0 || isSecretariat(capacity) || capacity.sessionRole === 'drafter',
    drafters: capacity.sessionRole === 'drafter' || isSecretariat(capacity),
    secretariat: isSecretariat(capacity),
    'amendments-only': false,
  }[pen]
  return holds ? allow() : refuse('no-right', 'RE3')
}

/**
 * Whether a person may hand the pen of a text to others: who runs the session in an open sitting, the secretariat outside.
 * Refuses: no-right, session-closed, frozen, already-so. Source: RULES.md RE8.
 */
export function setPen(recommendation: Recommendation, session: Session, capacity: Capacity, pen: Pen): Decision {
  if (!arranges(session, capacity)) return refuse('no-right', 'RE8')
  if (session.stage === 'closed') return refuse('session-closed', 'RE8')
  if (recommendation.stage !== 'drafting') return refuse('frozen', 'RE8')
  return recommendation.pen === pen ? refuse('already-so', 'RE8') : allow()
}

/**
 * Whether a text may be moved to another point of the agenda, or with null to none. Once the session has been opened only who runs it
 * moves a text out of a closed point: it would be shown to those who look on.
 * Refuses: no-right, session-closed, vote-running, already-so. Source: RULES.md RE9, SE65.
 */
export function moveToPoint(
  recommendation: Recommendation,
  session: Session,
  capacity: Capacity,
  point: AgendaPointId | null,
  voteOpen: boolean,
): Decision {
  if (!moves(recommendation, session, capacity)) return refuse('no-right', 'RE9')
  if (session.stage === 'closed') return refuse('session-closed', 'RE9')
  if (voteOpen) return refuse('vote-running', 'RE9')
  return recommendation.point === point ? refuse('already-so', 'RE9') : allow()
}

/** Whose it is to arrange who writes: in an open sitting who runs the session, outside the secretariat too. */
const arranges = (session: Session, capacity: Capacity): boolean =>
  run(capacity).ok || (session.stage !== 'open' && isSecretariat(capacity))

const moves = (recommendation: Recommendation, session: Session, capacity: Capacity): boolean =>
  run(capacity).ok || (isSecretariat(capacity) && (session.stage === 'planned' || !recommendation.closed))

/** Whether a person may write in a recommendation now. Refuses: no-right, session-not-open, frozen. Source: RULES.md RE3, RE4. */
export function write(recommendation: Recommendation, session: Session, capacity: Capacity): Decision {
  if (recommendation.stage !== 'drafting') return refuse('frozen', 'RE4')
  if (session.stage === 'closed') return refuse('session-not-open', 'RE4')
  return holdPen(recommendation.pen, capacity)
}

/** Whether the fields that were shown are still the present ones. Refuses: changed-meanwhile, and what `write` refuses. Source: RULES.md RE6. */
export function changeFields(
  recommendation: Recommendation,
  session: Session,
  capacity: Capacity,
  shownRev: number,
): Decision {
  const may = write(recommendation, session, capacity)
  if (!may.ok) return may
  return shownRev === recommendation.fieldsRev ? allow() : refuse('changed-meanwhile', 'RE6')
}

/**
 * What a person may do with a live text.
 * Observers read it only while the chair lets them, and never see carets or names. Source: RULES.md RE5, SE8.
 */
export function textAccess(
  recommendation: Recommendation,
  session: Session,
  capacity: Capacity,
  liveToObservers: boolean,
): TextAccess {
  if (!seeSession(capacity).ok) return { visible: false }
  const observer = isObserver(capacity)
  const isFixed = recommendation.stage !== 'drafting' && recommendation.stage !== 'withdrawn'
  if (observer && (recommendation.closed || (!isFixed && !liveToObservers))) return { visible: false }
  const may = write(recommendation, session, capacity)
  const why = recommendation.stage === 'withdrawn' ? 'withdrawn' : 'frozen'
  const reason = may.ok ? null : may.refusal.code === 'frozen' ? why : observer ? 'no-right' : 'pen'
  return {
    visible: true,
    edit: may.ok,
    reason,
    seesPeople: !observer,
    stage: recommendation.stage,
    pen: recommendation.pen,
    freezesAt: recommendation.freezesAt,
    closed: recommendation.closed,
  }
}

/**
 * What a person may do with a recommendation, for buttons; each act is decided again by its own rule.
 * `vote`: the stage of the newest vote on the present version, null before the first.
 */
export function mayDo(
  recommendation: Recommendation,
  session: Session,
  capacity: Capacity,
  vote: 'open' | 'closed' | 'announced' | 'void' | null,
) {
  const { stage } = recommendation
  const runs = run(capacity).ok && session.stage === 'open'
  const goesOn = session.stage !== 'closed'
  return {
    edit: write(recommendation, session, capacity).ok,
    setPen: stage === 'drafting' && goesOn && arranges(session, capacity),
    moveToPoint: goesOn && moves(recommendation, session, capacity),
    freeze: runs && stage === 'drafting',
    takeBackFreeze: capacity.presiding && goesOn && stage === 'frozen' && (vote === null || vote === 'void'),
    openVote: runs && (stage === 'frozen' || stage === 'no-decision') && vote !== 'open',
    adopt: capacity.presiding && stage === 'carried',
  }
}
