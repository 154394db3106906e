import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId } from '../../shared/ids.ts'
import { wordOf } from '../../shared/sessions/rules.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import { freeze, stopFreeze } from '../../shared/versions/rules.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'
import type { TextReading } from '../live/live-texts.ts'
import { setHead } from '../live/log-rows.ts'
import { noteFreeze, noteVersion, setStage } from '../recommendations/commands.ts'
import { type Kept, loadRecommendation, recommendationFor } from '../recommendations/queries.ts'
import { type Cut, insertVersion, recordCut } from './cutting.ts'

/**
 * Freezing is three steps: an act closes the log at row N; outside any transaction the text is replayed to N and hashed;
 * a second act writes the version. A server that dies between them finishes at its next start.
 */

export type FreezeAnswer = { freezesAt: Instant | null; version: Cut | null }

/** Freezes now, or announces a freeze with a countdown. Refuses what `freeze` refuses. */
export async function freezeText(
  house: House,
  by: AccountId,
  input: { recommendation: RecommendationId; inSeconds: 0 | 10; requestId?: string | undefined },
  schedule: (recommendation: RecommendationId, at: Instant) => void,
): Promise<Decision<FreezeAnswer>> {
  const { requestId, ...plain } = input
  const request = { by, endpoint: 'versions/freeze', requestId, input: plain }
  const announced = await house.acts.run<FreezeAnswer>(request, (act) =>
    input.inSeconds === 0
      ? stopWriting(act, input.recommendation, by)
      : announceFreeze(act, input.recommendation, input.inSeconds),
  )
  if (!announced.ok) return announced
  if (announced.facts.freezesAt !== null) {
    schedule(input.recommendation, announced.facts.freezesAt)
    return announced
  }
  return allow({ freezesAt: null, version: await cutVersion(house, input.recommendation, requestId) })
}

