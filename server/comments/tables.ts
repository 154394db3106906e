import type { Kysely } from 'kysely'
import type { CommentKind } from '../../shared/comments/model.ts'
import type { AccountId, CommentId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Instant } from '../../shared/time.ts'

export type CommentsTables = {
  comments: {
    id: CommentId
    session: SessionId
    recommendation: RecommendationId
    revision: number
    author: AccountId
    kind: CommentKind
    language: Language
    words: string
    proposed: string | null
    at: Instant
    changed_at: Instant | null
    /** A withdrawn comment is shown to nobody. */
    withdrawn_at: Instant | null
    reply: string | null
    replied_by: AccountId | null
    replied_at: Instant | null
  }
}

export async function createCommentsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('comments')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('proposed', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint')
    .addColumn('withdrawn_at', 'bigint')
    .addColumn('reply', 'text')
    .addColumn('replied_by', 'text')
    .addColumn('replied_at', 'bigint')
    .execute()
}
