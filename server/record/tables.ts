import type { Kysely } from 'kysely'
import type { Instant } from '../../shared/time.ts'

export type RecordTables = {
  /**
   * The record book. `content`: canonical JSON of the entry; `hash`: SHA-256 of `previous`, a line feed and `content`.
   * The other columns repeat what `content` says, for lists; verify compares them. `acted_by` null: the house itself.
   */
  record: {
    number: number
    at: Instant
    act: string
    acted_by: string | null
    subject: string
    content: string
    previous: string
    hash: string
  }
  /** What the store is: `kind` demo or workspace, `set_up` the hash of the unused set-up code. */
  settings: { name: string; value: string }
}

export async function createRecordTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('record')
    .addColumn('number', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('acted_by', 'text')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('previous', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('settings')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
}
