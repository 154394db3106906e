import type { RecommendationId, SessionId, VersionId } from '../../shared/ids.ts'
import type { Outcome, Vote } from '../../shared/votes/model.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { noteVote, setStage } from '../recommendations/commands.ts'
import { loadRecommendation } from '../recommendations/queries.ts'
import { loadVote, votesOf } from './queries.ts'

/** What follows from a reopening that was carried: the text is frozen as it was, and no vote on it counts any more. Source: RULES.md VO132. */
export async function reopenText(act: Act, { id, question }: Vote, { result }: Outcome): Promise<void> {
  if (question.kind !== 'reopen' || result !== 'carried') return
  await setStage(act, question.recommendation, 'frozen')
  await noteVote(act, question.recommendation, null)
  await act.record({ act: 'text-reopened', subject: question.recommendation, facts: { vote: id } })
}

const isCarriedReopening = (vote: Vote) =>
  vote.question.kind === 'reopen' && vote.stage === 'announced' && vote.outcome.result === 'carried'

/** Whether something was done with a text since it was reopened, so that the reopening can no more be void. Source: RULES.md VO133. */
export async function movedOnSince(db: Reader, vote: Vote): Promise<boolean> {
  const { question } = vote
  if (question.kind !== 'reopen' || !isCarriedReopening(vote)) return false
  const text = await loadRecommendation(db, question.recommendation)
  return text?.stage !== 'frozen' || text.vote !== null
}

/** A reopening that counts for nothing: the text stands as it was decided before it. Source: RULES.md VO133. */
export async function undoReopening(act: Act, vote: Vote): Promise<void> {
  const { question, version } = vote
  if (question.kind !== 'reopen' || !isCarriedReopening(vote) || version === null) return
  const before = (await votesOnAdoption(act.tx, vote.session, question.recommendation, version))
    .filter(({ number }) => number < vote.number)
    .at(-1)
  if (before?.stage !== 'announced') throw new Error(`nothing was decided before ${vote.id}`)
  await setStage(act, question.recommendation, before.outcome.result)
  await noteVote(act, question.recommendation, { id: before.id, stage: 'announced' })
  const text = await loadRecommendation(act.tx, question.recommendation)
  if (text) act.touchText(text.textId)
  act.tell(vote.session, `recommendation:${question.recommendation}`)
}

/** The votes on the adoption of one version by itself that were not void, in their order. */
async function votesOnAdoption(
  db: Reader,
  session: SessionId,
  recommendation: RecommendationId,
  version: VersionId,
): Promise<Vote[]> {
  const found = (await votesOf(db, session)).filter(
    ({ stage, question }) =>
      stage !== 'void' && question.kind === 'adopt-recommendation' && question.recommendation === recommendation,
  )
  const loaded = await Promise.all(found.map(async ({ id }) => (await loadVote(db, id))?.vote))
  return loaded.filter((vote) => vote !== undefined).filter((vote) => vote.version === version)
}

/**
 * Whether a vote opened on the adoption of a version, alone or with the set. One on a part of it, a void one, and those before it was
 * reopened decide nothing about the whole any more. Source: RULES.md VO1, VO83, VO132.
 */
export async function isPutForAdoption(
  db: Reader,
  text: { readonly id: RecommendationId; readonly session: SessionId },
  version: { readonly id: VersionId; readonly hash: string },
): Promise<boolean> {
  let isPut = false
  for (const { id } of await votesOf(db, text.session)) {
    const vote = (await loadVote(db, id))?.vote
    if (!vote || vote.stage === 'void') continue
    const { question } = vote
    if (question.kind === 'adopt-recommendation' && vote.version === version.id) isPut = true
    if (question.kind === 'adopt-set' && question.texts.some(({ hash }) => hash === version.hash)) isPut = true
    if (isCarriedReopening(vote) && question.kind === 'reopen' && question.recommendation === text.id) isPut = false
  }
  return isPut
}

/** Texts that were taken up again after a vote: the set adopts them no more. Source: RULES.md VO132. */
export async function reopenedSince(
  db: Reader,
  { session, number }: Pick<Vote, 'session' | 'number'>,
): Promise<ReadonlySet<RecommendationId>> {
  const later = (await votesOf(db, session)).filter((one) => one.number > number && one.question.kind === 'reopen')
  const loaded = await Promise.all(later.map(async ({ id }) => (await loadVote(db, id))?.vote))
  return new Set(
    loaded.flatMap((vote) =>
      vote?.question.kind === 'reopen' && isCarriedReopening(vote) ? [vote.question.recommendation] : [],
    ),
  )
}
