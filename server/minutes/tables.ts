import type { Kysely } from 'kysely'
import type { Signer } from '../../shared/councils/model.ts'
import type { Hash } from '../../shared/hash.ts'
import type { AccountId, CouncilId, SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Instant } from '../../shared/time.ts'

export type MinutesTables = {
  /** How the secretariat worded entries: the newest of an entry and language counts, and none is removed. */
  minute_wordings: {
    session: SessionId
    number: number
    entry: string
    language: Language
    /** JSON: Piece[]; null: as the record says it. */
    pieces: string | null
    /** JSON: the facts in it as they were then. */
    basis: string
    worded_by: AccountId
    at: Instant
  }
  /** Minutes as they were closed: canonical JSON and its SHA-256; taken back is said beside it. */
  minutes_closings: {
    session: SessionId
    number: number
    content: string
    hash: Hash
    closed_by: AccountId
    closed_at: Instant
    taken_back_by: AccountId | null
    taken_back_at: Instant | null
  }
  minutes_signatures: {
    session: SessionId
    closing: number
    council: CouncilId
    signer: Signer
    account: AccountId
    at: Instant
  }
}

export async function createMinutesTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('minute_wordings')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('entry', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('pieces', 'text')
    .addColumn('basis', 'text', (c) => c.notNull())
    .addColumn('worded_by', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('minute_wordings_key', ['session', 'number'])
    .execute()
  await db.schema
    .createTable('minutes_closings')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('closed_by', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('closed_at', 'bigint', (c) => c.notNull())
    .addColumn('taken_back_by', 'text')
    .addColumn('taken_back_at', 'bigint')
    .addPrimaryKeyConstraint('minutes_closings_key', ['session', 'number'])
    .execute()
  await db.schema
    .createTable('minutes_signatures')
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('closing', 'integer', (c) => c.notNull())
    .addColumn('council', 'text', (c) => c.notNull().references('councils.id'))
    .addColumn('signer', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('minutes_signatures_key', ['session', 'closing', 'council', 'signer'])
    .execute()
}
