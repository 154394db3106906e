import { allow, type Decision, refuse } from '../decision.ts'
import type { Recommendation } from '../recommendations/model.ts'
import type { Session } from '../sessions/model.ts'
import { prepare } from '../sessions/planning-rules.ts'
import { type Capacity, isObserver } from '../sessions/rules.ts'
import type { Instant } from '../time.ts'
import type { Revision } from './circulation.ts'
import type { Version } from './model.ts'

/** The texts of a set that are circulated: all but those withdrawn. Source: RULES.md RE30. */
export const circulated = <Text extends Pick<Recommendation, 'stage'>>(set: readonly Text[]): readonly Text[] =>
  set.filter(({ stage }) => stage !== 'withdrawn')

/**
 * Whether the set is circulated: by the secretariat, with a text in it, and a date for comments that is to come.
 * Refuses: no-right, session-closed, nothing-to-circulate, malformed. Source: RULES.md RE30.
 */
export function circulate(
  session: Session,
  by: Capacity,
  set: readonly Pick<Recommendation, 'stage'>[],
  commentsUntil: Instant | null,
  at: Instant,
): Decision {
  const may = prepare(session, by)
  if (!may.ok) return may
  if (circulated(set).length === 0) return refuse('nothing-to-circulate', 'RE30')
  return commentsUntil !== null && commentsUntil <= at ? refuse('malformed', 'RE30') : allow()
}

/** Whether a person reads a revision: who sees the session; those who look on, if it was sent to them. Refuses: not-found. Source: RULES.md RE32. */
export const readRevision = (revision: Pick<Revision, 'toObservers'>, by: Capacity): Decision =>
  isObserver(by) && !revision.toObservers ? refuse('not-found', 'RE32') : allow()

/**
 * Whether a person reads the whole set as it stands now: who sees the session; those who look on, while they may read what is being drafted,
 * for a text they do not see would seem to be taken out. Refuses: not-found. Source: RULES.md VE17, RE5.
 */
export const readPresentSet = (by: Capacity, liveToObservers: boolean): Decision =>
  isObserver(by) && !liveToObservers ? refuse('not-found', 'VE17') : allow()

/** Whether a person sees a text of a revision: those who look on none of a closed point. Source: RULES.md RE32, SE12. */
export const seesInRevision = (text: Pick<Recommendation, 'closed'>, by: Capacity): boolean =>
  !(text.closed && isObserver(by))

/**
 * Whether a person sees a version of a text they see: those who look on no draft that was cut to go round, unless a revision it stands
 * in was sent to them. `revisions`: those it stands in. Source: RULES.md RE32.
 */
export const seesVersion = (
  { reason }: Pick<Version, 'reason'>,
  revisions: readonly Pick<Revision, 'toObservers'>[],
  by: Capacity,
): boolean => reason === 'freeze' || !isObserver(by) || revisions.some((one) => readRevision(one, by).ok)
