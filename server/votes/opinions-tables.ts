import type { Kysely } from 'kysely'
import type { AccountId, OpinionId, RecommendationId, VoteId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { OpinionKind } from '../../shared/votes/opinions.ts'

export type OpinionsTables = {
  /** What members said of a vote; changed or withdrawn by its member, never removed. */
  opinions: {
    id: OpinionId
    vote: VoteId
    account: AccountId
    kind: OpinionKind
    /** The text it is about; null for the set as a whole and for procedure. */
    recommendation: RecommendationId | null
    /** JSON: Localised. */
    words: string
    given_at: Instant
    changed_at: Instant | null
    withdrawn_at: Instant | null
  }
}

export async function createOpinionsTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('opinions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('vote', 'text', (c) => c.notNull().references('votes.id'))
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('recommendation', 'text')
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('given_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint')
    .addColumn('withdrawn_at', 'bigint')
    .execute()
}
