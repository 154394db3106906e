import type { CouncilRules } from '../../shared/councils/model.ts'
import { UNSAID } from '../../shared/councils/orders.ts'
import { inForce } from '../../shared/councils/rules.ts'
import type { AccountId, PlaceId, SeatId, SessionId, VoteId } from '../../shared/ids.ts'
import { utcDay } from '../../shared/time.ts'
import { corrected } from '../../shared/votes/correction-rules.ts'
import { WAYS } from '../../shared/votes/manners.ts'
import type {
  Ballot,
  Cast,
  Outcome,
  OutcomeInput,
  Place,
  Question,
  Roll,
  RollSeat,
  Vote,
} from '../../shared/votes/model.ts'
import { computeOutcome } from '../../shared/votes/outcome.ts'
import { outcomeWithoutVote, type Window } from '../../shared/votes/without-vote.ts'
import { loadSeats } from '../councils/queries.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { VotesFacts } from '../floor/queries.ts'
import { loadAttendance } from '../sessions/queries.ts'
import { loadCounted } from './counts.ts'
import { loadCorrections } from './remedies-queries.ts'
import { loadSealed } from './sealed.ts'
import type { VotesTables } from './tables.ts'

/** The councils of a vote as they stood at opening. */
export type FrozenRules = readonly CouncilRules[]

export type LoadedVote = {
  readonly vote: Vote
  readonly rules: FrozenRules
  readonly presiding: AccountId
  readonly recusalReasons: ReadonlyMap<SeatId, string>
  /** Numbers of the attendance log between which the vote was open; `to` null while it is. */
  readonly attendance: { readonly from: number; readonly to: number | null }
}

/** A vote with its roll, all as fixed at opening; null when there is none. */
export async function loadVote(db: Reader, id: VoteId): Promise<LoadedVote | null> {
  const row = await db.selectFrom('votes').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const lines = await db.selectFrom('rolls').selectAll().where('vote', '=', id).orderBy('position').execute()
  const rules = fromJson<FrozenRules>(row.councils).map((one) => ({ ...one, orders: { ...UNSAID, ...one.orders } }))
  const reasons = lines.flatMap((line) =>
    line.reason === null ? [] : fromJson<RollSeat[]>(line.seats).map(({ seat }) => [seat, line.reason ?? ''] as const),
  )
  return {
    vote: voteFrom(row, rollFrom(row, lines), rules),
    rules,
    presiding: row.presiding,
    recusalReasons: new Map(reasons),
    attendance: { from: row.attendance_at_opening, to: row.attendance_at_close },
  }
}

function questionOf({ id, question, recommendation }: VotesTables['votes']): Question {
  if (question !== null) return fromJson<Question>(question)
  if (recommendation === null) throw new Error(`vote ${id} asks nothing`)
  return { kind: 'adopt-recommendation', recommendation }
}

function rollFrom(row: VotesTables['votes'], lines: readonly VotesTables['rolls'][]): Roll {
  const seatsOf = (standing: 'recused' | 'absent') =>
    lines.filter((line) => line.standing === standing).flatMap((line) => fromJson<RollSeat[]>(line.seats))
  return {
    places: lines
      .filter((line) => line.standing === 'entitled')
      .map((line) => ({
        id: line.place as Place['id'],
        account: line.account,
        seats: fromJson<RollSeat[]>(line.seats),
        mode: line.mode ?? 'hall',
      })),
    recused: seatsOf('recused'),
    absent: seatsOf('absent'),
    presentAtOpening: fromJson<SeatId[]>(row.present_at_opening),
    presiding: row.presiding_place,
  }
}

