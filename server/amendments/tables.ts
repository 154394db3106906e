import type { Kysely } from 'kysely'
import type { AmendmentKind, AmendmentStage, MovedHow } from '../../shared/amendments/model.ts'
import type { Choice } from '../../shared/amendments/plan-model.ts'
import type { Hash } from '../../shared/hash.ts'
import type {
  AccountId,
  AgendaPointId,
  AmendmentId,
  RecommendationId,
  SessionId,
  TextId,
  VersionId,
  VoteId,
} from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Instant } from '../../shared/time.ts'

export type AmendmentsTables = {
  amendments: {
    id: AmendmentId
    session: SessionId
    recommendation: RecommendationId | null
    creates: RecommendationId | null
    number: number | null
    kind: AmendmentKind
    whole: number
    after: RecommendationId | null
    language: Language
    stage: AmendmentStage
    text: TextId | null
    base: VersionId | null
    mover: AccountId
    typed_by: AccountId
    moved: MovedHow
    /** JSON: Localised. */
    reason: string
    /** JSON: Localised; the words of a separate vote. */
    words: string | null
    /** JSON: Fields of a new recommendation. */
    fields: string | null
    /** The agenda point under which a new recommendation was proposed. */
    point: AgendaPointId | null
    position: number | null
    /** JSON: ids, as marked by who runs the session. */
    falls_with: string | null
    created_at: Instant
    tabled_at: Instant | null
    decided_at: Instant | null
    accepted: number
    made: VersionId | null
    /** The amendment with whose adoption it fell. */
    fell_with: AmendmentId | null
    /** JSON: Undo; what its adoption put aside. */
    undo: string | null
    vote: VoteId | null
    vote_stage: 'open' | 'closed' | 'announced' | 'void' | null
  }
  amendment_sponsors: { amendment: AmendmentId; account: AccountId; signed_at: Instant | null; position: number }
  /** What the secretariat decided where amendment and text clash, by the clash's key. */
  amendment_decisions: { amendment: AmendmentId; clash: string; choice: Choice; by: AccountId; at: Instant }
  /** What a vote on an amendment was put on: the bytes of the text as amended. */
  put_amendments: {
    vote: VoteId
    amendment: AmendmentId
    recommendation: RecommendationId
    /** The version that was amended; null for a new recommendation. */
    version: VersionId | null
    content: string
    hash: Hash
    /** The last rows of text and amendment, whose logs say the same for ever. */
    text_seq: number | null
    amendment_seq: number | null
  }
}

export async function createAmendmentsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('amendments')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('recommendation', 'text')
    .addColumn('creates', 'text')
    .addColumn('number', 'integer')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('whole', 'integer', (c) => c.notNull())
    .addColumn('after', 'text')
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.unique())
    .addColumn('base', 'text')
    .addColumn('mover', 'text', (c) => c.notNull())
    .addColumn('typed_by', 'text', (c) => c.notNull())
    .addColumn('moved', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('words', 'text')
    .addColumn('fields', 'text')
    .addColumn('point', 'text')
    .addColumn('position', 'integer')
    .addColumn('falls_with', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('tabled_at', 'bigint')
    .addColumn('decided_at', 'bigint')
    .addColumn('accepted', 'integer', (c) => c.notNull())
    .addColumn('made', 'text')
    .addColumn('fell_with', 'text')
    .addColumn('undo', 'text')
    .addColumn('vote', 'text')
    .addColumn('vote_stage', 'text')
    .addUniqueConstraint('amendments_number', ['session', 'number'])
    .execute()
  await db.schema
    .createIndex('amendments_by_recommendation')
    .on('amendments')
    .columns(['recommendation', 'stage'])
    .execute()
  await db.schema
    .createTable('amendment_sponsors')
    .addColumn('amendment', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('signed_at', 'bigint')
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('amendment_sponsors_key', ['amendment', 'account'])
    .execute()
  await db.schema
    .createTable('amendment_decisions')
    .addColumn('amendment', 'text', (c) => c.notNull())
    .addColumn('clash', 'text', (c) => c.notNull())
    .addColumn('choice', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('amendment_decisions_key', ['amendment', 'clash'])
    .execute()
  await db.schema
    .createTable('put_amendments')
    .addColumn('vote', 'text', (c) => c.primaryKey())
    .addColumn('amendment', 'text', (c) => c.notNull())
    .addColumn('recommendation', 'text', (c) => c.notNull())
    .addColumn('version', 'text')
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('text_seq', 'bigint')
    .addColumn('amendment_seq', 'bigint')
    .execute()
}
