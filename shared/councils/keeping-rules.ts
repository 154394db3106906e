import type { Account } from '../accounts/model.ts'
import { allow, type Decision, type Refusal, refuse } from '../decision.ts'
import type { SeatId } from '../ids.ts'
import type { LocalDate } from '../time.ts'
import type { Seat } from './model.ts'
import { inForce } from './rules.ts'

/** Whether an account keeps councils, seats, lists and standing orders: the secretariat. Refuses: no-right. Source: RULES.md CO4. */
export const keepCouncils = (by: Pick<Account, 'role'>): Decision =>
  by.role === 'secretariat' ? allow() : refuse('no-right', 'CO4')

/** Whether an account reads the councils and who sits on them. Refuses: no-right. Source: RULES.md CO5. */
export const readCouncils = (by: Pick<Account, 'role'>, holdsSeat: boolean): Decision =>
  by.role === 'secretariat' || holdsSeat ? allow() : refuse('no-right', 'CO5')

/** What cannot be about the seats of one council together. */
export type SeatConflict = {
  readonly kind: 'ends-before-start' | 'seats-full' | 'role-taken' | 'already-seated'
  /** Those concerned. */
  readonly seats: readonly SeatId[]
}

const overlap = (a: Seat, b: Seat): boolean =>
  (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until)

/**
 * Everything that cannot be about a council's seats, past and to come: more in force than the council has, two chairs or two
 * deputies, a person twice at a time, an end before the start. Source: RULES.md CO6–CO9.
 */
export function seatConflicts(number: number, seats: readonly Seat[]): readonly SeatConflict[] {
  const backwards = seats.filter((seat) => seat.until !== null && seat.until < seat.from)
  const real = seats.filter((seat) => !backwards.includes(seat))
  const pairs = real.flatMap((seat, index) =>
    real.slice(index + 1).flatMap((other): SeatConflict[] => {
      if (!overlap(seat, other)) return []
      const both = [seat.id, other.id]
      if (seat.holder === other.holder) return [{ kind: 'already-seated', seats: both }]
      return seat.role !== 'member' && seat.role === other.role ? [{ kind: 'role-taken', seats: both }] : []
    }),
  )
  return [
    ...backwards.map((seat): SeatConflict => ({ kind: 'ends-before-start', seats: [seat.id] })),
    ...pairs,
    ...fullDays(number, real).map((held): SeatConflict => ({ kind: 'seats-full', seats: held })),
  ]
}

/** On which first days of terms more seats are in force than there are, and which; a number can only be passed on such a day. */
function fullDays(number: number, seats: readonly Seat[]): readonly (readonly SeatId[])[] {
  const days: LocalDate[] = [...new Set(seats.map((seat) => seat.from))]
  return days
    .map((day) => seats.filter((seat) => inForce(seat, day)).map((seat) => seat.id))
    .filter((held) => held.length > number)
}

const RULE_OF = {
  'ends-before-start': 'CO9',
  'seats-full': 'CO6',
  'role-taken': 'CO7',
  'already-seated': 'CO8',
} as const satisfies Record<SeatConflict['kind'], Refusal['rule']>

/** The first conflict that one seat is part of, as a refusal. */
export function fits(number: number, seats: readonly Seat[], changed: SeatId): Decision {
  const conflict = seatConflicts(number, seats).find((one) => one.seats.includes(changed))
  return conflict ? refuse(conflict.kind, RULE_OF[conflict.kind]) : allow()
}

/** A council as a change of it finds it. */
export type Keeping = {
  readonly by: Pick<Account, 'role'>
  /** The number that was shown, and the one that is. */
  readonly shownRev: number
  readonly rev: number
  readonly number: number
  readonly seats: readonly Seat[]
}

const begin = ({ by, shownRev, rev }: Keeping): Decision => {
  const may = keepCouncils(by)
  if (!may.ok) return may
  return shownRev === rev ? allow() : refuse('changed-meanwhile', 'CO11')
}

/** Whether name, number of seats and secretary may be changed. Refuses: no-right, changed-meanwhile, seats-full. Source: RULES.md CO14. */
export function changeCouncil(keeping: Keeping, number: number): Decision {
  const may = begin(keeping)
  if (!may.ok) return may
  const full = number < keeping.number && seatConflicts(number, keeping.seats).some(({ kind }) => kind === 'seats-full')
  return full ? refuse('seats-full', 'CO14') : allow()
}

/** Whether a new seat may be given. Refuses: no-right, changed-meanwhile, ends-before-start, seats-full, role-taken, already-seated. Source: RULES.md CO6–CO9. */
export function giveSeat(keeping: Keeping, seat: Seat): Decision {
  const may = begin(keeping)
  return may.ok ? fits(keeping.number, [...keeping.seats, seat], seat.id) : may
}

/**
 * Whether a seat may be ended or corrected to what is handed in. One that has taken part keeps its holder and is not begun later.
 * Refuses: as for giving one; seat-used. Source: RULES.md CO10.
 */
export function changeSeat(keeping: Keeping, before: Seat, after: Seat, tookPart: boolean): Decision {
  const may = begin(keeping)
  if (!may.ok) return may
  if (tookPart && (after.holder !== before.holder || after.from > before.from)) return refuse('seat-used', 'CO10')
  const seats = keeping.seats.map((seat) => (seat.id === before.id ? after : seat))
  return fits(keeping.number, seats, after.id)
}

/** Whether a seat may be taken off the list as if it had never been given. Refuses: no-right, changed-meanwhile, seat-used. Source: RULES.md CO10. */
export function removeSeat(keeping: Keeping, tookPart: boolean): Decision {
  const may = begin(keeping)
  if (!may.ok) return may
  return tookPart ? refuse('seat-used', 'CO10') : allow()
}
