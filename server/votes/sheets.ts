import type { PlaceId, VoteId } from '../../shared/ids.ts'
import type { Keying, Withdrawal } from '../../shared/votes/paper-rules.ts'
import type { Reader } from '../db/database.ts'
import type { Seal } from './seals.ts'

/**
 * Everything tellers keyed of the sheets of a vote, oldest first, also what was set aside; in an open sealed vote each choice is opened for the comparison alone.
 * Null when a choice cannot be opened.
 */
export async function loadKeyings(db: Reader, vote: VoteId, seal: Seal | null): Promise<readonly Keying[] | null> {
  const rows = await db
    .selectFrom('sheet_keyings')
    .selectAll()
    .where('vote', '=', vote)
    .orderBy('place')
    .orderBy('number')
    .execute()
  const keyings: Keying[] = []
  for (const { place, number, teller, choice, sealed } of rows) {
    const keyed = choice ?? (sealed === null ? null : (seal?.open(place, sealed) ?? null))
    if (keyed === null) return null
    keyings.push({ place, number, teller, choice: keyed })
  }
  return keyings
}

/** The withdrawals that one person asked for and another has not made. */
export async function loadWithdrawals(db: Reader, vote: VoteId): Promise<readonly Withdrawal[]> {
  const rows = await db.selectFrom('ballot_withdrawals').selectAll().where('vote', '=', vote).execute()
  return rows.map(({ place, asked_by, asked_at }) => ({ place, by: asked_by, at: asked_at }))
}

/** Places whose sheet has a scan. */
export async function loadScanned(db: Reader, vote: VoteId): Promise<readonly PlaceId[]> {
  const rows = await db.selectFrom('sheet_scans').select('place').where('vote', '=', vote).execute()
  return rows.map(({ place }) => place)
}
