import { MANNERS, type Manner, type QuorumCount, type Seat, type StandingOrders } from '../councils/model.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, CouncilId, PlaceId } from '../ids.ts'
import type { Recommendation } from '../recommendations/model.ts'
import type { Counting, Session } from '../sessions/model.ts'
import { type Capacity, isSecretariat, preside, run } from '../sessions/rules.ts'
import { correctionsSettled } from './correction-rules.ts'
import { WAYS } from './manners.ts'
import type { Cast, Choice, Place, Roll, RollSeat, VoteManner, VoteStage } from './model.ts'
import type { Correction } from './remedies.ts'

/** What the rules need of a vote: enough for opening, casting and closing. */
type Standing = {
  readonly stage: VoteStage
  readonly hash: string
  readonly manner: VoteManner
  readonly roll: Roll
}

/**
 * Whether the presiding chair may take a freeze back: until a vote opens on it, and not when the session is over.
 * Refuses: no-right, session-closed, not-frozen, vote-opened. Source: RULES.md VO1.
 */
export function takeBackFreeze(
  recommendation: Recommendation,
  session: Session,
  capacity: Capacity,
  voteOpenedOnIt: boolean,
): Decision {
  const may = preside(capacity)
  if (!may.ok) return may
  if (session.stage === 'closed') return refuse('session-closed', 'VO1')
  if (recommendation.stage !== 'frozen') return refuse('not-frozen', 'VO1')
  return voteOpenedOnIt ? refuse('vote-opened', 'VO1') : allow()
}

/**
 * Whether a vote may open now on what is put.
 * Refuses: no-right, session-not-open, ruling-waits, wrong-text, vote-running, wrong-manner, no-quorum, empty-roll, and what the
 * question itself is refused for (`put`). Source: RULES.md VO2, VO4, VO5, SE35.
 */
export function openVote(question: {
  /** Whether the question may be put as things stand. */
  readonly put: Decision<unknown>
  readonly session: Session
  readonly capacity: Capacity
  /** The hash of what would be put; null when there is no version yet. */
  readonly hash: string | null
  readonly shownHash: string | null
  readonly voteOpen: boolean
  /** A point of order waits for its ruling, or an appeal for its result. */
  readonly rulingWaits: boolean
  readonly manner: VoteManner
  readonly orders: readonly StandingOrders[]
  readonly quorum: readonly QuorumCount[]
  readonly roll: Roll
}): Decision {
  const may = run(question.capacity)
  if (!may.ok) return may
  if (question.session.stage !== 'open') return refuse('session-not-open', 'VO2')
  if (question.rulingWaits) return refuse('ruling-waits', 'SE35')
  if (!question.put.ok) return question.put
  if (question.hash === null) return refuse('not-frozen', 'VO2')
  if (question.hash !== question.shownHash) return refuse('wrong-text', 'VO2')
  if (question.voteOpen) return refuse('vote-running', 'VO4')
  const { manner, orders } = question
  // Any council may agree in silence; whoever does not objects. Source: RULES.md VO105.
  if (manner !== 'without-a-vote' && !orders.every((one) => mannersOf(one).includes(manner)))
    return refuse('wrong-manner', 'VO6')
  const missing = question.quorum.find((count) => !count.reached)
  if (missing)
    return refuse('no-quorum', 'VO5', { council: missing.council, present: missing.present, needed: missing.needed })
  if (question.roll.places.length === 0) return refuse('empty-roll', 'VO3')
  return allow()
}

/** The manners a council's standing orders allow and devices know, its usual one first. */
export const mannersOf = ({ manner, otherManners }: Pick<StandingOrders, 'manner' | 'otherManners'>) =>
  [...new Set([manner, ...otherManners])].filter((one): one is Manner => MANNERS.some((known) => known === one))

/**
 * The roll as it is at this moment: who is present and not recused may vote.
 * In one pool a place is a person with all its seats; apart it is a seat. Source: RULES.md VO3.
 */
export function rollNow(facts: {
  readonly counting: Counting
  readonly seats: readonly Seat[]
  readonly present: ReadonlyMap<AccountId, 'hall' | 'remote'>
  readonly recused: ReadonlySet<AccountId>
  readonly presiding: AccountId
  readonly presidingCouncil: CouncilId
}): Roll {
  const seats: RollSeat[] = facts.seats.map((seat) => ({
    seat: seat.id,
    council: seat.council,
    account: seat.holder,
    role: seat.role,
  }))
  const entitled = seats.filter((seat) => facts.present.has(seat.account) && !facts.recused.has(seat.account))
  const places =
    facts.counting === 'one-pool' ? placesByPerson(entitled, facts.present) : placesBySeat(entitled, facts.present)
  return {
    places,
    recused: seats.filter((seat) => facts.present.has(seat.account) && facts.recused.has(seat.account)),
    absent: seats.filter((seat) => !facts.present.has(seat.account)),
    presentAtOpening: seats.filter((seat) => facts.present.has(seat.account)).map((seat) => seat.seat),
    presiding: decidingPlace(places, facts.presiding, facts.presidingCouncil),
  }
}

function decidingPlace(places: readonly Place[], presiding: AccountId, council: CouncilId): PlaceId | null {
  const own = places.filter((place) => place.account === presiding)
  return (own.find((place) => place.seats.some((seat) => seat.council === council)) ?? own[0])?.id ?? null
}

