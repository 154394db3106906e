import type { CouncilId } from '../ids.ts'
import type { LocalDate } from '../time.ts'
import type { CouncilRules, Fraction, QuorumCount, QuorumRule, Seat } from './model.ts'

/** The least number of seats that makes a quorum; never less than one. Source: RULES.md VO21, VO22. */
export const quorumNeeded = (rule: QuorumRule, seats: number, members: number): number =>
  leastReaching(rule.fraction, rule.strict, rule.base === 'seats' ? seats : members)

/**
 * The quorum of each council, from the seats that count as present (each seat once, in any order).
 * The session's live gauge hands in every seat present; a vote hands in those its rules count.
 * Source: RULES.md VO20.
 */
export const countQuorum = (
  councils: readonly CouncilRules[],
  seats: readonly { readonly council: CouncilId }[],
): readonly QuorumCount[] =>
  councils.map(({ council, orders, members }) => {
    const present = seats.filter((seat) => seat.council === council.id).length
    const needed = quorumNeeded(orders.quorum, council.seats, members)
    const base = orders.quorum.base === 'seats' ? council.seats : members
    return { council: council.id, present, base, needed, reached: present >= needed }
  })

/** The least whole number that is at least (strict: more than) the fraction of the base; whole numbers throughout. */
export const leastReaching = ({ numerator, denominator }: Fraction, strict: boolean, base: number): number => {
  const product = numerator * base
  const remainder = product % denominator
  const floor = (product - remainder) / denominator
  return Math.max(1, strict || remainder > 0 ? floor + 1 : floor)
}

/** Whether a seat is a council's chair's or deputy's: they may preside over a session. Source: RULES.md SE10, SE61. */
export const leads = (seat: Pick<Seat, 'role'>): boolean => seat.role !== 'member'

/** Whether a seat's term covers a day. Source: RULES.md CO1. */
export const inForce = (seat: Seat, on: LocalDate): boolean =>
  seat.from <= on && (seat.until === null || on <= seat.until)
