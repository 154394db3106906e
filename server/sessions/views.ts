import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { eachLanguage, type Localised } from '../../shared/language.ts'
import type { Session, SessionRole } from '../../shared/sessions/model.ts'
import { isObserver, isSecretariat, readAttendanceLog, run } from '../../shared/sessions/rules.ts'
import { checkInOneself, handOver, isHidden, mayChangePrivacy } from '../../shared/sessions/sitting-rules.ts'
import { type Instant, utcDay } from '../../shared/time.ts'
import { loadNames, loadSecretariat } from '../accounts/queries.ts'
import { loadOrdersVersions } from '../councils/queries.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { entryOf } from '../record/entries.ts'
import {
  loadAgenda,
  loadAttendance,
  loadLiveToObservers,
  loadPresent,
  loadQuorum,
  loadRecusals,
  loadSeated,
  loadSession,
  loadSessions,
  loadSittings,
  loadStatement,
  type SessionFor,
  sessionSeen,
} from './queries.ts'

const summaryOf = ({ session, councils }: SessionFor) => ({
  ...session,
  councils: councils.map(({ id, name, seats }) => ({ id, name, seats })),
})

/** The sessions an account may see. */
export async function listSessions(house: House, account: AccountId) {
  const sessions = await house.memo.of('sessions', () => loadSessions(house.db))
  const seen = await Promise.all(sessions.map(({ id }) => sessionSeen(house, id, account)))
  return allow({ sessions: seen.flatMap((one) => (one.ok ? [summaryOf(one.facts)] : [])) })
}

/** One session with everything its page shows; what is the same for all is put together once for each state of the store. */
export async function viewSession(house: House, account: AccountId, input: { id: SessionId }) {
  const { memo, clock } = house
  const found = await sessionSeen(house, input.id, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const at = clock.now()
  const shown = await memo.of(`session for all ${session.id} ${utcDay(at)}`, () => sameForAll(house.db, session.id, at))
  if (!shown) return refuse('not-found', 'SE1')
  const { present, people, secretariat, agenda, recusals, ...same } = shown
  const looksOn = isObserver(capacity)
  return allow({
    ...summaryOf(found.facts),
    ...same,
    agenda: agenda.map((point) => {
      const hidden = looksOn && isHidden(point)
      return { ...point, hidden, title: hidden ? NO_WORDS : point.title }
    }),
    recusals: looksOn ? [] : recusals,
    may: {
      noteAttendance: isSecretariat(capacity) && session.stage === 'open',
      preside: capacity.presiding,
      run: run(capacity).ok,
      checkIn: checkInOneself(session, capacity, present.has(account), 'came').ok,
      checkOut: checkInOneself(session, capacity, present.has(account), 'left').ok,
      changePrivacy: mayChangePrivacy(session, capacity),
      ...mayName(found.facts, present, people, secretariat),
      seeAttendanceLog: readAttendanceLog(capacity).ok,
    },
  })
}

/** What everybody's answer is made of; who looks on is told less of it. */
async function sameForAll(db: Reader, id: SessionId, at: Instant) {
  // Its own look at the session: one that somebody brings along may be of the state before.
  const session = await loadSession(db, id)
  if (!session) return null
  const { councils, seats } = await loadSeated(db, session, at)
  const names = await loadNames(db)
  const present = await loadPresent(db, session)
  const sittings = await loadSittings(db, session.id)
  const people = await db
    .selectFrom('session_people')
    .selectAll()
    .where('session', '=', session.id)
    .orderBy('position')
    .execute()
  return {
    present,
    people,
    secretariat: await loadSecretariat(db),
    agenda: await loadAgenda(db, session.id),
    recusals: await loadRecusals(db, session.id),
    liveToObservers: await loadLiveToObservers(db, session.id),
    sittings: sittings.map(({ number, opened_at, ended_at, ended_how }) => ({
      number,
      openedAt: opened_at,
      endedAt: ended_at,
      endedHow: ended_how,
    })),
    head: await headOf(db, session),
    statement: await loadStatement(db, session.id, session.sitting),
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
    quorum: [...(await loadQuorum(db, { councils, seats }, present))],
    orders: await ordersOf(db, session, sittings.at(-1)?.ended_at ?? null),
  }
}

/** The version of standing orders that each council goes by; a closed session keeps those that held when it ended. */
async function ordersOf(db: Reader, session: Session, endedAt: Instant | null) {
  const until = session.stage === 'closed' && endedAt !== null ? endedAt : Number.POSITIVE_INFINITY
  const versions = session.councils.map(async (council) => {
    const all = await loadOrdersVersions(db, council)
    const held = all.find(({ at }) => at <= until) ?? all.at(-1)
    return held ? [{ council, version: held.version }] : []
  })
  return (await Promise.all(versions)).flat()
}

/** Whom a presiding chair may hand over to, and name as operator; nobody for anybody else. */
function mayName(
  { session, capacity, seats }: SessionFor,
  present: ReadonlyMap<AccountId, unknown>,
  people: readonly { account: AccountId; role: SessionRole }[],
  secretariat: readonly AccountId[],
) {
  const chairs = [...new Set(seats.map(({ holder }) => holder))]
  const here = people.filter(({ role }) => role === 'secretariat').map(({ account }) => account)
  return {
    handOverTo: chairs.filter((one) => handOver(session, capacity, one, seats, present).ok),
    operators: capacity.presiding && session.stage !== 'closed' ? [...new Set([...here, ...secretariat])] : [],
  }
}

/** The entry that suspended or closed a session, to be compared with the one on paper. Source: RULES.md SE21. */
const headOf = async (db: House['db'], session: Session) =>
  session.stage === 'suspended' || session.stage === 'closed'
    ? entryOf(db, session.stage === 'suspended' ? 'session-suspended' : 'session-closed', session.id)
    : null

const NO_WORDS = eachLanguage(() => '')
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
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const may = readAttendanceLog(found.facts.capacity)
  if (!may.ok) return may
  return allow({ events: await loadAttendance(house.db, input.session) })
}
