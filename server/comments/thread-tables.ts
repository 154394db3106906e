import type { Kysely } from 'kysely'
import type { AccountId, RecommendationId, RemarkId, SessionId, ThreadId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import type { Instant } from '../../shared/time.ts'

export type ThreadTables = {
  threads: {
    id: ThreadId
    session: SessionId
    recommendation: RecommendationId
    opened_by: AccountId
    at: Instant
    to_observers: number
    /** Null: the whole text; then everything to `seq` is. */
    part: Part | null
    language: Language | null
    /** Yjs relative positions, base64. */
    starts: string | null
    ends: string | null
    quote: string | null
    quote_before: string | null
    quote_after: string | null
    /** The row of the text's log behind which the passage was made. */
    seq: number | null
    resolved_by: AccountId | null
    resolved_at: Instant | null
  }
  remarks: {
    id: RemarkId
    thread: ThreadId
    /** Counts the remarks of its thread. */
    number: number
    author: AccountId
    words: string
    at: Instant
    changed_at: Instant | null
    /** The words of a withdrawn remark are shown to nobody. */
    withdrawn_at: Instant | null
  }
  /** What a remark said before it was changed. */
  remark_wordings: { remark: RemarkId; number: number; words: string; until_at: Instant }
  mentions: { remark: RemarkId; account: AccountId; read_at: Instant | null }
  /** Texts to whose discussion those who look on are invited. */
  invited_observers: { recommendation: RecommendationId; by_account: AccountId; at: Instant }
}

export async function createThreadTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('threads')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('opened_by', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('to_observers', 'integer', (c) => c.notNull())
    .addColumn('part', 'text')
    .addColumn('language', 'text')
    .addColumn('starts', 'text')
    .addColumn('ends', 'text')
    .addColumn('quote', 'text')
    .addColumn('quote_before', 'text')
    .addColumn('quote_after', 'text')
    .addColumn('seq', 'bigint')
    .addColumn('resolved_by', 'text')
    .addColumn('resolved_at', 'bigint')
    .execute()
  await db.schema.createIndex('threads_of_text').on('threads').columns(['recommendation', 'at']).execute()
  await db.schema
    .createTable('remarks')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('thread', 'text', (c) => c.notNull().references('threads.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint')
    .addColumn('withdrawn_at', 'bigint')
    .addUniqueConstraint('remarks_number', ['thread', 'number'])
    .execute()
  await db.schema.createIndex('remarks_of_author').on('remarks').columns(['author', 'at']).execute()
  await db.schema
    .createTable('remark_wordings')
    .addColumn('remark', 'text', (c) => c.notNull().references('remarks.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('until_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('remark_wordings_key', ['remark', 'number'])
    .execute()
  await db.schema
    .createTable('mentions')
    .addColumn('remark', 'text', (c) => c.notNull().references('remarks.id'))
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('read_at', 'bigint')
    .addPrimaryKeyConstraint('mentions_key', ['account', 'remark'])
    .execute()
  await db.schema
    .createTable('invited_observers')
    .addColumn('recommendation', 'text', (c) => c.primaryKey().references('recommendations.id'))
    .addColumn('by_account', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
}
