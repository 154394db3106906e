import { countQuorum } from '../../shared/councils/rules.ts'
import { allow, refuse } from '../../shared/decision.ts'
import { usedMs } from '../../shared/floor/list.ts'
import { hiddenFrom } from '../../shared/floor/rules.ts'
import type { AccountId, ScreenId, SessionId } from '../../shared/ids.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import type { Screen } from '../../shared/screens/model.ts'
import {
  type AskedVote,
  keepScreens,
  LOOKING_ON,
  type SceneNow,
  sceneOf,
  showOnScreens,
} from '../../shared/screens/rules.ts'
import type { AgendaPoint, AttendanceEvent, Session } from '../../shared/sessions/model.ts'
import { presentIn, seatsPresent } from '../../shared/sessions/rules.ts'
import type { Question } from '../../shared/votes/model.ts'
import { isUnderHidden } from '../../shared/votes/questions.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Readings } from '../amendments/reading.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { loadFloor } from '../floor/queries.ts'
import type { House } from '../house.ts'
import { type Kept, loadSet } from '../recommendations/queries.ts'
import { entryOf } from '../record/entries.ts'
import {
  loadAgenda,
  loadAgendaPoint,
  loadAttendance,
  loadLiveToObservers,
  loadRules,
  loadSeated,
  loadSession,
  type Seated,
  sessionFor,
} from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { loadVotesFacts } from '../votes/queries.ts'
import { loadVoidSince } from '../votes/remedies-queries.ts'
import { loadTrial } from '../votes/trial.ts'
import { amendmentNow, discussedNow } from './amendments.ts'
import { loadChoice, loadScreens, screenFor } from './queries.ts'
import { voteOn, wordsOf } from './votes.ts'

