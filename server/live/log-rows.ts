import { hash } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type AccountId, newId, type TextId } from '../../shared/ids.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import { emptyText, seedUpdate } from '../../shared/text/ydoc.ts'
import type { Instant } from '../../shared/time.ts'
import type { Reader, Tx } from '../db/database.ts'
import type { HeadState, TextLogTable } from './tables.ts'

/** A row of the log as the store holds it. */
export type LogRow = TextLogTable

/** Client id and the account that claims it. */
export type Claim = readonly [clientId: number, account: AccountId]

/** Several updates as the column `updates` holds them. */
export function encodeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, updates.length)
  for (const update of updates) encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

/** The updates of a row, in order; throws when the bytes are not a list. */
export function decodeUpdates(bytes: Uint8Array): Uint8Array[] {
  const decoder = decoding.createDecoder(bytes)
  const updates: Uint8Array[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) updates.push(decoding.readVarUint8Array(decoder))
  if (decoding.hasContent(decoder)) throw new TypeError('more bytes than updates')
  return updates
}

/** The claims of a row. */
export const decodeClaims = (claims: string): Claim[] => JSON.parse(claims)

/** SHA-256 over every other column of a row, each with its length, in the order of the table. Source: RULES.md LT34. */
export function rowSum(row: Omit<LogRow, 'sum'>): string {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, row.text)
  encoding.writeVarUint(encoder, row.seq)
  encoding.writeVarString(encoder, row.batch)
  encoding.writeVarUint(encoder, row.at)
  encoding.writeVarString(encoder, row.claims)
  encoding.writeVarUint8Array(encoder, row.updates)
  return hash('sha256', encoding.toUint8Array(encoder))
}

/** Whether a row is what was written. Source: RULES.md LT34. */
export const checkRow = (row: LogRow): boolean => rowSum(row) === row.sum

/** A row with its sum. */
export function makeRow(row: {
  text: string
  seq: number
  batch: string
  at: Instant
  claims: readonly Claim[]
  updates: readonly Uint8Array[]
}): LogRow {
  const bare = { ...row, claims: JSON.stringify(row.claims), updates: encodeUpdates(row.updates) }
  return { ...bare, sum: rowSum(bare) }
}

/** A row that is not what was written, or rows out of order: the text is quarantined. */
export class DamagedLog extends Error {}

/** Applies one row in one transaction, always in the same way, so that the same rows give the same bytes. */
export function applyRow(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
}

/**
 * The text after these rows, which begin at row 1. The same rows give the same bytes on every machine.
 * Throws DamagedLog for a row that is not what was written, a hole in the numbers, or an update that does not apply.
 * Source: RULES.md LT35 (invariant I4).
 */
export function replayRows(rows: readonly LogRow[]): Y.Doc {
  const doc = emptyText()
  let seq = 0
  for (const row of rows) {
    seq += 1
    if (row.seq !== seq || !checkRow(row)) throw new DamagedLog(`${row.text} row ${seq}`)
    applyRow(doc, decodeUpdates(row.updates))
    if (hasPending(doc)) throw new DamagedLog(`${row.text} row ${seq} does not apply`)
  }
  return doc
}

/** Whether something waits for words that the text does not have. */
export const hasPending = (doc: Y.Doc): boolean => doc.store.pendingStructs !== null || doc.store.pendingDs !== null

/**
 * Creates a live text inside an act's transaction: its head (open, rev 1) and row 1 with the seed.
 * A second call for the same text fails on the key: a text seeded twice would be doubled. Source: RULES.md LT8.
 */
export async function seedText(
  tx: Tx,
  seed: { text: TextId; parts: Parts; account: AccountId; at: Instant; random: (bytes: number) => Uint8Array },
): Promise<void> {
  const { text, account, at } = seed
  const clientId = new DataView(seed.random(4).slice().buffer).getUint32(0)
  const row = makeRow({
    text,
    seq: 1,
    batch: newId(seed.random),
    at,
    claims: [[clientId, account]],
    updates: [seedUpdate(seed.parts, clientId)],
  })
  await tx
    .insertInto('heads')
    .values({ text, seq: 1, state: 'open', rev: 1, epoch: newId(seed.random) })
    .execute()
  await tx.insertInto('text_log').values(row).execute()
  await tx.insertInto('client_ids').values({ text, client_id: clientId, account, at, closed_from: null }).execute()
}

/**
 * Changes who may write a text, inside the act that decides it: raises `rev`, so that no edit judged under the old right is
 * ever taken, and sets state and a new epoch where the act says so. Call `accessChanged` after the commit.
 * Answers the new head; undefined when there is no such text. Source: RULES.md LT12, LT13, LT28.
 */
export async function setHead(
  tx: Tx,
  text: TextId,
  change: { state?: HeadState; newEpoch?: (bytes: number) => Uint8Array; redacted?: boolean } = {},
): Promise<{ seq: number; state: HeadState; rev: number; epoch: string; redactions: number } | undefined> {
  return tx
    .updateTable('heads')
    .set((eb) => ({
      rev: eb('rev', '+', 1),
      ...(change.state && { state: change.state }),
      ...(change.newEpoch && { epoch: newId(change.newEpoch) }),
      ...(change.redacted && { redactions: eb('redactions', '+', 1) }),
    }))
    .where('text', '=', text)
    .returning(['seq', 'state', 'rev', 'epoch', 'redactions'])
    .executeTakeFirst()
}

/** The `rev` of a text's head, which every change of access raises; null for a text that does not exist. */
export async function revOf(db: Reader, text: TextId): Promise<number | null> {
  const row = await db.selectFrom('heads').select('rev').where('text', '=', text).executeTakeFirst()
  return row ? Number(row.rev) : null
}
