import type { Council, QuorumCount, Seat } from '../../shared/councils/model.ts'
import { countQuorum, inForce } from '../../shared/councils/rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId, AgendaPointId, CouncilId, RecommendationId, SessionId, TextId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { AgendaPoint, AttendanceEvent, Recusal, Session, SessionRole } from '../../shared/sessions/model.ts'
import { type Capacity, capacityIn, presentIn, seeSession } from '../../shared/sessions/rules.ts'
import { type Instant, utcDay } from '../../shared/time.ts'
import { loadAccount, loadRoles } from '../accounts/queries.ts'
import { loadCouncils, loadOrders, loadSeats, loadSeatsBeside } from '../councils/queries.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import type { SessionsTables } from './tables.ts'

type Row = SessionsTables['sessions']

const fromRow = (row: Row, councils: readonly CouncilId[]): Session => ({
  id: row.id,
  stage: row.stage,
  title: fromJson<Localised>(row.title),
  date: row.date,
  place: fromJson<Localised>(row.place),
  timezone: row.timezone,
  hybrid: row.hybrid === 1,
  councils,
  counting: row.counting,
  presiding: row.presiding,
  operator: row.operator,
  amendmentDeadline: row.amendment_deadline,
  currentPoint: row.current_point,
  sitting: row.sitting,
})

/** All sessions, newest first. */
export async function loadSessions(db: Reader): Promise<Session[]> {
  const rows = await db.selectFrom('sessions').selectAll().orderBy('date', 'desc').orderBy('id').execute()
  const councils = await db.selectFrom('session_councils').selectAll().orderBy('position').execute()
  return rows.map((row) =>
    fromRow(
      row,
      councils.filter(({ session }) => session === row.id).map(({ council }) => council),
    ),
  )
}

export async function loadSession(db: Reader, id: SessionId): Promise<Session | null> {
  const row = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const councils = db.selectFrom('session_councils').select('council').where('session', '=', id).orderBy('position')
  return fromRow(
    row,
    (await councils.execute()).map(({ council }) => council),
  )
}

/** Whether a session that is not closed names a person: as who presides, as its operator, or as invited. Source: RULES.md AC92. */
export async function isNamedInSession(db: Reader, account: AccountId): Promise<boolean> {
  const named = db
    .selectFrom('sessions')
    .leftJoin('session_people', (join) =>
      join.onRef('session_people.session', '=', 'sessions.id').on('session_people.account', '=', account),
    )
    .select('sessions.id')
    .where('stage', '<>', 'closed')
    .where(({ or, eb }) =>
      or([eb('presiding', '=', account), eb('operator', '=', account), eb('session_people.account', 'is not', null)]),
    )
  return (await named.executeTakeFirst()) !== undefined
}

/** Whether the chair lets observers read live texts. */
export async function loadLiveToObservers(db: Reader, id: SessionId): Promise<boolean> {
  const row = await db.selectFrom('sessions').select('live_to_observers').where('id', '=', id).executeTakeFirst()
  return row?.live_to_observers === 1
}

const pointOf = (row: SessionsTables['agenda_points']): AgendaPoint => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  start: row.start,
  minutes: row.minutes,
  title: fromJson<Localised>(row.title),
  closed: row.closed === 1,
  released: row.released === 1,
})

/** The agenda of a session in its order. */
export async function loadAgenda(db: Reader, session: SessionId): Promise<AgendaPoint[]> {
  const rows = await db
    .selectFrom('agenda_points')
    .selectAll()
    .where('session', '=', session)
    .orderBy('position')
    .execute()
  return rows.map(pointOf)
}

/** One point of a session's agenda; null for one of another session. */
export async function loadAgendaPoint(
  db: Reader,
  session: SessionId,
  point: AgendaPointId,
): Promise<AgendaPoint | null> {
  const rows = db.selectFrom('agenda_points').selectAll().where('session', '=', session)
  const row = await rows.where('id', '=', point).executeTakeFirst()
  return row ? pointOf(row) : null
}

