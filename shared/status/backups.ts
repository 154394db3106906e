import { DAY_MS, type Instant } from '../time.ts'

/** A week is what a session sits at most: who copies once a week loses no session whole to a fire. */
export const BACKUP_WITHIN_DAYS = 7

/** Whole days since the last backup, or since there is something to back up, once they are more than `within`; else null. Source: RULES.md WA8. */
export function daysWithoutBackup({
  since,
  now,
  within,
}: {
  readonly since: Instant
  readonly now: Instant
  readonly within: number
}): number | null {
  const days = Math.floor((now - since) / DAY_MS)
  return days > within ? days : null
}
