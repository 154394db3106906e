import { allow, type Decision, refuse } from '../decision.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isSecretariat, run } from '../sessions/rules.ts'
import {
  type Counts,
  type EnteredResult,
  type Floor,
  MOTION_KINDS,
  type Motion,
  type MotionKind,
  type PointOfOrder,
  type PutBy,
  type VotesSeen,
} from './model.ts'

type Person = { readonly account: string; readonly seated: boolean; readonly present: boolean }
type Facts = { readonly session: Session; readonly floor: Floor; readonly votes: VotesSeen }

/** Points of order and motions come from those with a seat who are checked in, or from the secretary for them. */
function fromMember(by: Capacity, person: Person, { session }: Facts, rule: 'SE34' | 'SE37' | 'SE39'): Decision {
  const own = by.account === person.account
  if (own ? !person.seated : !isSecretariat(by)) return refuse('no-right', rule)
  if (session.stage !== 'open') return refuse('session-not-open', rule)
  if (!person.seated) return refuse('not-on-the-session', rule)
  return person.present ? allow() : refuse('check-in-first', rule)
}

/** The point of order that a ruling is waited for, the oldest first; null: none. */
export const waitingPoint = (floor: Floor): PointOfOrder | null =>
  floor.pointsOfOrder.find(({ stage }) => stage === 'waiting') ?? null

/** Whether a point of order waits for the chair's ruling, or an appeal for its result: until then no vote opens. Source: RULES.md SE35. */
export const rulingWaits = (floor: Pick<Floor, 'pointsOfOrder'>): boolean =>
  floor.pointsOfOrder.some(({ stage }) => stage === 'waiting' || stage === 'appealed')

/**
 * Whether a point of order may be raised; while a vote is open only on how it is held.
 * Refuses: no-right, session-not-open, not-on-the-session, check-in-first, only-on-conduct, already-raised. Source: RULES.md SE34, SE38.
 */
export function raisePoint(by: Capacity, person: Person, conduct: boolean, facts: Facts): Decision {
  const may = fromMember(by, person, facts, 'SE34')
  if (!may.ok) return may
  if (facts.votes.open && !conduct) return refuse('only-on-conduct', 'SE38')
  const waits = facts.floor.pointsOfOrder.some(
    ({ account, stage }) => account === person.account && stage === 'waiting',
  )
  return waits ? refuse('already-raised', 'SE34') : allow()
}

/** Whether a point of order may be taken back before its ruling: by who raised it, or the secretary for them. Refuses: no-right, session-not-open, already-ruled. Source: RULES.md SE34. */
export function withdrawPoint(by: Capacity, point: PointOfOrder, { session }: Pick<Facts, 'session'>): Decision {
  if (point.account !== by.account && !isSecretariat(by)) return refuse('no-right', 'SE34')
  if (session.stage !== 'open') return refuse('session-not-open', 'SE34')
  return point.stage === 'waiting' ? allow() : refuse('already-ruled', 'SE34')
}

/** Whether the chair's ruling may be recorded, by the chair or the operator on the chair's word; once. Refuses: no-right, session-not-open, already-ruled. Source: RULES.md SE36. */
export function rulePoint(by: Capacity, point: PointOfOrder, { session }: Facts): Decision {
  const may = run(by)
  if (!may.ok) return may
  if (session.stage !== 'open') return refuse('session-not-open', 'SE36')
  return point.stage === 'waiting' ? allow() : refuse('already-ruled', 'SE36')
}

/**
 * Whether a ruling may be appealed from: at once, before anybody is called, anything ruled or decided, a vote opened or another point taken.
 * Refuses: no-right, session-not-open, not-on-the-session, check-in-first, not-ruled, already-appealed, appeal-too-late. Source: RULES.md SE37.
 */
export function appealRuling(by: Capacity, person: Person, point: PointOfOrder, facts: Facts): Decision {
  const may = fromMember(by, person, facts, 'SE37')
  if (!may.ok) return may
  if (point.stage === 'waiting' || point.stage === 'withdrawn') return refuse('not-ruled', 'SE37')
  if (point.stage !== 'ruled') return refuse('already-appealed', 'SE37')
  return isStanding(point, facts) ? allow() : refuse('appeal-too-late', 'SE37')
}

/** Whether nothing was done since the ruling. */
const isStanding = (point: PointOfOrder & { stage: 'ruled' }, { floor, session, votes }: Facts): boolean =>
  point.business === floor.business && point.votesOpened === votes.opened && point.point === session.currentPoint

/** The ruling that may be appealed from now; null: none. */
export const appealable = (facts: Facts): (PointOfOrder & { stage: 'ruled' }) | null =>
  facts.floor.pointsOfOrder.find(
    (point): point is PointOfOrder & { stage: 'ruled' } => point.stage === 'ruled' && isStanding(point, facts),
  ) ?? null

