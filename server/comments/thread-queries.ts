import type { Remark, Thread } from '../../shared/comments/threads.ts'
import type { AccountId, RecommendationId, RemarkId, SessionId, ThreadId } from '../../shared/ids.ts'
import type { Reader } from '../db/database.ts'
import type { ThreadTables } from './thread-tables.ts'

const threadOf = (row: ThreadTables['threads']): Thread => ({
  id: row.id,
  session: row.session,
  recommendation: row.recommendation,
  openedBy: row.opened_by,
  at: row.at,
  toObservers: row.to_observers === 1,
  passage:
    row.part !== null && row.language !== null && row.quote !== null
      ? {
          part: row.part,
          language: row.language,
          start: row.starts,
          end: row.ends,
          quote: row.quote,
          before: row.quote_before ?? '',
          after: row.quote_after ?? '',
          seq: row.seq ?? 0,
        }
      : null,
  resolved: row.resolved_by !== null && row.resolved_at !== null ? { by: row.resolved_by, at: row.resolved_at } : null,
})

const remarkOf = (row: ThreadTables['remarks']): Remark => ({
  id: row.id,
  thread: row.thread,
  author: row.author,
  words: row.words,
  at: row.at,
  changedAt: row.changed_at,
  withdrawnAt: row.withdrawn_at,
})

export async function loadThread(db: Reader, id: ThreadId): Promise<Thread | null> {
  const row = await db.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? threadOf(row) : null
}

export async function loadRemark(db: Reader, id: RemarkId): Promise<Remark | null> {
  const row = await db.selectFrom('remarks').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? remarkOf(row) : null
}

/** A text's threads, oldest first, each with its remarks in order and what these said before. */
export async function loadThreads(db: Reader, recommendation: RecommendationId) {
  const threads = (
    await db
      .selectFrom('threads')
      .selectAll()
      .where('recommendation', '=', recommendation)
      .orderBy('at')
      .orderBy('id')
      .execute()
  ).map(threadOf)
  const remarks = await db
    .selectFrom('remarks')
    .innerJoin('threads', 'threads.id', 'remarks.thread')
    .selectAll('remarks')
    .where('threads.recommendation', '=', recommendation)
    .orderBy('remarks.number')
    .execute()
  const wordings = await db
    .selectFrom('remark_wordings')
    .innerJoin('remarks', 'remarks.id', 'remark_wordings.remark')
    .innerJoin('threads', 'threads.id', 'remarks.thread')
    .selectAll('remark_wordings')
    .where('threads.recommendation', '=', recommendation)
    .orderBy('remark_wordings.number')
    .execute()
  const earlier = Map.groupBy(wordings, ({ remark }) => remark)
  const said = Map.groupBy(remarks, ({ thread }) => thread)
  return threads.map((thread) => ({
    ...thread,
    remarks: (said.get(thread.id) ?? []).map((row) => ({
      ...remarkOf(row),
      earlier: (earlier.get(row.id) ?? []).map(({ words, until_at }) => ({ words, until: until_at })),
    })),
  }))
}

/** Whether those who look on are invited to the discussion of a text. */
export async function loadInvited(db: Reader, recommendation: RecommendationId): Promise<boolean> {
  const row = db.selectFrom('invited_observers').select('at').where('recommendation', '=', recommendation)
  return (await row.executeTakeFirst()) !== undefined
}

/** The texts of a session to whose discussion those who look on are invited. */
export async function loadInvitedTexts(db: Reader, session: SessionId): Promise<ReadonlySet<RecommendationId>> {
  const rows = await db
    .selectFrom('invited_observers')
    .innerJoin('recommendations', 'recommendations.id', 'invited_observers.recommendation')
    .select('invited_observers.recommendation')
    .where('recommendations.session', '=', session)
    .execute()
  return new Set(rows.map(({ recommendation }) => recommendation))
}

/** The remarks of a text that mention somebody who was not shown them. */
export async function loadUnread(
  db: Reader,
  recommendation: RecommendationId,
  account: AccountId,
): Promise<ReadonlySet<RemarkId>> {
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('remarks', 'remarks.id', 'mentions.remark')
    .innerJoin('threads', 'threads.id', 'remarks.thread')
    .select('mentions.remark')
    .where('mentions.account', '=', account)
    .where('mentions.read_at', 'is', null)
    .where('remarks.withdrawn_at', 'is', null)
    .where('threads.recommendation', '=', recommendation)
    .execute()
  return new Set(rows.map(({ remark }) => remark))
}

/** The newest remarks of a session that mention somebody, those withdrawn left out. */
export function loadMentions(db: Reader, session: SessionId, account: AccountId, most: number) {
  return db
    .selectFrom('mentions')
    .innerJoin('remarks', 'remarks.id', 'mentions.remark')
    .innerJoin('threads', 'threads.id', 'remarks.thread')
    .select([
      'remarks.id as remark',
      'remarks.author',
      'remarks.words',
      'remarks.at',
      'threads.id as thread',
      'threads.recommendation',
      'threads.to_observers',
      'mentions.read_at',
    ])
    .where('mentions.account', '=', account)
    .where('threads.session', '=', session)
    .where('remarks.withdrawn_at', 'is', null)
    .orderBy('remarks.at', 'desc')
    .orderBy('remarks.id')
    .limit(most)
    .execute()
}
