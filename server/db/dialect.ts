import { type Kysely, type QueryExecutorProvider, sql } from 'kysely'
import type { StoreAddress } from './address.ts'
import { faultKind } from './postgres.ts'

/** The few words of SQL in which stores differ; everything else is written once. */
export type StoreDialect = {
  readonly blob: 'blob' | 'bytea'
  /** Statements that make the database itself refuse to change or remove a row of a table. */
  readonly forbidChanges: (table: string) => readonly string[]
  /** What an act's transaction does first, so that acts go one after another wherever they run. */
  readonly serialise: (tx: QueryExecutorProvider) => Promise<void>
  /** Whether a transaction that failed may go through when it is tried again, and after how many ms; null: never. */
  readonly tryAgainAfter: (fault: unknown, tries: number) => number | null
}

/** The dialect of a store. */
export const dialectOf = (address: StoreAddress): StoreDialect =>
  address.kind === 'sqlite' ? sqliteDialect : postgresDialect

/** One server has the embedded store, and it runs one act at a time. */
export const sqliteDialect: StoreDialect = {
  blob: 'blob',
  serialise: async () => undefined,
  tryAgainAfter: () => null,
  forbidChanges: (table) =>
    ['update', 'delete'].map(
      (change) =>
        `create trigger ${table}_no_${change} before ${change} on ${table} begin select raise(abort, '${table} is never changed'); end`,
    ),
}

/** "kenes" in ASCII: whoever holds this lock until its transaction ends runs the only act. */
const ACTS_LOCK = 0x6b656e6573
const LOST_PAUSES_MS = [100, 400, 1_600]
const MOST_CONFLICTS = 8

export const postgresDialect: StoreDialect = {
  blob: 'bytea',
  serialise: async (tx) => {
    await sql`select pg_advisory_xact_lock(${ACTS_LOCK})`.execute(tx)
  },
  tryAgainAfter: (fault, tries) => {
    const kind = faultKind(fault)
    if (kind === 'conflict' && tries < MOST_CONFLICTS) return tries
    return kind === 'lost' ? (LOST_PAUSES_MS[tries - 1] ?? null) : null
  },
  forbidChanges: (table) => [
    `create function ${table}_is_never_changed() returns trigger language plpgsql as $$ begin raise exception '${table} is never changed'; end $$`,
    `create trigger ${table}_no_change before update or delete or truncate on ${table} for each statement execute function ${table}_is_never_changed()`,
  ],
}

/** Tables whose rows are never changed or removed. Source: RULES.md RB2. */
export const NEVER_CHANGED = ['record', 'adopted_texts', 'versions', 'standing_orders', 'attendance', 'rolls'] as const

export async function neverChanged(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  for (const table of NEVER_CHANGED) {
    for (const statement of dialect.forbidChanges(table)) await sql.raw(statement).execute(db)
  }
}
