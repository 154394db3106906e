import type { Kysely } from 'kysely'
import type { AccountId, AgendaPointId, CouncilId, RecommendationId, SessionId, TextId } from '../../shared/ids.ts'
import type { AttendanceEventKind, Counting, SessionRole, SessionStage } from '../../shared/sessions/model.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'

export type SessionsTables = {
  sessions: {
    id: SessionId
    stage: SessionStage
    title: string
    date: LocalDate
    place: string
    timezone: string
    hybrid: number
    counting: Counting
    presiding: AccountId
    current_point: AgendaPointId | null
    sitting: number
    /** 1 while the chair lets observers read live texts, without carets or names. */
    live_to_observers: number
    operator: AccountId | null
    amendment_deadline: Instant | null
  }
  /** One sitting: from opening or resuming to suspension or close. */
  sittings: {
    session: SessionId
    number: number
    opened_at: Instant
    opened_by: AccountId
    ended_at: Instant | null
    ended_how: 'suspended' | 'closed' | null
  }
  /** How far each live text was when a sitting was suspended. */
  suspended_texts: { session: SessionId; sitting: number; text: TextId; seq: number }
  /** Quorum as the chair stated it: JSON of each council's count. */
  quorum_statements: {
    session: SessionId
    number: number
    sitting: number
    counts: string
    at: Instant
    stated_by: AccountId
  }
  session_councils: { session: SessionId; council: CouncilId; position: number }
  agenda_points: {
    id: AgendaPointId
    session: SessionId
    position: number
    number: string
    kind: string
    start: string
    minutes: number
    title: string
    closed: number
    released: number
  }
  session_people: {
    session: SessionId
    account: AccountId
    role: SessionRole
    organisation: string | null
    position: number
  }
  attendance: {
    session: SessionId
    number: number
    sitting: number
    account: AccountId
    event: AttendanceEventKind
    mode: 'hall' | 'remote'
    at: Instant
    noted_by: AccountId
  }
  recusals: {
    session: SessionId
    recommendation: RecommendationId
    account: AccountId
    reason: string
    at: Instant
    noted_by: AccountId
  }
}

export async function createSessionsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('date', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('timezone', 'text', (c) => c.notNull())
    .addColumn('hybrid', 'integer', (c) => c.notNull())
    .addColumn('counting', 'text', (c) => c.notNull())
    .addColumn('presiding', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('current_point', 'text')
    .addColumn('sitting', 'integer', (c) => c.notNull())
    .addColumn('live_to_observers', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('session_councils')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('council', 'text', (c) => c.notNull().references('councils.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('session_councils_key', ['session', 'council'])
    .execute()
  await db.schema
    .createTable('agenda_points')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('start', 'text', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('session_people')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('organisation', 'text')
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('session_people_key', ['session', 'account'])
    .execute()
  await db.schema
    .createTable('attendance')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('sitting', 'integer', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('noted_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('attendance_key', ['session', 'number'])
    .execute()
  await db.schema
    .createTable('recusals')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('recommendation', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('noted_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('recusals_key', ['recommendation', 'account'])
    .execute()
}

/** Sittings, the operator, closed points, statements of quorum. */
export async function createSittingsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sessions').addColumn('operator', 'text').execute()
  await db.schema.alterTable('sessions').addColumn('amendment_deadline', 'bigint').execute()
  for (const column of ['closed', 'released'])
    await db.schema
      .alterTable('agenda_points')
      .addColumn(column, 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  await db.schema
    .createTable('sittings')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addColumn('opened_by', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('ended_how', 'text')
    .addPrimaryKeyConstraint('sittings_key', ['session', 'number'])
    .execute()
  await db.schema
    .createTable('suspended_texts')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('sitting', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('suspended_texts_key', ['text', 'sitting'])
    .execute()
  await db.schema
    .createTable('quorum_statements')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('sitting', 'integer', (c) => c.notNull())
    .addColumn('counts', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('stated_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('quorum_statements_key', ['session', 'number'])
    .execute()
}
