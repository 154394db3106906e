import type { Kysely } from 'kysely'
import type { AccountId, RecommendationId, SessionId, VersionId, VoteId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'

export type AdoptionTables = {
  /** Never updated or deleted; a later change is a numbered corrigendum. */
  adopted_texts: {
    recommendation: RecommendationId
    session: SessionId
    number: number | null
    vote: VoteId
    version: VersionId
    hash: string
    /** The adopted bytes themselves, so that the page does not depend on any other row. */
    content: string
    /** JSON: languages of record. */
    languages_of_record: string
    /** JSON: the state of each language at adoption. */
    languages: string
    adopted_at: Instant
    adopted_by: AccountId
  }
}

export async function createAdoptionTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('adopted_texts')
    .addColumn('recommendation', 'text', (c) => c.primaryKey().references('recommendations.id'))
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('number', 'integer')
    .addColumn('vote', 'text', (c) => c.notNull().references('votes.id'))
    .addColumn('version', 'text', (c) => c.notNull().references('versions.id'))
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('languages_of_record', 'text', (c) => c.notNull())
    .addColumn('languages', 'text', (c) => c.notNull())
    .addColumn('adopted_at', 'bigint', (c) => c.notNull())
    .addColumn('adopted_by', 'text', (c) => c.notNull())
    .execute()
}
