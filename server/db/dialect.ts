import { type Kysely, type QueryExecutorProvider, sql } from 'kysely'
import type { StoreAddress } from './address.ts'
import { faultKind } from './postgres.ts'

/** The few words of SQL in which stores differ; everything else is written once. */
export type StoreDialect = {
  readonly blob: 'blob' | 'bytea'
  /** Statements that make the database itself refuse to change or remove a row of a table. */
  readonly forbidChanges: (table: string) => readonly string[]
  /** The same, but that columns of a row may change while a condition on it holds; in words of both stores, over `new`. */
  readonly forbidOtherChanges: (table: string, allowed: AllowedChange) => readonly string[]
  /**
   * Writes over what is deleted but still stands in the store's files, as far as that is a server's to do. `rewritten` is waited for before
   * the write-ahead log is cut.
   */
  readonly scrub: (db: QueryExecutorProvider, rewritten: () => Promise<void>) => Promise<void>
  /** What an act's transaction does first, so that acts go one after another wherever they run. */
  readonly serialise: (tx: QueryExecutorProvider) => Promise<void>
  /** Whether a transaction that failed may go through when it is tried again, and after how many ms; null: never. */
  readonly tryAgainAfter: (fault: unknown, tries: number) => number | null
}

/** `kept`: the columns that stay in any case. */
export type AllowedChange = { readonly kept: readonly string[]; readonly while: string }

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
  forbidOtherChanges: (table, allowed) => [
    `drop trigger ${table}_no_update`,
    `create trigger ${table}_no_update before update on ${table} when not (${sameAs(allowed, 'is')}) begin select raise(abort, '${table} is never changed'); end`,
  ],
  // Rewritten whole, without a page that nothing points to; then no older page stands in the log that is written ahead either.
  scrub: async (db, rewritten) => {
    await sql`vacuum`.execute(db)
    await rewritten()
    await sql`pragma wal_checkpoint(truncate)`.execute(db)
  },
}

const sameAs = ({ kept, while: condition }: AllowedChange, same: string): string =>
  [...kept.map((column) => `new.${column} ${same} old.${column}`), `(${condition})`].join(' and ')

/** "kenes" in ASCII: whoever holds this lock until its transaction ends runs the only act. */
const ACTS_LOCK = 0x6b656e6573
const LOST_PAUSES_MS = [100, 400, 1_600]
const MOST_CONFLICTS = 8

/** Tables out of which redactions and erasures take something. */
const SCRUBBED = [
  ...['text_log', 'snapshots', 'versions', 'requests', 'accounts', 'sign_ins', 'sign_in_log', 'sign_in_codes'],
  ...['second_factors', 'pending_factors', 'recovery_codes', 'passkeys', 'passkey_challenges'],
  ...['provider_links', 'provider_trips', 'session_people'],
]

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
  forbidOtherChanges: (table, allowed) => [
    `drop trigger ${table}_no_change on ${table}`,
    `create trigger ${table}_no_removal before delete or truncate on ${table} for each statement execute function ${table}_is_never_changed()`,
    `create function ${table}_is_hardly_changed() returns trigger language plpgsql as $$ begin if not (${sameAs(allowed, 'is not distinct from')}) then raise exception '${table} is never changed'; end if; return new; end $$`,
    `create trigger ${table}_no_change before update on ${table} for each row execute function ${table}_is_hardly_changed()`,
  ],
  // What no query finds any more; the pages on the disks, archives and copies are the operator's.
  scrub: async (db) => {
    for (const table of SCRUBBED) await sql`vacuum ${sql.table(table)}`.execute(db)
  },
}

/** Tables whose rows are never changed or removed. Source: RULES.md RB2. */
export const NEVER_CHANGED = ['record', 'adopted_texts', 'versions', 'standing_orders', 'attendance', 'rolls'] as const

export async function neverChanged(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  for (const table of NEVER_CHANGED) {
    for (const statement of dialect.forbidChanges(table)) await sql.raw(statement).execute(db)
  }
}