function voteFrom(row: VotesTables['votes'], roll: Roll, rules: FrozenRules): Vote {
  const base = {
    id: row.id,
    session: row.session,
    number: row.number,
    question: questionOf(row),
    point: row.point,
    version: row.version,
    hash: row.hash,
    manner: row.manner,
    counting: row.counting,
    councils: rules.map(({ council }) => council),
    orders: rules.map(({ orders }) => orders),
    roll,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
  }
  const outcome = row.outcome === null ? null : fromJson<Outcome>(row.outcome)
  if (row.stage === 'void')
    return { ...base, stage: 'void', closedAt: row.closed_at ?? row.opened_at, outcome, announcedAt: row.announced_at }
  if (row.stage === 'open' || row.closed_at === null || outcome === null) return { ...base, stage: 'open' }
  const closed = { ...base, closedAt: row.closed_at, outcome }
  return row.stage === 'announced' && row.announced_at !== null
    ? { ...closed, stage: 'announced', announcedAt: row.announced_at }
    : { ...closed, stage: 'closed' }
}

/** The window of a vote that asks whether anybody objects; null for every other. */
export async function loadWindow(db: Reader, vote: VoteId): Promise<Window | null> {
  const row = await db.selectFrom('windows').selectAll().where('vote', '=', vote).executeTakeFirst()
  if (!row) return null
  const { until, objected, objected_at: at, objected_by: by } = row
  if (objected === null || at === null || by === null) return { vote, until, objection: null }
  const place = await db
    .selectFrom('rolls')
    .select('account')
    .where('vote', '=', vote)
    .where('place', '=', objected)
    .executeTakeFirstOrThrow()
  return { vote, until, objection: { place: objected, account: place.account, at, by } }
}

/** What the rules make of a vote as it stands in the store: the one place where an outcome comes from. */
export async function outcomeOf(db: Reader, loaded: LoadedVote): Promise<Outcome> {
  const input = await outcomeInput(db, loaded)
  const window = await loadWindow(db, loaded.vote.id)
  return window ? outcomeWithoutVote(input, window.objection !== null) : computeOutcome(input)
}

/** Places that hold a paper sheet: nothing else is their ballot. Source: RULES.md VO70. */
export async function loadSheetPlaces(db: Reader, vote: VoteId): Promise<readonly PlaceId[]> {
  const rows = await db.selectFrom('paper_sheets').select('place').where('vote', '=', vote).execute()
  return rows.map(({ place }) => place)
}

/** Who has cast, and how, whether or not the choices are known yet. */
export async function loadCast(db: Reader, vote: Pick<Vote, 'id' | 'manner'>): Promise<readonly Cast[]> {
  const ballots = await loadBallots(db, vote.id)
  if (vote.manner !== 'sealed' || ballots.length > 0) return ballots
  return (await loadSealed(db, vote.id)).map(({ place, at, given_by, source }) => ({ place, at, by: given_by, source }))
}

/** The ballots of a vote that count: as they were recorded, or as they were corrected. Source: RULES.md VO87. */
export const loadBallots = async (db: Reader, vote: VoteId): Promise<Ballot[]> =>
  corrected(await loadRecorded(db, vote), await loadCorrections(db, vote))

/** The ballots of a vote as they were recorded first, in the order of the roll's places. */
export async function loadRecorded(db: Reader, vote: VoteId): Promise<Ballot[]> {
  const sheets = await loadSheetPlaces(db, vote)
  const all = await db.selectFrom('ballots').selectAll().where('vote', '=', vote).orderBy('place').execute()
  const rows = all.filter(({ place, source }) => source === 'paper' || !sheets.includes(place))
  return rows.map(({ place, choice, at, given_by, source }) => ({ place, choice, at, by: given_by, source }))
}

/**
 * Seats that took part: they stand on a roll, or their holder was noted in a session of their council during their term.
 * Source: RULES.md CO10.
 */
export async function seatsThatTookPart(db: Reader): Promise<ReadonlySet<SeatId>> {
  const rolls = await db.selectFrom('rolls').select('seats').distinct().execute()
  const noted = await db
    .selectFrom('attendance')
    .innerJoin('session_councils', 'session_councils.session', 'attendance.session')
    .select(['attendance.account', 'session_councils.council', 'attendance.at'])
    .execute()
  const days = Map.groupBy(noted, ({ account, council }) => `${account} ${council}`)
  const present = (await loadSeats(db)).filter((seat) =>
    (days.get(`${seat.holder} ${seat.council}`) ?? []).some(({ at }) => inForce(seat, utcDay(at))),
  )
  return new Set([
    ...rolls.flatMap(({ seats }) => fromJson<RollSeat[]>(seats).map(({ seat }) => seat)),
    ...present.map(({ id }) => id),
  ])
}

