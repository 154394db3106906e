import type { Kysely } from 'kysely'
import type { AccountId, AgendaPointId, PaperId, SessionId } from '../../shared/ids.ts'
import type { Intention, PaperKind } from '../../shared/sessions/planning.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { StoreDialect } from '../db/dialect.ts'

export type PlanningTables = {
  /** What is planned beside the session's own row; a session without one is at rev 1. */
  session_plans: {
    session: SessionId
    last_date: LocalDate | null
    link: string | null
    rev: number
    agenda_rev: number
    /** The amendment deadline that has been carried out; a later one is carried out anew. */
    deadline_done: Instant | null
  }
  /** How people mean to take part. */
  intentions: { session: SessionId; account: AccountId; answer: Intention; at: Instant }
  papers: {
    id: PaperId
    session: SessionId
    point: AgendaPointId | null
    position: number
    kind: PaperKind
    title: string
    languages: string
    link: string | null
    file_name: string | null
    file_type: string | null
    file_bytes: number | null
    content: Uint8Array | null
    added_at: Instant
    added_by: AccountId
  }
}

export async function createPlanningTables(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await db.schema
    .createTable('session_plans')
    .addColumn('session', 'text', (c) => c.primaryKey().references('sessions.id'))
    .addColumn('last_date', 'text')
    .addColumn('link', 'text')
    .addColumn('rev', 'integer', (c) => c.notNull())
    .addColumn('agenda_rev', 'integer', (c) => c.notNull())
    .addColumn('deadline_done', 'bigint')
    .execute()
  await db.schema
    .createTable('intentions')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('intentions_key', ['session', 'account'])
    .execute()
  await db.schema
    .createTable('papers')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('point', 'text')
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('languages', 'text', (c) => c.notNull())
    .addColumn('link', 'text')
    .addColumn('file_name', 'text')
    .addColumn('file_type', 'text')
    .addColumn('file_bytes', 'integer')
    .addColumn('content', dialect.blob)
    .addColumn('added_at', 'bigint', (c) => c.notNull())
    .addColumn('added_by', 'text', (c) => c.notNull())
    .execute()
}
