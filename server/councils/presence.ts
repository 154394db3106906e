import { personColour } from '../../shared/accounts/colour.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { PresenceUser } from '../../shared/live/room.ts'
import { loadName } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import { loadCouncilOf } from './queries.ts'

/** What others see beside a caret: the server's word, never the client's. Source: RULES.md LT5. */
export async function presenceUser(db: Reader, account: AccountId): Promise<PresenceUser> {
  const name = await loadName(db, account)
  const council = await loadCouncilOf(db, account)
  return { id: account, name: name?.ru ?? '—', council: council ?? '', color: personColour(account) }
}
