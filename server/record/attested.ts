import { sql } from 'kysely'
import type { Attestation } from '../../shared/record/chain.ts'
import type { Reader } from '../db/database.ts'
import { rowHash } from './entries.ts'

/** Tables whose every row the record book attests, with the columns that name a row. */
export const ATTESTED = {
  standing_orders: ['id'],
  attendance: ['session', 'number'],
  versions: ['id'],
  version_notes: ['version'],
  restored_versions: ['version'],
  redactions: ['id'],
  erasures: ['id'],
  votes: ['id'],
  rolls: ['vote', 'place'],
  ballots: ['vote', 'place'],
  windows: ['vote'],
  hand_counts: ['vote', 'number'],
  tellers_set_aside: ['vote', 'number'],
  chair_words: ['vote', 'scope'],
  paper_sheets: ['vote', 'place'],
  ballot_withdrawals: ['vote', 'place'],
  sheet_keyings: ['vote', 'place', 'number'],
  sheet_scans: ['vote', 'place'],
  sealed_votes: ['vote'],
  sealed_ballots: ['vote', 'place'],
  opinions: ['id'],
  voidings: ['id'],
  voiding_agreements: ['voiding', 'council'],
  repeated_votes: ['vote'],
  ballot_corrections: ['id'],
  intended_votes: ['vote', 'place'],
  objections: ['id'],
  adopted_texts: ['recommendation'],
  files: ['id'],
  dispatches: ['id'],
  letters: ['id'],
  answers: ['recommendation', 'addressee', 'number'],
  measures: ['id'],
  struck_answers: ['recommendation', 'addressee', 'number'],
  repeats: ['recommendation', 'number'],
  ended_repeats: ['recommendation', 'number'],
  assessments: ['recommendation', 'addressee', 'number'],
  erased_files: ['file'],
  put_amendments: ['vote'],
  final_rounds: ['recommendation', 'round'],
  final_classes: ['recommendation', 'round', 'number'],
  final_confirmations: ['recommendation', 'round', 'attempt', 'council'],
  final_signatures: ['recommendation', 'round', 'attempt', 'council'],
  final_numbers: ['recommendation'],
  amendment_decisions: ['amendment', 'clash'],
  minute_wordings: ['session', 'number'],
  minutes_closings: ['session', 'number'],
  minutes_signatures: ['session', 'closing', 'council', 'signer'],
  translation_sayings: ['recommendation', 'language', 'number'],
} as const
export type AttestedTable = keyof typeof ATTESTED

export const isAttested = (table: string): table is AttestedTable => Object.hasOwn(ATTESTED, table)

/** Every row of an attested table with its name and hash, as it stands now. */
export async function attestedRows(db: Reader, table: AttestedTable): Promise<Attestation[]> {
  const rows = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db)
  return rows.rows.map((row) => ({ table, key: keyOf(table, row), hash: rowHash(row) }))
}

/** The record book's word on one row, read back from the store as it was written. */
export async function attest(
  db: Reader,
  table: AttestedTable,
  key: Readonly<Record<string, string | number>>,
): Promise<Attestation> {
  const named = sql.join(
    ATTESTED[table].map((column) => sql`${sql.ref(column)} = ${key[column]}`),
    sql` and `,
  )
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where ${named}`.execute(db)
  const row = rows[0]
  if (!row) throw new Error(`no row to attest in ${table}`)
  return { table, key: keyOf(table, row), hash: rowHash(row) }
}

const keyOf = (table: AttestedTable, row: Readonly<Record<string, unknown>>): string =>
  ATTESTED[table].map((column) => String(row[column])).join('/')
