import { allow, type Decision, type Nothing } from '../../shared/decision.ts'
import type { AccountId, AgendaPointId, SessionId, TextId } from '../../shared/ids.ts'
import type { SessionStage } from '../../shared/sessions/model.ts'
import { wordOf } from '../../shared/sessions/rules.ts'
import {
  changePrivacy,
  changeStage,
  handOver,
  letObserversRead,
  nameOperator,
  type StageAct,
  stateQuorum,
  takePoint,
} from '../../shared/sessions/sitting-rules.ts'
import type { Act } from '../act.ts'
import { loadAgendaPoint, loadLiveToObservers, loadPresent, loadQuorum, mayOperate, sessionFor } from './queries.ts'

/** Begins a sitting: nobody is present in it until they check in. Source: RULES.md SE11. */
export const openSitting = (act: Act, session: SessionId, number: number) =>
  act.tx
    .insertInto('sittings')
    .values({ session, number, opened_at: act.at, opened_by: act.by, ended_at: null, ended_how: null })
    .execute()

const AFTER: Readonly<Record<StageAct, SessionStage>> = {
  open: 'open',
  suspend: 'suspended',
  resume: 'open',
  close: 'closed',
}
const ENTRY = {
  open: 'session-opened',
  suspend: 'session-suspended',
  resume: 'session-resumed',
  close: 'session-closed',
} as const satisfies Record<StageAct, string>

/** What the domains to the right know of a session: whether a vote is open, and its live texts. */
export type Standing = { readonly voteOpen: boolean; readonly texts: readonly TextId[] }

/** Opens, suspends, resumes or closes a session; the answer is the number of its sitting. */
export const changeStageAct =
  (change: StageAct) =>
  async (
    act: Act,
    input: { session: SessionId },
    { voteOpen, texts }: Standing,
  ): Promise<Decision<{ sitting: number }>> => {
    const found = await sessionFor(act.tx, input.session, act.by, act.at)
    if (!found.ok) return found
    const { session, capacity } = found.facts
    const may = changeStage(session, capacity, change, voteOpen)
    if (!may.ok) return may
    const begins = change === 'open' || change === 'resume'
    const sitting = begins ? session.sitting + 1 : session.sitting
    await act.tx.updateTable('sessions').set({ stage: AFTER[change], sitting }).where('id', '=', session.id).execute()
    if (begins) await openSitting(act, session.id, sitting)
    else if (session.stage === 'open')
      await endSitting(act, session.id, sitting, change === 'suspend' ? 'suspended' : 'closed')
    if (change === 'suspend') await noteTexts(act, session.id, sitting, texts)
    await act.record({ act: ENTRY[change], subject: session.id, facts: { sitting } })
    for (const text of texts) act.touchText(text)
    act.tell(session.id, 'session', 'attendance', 'floor', 'recommendations')
    return allow({ sitting })
  }

const endSitting = (act: Act, session: SessionId, number: number, how: 'suspended' | 'closed') =>
  act.tx
    .updateTable('sittings')
    .set({ ended_at: act.at, ended_how: how })
    .where('session', '=', session)
    .where('number', '=', number)
    .execute()

/** Notes how far each text was, so that after the suspension it can be said what changed meanwhile. Source: RULES.md SE20. */
async function noteTexts(act: Act, session: SessionId, sitting: number, texts: readonly TextId[]): Promise<void> {
  for (const text of texts) {
    const head = await act.tx.selectFrom('heads').select('seq').where('text', '=', text).executeTakeFirst()
    await act.tx
      .insertInto('suspended_texts')
      .values({ session, sitting, text, seq: head?.seq ?? 0 })
      .execute()
  }
}

/** Takes a point of the agenda. */
export async function takePointAct(
  act: Act,
  input: { session: SessionId; point: AgendaPointId },
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = takePoint(session, capacity, await loadAgendaPoint(act.tx, session.id, input.point))
  if (!may.ok) return may
  await act.tx.updateTable('sessions').set({ current_point: input.point }).where('id', '=', session.id).execute()
  await act.record({
    act: 'point-taken',
    subject: session.id,
    facts: { point: input.point, sitting: session.sitting },
    onWordOf: wordOf(capacity),
  })
  act.tell(session.id, 'session', 'floor')
  return allow({})
}

