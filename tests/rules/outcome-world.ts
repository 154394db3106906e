import type { SeatRole } from '../../shared/accounts/model.ts'
import type { Fraction, MajorityBase, MajorityRule, QuorumRule, StandingOrders } from '../../shared/councils/model.ts'
import { UNSAID } from '../../shared/councils/orders.ts'
import type { AccountId, CouncilId, PlaceId, SeatId, StandingOrdersId } from '../../shared/ids.ts'
import type { Counting } from '../../shared/sessions/model.ts'
import type { Ballot, Choice, Outcome, OutcomeInput, Place, RollSeat, Tally } from '../../shared/votes/model.ts'
import { computeOutcome } from '../../shared/votes/outcome.ts'

/** A council in a test: names of those who hold its seats, the chair first, the deputy second. */
export type CouncilInTest = {
  readonly holders: string
  /** The fixed number of seats, when some are vacant. */
  readonly seats?: number
  readonly orders?: Partial<StandingOrders>
}

/** Names are written in one string, with spaces between; a ballot of one seat apart is written `cc-m06`. */
export type VoteInTest = {
  readonly councils: Readonly<Record<string, CouncilInTest>>
  readonly counting?: Counting
  readonly presiding?: string
  readonly absent?: string
  readonly recused?: string
  readonly remote?: string
  readonly for?: string
  readonly against?: string
  readonly abstain?: string
  readonly left?: string
}

/** The orders of the demo: quorum two thirds of seats, more than half of for and against, a tie by the presiding chair. */
const demoOrders = (council: string): StandingOrders => ({
  ...UNSAID,
  id: `${council}-orders` as StandingOrdersId,
  council: council as CouncilId,
  version: 1,
  quorum: { base: 'seats', fraction: { numerator: 2, denominator: 3 }, strict: false },
  majority: { base: 'for+against', fraction: { numerator: 1, denominator: 2 }, strict: true },
  tie: 'presiding-chair',
  manner: 'roll-call',
  otherManners: [],
  recusal: { countsForQuorum: true, countsForMajority: false },
  adoption: 'at-once',
  languagesOfRecord: ['kk', 'ru', 'en'],
  leastState: 'checked',
  translationToFollow: true,
})

const NAMES: Readonly<Record<string, string>> = {
  cc: 'Coordination Council',
  ec: 'Expert Council',
  ac: 'Advisory Council',
}

const names = (list = ''): readonly string[] => list.split(' ').filter((name) => name !== '')

const seatsOf = (id: string, { holders }: CouncilInTest): readonly RollSeat[] =>
  names(holders).map((name, index) => {
    const role: SeatRole = index === 0 ? 'chair' : index === 1 ? 'deputy' : 'member'
    return { seat: `${id}-${name}` as SeatId, council: id as CouncilId, account: name as AccountId, role }
  })

/** Everything the outcome depends on, from a vote told in names. */
export const aVote = (vote: VoteInTest): OutcomeInput => {
  const counting = vote.counting ?? 'one-pool'
  const councils = Object.entries(vote.councils)
  const seats = councils.flatMap(([id, council]) => seatsOf(id, council))
  const named = (list: string | undefined) =>
    seats.filter((seat) => names(list).some((name) => name === seat.account || name === seat.seat))
  const absent = named(vote.absent)
  const recused = named(vote.recused)
  const entitled = seats.filter((seat) => !absent.includes(seat) && !recused.includes(seat))
  const mode = (name: string) => (names(vote.remote).includes(name) ? 'remote' : 'hall')
  const places: readonly Place[] =
    counting === 'each-apart'
      ? entitled.map((seat) => ({
          id: placeId(seat.seat),
          account: seat.account,
          seats: [seat],
          mode: mode(seat.account),
        }))
      : [...new Set(entitled.map((seat) => seat.account))].map((account) => ({
          id: placeId(account),
          account,
          seats: entitled.filter((seat) => seat.account === account),
          mode: mode(account),
        }))
  const presiding = vote.presiding ?? 'm01'
  return {
    counting,
    councils: councils.map(([id, council]) => ({
      council: {
        id: id as CouncilId,
        name: { kk: `${NAMES[id]} kk`, ru: `${NAMES[id]} ru`, en: NAMES[id] ?? id },
        seats: council.seats ?? names(council.holders).length,
      },
      orders: { ...demoOrders(id), ...council.orders },
      members: names(council.holders).length,
    })),
    presidingCouncil: seats.find((seat) => seat.account === presiding)?.council ?? ('cc' as CouncilId),
    roll: {
      places,
      recused,
      absent,
      presentAtOpening: seats.filter((seat) => !absent.includes(seat)).map((seat) => seat.seat),
      presiding: places.find((place) => place.account === presiding)?.id ?? null,
    },
    ballots: (['for', 'against', 'abstain'] as const).flatMap((choice) => ballotsOf(places, choice, vote[choice])),
    leftBeforeClose: named(vote.left).map((seat) => seat.seat),
  }
}

