import type {
  Answer,
  AnswerLink,
  Assessment,
  Dispatch,
  Letter,
  Measure,
  Striking,
} from '../../shared/follow-up/model.ts'
import type { Adopted } from '../../shared/follow-up/rules.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AddresseeId, DispatchId, LetterId, MeasureId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Reader } from '../db/database.ts'
import { loadSet } from '../recommendations/queries.ts'
import { contentOf } from '../versions/queries.ts'
import type { FollowUpTables } from './tables.ts'

/** The adopted texts of a session as they were adopted, in the order of the set; others of the set with their stage alone. */
export async function loadAdopted(db: Reader, session: SessionId) {
  const rows = await db
    .selectFrom('adopted_texts')
    .select(['recommendation', 'content', 'hash'])
    .where('session', '=', session)
    .execute()
  const adopted = new Map(rows.map((row) => [row.recommendation, { ...contentOf(row), hash: row.hash }]))
  return (await loadSet(db, session)).map((kept) => {
    const content = adopted.get(kept.id) ?? null
    return { kept, content }
  })
}

/** What rules ask of the set. */
export const adoptedFacts = (texts: Awaited<ReturnType<typeof loadAdopted>>): readonly Adopted[] =>
  texts.map(({ kept, content }) => ({
    id: kept.id,
    stage: kept.stage,
    addressees: (content ?? kept).fields.addressees.map(({ id }) => id),
  }))

const dispatchOf = (
  row: FollowUpTables['dispatches'],
  recommendations: readonly RecommendationId[],
): Dispatch & { readonly at: number } => ({
  id: row.id,
  session: row.session,
  addressee: row.addressee,
  number: row.number,
  sentOn: row.sent_on,
  due: row.due,
  contact: row.contact,
  recommendations,
  at: row.at,
})

/** The dispatches of a session, oldest first. */
export async function loadDispatches(db: Reader, session: SessionId) {
  const rows = await db
    .selectFrom('dispatches')
    .selectAll()
    .where('session', '=', session)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const sent = await db
    .selectFrom('dispatched')
    .innerJoin('dispatches', 'dispatches.id', 'dispatched.dispatch')
    .select(['dispatched.dispatch', 'dispatched.recommendation'])
    .where('dispatches.session', '=', session)
    .execute()
  const by = Map.groupBy(sent, ({ dispatch }) => dispatch)
  return rows.map((row) =>
    dispatchOf(
      row,
      (by.get(row.id) ?? []).map(({ recommendation }) => recommendation),
    ),
  )
}

export async function loadDispatch(db: Reader, id: DispatchId): Promise<Dispatch | null> {
  const row = await db.selectFrom('dispatches').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const sent = await db.selectFrom('dispatched').select('recommendation').where('dispatch', '=', id).execute()
  return dispatchOf(
    row,
    sent.map(({ recommendation }) => recommendation),
  )
}

const linkOf = (row: FollowUpTables['answer_links']): AnswerLink => ({
  id: row.id,
  dispatch: row.dispatch,
  expiresAt: row.expires_at,
  madeBy: row.made_by,
  at: row.at,
  revokedAt: row.revoked_at,
  usedAt: row.used_at,
})

/** The link that has this secret; null: there is none. */
export async function loadLinkBySecret(db: Reader, secret: string): Promise<AnswerLink | null> {
  const rows = db.selectFrom('answer_links').selectAll().where('secret_hash', '=', sha256Hex(secret))
  const row = await rows.executeTakeFirst()
  return row ? linkOf(row) : null
}

export async function loadLink(db: Reader, id: AnswerLink['id']): Promise<AnswerLink | null> {
  const row = await db.selectFrom('answer_links').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? linkOf(row) : null
}

/** The links of a session's dispatches, newest first. */
export async function loadLinks(db: Reader, session: SessionId): Promise<AnswerLink[]> {
  const rows = await db
    .selectFrom('answer_links')
    .innerJoin('dispatches', 'dispatches.id', 'answer_links.dispatch')
    .selectAll('answer_links')
    .where('dispatches.session', '=', session)
    .orderBy('answer_links.at', 'desc')
    .orderBy('answer_links.id')
    .execute()
  return rows.map(linkOf)
}

const letterOf = (row: FollowUpTables['letters']): Letter => ({
  id: row.id,
  session: row.session,
  addressee: row.addressee,
  theirNumber: row.their_number,
  theirDate: row.their_date,
  ourNumber: row.our_number,
  receivedOn: row.received_on,
})

