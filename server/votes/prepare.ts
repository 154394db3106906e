import type { CouncilRules, QuorumCount } from '../../shared/councils/model.ts'
import { countQuorum } from '../../shared/councils/rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Counting } from '../../shared/sessions/model.ts'
import { whoPresides } from '../../shared/sessions/rules.ts'
import type { Instant } from '../../shared/time.ts'
import type { Roll, RollSeat } from '../../shared/votes/model.ts'
import { countingOf, isOnRuling } from '../../shared/votes/questions.ts'
import { ordersOfQuestion } from '../../shared/votes/reopening.ts'
import { rollNow } from '../../shared/votes/rules.ts'
import type { Reader } from '../db/database.ts'
import { loadPointWaits } from '../floor/putting.ts'
import { loadPointInterests, loadRulingWaits } from '../floor/queries.ts'
import { loadPresent, loadRecusals, loadRules } from '../sessions/queries.ts'
import { waitsForAmendment } from './amendments.ts'
import { presidingCouncil, voteIsOpen } from './queries.ts'
import { type Asked, type Put, questionFor } from './questions.ts'

/** Everything a vote would fix if it opened at this moment. */
export type Preparation = Put & {
  readonly rules: readonly CouncilRules[]
  readonly counting: Counting
  readonly roll: Roll
  readonly quorum: readonly QuorumCount[]
  readonly presiding: AccountId
  readonly voteOpen: boolean
  /** A ruling on a point of order is waited for, or the result of an appeal that is not itself put. */
  readonly rulingWaits: boolean
  readonly recusalReasons: ReadonlyMap<AccountId, string>
}

/** Gathers councils, standing orders, roll and quorum as they stand. Refuses: not-found. */
export async function prepareVote(
  db: Reader,
  asked: Asked,
  account: AccountId,
  at: Instant,
): Promise<Decision<Preparation>> {
  const found = await questionFor(db, asked, account, at)
  if (!found.ok) return found
  const { session, seats, recommendation, question } = found.facts
  const presiding = whoPresides(session, seats) ?? session.presiding
  const standing = await loadRules(found.facts, db)
  const rules = standing.map((one) => ({ ...one, orders: ordersOfQuestion(one.orders, question) }))
  const present = await loadPresent(db, session)
  // An interest in the agenda point counts for every text under it; the text's own reason is the nearer one. Source: RULES.md SE6, SE41.
  // Nobody is recused from the set as a whole or from procedure. Source: RULES.md VO104.
  const recusals = recommendation
    ? [
        ...(await loadPointInterests(db, session.id, recommendation.point)),
        ...(await loadRecusals(db, session.id, recommendation.id)),
      ]
    : question.kind === 'adopt-amendment' && question.under !== null
      ? await loadPointInterests(db, session.id, question.under)
      : []
  const asRollSeats: RollSeat[] = seats.map((seat) => ({
    seat: seat.id,
    council: seat.council,
    account: seat.holder,
    role: seat.role,
  }))
  const counting = countingOf(question, session.counting)
  const roll = rollNow({
    counting,
    seats,
    present,
    recused: new Set(recusals.map((one) => one.account)),
    presiding,
    presidingCouncil: presidingCouncil(rules, asRollSeats, presiding),
  })
  const quorum = countQuorum(rules, seatsForQuorum(rules, roll))
  const recusalReasons = new Map(recusals.map((one) => [one.account, one.reason]))
  const { put } = found.facts
  return allow({
    ...found.facts,
    put: put.ok && (await waitsForAmendment(db, question)) ? refuse('is-put', 'AM31') : put,
    rules,
    counting,
    roll,
    quorum,
    presiding,
    voteOpen: await voteIsOpen(db, session.id),
    rulingWaits: await (isOnRuling(question) ? loadPointWaits : loadRulingWaits)(db, session),
    recusalReasons,
  })
}

/** Seats that count for the quorum at opening: the places', and recused ones where the council's orders count them. Source: RULES.md VO24. */
function seatsForQuorum(rules: readonly CouncilRules[], roll: Roll): RollSeat[] {
  const counted = new Set(rules.filter(({ orders }) => orders.recusal.countsForQuorum).map(({ council }) => council.id))
  return [...roll.places.flatMap((place) => place.seats), ...roll.recused.filter((seat) => counted.has(seat.council))]
}
