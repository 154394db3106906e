import type { ChangeClass, FinalRound, Signature } from '../../shared/adoption/final.ts'
import { finalChanges } from '../../shared/adoption/final-changes.ts'
import { seeFinal } from '../../shared/adoption/final-rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId, CouncilId, RecommendationId, SessionId, TextId } from '../../shared/ids.ts'
import type { TextAccess } from '../../shared/live/room.ts'
import { isObserver, isSecretariat } from '../../shared/sessions/rules.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import type { Instant } from '../../shared/time.ts'
import type { Reader } from '../db/database.ts'
import { type RecommendationFor, recommendationFor } from '../recommendations/queries.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import type { FinalTables } from './final-tables.ts'

const fromRow = (row: FinalTables['final_rounds']): FinalRound => ({
  recommendation: row.recommendation,
  session: row.session,
  round: row.round,
  attempt: row.attempt,
  stage: row.stage,
  text: row.text,
  base: row.base,
  version: row.version,
  hash: row.hash,
  reason: row.reason,
  official:
    row.official_number !== null && row.official_date !== null
      ? { number: row.official_number, date: row.official_date }
      : null,
  begunBy: row.begun_by,
  begunAt: row.begun_at,
  published:
    row.published_by !== null && row.published_at !== null ? { by: row.published_by, at: row.published_at } : null,
})

/** The final text of a recommendation and its corrigenda, in their order. */
export async function loadRounds(db: Reader, recommendation: RecommendationId): Promise<FinalRound[]> {
  const rows = await db
    .selectFrom('final_rounds')
    .selectAll()
    .where('recommendation', '=', recommendation)
    .orderBy('round')
    .execute()
  return rows.map(fromRow)
}

/** All final texts and corrigenda of a session, each text's in their order. */
export async function roundsOfSession(db: Reader, session: SessionId): Promise<FinalRound[]> {
  const rows = await db
    .selectFrom('final_rounds')
    .selectAll()
    .where('session', '=', session)
    .orderBy('recommendation')
    .orderBy('round')
    .execute()
  return rows.map(fromRow)
}

type Of = Pick<FinalRound, 'recommendation' | 'round' | 'attempt'>

export const loadConfirmations = (db: Reader, { recommendation, round, attempt }: Of) =>
  db
    .selectFrom('final_confirmations')
    .select(['council', 'account', 'at'])
    .where('recommendation', '=', recommendation)
    .where('round', '=', round)
    .where('attempt', '=', attempt)
    .orderBy('at')
    .execute()

export const loadSignatures = (db: Reader, { recommendation, round, attempt }: Of): Promise<Signature[]> =>
  db
    .selectFrom('final_signatures')
    .select(['council', 'account', 'kind', 'at', 'reason'])
    .where('recommendation', '=', recommendation)
    .where('round', '=', round)
    .where('attempt', '=', attempt)
    .orderBy('at')
    .execute()

/** What was said last of each change, by its key. */
export async function loadClasses(
  db: Reader,
  { recommendation, round }: Of,
): Promise<ReadonlyMap<string, ChangeClass>> {
  const rows = await db
    .selectFrom('final_classes')
    .select(['change', 'class'])
    .where('recommendation', '=', recommendation)
    .where('round', '=', round)
    .orderBy('number')
    .execute()
  const newest = new Map(rows.map((row) => [row.change, row.class]))
  return new Map([...newest].flatMap(([change, said]) => (said === null ? [] : [[change, said] as const])))
}

/** The number of the newest word on a change of a round; 0: nothing was said. */
export async function lastClassNumber(db: Reader, { recommendation, round }: Of): Promise<number> {
  const row = await db
    .selectFrom('final_classes')
    .select('number')
    .where('recommendation', '=', recommendation)
    .where('round', '=', round)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? 0
}

/** What a round began with. */
export async function basePartsOf(db: Reader, { base }: Pick<FinalRound, 'base'>): Promise<Parts> {
  const version = await loadVersion(db, base)
  if (!version) throw new Error(`a final text of no version: ${base}`)
  return contentOf(version).parts
}

/** Every change of a copy that says this, with its class. */
export const changesOf = async (db: Reader, round: FinalRound, now: Parts) =>
  finalChanges(await basePartsOf(db, round), now, await loadClasses(db, round))

/** The newest round of a recommendation as one account meets it. Refuses: not-found. */
export async function finalFor(
  db: Reader,
  id: RecommendationId,
  account: AccountId,
  at: Instant,
): Promise<Decision<RecommendationFor & { readonly round: FinalRound }>> {
  const found = await recommendationFor(db, id, account, at)
  if (!found.ok) return found
  const round = (await loadRounds(db, id)).at(-1)
  if (!round || !seeFinal(round, found.facts.capacity)) return refuse('not-found', 'AD21')
  return allow({ ...found.facts, round })
}

/** What one account may do with the copy; null when the text is none. */
export async function finalAccess(
  db: Reader,
  text: TextId,
  account: AccountId,
  at: Instant,
): Promise<TextAccess | null> {
  const row = await db
    .selectFrom('final_rounds')
    .select(['recommendation', 'stage'])
    .where('text', '=', text)
    .executeTakeFirst()
  if (!row) return null
  const found = await recommendationFor(db, row.recommendation, account, at)
  if (!found.ok || isObserver(found.facts.capacity)) return { visible: false }
  const edit = row.stage === 'drafting' && isSecretariat(found.facts.capacity)
  return {
    visible: true,
    edit,
    reason: edit ? null : row.stage === 'drafting' ? 'no-right' : 'frozen',
    seesPeople: true,
    stage: row.stage,
    pen: 'secretariat',
    freezesAt: null,
    closed: found.facts.recommendation.closed,
  }
}

/** The session of a copy and what it is of; undefined when the text is none. */
export const finalOfText = (db: Reader, text: TextId) =>
  db.selectFrom('final_rounds').select(['recommendation', 'session']).where('text', '=', text).executeTakeFirst()

/** The councils of a session whose chairs confirm and sign. */
export const signingCouncils = ({ councils }: Pick<RecommendationFor, 'councils'>): CouncilId[] =>
  councils.map(({ id }) => id)
