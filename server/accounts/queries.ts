import type { Account, Contact } from '../../shared/accounts/model.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Language, Localised } from '../../shared/language.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'

/** An account without its password. */
export async function loadAccount(db: Reader, id: AccountId): Promise<Account | null> {
  const row = await db
    .selectFrom('accounts')
    .select(['id', 'email', 'name', 'role'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, name: fromJson<Localised>(row.name) } : null
}

/** The name of one account. */
export async function loadName(db: Reader, id: AccountId): Promise<Localised | null> {
  const row = await db.selectFrom('accounts').select('name').where('id', '=', id).executeTakeFirst()
  return row ? fromJson<Localised>(row.name) : null
}

/** The names of accounts; one query for all. */
export async function loadNames(db: Reader): Promise<ReadonlyMap<AccountId, Localised>> {
  const rows = await db.selectFrom('accounts').select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, fromJson<Localised>(row.name)]))
}

/** Everybody with how they are reached; for the secretariat only. */
export async function loadPeople(db: Reader): Promise<(Account & Contact)[]> {
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'email', 'name', 'role', 'languages', 'phone', 'organisation'])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    name: fromJson<Localised>(row.name),
    languages: fromJson<Language[]>(row.languages),
  }))
}

/** What sign-in compares: by e-mail, in lower case. */
export const loadPassword = (db: Reader, email: string) =>
  db
    .selectFrom('accounts')
    .select(['id', 'password'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()

/** Everybody whose account is of the secretariat. */
export async function loadSecretariat(db: Reader): Promise<AccountId[]> {
  const rows = db.selectFrom('accounts').select('id').where('role', '=', 'secretariat').orderBy('id')
  return (await rows.execute()).map(({ id }) => id)
}
