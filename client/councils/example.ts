import type { CouncilRules, OrdersContent, QuestionKind, StandingOrders } from '../../shared/councils/model.ts'
import { ordersFor } from '../../shared/councils/orders.ts'
import { quorumNeeded } from '../../shared/councils/rules.ts'
import type { AccountId, CouncilId, PlaceId, SeatId, StandingOrdersId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { Ballot, Choice, Outcome, Place, RollSeat } from '../../shared/votes/model.ts'
import { computeOutcome } from '../../shared/votes/outcome.ts'

/** A council in an example: its name, its seats, how many are held, and its orders. */
export type ExampleCouncil = {
  readonly id: CouncilId
  readonly name: Localised
  readonly seats: number
  readonly held: number
  readonly orders: OrdersContent
}

/** What a reader may change of an example. */
export type ExampleNumbers = {
  /** Present seats, council by council. */
  readonly present: readonly number[]
  readonly for: number
  readonly against: number
  readonly abstain: number
  readonly chair: Choice | 'none'
  /** Present at the opening, without a ballot, and gone before the close. */
  readonly left: number
}

/** The outcome of an example, by the function that decides votes; `cut`: more ballots were asked for than there are persons. */
export function exampleOutcome(
  councils: readonly ExampleCouncil[],
  numbers: ExampleNumbers,
  kind: QuestionKind,
): { readonly outcome: Outcome; readonly cut: boolean } | null {
  const [first] = councils
  if (!first) return null
  const seats = councils.map((council) => seatsOf(council))
  const present = seats.flatMap((all, index) => all.slice(0, numbers.present[index] ?? 0))
  const absent = seats.flatMap((all, index) => all.slice(numbers.present[index] ?? 0))
  const places = present.map(
    (seat): Place => ({ id: placeOf(seat), account: seat.account, seats: [seat], mode: 'hall' }),
  )
  const chair = present.find((seat) => seat.council === first.id && seat.role === 'chair')
  const { ballots, cut } = ballotsOf(places, chair ? placeOf(chair) : null, numbers)
  const silent = places.filter((place) => !ballots.some((ballot) => ballot.place === place.id))
  // Those who leave are of this council first: it is its quorum that the example is about.
  const isOwn = (place: Place) => place.seats.some((seat) => seat.council === first.id)
  const gone = [...silent.filter(isOwn), ...silent.filter((place) => !isOwn(place))].slice(0, numbers.left)
  const outcome = computeOutcome({
    counting: 'one-pool',
    councils: councils.map((council) => rulesOf(council, kind)),
    presidingCouncil: first.id,
    roll: {
      places,
      recused: [],
      absent,
      presentAtOpening: present.map(({ seat }) => seat),
      presiding: chair ? placeOf(chair) : null,
    },
    ballots,
    leftBeforeClose: gone.flatMap((place) => place.seats.map(({ seat }) => seat)),
  })
  return { outcome, cut }
}

const seatsOf = ({ id, held }: ExampleCouncil): readonly RollSeat[] =>
  Array.from({ length: held }, (_, index) => ({
    seat: `${id}-${index}` as SeatId,
    council: id,
    account: `${id}-${index}` as AccountId,
    role: index === 0 ? 'chair' : 'member',
  }))

const placeOf = (seat: RollSeat): PlaceId => seat.seat as string as PlaceId

function rulesOf({ id, name, seats, held, orders }: ExampleCouncil, kind: QuestionKind): CouncilRules {
  const whole: StandingOrders = { ...orders, id: id as string as StandingOrdersId, council: id, version: 1 }
  return { council: { id, name, seats }, orders: ordersFor(whole, kind), members: held }
}

/** The chair's own ballot first, the rest in the order for, against, abstaining. */
function ballotsOf(places: readonly Place[], chair: PlaceId | null, numbers: ExampleNumbers) {
  const own = chair !== null && numbers.chair !== 'none' ? numbers.chair : null
  const rest = (['for', 'against', 'abstain'] as const).flatMap((choice) =>
    Array.from({ length: Math.max(0, numbers[choice] - (own === choice ? 1 : 0)) }, () => choice),
  )
  const free = places.filter(({ id }) => id !== chair)
  const cast = (place: PlaceId, choice: Choice): Ballot => ({
    place,
    choice,
    at: 0,
    by: place as string as AccountId,
    source: 'device',
  })
  const ballots = [
    ...(own !== null && chair !== null ? [cast(chair, own)] : []),
    ...free.flatMap(({ id }, index) => {
      const choice = rest[index]
      return choice ? [cast(id, choice)] : []
    }),
  ]
  return { ballots, cut: rest.length > free.length }
}

export const CASES = ['ordinary', 'tie', 'lost', 'missing', 'abstentions', 'least'] as const
export type Case = (typeof CASES)[number]

/** The numbers of a ready example for these councils; null where the orders have no such case. */
export function caseNumbers(
  councils: readonly ExampleCouncil[],
  which: Case,
  kind: QuestionKind,
): ExampleNumbers | null {
  const [first, ...others] = councils
  if (!first) return null
  const rules = rulesOf(first, kind)
  const needed = quorumNeeded(rules.orders.quorum, first.seats, first.held)
  const most = [Math.max(1, first.held - 1), ...others.map(({ held }) => Math.max(1, held - 1))]
  const all = most.reduce((sum, one) => sum + one, 0)
  const half = Math.max(1, Math.floor((all - 1) / 2))
  const chair = 'for' as const
  switch (which) {
    case 'ordinary': {
      const votesFor = Math.min(all, Math.max(1, Math.round(all * 0.7)))
      return { present: most, for: votesFor, against: all - votesFor, abstain: 0, chair, left: 0 }
    }
    case 'tie':
      return { present: most, for: half, against: half, abstain: Math.min(1, all - half * 2), chair, left: 0 }
    case 'lost': {
      const others_ = most.slice(1)
      const cast = Math.max(0, needed - 1 + others_.reduce((sum, one) => sum + one, 0) - 1)
      return { present: [needed, ...others_], for: cast, against: 0, abstain: 0, chair: 'none', left: 1 }
    }
    case 'missing':
      return {
        present: [needed - 1, ...most.slice(1)],
        for: Math.max(0, needed - 1),
        against: 0,
        abstain: 0,
        chair,
        left: 0,
      }
    case 'abstentions':
      return { present: most, for: 0, against: 0, abstain: all, chair: 'abstain', left: 0 }
    case 'least': {
      const { leastFor } = rules.orders.majority
      if (leastFor === undefined || leastFor < 2 || leastFor > all) return null
      return { present: most, for: leastFor - 1, against: 0, abstain: 0, chair, left: 0 }
    }
  }
}
