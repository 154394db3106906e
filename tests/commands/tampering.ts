import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { embedded, openDatabaseReadOnly, storeFile } from '../../server/db/database.ts'
import { verifyStore } from '../../server/exports/verify.ts'

export type Value = Exclude<SQLOutputValue, null>
export type Row = Record<string, SQLOutputValue>

/** Somebody with the file in their hands: triggers and foreign keys do not hold them up. */
export function tampers<T>(folder: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(storeFile(folder), { enableForeignKeyConstraints: false })
  const triggers = db.prepare("select name from sqlite_master where type = 'trigger'").all()
  for (const { name } of triggers) db.exec(`drop trigger "${name}"`)
  try {
    return work(db)
  } finally {
    db.close()
  }
}
/** The tables in which `verify` finds something. */
export async function findsIn(folder: string): Promise<string[]> {
  const db = openDatabaseReadOnly(embedded(folder))
  const { findings } = await verifyStore(db, null)
  await db.destroy()
  return [...new Set(findings.map(({ table }) => table))]
}

/** The same value with one byte changed; of a number not the lowest one, which would give it another row's number. */
export function another(value: Value): Value {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value) + 0x10_00_00
  if (typeof value === 'string') {
    const at = Math.floor(value.length / 2)
    return `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}`
  }
  const bytes = Uint8Array.from(value)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}
export const rowsOf = (db: DatabaseSync, table: string) =>
  db.prepare(`select rowid as "rowid#", * from ${table} order by rowid`).all() as Row[]
/** One row in the middle, so that neither end is a special case. */
export const middle = (rows: readonly Row[]): Row => {
  const row = rows[Math.floor(rows.length / 2)]
  if (!row) throw new Error('no row')
  return row
}