export async function loadLetters(db: Reader, session: SessionId): Promise<Letter[]> {
  const rows = await db.selectFrom('letters').selectAll().where('session', '=', session).orderBy('at').execute()
  return rows.map(letterOf)
}

export async function loadLetter(db: Reader, id: LetterId): Promise<Letter | null> {
  const row = await db.selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? letterOf(row) : null
}

/** Every answer of a session that stands, oldest first: what was struck counts nowhere. Source: RULES.md FO24. */
export const loadAnswers = async (db: Reader, session: SessionId): Promise<Answer[]> =>
  (await loadAllAnswers(db, session)).flatMap(({ struck, ...answer }) => (struck ? [] : [answer]))

/** Every answer of a session, those that were struck with who struck them and why, oldest first. */
export async function loadAllAnswers(
  db: Reader,
  session: SessionId,
): Promise<(Answer & { readonly struck: Striking | null })[]> {
  const rows = await db
    .selectFrom('answers')
    .innerJoin('recommendations', 'recommendations.id', 'answers.recommendation')
    .leftJoin('struck_answers as struck', (join) =>
      join
        .onRef('struck.recommendation', '=', 'answers.recommendation')
        .onRef('struck.addressee', '=', 'answers.addressee')
        .onRef('struck.number', '=', 'answers.number'),
    )
    .selectAll('answers')
    .select(['struck.reason as struck_reason', 'struck.struck_by', 'struck.at as struck_at'])
    .where('recommendations.session', '=', session)
    .orderBy('answers.number')
    .execute()
  return rows.map((row) => ({
    recommendation: row.recommendation,
    addressee: row.addressee,
    number: row.number,
    position: row.position,
    words: row.words,
    language: row.language,
    way: row.way,
    letter: row.letter,
    signedBy: row.signed_by,
    on: row.answered_on,
    enteredBy: row.entered_by,
    at: row.at,
    struck:
      row.struck_reason !== null && row.struck_by !== null && row.struck_at !== null
        ? { reason: row.struck_reason, by: row.struck_by, at: row.struck_at }
        : null,
  }))
}

/** Every measure of a session with its files, oldest first. */
export async function loadMeasures(db: Reader, session: SessionId): Promise<Measure[]> {
  const rows = await db
    .selectFrom('measures')
    .innerJoin('recommendations', 'recommendations.id', 'measures.recommendation')
    .selectAll('measures')
    .where('recommendations.session', '=', session)
    .orderBy('measures.at')
    .orderBy('measures.id')
    .execute()
  const files = await db
    .selectFrom('measure_files')
    .innerJoin('measures', 'measures.id', 'measure_files.measure')
    .innerJoin('recommendations', 'recommendations.id', 'measures.recommendation')
    .select(['measure_files.measure', 'measure_files.file'])
    .where('recommendations.session', '=', session)
    .execute()
  const by = Map.groupBy(files, ({ measure }) => measure)
  return rows.map((row) => ({
    id: row.id,
    recommendation: row.recommendation,
    addressee: row.addressee,
    words: row.words,
    language: row.language,
    doneOn: row.done_on,
    way: row.way,
    letter: row.letter,
    enteredBy: row.entered_by,
    at: row.at,
    files: (by.get(row.id) ?? []).map(({ file }) => file),
  }))
}

/** The measure with the session it belongs to, for files that are added to it. */
export async function loadMeasure(db: Reader, id: MeasureId) {
  const row = await db
    .selectFrom('measures')
    .innerJoin('recommendations', 'recommendations.id', 'measures.recommendation')
    .select(['measures.id', 'measures.recommendation', 'recommendations.session'])
    .where('measures.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Every assessment of a session, oldest first. */
export async function loadAssessments(db: Reader, session: SessionId): Promise<Assessment[]> {
  return db
    .selectFrom('assessments')
    .innerJoin('recommendations', 'recommendations.id', 'assessments.recommendation')
    .selectAll('assessments')
    .where('recommendations.session', '=', session)
    .orderBy('assessments.number')
    .execute()
}

/** How a pair is called in maps. */
export const pairKey = (pair: { readonly recommendation: RecommendationId; readonly addressee: AddresseeId }): string =>
  `${pair.recommendation} ${pair.addressee}`

/** The newest of each pair's facts, which come oldest first. */
export const newest = <One extends { recommendation: RecommendationId; addressee: AddresseeId }>(
  all: readonly One[],
): ReadonlyMap<string, One> => new Map(all.map((one) => [pairKey(one), one]))
