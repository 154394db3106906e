import type { Kysely } from 'kysely'
import type { AccountId, RecommendationId, SessionId, VersionId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'

export type CirculationTables = {
  revisions: {
    session: SessionId
    number: number
    made_at: Instant
    made_by: AccountId
    comments_until: Instant | null
    to_observers: number
  }
  revision_texts: {
    session: SessionId
    revision: number
    position: number
    recommendation: RecommendationId
    /** The number the text had then. */
    number: number | null
    version: VersionId
  }
  /** Who got a revision, and when they first opened it. */
  revision_readers: { session: SessionId; revision: number; account: AccountId; opened_at: Instant | null }
}

/** In which revisions a text went round is asked with each list of its versions. */
export const indexRevisionTexts = (db: Kysely<unknown>): Promise<void> =>
  db.schema.createIndex('revision_texts_by_text').on('revision_texts').column('recommendation').execute()

export async function createCirculationTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('revisions')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('comments_until', 'bigint')
    .addColumn('to_observers', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('revisions_key', ['session', 'number'])
    .execute()
  await db.schema
    .createTable('revision_texts')
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('number', 'integer')
    .addColumn('version', 'text', (c) => c.notNull().references('versions.id'))
    .addPrimaryKeyConstraint('revision_texts_key', ['session', 'revision', 'recommendation'])
    .execute()
  await db.schema
    .createTable('revision_readers')
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('opened_at', 'bigint')
    .addPrimaryKeyConstraint('revision_readers_key', ['session', 'revision', 'account'])
    .execute()
}
