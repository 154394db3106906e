import type { Generated, Kysely } from 'kysely'
import type { AccountRole } from '../../shared/accounts/model.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'

export type AccountsTables = {
  /** `name`: JSON per language; `password`: PHC string of argon2id, '' while there is none; `languages`: JSON list of those spoken. */
  accounts: {
    id: AccountId
    email: string
    name: string
    role: AccountRole
    password: string
    created_at: Instant
    languages: Generated<string>
    phone: string | null
    organisation: string | null
  }
  /** One login. Only the SHA-256 of its id is kept: a stolen store signs nobody in. */
  sign_ins: { id_hash: string; account: AccountId; expires_at: Instant; created_at: Instant }
  /** Answers of acts by request id, so that a retry finds its own answer. */
  requests: { account: string; endpoint: string; id: string; input_hash: string; answer: string; at: Instant }
}

export async function createAccountsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('password', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('sign_ins')
    .addColumn('id_hash', 'text', (c) => c.primaryKey())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('requests')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('input_hash', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('requests_key', ['account', 'endpoint', 'id'])
    .execute()
}

/** How a person is reached and which languages they speak. */
export async function addContact(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('accounts')
    .addColumn('languages', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
  await db.schema.alterTable('accounts').addColumn('phone', 'text').execute()
  await db.schema.alterTable('accounts').addColumn('organisation', 'text').execute()
}