/** What pages of observers show of a point, and must ask again when it is closed. Source: RULES.md SE12. */
const HIDDEN_WITH_A_POINT = ['session', 'recommendations', 'votes', 'floor', 'plan', 'revisions', 'comments'] as const

/** Closes a point to observers, opens it to them, or releases what was closed. `texts`: those taken under it. */
export async function changePrivacyAct(
  act: Act,
  input: { session: SessionId; point: AgendaPointId; closed: boolean; released: boolean },
  texts: readonly TextId[],
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const change = { closed: input.closed, released: input.closed && input.released }
  const may = changePrivacy(session, capacity, await loadAgendaPoint(act.tx, session.id, input.point), change)
  if (!may.ok) return may
  await act.tx
    .updateTable('agenda_points')
    .set({ closed: change.closed ? 1 : 0, released: change.released ? 1 : 0 })
    .where('id', '=', input.point)
    .execute()
  await act.record({
    act: !change.closed ? 'point-opened' : change.released ? 'point-released' : 'point-closed',
    subject: session.id,
    facts: { point: input.point },
    onWordOf: wordOf(capacity),
  })
  for (const text of texts) act.touchText(text)
  act.tell(session.id, ...HIDDEN_WITH_A_POINT)
  return allow({})
}

/** Lets observers read live texts, or stops it. */
export async function letObserversReadAct(
  act: Act,
  input: { session: SessionId; on: boolean },
  texts: readonly TextId[],
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = letObserversRead(session, capacity, await loadLiveToObservers(act.tx, session.id), input.on)
  if (!may.ok) return may
  await act.tx
    .updateTable('sessions')
    .set({ live_to_observers: input.on ? 1 : 0 })
    .where('id', '=', session.id)
    .execute()
  await act.record({
    act: input.on ? 'live-texts-shown' : 'live-texts-hidden',
    subject: session.id,
    onWordOf: wordOf(capacity),
  })
  for (const text of texts) act.touchText(text)
  act.tell(session.id, 'session', 'recommendations')
  return allow({})
}

/** Hands the presiding over to another chair or deputy. */
export async function handOverAct(act: Act, input: { session: SessionId; to: AccountId }): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity, seats } = found.facts
  const may = handOver(session, capacity, input.to, seats, await loadPresent(act.tx, session))
  if (!may.ok) return may
  await act.tx.updateTable('sessions').set({ presiding: input.to }).where('id', '=', session.id).execute()
  await act.record({ act: 'presiding-handed-over', subject: session.id, facts: { to: input.to } })
  act.tell(session.id, 'session', 'floor', 'votes', 'recommendations')
  return allow({})
}

/** Names somebody of the secretariat as operator, or with null nobody. */
export async function nameOperatorAct(
  act: Act,
  input: { session: SessionId; operator: AccountId | null },
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const { operator } = input
  const named =
    operator === null ? null : { account: operator, secretariat: await mayOperate(act.tx, session.id, operator) }
  const may = nameOperator(session, capacity, named)
  if (!may.ok) return may
  await act.tx.updateTable('sessions').set({ operator }).where('id', '=', session.id).execute()
  await act.record({ act: 'operator-named', subject: session.id, facts: { operator } })
  act.tell(session.id, 'session', 'floor', 'votes', 'recommendations')
  return allow({})
}

/** States the quorum for the record, as it is at this moment. */
export async function stateQuorumAct(act: Act, input: { session: SessionId }): Promise<Decision<{ number: number }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = stateQuorum(session, capacity)
  if (!may.ok) return may
  const counts = await loadQuorum(act.tx, found.facts, await loadPresent(act.tx, session))
  const last = await act.tx
    .selectFrom('quorum_statements')
    .select((q) => q.fn.max('number').as('number'))
    .where('session', '=', session.id)
    .executeTakeFirst()
  const number = Number(last?.number ?? 0) + 1
  await act.tx
    .insertInto('quorum_statements')
    .values({
      session: session.id,
      number,
      sitting: session.sitting,
      counts: JSON.stringify(counts),
      at: act.at,
      stated_by: act.by,
    })
    .execute()
  await act.record({
    act: 'quorum-stated',
    subject: session.id,
    facts: { sitting: session.sitting, counts: counts.map((count) => ({ ...count })) },
  })
  act.tell(session.id, 'session')
  return allow({ number })
}