/** On how many votes' rolls a person stands. */
export async function countRolls(db: Reader, account: AccountId): Promise<number> {
  const { count } = await db
    .selectFrom('rolls')
    .select(({ fn }) => fn.count<number>('vote').distinct().as('count'))
    .where('account', '=', account)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Whether a person stands on the roll of a vote whose outcome is not announced. Source: RULES.md AC92. */
export async function isOnOpenRoll(db: Reader, account: AccountId): Promise<boolean> {
  const open = db
    .selectFrom('rolls')
    .innerJoin('votes', 'votes.id', 'rolls.vote')
    .select('votes.id')
    .where('rolls.account', '=', account)
    .where('votes.stage', 'in', ['open', 'closed'])
  return (await open.executeTakeFirst()) !== undefined
}

/** Whether texts were adopted on a vote. */
export async function isAdoptedBy(db: Reader, vote: VoteId): Promise<boolean> {
  const row = await db.selectFrom('adopted_texts').select('recommendation').where('vote', '=', vote).executeTakeFirst()
  return row !== undefined
}

/** The votes of a session in the order of their numbers: what each asks and how far it is. */
export async function votesOf(
  db: Reader,
  session: SessionId,
): Promise<Pick<Vote, 'id' | 'number' | 'stage' | 'question'>[]> {
  const rows = await db.selectFrom('votes').selectAll().where('session', '=', session).orderBy('number').execute()
  return rows.map((row) => ({ id: row.id, number: row.number, stage: row.stage, question: questionOf(row) }))
}

/** Whether any vote of a session is open. Source: RULES.md VO4. */
export async function voteIsOpen(db: Reader, session: SessionId): Promise<boolean> {
  const row = await db
    .selectFrom('votes')
    .select('id')
    .where('session', '=', session)
    .where('stage', '=', 'open')
    .executeTakeFirst()
  return row !== undefined
}

/** What the floor is told of a session's votes: whether one is open, how many were opened, and when each was open. */
export async function loadVotesFacts(db: Reader, session: SessionId): Promise<VotesFacts> {
  const rows = await db
    .selectFrom('votes')
    .select(['stage', 'opened_at', 'closed_at'])
    .where('session', '=', session)
    .execute()
  return {
    open: rows.some(({ stage }) => stage === 'open'),
    opened: rows.length,
    times: rows.map(({ opened_at: from, closed_at: to }) => ({ from, to })),
  }
}

/** What the outcome of a vote is computed from. */
export async function outcomeInput(
  db: Reader,
  { vote, rules, presiding, attendance }: LoadedVote,
): Promise<OutcomeInput> {
  const log = (await loadAttendance(db, vote.session)).filter(
    ({ number }) => number > attendance.from && number <= (attendance.to ?? number),
  )
  const last = new Map(log.map((event) => [event.account, event.event]))
  const present = [...vote.roll.places.flatMap((place) => place.seats), ...vote.roll.recused]
  const seats = [...present, ...vote.roll.absent]
  const counted = WAYS[vote.manner].byHands ? await loadCounted(db, vote.id) : null
  return {
    counting: vote.counting,
    councils: rules,
    presidingCouncil: presidingCouncil(rules, seats, presiding),
    roll: vote.roll,
    ballots: await loadBallots(db, vote.id),
    ...(counted && { counted }),
    leftBeforeClose: present.filter((seat) => last.get(seat.account) === 'left').map(({ seat }) => seat),
  }
}

/** The council whose majority and tie rule count in one pool: where the presiding person is chair or deputy, else the first. */
export function presidingCouncil(rules: FrozenRules, seats: readonly RollSeat[], presiding: AccountId) {
  const held = seats.filter((seat) => seat.account === presiding)
  const first = rules[0]?.council.id
  const council =
    (held.find((seat) => seat.role === 'chair') ?? held.find((seat) => seat.role === 'deputy') ?? held[0])?.council ??
    first
  if (!council) throw new Error('a vote without councils')
  return council
}
