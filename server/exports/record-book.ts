import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import { isObserver } from '../../shared/sessions/rules.ts'
import { loadAccount, loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { recordHead } from '../record/entries.ts'
import { loadSessions, sessionFor } from '../sessions/queries.ts'

/** Entries of the record book, newest first. Refuses: no-right. Source: RULES.md RB5. */
export async function viewRecord(
  house: House,
  account: AccountId,
  input: { before?: number | undefined; limit: number },
) {
  const { db } = house
  if (!(await mayReadRecord(house, account))) return refuse('no-right', 'RB5')
  const names = await loadNames(db)
  const rows = await db
    .selectFrom('record')
    .selectAll()
    .where('number', '<', input.before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('number', 'desc')
    .limit(input.limit)
    .execute()
  const entries = rows.map(({ acted_by, ...row }) => {
    const by = acted_by as AccountId | null
    return { ...row, by, byName: by === null ? null : (names.get(by) ?? null) }
  })
  return allow({ entries, head: await recordHead(db) })
}

/** The secretariat always; others when they take part in a session, other than by looking on. */
async function mayReadRecord({ db, clock }: House, account: AccountId): Promise<boolean> {
  if ((await loadAccount(db, account))?.role === 'secretariat') return true
  const parts = await Promise.all((await loadSessions(db)).map(({ id }) => sessionFor(db, id, account, clock.now())))
  return parts.some((part) => part.ok && !isObserver(part.facts.capacity))
}

/** Number and hash of the newest entry. */
export const viewHead = async (house: House) => allow(await recordHead(house.db))
