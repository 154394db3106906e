import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import type { StoreAddress } from './address.ts'
import type { Reader } from './database.ts'
import { fromJson } from './json.ts'

/** When something was last done to a store from outside of its server. */
type NoteName = 'last-verify' | 'last-backup' | 'last-backup-failed'

/** Longer than one row takes; a database that hangs does not hold up a command whose work is done. */
const LONGEST_MS = 5_000

/**
 * Keeps a note of a store, whether its server runs or not; the answer is whether it is kept: a store that can only be read is backed up and
 * verified all the same. A note proves nothing and is no part of the record. Source: RULES.md WA5.
 */
export async function note(store: StoreAddress, name: NoteName, value: object): Promise<boolean> {
  try {
    if (store.kind === 'sqlite') noteBeside(store.file, name, value)
    else await noteInside(store.url, name, value)
    return true
  } catch {
    return false
  }
}

/** A file and no row: the store's own log is written by its server alone. */
function noteBeside(store: string, name: NoteName, value: object): void {
  const file = fileOf(store, name)
  writeFileSync(`${file}.new`, JSON.stringify(value))
  renameSync(`${file}.new`, file)
}

/** Servers of one database share no folder. */
async function noteInside(url: string, name: NoteName, value: object): Promise<void> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: LONGEST_MS,
    query_timeout: LONGEST_MS,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(
      'INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      [name, JSON.stringify(value)],
    )
  } finally {
    await client.end()
  }
}

const fileOf = (store: string, name: NoteName): string => join(dirname(store), `${name}.json`)

/** What was last noted; null when nothing was, or half of it. */
export async function noted<T>(db: Reader, store: StoreAddress, name: NoteName): Promise<T | null> {
  try {
    if (store.kind === 'sqlite') return fromJson<T>(readFileSync(fileOf(store.file, name), 'utf8'))
  } catch {
    return null
  }
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return row ? fromJson<T>(row.value) : null
}
