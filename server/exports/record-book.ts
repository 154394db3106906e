import { allow, type Decision } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import { readRecord } from '../../shared/sessions/rules.ts'
import { loadAccount, loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { recordHead } from '../record/entries.ts'
import { loadSessions, sessionFor } from '../sessions/queries.ts'

/** Above every entry's number: the largest that the column holds on every store. */
const BEYOND_LAST = 2_147_483_647

/** Entries of the record book, newest first. Refuses: no-right. Source: RULES.md RB5. */
export async function viewRecord(
  house: House,
  account: AccountId,
  input: { before?: number | undefined; limit: number },
) {
  const { db } = house
  const may = await mayReadRecord(house, account)
  if (!may.ok) return may
  const names = await loadNames(db)
  const rows = await db
    .selectFrom('record')
    .selectAll()
    .where('number', '<', Math.min(input.before ?? BEYOND_LAST, BEYOND_LAST))
    .orderBy('number', 'desc')
    .limit(input.limit)
    .execute()
  const entries = rows.map(({ acted_by, ...row }) => {
    const by = acted_by as AccountId | null
    return { ...row, by, byName: by === null ? null : (names.get(by) ?? null) }
  })
  return allow({ entries, head: await recordHead(db) })
}

async function mayReadRecord({ db, clock }: House, account: AccountId): Promise<Decision> {
  const role = (await loadAccount(db, account))?.role ?? null
  const parts = await Promise.all((await loadSessions(db)).map(({ id }) => sessionFor(db, id, account, clock.now())))
  return readRecord(
    role,
    parts.flatMap((part) => (part.ok ? [part.facts.capacity] : [])),
  )
}

/** Number and hash of the newest entry. */
export const viewHead = async (house: House) => allow(await recordHead(house.db))
