import type { LanguageState } from '../../shared/councils/model.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type {
  AccountId,
  AgendaPointId,
  RecommendationId,
  SessionId,
  TextId,
  VersionId,
  VoteId,
} from '../../shared/ids.ts'
import type { Language, Localised } from '../../shared/language.ts'
import type { TextAccess } from '../../shared/live/room.ts'
import type { Fields, Recommendation } from '../../shared/recommendations/model.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import type { Instant } from '../../shared/time.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { loadCapacity, loadLiveToObservers, loadSession, type SessionFor, sessionFor } from '../sessions/queries.ts'
import type { RecommendationsTables } from './tables.ts'

type Row = RecommendationsTables['recommendations'] & {
  readonly point_closed: number | null
  readonly point_released: number | null
}

/** Recommendations with what is known of their agenda point. */
const rowsOf = (db: Reader) =>
  db
    .selectFrom('recommendations')
    .leftJoin('agenda_points', 'agenda_points.id', 'recommendations.point')
    .selectAll('recommendations')
    .select(['agenda_points.closed as point_closed', 'agenda_points.released as point_released'])

/** A recommendation with what its row notes of version and vote. */
export type Kept = Recommendation & {
  readonly languages: Readonly<Record<Language, LanguageState>>
  readonly freezeBy: AccountId | null
  readonly version: { readonly id: VersionId; readonly number: number; readonly hash: string } | null
  readonly vote: { readonly id: VoteId; readonly stage: 'open' | 'closed' | 'announced' | 'void' } | null
}

const fromRow = (row: Row): Kept => ({
  id: row.id,
  session: row.session,
  kind: row.kind,
  number: row.number,
  stage: row.stage,
  textId: row.text,
  point: row.point,
  closed: row.point_closed === 1 && row.point_released !== 1,
  sourceLanguage: row.source_language,
  pen: row.pen,
  fields: fromJson<Fields>(row.fields),
  fieldsRev: row.fields_rev,
  freezesAt: row.freezes_at,
  freezeBy: row.freeze_by,
  languages: fromJson<Record<Language, LanguageState>>(row.languages),
  version:
    row.version !== null && row.version_number !== null && row.version_hash !== null
      ? { id: row.version, number: row.version_number, hash: row.version_hash }
      : null,
  vote: row.vote !== null && row.vote_stage !== null ? { id: row.vote, stage: row.vote_stage } : null,
})

/** The set of a session in its order, the preamble first. */
export async function loadSet(db: Reader, session: SessionId): Promise<Kept[]> {
  return (
    await rowsOf(db).where('recommendations.session', '=', session).orderBy('recommendations.position').execute()
  ).map(fromRow)
}

export async function loadRecommendation(db: Reader, id: RecommendationId): Promise<Kept | null> {
  const row = await rowsOf(db).where('recommendations.id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The recommendation whose live text this is. */
export async function recommendationOfText(db: Reader, text: TextId): Promise<Kept | null> {
  const row = await rowsOf(db).where('recommendations.text', '=', text).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Freezes that were announced and not yet done, in every session. */
export async function loadAnnouncedFreezes(db: Reader): Promise<Kept[]> {
  return (await rowsOf(db).where('freezes_at', 'is not', null).execute()).map(fromRow)
}

/** Recommendations whose text is frozen but has no version yet. */
export async function loadUnfinishedCuts(db: Reader): Promise<RecommendationId[]> {
  const rows = await db
    .selectFrom('recommendations')
    .innerJoin('heads', 'heads.text', 'recommendations.text')
    .select('recommendations.id')
    .where('heads.state', '=', 'freezing')
    .execute()
  return rows.map(({ id }) => id)
}

/** A recommendation as one account meets it, with its session. */
export type RecommendationFor = SessionFor & {
  readonly recommendation: Kept
  readonly access: TextAccess & { visible: true }
}

/** Loads a recommendation for an account. Refuses: not-found, alike for what does not exist and what it may not see. Source: RULES.md RE5. */
export async function recommendationFor(
  db: Reader,
  id: RecommendationId,
  account: AccountId,
  at: Instant,
): Promise<Decision<RecommendationFor>> {
  const recommendation = await loadRecommendation(db, id)
  if (!recommendation) return refuse('not-found', 'RE5')
  const found = await sessionFor(db, recommendation.session, account, at)
  if (!found.ok) return refuse('not-found', 'RE5')
  const { session, capacity } = found.facts
  const access = textAccess(recommendation, session, capacity, await loadLiveToObservers(db, session.id))
  return access.visible ? allow({ ...found.facts, recommendation, access }) : refuse('not-found', 'RE5')
}

/** What one account may do with one live text; the live rooms ask this at joining and at every change. */
export async function liveAccess(db: Reader, text: TextId, account: AccountId, at: Instant): Promise<TextAccess> {
  const recommendation = await recommendationOfText(db, text)
  const session = recommendation && (await loadSession(db, recommendation.session))
  const capacity = session && (await loadCapacity(db, session, account, at))
  if (!recommendation || !session || !capacity) return { visible: false }
  return textAccess(recommendation, session, capacity, await loadLiveToObservers(db, session.id))
}

/** The bodies that recommendations are addressed to. */
export async function loadAddressees(db: Reader) {
  const rows = await db.selectFrom('addressees').selectAll().orderBy('position').execute()
  return rows.map(({ id, parent, abbr, name }) => ({
    id,
    parent,
    abbr: fromJson<Localised>(abbr),
    name: fromJson<Localised>(name),
  }))
}

/** Whether a vote is open on a recommendation of a session, as its row notes. Refuses: not-found, as for a session one may not see. */
export async function voteIsOpenOn(db: Reader, session: SessionId, id: RecommendationId): Promise<Decision<boolean>> {
  const recommendation = await loadRecommendation(db, id)
  return recommendation?.session === session ? allow(recommendation.vote?.stage === 'open') : refuse('not-found', 'SE1')
}

/** Whether a vote is open on a text taken under an agenda point. */
export const voteIsOpenAt = async (db: Reader, session: SessionId, point: AgendaPointId): Promise<boolean> =>
  (await loadSet(db, session)).some((one) => one.point === point && one.vote?.stage === 'open')

/** The session a live text belongs to. */
export async function sessionOfText(db: Reader, text: TextId): Promise<SessionId | null> {
  return (await recommendationOfText(db, text))?.session ?? null
}

/** The live texts of a session with the agenda points under which they are taken. */
export const loadTextsByPoint = (db: Reader, session: SessionId) =>
  db.selectFrom('recommendations').select(['text', 'point']).where('session', '=', session).execute()
