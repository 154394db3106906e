import { emptied } from '../../shared/floor/list.ts'
import type { Counts, Floor, Motion, MotionResult, PointOfOrder } from '../../shared/floor/model.ts'
import type { AccountId, AgendaPointId, VoteId } from '../../shared/ids.ts'
import type { Session } from '../../shared/sessions/model.ts'
import type { Act } from '../act.ts'
import { businessDone, saveList, saveSetting } from './saving.ts'

/** The sitting in which something is decided, and on whose word where an operator pressed. */
export type Deciding = { readonly session: Session; readonly floor: Floor; readonly onWordOf: AccountId | null }

export type Decided = {
  readonly stage: 'carried' | 'rejected' | 'out-of-order'
  readonly result: MotionResult
  /** The agenda point on which it was decided. */
  readonly under: AgendaPointId | null
}

/** Writes what became of a motion, and does what it carried: closes the list, or ends the debate. Source: RULES.md SE40. */
export async function saveDecision(
  act: Act,
  { session, floor, onWordOf }: Deciding,
  { id, account, kind }: Motion,
  { stage, result, under }: Decided,
): Promise<void> {
  await act.tx
    .updateTable('motions')
    .set({ stage, result: JSON.stringify(result), decided_at: act.at, decided_by: act.by })
    .where('id', '=', id)
    .execute()
  await businessDone(act, session, floor)
  await act.record({
    act: 'motion-decided',
    subject: session.id,
    facts: { account, motion: id, kind, stage, ...result },
    onWordOf,
  })
  if (stage === 'carried') await carryOut(act, session, { ...floor, business: floor.business + 1 }, kind, under)
  act.tell(session.id, 'floor')
}

/** Suspending and adjourning stay with the chair, who is told; division and manner with who puts the vote. Source: RULES.md SE40. */
async function carryOut(act: Act, session: Session, floor: Floor, kind: Motion['kind'], under: AgendaPointId | null) {
  if (kind === 'close-list') await saveSetting(act, session, { ...floor, listClosed: true })
  if (kind !== 'close-debate') return
  await saveSetting(act, session, { ...floor, debateClosedOn: { point: under } })
  // Whoever waits by now for another point was not meant.
  if (under === session.currentPoint) await saveList(act, floor.list, emptied(floor.list), 'dropped')
}

/** A decision that counts for nothing: the motion waits again, and what it closed is open. Source: RULES.md SE45. */
export async function undoDecision(act: Act, { session, floor }: Deciding, motion: Motion, vote: VoteId) {
  const { id, account, kind, stage } = motion
  await act.tx
    .updateTable('motions')
    .set({ stage: 'waiting', result: null, decided_at: null, decided_by: null })
    .where('id', '=', id)
    .execute()
  if (stage === 'carried' && kind === 'close-list') await saveSetting(act, session, { ...floor, listClosed: false })
  if (stage === 'carried' && kind === 'close-debate')
    await saveSetting(act, session, { ...floor, debateClosedOn: null })
  await act.record({ act: 'motion-waits-again', subject: session.id, facts: { account, motion: id, kind, vote } })
  act.tell(session.id, 'floor')
}

/** Writes how an appeal came out: as hands were counted, or by its vote. Source: RULES.md SE37. */
export async function saveAppeal(
  act: Act,
  { session, onWordOf }: Pick<Deciding, 'session' | 'onWordOf'>,
  { id, account }: PointOfOrder,
  { overturned, by }: { readonly overturned: boolean; readonly by: Counts | { readonly vote: VoteId } },
): Promise<void> {
  await act.tx
    .updateTable('points_of_order')
    .set({ stage: 'settled', counts: 'vote' in by ? null : JSON.stringify(by), overturned: overturned ? 1 : 0 })
    .where('id', '=', id)
    .execute()
  await act.record({
    act: 'appeal-settled',
    subject: session.id,
    facts: { account, pointOfOrder: id, ...by, overturned },
    onWordOf,
  })
  tellOrder(act, session.id)
}

/** An appeal whose vote counts for nothing waits for another. Source: RULES.md SE45. */
export async function undoAppeal(act: Act, { session }: Pick<Deciding, 'session'>, point: PointOfOrder, vote: VoteId) {
  const { id, account } = point
  await act.tx
    .updateTable('points_of_order')
    .set({ stage: 'appealed', counts: null, overturned: null })
    .where('id', '=', id)
    .execute()
  await act.record({
    act: 'appeal-waits-again',
    subject: session.id,
    facts: { account, pointOfOrder: id, vote },
  })
  tellOrder(act, session.id)
}

/** Points of order and appeals decide whether a vote may open. */
export const tellOrder = (act: Act, session: Session['id']): void => act.tell(session, 'floor', 'order')
