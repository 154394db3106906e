import { allow, type Decision, type Nothing } from '../../shared/decision.ts'
import { declareInterest, withdrawInterest } from '../../shared/floor/rules.ts'
import type { AccountId, AgendaPointId, SessionId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'
import { sessionFor } from '../sessions/queries.ts'
import { loadPointInterests } from './queries.ts'

type InterestInput = { session: SessionId; point: AgendaPointId; account: AccountId }

/** What the rules of interests look at. `voteOpen`: on a text of that point, which the floor does not know. */
async function interestFor(act: Act, input: InterestInput, voteOpen: boolean) {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, seats, capacity } = found.facts
  const agenda = await act.tx.selectFrom('agenda_points').select('id').where('session', '=', input.session).execute()
  const person = { account: input.account, seated: seats.some((seat) => seat.holder === input.account) }
  const interests = await loadPointInterests(act.tx, input.session)
  return allow({ capacity, asked: { session, person, point: input.point, agenda, interests, voteOpen } })
}

/** Declares an interest in an agenda point. The reason stays out of the record book: it is personal. */
export async function declareInterestAct(
  act: Act,
  input: InterestInput & { reason: string },
  voteOpen: boolean,
): Promise<Decision<Nothing>> {
  const found = await interestFor(act, input, voteOpen)
  if (!found.ok) return found
  const may = declareInterest(found.facts.capacity, found.facts.asked)
  if (!may.ok) return may
  const { session, point, account, reason } = input
  await act.tx
    .insertInto('point_recusals')
    .values({ session, point, account, reason, at: act.at, noted_by: act.by })
    .execute()
  await recordInterest(act, input, 'interest-declared')
  return allow({})
}

/** Takes a declared interest in an agenda point back. */
export async function withdrawInterestAct(
  act: Act,
  input: InterestInput,
  voteOpen: boolean,
): Promise<Decision<Nothing>> {
  const found = await interestFor(act, input, voteOpen)
  if (!found.ok) return found
  const may = withdrawInterest(found.facts.capacity, found.facts.asked)
  if (!may.ok) return may
  await act.tx
    .deleteFrom('point_recusals')
    .where('point', '=', input.point)
    .where('account', '=', input.account)
    .execute()
  await recordInterest(act, input, 'interest-withdrawn')
  return allow({})
}

async function recordInterest(act: Act, { session, point, account }: InterestInput, name: string): Promise<void> {
  await act.record({ act: name, subject: session, facts: { account, point } })
  act.tell(session, 'floor', 'order')
}
