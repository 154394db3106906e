import type { Kysely } from 'kysely'
import type {
  AccountId,
  AddresseeId,
  AgendaPointId,
  RecommendationId,
  SessionId,
  TextId,
  VersionId,
  VoteId,
} from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Pen, RecommendationKind, RecommendationStage } from '../../shared/recommendations/model.ts'
import type { Instant } from '../../shared/time.ts'

export type RecommendationsTables = {
  recommendations: {
    id: RecommendationId
    session: SessionId
    position: number
    kind: RecommendationKind
    number: number | null
    stage: RecommendationStage
    text: TextId
    source_language: Language
    /** The agenda point under which the text is taken. */
    point: AgendaPointId | null
    /** JSON: the state of each language. */
    languages: string
    pen: Pen
    /** JSON: Fields. */
    fields: string
    fields_rev: number
    freezes_at: Instant | null
    freeze_by: AccountId | null
    /** The newest frozen version and the newest vote on it: ids and what lists show of them, noted by their domains. */
    version: VersionId | null
    version_number: number | null
    version_hash: string | null
    vote: VoteId | null
    vote_stage: 'open' | 'closed' | 'announced' | 'void' | null
  }
  addressees: { id: AddresseeId; parent: AddresseeId | null; position: number; abbr: string; name: string }
}

export async function createRecommendationsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('recommendations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('number', 'integer')
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull().unique())
    .addColumn('source_language', 'text', (c) => c.notNull())
    .addColumn('languages', 'text', (c) => c.notNull())
    .addColumn('pen', 'text', (c) => c.notNull())
    .addColumn('fields', 'text', (c) => c.notNull())
    .addColumn('fields_rev', 'integer', (c) => c.notNull())
    .addColumn('freezes_at', 'bigint')
    .addColumn('freeze_by', 'text')
    .addColumn('version', 'text')
    .addColumn('version_number', 'integer')
    .addColumn('version_hash', 'text')
    .addColumn('vote', 'text')
    .addColumn('vote_stage', 'text')
    .addUniqueConstraint('recommendations_number', ['session', 'number'])
    .execute()
  await db.schema
    .createTable('addressees')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('parent', 'text')
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('abbr', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .execute()
}

/** The agenda point of each text. */
export const addPoints = (db: Kysely<unknown>): Promise<void> =>
  db.schema.alterTable('recommendations').addColumn('point', 'text').execute()
