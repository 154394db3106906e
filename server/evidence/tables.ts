import type { Kysely } from 'kysely'
import type { FindingId, SessionId, StandardId, ThemeId } from '../../shared/ids.ts'

export type EvidenceTables = {
  findings: { id: FindingId; session: SessionId; position: number; number: string; title: string; text: string }
  standards: { id: StandardId; position: number; instrument: string; ref: string }
  themes: { id: ThemeId; position: number; label: string }
}

export async function createEvidenceTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('findings')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('standards')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('instrument', 'text', (c) => c.notNull())
    .addColumn('ref', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('themes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .execute()
}
