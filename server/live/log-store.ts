import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { AccountId, TextId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import { openSqlite } from '../db/sqlite.ts'
import type { Head, Owner } from './log-messages.ts'
import type { LogRow } from './log-rows.ts'
import type { HeadState } from './tables.ts'

/** Nobody else writes while the log has its turn; longer than this means that something outside holds the store. */
const LONGEST_WAIT_MS = 1_000

/** After a failure so much must be free again: a full disk has room for one small row now and then, where the log reuses its own file. */
const LEAST_FREE_BYTES = 4 * 1024 * 1024

/** Whether it was the store that failed: then nothing is refused, everything waits. Source: RULES.md LT6. */
export const isStoreFault = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ERR_SQLITE_ERROR'

/** The log's own connection to the embedded store: every statement the log's worker runs, and no other. */
export class LogStore {
  readonly #db: DatabaseSync
  readonly #file: string
  readonly #statements = new Map<string, StatementSync>()

  /** Throws when the file does not take WAL and synchronous=FULL. */
  constructor(file: string) {
    this.#file = file
    this.#db = openSqlite(file)
    this.#db.exec(`PRAGMA busy_timeout = ${LONGEST_WAIT_MS}`)
  }

  begin(): void {
    this.#run('BEGIN IMMEDIATE')
  }

  commit(): void {
    this.#run('COMMIT')
  }

  /** Undoes what is open; says nothing when the store has undone it already. */
  rollback(): void {
    if (this.#db.isTransaction) this.#run('ROLLBACK')
  }

  head(text: TextId): Head | undefined {
    const row = this.#prepare('SELECT seq, state, rev, epoch FROM heads WHERE text = ?').get(text)
    return (
      row && {
        seq: Number(row.seq),
        state: String(row.state) as HeadState,
        rev: Number(row.rev),
        epoch: String(row.epoch),
      }
    )
  }

  /** Takes the next place in the text's order; undefined when it may not be written, or not under this `rev`. Source: RULES.md LT13. */
  nextSeq(text: TextId, rev: number): number | undefined {
    const row = this.#prepare(
      "UPDATE heads SET seq = seq + 1 WHERE text = ? AND state = 'open' AND rev = ? RETURNING seq",
    ).get(text, rev)
    return row && Number(row.seq)
  }

  append(row: LogRow): void {
    this.#prepare('INSERT INTO text_log (text, seq, batch, at, claims, updates, sum) VALUES (?, ?, ?, ?, ?, ?, ?)').run(
      row.text,
      row.seq,
      row.batch,
      row.at,
      row.claims,
      row.updates,
      row.sum,
    )
  }

  rows(text: TextId, after: number, upTo: number): LogRow[] {
    const found = this.#prepare('SELECT * FROM text_log WHERE text = ? AND seq > ? AND seq <= ? ORDER BY seq').all(
      text,
      after,
      upTo,
    )
    return found as LogRow[]
  }

  owners(text: TextId): Owner[] {
    const rows = this.#prepare('SELECT client_id, account, at, closed_from FROM client_ids WHERE text = ?').all(text)
    return rows.map((row) => ({
      client: Number(row.client_id),
      account: String(row.account) as AccountId,
      at: Number(row.at),
      closedFrom: row.closed_from === null ? null : Number(row.closed_from),
    }))
  }

  /** Fails on the key when another server gave the client id to somebody else. */
  claim(text: TextId, client: number, account: AccountId, at: Instant): void {
    this.#prepare('INSERT INTO client_ids (text, client_id, account, at, closed_from) VALUES (?, ?, ?, ?, NULL)').run(
      text,
      client,
      account,
      at,
    )
  }

  /** From this clock on nothing more is taken from a client id, for ever. Source: RULES.md LT21. */
  closeId(text: TextId, client: number, account: AccountId, at: Instant, from: number): void {
    this.#prepare(
      `INSERT INTO client_ids (text, client_id, account, at, closed_from) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (text, client_id) DO UPDATE SET closed_from = min(coalesce(closed_from, excluded.closed_from), excluded.closed_from)`,
    ).run(text, client, account, at, from)
  }

  snapshot(text: TextId): { seq: number; state: Uint8Array } | undefined {
    const row = this.#prepare('SELECT seq, state FROM snapshots WHERE text = ?').get(text)
    return row?.state instanceof Uint8Array ? { seq: Number(row.seq), state: row.state } : undefined
  }

  saveSnapshot(text: TextId, seq: number, state: Uint8Array, at: Instant): void {
    this.#prepare('INSERT OR REPLACE INTO snapshots (text, seq, state, at) VALUES (?, ?, ?, ?)').run(
      text,
      seq,
      state,
      at,
    )
  }

  /** Whether the store takes writes again: there is room on the disk, and one head, rewritten as it is, reaches it. Throws when not. */
  probe(): void {
    this.rollback()
    needRoom(`${this.#file}-probe`)
    this.#prepare('UPDATE heads SET rev = rev WHERE text = (SELECT min(text) FROM heads)').run()
  }

  close(): void {
    this.#db.close()
  }

  #run(sql: string): void {
    this.#prepare(sql).run()
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#db.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

/** Throws when the disk has no room for a file of some size, which is gone again when this returns. */
function needRoom(file: string): void {
  const probe = openSync(file, 'w')
  try {
    for (let left = LEAST_FREE_BYTES; left > 0; ) left -= writeSync(probe, Buffer.alloc(left))
    fsyncSync(probe)
  } finally {
    closeSync(probe)
    rmSync(file, { force: true })
  }
}