function placesByPerson(seats: readonly RollSeat[], present: ReadonlyMap<AccountId, 'hall' | 'remote'>): Place[] {
  return [...Map.groupBy(seats, (seat) => seat.account)].map(([account, held]) => ({
    id: account as string as PlaceId,
    account,
    seats: held,
    mode: present.get(account) ?? 'hall',
  }))
}

const placesBySeat = (seats: readonly RollSeat[], present: ReadonlyMap<AccountId, 'hall' | 'remote'>): Place[] =>
  seats.map((seat) => ({
    id: seat.seat as string as PlaceId,
    account: seat.account,
    seats: [seat],
    mode: present.get(seat.account) ?? 'hall',
  }))

type CastAttempt = {
  readonly account: AccountId
  readonly place: PlaceId
  readonly hash: string
  readonly choice: Choice
}

/**
 * Whether a ballot may be cast by its member for its own place, on the text that was shown.
 * In roll call a ballot stands; in the open and sealed manners the last one counts. A word recorded by the secretary closes the device.
 * Refuses: vote-not-open, hands-are-counted, wrong-text, recused, not-on-the-roll, not-your-place, sheet-handed, already-cast. Source: RULES.md VO7–VO11, VO60, VO66, VO70.
 */
export function castBallot(
  vote: Standing,
  ballots: readonly Cast[],
  attempt: CastAttempt,
  sheets: readonly PlaceId[] = [],
): Decision {
  if (vote.stage !== 'open') return refuse('vote-not-open', 'VO7')
  if (vote.manner === 'without-a-vote') return refuse('wrong-manner', 'VO106')
  if (WAYS[vote.manner].byHands) return refuse('hands-are-counted', 'VO66')
  if (vote.hash !== attempt.hash) return refuse('wrong-text', 'VO8')
  const place = vote.roll.places.find(({ id }) => id === attempt.place)
  if (!place) {
    const recused = vote.roll.recused.some((seat) => seat.account === attempt.account)
    return recused ? refuse('recused', 'VO9') : refuse('not-on-the-roll', 'VO9')
  }
  if (place.account !== attempt.account) return refuse('not-your-place', 'VO10')
  if (sheets.includes(attempt.place)) return refuse('sheet-handed', 'VO70')
  const given = ballots.find((ballot) => ballot.place === attempt.place)
  if (given && (!WAYS[vote.manner].changed || given.source !== 'device')) return refuse('already-cast', 'VO11')
  return allow()
}

/**
 * Whether the secretary may record a member's word for a place; it replaces what was given before.
 * Refuses: no-right, vote-not-open, hands-are-counted, wrong-text, not-on-the-roll, sheet-handed. Source: RULES.md VO12, VO66, VO70.
 */
export function recordWord(
  vote: Standing,
  capacity: Capacity,
  attempt: Omit<CastAttempt, 'account'>,
  sheets: readonly PlaceId[] = [],
): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'VO12')
  if (vote.stage !== 'open') return refuse('vote-not-open', 'VO7')
  if (vote.manner === 'without-a-vote') return refuse('wrong-manner', 'VO106')
  if (WAYS[vote.manner].byHands) return refuse('hands-are-counted', 'VO66')
  if (vote.hash !== attempt.hash) return refuse('wrong-text', 'VO8')
  if (!vote.roll.places.some(({ id }) => id === attempt.place)) return refuse('not-on-the-roll', 'VO9')
  return sheets.includes(attempt.place) ? refuse('sheet-handed', 'VO70') : allow()
}

/** Whether a vote may be closed, by who runs the session. Refuses: no-right, vote-not-open. Source: RULES.md VO13. */
export function closeVote(vote: Standing, capacity: Capacity): Decision {
  const may = run(capacity)
  if (!may.ok) return may
  return vote.stage === 'open' ? allow() : refuse('vote-not-open', 'VO13')
}

/**
 * Whether an outcome may be announced, by who runs the session.
 * Refuses: no-right, vote-not-closed, already-announced, vote-void, correction-waits. Source: RULES.md VO14, VO88.
 */
export function announceVote(
  vote: Standing,
  capacity: Capacity,
  corrections: readonly Pick<Correction, 'stage'>[] = [],
): Decision {
  const may = run(capacity)
  if (!may.ok) return may
  if (vote.stage === 'open') return refuse('vote-not-closed', 'VO14')
  if (vote.stage === 'void') return refuse('vote-void', 'VO83')
  return vote.stage === 'closed' ? correctionsSettled(corrections) : refuse('already-announced', 'VO14')
}

/** Who reads an outcome before it is announced: who presides and the secretariat; that of a void vote everybody. Source: RULES.md VO15, VO83. */
export const seeOutcome = (stage: Standing['stage'], capacity: Capacity): boolean =>
  stage === 'announced' || stage === 'void' || (stage === 'closed' && (capacity.presiding || isSecretariat(capacity)))

/** Whether a person sees the roll as it would be now: who presides and the secretariat. Refuses: no-right. Source: RULES.md VO18. */
export const seePreparation = (capacity: Capacity): Decision =>
  capacity.presiding || isSecretariat(capacity) ? allow() : refuse('no-right', 'VO18')
