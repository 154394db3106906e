import type { Account } from '../accounts/model.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { LocalDate } from '../time.ts'
import { keepCouncils } from './keeping-rules.ts'
import {
  type Fraction,
  type MajorityRule,
  type OrdersContent,
  QUESTION_KINDS,
  type QuestionKind,
  type QuestionRules,
  type QuorumRule,
  type WorkCalendar,
} from './model.ts'
import { rulesFor } from './orders.ts'

/** Parts of standing orders that can be impossible. */
export type OrdersField =
  | 'quorum'
  | 'majority'
  | 'leastFor'
  | 'manner'
  | 'reopening'
  | 'dissent'
  | 'minutes'
  | 'languages'
  | 'calendar'

/** What cannot hold, for all questions or for one kind. */
export type OrdersProblem = { readonly field: OrdersField; readonly kind: QuestionKind | null }

const MOST_DENOMINATOR = 100
const MOST_WORKING_DAYS = 60
const MOST_DAYS_NAMED = 400

const isFraction = ({ numerator, denominator }: Fraction): boolean =>
  Number.isInteger(numerator) &&
  Number.isInteger(denominator) &&
  denominator >= 1 &&
  denominator <= MOST_DENOMINATOR &&
  numerator >= 1 &&
  numerator <= denominator

/** More than the whole is never reached. */
const isReachable = (rule: Pick<QuorumRule | MajorityRule, 'fraction' | 'strict'>): boolean =>
  isFraction(rule.fraction) && !(rule.strict && rule.fraction.numerator === rule.fraction.denominator)

const isDays = (days: number): boolean => Number.isInteger(days) && days >= 0 && days <= MOST_WORKING_DAYS

const eachOnce = (values: readonly unknown[]): boolean => new Set(values).size === values.length

function questionProblems(rules: QuestionRules, seats: number): readonly OrdersField[] {
  const { quorum, majority, manner, otherManners } = rules
  const { leastFor } = majority
  return [
    ...(isReachable(quorum) ? [] : ['quorum' as const]),
    ...(isReachable(majority) ? [] : ['majority' as const]),
    ...(leastFor === undefined || (Number.isInteger(leastFor) && leastFor >= 1 && leastFor <= seats)
      ? []
      : ['leastFor' as const]),
    ...(eachOnce([manner, ...otherManners]) ? [] : ['manner' as const]),
  ]
}

/** Everything in standing orders that cannot hold in a council of so many seats. Source: RULES.md CO24. */
export function problemsOf(orders: OrdersContent, seats: number): readonly OrdersProblem[] {
  const common = questionProblems(orders, seats)
  const wrong = (holds: boolean, field: OrdersField): readonly OrdersField[] => (holds ? [] : [field])
  const all = [
    ...common,
    ...wrong(isReachable(orders.reopening), 'reopening'),
    ...wrong(
      isDays(orders.dissent.workingDays) && (!orders.dissent.allowed || orders.dissent.workingDays > 0),
      'dissent',
    ),
    ...wrong(isDays(orders.minutes.workingDays) && eachOnce(orders.minutes.signedBy), 'minutes'),
    ...wrong(
      orders.languagesOfRecord.length > 0 &&
        eachOnce(orders.languagesOfRecord) &&
        orders.leastState !== 'missing' &&
        orders.leastState !== 'source',
      'languages',
    ),
    ...wrong(isCalendar(orders.calendar), 'calendar'),
  ].map((field): OrdersProblem => ({ field, kind: null }))
  const ofKinds = QUESTION_KINDS.flatMap((kind) =>
    orders.byKind[kind] === undefined
      ? []
      : questionProblems(rulesFor(orders, kind), seats)
          .filter((field) => !common.includes(field))
          .map((field): OrdersProblem => ({ field, kind })),
  )
  return [...all, ...ofKinds]
}

function isCalendar({ weekend, holidays, movedWorkdays }: WorkCalendar): boolean {
  const days = [...holidays, ...movedWorkdays]
  return (
    weekend.length < 7 &&
    eachOnce(weekend) &&
    weekend.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) &&
    days.length <= MOST_DAYS_NAMED &&
    eachOnce(days) &&
    days.every(isDay)
  )
}

/** Whether a string is a day that is in the calendar: 2025-02-30 is not. */
export function isDay(day: LocalDate): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/**
 * Whether a new version may be set: by the secretariat, on the version that was shown, and only what can hold.
 * Refuses: no-right, changed-meanwhile, impossible-orders. Source: RULES.md CO4, CO23, CO24.
 */
export function changeOrders(
  by: Pick<Account, 'role'>,
  asked: { readonly basedOn: number; readonly newest: number; readonly orders: OrdersContent; readonly seats: number },
): Decision {
  const may = keepCouncils(by)
  if (!may.ok) return may
  if (asked.basedOn !== asked.newest) return refuse('changed-meanwhile', 'CO23')
  return problemsOf(asked.orders, asked.seats).length > 0 ? refuse('impossible-orders', 'CO24') : allow()
}

const DAY = 86_400_000
const at = (day: LocalDate): number => Date.parse(`${day}T00:00:00Z`)
const dayAfter = (day: LocalDate): LocalDate => new Date(at(day) + DAY).toISOString().slice(0, 10)

export const isWorkday = ({ weekend, holidays, movedWorkdays }: WorkCalendar, day: LocalDate): boolean =>
  movedWorkdays.includes(day) || (!holidays.includes(day) && !weekend.includes(new Date(at(day)).getUTCDay() || 7))

/** The last day of a term of working days; the day on which it begins is not counted. Source: RULES.md CO28. */
export function lastDayOf(calendar: WorkCalendar, from: LocalDate, workingDays: number): LocalDate {
  let day = from
  for (let left = workingDays; left > 0; ) {
    day = dayAfter(day)
    if (isWorkday(calendar, day)) left -= 1
  }
  return day
}
