import { allow, type Decision, type Nothing, type RuleId, refuse } from '../../shared/decision.ts'
import type { Counts, EnteredResult, Floor, MotionKind, PointOfOrder, Ruling } from '../../shared/floor/model.ts'
import {
  appealRuling,
  decideMotion,
  isOverturned,
  motionStage,
  raiseMotion,
  raisePoint,
  rulePoint,
  settleAppeal,
  withdrawMotion,
  withdrawPoint,
} from '../../shared/floor/order-rules.ts'
import type { AccountId, MotionId, PointOfOrderId, SessionId } from '../../shared/ids.ts'
import { wordOf } from '../../shared/sessions/rules.ts'
import type { Act } from '../act.ts'
import { type FloorFor, floorFor } from './commands.ts'
import { saveAppeal, saveDecision, tellOrder } from './deciding.ts'
import { entitledNow, personIn, type VotesFacts } from './queries.ts'
import { businessDone } from './saving.ts'

/** The next number of a session's points of order or motions: their order, whatever the sitting. */
async function nextNumber(act: Act, table: 'points_of_order' | 'motions', session: SessionId): Promise<number> {
  const row = await act.tx
    .selectFrom(table)
    .select((q) => q.fn.max('number').as('number'))
    .where('session', '=', session)
    .executeTakeFirst()
  return Number(row?.number ?? 0) + 1
}

/** Raises a point of order: it goes before the list, and no vote opens until it is ruled on. */
export async function raisePointAct(
  act: Act,
  input: { session: SessionId; account: AccountId; conduct: boolean },
  votes: VotesFacts,
): Promise<Decision<{ point: PointOfOrderId }>> {
  const found = await floorFor(act, input.session, votes)
  if (!found.ok) return found
  const { capacity, facts, session, present } = found.facts
  const person = await personIn(act.tx, found.facts, capacity, input.account, present)
  const may = raisePoint(capacity, person, input.conduct, facts)
  if (!may.ok) return may
  const id = act.newId() as PointOfOrderId
  // With no vote open there is nothing whose conduct it could be about: it closed while the button was pressed.
  const conduct = input.conduct && votes.open
  await act.tx
    .insertInto('points_of_order')
    .values({
      id,
      session: session.id,
      sitting: session.sitting,
      number: await nextNumber(act, 'points_of_order', session.id),
      account: input.account,
      point: session.currentPoint,
      conduct: conduct ? 1 : 0,
      stage: 'waiting',
      raised_at: act.at,
      raised_by: act.by,
      ruling: null,
      words: null,
      ruled_at: null,
      ruled_by: null,
      business: null,
      votes_opened: null,
      appellant: null,
      appealed_at: null,
      counts: null,
      overturned: null,
      put: null,
    })
    .execute()
  await act.record({
    act: 'point-of-order-raised',
    subject: session.id,
    facts: { account: input.account, pointOfOrder: id, conduct },
  })
  tellOrder(act, session.id)
  return allow({ point: id })
}

type PointInput = { session: SessionId; point: PointOfOrderId }
type MotionInput = { session: SessionId; motion: MotionId }

/** The floor with one thing on it of the present sitting. Refuses: not-found. */
async function withOne<One>(
  act: Act,
  session: SessionId,
  votes: VotesFacts,
  find: (floor: Floor) => One | undefined,
  rule: RuleId,
): Promise<Decision<FloorFor & { readonly one: One }>> {
  const found = await floorFor(act, session, votes)
  if (!found.ok) return found
  const one = find(found.facts.facts.floor)
  return one ? allow({ ...found.facts, one }) : refuse('not-found', rule)
}
const withPoint = (act: Act, { session, point }: PointInput, votes: VotesFacts) =>
  withOne(act, session, votes, ({ pointsOfOrder }) => pointsOfOrder.find(({ id }) => id === point), 'SE34')
const withMotion = (act: Act, { session, motion }: MotionInput, votes: VotesFacts) =>
  withOne(act, session, votes, ({ motions }) => motions.find(({ id }) => id === motion), 'SE39')

/** Takes a point of order back before its ruling. */
export async function withdrawPointAct(act: Act, input: PointInput, votes: VotesFacts): Promise<Decision<Nothing>> {
  const found = await withPoint(act, input, votes)
  if (!found.ok) return found
  const { capacity, facts, one: point } = found.facts
  const may = withdrawPoint(capacity, point, facts)
  if (!may.ok) return may
  await act.tx.updateTable('points_of_order').set({ stage: 'withdrawn' }).where('id', '=', input.point).execute()
  await recordPoint(act, found.facts, 'point-of-order-withdrawn', point)
  return allow({})
}

/** Records the ruling; its words stay out of the record book, which holds no personal data. */
export async function rulePointAct(
  act: Act,
  input: PointInput & { ruling: Ruling; words: string },
  votes: VotesFacts,
): Promise<Decision<Nothing>> {
  const found = await withPoint(act, input, votes)
  if (!found.ok) return found
  const { capacity, facts, session, one: point } = found.facts
  const may = rulePoint(capacity, point, facts)
  if (!may.ok) return may
  await businessDone(act, session, facts.floor)
  await act.tx
    .updateTable('points_of_order')
    .set({
      stage: 'ruled',
      ruling: input.ruling,
      words: input.words,
      ruled_at: act.at,
      ruled_by: act.by,
      business: facts.floor.business + 1,
      votes_opened: votes.opened,
    })
    .where('id', '=', input.point)
    .execute()
  await recordPoint(act, found.facts, 'point-of-order-ruled', point, { ruling: input.ruling })
  return allow({})
}

