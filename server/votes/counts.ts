import type { VoteId } from '../../shared/ids.ts'
import { correctedCounts } from '../../shared/votes/correction-rules.ts'
import { agreedCounts, type TellerCount } from '../../shared/votes/hands-rules.ts'
import type { Counted, HandCount, Tally } from '../../shared/votes/model.ts'
import { type Cut, type SetAside, standing } from '../../shared/votes/tellers.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { loadCorrections } from './remedies-queries.ts'

/** Everything tellers entered, oldest first, also what was set aside. */
export async function loadEntered(db: Reader, vote: VoteId): Promise<readonly TellerCount[]> {
  const rows = await db.selectFrom('hand_counts').selectAll().where('vote', '=', vote).orderBy('number').execute()
  return rows.map(({ number, teller, counts, at }) => ({ number, teller, counts: fromJson<HandCount[]>(counts), at }))
}

/** What tellers entered and stands. Source: RULES.md VO76. */
export const loadCounts = async (db: Reader, vote: VoteId): Promise<readonly TellerCount[]> =>
  standing(await loadEntered(db, vote), await loadSetAside(db, vote), null)

/** What was set aside of what tellers entered, hands and sheets, oldest first. */
export async function loadSetAside(db: Reader, vote: VoteId): Promise<readonly SetAside[]> {
  const rows = await db.selectFrom('tellers_set_aside').selectAll().where('vote', '=', vote).orderBy('number').execute()
  return rows.map(({ number, teller, cuts, words, set_by: by, at }) => ({
    number,
    teller,
    cuts: fromJson<Cut[]>(cuts),
    words,
    by,
    at,
  }))
}

/** The hands that are counted instead of ballots, as they were corrected last; null where the tellers do not agree, and in every other manner. */
export async function loadCounted(db: Reader, vote: VoteId): Promise<Counted | null> {
  const counts = agreedCounts(await loadCounts(db, vote))
  if (!counts) return null
  const words = await db.selectFrom('chair_words').selectAll().where('vote', '=', vote).execute()
  return {
    counts: correctedCounts(counts, await loadCorrections(db, vote)),
    chairs: words.map(({ scope, choice }) => ({ scope: scope as Tally['scope'], choice })),
  }
}