async function announceFreeze(act: Act, id: RecommendationId, seconds: number): Promise<Decision<FreezeAnswer>> {
  const found = await recommendationFor(act.tx, id, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const may = freeze(recommendation, session, capacity)
  if (!may.ok) return may
  const freezesAt = act.at + seconds * SECOND_MS
  await noteFreeze(act, id, freezesAt, act.by)
  await act.record({ act: 'freeze-announced', subject: id, facts: { freezesAt }, onWordOf: wordOf(capacity) })
  act.touchText(recommendation.textId)
  act.tell(session.id, 'recommendations', `recommendation:${id}`)
  return allow({ freezesAt, version: null })
}

/** Takes an announced freeze back before its countdown ends. */
export async function stopFreezeAct(act: Act, input: { recommendation: RecommendationId }): Promise<Decision<Nothing>> {
  const found = await recommendationFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const may = stopFreeze(recommendation, capacity)
  if (!may.ok) return may
  await noteFreeze(act, recommendation.id, null, null)
  await act.record({ act: 'freeze-stopped', subject: recommendation.id, onWordOf: wordOf(capacity) })
  act.touchText(recommendation.textId)
  act.tell(session.id, 'recommendations', `recommendation:${recommendation.id}`)
  return allow({})
}

/** The countdown ended: freezes in the name of the chair who announced it; nothing happens when it was stopped meanwhile. */
export async function endCountdown(house: House, id: RecommendationId): Promise<void> {
  const kept = await loadRecommendation(house.db, id)
  const by = kept?.freezeBy
  if (!kept || kept.freezesAt === null || !by) return
  const request = { by, endpoint: 'versions/end-countdown', input: { recommendation: id } }
  const stopped = await house.acts.run(request, async (act): Promise<Decision<FreezeAnswer>> => {
    const now = await loadRecommendation(act.tx, id)
    if (!now || now.freezesAt === null || now.freezesAt > act.at) return refuse('no-freeze-running', 'VE2')
    await noteFreeze(act, id, null, null)
    return stopWriting(act, id, by)
  })
  if (stopped.ok) await cutVersion(house, id)
  else await forgetCountdown(house, by, id)
}

/** The countdown ended where freezing is refused by now, for instance because the session was closed: nothing stays announced. */
async function forgetCountdown(house: House, by: AccountId, id: RecommendationId): Promise<void> {
  const request = { by, endpoint: 'versions/forget-countdown', input: { recommendation: id } }
  await house.acts.run(request, async (act): Promise<Decision<Nothing>> => {
    const now = await loadRecommendation(act.tx, id)
    if (!now || now.freezesAt === null || now.freezesAt > act.at) return refuse('no-freeze-running', 'VE2')
    await noteFreeze(act, id, null, null)
    await act.record({ act: 'freeze-stopped', subject: id, by: null })
    act.touchText(now.textId)
    act.tell(now.session, 'recommendations', `recommendation:${id}`)
    return allow({})
  })
}

/** First step: from this commit nobody writes and the last row is fixed. Source: RULES.md VE1, LT13. */
async function stopWriting(act: Act, id: RecommendationId, by: AccountId): Promise<Decision<FreezeAnswer>> {
  const found = await recommendationFor(act.tx, id, by, act.at)
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const may = freeze(recommendation, session, capacity)
  if (!may.ok) return may
  const head = await setHead(act.tx, recommendation.textId, { state: 'freezing', newEpoch: act.random })
  if (!head) throw new Error(`no log of ${recommendation.textId}`)
  await setStage(act, id, 'frozen')
  await act.record({
    act: 'text-frozen',
    subject: id,
    by,
    facts: { text: recommendation.textId, seq: head.seq },
    onWordOf: wordOf(capacity),
  })
  act.touchText(recommendation.textId)
  act.tell(session.id, 'recommendations', `recommendation:${id}`, `text:${recommendation.textId}`)
  return allow({ freezesAt: null, version: null })
}

/**
 * Second and third step. A request asked again gets the version that it cut then, even when that freeze was taken back since;
 * a cut that the server's start finished answers with the newest version. Source: RULES.md RB6.
 */
async function cutVersion(house: House, id: RecommendationId, requestId?: string): Promise<Cut | null> {
  const kept = await loadRecommendation(house.db, id)
  const by = (await frozenBy(house, id)) ?? kept?.freezeBy
  if (!kept || !by) throw new Error(`nobody froze ${id}`)
  const head = await house.db.selectFrom('heads').selectAll().where('text', '=', kept.textId).executeTakeFirst()
  const reading = head?.state === 'freezing' ? await house.live.read(kept.textId, head.seq) : null
  const request = { by, endpoint: 'versions/cut', requestId, input: { recommendation: id } }
  const cut = await house.acts.run(request, async (act) =>
    reading ? writeVersion(act, kept, reading) : refuse('not-frozen', 'VE1'),
  )
  return cut.ok ? cut.facts : ((await loadRecommendation(house.db, id))?.version ?? null)
}

async function writeVersion(act: Act, kept: Kept, reading: TextReading): Promise<Decision<Cut>> {
  const head = await act.tx.selectFrom('heads').selectAll().where('text', '=', kept.textId).executeTakeFirst()
  if (head?.state !== 'freezing' || head.seq !== reading.seq) return refuse('not-frozen', 'VE1')
  const cut = await insertVersion(act, kept, reading, 'freeze')
  await setHead(act.tx, kept.textId, { state: 'closed' })
  await noteVersion(act, kept.id, cut)
  await recordCut(act, kept, { ...cut, seq: reading.seq })
  act.touchText(kept.textId)
  act.tell(kept.session, 'recommendations', `recommendation:${kept.id}`)
  return allow(cut)
}

const frozenBy = async (house: House, id: RecommendationId): Promise<AccountId | null> => {
  const row = await house.db
    .selectFrom('record')
    .select('acted_by')
    .where('act', '=', 'text-frozen')
    .where('subject', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.acted_by as AccountId | null | undefined) ?? null
}

/** Finishes a cut whose server stopped before its end. A text whose log is damaged stays frozen without a version. */
export async function finishFreeze(house: House, id: RecommendationId): Promise<void> {
  await cutVersion(house, id).catch((error) =>
    house.log('error', 'a freeze could not be finished', { recommendation: id, error: String(error) }),
  )
}
