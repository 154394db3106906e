import { adopt, languagesOfRecord } from '../../shared/adoption/rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { RecommendationId, VoteId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'
import { setStage } from '../recommendations/commands.ts'
import { recommendationFor } from '../recommendations/queries.ts'
import { loadVersion } from '../versions/queries.ts'
import { loadVote } from '../votes/queries.ts'

/** Adopts a carried version: one act on fixed things, naming the state of each language. Source: RULES.md AD1–AD3. */
export async function adoptAct(
  act: Act,
  input: { vote: VoteId; hash: string },
): Promise<Decision<{ recommendation: RecommendationId }>> {
  const loaded = await loadVote(act.tx, input.vote)
  if (!loaded) return refuse('not-found', 'RE5')
  const { vote } = loaded
  const found = await recommendationFor(act.tx, vote.question.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, capacity } = found.facts
  const version = await loadVersion(act.tx, vote.version)
  const may = adopt({
    recommendation,
    capacity,
    vote: { stage: vote.stage, hash: vote.hash, result: vote.stage === 'open' ? null : vote.outcome.result },
    shownHash: input.hash,
    versionHash: version?.hash ?? null,
    orders: vote.orders,
    languages: recommendation.languages,
  })
  if (!may.ok) return may
  if (!version) throw new Error(`no version ${vote.version}`)
  const ofRecord = languagesOfRecord(vote.orders)
  await act.tx
    .insertInto('adopted_texts')
    .values({
      recommendation: recommendation.id,
      session: recommendation.session,
      number: recommendation.number,
      vote: vote.id,
      version: version.id,
      hash: version.hash,
      content: version.content,
      languages_of_record: JSON.stringify(ofRecord),
      languages: JSON.stringify(recommendation.languages),
      adopted_at: act.at,
      adopted_by: act.by,
    })
    .execute()
  await setStage(act, recommendation.id, 'adopted')
  const languages = Object.fromEntries(ofRecord.map((language) => [language, recommendation.languages[language]]))
  await act.record({
    act: 'text-adopted',
    subject: recommendation.id,
    facts: { vote: vote.id, version: version.id, hash: version.hash, languages },
    rows: [{ table: 'adopted_texts', key: { recommendation: recommendation.id } }],
  })
  act.touchText(recommendation.textId)
  act.tell(recommendation.session, 'recommendations', `recommendation:${recommendation.id}`, `vote:${vote.id}`)
  return allow({ recommendation: recommendation.id })
}
