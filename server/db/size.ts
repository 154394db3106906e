import { statSync } from 'node:fs'
import { sql } from 'kysely'
import type { StoreAddress } from './address.ts'
import type { Database } from './database.ts'

/** How large a store is, in bytes, and the newest step of its form. */
export async function storeSize(
  db: Database,
  store: StoreAddress,
): Promise<{ readonly size: number | null; readonly form: string }> {
  const steps = await sql<{ name: string }>`select name from kysely_migration order by name desc limit 1`.execute(db)
  return { size: await bytesOf(db, store), form: steps.rows[0]?.name ?? '' }
}

async function bytesOf(db: Database, store: StoreAddress): Promise<number | null> {
  if (store.kind === 'sqlite')
    return ['', '-wal'].reduce(
      (sum, part) => sum + (statSync(store.file + part, { throwIfNoEntry: false })?.size ?? 0),
      0,
    )
  const found = await sql<{ size: number | string }>`select pg_database_size(current_database()) as size`.execute(db)
  return Number(found.rows[0]?.size ?? 0)
}
