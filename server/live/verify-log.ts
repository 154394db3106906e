import * as Y from 'yjs'
import type { TextId } from '../../shared/ids.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import type { Database } from '../db/database.ts'
import type { Finding } from '../record/verify.ts'
import type { TextReading } from './live-texts.ts'
import { checkRow, decodeClaims, decodeUpdates, replayRows } from './log-rows.ts'
import type { TextLogTable } from './tables.ts'

/** The sum that a redaction left on a row, by text and row. */
export type RedactedSums = ReadonlyMap<string, string>

/**
 * Checks every row's sum, the numbers without gaps, and that client ids belong to whom the log says. A row that was redacted must be as its
 * redaction left it. Source: RULES.md RB4, VE58.
 */
export async function verifyLogs(db: Database, redacted: RedactedSums): Promise<Finding[]> {
  const heads = await db.selectFrom('heads').selectAll().orderBy('text').execute()
  const findings: Finding[] = []
  const texts = new Set(heads.map(({ text }) => text))
  for (const { text } of await db.selectFrom('text_log').select('text').distinct().execute()) {
    if (!texts.has(text)) findings.push({ table: 'text_log', key: text, what: 'has rows but no head' })
  }
  for (const head of heads) {
    const rows = await rowsOf(db, head.text)
    for (const row of rows.filter((one) => !isSound(one)))
      findings.push({ table: 'text_log', key: `${row.text}/${row.seq}`, what: 'its sum does not fit' })
    for (const row of rows) {
      const sum = redacted.get(`${row.text}/${row.seq}`)
      if (sum !== undefined && sum !== row.sum)
        findings.push({ table: 'text_log', key: `${row.text}/${row.seq}`, what: 'is not as its redaction left it' })
    }
    const missing = rows.findIndex((row, index) => row.seq !== index + 1)
    if (missing >= 0) findings.push({ table: 'text_log', key: `${head.text}/${missing + 1}`, what: 'is missing' })
    else if (rows.length !== head.seq)
      findings.push({ table: 'text_log', key: `${head.text}/${rows.length}`, what: `the head says ${head.seq} rows` })
    findings.push(...(await verifyOwners(db, head.text, rows)))
  }
  return findings
}

const rowsOf = (db: Database, text: string, upTo?: number): Promise<TextLogTable[]> =>
  db
    .selectFrom('text_log')
    .selectAll()
    .where('text', '=', text)
    .where('seq', '<=', upTo ?? Number.MAX_SAFE_INTEGER)
    .orderBy('seq')
    .execute()

/** A byte changed in any column makes the sum wrong, or the row unreadable. */
function isSound(row: TextLogTable): boolean {
  try {
    return checkRow(row)
  } catch {
    return false
  }
}

async function verifyOwners(db: Database, text: string, rows: readonly TextLogTable[]): Promise<Finding[]> {
  const claimed = new Map(rows.filter(isSound).flatMap((row) => decodeClaims(row.claims)))
  const rowsOfIds = await db
    .selectFrom('client_ids')
    .select(['client_id', 'account'])
    .where('text', '=', text)
    .execute()
  const owners = new Map(rowsOfIds.map(({ client_id, account }) => [Number(client_id), account]))
  const find = (client: number, what: string) => ({ table: 'client_ids', key: `${text}/${client}`, what })
  const foreign = [...owners].filter(([client, account]) => claimed.has(client) && claimed.get(client) !== account)
  const nobodys = [...writersIn(rows)].filter((client) => !owners.has(client))
  return [
    ...foreign.map(([client]) => find(client, 'belongs to somebody else in the log')),
    ...nobodys.map((client) => find(client, 'wrote in the text, and nobody answers for it')),
  ]
}

/** The client ids under which a log holds words. */
const writersIn = (rows: readonly TextLogTable[]): ReadonlySet<number> =>
  new Set(
    rows
      .filter(isSound)
      .flatMap(({ updates }) => decodeUpdates(updates))
      .flatMap((update) => [...Y.parseUpdateMeta(update).to.keys()]),
  )

/** The text after row `seq`, replayed from the log alone; null when the log does not replay. */
export async function replayTo(db: Database, text: TextId, seq: number): Promise<Parts | null> {
  try {
    const rows = await rowsOf(db, text, seq)
    return rows.length === seq ? readParts(replayRows(rows)) : null
  } catch {
    return null
  }
}

/** A text at the last row of its log, for a store that no server reads for us. Throws where the log does not replay. */
export async function replayed(db: Database, text: TextId): Promise<Pick<TextReading, 'seq' | 'parts'>> {
  const rows = await rowsOf(db, text)
  return { seq: rows.length, parts: readParts(replayRows(rows)) }
}