/** Appeals from a ruling: it is put to the vote at once. */
export async function appealRulingAct(
  act: Act,
  input: PointInput & { account: AccountId },
  votes: VotesFacts,
): Promise<Decision<Nothing>> {
  const found = await withPoint(act, input, votes)
  if (!found.ok) return found
  const { capacity, facts, present, one: point } = found.facts
  const person = await personIn(act.tx, found.facts, capacity, input.account, present)
  const may = appealRuling(capacity, person, point, facts)
  if (!may.ok) return may
  await act.tx
    .updateTable('points_of_order')
    .set({ stage: 'appealed', appellant: input.account, appealed_at: act.at })
    .where('id', '=', input.point)
    .execute()
  await recordPoint(act, found.facts, 'ruling-appealed', { ...point, account: input.account })
  return allow({})
}

/** The secretary enters how the vote on the ruling came out. */
export async function settleAppealAct(
  act: Act,
  input: PointInput & Counts,
  votes: VotesFacts,
): Promise<Decision<{ overturned: boolean }>> {
  const found = await withPoint(act, input, votes)
  if (!found.ok) return found
  const { capacity, facts, session, present, one: point } = found.facts
  const counts: Counts = { for: input.for, against: input.against, abstain: input.abstain }
  const may = settleAppeal(capacity, point, counts, entitledNow(found.facts, present), facts)
  if (!may.ok) return may
  const overturned = isOverturned(counts)
  // What the secretary counted is the secretary's own word.
  await saveAppeal(act, { session, onWordOf: null }, point, { overturned, by: counts })
  return allow({ overturned })
}

async function recordPoint(
  act: Act,
  { session, capacity }: FloorFor,
  name: string,
  { id, account }: Pick<PointOfOrder, 'id' | 'account'>,
  more: Record<string, string | number | boolean> = {},
): Promise<void> {
  const facts = { account, pointOfOrder: id, ...more }
  // A ruling is the chair's whoever presses; what a member or the secretary does is their own.
  const onWordOf = name === 'point-of-order-ruled' ? wordOf(capacity) : null
  await act.record({ act: name, subject: session.id, facts, onWordOf })
  tellOrder(act, session.id)
}

/** Raises a motion. */
export async function raiseMotionAct(
  act: Act,
  input: { session: SessionId; account: AccountId; kind: MotionKind; words: string },
  votes: VotesFacts,
): Promise<Decision<{ motion: MotionId }>> {
  const found = await floorFor(act, input.session, votes)
  if (!found.ok) return found
  const { capacity, facts, session, present } = found.facts
  const person = await personIn(act.tx, found.facts, capacity, input.account, present)
  const may = raiseMotion(capacity, person, input.kind, facts)
  if (!may.ok) return may
  const motion = act.newId() as MotionId
  await act.tx
    .insertInto('motions')
    .values({
      id: motion,
      session: session.id,
      sitting: session.sitting,
      number: await nextNumber(act, 'motions', session.id),
      kind: input.kind,
      account: input.account,
      point: session.currentPoint,
      words: input.words,
      stage: 'waiting',
      raised_at: act.at,
      raised_by: act.by,
      result: null,
      decided_at: null,
      decided_by: null,
      put: null,
    })
    .execute()
  await act.record({
    act: 'motion-raised',
    subject: session.id,
    facts: { account: input.account, motion, kind: input.kind },
  })
  act.tell(session.id, 'floor')
  return allow({ motion })
}

/** Takes a motion back. */
export async function withdrawMotionAct(act: Act, input: MotionInput, votes: VotesFacts): Promise<Decision<Nothing>> {
  const found = await withMotion(act, input, votes)
  if (!found.ok) return found
  const { capacity, facts, one: motion } = found.facts
  const may = withdrawMotion(capacity, motion, facts)
  if (!may.ok) return may
  const { account, kind } = motion
  await act.tx.updateTable('motions').set({ stage: 'withdrawn' }).where('id', '=', input.motion).execute()
  await act.record({
    act: 'motion-withdrawn',
    subject: input.session,
    facts: { account, motion: input.motion, kind },
  })
  act.tell(input.session, 'floor')
  return allow({})
}

/** Enters what became of a motion, and does what it carried. */
export async function decideMotionAct(
  act: Act,
  input: MotionInput & { result: EnteredResult },
  votes: VotesFacts,
): Promise<Decision<{ stage: 'carried' | 'rejected' | 'out-of-order' }>> {
  const found = await withMotion(act, input, votes)
  if (!found.ok) return found
  const { capacity, facts, session, present, one: motion } = found.facts
  const { result } = input
  const may = decideMotion(capacity, motion, result, entitledNow(found.facts, present), facts)
  if (!may.ok) return may
  const stage = motionStage(result)
  const deciding = { session, floor: facts.floor, onWordOf: wordOf(capacity) }
  await saveDecision(act, deciding, motion, { stage, result, under: session.currentPoint })
  return allow({ stage })
}
