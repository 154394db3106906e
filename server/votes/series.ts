import { allow, type Decision, type Nothing } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, SessionId } from '../../shared/ids.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import { isSecretariat, run, wordOf } from '../../shared/sessions/rules.ts'
import type { Question } from '../../shared/votes/model.ts'
import { isPut, nextInSeries, prepareSeries, type Series } from '../../shared/votes/series.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import { loadSet } from '../recommendations/queries.ts'
import { loadLiveToObservers, sessionFor } from '../sessions/queries.ts'

/** Prepares texts to be put one after another, in place of those that were prepared before. Source: RULES.md VO108. */
export async function prepareSeriesAct(
  act: Act,
  input: { session: SessionId; recommendations: RecommendationId[] },
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const set = new Set((await loadSet(act.tx, session.id)).map(({ id }) => id))
  const may = prepareSeries(session, capacity, set, input.recommendations)
  if (!may.ok) return may
  const row = { texts: JSON.stringify(input.recommendations), after_vote: await loadNewestNumber(act.tx, session.id) }
  await act.tx
    .insertInto('series')
    .values({ session: session.id, ...row })
    .onConflict((conflict) => conflict.column('session').doUpdateSet(row))
    .execute()
  await act.record({
    act: 'series-prepared',
    subject: session.id,
    facts: { recommendations: input.recommendations },
    onWordOf: wordOf(capacity),
  })
  act.tell(session.id, 'votes')
  return allow({})
}

/** What is put one after another, as a reader may know of it: each text, whether it was put, and which is next. */
export async function viewSeries(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const found = await sessionFor(db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const series = await loadSeries(db, session.id)
  const newest = await newestOfEach(db, session.id)
  const liveToObservers = await loadLiveToObservers(db, session.id)
  const visible = new Set(
    (await loadSet(db, session.id))
      .filter((one) => textAccess(one, session, capacity, liveToObservers).visible)
      .map(({ id }) => id),
  )
  const shown = { ...series, texts: series.texts.filter((id) => visible.has(id)) }
  return allow({
    texts: shown.texts.map((recommendation) => ({
      recommendation,
      put: isPut(series, newest, recommendation),
    })),
    next: nextInSeries(shown, newest),
    may: { prepare: (run(capacity).ok || isSecretariat(capacity)) && session.stage !== 'closed' },
  })
}

async function loadSeries(db: Reader, session: SessionId): Promise<Series> {
  const row = await db.selectFrom('series').selectAll().where('session', '=', session).executeTakeFirst()
  return row ? { texts: fromJson<RecommendationId[]>(row.texts), after: row.after_vote } : { texts: [], after: 0 }
}

/** The number of the newest vote of a session; 0 before the first. */
async function loadNewestNumber(db: Reader, session: SessionId): Promise<number> {
  const row = await db
    .selectFrom('votes')
    .select((one) => one.fn.max('number').as('newest'))
    .where('session', '=', session)
    .executeTakeFirst()
  return row?.newest ?? 0
}

/** The number of the newest vote on each text's adoption. */
async function newestOfEach(db: Reader, session: SessionId): Promise<ReadonlyMap<RecommendationId, number>> {
  const rows = await db
    .selectFrom('votes')
    .select(['recommendation', 'question', 'number'])
    .where('session', '=', session)
    .where('recommendation', 'is not', null)
    .orderBy('number')
    .execute()
  // A vote on a part of a text, or on taking it up again, does not put the text.
  const isPart = (question: string | null) =>
    question !== null && fromJson<Question>(question).kind !== 'adopt-recommendation'
  return new Map(
    rows.flatMap(({ recommendation, question, number }) =>
      recommendation && !isPart(question) ? [[recommendation, number]] : [],
    ),
  )
}
