import type { Comment } from '../../shared/comments/model.ts'
import type { CommentId, SessionId } from '../../shared/ids.ts'
import type { Reader } from '../db/database.ts'
import type { CommentsTables } from './tables.ts'

const fromRow = (row: CommentsTables['comments']): Comment => ({
  id: row.id,
  session: row.session,
  recommendation: row.recommendation,
  revision: row.revision,
  author: row.author,
  kind: row.kind,
  language: row.language,
  words: row.words,
  proposed: row.proposed,
  at: row.at,
  changedAt: row.changed_at,
  reply:
    row.reply !== null && row.replied_by !== null && row.replied_at !== null
      ? { words: row.reply, by: row.replied_by, at: row.replied_at }
      : null,
})

/** The comments of a session that were not withdrawn, oldest first. */
export async function loadComments(db: Reader, session: SessionId): Promise<Comment[]> {
  const rows = db.selectFrom('comments').selectAll().where('session', '=', session).where('withdrawn_at', 'is', null)
  return (await rows.orderBy('at').orderBy('id').execute()).map(fromRow)
}

/** One comment that was not withdrawn. */
export async function loadComment(db: Reader, id: CommentId): Promise<Comment | null> {
  const row = db.selectFrom('comments').selectAll().where('id', '=', id).where('withdrawn_at', 'is', null)
  const found = await row.executeTakeFirst()
  return found ? fromRow(found) : null
}
