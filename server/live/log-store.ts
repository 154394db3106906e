import { createHash } from 'node:crypto'
import type { AccountId, TextId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Clocks, Head, Owner } from './log-messages.ts'
import type { LogRow } from './log-rows.ts'
import type { LogDatabase, Sql, SqlRow, SqlValue } from './log-sql.ts'
import type { HeadState } from './tables.ts'

/** A head with `closings`, which is raised whenever a client id of the text is closed. */
export type StoredHead = Head & { readonly closings: number }

/** What of a head says whether what was read of a text is still what the log has. */
export type LogEnd = Pick<StoredHead, 'seq' | 'closings' | 'redactions'>

/** A state with its clocks; these are null in snapshots of older servers, where only applying the state tells whether it is sound. */
export type Snapshot = { readonly seq: number; readonly state: Uint8Array; readonly clocks: Clocks | null }

/** A statement with its values. */
type Statement = readonly [statement: string, ...values: SqlValue[]]

/** What `takePlace` runs; it changes one row when the place is taken. */
export const placeTaken = (text: TextId, { seq, closings, redactions }: LogEnd, rev: number): Statement => [
  `UPDATE heads SET seq = seq + 1
   WHERE text = ? AND seq = ? AND state = 'open' AND rev = ? AND closings = ? AND redactions = ?`,
  text,
  seq,
  rev,
  closings,
  redactions,
]

/** What `append` runs. */
export const appended = ({ text, seq, batch, at, claims, updates, sum }: LogRow): Statement => [
  'INSERT INTO text_log (text, seq, batch, at, claims, updates, sum) VALUES (?, ?, ?, ?, ?, ?, ?)',
  text,
  seq,
  batch,
  at,
  claims,
  updates,
  sum,
]

/** Every statement of the log, and no other; the same words on SQLite and PostgreSQL, inside and outside a transaction. */
export class LogStore {
  readonly #sql: Sql
  readonly #lock: LogDatabase['lock']

  constructor(sql: Sql, lock: LogDatabase['lock']) {
    this.#sql = sql
    this.#lock = lock
  }

  async head(text: TextId): Promise<StoredHead | undefined> {
    return headOf(await this.#sql.all(SELECT_HEAD, text))
  }

  /** The head, which nobody else changes until this transaction ends. */
  async lockHead(text: TextId): Promise<StoredHead | undefined> {
    return headOf(await this.#sql.all(SELECT_HEAD + this.#lock, text))
  }

  /**
   * Takes the next place in a text's order, which is then held until this transaction ends. Answers false when the head is not as it
   * is known: writing is stopped, a right has changed, or somebody else has that place. Source: RULES.md LT13.
   */
  async takePlace(text: TextId, end: LogEnd, rev: number): Promise<boolean> {
    return (await this.#sql.run(...placeTaken(text, end, rev))) === 1
  }

  /** Gives back a place that was taken in this transaction and is not needed. */
  async giveBackPlace(text: TextId): Promise<void> {
    await this.#sql.run('UPDATE heads SET seq = seq - 1 WHERE text = ?', text)
  }

  /** Writes a row at the place that was taken for it. */
  async append(row: LogRow): Promise<void> {
    await this.#sql.run(...appended(row))
  }

  /** Whether row `seq` of a text is the one that this batch wrote. */
  async isOf(batch: string, text: TextId, seq: number): Promise<boolean> {
    const rows = await this.#sql.all('SELECT batch FROM text_log WHERE text = ? AND seq = ?', text, seq)
    return rows[0]?.batch === batch
  }

  async rows(text: TextId, after: number, upTo: number): Promise<readonly LogRow[]> {
    return (await this.#sql.all(
      'SELECT text, seq, batch, at, claims, updates, sum FROM text_log WHERE text = ? AND seq > ? AND seq <= ? ORDER BY seq',
      text,
      after,
      upTo,
    )) as unknown as readonly LogRow[]
  }

  async owners(text: TextId): Promise<Owner[]> {
    const rows = await this.#sql.all('SELECT client_id, account, at, closed_from FROM client_ids WHERE text = ?', text)
    return rows.map((row) => ({
      client: Number(row.client_id),
      account: String(row.account) as AccountId,
      at: Number(row.at),
      closedFrom: row.closed_from === null ? null : Number(row.closed_from),
    }))
  }

  /** Fails on the key when the client id is somebody else's. */
  async claim(text: TextId, client: number, account: AccountId, at: Instant): Promise<void> {
    await this.#sql.run(
      'INSERT INTO client_ids (text, client_id, account, at, closed_from) VALUES (?, ?, ?, ?, NULL)',
      text,
      client,
      account,
      at,
    )
  }

  /** From this clock on nothing more is taken from a client id, for ever, on any server. Source: RULES.md LT21. */
  async closeId(text: TextId, client: number, account: AccountId, at: Instant, from: number): Promise<void> {
    await this.#sql.run(
      `INSERT INTO client_ids (text, client_id, account, at, closed_from) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (text, client_id) DO UPDATE SET closed_from = CASE
         WHEN client_ids.closed_from < excluded.closed_from THEN client_ids.closed_from ELSE excluded.closed_from END`,
      text,
      client,
      account,
      at,
      from,
    )
  }