const placeId = (name: string): PlaceId => name as PlaceId

const ballotsOf = (places: readonly Place[], choice: Choice, list: string | undefined): readonly Ballot[] =>
  names(list).flatMap((name) => {
    const own = places.filter((place) => place.account === name || place.id === name)
    const cast = own.length > 0 ? own.map((place) => place.id) : [placeId(name)]
    return cast.map((place) => ({ place, choice, at: 0, by: name as AccountId, source: 'device' as const }))
  })

export const HALF: Fraction = { numerator: 1, denominator: 2 }
export const TWO_THIRDS: Fraction = { numerator: 2, denominator: 3 }

export const moreThan = (fraction: Fraction, base: MajorityBase, leastFor?: number): MajorityRule =>
  leastFor === undefined ? { base, fraction, strict: true } : { base, fraction, strict: true, leastFor }
export const atLeast = (fraction: Fraction, base: MajorityBase): MajorityRule => ({ base, fraction, strict: false })
export const quorumOf = (fraction: Fraction, base: 'seats' | 'members', strict = false): QuorumRule => ({
  base,
  fraction,
  strict,
})
/** A quorum that any one seat makes, where the case is about something else. */
export const ANY: QuorumRule = quorumOf({ numerator: 1, denominator: 100 }, 'seats')

export const CC = 'm01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11'
export const EC = 'm12 m13 m14 m15 m16 m17 m18 m19 m20 m21 m22 m06'
export const TEN = 'm01 m02 m03 m04 m05 m06 m07 m08 m09 m10'

/** The vote on proposal 10 of the demo. */
export const demo = (change: Partial<VoteInTest> = {}): OutcomeInput =>
  aVote({
    councils: { cc: { holders: CC }, ec: { holders: EC } },
    absent: 'm09 m17',
    recused: 'm20',
    remote: 'm19',
    for: 'm01 m02 m06 m08 m10 m11 m12 m19 m21',
    against: 'm03 m05 m07 m13 m14 m15 m16 m18 m22',
    abstain: 'm04',
    ...change,
  })

export const tally = (outcome: Outcome, scope: string): Tally => {
  const found = outcome.tallies.find((one) => one.scope === scope)
  if (!found) throw new Error(`no tally of ${scope}`)
  return found
}
/** A tally in one line, as the tests write it by hand. */
export const numbers = (one: Tally): string =>
  `${one.places} places: ${one.for} for, ${one.against} against, ${one.abstain} abstain, ${one.notVoting} silent; ` +
  `needed ${one.needed} of ${one.base}; ${one.verdict}`

export const said = (outcome: Outcome, key: string) =>
  outcome.steps.filter((step) => step.key === key).map((step) => step.sentence.en)

/** Ten members of one council; the presiding chair is m01. */
export const ten = (majority: MajorityRule, change: Partial<VoteInTest>, countsForMajority = false) =>
  computeOutcome(
    aVote({
      councils: {
        cc: {
          holders: TEN,
          orders: { quorum: ANY, majority, recusal: { countsForQuorum: true, countsForMajority } },
        },
      },
      ...change,
    }),
  )
