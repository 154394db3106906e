import type { Pause } from '../../shared/floor/list.ts'
import type {
  Counts,
  Floor,
  Motion,
  MotionResult,
  PointInterest,
  PointOfOrder,
  PutBy,
  SpeakersList,
  VotesSeen,
} from '../../shared/floor/model.ts'
import { rulingWaits } from '../../shared/floor/order-rules.ts'
import type { FloorPerson } from '../../shared/floor/rules.ts'
import type { AccountId, AgendaPointId, MotionId, PointOfOrderId, SessionId } from '../../shared/ids.ts'
import type { Session } from '../../shared/sessions/model.ts'
import { type Capacity, isSecretariat } from '../../shared/sessions/rules.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { SessionFor } from '../sessions/queries.ts'
import type { FloorTables } from './tables.ts'

/** What the floor is told of a session's votes by the wiring: whether one is open, how many were, and when. */
export type VotesFacts = VotesSeen & { readonly times: readonly Pause[] }

/** Until the chair sets another: what a speaker has where nobody said how long. */
const USUAL_SECONDS = 180

type Of = Pick<Session, 'id' | 'sitting'>

/** The list as it was set, in this sitting or the last one before it. */
async function loadSetting(db: Reader, { id, sitting }: Of) {
  const row = await db
    .selectFrom('floors')
    .selectAll()
    .where('session', '=', id)
    .where('sitting', '<=', sitting)
    .orderBy('sitting', 'desc')
    .limit(1)
    .executeTakeFirst()
  const now = row?.sitting === sitting ? row : null
  return {
    listClosed: now?.list_closed === 1,
    debateClosedOn: now?.debate_closed === 1 ? { point: now.debate_closed_on } : null,
    secondsEach: row?.seconds_each ?? USUAL_SECONDS,
    guestsMayAsk: row?.guests_may_ask === 1,
    business: now?.business ?? 0,
  }
}

async function loadList(db: Reader, { id, sitting }: Of): Promise<SpeakersList> {
  const rows = await db
    .selectFrom('floor_entries')
    .selectAll()
    .where('session', '=', id)
    .where('sitting', '=', sitting)
    .where('stage', 'in', ['waiting', 'speaking'])
    .orderBy('position')
    .execute()
  const entryOf = (row: FloorTables['floor_entries']) => ({
    id: row.id,
    account: row.account,
    point: row.point,
    askedAt: row.asked_at,
  })
  const now = rows.find(({ stage }) => stage === 'speaking')
  return {
    waiting: rows.filter(({ stage }) => stage === 'waiting').map(entryOf),
    speaking: now ? { ...entryOf(now), calledAt: now.called_at ?? now.asked_at, seconds: now.seconds ?? 0 } : null,
  }
}

const putOf = (put: string | null): PutBy | null => (put === null ? null : fromJson<PutBy>(put))

function pointOf(row: FloorTables['points_of_order']): PointOfOrder {
  const raised = { id: row.id, account: row.account, point: row.point, conduct: row.conduct === 1, at: row.raised_at }
  if (row.stage === 'waiting' || row.stage === 'withdrawn') return { ...raised, stage: row.stage }
  const ruled = {
    ...raised,
    ruling: row.ruling ?? 'not-sustained',
    words: row.words ?? '',
    business: row.business ?? 0,
    votesOpened: row.votes_opened ?? 0,
  }
  if (row.stage === 'ruled' || row.appellant === null || row.appealed_at === null) return { ...ruled, stage: 'ruled' }
  const appealed = { ...ruled, appeal: { account: row.appellant, at: row.appealed_at, put: putOf(row.put) } }
  if (row.stage !== 'settled') return { ...appealed, stage: 'appealed' }
  const counts = row.counts === null ? null : fromJson<Counts>(row.counts)
  return { ...appealed, stage: 'settled', counts, overturned: row.overturned === 1 }
}

async function loadPointsOfOrder(db: Reader, { id, sitting }: Of): Promise<PointOfOrder[]> {
  const rows = await db
    .selectFrom('points_of_order')
    .selectAll()
    .where('session', '=', id)
    .where('sitting', '=', sitting)
    .orderBy('number')
    .execute()
  return rows.map(pointOf)
}

function motionOf(row: FloorTables['motions']): Motion {
  const { id, kind, account, point, words, raised_at: at } = row
  const raised = { id, kind, account, point, words, at, put: putOf(row.put) }
  return row.stage === 'waiting' || row.stage === 'withdrawn' || row.result === null
    ? { ...raised, stage: row.stage === 'withdrawn' ? 'withdrawn' : 'waiting' }
    : { ...raised, stage: row.stage, result: fromJson<MotionResult>(row.result) }
}

/** A point of order or a motion of whatever sitting, and of which; null when there is none. */
export async function loadPointOfOrder(db: Reader, id: PointOfOrderId) {
  const row = await db.selectFrom('points_of_order').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { sitting: row.sitting, point: pointOf(row) } : null
}
export async function loadMotion(db: Reader, id: MotionId) {
  const row = await db.selectFrom('motions').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { sitting: row.sitting, motion: motionOf(row) } : null
}

async function loadMotions(db: Reader, { id, sitting }: Of): Promise<Motion[]> {
  const rows = await db
    .selectFrom('motions')
    .selectAll()
    .where('session', '=', id)
    .where('sitting', '=', sitting)
    .orderBy('number')
    .execute()
  return rows.map(motionOf)
}

/** The floor of the present sitting; of an earlier one nothing is left. Source: RULES.md SE33. */
export async function loadFloor(db: Reader, session: Of): Promise<Floor> {
  return {
    sitting: session.sitting,
    ...(await loadSetting(db, session)),
    list: await loadList(db, session),
    pointsOfOrder: await loadPointsOfOrder(db, session),
    motions: await loadMotions(db, session),
  }
}

/** Whether a ruling, or the result of an appeal, is waited for, so that no vote opens. Source: RULES.md SE35. */
export const loadRulingWaits = async (db: Reader, session: Of): Promise<boolean> =>
  rulingWaits({ pointsOfOrder: await loadPointsOfOrder(db, session) })

/** Declared interests in agenda points of a session, or in one of them. */
export async function loadPointInterests(
  db: Reader,
  session: SessionId,
  point?: AgendaPointId | null,
): Promise<PointInterest[]> {
  if (point === null) return []
  const rows = await db.selectFrom('point_recusals').selectAll().where('session', '=', session).orderBy('at').execute()
  return rows
    .filter((row) => point === undefined || row.point === point)
    .map(({ point: of, account, reason }) => ({ point: of, account, reason }))
}

/** Somebody as the floor's rules look at them. */
export async function personIn(
  db: Reader,
  { session, seats }: SessionFor,
  by: Capacity,
  account: AccountId,
  present: ReadonlyMap<AccountId, unknown>,
): Promise<FloorPerson> {
  const people = db.selectFrom('session_people').select('role').where('session', '=', session.id)
  return {
    account,
    seated: seats.some((seat) => seat.holder === account),
    present: present.has(account),
    invited:
      by.account === account
        ? by.sessionRole !== null || isSecretariat(by)
        : (await people.where('account', '=', account).executeTakeFirst()) !== undefined,
  }
}

/** How many may have a vote by show of hands: persons checked in, in councils apart their seats. Source: RULES.md SE43. */
export function entitledNow({ session, seats }: SessionFor, present: ReadonlyMap<AccountId, unknown>): number {
  const here = seats.filter((seat) => present.has(seat.holder))
  return session.counting === 'one-pool' ? new Set(here.map((seat) => seat.holder)).size : here.length
}
