import type { Generated, Kysely } from 'kysely'
import type { Instant } from '../../shared/time.ts'
import type { StoreDialect } from '../db/dialect.ts'

/** `open`: the log takes writes; `freezing`: nobody writes and the cut is being made; `closed`: the text is a version's. */
export type HeadState = 'open' | 'freezing' | 'closed'

/**
 * One row a text; it orders the log. `rev` is raised by every change of who may read or write; `epoch` whenever clients must start
 * anew; `closings` by every client id that is closed; `redactions` by every passage that was redacted: what was read before is not
 * the text any more.
 */
export type HeadsTable = {
  text: string
  seq: number
  state: HeadState
  rev: number
  epoch: string
  closings: Generated<number>
  redactions: Generated<number>
}

/**
 * One row a turn and text, numbered without gaps from 1. `updates`: lib0-encoded list of Yjs updates in order;
 * `claims`: JSON [[clientId, accountId], …] first claimed in this row; `sum`: SHA-256 over all other columns. Source: RULES.md LT34.
 */
export type TextLogTable = {
  text: string
  seq: number
  batch: string
  at: Instant
  claims: string
  updates: Uint8Array
  sum: string
}

/** Which account owns a Yjs client id in a text; `closed_from`: the clock from which nothing more is taken. Made from the log's claims. */
export type ClientIdsTable = {
  text: string
  client_id: number
  account: string
  at: Instant
  closed_from: number | null
}

/**
 * The state after row `seq`: it only makes loading fast; the log alone is the truth. `clocks`: JSON [[clientId, clock], …] of the
 * state; `sum`: SHA-256 over state and clocks, so that a text can be shown before its state was applied. Both null in older ones.
 */
export type SnapshotsTable = {
  text: string
  seq: number
  state: Uint8Array
  at: Instant
  clocks: string | null
  sum: string | null
}

/** What changed in a session, by topics and never by content, for open pages on every server. `seq` grows without gaps. */
export type NewsTable = { seq: number; session: string; topics: string; at: Instant }

/**
 * One row a server: `beat` grows as long as it is alive; `people` is the JSON of who is where on it. It makes presence travel
 * where nothing faster does, and says which servers are gone.
 */
export type ServersTable = { id: string; beat: number; people: string; at: Instant }

export type LiveTables = {
  heads: HeadsTable
  text_log: TextLogTable
  client_ids: ClientIdsTable
  snapshots: SnapshotsTable
  news: NewsTable
  servers: ServersTable
}

/** Creates the tables of the live texts; runs unchanged on SQLite and PostgreSQL. */
export async function createLiveTables(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await db.schema
    .createTable('heads')
    .addColumn('text', 'text', (c) => c.primaryKey())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('text_log')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('batch', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('claims', 'text', (c) => c.notNull())
    .addColumn('updates', dialect.blob, (c) => c.notNull())
    .addColumn('sum', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('text_log_key', ['text', 'seq'])
    .execute()
  await db.schema
    .createTable('client_ids')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('client_id', 'bigint', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('closed_from', 'bigint')
    .addPrimaryKeyConstraint('client_ids_key', ['text', 'client_id'])
    .execute()
  await db.schema
    .createTable('snapshots')
    .addColumn('text', 'text', (c) => c.primaryKey())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('state', dialect.blob, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
}

/** What several servers on one store need: closings of client ids, news, who is where; and what makes a cold text quick to show. */
export async function createServersTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('heads')
    .addColumn('closings', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('snapshots').addColumn('clocks', 'text').execute()
  await db.schema.alterTable('snapshots').addColumn('sum', 'text').execute()
  await db.schema
    .createTable('news')
    .addColumn('seq', 'bigint', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('topics', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('servers')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('beat', 'bigint', (c) => c.notNull())
    .addColumn('people', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
}

/** How often passages of a text were redacted. */
export const addRedactionCounts = (db: Kysely<unknown>): Promise<void> =>
  db.schema
    .alterTable('heads')
    .addColumn('redactions', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
