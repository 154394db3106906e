import type { AmendmentStage, Sponsor } from '../../shared/amendments/model.ts'
import {
  type Amended,
  draft as mayDraft,
  type Sponsored,
  seeAmendment,
  seesNew,
} from '../../shared/amendments/rules.ts'
import type { Proposer } from '../../shared/councils/model.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { hiddenFrom } from '../../shared/floor/rules.ts'
import type {
  AccountId,
  AgendaPointId,
  AmendmentId,
  RecommendationId,
  SessionId,
  TextId,
  VoteId,
} from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { TextAccess } from '../../shared/live/room.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import { type Capacity, isObserver } from '../../shared/sessions/rules.ts'
import type { Instant } from '../../shared/time.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { type Kept, loadRecommendation } from '../recommendations/queries.ts'
import {
  loadAgenda,
  loadCapacity,
  loadLiveToObservers,
  loadRules,
  loadSession,
  type SessionFor,
  sessionFor,
} from '../sessions/queries.ts'
import type { AmendmentsTables } from './tables.ts'

/** An amendment with its sponsors and what its row notes of point, vote and adoption. */
export type KeptAmendment = Sponsored & {
  readonly point: AgendaPointId | null
  readonly vote: { readonly id: VoteId; readonly stage: 'open' | 'closed' | 'announced' | 'void' } | null
  readonly fellWith: AmendmentId | null
}

type Row = AmendmentsTables['amendments']

const fromRow = (row: Row, sponsors: readonly Sponsor[]): KeptAmendment => ({
  id: row.id,
  session: row.session,
  recommendation: row.recommendation,
  creates: row.creates,
  number: row.number,
  kind: row.kind,
  whole: row.whole === 1,
  after: row.after,
  language: row.language,
  stage: row.stage,
  text: row.text,
  base: row.base,
  mover: row.mover,
  typedBy: row.typed_by,
  moved: row.moved,
  reason: fromJson<Localised>(row.reason),
  words: row.words === null ? null : fromJson<Localised>(row.words),
  fields: row.fields === null ? null : fromJson<Fields>(row.fields),
  point: row.point,
  position: row.position,
  fallsWith: row.falls_with === null ? null : fromJson<AmendmentId[]>(row.falls_with),
  createdAt: row.created_at,
  tabledAt: row.tabled_at,
  decidedAt: row.decided_at,
  accepted: row.accepted === 1,
  made: row.made,
  fellWith: row.fell_with,
  vote: row.vote !== null && row.vote_stage !== null ? { id: row.vote, stage: row.vote_stage } : null,
  sponsors,
})

