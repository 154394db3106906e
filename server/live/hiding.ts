import * as Y from 'yjs'
import type { TextId } from '../../shared/ids.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import type { Reader, Tx } from '../db/database.ts'
import type { Letters } from './letters.ts'
import type { TextReading } from './live-texts.ts'
import { decodeUpdates, encodeUpdates, type LogRow, replayRows, rowSum, setHead } from './log-rows.ts'
import { hideLetters } from './rewriting.ts'

/** A row of which bytes were replaced: its text and number, its sum before and its sum now. */
export type HiddenRow = readonly [text: TextId, seq: number, before: string, after: string]

/** The rows of a text's log after row `after`, in order. */
export const loadRows = (db: Reader, text: TextId, after = 0): Promise<LogRow[]> =>
  db.selectFrom('text_log').selectAll().where('text', '=', text).where('seq', '>', after).orderBy('seq').execute()

/** How often passages of a text were redacted. */
export async function redactionsOf(db: Reader, text: TextId): Promise<number> {
  const row = await db.selectFrom('heads').select('redactions').where('text', '=', text).executeTakeFirst()
  return Number(row?.redactions ?? 0)
}

/**
 * Holds the log of a text, open or closed, in the act that redacts in it: nobody writes until the commit, and after it everybody begins
 * anew with the text as it is then. Source: RULES.md VE53, VE55.
 */
export async function holdLog(
  tx: Tx,
  text: TextId,
  random: (bytes: number) => Uint8Array,
): Promise<{ redactions: number }> {
  const head = await setHead(tx, text, { newEpoch: random, redacted: true })
  if (!head) throw new Error(`no log of ${text}`)
  return { redactions: Number(head.redactions) }
}

/** Whether a row holds any of these letters. */
export const holds = ({ updates }: LogRow, letters: Letters): boolean =>
  decodeUpdates(updates).some((update) => hideLetters(update, letters) !== update)

/**
 * Replaces letters in every row that holds them; each keeps number, batch, hour and claims. The snapshot goes: the log alone says what
 * the text is. Source: RULES.md VE53, VE54.
 */
export async function hideInLog(tx: Tx, text: TextId, rows: readonly LogRow[], hidden: Letters): Promise<HiddenRow[]> {
  const changed: HiddenRow[] = []
  for (const row of rows) {
    const before = decodeUpdates(row.updates)
    const after = before.map((update) => hideLetters(update, hidden))
    if (after.every((update, index) => update === before[index])) continue
    const bare = { ...row, updates: encodeUpdates(after) }
    const sum = rowSum(bare)
    await tx
      .updateTable('text_log')
      .set({ updates: bare.updates, sum })
      .where('text', '=', text)
      .where('seq', '=', row.seq)
      .execute()
    changed.push([text, row.seq, row.sum, sum])
  }
  await tx.deleteFrom('snapshots').where('text', '=', text).execute()
  return changed
}

/** A reading as it would be made now: one that was made before a passage was redacted must not be kept. Source: RULES.md VE53. */
export async function readAgain<Reading extends Omit<TextReading, 'authors'>>(
  tx: Tx,
  text: TextId,
  reading: Reading,
): Promise<Reading> {
  const redactions = await redactionsOf(tx, text)
  if (redactions === reading.redactions) return reading
  const rows = (await loadRows(tx, text)).filter(({ seq }) => seq <= reading.seq)
  const doc = replayRows(rows)
  const again = { ...reading, parts: readParts(doc), state: Y.encodeStateAsUpdate(doc), redactions }
  doc.destroy()
  return again
}
