import type { Kysely } from 'kysely'
import type { AccountId, AgendaPointId, AmendmentId, RecommendationId, ScreenId, SessionId } from '../../shared/ids.ts'
import type { Shown } from '../../shared/screens/model.ts'
import type { Instant } from '../../shared/time.ts'

export type ScreensTables = {
  /** Links of screens. Only the SHA-256 of the secret is kept: a stolen store opens none. `languages`: JSON list. */
  screens: {
    id: ScreenId
    session: SessionId
    name: string
    languages: string
    secret_hash: string
    created_at: Instant
    created_by: AccountId
    revoked_at: Instant | null
    last_seen: Instant | null
  }
  /** What the desk put on the screens last, and under which point. */
  shown: {
    session: SessionId
    shown: Shown
    recommendation: RecommendationId | null
    amendment: AmendmentId | null
    point: AgendaPointId | null
    at: Instant
  }
}

export async function createScreensTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('screens')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('languages', 'text', (c) => c.notNull())
    .addColumn('secret_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('revoked_at', 'bigint')
    .addColumn('last_seen', 'bigint')
    .execute()
  await db.schema
    .createTable('shown')
    .addColumn('session', 'text', (c) => c.primaryKey().references('sessions.id'))
    .addColumn('shown', 'text', (c) => c.notNull())
    .addColumn('recommendation', 'text')
    .addColumn('point', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
}

/** An amendment under discussion is shown, too. */
export async function addShownAmendment(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('shown').addColumn('amendment', 'text').execute()
}
