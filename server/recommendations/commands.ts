import type { LanguageState } from '../../shared/councils/model.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type {
  AccountId,
  AgendaPointId,
  CouncilId,
  RecommendationId,
  SessionId,
  VersionId,
  VoteId,
} from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Fields, Pen, Recommendation, RecommendationStage } from '../../shared/recommendations/model.ts'
import { changeFields, moveToPoint, setPen } from '../../shared/recommendations/rules.ts'
import { wordOf } from '../../shared/sessions/rules.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import type { Instant } from '../../shared/time.ts'
import type { Act } from '../act.ts'
import { seedText } from '../live/log-rows.ts'
import { loadAgendaPoint } from '../sessions/queries.ts'
import { loadAddressees, recommendationFor } from './queries.ts'

type NewRecommendation = Omit<Recommendation, 'closed'> & {
  readonly position: number
  readonly languages: Readonly<Record<Language, LanguageState>>
}

/** Creates a recommendation with its live text, seeded once, in this act. Source: RULES.md LT8. */
export async function createRecommendation(act: Act, recommendation: NewRecommendation, parts: Parts): Promise<void> {
  await insertRecommendation(act, recommendation)
  await seedText(act.tx, { text: recommendation.textId, parts, account: act.by, at: act.at, random: act.random })
}

/** Writes the row of a recommendation whose text the caller makes. */
export async function insertRecommendation(act: Act, recommendation: NewRecommendation): Promise<void> {
  await act.tx
    .insertInto('recommendations')
    .values({
      id: recommendation.id,
      session: recommendation.session,
      position: recommendation.position,
      kind: recommendation.kind,
      number: recommendation.number,
      stage: recommendation.stage,
      text: recommendation.textId,
      point: recommendation.point,
      source_language: recommendation.sourceLanguage,
      languages: JSON.stringify(recommendation.languages),
      pen: recommendation.pen,
      fields: JSON.stringify(recommendation.fields),
      fields_rev: recommendation.fieldsRev,
      freezes_at: null,
      freeze_by: null,
      version: null,
      version_number: null,
      version_hash: null,
      vote: null,
      vote_stage: null,
    })
    .execute()
  await act.record({
    act: 'recommendation-created',
    subject: recommendation.id,
    facts: { kind: recommendation.kind, number: recommendation.number },
  })
}

