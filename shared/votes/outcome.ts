import type { CouncilRules, MajorityBase, MajorityRule, StandingOrders } from '../councils/model.ts'
import { countQuorum, leastReaching } from '../councils/rules.ts'
import type { PlaceId, SeatId } from '../ids.ts'
import type { Choice, Counted, Outcome, OutcomeInput, RollSeat, Tally } from './model.ts'
import { type Count, describe, type Findings } from './sentences.ts'

type Sitting = CouncilRules

/**
 * What the standing orders say of the counted ballots: every number, the result and its sentences.
 * Throws on a second ballot of one place and on a ballot of a place that is not on the roll: those are faults, not votes.
 * Source: RULES.md VO20–VO45.
 */
export const computeOutcome = (input: OutcomeInput): Outcome => {
  const choices = choicesByPlace(input)
  const quorum = {
    opening: countQuorum(input.councils, seatsAtOpening(input)),
    close: countQuorum(input.councils, seatsAtClose(input, choices)),
  }
  const counts = electorates(input).map((electorate) => judge(electorate, choices, input.counted))
  const findings: Findings = { input, quorum, counts, ...decide(quorum, counts) }
  return {
    result: findings.result,
    reason: findings.reason,
    quorum,
    tallies: counts.map((count) => count.tally),
    ...describe(findings),
  }
}

/** The least number of votes for that carries with this base; never less than one. Source: RULES.md VO32, VO37. */
export const votesNeeded = (majority: MajorityRule, base: number): number =>
  Math.max(leastReaching(majority.fraction, majority.strict, base), majority.leastFor ?? 1)

type Choices = ReadonlyMap<PlaceId, Choice>

const choicesByPlace = ({ roll, ballots }: OutcomeInput): Choices => {
  const onTheRoll = new Set(roll.places.map((place) => place.id))
  const choices = new Map<PlaceId, Choice>()
  for (const { place, choice } of ballots) {
    if (!onTheRoll.has(place)) throw new Error(`a ballot of place ${place}, which is not on the roll`)
    if (choices.has(place)) throw new Error(`two ballots of place ${place}`)
    choices.set(place, choice)
  }
  return choices
}

/** Recused seats that count for the quorum, each council answering by its own orders. */
const recusedInQuorum = ({ councils, roll }: OutcomeInput): readonly RollSeat[] => {
  const counting = new Set(councils.filter(({ orders }) => orders.recusal.countsForQuorum).map((one) => one.council.id))
  return roll.recused.filter((seat) => counting.has(seat.council))
}

const presentAmong = (seats: readonly RollSeat[], present: readonly SeatId[]): readonly RollSeat[] =>
  seats.filter(({ seat }) => present.includes(seat))

const seatsAtOpening = (input: OutcomeInput): readonly RollSeat[] =>
  presentAmong(
    [...input.roll.places.flatMap((place) => place.seats), ...recusedInQuorum(input)],
    input.roll.presentAtOpening,
  )

const seatsAtClose = (input: OutcomeInput, choices: Choices): readonly RollSeat[] => {
  const { places, presentAtOpening } = input.roll
  const cast = places.filter((place) => choices.has(place.id)).flatMap((place) => place.seats)
  const silent = places.filter((place) => !choices.has(place.id)).flatMap((place) => place.seats)
  const stayed = presentAmong([...silent, ...recusedInQuorum(input)], presentAtOpening)
  return [...cast, ...stayed.filter(({ seat }) => !input.leftBeforeClose.includes(seat))]
}

/** Those whose ballots make one count, with the numbers and the orders it is judged by. */
type Electorate = {
  readonly scope: Tally['scope']
  readonly decides: boolean
  readonly places: readonly PlaceId[]
  readonly present: number
  readonly members: number
  readonly orders: StandingOrders
  /** The place of the chair whose ballot would decide a tie. */
  readonly chair: PlaceId | null
}

const electorates = (input: OutcomeInput): readonly Electorate[] => {
  const apart = input.counting === 'each-apart'
  const councils = input.councils.map((sitting) => councilElectorate(input, sitting, apart))
  if (apart) return councils
  // Hands are counted together: they say nothing of each council. Source: RULES.md VO68.
  return input.counted ? [poolElectorate(input)] : [poolElectorate(input), ...councils]
}

/** One place a person; a person with two seats is one, among the present and the members too. */
const poolElectorate = (input: OutcomeInput): Electorate => {
  const { places, recused, absent, presiding } = input.roll
  const deciding = input.councils.find(({ council }) => council.id === input.presidingCouncil)
  if (!deciding) throw new Error(`the presiding council ${input.presidingCouncil} takes no part in the vote`)
  const seats = places.flatMap((place) => place.seats)
  return {
    scope: 'pool',
    decides: true,
    places: places.map((place) => place.id),
    present: persons(seatsInBasePresent(input, seats, recused, deciding.orders)),
    members: persons([...seats, ...recused, ...absent]),
    orders: deciding.orders,
    chair: presiding,
  }
}