  /** Says to the other servers that client ids of a text were closed. */
  async noteClosing(text: TextId): Promise<void> {
    await this.#sql.run('UPDATE heads SET closings = closings + 1 WHERE text = ?', text)
  }

  async snapshot(text: TextId): Promise<Snapshot | undefined> {
    const [row] = await this.#sql.all('SELECT seq, state, clocks, sum FROM snapshots WHERE text = ?', text)
    if (!(row?.state instanceof Uint8Array)) return undefined
    const { state, clocks, sum } = row
    if (typeof clocks !== 'string' || typeof sum !== 'string') return { seq: Number(row.seq), state, clocks: null }
    return sum === snapshotSum(state, clocks) ? { seq: Number(row.seq), state, clocks: JSON.parse(clocks) } : undefined
  }

  /**
   * Keeps the newest: another server may have made a later one. To be called in a transaction: one that was read before a passage was
   * redacted is not kept. Source: RULES.md VE53.
   */
  async saveSnapshot(
    text: TextId,
    { seq, state, clocks, redactions }: Snapshot & { readonly clocks: Clocks; readonly redactions: number },
    at: Instant,
  ): Promise<void> {
    if ((await this.lockHead(text))?.redactions !== redactions) return
    const words = JSON.stringify(clocks)
    await this.#sql.run(
      `INSERT INTO snapshots (text, seq, state, at, clocks, sum) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (text) DO UPDATE SET
         seq = excluded.seq, state = excluded.state, at = excluded.at, clocks = excluded.clocks, sum = excluded.sum
       WHERE snapshots.seq <= excluded.seq`,
      text,
      seq,
      state,
      at,
      words,
      snapshotSum(state, words),
    )
  }

  /** Whether the store takes writes: rewrites one head as it is, which reaches the disk. Throws when not. */
  async probe(): Promise<void> {
    await this.#sql.run('UPDATE heads SET rev = rev WHERE text = (SELECT min(text) FROM heads)')
  }
}

const snapshotSum = (state: Uint8Array, clocks: string): string =>
  createHash('sha256').update(state).update(clocks).digest('hex')

const SELECT_HEAD = 'SELECT seq, state, rev, epoch, closings, redactions FROM heads WHERE text = ?'

function headOf([row]: readonly SqlRow[]): StoredHead | undefined {
  return (
    row && {
      seq: Number(row.seq),
      state: String(row.state) as HeadState,
      rev: Number(row.rev),
      epoch: String(row.epoch),
      closings: Number(row.closings),
      redactions: Number(row.redactions),
    }
  )
}