/** Whether an account is of the secretariat, by its role or in this session. Source: RULES.md SE9. */
export async function mayOperate(db: Reader, session: SessionId, account: AccountId): Promise<boolean> {
  const who = await loadAccount(db, account)
  return who?.role === 'secretariat' || (await loadSessionRole(db, session, account)) === 'secretariat'
}

/** The sittings of a session, the first one first. */
export const loadSittings = (db: Reader, session: SessionId) =>
  db.selectFrom('sittings').selectAll().where('session', '=', session).orderBy('number').execute()

/** How far a text was when its session was last suspended, and when that was; null where it was not. Source: RULES.md SE20. */
export async function loadSuspendedText(db: Reader, session: SessionId, text: TextId) {
  const row = await db
    .selectFrom('suspended_texts')
    .innerJoin('sittings', (join) =>
      join
        .onRef('sittings.session', '=', 'suspended_texts.session')
        .onRef('sittings.number', '=', 'suspended_texts.sitting'),
    )
    .select(['suspended_texts.seq', 'sittings.ended_at'])
    .where('suspended_texts.session', '=', session)
    .where('suspended_texts.text', '=', text)
    .orderBy('suspended_texts.sitting', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.ended_at ? { seq: row.seq, at: row.ended_at } : null
}

/** The quorum as the chair stated it last in a sitting; null before. */
export async function loadStatement(db: Reader, session: SessionId, sitting: number) {
  const row = await db
    .selectFrom('quorum_statements')
    .selectAll()
    .where('session', '=', session)
    .where('sitting', '=', sitting)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { at: row.at, by: row.stated_by, counts: fromJson<QuorumCount[]>(row.counts) } : null
}

/** A session as one account meets it. */
export type SessionFor = Seated & { readonly session: Session; readonly capacity: Capacity }

/** The councils of a session with the seats in force today, council by council. */
export type Seated = { readonly councils: readonly Council[]; readonly seats: readonly Seat[] }

/**
 * Loads a session for an account; `onRoll`: it stands on the roll of an open vote, and sees the vote through although its seat ended.
 * Refuses: not-found, alike for what does not exist and what it may not see.
 */
export async function sessionFor(
  db: Reader,
  id: SessionId,
  account: AccountId,
  at: Instant,
  onRoll = false,
): Promise<Decision<SessionFor>> {
  const session = await loadSession(db, id)
  const who = await loadAccount(db, account)
  if (!session || !who) return refuse('not-found', 'SE1')
  const all = await loadSeats(db)
  const capacity = capacityIn(session, who, all, await loadSessionRole(db, id, account), utcDay(at))
  const seen = onRoll ? allow() : seeSession(capacity)
  return seen.ok ? allow({ session, capacity, ...(await seatedIn(db, session, all, at)) }) : seen
}

/**
 * As `sessionFor`, for queries: what is the same for everybody is loaded once for each state of the store.
 * Refuses: not-found, alike for what does not exist and what the account may not see.
 */
export async function sessionSeen(
  { db, memo, clock }: Pick<House, 'db' | 'memo' | 'clock'>,
  id: SessionId,
  account: AccountId,
): Promise<Decision<SessionFor>> {
  const at = clock.now()
  const day = utcDay(at)
  const known = await memo.of(`session ${id} ${day}`, () => loadForAll(db, id, at))
  const role = known?.accounts.get(account)
  if (!known || !role) return refuse('not-found', 'SE1')
  const { session, councils, seats } = known
  const capacity = capacityIn(session, { id: account, role }, known.all, known.roles.get(account) ?? null, day)
  const seen = seeSession(capacity)
  return seen.ok ? allow({ session, capacity, councils, seats }) : seen
}

async function loadForAll(db: Reader, id: SessionId, at: Instant) {
  const session = await loadSession(db, id)
  if (!session) return null
  const all = await loadSeats(db)
  const people = await db.selectFrom('session_people').select(['account', 'role']).where('session', '=', id).execute()
  return {
    session,
    all,
    accounts: await loadRoles(db),
    roles: new Map(people.map(({ account, role }) => [account, role])),
    ...(await seatedIn(db, session, all, at)),
  }
}

async function seatedIn(db: Reader, session: Session, all: readonly Seat[], at: Instant) {
  const known = await loadCouncils(db)
  const councils = session.councils.flatMap((council) => known.filter((one) => one.id === council))
  const day = utcDay(at)
  return {
    councils,
    seats: councils.flatMap((council) => all.filter((seat) => seat.council === council.id && inForce(seat, day))),
  }
}

/** The councils of a session and their seats in force, as nobody's account meets them. */
export const loadSeated = async (db: Reader, session: Session, at: Instant): Promise<Seated> =>
  seatedIn(db, session, await loadSeats(db), at)

async function loadSessionRole(db: Reader, session: SessionId, account: AccountId): Promise<SessionRole | null> {
  const people = db.selectFrom('session_people').select('role').where('session', '=', session)
  return (await people.where('account', '=', account).executeTakeFirst())?.role ?? null
}

/**
 * As what an account meets a session, without the councils and seats of everybody; null when there is no such account or it may
 * not see the session. Source: RULES.md SE1.
 */
export async function loadCapacity(
  db: Reader,
  session: Session,
  account: AccountId,
  at: Instant,
): Promise<Capacity | null> {
  const who = await loadAccount(db, account)
  if (!who) return null
  const role = await loadSessionRole(db, session.id, account)
  const capacity = capacityIn(session, who, await loadSeatsBeside(db, account, session.presiding), role, utcDay(at))
  return seeSession(capacity).ok ? capacity : null
}

/** The attendance log of a session in order. */
export async function loadAttendance(db: Reader, session: SessionId): Promise<AttendanceEvent[]> {
  const rows = await db.selectFrom('attendance').selectAll().where('session', '=', session).orderBy('number').execute()
  return rows.map(({ session: _, noted_by, ...event }) => ({ ...event, by: noted_by }))
}

/** The number of the newest entry of a session's attendance log, 0 before the first. */
export async function lastAttendance(db: Reader, session: SessionId): Promise<number> {
  const row = await db
    .selectFrom('attendance')
    .select((q) => q.fn.max('number').as('number'))
    .where('session', '=', session)
    .executeTakeFirst()
  return Number(row?.number ?? 0)
}

export const loadPresent = async (db: Reader, session: Session): Promise<ReadonlyMap<AccountId, 'hall' | 'remote'>> =>
  presentIn(await loadAttendance(db, session.id), session.sitting)

/** Declared interests in a session, or in one recommendation. */
export async function loadRecusals(
  db: Reader,
  session: SessionId,
  recommendation?: RecommendationId,
): Promise<Recusal[]> {
  const rows = await db.selectFrom('recusals').selectAll().where('session', '=', session).orderBy('at').execute()
  return rows
    .filter((row) => recommendation === undefined || row.recommendation === recommendation)
    .map(({ recommendation, account, reason }) => ({ recommendation, account, reason }))
}

/** The session's councils with the standing orders in force and how many seats are held: what quorum and outcome are counted by. */
export const loadRules = ({ councils, seats }: Pick<SessionFor, 'councils' | 'seats'>, db: Reader) =>
  Promise.all(
    councils.map(async (council) => ({
      council,
      orders: await loadOrders(db, council.id),
      members: seats.filter((seat) => seat.council === council.id).length,
    })),
  )

/** Quorum council by council from who is present now. */
export const loadQuorum = async (db: Reader, facts: Seated, present: ReadonlyMap<AccountId, unknown>) =>
  countQuorum(
    await loadRules(facts, db),
    facts.seats.filter((seat) => present.has(seat.holder)),
  )
