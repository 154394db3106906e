import { allow, type Decision } from '../../shared/decision.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { isObserver, isSecretariat, readAttendanceLog, run } from '../../shared/sessions/rules.ts'
import { loadNames } from '../accounts/queries.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import {
  loadAttendance,
  loadPresent,
  loadQuorum,
  loadRecusals,
  loadSessions,
  type SessionFor,
  sessionFor,
} from './queries.ts'

const summaryOf = ({ session, councils }: SessionFor) => ({
  ...session,
  councils: councils.map(({ id, name, seats }) => ({ id, name, seats })),
})

/** The sessions an account may see. */
export async function listSessions(house: House, account: AccountId) {
  const sessions = await loadSessions(house.db)
  const seen = await Promise.all(sessions.map(({ id }) => sessionFor(house.db, id, account, house.clock.now())))
  return allow({ sessions: seen.flatMap((one) => (one.ok ? [summaryOf(one.facts)] : [])) })
}

/** One session with everything its page shows. */
export async function viewSession(house: House, account: AccountId, input: { id: SessionId }) {
  const { db } = house
  const found = await sessionFor(db, input.id, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity, seats } = found.facts
  const names = await loadNames(db)
  const present = await loadPresent(db, session)
  const agenda = await db
    .selectFrom('agenda_points')
    .selectAll()
    .where('session', '=', session.id)
    .orderBy('position')
    .execute()
  const people = await db
    .selectFrom('session_people')
    .selectAll()
    .where('session', '=', session.id)
    .orderBy('position')
    .execute()
  return allow({
    ...summaryOf(found.facts),
    agenda: agenda.map(({ id, number, kind, start, minutes, title }) => ({
      id,
      number,
      kind,
      start,
      minutes,
      title: fromJson<Localised>(title),
    })),
    seats: seats.map((seat) => ({
      id: seat.id,
      council: seat.council,
      role: seat.role,
      account: seat.holder,
      name: nameIn(names, seat.holder),
      present: present.has(seat.holder),
      mode: present.get(seat.holder) ?? null,
    })),
    others: people.map((person) => ({
      account: person.account,
      name: nameIn(names, person.account),
      role: person.role,
      organisation: person.organisation,
    })),
    quorum: [...(await loadQuorum(db, found.facts, present))],
    recusals: isObserver(capacity) ? [] : await loadRecusals(db, session.id),
    may: {
      noteAttendance: isSecretariat(capacity) && session.stage === 'open',
      preside: capacity.presiding,
      run: run(capacity).ok,
      seeAttendanceLog: readAttendanceLog(capacity).ok,
    },
  })
}

const UNNAMED: Localised = { kk: '—', ru: '—', en: '—' }
/** A person's name; a dash for an account that is gone. */
export const nameIn = (names: ReadonlyMap<AccountId, Localised>, account: AccountId): Localised =>
  names.get(account) ?? UNNAMED

/** The attendance log, for who keeps it. Refuses: no-right. Source: RULES.md SE5. */
export async function viewAttendance(
  house: House,
  account: AccountId,
  input: { session: SessionId },
): Promise<Decision<{ events: Awaited<ReturnType<typeof loadAttendance>> }>> {
  const found = await sessionFor(house.db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const may = readAttendanceLog(found.facts.capacity)
  if (!may.ok) return may
  return allow({ events: await loadAttendance(house.db, input.session) })
}