async function withSponsors(db: Reader, rows: readonly Row[]): Promise<KeptAmendment[]> {
  if (rows.length === 0) return []
  const all = await db
    .selectFrom('amendment_sponsors')
    .selectAll()
    .where(
      'amendment',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('position')
    .execute()
  const of = Map.groupBy(all, ({ amendment }) => amendment)
  return rows.map((row) =>
    fromRow(
      row,
      (of.get(row.id) ?? []).map(({ account, signed_at }) => ({ account, signedAt: signed_at })),
    ),
  )
}

/** In the order of voting: as the chair set it, then as they were tabled, drafts last. */
const inOrder = (one: KeptAmendment, other: KeptAmendment): number =>
  (one.position ?? Number.MAX_SAFE_INTEGER) - (other.position ?? Number.MAX_SAFE_INTEGER) ||
  (one.number ?? Number.MAX_SAFE_INTEGER) - (other.number ?? Number.MAX_SAFE_INTEGER) ||
  one.createdAt - other.createdAt

export async function loadAmendment(db: Reader, id: AmendmentId): Promise<KeptAmendment | null> {
  const row = await db.selectFrom('amendments').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? ((await withSponsors(db, [row]))[0] ?? null) : null
}

/** The amendments of a session, or to one recommendation, in their order of voting. */
export async function loadAmendments(
  db: Reader,
  of: { readonly session: SessionId } | { readonly recommendation: RecommendationId },
): Promise<KeptAmendment[]> {
  const all = db.selectFrom('amendments').selectAll()
  const rows = await ('session' in of
    ? all.where('session', '=', of.session)
    : all.where('recommendation', '=', of.recommendation)
  ).execute()
  return (await withSponsors(db, rows)).sort(inOrder)
}

/** Amendments to a recommendation in some stages. */
export const loadInStages = async (
  db: Reader,
  recommendation: RecommendationId,
  stages: readonly AmendmentStage[],
): Promise<KeptAmendment[]> =>
  (await loadAmendments(db, { recommendation })).filter(({ stage }) => stages.includes(stage))

/** The amended text as the rules ask for it. */
export const amendedOf = (kept: Kept | null): Amended | null =>
  kept && { stage: kept.stage, kind: kept.kind, voteOpen: kept.vote?.stage === 'open' }

/** An amendment as one account meets it. */
export type AmendmentFor = SessionFor & { readonly amendment: KeptAmendment; readonly recommendation: Kept | null }

/** Loads an amendment for an account. Refuses: not-found, alike for what does not exist and what it may not see. Source: RULES.md AM21. */
export async function amendmentFor(
  db: Reader,
  id: AmendmentId,
  account: AccountId,
  at: Instant,
): Promise<Decision<AmendmentFor>> {
  const amendment = await loadAmendment(db, id)
  if (!amendment) return refuse('not-found', 'AM21')
  const found = await sessionFor(db, amendment.session, account, at)
  if (!found.ok) return refuse('not-found', 'AM21')
  const recommendation = amendment.recommendation && (await loadRecommendation(db, amendment.recommendation))
  const sees = await sightOf(db, found.facts)
  return sees(amendment, recommendation)
    ? allow({ ...found.facts, amendment, recommendation })
    : refuse('not-found', 'AM21')
}

/** Whether somebody sees the text that is amended. */
export async function textSightOf(db: Reader, { session, capacity }: Pick<SessionFor, 'session' | 'capacity'>) {
  const liveToObservers = await loadLiveToObservers(db, session.id)
  return (kept: Kept): boolean => textAccess(kept, session, capacity, liveToObservers).visible
}

/** Whether somebody sees an amendment, given the recommendation it is to. */
export async function sightOf(db: Reader, { session, capacity }: Pick<SessionFor, 'session' | 'capacity'>) {
  const liveToObservers = await loadLiveToObservers(db, session.id)
  const hidden = hiddenFrom(capacity, await loadAgenda(db, session.id))
  return (amendment: KeptAmendment, recommendation: Kept | null): boolean => {
    const seesText = recommendation
      ? textAccess(recommendation, session, capacity, liveToObservers).visible
      : !hidden(amendment.point) && seesNew(amendment, capacity, liveToObservers)
    return seeAmendment(amendment, capacity, seesText)
  }
}

/** By the standing orders of which councils somebody moves amendments: those they sit in, or all of the session's for a drafter. */
export async function proposersFor(
  db: Reader,
  facts: Pick<SessionFor, 'councils' | 'seats'>,
  { seats }: Pick<Capacity, 'seats'>,
): Promise<readonly Proposer[]> {
  const rules = await loadRules(facts, db)
  const mine = rules.filter(({ council }) => seats.some((seat) => seat.council === council.id))
  return (mine.length > 0 ? mine : rules).map(({ orders }) => orders.mayPropose)
}

/** What one account may do with an amendment's own text; null when the text is no amendment's. */
export async function amendmentAccess(
  db: Reader,
  text: TextId,
  account: AccountId,
  at: Instant,
): Promise<TextAccess | null> {
  const amendment = await byText(db, text)
  if (!amendment) return null
  const session = await loadSession(db, amendment.session)
  const capacity = session && (await loadCapacity(db, session, account, at))
  if (!session || !capacity) return { visible: false }
  const recommendation = amendment.recommendation && (await loadRecommendation(db, amendment.recommendation))
  const sees = await sightOf(db, { session, capacity })
  if (!sees(amendment, recommendation)) return { visible: false }
  const may = mayDraft(amendment, session, capacity)
  return {
    visible: true,
    edit: may.ok,
    reason: may.ok ? null : may.refusal.code === 'no-right' ? 'no-right' : 'frozen',
    seesPeople: !isObserver(capacity),
    stage: amendment.stage,
    pen: 'drafters',
    freezesAt: null,
    closed: recommendation?.closed ?? false,
  }
}

async function byText(db: Reader, text: TextId): Promise<KeptAmendment | null> {
  const row = await db.selectFrom('amendments').selectAll().where('text', '=', text).executeTakeFirst()
  return row ? ((await withSponsors(db, [row]))[0] ?? null) : null
}

/** The session of an amendment's own text, and whose it is; null when the text is no amendment's. */
export const amendmentOfText = (db: Reader, text: TextId) =>
  db.selectFrom('amendments').select(['id', 'session']).where('text', '=', text).executeTakeFirst()

/**
 * The own texts of amendments with what they are to and the agenda point under which they are taken: wherever it changes who sees a
 * text, their rooms are judged anew too. Source: RULES.md AM21, AM22.
 */
export async function amendmentTexts(db: Reader, session: SessionId) {
  const rows = await db
    .selectFrom('amendments')
    .leftJoin('recommendations', 'recommendations.id', 'amendments.recommendation')
    .select(['amendments.text', 'amendments.recommendation', 'amendments.point as own', 'recommendations.point'])
    .where('amendments.session', '=', session)
    .execute()
  return rows.flatMap(({ text, recommendation, own, point }) =>
    text === null ? [] : [{ text, recommendation, point: recommendation === null ? own : point }],
  )
}
