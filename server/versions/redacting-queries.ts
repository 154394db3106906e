import type { RecommendationId, RedactionId, TextId, VersionId } from '../../shared/ids.ts'
import type { Redaction } from '../../shared/versions/redacting.ts'
import { askedFrom } from '../accounts/second-person.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { HiddenRow } from '../live/hiding.ts'
import type { LetterRun } from '../live/letters.ts'
import type { RedactingTables } from './redacting-tables.ts'

/** A version of which bytes were replaced: the hash of its content before and now. */
export type HiddenVersion = readonly [version: VersionId, before: string, after: string]

/** A redaction with the letters that were marked, and what became of them. */
export type KeptRedaction = Redaction & {
  readonly seq: number
  /** Among all that were done. */
  readonly ordinal: number | null
  readonly letters: readonly LetterRun[]
  readonly rows: readonly HiddenRow[]
  readonly versions: readonly HiddenVersion[]
}

const fromRow = (row: RedactingTables['redactions']): KeptRedaction => ({
  ...askedFrom(row),
  recommendation: row.recommendation,
  text: row.text,
  version: row.version,
  seq: row.seq,
  part: row.part,
  language: row.language,
  paragraph: row.paragraph,
  start: row.start,
  length: row.length,
  letters: fromJson<LetterRun[]>(row.letters),
  ordinal: row.ordinal,
  rows: row.changed_rows === null ? [] : fromJson<HiddenRow[]>(row.changed_rows),
  versions: row.changed_versions === null ? [] : fromJson<HiddenVersion[]>(row.changed_versions),
})

export async function loadRedaction(db: Reader, id: RedactionId): Promise<KeptRedaction | null> {
  const row = await db.selectFrom('redactions').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The redactions of a recommendation, newest first. */
export async function loadRedactions(db: Reader, recommendation: RecommendationId): Promise<KeptRedaction[]> {
  const rows = db.selectFrom('redactions').selectAll().where('recommendation', '=', recommendation)
  return (await rows.orderBy('asked_at', 'desc').orderBy('id').execute()).map(fromRow)
}

/** Every redaction that was done, in the order in which they were. */
export async function loadDone(db: Reader): Promise<KeptRedaction[]> {
  const rows = db.selectFrom('redactions').selectAll().where('stage', '=', 'done')
  return (await rows.orderBy('ordinal').execute()).map(fromRow)
}

/** The number of the next redaction that is done. */
export async function nextOrdinal(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('redactions')
    .select((q) => q.fn.max('ordinal').as('last'))
    .executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}

/** The hash of what each redacted version says now. */
export function saidNow(redactions: readonly KeptRedaction[]): Map<VersionId, string> {
  const inOrder = redactions.toSorted((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0))
  return new Map(inOrder.flatMap(({ versions }) => versions.map(([id, , after]): [VersionId, string] => [id, after])))
}

/** Whether a passage of a version was redacted: its hash is that of words that nobody reads any more. */
export const isRedacted = async (db: Reader, { id, text }: { id: VersionId; text: TextId }): Promise<boolean> => {
  const rows = db
    .selectFrom('redactions')
    .select('changed_versions')
    .where('text', '=', text)
    .where('stage', '=', 'done')
  return (await rows.execute()).some(({ changed_versions: changed }) => changed?.includes(`"${id}"`) === true)
}
