import type { AddresseeId, ThemeId } from '../ids.ts'
import type { LocalDate } from '../time.ts'
import type { Clock, Pair, Position, Status } from './model.ts'

/** One row of the matrix as counts need it: a recommendation and one of its addressees. */
export type MatrixRow = Pair & {
  readonly themes: readonly ThemeId[]
  readonly position: Position | null
  readonly status: Status | null
  readonly clock: Clock
  /** By when the recommendation is to be done; null: no day is said. */
  readonly deadline: LocalDate | null
}

/** What a reader asks of the matrix; null: everything. */
export type Wanted = {
  readonly addressee: AddresseeId | null
  readonly theme: ThemeId | null
  /** `none`: not assessed yet. */
  readonly status: Status | 'none' | null
  readonly late: 'late' | 'no-answer' | null
}

/** Nothing more is to be done about these. */
const DONE: readonly (Status | null)[] = ['implemented', 'no-longer-relevant']

/** Whether a day has passed: that for the answer without one, or that for the measure without its being done. Source: RULES.md FO10. */
export const isLate = (
  { clock, deadline, status }: Pick<MatrixRow, 'clock' | 'deadline' | 'status'>,
  today: LocalDate,
): boolean => clock === 'overdue' || (deadline !== null && deadline < today && !DONE.includes(status))

/** Whether a row is one of those that were asked for. Source: RULES.md FO10. */
export const isWanted = (row: MatrixRow, wanted: Wanted, today: LocalDate): boolean =>
  (wanted.addressee === null || row.addressee === wanted.addressee) &&
  (wanted.theme === null || row.themes.includes(wanted.theme)) &&
  (wanted.status === null || (row.status ?? 'none') === wanted.status) &&
  (wanted.late !== 'late' || isLate(row, today)) &&
  (wanted.late !== 'no-answer' || row.clock === 'overdue')

/** One bar: how many of its rows have each status, and how many none. */
export type Bar<Key> = {
  readonly key: Key
  readonly counts: Readonly<Record<Status | 'none', number>>
  readonly late: number
  readonly total: number
}

/** Rows counted by what `keysOf` says they belong to, in the order in which the keys come first. Source: RULES.md FO10. */
export function barsOf<Key>(
  rows: readonly MatrixRow[],
  keysOf: (row: MatrixRow) => readonly Key[],
  today: LocalDate,
): Bar<Key>[] {
  const bars = new Map<Key, { counts: Record<Status | 'none', number>; late: number; total: number }>()
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const bar = bars.get(key) ?? { counts: noneCounted(), late: 0, total: 0 }
      bar.counts[row.status ?? 'none'] += 1
      bar.late += isLate(row, today) ? 1 : 0
      bar.total += 1
      bars.set(key, bar)
    }
  }
  return [...bars].map(([key, bar]) => ({ key, ...bar }))
}

const noneCounted = (): Record<Status | 'none', number> => ({
  'not-started': 0,
  'in-progress': 0,
  'partly-implemented': 0,
  implemented: 0,
  'no-longer-relevant': 0,
  contrary: 0,
  none: 0,
})
