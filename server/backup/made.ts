import { daysWithoutBackup } from '../../shared/status/backups.ts'
import type { Instant } from '../../shared/time.ts'
import type { StoreAddress } from '../db/address.ts'
import type { Reader } from '../db/database.ts'
import { note, noted } from '../db/notes.ts'

/** A backup in a file: its name without its folder, its size in bytes, and the record book's head in it (N:HASH). It was checked. */
export type MadeBackup = {
  readonly at: Instant
  readonly file: string
  readonly bytes: number
  readonly head: string
}

/** Notes a backup that was made and checked. Source: RULES.md WA6. */
export const noteBackup = (store: StoreAddress, made: MadeBackup): Promise<boolean> => note(store, 'last-backup', made)

/** Notes a backup that broke off or did not stand its check. Source: RULES.md WA6. */
export const noteBrokenOff = (store: StoreAddress, at: Instant): Promise<boolean> =>
  note(store, 'last-backup-failed', { at })

/** The last backup in a file, and when one broke off after it. */
export async function lastBackup(
  db: Reader,
  store: StoreAddress,
): Promise<{ readonly last: MadeBackup | null; readonly brokenOff: Instant | null }> {
  const last = await noted<MadeBackup>(db, store, 'last-backup')
  const failed = await noted<{ readonly at: Instant }>(db, store, 'last-backup-failed')
  return { last, brokenOff: failed && failed.at > (last?.at ?? 0) ? failed.at : null }
}

/** For how many days there was no backup in a file, when that is too long; an empty store needs none. Source: RULES.md WA8. */
export async function daysWithout(
  db: Reader,
  store: StoreAddress,
  { now, within }: { readonly now: Instant; readonly within: number | null },
): Promise<number | null> {
  if (within === null) return null
  const { last } = await lastBackup(db, store)
  const first = await db.selectFrom('record').select('at').orderBy('number').limit(1).executeTakeFirst()
  const since = last?.at ?? first?.at
  return since === undefined ? null : daysWithoutBackup({ since, now, within })
}