/** Changes the fields as one edit; the fields that were shown must still be the present ones. */
export async function changeFieldsAct(
  act: Act,
  input: { id: RecommendationId; rev: number; fields: Fields },
): Promise<Decision<{ rev: number }>> {
  const found = await recommendationFor(act.tx, input.id, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const may = changeFields(recommendation, session, capacity, input.rev)
  if (!may.ok) return may
  return writeFields(act, recommendation, input.fields)
}

/** Writes fields that somebody may change; all they name must be there. Refuses: malformed. */
export async function writeFields(
  act: Act,
  { id, session, fieldsRev }: Recommendation,
  fields: Fields,
): Promise<Decision<{ rev: number }>> {
  if (!(await refersToKnown(act, session, fields))) return refuse('malformed', 'RE7')
  const rev = fieldsRev + 1
  await act.tx
    .updateTable('recommendations')
    .set({ fields: JSON.stringify(fields), fields_rev: rev })
    .where('id', '=', id)
    .execute()
  await act.record({ act: 'fields-changed', subject: id, facts: { rev, fields } })
  act.tell(session, `recommendation:${id}`)
  return allow({ rev })
}

/** Hands the pen of texts to others, all of them or none; open editors hear of it before the answer. */
export async function setPenAct(
  act: Act,
  input: { recommendations: readonly RecommendationId[]; pen: Pen },
): Promise<Decision<Nothing>> {
  for (const id of new Set(input.recommendations)) {
    const found = await recommendationFor(act.tx, id, act.by, act.at)
    if (!found.ok) return found
    const { recommendation, session, capacity } = found.facts
    const may = setPen(recommendation, session, capacity, input.pen)
    if (!may.ok) return may
    await act.tx.updateTable('recommendations').set({ pen: input.pen }).where('id', '=', id).execute()
    await act.record({
      act: 'pen-set',
      subject: id,
      facts: { from: recommendation.pen, to: input.pen },
      onWordOf: wordOf(capacity),
    })
    act.touchText(recommendation.textId)
    act.tell(session.id, 'recommendations', `recommendation:${id}`)
  }
  return allow({})
}

/** Moves a text to another point of the agenda; what observers see of it may change with that. */
export async function moveToPointAct(
  act: Act,
  input: { recommendation: RecommendationId; point: AgendaPointId | null },
): Promise<Decision<Nothing>> {
  const found = await recommendationFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const may = moveToPoint(recommendation, session, capacity, input.point, recommendation.vote?.stage === 'open')
  if (!may.ok) return may
  if (input.point !== null && !(await loadAgendaPoint(act.tx, session.id, input.point)))
    return refuse('not-found', 'RE9')
  await act.tx.updateTable('recommendations').set({ point: input.point }).where('id', '=', recommendation.id).execute()
  await act.record({
    act: 'text-moved-to-point',
    subject: recommendation.id,
    facts: { point: input.point },
    onWordOf: wordOf(capacity),
  })
  act.touchText(recommendation.textId)
  act.tell(session.id, 'recommendations', 'votes', 'revisions', 'comments', `recommendation:${recommendation.id}`)
  return allow({})
}

/** Whether every id in the fields exists, each once. Source: RULES.md RE7. */
export async function refersToKnown(act: Act, session: SessionId, fields: Fields): Promise<boolean> {
  const findings = await act.tx.selectFrom('findings').select('id').where('session', '=', session).execute()
  const standards = await act.tx.selectFrom('standards').select('id').execute()
  const themes = await act.tx.selectFrom('themes').select('id').execute()
  return (
    known(fields.addressees, await loadAddressees(act.tx)) &&
    known(
      fields.findings.map((id) => ({ id })),
      findings,
    ) &&
    known(
      fields.standards.map((id) => ({ id })),
      standards,
    ) &&
    known(
      fields.themes.map((id) => ({ id })),
      themes,
    )
  )
}

function known(named: readonly { id: string }[], existing: readonly { id: string }[]): boolean {
  const ids = new Set(existing.map(({ id }) => id))
  return named.every(({ id }) => ids.has(id)) && new Set(named.map(({ id }) => id)).size === named.length
}

/**
 * Councils or their seats changed: the sessions in which they sit are told, and their live texts are judged anew, so that a right
 * that was given or ended holds at once. The answer is which sessions these are. Source: RULES.md CO12.
 */
export async function councilsChanged(act: Act, councils: readonly CouncilId[]): Promise<readonly SessionId[]> {
  if (councils.length === 0) return []
  const sessions = await act.tx
    .selectFrom('session_councils')
    .innerJoin('sessions', 'sessions.id', 'session_councils.session')
    .select('sessions.id')
    .distinct()
    .where('session_councils.council', 'in', councils)
    .where('sessions.stage', '!=', 'closed')
    .execute()
  for (const { id } of sessions) {
    act.tell(id, 'session', 'councils', 'people')
    const texts = await act.tx.selectFrom('recommendations').select('text').where('session', '=', id).execute()
    for (const { text } of texts) act.touchText(text)
  }
  return sessions.map(({ id }) => id)
}

/** Notes an announced freeze, or that it is over. */
export const noteFreeze = (act: Act, id: RecommendationId, freezesAt: Instant | null, by: AccountId | null) =>
  act.tx.updateTable('recommendations').set({ freezes_at: freezesAt, freeze_by: by }).where('id', '=', id).execute()

/** Sets the councils' word on a recommendation; called by the domain whose act it is. */
export const setStage = (act: Act, id: RecommendationId, stage: RecommendationStage) =>
  act.tx.updateTable('recommendations').set({ stage }).where('id', '=', id).execute()

/** Notes the newest version, or with null that the text is open again. */
export const noteVersion = (
  act: Act,
  id: RecommendationId,
  version: { id: VersionId; number: number; hash: string } | null,
) =>
  act.tx
    .updateTable('recommendations')
    .set({ version: version?.id ?? null, version_number: version?.number ?? null, version_hash: version?.hash ?? null })
    .where('id', '=', id)
    .execute()

/** Notes the newest vote and its stage, or with null that the text was taken up again and none counts. */
export const noteVote = (
  act: Act,
  id: RecommendationId,
  vote: { id: VoteId; stage: 'open' | 'closed' | 'announced' | 'void' } | null,
) =>
  act.tx
    .updateTable('recommendations')
    .set({ vote: vote?.id ?? null, vote_stage: vote?.stage ?? null })
    .where('id', '=', id)
    .execute()

/** Notes the states of a text's languages. */
export const noteLanguages = (
  act: Act,
  id: RecommendationId,
  languages: Readonly<Record<Language, LanguageState>>,
): Promise<unknown> =>
  act.tx
    .updateTable('recommendations')
    .set({ languages: JSON.stringify(languages) })
    .where('id', '=', id)
    .execute()
