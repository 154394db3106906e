import { backup, DatabaseSync } from 'node:sqlite'

// Without the query builder: the threads that only need a connection start in half the time.

/** Pages of the WAL (4 KiB each) before it is copied back: at the default of 1,000 a typing hall would wait for that every second. */
export const CHECKPOINT_PAGES = 4_000

/**
 * Opens a SQLite file as the house keeps it: WAL, every commit on disk before it is answered, foreign keys on;
 * with recursive triggers a REPLACE is refused where a DELETE is.
 * Throws when the file does not take these settings: a store that is not durable must not start.
 */
export function openSqlite(file: string, options: { readOnly?: boolean; isShipped?: boolean } = {}): DatabaseSync {
  const connection = new DatabaseSync(file, { readOnly: options.readOnly ?? false, timeout: 5_000 })
  if (options.readOnly) return connection
  connection.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;',
  )
  connection.exec(`PRAGMA wal_autocheckpoint = ${options.isShipped ? 0 : CHECKPOINT_PAGES}`)
  const mode = connection.prepare('PRAGMA journal_mode').get()?.journal_mode
  const synchronous = connection.prepare('PRAGMA synchronous').get()?.synchronous
  if (mode !== 'wal' || synchronous !== 2)
    throw new Error(`the store is not durable: ${mode}, synchronous ${synchronous}`)
  return connection
}

/** More pages than a store has: all of it is copied in one go, so that no writer beside it makes it begin again. */
const ALL_PAGES = 2 ** 31 - 1

/** Copies a store that may be written meanwhile into a file, in one consistent state. */
export async function copySqlite(source: DatabaseSync, file: string): Promise<void> {
  await backup(source, file, { rate: ALL_PAGES })
}
