import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import { keepFollowUp, placeTable } from '../../shared/follow-up/rules.ts'
import type { AccountId, AgendaPointId, RecommendationId, SessionId } from '../../shared/ids.ts'
import { sayInEach } from '../../shared/messages/translate.ts'
import type { AgendaPoint } from '../../shared/sessions/model.ts'
import { AGENDA_KINDS, type PlannedPoint } from '../../shared/sessions/planning.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'
import { loadRecommendation, loadSet } from '../recommendations/queries.ts'
import { changeAgendaAct } from '../sessions/planning.ts'
import { loadPlan } from '../sessions/planning-queries.ts'
import { loadAgenda, loadSessions, sessionFor } from '../sessions/queries.ts'

/** So long the hall has for the table of the last session, in minutes, until the secretariat says otherwise. */
const POINT_MINUTES = 20

/** Puts the table of an earlier session as point 1 on a planned one's agenda. Refuses what `placeTable` refuses. Source: RULES.md FO11. */
export async function placeTableAct(
  act: Act,
  input: { session: SessionId; earlier: SessionId },
): Promise<Decision<{ point: AgendaPointId }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const earlier = await sessionFor(act.tx, input.earlier, act.by, act.at)
  if (!earlier.ok) return earlier
  const placed = await loadPlaced(act.tx, input.session)
  const may = placeTable(
    found.facts.capacity,
    found.facts.session,
    earlier.facts.session,
    placed.some((one) => one.earlier === input.earlier),
  )
  if (!may.ok) return may
  const before = await loadAgenda(act.tx, input.session)
  const { agendaRev } = await loadPlan(act.tx, input.session)
  const point: PlannedPoint = {
    id: null,
    kind: 'presentation',
    start: before[0]?.start ?? '09:00',
    minutes: POINT_MINUTES,
    title: sayInEach('followUp.point', { session: earlier.facts.session.title }),
    closed: false,
  }
  const texts = (await loadSet(act.tx, input.session)).map(({ textId: text, point }) => ({ text, point }))
  const points = [point, ...before.map(planned)]
  const changed = await changeAgendaAct(act, { session: input.session, rev: agendaRev, points }, texts)
  if (!changed.ok) return changed
  const known = new Set(before.map(({ id }) => id))
  const made = (await loadAgenda(act.tx, input.session)).find(({ id }) => !known.has(id))
  if (!made) throw new Error('the point is not on the agenda')
  const row = { session: input.session, point: made.id, earlier: input.earlier }
  await act.tx
    .insertInto('follow_up_points')
    .values(row)
    .onConflict((conflict) => conflict.columns(['session', 'earlier']).doUpdateSet({ point: made.id }))
    .execute()
  return allow({ point: made.id })
}

const planned = ({ id, kind, start, minutes, title, closed }: AgendaPoint): PlannedPoint => ({
  id,
  kind: AGENDA_KINDS.find((one) => one === kind) ?? 'debate',
  start,
  minutes,
  title,
  closed,
})

/** The tables that a session takes up, each with its point while that is on the agenda. */
export async function loadPlaced(db: House['db'] | Act['tx'], session: SessionId) {
  return db
    .selectFrom('follow_up_points')
    .innerJoin('agenda_points', 'agenda_points.id', 'follow_up_points.point')
    .select(['follow_up_points.point', 'follow_up_points.earlier'])
    .where('follow_up_points.session', '=', session)
    .execute()
}

/** The sessions whose tables can be put on an agenda, newest first. Refuses: not-found. */
export async function listEarlier(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const found = await sessionFor(db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const placed = await loadPlaced(db, session.id)
  const seen = []
  for (const one of await loadSessions(db)) {
    if (one.id === session.id || one.stage === 'planned' || one.date > session.date) continue
    if (!one.councils.some((council) => session.councils.includes(council))) continue
    if (!(await sessionFor(db, one.id, account, house.clock.now())).ok) continue
    seen.push({
      id: one.id,
      title: one.title,
      date: one.date,
      placed: placed.some(({ earlier }) => earlier === one.id),
    })
  }
  return allow({ sessions: seen, may: session.stage === 'planned' && keepFollowUp(capacity).ok })
}

type Related = { readonly source: string; readonly reference: string; readonly words: string }

/** Names a recommendation that this one goes on from. Refuses: no-right, not-found. Source: RULES.md FO13. */
export async function relateAct(
  act: Act,
  input: Related & { recommendation: RecommendationId },
): Promise<Decision<{ number: number }>> {
  const may = await mayRelate(act, input.recommendation)
  if (!may.ok) return may
  const last = await act.tx
    .selectFrom('related_recommendations')
    .select('number')
    .where('recommendation', '=', input.recommendation)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  await act.tx
    .insertInto('related_recommendations')
    .values({
      recommendation: input.recommendation,
      number,
      source: input.source.normalize('NFC'),
      reference: input.reference.normalize('NFC'),
      words: input.words.normalize('NFC'),
      added_by: act.by,
      at: act.at,
    })
    .execute()
  await act.record({ act: 'recommendation-related', subject: input.recommendation, facts: { number } })
  act.tell(may.facts.session, 'follow-up')
  return allow({ number })
}

/** Takes such a reference back. Refuses: no-right, not-found. Source: RULES.md FO13. */
export async function unrelateAct(
  act: Act,
  input: { recommendation: RecommendationId; number: number },
): Promise<Decision<Nothing>> {
  const may = await mayRelate(act, input.recommendation)
  if (!may.ok) return may
  const gone = await act.tx
    .deleteFrom('related_recommendations')
    .where('recommendation', '=', input.recommendation)
    .where('number', '=', input.number)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) return refuse('not-found', 'FO13')
  await act.record({ act: 'recommendation-unrelated', subject: input.recommendation, facts: { number: input.number } })
  act.tell(may.facts.session, 'follow-up')
  return allow({})
}

async function mayRelate(act: Act, id: RecommendationId): Promise<Decision<{ session: SessionId }>> {
  const kept = await loadRecommendation(act.tx, id)
  const found = kept && (await sessionFor(act.tx, kept.session, act.by, act.at))
  if (!kept || !found?.ok) return refuse('not-found', 'FO13')
  const may = keepFollowUp(found.facts.capacity)
  return may.ok ? allow({ session: kept.session }) : may
}
