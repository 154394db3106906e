import { type Kysely, sql } from 'kysely'
import type { ChangeClass, FinalStage, SignatureKind } from '../../shared/adoption/final.ts'
import type { AccountId, CouncilId, RecommendationId, SessionId, TextId, VersionId } from '../../shared/ids.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { StoreDialect } from '../db/dialect.ts'

export type FinalTables = {
  final_rounds: {
    recommendation: RecommendationId
    round: number
    attempt: number
    session: SessionId
    stage: FinalStage
    text: TextId
    base: VersionId
    version: VersionId | null
    hash: string | null
    reason: string
    official_number: string | null
    official_date: LocalDate | null
    begun_by: AccountId
    begun_at: Instant
    published_by: AccountId | null
    published_at: Instant | null
  }
  /** What was said of changes: the newest of a change counts, and none is removed. */
  final_classes: {
    recommendation: RecommendationId
    round: number
    number: number
    change: string
    /** Null: what was said of it before holds no more. */
    class: ChangeClass | null
    by: AccountId
    at: Instant
  }
  final_confirmations: {
    recommendation: RecommendationId
    round: number
    attempt: number
    council: CouncilId
    account: AccountId
    hash: string
    at: Instant
  }
  final_signatures: {
    recommendation: RecommendationId
    round: number
    attempt: number
    council: CouncilId
    account: AccountId
    kind: SignatureKind
    hash: string
    reason: string
    file: Uint8Array | null
    file_hash: string | null
    at: Instant
  }
  /** Old and new numbers of a session's adopted texts, once. */
  final_numbers: { recommendation: RecommendationId; session: SessionId; was: number; is: number }
}

export async function createFinalTables(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await db.schema
    .createTable('final_rounds')
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('round', 'integer', (c) => c.notNull())
    .addColumn('attempt', 'integer', (c) => c.notNull())
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull().unique())
    .addColumn('base', 'text', (c) => c.notNull())
    .addColumn('version', 'text')
    .addColumn('hash', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('official_number', 'text')
    .addColumn('official_date', 'text')
    .addColumn('begun_by', 'text', (c) => c.notNull())
    .addColumn('begun_at', 'bigint', (c) => c.notNull())
    .addColumn('published_by', 'text')
    .addColumn('published_at', 'bigint')
    .addPrimaryKeyConstraint('final_rounds_key', ['recommendation', 'round'])
    .execute()
  // What was published is listed for everybody, and a print is looked for by its hash.
  await db.schema.createIndex('final_rounds_stage').on('final_rounds').columns(['stage', 'published_at']).execute()
  await db.schema.createIndex('versions_hash').on('versions').column('hash').execute()
  await db.schema
    .createTable('final_classes')
    .addColumn('recommendation', 'text', (c) => c.notNull())
    .addColumn('round', 'integer', (c) => c.notNull())
    .addColumn('change', 'text', (c) => c.notNull())
    .addColumn('class', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('final_classes_key', ['recommendation', 'round', 'change'])
    .execute()
  await db.schema
    .createTable('final_confirmations')
    .addColumn('recommendation', 'text', (c) => c.notNull())
    .addColumn('round', 'integer', (c) => c.notNull())
    .addColumn('attempt', 'integer', (c) => c.notNull())
    .addColumn('council', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('final_confirmations_key', ['recommendation', 'round', 'attempt', 'council'])
    .execute()
  await db.schema
    .createTable('final_signatures')
    .addColumn('recommendation', 'text', (c) => c.notNull())
    .addColumn('round', 'integer', (c) => c.notNull())
    .addColumn('attempt', 'integer', (c) => c.notNull())
    .addColumn('council', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('file', dialect.blob)
    .addColumn('file_hash', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('final_signatures_key', ['recommendation', 'round', 'attempt', 'council'])
    .execute()
  await db.schema
    .createTable('final_numbers')
    .addColumn('recommendation', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('was', 'integer', (c) => c.notNull())
    .addColumn('is', 'integer', (c) => c.notNull())
    .execute()
}

/** Classes are kept one after another, so that the record book can attest each: those of before keep their order. */
export async function numberClasses<Tables>(db: Kysely<Tables>): Promise<void> {
  await db.schema.alterTable('final_classes').renameTo('final_classes_once').execute()
  await db.schema
    .createTable('final_classes')
    .addColumn('recommendation', 'text', (c) => c.notNull())
    .addColumn('round', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('change', 'text', (c) => c.notNull())
    .addColumn('class', 'text')
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('final_classes_numbered', ['recommendation', 'round', 'number'])
    .execute()
  await sql`insert into final_classes select recommendation, round,
    row_number() over (partition by recommendation, round order by at, change), change, class, ${sql.ref('by')}, at
    from final_classes_once`.execute(db)
  await db.schema.dropTable('final_classes_once').execute()
}
