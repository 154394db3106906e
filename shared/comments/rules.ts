import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId } from '../ids.ts'
import type { Recommendation } from '../recommendations/model.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isObserver, isSecretariat } from '../sessions/rules.ts'
import type { Instant } from '../time.ts'
import type { Revision } from '../versions/circulation.ts'
import { readRevision, seesInRevision } from '../versions/circulation-rules.ts'
import type { Comment } from './model.ts'

/** Whether comments on a revision are taken now. Refuses: session-closed, comments-closed. Source: RULES.md RE40. */
export function takesComments(session: Session, revision: Revision, at: Instant): Decision {
  if (session.stage === 'closed') return refuse('session-closed', 'RE40')
  return revision.commentsUntil !== null && at < revision.commentsUntil ? allow() : refuse('comments-closed', 'RE40')
}

/**
 * Whether a person leaves a comment on a text of a revision: who is on the session, got the revision and sees the text, until its date.
 * Refuses: not-on-the-session, not-found, session-closed, comments-closed. Source: RULES.md RE40.
 */
export function leaveComment(
  session: Session,
  by: Capacity,
  revision: Revision,
  text: Pick<Recommendation, 'closed'>,
  at: Instant,
): Decision {
  if (by.seats.length === 0 && by.sessionRole === null && !isSecretariat(by))
    return refuse('not-on-the-session', 'RE40')
  const may = readRevision(revision, by)
  if (!may.ok) return may
  if (!seesInRevision(text, by)) return refuse('not-found', 'RE40')
  return takesComments(session, revision, at)
}

/** Whether a person changes or withdraws a comment: their own, until the date. Refuses: not-your-comment, session-closed, comments-closed. Source: RULES.md RE41. */
export function changeComment(
  session: Session,
  by: AccountId,
  comment: Pick<Comment, 'author'>,
  revision: Revision,
  at: Instant,
): Decision {
  if (comment.author !== by) return refuse('not-your-comment', 'RE41')
  return takesComments(session, revision, at)
}

/** Whether a person answers comments: drafters and the secretariat, until the session is closed. Refuses: no-right, session-closed. Source: RULES.md RE42. */
export function answerComment(session: Session, by: Capacity): Decision {
  if (!isSecretariat(by) && by.sessionRole !== 'drafter') return refuse('no-right', 'RE42')
  return session.stage === 'closed' ? refuse('session-closed', 'RE42') : allow()
}

/** Whether a person sees a comment: those who look on only their own. Source: RULES.md RE43. */
export const seeComment = (by: Capacity, comment: Pick<Comment, 'author'>): boolean =>
  !isObserver(by) || comment.author === by.account

/** Whether a person is told who answered; those who look on are told that the drafters did. Source: RULES.md RE43. */
export const seesWhoAnswered = (by: Capacity): boolean => !isObserver(by)
