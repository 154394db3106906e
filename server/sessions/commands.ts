import { allow, type Decision, type Nothing } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { AttendanceEventKind } from '../../shared/sessions/model.ts'
import { declareRecusal, noteAttendance, withdrawRecusal } from '../../shared/sessions/rules.ts'
import { checkInOneself, noteList } from '../../shared/sessions/sitting-rules.ts'
import type { Act } from '../act.ts'
import { lastAttendance, loadPresent, loadRecusals, sessionFor } from './queries.ts'

/** The secretary notes that a seated person came or left. */
export async function noteAttendanceAct(
  act: Act,
  input: { session: SessionId; account: AccountId; event: AttendanceEventKind; mode: 'hall' | 'remote' },
): Promise<Decision<{ number: number }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity, seats } = found.facts
  const present = await loadPresent(act.tx, session)
  const person = { seated: seats.some((seat) => seat.holder === input.account), present: present.has(input.account) }
  const may = noteAttendance(session, capacity, person, input.event)
  if (!may.ok) return may
  return allow({ number: await appendAttendance(act, session.id, session.sitting, input) })
}

/** A seated person checks in, or out, by themselves. */
export async function checkInAct(
  act: Act,
  input: { session: SessionId; event: AttendanceEventKind; mode: 'hall' | 'remote' },
): Promise<Decision<{ number: number }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const present = await loadPresent(act.tx, session)
  const may = checkInOneself(session, capacity, present.has(act.by), input.event)
  if (!may.ok) return may
  const mode = input.event === 'left' ? (present.get(act.by) ?? input.mode) : input.mode
  return allow({
    number: await appendAttendance(act, session.id, session.sitting, { ...input, account: act.by, mode }),
  })
}

/** The secretary keys in a paper list, all of it or nothing; who is checked in already is passed over and named. */
export async function noteListAct(
  act: Act,
  input: { session: SessionId; accounts: readonly AccountId[]; mode: 'hall' | 'remote' },
): Promise<Decision<{ noted: AccountId[]; already: AccountId[] }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity, seats } = found.facts
  const accounts = [...new Set(input.accounts)]
  const may = noteList(session, capacity, accounts, seats)
  if (!may.ok) return may
  const present = await loadPresent(act.tx, session)
  const noted = accounts.filter((account) => !present.has(account))
  for (const account of noted)
    await appendAttendance(act, session.id, session.sitting, { account, event: 'came', mode: input.mode })
  return allow({ noted, already: accounts.filter((account) => present.has(account)) })
}

/** Appends to the attendance log; also used when a store is loaded. Source: RULES.md SE3. */
export async function appendAttendance(
  act: Act,
  session: SessionId,
  sitting: number,
  event: { account: AccountId; event: AttendanceEventKind; mode: 'hall' | 'remote' },
): Promise<number> {
  const number = (await lastAttendance(act.tx, session)) + 1
  const { account, mode } = event
  await act.tx
    .insertInto('attendance')
    .values({ session, number, sitting, account, event: event.event, mode, at: act.at, noted_by: act.by })
    .execute()
  await act.record({
    act: event.event === 'came' ? 'person-came' : 'person-left',
    subject: session,
    facts: { account, mode, sitting },
    rows: [{ table: 'attendance', key: { session, number } }],
  })
  act.tell(session, 'attendance', 'session')
  return number
}

type RecusalInput = { session: SessionId; recommendation: RecommendationId; account: AccountId }

/** Asks a rule of declared interests about a person as they stand in the session. Refuses what it refuses, and not-found. */
async function mayChange(
  rule: typeof declareRecusal,
  act: Act,
  { session, recommendation, account }: RecusalInput,
  voteOpen: boolean,
): Promise<Decision> {
  const found = await sessionFor(act.tx, session, act.by, act.at)
  if (!found.ok) return found
  const { seats, capacity } = found.facts
  const person = { account, seated: seats.some((seat) => seat.holder === account) }
  const recusals = await loadRecusals(act.tx, session)
  return rule(found.facts.session, capacity, person, recommendation, recusals, voteOpen)
}

/** Declares an interest. `voteOpen`: whether a vote on that recommendation is open (known to the votes' domain). */
export async function declareRecusalAct(
  act: Act,
  input: RecusalInput & { reason: string },
  voteOpen: boolean,
): Promise<Decision<Nothing>> {
  const may = await mayChange(declareRecusal, act, input, voteOpen)
  if (!may.ok) return may
  await addRecusal(act, input)
  return allow({})
}

/** Writes a declared interest; also used when a store is loaded. The reason stays out of the record book: it is personal. */
export async function addRecusal(
  act: Act,
  { session, recommendation, account, reason }: RecusalInput & { reason: string },
): Promise<void> {
  await act.tx
    .insertInto('recusals')
    .values({ session, recommendation, account, reason, at: act.at, noted_by: act.by })
    .execute()
  await act.record({ act: 'interest-declared', subject: recommendation, facts: { account } })
  act.tell(session, 'session', `recommendation:${recommendation}`)
}

/** Takes a declared interest back. */
export async function withdrawRecusalAct(act: Act, input: RecusalInput, voteOpen: boolean): Promise<Decision<Nothing>> {
  const may = await mayChange(withdrawRecusal, act, input, voteOpen)
  if (!may.ok) return may
  const { session, recommendation, account } = input
  await act.tx
    .deleteFrom('recusals')
    .where('recommendation', '=', recommendation)
    .where('account', '=', account)
    .execute()
  await act.record({ act: 'interest-withdrawn', subject: recommendation, facts: { account } })
  act.tell(session, 'session', `recommendation:${recommendation}`)
  return allow({})
}
