import type { Generated, Kysely } from 'kysely'
import type { AccountRole, CodeKind, SignInEvent, SignInWay } from '../../shared/accounts/model.ts'
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
    /** Raised by every change, so that two who change at once are told. */
    rev: Generated<number>
    switched_off: Instant | null
    devices_off: Instant | null
    /** Since when the row says nothing of a person any more. Source: RULES.md AC93. */
    erased: Instant | null
  }
  /** One login. Only the SHA-256 of its id is kept: a stolen store signs nobody in. `factor_at`: a second factor was shown. */
  sign_ins: {
    id_hash: string
    account: AccountId
    expires_at: Instant
    created_at: Instant
    seen_at: Generated<Instant>
    way: Generated<SignInWay>
    device: Generated<string>
    factor_at: Instant | null
    /** When it last showed who it is, and when it last did what carries weight; 0: never. Source: RULES.md AC54. */
    proved_at: Generated<Instant>
    acted_at: Generated<Instant>
  }
  /** Codes that are good once, as SHA-256. `long_hash`: the longer one of a card's QR code. `way`: how a step's sign-in began. */
  sign_in_codes: {
    hash: string
    long_hash: string | null
    account: AccountId
    kind: CodeKind
    way: SignInWay
    created_at: Instant
    expires_at: Instant
    made_by: AccountId
  }
  /** Secrets of authenticator apps, kept under a key outside the store (factor-secrets.ts). Read only where a code is checked. `last_step`: used up to here. */
  second_factors: { account: AccountId; secret: string; confirmed_at: Instant; last_step: number }
  /** Secrets that were shown and not confirmed yet. */
  pending_factors: { account: AccountId; secret: string }
  recovery_codes: { account: AccountId; hash: string }
  /** Passkeys: the public key in COSE, base64url; `counter`: of the last use, so that a copy is told. Source: RULES.md AC58. */
  passkeys: {
    id: string
    account: AccountId
    name: string
    public_key: string
    counter: number
    transports: string
    added_at: Instant
    used_at: Instant | null
  }
  /** Challenges that were not answered yet, as SHA-256; `account`: null where the device says who it is. */
  passkey_challenges: { hash: string; account: AccountId | null; used_for: 'add' | 'show'; expires_at: Instant }
  /** Who is whom at the identity provider: its issuer, and the subject it knows them by. Source: RULES.md AC102. */
  provider_links: { issuer: string; subject: string; account: AccountId; added_at: Instant; used_at: Instant | null }
  /** Those who are at the provider, by the SHA-256 of what their browser keeps. `account`, `sign_in`: who links; only `sign_in`: who shows anew who they are; neither: who signs in. */
  provider_trips: {
    hash: string
    account: AccountId | null
    sign_in: string | null
    back: string
    expires_at: Instant
  }
  /** Who came, went, or did not get in. `account`: null for an e-mail nobody has; the e-mail itself is not kept. */
  sign_in_log: {
    id: string
    at: Instant
    event: SignInEvent
    way: SignInWay
    account: AccountId | null
    device: string
  }
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

/** Switching off, devices, one-time codes, second factors and the sign-in log. */
export async function addAccess(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('accounts')
    .addColumn('rev', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await db.schema.alterTable('accounts').addColumn('switched_off', 'bigint').execute()
  await db.schema.alterTable('accounts').addColumn('devices_off', 'bigint').execute()
  await db.schema
    .alterTable('sign_ins')
    .addColumn('seen_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .alterTable('sign_ins')
    .addColumn('way', 'text', (c) => c.notNull().defaultTo('password'))
    .execute()
  await db.schema
    .alterTable('sign_ins')
    .addColumn('device', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await db.schema.alterTable('sign_ins').addColumn('factor_at', 'bigint').execute()
  await db.schema
    .createTable('sign_in_codes')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('long_hash', 'text', (c) => c.unique())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('second_factors')
    .addColumn('account', 'text', (c) => c.primaryKey().references('accounts.id'))
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('confirmed_at', 'bigint', (c) => c.notNull())
    .addColumn('last_step', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('pending_factors')
    .addColumn('account', 'text', (c) => c.primaryKey().references('accounts.id'))
    .addColumn('secret', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('recovery_codes')
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('recovery_codes_key', ['account', 'hash'])
    .execute()
  await db.schema
    .createTable('sign_in_log')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('account', 'text')
    .addColumn('device', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('sign_in_log_at').on('sign_in_log').column('at').execute()
}

/** When a sign-in last showed who it is; those there are show it anew before they do what carries weight. */
export async function addProofs(db: Kysely<unknown>): Promise<void> {
  for (const column of ['proved_at', 'acted_at'])
    await db.schema
      .alterTable('sign_ins')
      .addColumn(column, 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
}

/** Passkeys, and the challenges they answer. */
export async function createPasskeyTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('passkeys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('counter', 'bigint', (c) => c.notNull())
    .addColumn('transports', 'text', (c) => c.notNull())
    .addColumn('added_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
  await db.schema.createIndex('passkeys_account').on('passkeys').column('account').execute()
  await db.schema
    .createTable('passkey_challenges')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('account', 'text')
    .addColumn('used_for', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
}

/** Links to the identity provider, and those who are on their way to it. */
export async function createProviderTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('provider_links')
    .addColumn('issuer', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('added_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .addPrimaryKeyConstraint('provider_links_key', ['issuer', 'subject'])
    .addUniqueConstraint('provider_links_account', ['account', 'issuer'])
    .execute()
  await db.schema
    .createTable('provider_trips')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('account', 'text')
    .addColumn('sign_in', 'text')
    .addColumn('back', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
}
