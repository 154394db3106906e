import type { Comment, CommentKind } from '../../shared/comments/model.ts'
import { answerComment, changeComment, leaveComment, seeComment } from '../../shared/comments/rules.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { CommentId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Revision } from '../../shared/versions/circulation.ts'
import { seesInRevision } from '../../shared/versions/circulation-rules.ts'
import type { Act } from '../act.ts'
import { loadRecommendation } from '../recommendations/queries.ts'
import { type SessionFor, sessionFor } from '../sessions/queries.ts'
import { loadRevision, loadRevisionTexts } from '../versions/circulation-queries.ts'
import { loadComment } from './queries.ts'

type Content = {
  readonly kind: CommentKind
  readonly language: Language
  readonly words: string
  readonly proposed: string | null
}

const rowOf = ({ kind, language, words, proposed }: Content) => ({
  kind,
  language,
  words: words.normalize('NFC'),
  proposed: proposed?.normalize('NFC') || null,
})

/** Leaves a comment. Its words stay out of the record book. Refuses what `leaveComment` refuses. */
export async function leaveCommentAct(
  act: Act,
  input: Content & { session: SessionId; recommendation: RecommendationId; revision: number },
): Promise<Decision<{ comment: CommentId }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const revision = await loadRevision(act.tx, session.id, input.revision)
  const text = await loadRecommendation(act.tx, input.recommendation)
  const inIt = revision
    ? (await loadRevisionTexts(act.tx, session.id, revision.number)).some((one) => one.recommendation === text?.id)
    : false
  if (!revision || !text || !inIt) return refuse('not-found', 'RE40')
  const may = leaveComment(session, capacity, revision, text, act.at)
  if (!may.ok) return may
  const comment = act.newId() as CommentId
  await act.tx
    .insertInto('comments')
    .values({
      id: comment,
      session: session.id,
      recommendation: text.id,
      revision: revision.number,
      author: act.by,
      ...rowOf(input),
      at: act.at,
      changed_at: null,
      withdrawn_at: null,
      reply: null,
      replied_by: null,
      replied_at: null,
    })
    .execute()
  await act.record({
    act: 'comment-left',
    subject: text.id,
    facts: { comment, revision: revision.number, kind: input.kind },
  })
  act.tell(session.id, 'comments')
  return allow({ comment })
}

type Found = { readonly comment: Comment; readonly found: SessionFor; readonly revision: Revision }

/** A comment as one account meets it: what it may not see is not there. Source: RULES.md RE43. */
async function commentFor(act: Act, id: CommentId): Promise<Decision<Found>> {
  const comment = await loadComment(act.tx, id)
  if (!comment) return refuse('not-found', 'RE43')
  const found = await sessionFor(act.tx, comment.session, act.by, act.at)
  if (!found.ok || !seeComment(found.facts.capacity, comment)) return refuse('not-found', 'RE43')
  const text = await loadRecommendation(act.tx, comment.recommendation)
  if (!text || !seesInRevision(text, found.facts.capacity)) return refuse('not-found', 'RE43')
  const revision = await loadRevision(act.tx, comment.session, comment.revision)
  return revision ? allow({ comment, found: found.facts, revision }) : refuse('not-found', 'RE43')
}

/** Changes one's own comment. Refuses what `changeComment` refuses. */
export async function changeCommentAct(act: Act, input: Content & { comment: CommentId }): Promise<Decision<Nothing>> {
  const one = await ownComment(act, input.comment)
  if (!one.ok) return one
  const { comment } = one.facts
  await act.tx
    .updateTable('comments')
    .set({ ...rowOf(input), changed_at: act.at })
    .where('id', '=', comment.id)
    .execute()
  await act.record({ act: 'comment-changed', subject: comment.recommendation, facts: { comment: comment.id } })
  act.tell(comment.session, 'comments')
  return allow({})
}

/** Withdraws one's own comment. Refuses what `changeComment` refuses. */
export async function withdrawCommentAct(act: Act, input: { comment: CommentId }): Promise<Decision<Nothing>> {
  const one = await ownComment(act, input.comment)
  if (!one.ok) return one
  const { comment } = one.facts
  await act.tx.updateTable('comments').set({ withdrawn_at: act.at }).where('id', '=', comment.id).execute()
  await act.record({ act: 'comment-withdrawn', subject: comment.recommendation, facts: { comment: comment.id } })
  act.tell(comment.session, 'comments')
  return allow({})
}

async function ownComment(act: Act, id: CommentId): Promise<Decision<Found>> {
  const one = await commentFor(act, id)
  if (!one.ok) return one
  const { comment, found, revision } = one.facts
  const may = changeComment(found.session, act.by, comment, revision, act.at)
  return may.ok ? one : may
}

/** Answers a comment, or changes the answer. Refuses what `answerComment` refuses. */
export async function answerCommentAct(
  act: Act,
  input: { comment: CommentId; reply: string },
): Promise<Decision<Nothing>> {
  const one = await commentFor(act, input.comment)
  if (!one.ok) return one
  const { comment, found } = one.facts
  const may = answerComment(found.session, found.capacity)
  if (!may.ok) return may
  await act.tx
    .updateTable('comments')
    .set({ reply: input.reply.normalize('NFC'), replied_by: act.by, replied_at: act.at })
    .where('id', '=', comment.id)
    .execute()
  await act.record({ act: 'comment-answered', subject: comment.recommendation, facts: { comment: comment.id } })
  act.tell(comment.session, 'comments')
  return allow({})
}