const councilElectorate = (
  input: OutcomeInput,
  { council, orders, members }: Sitting,
  decides: boolean,
): Electorate => {
  const ofCouncil = (seat: RollSeat) => seat.council === council.id
  const seats = input.roll.places.flatMap((place) =>
    place.seats.filter(ofCouncil).map((seat) => ({ ...seat, place: place.id })),
  )
  const chair = seats.find((seat) => seat.role === 'chair') ?? seats.find((seat) => seat.role === 'deputy')
  return {
    scope: council.id,
    decides,
    places: seats.map((seat) => seat.place),
    present: seatsInBasePresent(input, seats, input.roll.recused.filter(ofCouncil), orders).length,
    members,
    orders,
    chair: chair?.place ?? null,
  }
}

const persons = (seats: readonly RollSeat[]): number => new Set(seats.map((seat) => seat.account)).size

const seatsInBasePresent = (
  input: OutcomeInput,
  seats: readonly RollSeat[],
  recused: readonly RollSeat[],
  orders: StandingOrders,
): readonly RollSeat[] =>
  presentAmong([...seats, ...(orders.recusal.countsForMajority ? recused : [])], input.roll.presentAtOpening)

/** One count with its verdict. Source: RULES.md VO26, VO32–VO44. */
const judge = (electorate: Electorate, choices: Choices, counted: Counted | undefined): Count => {
  const { scope, decides, places, orders, chair } = electorate
  const sums = counted ? handsIn(counted, electorate) : ballotsIn(electorate, choices)
  const base = baseOf(orders.majority.base, sums, electorate)
  const needed = votesNeeded(orders.majority, base)
  const tied = isTied(orders.majority, sums, base)
  const own = chair === null ? null : counted ? handOf(counted, scope) : (choices.get(chair) ?? null)
  const tie = tied && orders.tie === 'presiding-chair' ? { place: chair, choice: own } : null
  const carried = sums.for >= needed || tie?.choice === 'for'
  const { fraction, strict, leastFor } = orders.majority
  return {
    tied,
    tally: {
      scope,
      decides,
      places: places.length,
      ...sums,
      notVoting: places.length - sums.for - sums.against - sums.abstain,
      majority: { base: orders.majority.base, fraction, strict, leastFor: leastFor ?? null },
      base,
      needed,
      verdict: sums.for + sums.against === 0 ? 'none' : carried ? 'carried' : 'rejected',
      tie,
    },
  }
}

type Sums = { readonly for: number; readonly against: number; readonly abstain: number }

const ballotsIn = ({ places }: Electorate, choices: Choices): Sums => {
  const cast = places.map((place) => choices.get(place))
  const number = (choice: Choice) => cast.filter((one) => one === choice).length
  return { for: number('for'), against: number('against'), abstain: number('abstain') }
}

const handsIn = ({ counts }: Counted, { scope, places }: Electorate): Sums => {
  const found = counts.find((count) => count.scope === scope)
  if (!found) throw new Error(`no hands were counted in ${scope}`)
  const { for: inFavour, against, abstain } = found
  if (inFavour + against + abstain > places.length) throw new Error(`more hands than places in ${scope}`)
  return { for: inFavour, against, abstain }
}

const baseOf = (base: MajorityBase, sums: Sums, { present, members }: Electorate): number => {
  switch (base) {
    case 'for+against':
      return sums.for + sums.against
    case 'votes-cast':
      return sums.for + sums.against + sums.abstain
    case 'present':
      return present
    case 'members':
      return members
  }
}

/** A question lost only because exactly half is not more than half. Source: RULES.md VO38, VO43. */
const isTied = ({ fraction, strict, leastFor }: MajorityRule, sums: Sums, base: number): boolean =>
  strict &&
  fraction.numerator * 2 === fraction.denominator &&
  sums.for > 0 &&
  sums.for === sums.against &&
  sums.for * 2 === base &&
  sums.for >= (leastFor ?? 0)

/** What the chair of a scope said at the close was their own hand. */
const handOf = ({ chairs }: Counted, scope: Tally['scope']): Choice | null =>
  chairs.find((one) => one.scope === scope)?.choice ?? null

/** Quorum first, then the counts that decide. Source: RULES.md VO25, VO28, VO30, VO31, VO44. */
const decide = (quorum: Outcome['quorum'], counts: readonly Count[]): Pick<Outcome, 'result' | 'reason'> => {
  if (quorum.opening.some((one) => !one.reached)) return { result: 'no-decision', reason: 'no-quorum-at-opening' }
  if (quorum.close.some((one) => !one.reached)) return { result: 'no-decision', reason: 'no-quorum-at-close' }
  const deciding = counts.filter(({ tally }) => tally.decides)
  const rejected = deciding.filter(({ tally }) => tally.verdict === 'rejected')
  if (rejected.length > 0)
    return { result: 'rejected', reason: rejected.every((one) => one.tied) ? 'tie' : 'no-majority' }
  const none = deciding.filter(({ tally }) => tally.verdict === 'none')
  if (none.length > 0) {
    const abstained = none.some(({ tally }) => tally.abstain > 0)
    return { result: 'no-decision', reason: abstained ? 'only-abstentions' : 'no-ballots' }
  }
  return { result: 'carried', reason: deciding.some((one) => one.tied) ? 'tie' : 'majority' }
}
