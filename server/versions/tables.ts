import type { Kysely } from 'kysely'
import type { AccountId, RecommendationId, TextId, VersionId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { VersionReason } from '../../shared/versions/model.ts'
import type { StoreDialect } from '../db/dialect.ts'

export type VersionsTables = {
  versions: {
    id: VersionId
    recommendation: RecommendationId
    text: TextId
    number: number
    reason: VersionReason
    /** The hashed bytes themselves: canonical JSON, form 1. */
    content: string
    hash: string
    /** The last row of the text's log that is in it. */
    seq: number
    state: Uint8Array
    /** JSON: account ids with words in it. */
    authors: string
    created_at: Instant
    created_by: AccountId
  }
  /** What is said of a version beside its bytes; older ones have no row. */
  version_notes: {
    version: VersionId
    name: string | null
    words: string | null
    /** JSON: account ids that wrote since the version before. */
    changed_by: string
    /** The number of the fields that are in it. */
    fields_rev: number
  }
  /** Versions cut before and after an older one was brought back, with the number of that one. */
  restored_versions: { version: VersionId; restored: number }
}

export async function createVersionsTables(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await db.schema
    .createTable('versions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('state', dialect.blob, (c) => c.notNull())
    .addColumn('authors', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addUniqueConstraint('versions_number', ['recommendation', 'number'])
    .execute()
}

/** Names, reasons and authors of versions. */
export async function createVersionNotes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('version_notes')
    .addColumn('version', 'text', (c) => c.primaryKey().references('versions.id'))
    .addColumn('name', 'text')
    .addColumn('words', 'text')
    .addColumn('changed_by', 'text', (c) => c.notNull())
    .addColumn('fields_rev', 'integer', (c) => c.notNull())
    .execute()
}

export async function createRestoredVersions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('restored_versions')
    .addColumn('version', 'text', (c) => c.primaryKey().references('versions.id'))
    .addColumn('restored', 'integer', (c) => c.notNull())
    .execute()
}