/** Whether the secretary may enter the result of an appeal. `entitled`: how many may have a vote. Refuses: no-right, session-not-open, not-ruled, already-decided, is-put, too-many-counted. Source: RULES.md SE37, SE43, SE44. */
export function settleAppeal(
  by: Capacity,
  point: PointOfOrder,
  counts: Counts,
  entitled: number,
  { session }: Facts,
): Decision {
  if (!isSecretariat(by)) return refuse('no-right', 'SE37')
  if (session.stage !== 'open') return refuse('session-not-open', 'SE37')
  if (point.stage === 'settled') return refuse('already-decided', 'SE37')
  if (point.stage !== 'appealed') return refuse('not-ruled', 'SE37')
  if (isPut(point.appeal)) return refuse('is-put', 'SE44')
  return counted(counts, entitled)
}

/** Whether a vote on it was opened and has not been announced: until then nobody else decides it, or takes it back. Source: RULES.md SE44. */
export const isPut = ({ put }: { readonly put: PutBy | null }): boolean =>
  put?.stage === 'open' || put?.stage === 'closed'

const counted = (counts: Counts, entitled: number): Decision => {
  const sum = counts.for + counts.against + counts.abstain
  return sum <= entitled ? allow() : refuse('too-many-counted', 'SE43', { counted: sum, entitled })
}

/** The question is "Shall the ruling stand?": it is overturned only by more against than for; equal votes leave it. Source: RULES.md SE37. */
export const isOverturned = (counts: Counts): boolean => counts.against > counts.for

/**
 * Whether a motion may be raised: one of a kind at a time, none while a vote is open.
 * Refuses: no-right, session-not-open, not-on-the-session, check-in-first, only-on-conduct, already-moved. Source: RULES.md SE38, SE39.
 */
export function raiseMotion(by: Capacity, person: Person, kind: MotionKind, facts: Facts): Decision {
  const may = fromMember(by, person, facts, 'SE39')
  if (!may.ok) return may
  if (facts.votes.open) return refuse('only-on-conduct', 'SE38')
  const waits = facts.floor.motions.some((motion) => motion.kind === kind && motion.stage === 'waiting')
  return waits ? refuse('already-moved', 'SE39') : allow()
}

/** Whether a motion may be taken back: by who moved it, or the secretary for them. Refuses: no-right, session-not-open, already-decided, is-put. Source: RULES.md SE39, SE44. */
export function withdrawMotion(by: Capacity, motion: Motion, { session }: Pick<Facts, 'session'>): Decision {
  if (motion.account !== by.account && !isSecretariat(by)) return refuse('no-right', 'SE39')
  if (session.stage !== 'open') return refuse('session-not-open', 'SE39')
  if (motion.stage !== 'waiting') return refuse('already-decided', 'SE39')
  return isPut(motion) ? refuse('is-put', 'SE44') : allow()
}

/** Motions in the order in which they are taken: by rank, and within a rank as they were raised. Source: RULES.md SE39. */
export const inOrder = <M extends { readonly kind: MotionKind }>(motions: readonly M[]): M[] =>
  MOTION_KINDS.flatMap((kind) => motions.filter((motion) => motion.kind === kind))

/** The motion that is taken next; null: none waits. */
export const nextMotion = (floor: Pick<Floor, 'motions'>): Motion | null =>
  inOrder(floor.motions.filter(({ stage }) => stage === 'waiting'))[0] ?? null

/**
 * Whether the result of a motion may be entered: by the secretary, or who runs the session; out of order only by the latter.
 * Points of order go first, and what outranks it.
 * Refuses: no-right, session-not-open, already-decided, is-put, only-on-conduct, ruling-waits, outranked, too-many-counted.
 * Source: RULES.md SE35, SE38, SE40, SE43, SE44.
 */
export function decideMotion(
  by: Capacity,
  motion: Motion,
  result: EnteredResult,
  entitled: number,
  facts: Facts,
): Decision {
  const runs = run(by).ok
  if (!runs && (!isSecretariat(by) || result.how === 'out-of-order')) return refuse('no-right', 'SE40')
  if (facts.session.stage !== 'open') return refuse('session-not-open', 'SE40')
  if (motion.stage !== 'waiting') return refuse('already-decided', 'SE40')
  if (isPut(motion)) return refuse('is-put', 'SE44')
  if (facts.votes.open) return refuse('only-on-conduct', 'SE38')
  if (rulingWaits(facts.floor)) return refuse('ruling-waits', 'SE35')
  if (nextMotion(facts.floor)?.id !== motion.id) return refuse('outranked', 'SE40')
  return result.how === 'counts' ? counted(result, entitled) : allow()
}

/** What becomes of a motion: carried without objection, or by more for than against. Source: RULES.md SE40. */
export const motionStage = (result: EnteredResult): 'carried' | 'rejected' | 'out-of-order' => {
  if (result.how === 'out-of-order') return 'out-of-order'
  return result.how === 'no-objection' || result.for > result.against ? 'carried' : 'rejected'
}
