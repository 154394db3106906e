import { allow, type Decision, refuse } from '../decision.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isObserver, isSecretariat, run } from '../sessions/rules.ts'
import type { Remark, Thread } from './threads.ts'

/**
 * Whether a person who sees a text takes part in its discussion: whoever has the pen, and whether the text is fixed, until the session is
 * closed; those who look on only where they are invited to. Refuses: no-right, session-closed. Source: RULES.md CM1, CM8.
 */
export function discuss(session: Pick<Session, 'stage'>, by: Capacity, invited: boolean): Decision {
  if (isObserver(by) && !invited) return refuse('no-right', 'CM8')
  return session.stage === 'closed' ? refuse('session-closed', 'CM1') : allow()
}

/** Whether a person who sees a text sees a thread on it: those who look on only where they are invited, and what is open to them. Source: RULES.md CM8. */
export const seeThread = (by: Capacity, { toObservers }: Pick<Thread, 'toObservers'>, invited: boolean): boolean =>
  !isObserver(by) || (invited && toObservers)

/** Whether a new thread is read by those who look on: what they open themselves always, what others open if these say so. Source: RULES.md CM8. */
export const isToObservers = (by: Capacity, asked: boolean, invited: boolean): boolean =>
  isObserver(by) || (asked && invited)

/**
 * Whether a person resolves a thread: who takes part in the discussion; those who look on only their own.
 * Refuses: no-right, session-closed, already-so. Source: RULES.md CM3.
 */
export function resolveThread(
  session: Pick<Session, 'stage'>,
  by: Capacity,
  thread: Thread,
  invited: boolean,
): Decision {
  const may = closeOrOpen(session, by, thread, invited)
  if (!may.ok) return may
  return thread.resolved ? refuse('already-so', 'CM3') : allow()
}

/** Whether a person opens a resolved thread again. Refuses: no-right, session-closed, already-so. Source: RULES.md CM3. */
export function reopenThread(
  session: Pick<Session, 'stage'>,
  by: Capacity,
  thread: Thread,
  invited: boolean,
): Decision {
  const may = closeOrOpen(session, by, thread, invited)
  if (!may.ok) return may
  return thread.resolved ? allow() : refuse('already-so', 'CM3')
}

function closeOrOpen(session: Pick<Session, 'stage'>, by: Capacity, thread: Thread, invited: boolean): Decision {
  if (isObserver(by) && thread.openedBy !== by.account) return refuse('no-right', 'CM3')
  return discuss(session, by, invited)
}

/**
 * Whether a person changes or withdraws a remark: their own, once withdrawn no more.
 * Refuses: not-your-comment, no-right, session-closed, already-so. Source: RULES.md CM4, CM5.
 */
export function changeRemark(
  session: Pick<Session, 'stage'>,
  by: Capacity,
  remark: Pick<Remark, 'author' | 'withdrawnAt'>,
  invited: boolean,
): Decision {
  if (remark.author !== by.account) return refuse('not-your-comment', 'CM4')
  const may = discuss(session, by, invited)
  if (!may.ok) return may
  return remark.withdrawnAt === null ? allow() : refuse('already-so', 'CM5')
}

/** Whether a person reads what a remark said before it was changed; those who look on read what it says. Source: RULES.md CM4. */
export const seesEarlierWords = (by: Capacity): boolean => !isObserver(by)

/**
 * Whether a person invites those who look on to the discussion of a text, or takes that back: who runs the session, and the secretariat.
 * Refuses: no-right, session-closed, already-so. Source: RULES.md CM8.
 */
export function inviteObservers(
  session: Pick<Session, 'stage'>,
  by: Capacity,
  invited: boolean,
  on: boolean,
): Decision {
  if (!mayInviteObservers(by)) return refuse('no-right', 'CM8')
  if (session.stage === 'closed') return refuse('session-closed', 'CM8')
  return invited === on ? refuse('already-so', 'CM8') : allow()
}

export const mayInviteObservers = (by: Capacity): boolean => isSecretariat(by) || run(by).ok
