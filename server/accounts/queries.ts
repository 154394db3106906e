import type { Account, Contact, KeptAccount, SignInWay } from '../../shared/accounts/model.ts'
import { plainEmail } from '../../shared/accounts/rules.ts'
import { allow, type Decision, type RuleId, refuse } from '../../shared/decision.ts'
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

/** What each account is beside its seats. */
export async function loadRoles(db: Reader): Promise<ReadonlyMap<AccountId, Account['role']>> {
  const rows = await db.selectFrom('accounts').select(['id', 'role']).execute()
  return new Map(rows.map(({ id, role }) => [id, role]))
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

/** Everybody with how they are reached, for the secretariat only; whose data was erased is not reached. */
export async function loadPeople(db: Reader): Promise<(Account & Contact & { readonly erased: boolean })[]> {
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'email', 'name', 'role', 'languages', 'phone', 'organisation', 'erased'])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    email: row.erased === null ? row.email : '',
    erased: row.erased !== null,
    name: fromJson<Localised>(row.name),
    languages: fromJson<Language[]>(row.languages),
  }))
}

/** Whether an account may be given a seat or an office, or be invited; `rule`: that which asks for it. Refuses: not-found, person-erased. Source: RULES.md AC94. */
export async function mayBeNamed(db: Reader, id: AccountId, rule: RuleId): Promise<Decision> {
  const row = await db.selectFrom('accounts').select('erased').where('id', '=', id).executeTakeFirst()
  if (!row) return refuse('not-found', rule)
  return row.erased === null ? allow() : refuse('person-erased', 'AC94')
}

/** Whether somebody else is an administrator who can sign in. Source: RULES.md AC92. */
export async function otherAdministrator(db: Reader, account: AccountId): Promise<boolean> {
  const other = db
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'administrator')
    .where('id', '<>', account)
    .where('switched_off', 'is', null)
  return (await other.executeTakeFirst()) !== undefined
}

/** What sign-in compares: by e-mail, whatever its case. */
export const loadPassword = (db: Reader, email: string) =>
  db.selectFrom('accounts').select(['id', 'password']).where('email', '=', plainEmail(email)).executeTakeFirst()

/** The PHC string of one account's password; '' while there is none. */
export const loadPasswordOf = async (db: Reader, id: AccountId): Promise<string> =>
  (await db.selectFrom('accounts').select('password').where('id', '=', id).executeTakeFirst())?.password ?? ''

const keptRows = (db: Reader) =>
  db
    .selectFrom('accounts')
    .leftJoin('second_factors', 'second_factors.account', 'accounts.id')
    .select([
      'accounts.id',
      'email',
      'name',
      'role',
      'languages',
      'phone',
      'organisation',
      'rev',
      'password',
      'switched_off',
      'devices_off',
      'confirmed_at',
      'erased',
    ])

type KeptRow = Awaited<ReturnType<ReturnType<typeof keptRows>['execute']>>[number]

const asKept = (row: KeptRow): KeptAccount => ({
  id: row.id,
  email: row.erased === null ? row.email : '',
  name: fromJson<Localised>(row.name),
  role: row.role,
  languages: fromJson<Language[]>(row.languages),
  phone: row.phone,
  organisation: row.organisation,
  rev: row.rev,
  switchedOff: row.switched_off !== null,
  devicesOff: row.devices_off !== null,
  hasPassword: row.password !== '',
  hasSecondFactor: row.confirmed_at !== null,
  erased: row.erased !== null,
})

/** An account as it is kept; its password stays behind. */
export async function loadKept(db: Reader, id: AccountId): Promise<KeptAccount | null> {
  const row = await keptRows(db).where('accounts.id', '=', id).executeTakeFirst()
  return row ? asKept(row) : null
}

/** All accounts as they are kept. */
export const loadAllKept = async (db: Reader): Promise<KeptAccount[]> =>
  (await keptRows(db).orderBy('accounts.id').execute()).map(asKept)

/** Whose an e-mail is, whatever its case. */
export const loadHolder = async (db: Reader, email: string): Promise<AccountId | null> =>
  (await db.selectFrom('accounts').select('id').where('email', '=', plainEmail(email)).executeTakeFirst())?.id ?? null

/** The contact of an account as its row keeps it. */
export const contactRow = ({ languages, phone, organisation }: Contact) => ({
  languages: JSON.stringify([...new Set(languages)]),
  phone: phone || null,
  organisation: organisation || null,
})

/** Everybody whose account is of the secretariat. */
export async function loadSecretariat(db: Reader): Promise<AccountId[]> {
  const rows = db.selectFrom('accounts').select('id').where('role', '=', 'secretariat').orderBy('id')
  return (await rows.execute()).map(({ id }) => id)
}

/** Whether an account has a second factor that was confirmed. */
export async function hasSecondFactor(db: Reader, account: AccountId): Promise<boolean> {
  const row = await db
    .selectFrom('second_factors')
    .select('confirmed_at')
    .where('account', '=', account)
    .executeTakeFirst()
  return row?.confirmed_at != null
}

/** How a sign-in began. */
export const wayOf = async (db: Reader, signInHash: string): Promise<SignInWay> =>
  (await db.selectFrom('sign_ins').select('way').where('id_hash', '=', signInHash).executeTakeFirst())?.way ??
  'password'