/** The links of a session, for who keeps them. */
export async function viewLinks(house: House, account: AccountId, input: { session: SessionId }) {
  const found = await sessionFor(house.db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = keepScreens(capacity)
  if (!may.ok) return may
  const choice = await loadChoice(house.db, session.id)
  const holds = choice?.point === session.currentPoint ? choice : null
  return allow({
    screens: (await loadScreens(house.db, session.id)).map(({ id, name, languages, ...one }) => ({
      id,
      name,
      languages: [...languages],
      createdAt: one.createdAt,
      revokedAt: one.revokedAt,
      lastSeen: one.lastSeen,
    })),
    choice: holds && { shown: holds.shown, recommendation: holds.recommendation, amendment: holds.amendment },
    may: { show: showOnScreens(session, capacity, 'point', null).ok },
  })
}

/** Exactly what a screen shows now: what those who look on may see, in its own languages. Source: RULES.md SE53. */
export async function viewScreen(
  house: House,
  input: { session: SessionId; screen: ScreenId },
  cookie: string | undefined,
  readings: Readings,
) {
  const { db } = house
  const admitted = await screenFor(db, input, cookie)
  if (!admitted.ok) return admitted
  const session = await loadSession(db, input.session)
  if (!session) return refuse('no-screen', 'SE51')
  const { title, date, place, timezone, stage, sitting } = session
  return allow({
    languages: [...admitted.facts.languages],
    session: { title, date, place, timezone, stage, sitting },
    shown: await shownTo(house, admitted.facts, session, readings),
  })
}

async function shownTo(house: House, screen: Screen, session: Session, readings: Readings) {
  const { db } = house
  const seated = await loadSeated(db, session, house.clock.now())
  const attendance = (await loadAttendance(db, session.id)).filter(({ sitting }) => sitting === session.sitting)
  const set = await loadSet(db, session.id)
  const point = session.currentPoint ? await loadAgendaPoint(db, session.id, session.currentPoint) : null
  const now = await sceneNow(db, session, { set, point, attendance, seated })
  const text = set.find(({ id }) => id === now.text)
  const place = point && { number: point.number, title: point.title }
  switch (now.scene) {
    case 'closed-point':
      return { scene: now.scene }
    case 'trial': {
      const holders = new Set(seated.seats.map(({ holder }) => holder))
      const pressed = (await loadTrial(db, session.id))?.pressed ?? new Set()
      return { scene: now.scene, pressed: [...holders].filter((one) => pressed.has(one)).length, of: holders.size }
    }
    case 'ended':
      return { scene: now.scene, head: await headOf(db, session) }
    case 'arrival':
      return {
        scene: now.scene,
        councils: await councilsOf(db, session, seated, attendance),
        checkIn:
          session.stage === 'open'
            ? { path: `/sessions/${session.id}/check-in`, origin: house.hall().address, trust: house.hall().trust }
            : null,
        head: await headOf(db, session),
      }
    case 'vote':
    case 'outcome': {
      const id = now.vote ?? text?.vote?.id
      const shown = id ? await voteOn(house, screen, text ?? null, id) : null
      if (shown?.scene === 'vote') return { ...shown, councils: await councilsOf(db, session, seated, attendance) }
      return shown ?? { scene: 'closed-point' as const }
    }
    case 'amendment': {
      const amendment = now.amendment ? await amendmentNow(house, screen, now.amendment, readings) : null
      if (amendment) return { scene: now.scene, amendment, ...(await barOf(house, session, seated, attendance)) }
      break
    }
    case 'text':
      if (text)
        return {
          scene: now.scene,
          point: place,
          text: await wordsOf(house, screen, text),
          ...(await barOf(house, session, seated, attendance)),
        }
  }
  return { scene: 'point' as const, point: place, ...(await barOf(house, session, seated, attendance)) }
}

/** Who is here, and who has the floor of a point that is not closed. */
async function barOf(house: House, session: Session, seated: Seated, attendance: readonly AttendanceEvent[]) {
  const { db } = house
  const { speaking } = (await loadFloor(db, session)).list
  const hidden = hiddenFrom(LOOKING_ON, await loadAgenda(db, session.id))
  const votes = await loadVotesFacts(db, session.id)
  const { councils, seats } = seated
  return {
    councils: await councilsOf(db, session, seated, attendance),
    speaker:
      speaking && !hidden(speaking.point)
        ? {
            name: nameIn(await loadNames(db), speaking.account),
            councils: councils
              .filter(({ id }) => seats.some((seat) => seat.council === id && seat.holder === speaking.account))
              .map(({ name }) => name),
            seconds: speaking.seconds,
            usedMs: usedMs(speaking.calledAt, house.clock.now(), votes.times),
            running: !votes.open,
          }
        : null,
  }
}

type Room = {
  readonly set: readonly Kept[]
  readonly point: AgendaPoint | null
  readonly attendance: readonly AttendanceEvent[]
  readonly seated: Seated
}

async function sceneNow(db: Reader, session: Session, { set, point, attendance, seated }: Room): Promise<SceneNow> {
  const live = await loadLiveToObservers(db, session.id)
  const votes = await newestVotes(db, session.id)
  const choice = await loadChoice(db, session.id)
  return sceneOf({
    stage: session.stage,
    point,
    texts: set.map((one) => ({
      id: one.id,
      point: one.point,
      visible: textAccess(one, session, LOOKING_ON, live).visible,
      vote: one.vote ? (votes.get(one.vote.id) ?? null) : null,
    })),
    asked: await newestAsked(db, session, set, live),
    trial: (await loadTrial(db, session.id)) !== null,
    amendment: await discussedNow(db, session, choice),
    choice,
    hadQuorum: session.stage === 'open' && (await hadQuorum(db, seated, attendance)),
  })
}

/** The newest vote that is not on the adoption of one text. */
async function newestAsked(
  db: Reader,
  session: Session,
  set: readonly Kept[],
  live: boolean,
): Promise<AskedVote | null> {
  const rows = await db
    .selectFrom('votes')
    .select(['id', 'point', 'question', 'recommendation', 'stage', 'opened_at', 'announced_at'])
    .where('session', '=', session.id)
    .where('question', 'is not', null)
    .orderBy('number', 'desc')
    .execute()
  const asks = ({ question }: { question: string | null }) => fromJson<Question>(question ?? '')
  const row = rows.find((one) => asks(one).kind !== 'adopt-recommendation')
  if (!row) return null
  const text = row.recommendation === null ? null : set.find(({ id }) => id === row.recommendation)
  return {
    id: row.id,
    point: row.point,
    visible:
      row.recommendation === null
        ? !isUnderHidden({ ...row, question: asks(row) }, hiddenFrom(LOOKING_ON, await loadAgenda(db, session.id)))
        : !!text && textAccess(text, session, LOOKING_ON, live).visible,
    vote: {
      stage: row.stage,
      openedAt: row.opened_at,
      announcedAt: (await loadVoidSince(db, session.id)).get(row.id) ?? row.announced_at,
    },
  }
}

async function newestVotes(db: Reader, session: SessionId) {
  const rows = await db
    .selectFrom('votes')
    .select(['id', 'stage', 'opened_at', 'announced_at'])
    .where('session', '=', session)
    .execute()
  const voidSince = await loadVoidSince(db, session)
  return new Map(
    rows.map(({ id, stage, opened_at, announced_at }) => [
      id,
      { stage, openedAt: opened_at, announcedAt: voidSince.get(id) ?? announced_at },
    ]),
  )
}

/** Whether each council had its quorum at any moment of the sitting. */
async function hadQuorum(db: Reader, seated: Seated, attendance: readonly AttendanceEvent[]): Promise<boolean> {
  const rules = await loadRules(seated, db)
  const here = new Set<AccountId>()
  for (const { account, event } of attendance) {
    if (event === 'left') here.delete(account)
    else here.add(account)
    const counts = countQuorum(
      rules,
      seated.seats.filter((seat) => here.has(seat.holder)),
    )
    if (counts.every(({ reached }) => reached)) return true
  }
  return false
}

async function councilsOf(
  db: Reader,
  session: Session,
  { councils, seats }: Seated,
  attendance: readonly AttendanceEvent[],
) {
  const present = presentIn(attendance, session.sitting)
  const remote = new Map([...present].filter(([, mode]) => mode === 'remote'))
  const counts = countQuorum(
    await loadRules({ councils, seats }, db),
    seats.filter((seat) => present.has(seat.holder)),
  )
  return counts.map(({ council, ...count }) => ({
    id: council,
    name: councils.find(({ id }) => id === council)?.name ?? { kk: '', ru: '', en: '' },
    remote: seatsPresent(
      seats.filter((seat) => seat.council === council),
      remote,
    ).length,
    present: count.present,
    base: count.base,
    needed: count.needed,
    reached: count.reached,
  }))
}

const ENTRY = {
  open: ['session-resumed', 'session-opened'],
  suspended: ['session-suspended'],
  closed: ['session-closed'],
  planned: [],
} as const

/** The entry that opened, resumed, suspended or closed the session last. Source: RULES.md SE21. */
async function headOf(db: Reader, session: Session) {
  for (const act of ENTRY[session.stage]) {
    const entry = await entryOf(db, act, session.id)
    if (entry) return entry
  }
  return null
}
