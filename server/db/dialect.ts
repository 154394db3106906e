import { type Kysely, sql } from 'kysely'

/** The few words of SQL in which stores differ; everything else is written once. */
export type StoreDialect = {
  readonly blob: 'blob' | 'bytea'
  /** Statements that make the database itself refuse to change or remove a row of a table. */
  readonly forbidChanges: (table: string) => readonly string[]
}

export const sqliteDialect: StoreDialect = {
  blob: 'blob',
  forbidChanges: (table) =>
    ['update', 'delete'].map(
      (change) =>
        `create trigger ${table}_no_${change} before ${change} on ${table} begin select raise(abort, '${table} is never changed'); end`,
    ),
}

/** Tables whose rows are never changed or removed. Source: RULES.md RB2. */
export const NEVER_CHANGED = ['record', 'adopted_texts', 'versions', 'standing_orders', 'attendance', 'rolls'] as const

export async function neverChanged(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  for (const table of NEVER_CHANGED) {
    for (const statement of dialect.forbidChanges(table)) await sql.raw(statement).execute(db)
  }
}
