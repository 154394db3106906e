import { type Kysely, sql } from 'kysely'
import type { RecommendationId, RedactionId, TextId, VersionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import type { RedactionReason, RedactionStage } from '../../shared/versions/redacting.ts'
import type { AskedColumns } from '../accounts/second-person.ts'
import type { StoreDialect } from '../db/dialect.ts'

export type RedactingTables = {
  /** Passages that two people redact. What they say stands nowhere here: which letters they are does. */
  redactions: AskedColumns<RedactionId, RedactionReason, RedactionStage> & {
    recommendation: RecommendationId
    text: TextId
    /** The version it was marked in; null: the text as it stood at row `seq`. */
    version: VersionId | null
    seq: number
    part: Part
    language: Language
    paragraph: number
    start: number
    length: number
    /** JSON: [[client id, clock, length], …]. */
    letters: string
    /** Counts the redactions that were done, in every text; null until it is. */
    ordinal: number | null
    /** JSON: [[text, row of its log, its sum before, its sum now], …]; null until it is done. */
    changed_rows: string | null
    /** JSON: [[version, the hash of its content before, and now], …]. */
    changed_versions: string | null
  }
}

/** A version's bytes are changed inside the act of a redaction, and nothing else of it ever. */
const WHILE_REDACTED = {
  kept: ['id', 'recommendation', 'text', 'number', 'reason', 'hash', 'seq', 'authors', 'created_at', 'created_by'],
  while: `exists (select 1 from redactions where redactions.text = new.text and redactions.stage = 'running')`,
}

export async function createRedactionsTable(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await db.schema
    .createTable('redactions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.references('versions.id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('part', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('paragraph', 'integer', (c) => c.notNull())
    .addColumn('start', 'integer', (c) => c.notNull())
    .addColumn('length', 'integer', (c) => c.notNull())
    .addColumn('letters', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('decided_by', 'text', (c) => c.references('accounts.id'))
    .addColumn('decided_at', 'bigint')
    .addColumn('ordinal', 'integer')
    .addColumn('changed_rows', 'text')
    .addColumn('changed_versions', 'text')
    .execute()
  for (const statement of dialect.forbidOtherChanges('versions', WHILE_REDACTED)) await sql.raw(statement).execute(db)
}
