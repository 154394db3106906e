import type { Kysely } from 'kysely'
import type { MotionKind, MotionStage, PointOfOrderStage, Ruling } from '../../shared/floor/model.ts'
import type { AccountId, AgendaPointId, FloorEntryId, MotionId, PointOfOrderId, SessionId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'

export type FloorTables = {
  /** The list of one sitting as the chair set it; no row: as it was set in the sitting before, and open. */
  floors: {
    session: SessionId
    sitting: number
    list_closed: number
    debate_closed: number
    /** The agenda point on which the debate was closed. */
    debate_closed_on: AgendaPointId | null
    seconds_each: number
    guests_may_ask: number
    /** Speakers called, points ruled on and motions decided. */
    business: number
  }
  floor_entries: {
    id: FloorEntryId
    session: SessionId
    sitting: number
    account: AccountId
    point: AgendaPointId | null
    stage: 'waiting' | 'speaking' | 'spoken' | 'withdrawn' | 'dropped'
    position: number
    asked_at: Instant
    asked_by: AccountId
    called_at: Instant | null
    seconds: number | null
    ended_at: Instant | null
  }
  points_of_order: {
    id: PointOfOrderId
    session: SessionId
    sitting: number
    number: number
    account: AccountId
    point: AgendaPointId | null
    conduct: number
    stage: PointOfOrderStage
    raised_at: Instant
    raised_by: AccountId
    ruling: Ruling | null
    words: string | null
    ruled_at: Instant | null
    ruled_by: AccountId | null
    business: number | null
    votes_opened: number | null
    appellant: AccountId | null
    appealed_at: Instant | null
    /** JSON: Counts. */
    counts: string | null
    overturned: number | null
    /** JSON: PutBy, the newest vote on the ruling. */
    put: string | null
  }
  motions: {
    id: MotionId
    session: SessionId
    sitting: number
    number: number
    kind: MotionKind
    account: AccountId
    point: AgendaPointId | null
    words: string
    stage: MotionStage
    raised_at: Instant
    raised_by: AccountId
    /** JSON: MotionResult. */
    result: string | null
    decided_at: Instant | null
    decided_by: AccountId | null
    /** JSON: PutBy, the newest vote on it. */
    put: string | null
  }
  point_recusals: {
    session: SessionId
    point: AgendaPointId
    account: AccountId
    reason: string
    at: Instant
    noted_by: AccountId
  }
}

export async function createFloorTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('floors')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('sitting', 'integer', (c) => c.notNull())
    .addColumn('list_closed', 'integer', (c) => c.notNull())
    .addColumn('debate_closed', 'integer', (c) => c.notNull())
    .addColumn('debate_closed_on', 'text')
    .addColumn('seconds_each', 'integer', (c) => c.notNull())
    .addColumn('guests_may_ask', 'integer', (c) => c.notNull())
    .addColumn('business', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('floors_key', ['session', 'sitting'])
    .execute()
  await db.schema
    .createTable('floor_entries')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('sitting', 'integer', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('point', 'text')
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull())
    .addColumn('called_at', 'bigint')
    .addColumn('seconds', 'integer')
    .addColumn('ended_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('floor_entries_of_session')
    .on('floor_entries')
    .columns(['session', 'sitting', 'stage'])
    .execute()
  await db.schema
    .createTable('points_of_order')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('sitting', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('point', 'text')
    .addColumn('conduct', 'integer', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('raised_at', 'bigint', (c) => c.notNull())
    .addColumn('raised_by', 'text', (c) => c.notNull())
    .addColumn('ruling', 'text')
    .addColumn('words', 'text')
    .addColumn('ruled_at', 'bigint')
    .addColumn('ruled_by', 'text')
    .addColumn('business', 'integer')
    .addColumn('votes_opened', 'integer')
    .addColumn('appellant', 'text')
    .addColumn('appealed_at', 'bigint')
    .addColumn('counts', 'text')
    .addColumn('overturned', 'integer')
    .addUniqueConstraint('points_of_order_number', ['session', 'number'])
    .execute()
  await db.schema
    .createTable('motions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('sitting', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('point', 'text')
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('raised_at', 'bigint', (c) => c.notNull())
    .addColumn('raised_by', 'text', (c) => c.notNull())
    .addColumn('result', 'text')
    .addColumn('decided_at', 'bigint')
    .addColumn('decided_by', 'text')
    .addUniqueConstraint('motions_number', ['session', 'number'])
    .execute()
  await db.schema
    .createTable('point_recusals')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('point', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('noted_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('point_recusals_key', ['point', 'account'])
    .execute()
}

/** Motions and rulings that are put to a vote. */
export async function addPuts(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('points_of_order').addColumn('put', 'text').execute()
  await db.schema.alterTable('motions').addColumn('put', 'text').execute()
}
