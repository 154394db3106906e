import { countQuorum } from '../../shared/councils/rules.ts'
import { allow, refuse } from '../../shared/decision.ts'
import { usedMs } from '../../shared/floor/list.ts'
import { hiddenFrom } from '../../shared/floor/rules.ts'
import type { AccountId, RecommendationId, ScreenId, SessionId, VoteId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { sayInEach } from '../../shared/messages/translate.ts'
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
import { plainParts } from '../../shared/text/canonical.ts'
import { inTurn, showsChoices } from '../../shared/votes/manners.ts'
import type { Question, Vote } from '../../shared/votes/model.ts'
import { carriedBySentence, questionSentence } from '../../shared/votes/putting.ts'
import { isUnderHidden, recommendationOf } from '../../shared/votes/questions.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { loadFloor } from '../floor/queries.ts'
import type { House } from '../house.ts'
import { type Kept, loadRecommendation, loadSet } from '../recommendations/queries.ts'
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
import { contentOf, loadVersion } from '../versions/queries.ts'
import { viewPutAmendment } from '../votes/amendments.ts'
import {
  loadBallots,
  loadCast,
  loadSheetPlaces,
  loadVote,
  loadVotesFacts,
  loadWindow,
  presidingCouncil,
} from '../votes/queries.ts'
import { loadVoidings, loadVoidSince } from '../votes/remedies-queries.ts'
import { loadTrial } from '../votes/trial.ts'
import { loadChoice, loadScreens, screenFor } from './queries.ts'

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
    choice: holds && { shown: holds.shown, recommendation: holds.recommendation },
    may: { show: showOnScreens(session, capacity, 'point', null).ok },
  })
}

/** Exactly what a screen shows now: what those who look on may see, in its own languages. Source: RULES.md SE53. */
export async function viewScreen(
  house: House,
  input: { session: SessionId; screen: ScreenId },
  cookie: string | undefined,
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
    shown: await shownTo(house, admitted.facts, session),
  })
}

async function shownTo(house: House, screen: Screen, session: Session) {
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
            ? { path: `/sessions/${session.id}/check-in`, origin: house.settings.publicUrl }
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
    choice: await loadChoice(db, session.id),
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

/** The words of a text in the languages of the screen: of its version once it is frozen, else live. */
async function wordsOf(house: House, screen: Screen, text: Kept) {
  const version = text.version && (await loadVersion(house.db, text.version.id))
  const parts = plainParts(version ? contentOf(version).parts : (await house.live.read(text.textId)).parts)
  return {
    kind: text.kind,
    number: text.number,
    stage: text.stage,
    version: version && { number: version.number, hash: version.hash },
    words: screen.languages.map((language: Language) => ({
      language,
      title: parts.title[language],
      text: parts.text[language],
    })),
  }
}

/** A vote with its progress, or once it is announced its outcome. Source: RULES.md SE54. */
async function voteOn(house: House, screen: Screen, text: Kept | null, id: VoteId) {
  const { db } = house
  const loaded = await loadVote(db, id)
  if (!loaded) return null
  const { vote, rules, presiding } = loaded
  const { question } = vote
  const about = recommendationOf(question)
  const put = text ?? (about && (await loadRecommendation(db, about)))
  const words = text ? await wordsOf(house, screen, text) : null
  const said = await saidBy(db, screen, vote)
  const asks = questionSentence(question, put ?? null)
  if (vote.stage === 'announced' || vote.stage === 'void')
    return {
      scene: 'outcome' as const,
      text: words,
      said,
      question: asks,
      outcome: vote.outcome,
      void: await voidOf(db, vote),
      councils: rules.map(({ council }) => ({ id: council.id, name: council.name })),
      head: await entryOf(db, entryOfOutcome(text, vote), subjectOf(text, id)),
    }
  const names = await loadNames(db)
  const cast = await loadCast(db, vote)
  const ballots = new Map((await loadBallots(db, vote.id)).map((ballot) => [ballot.place, ballot.choice]))
  const seats = [...vote.roll.places.flatMap((place) => place.seats), ...vote.roll.recused, ...vote.roll.absent]
  return {
    scene: 'vote' as const,
    text: words,
    said,
    question: asks,
    stage: vote.stage,
    manner: vote.manner,
    until: (await loadWindow(db, vote.id))?.until ?? null,
    carriedBy: carriedBySentence(rules, vote.counting, presidingCouncil(rules, seats, presiding)),
    places: vote.roll.places.length,
    cast: cast.length,
    turn: inTurn(vote, [...cast.map(({ place }) => place), ...(await loadSheetPlaces(db, vote.id))]),
    roll: vote.roll.places.map((place) => ({
      place: place.id,
      name: nameIn(names, place.account),
      choice: showsChoices(vote) ? (ballots.get(place.id) ?? null) : null,
    })),
  }
}

/** The words of a part, or what an amendment changes, in the screen's languages, or in those in which it was moved. */
async function saidBy(db: Reader, { languages }: Screen, vote: Vote) {
  const { question } = vote
  if (question.kind === 'keep-part')
    return languages.flatMap((language) =>
      question.words[language] ? [{ language, words: question.words[language] }] : [],
    )
  const changes = (await viewPutAmendment(db, vote))?.changes ?? []
  const shown = changes.filter(({ language }) => languages.includes(language))
  return [...Map.groupBy(shown.length > 0 ? shown : changes, ({ language }) => language)].map(([language, all]) => ({
    language,
    words: '',
    changed: all.flatMap(({ paragraphs }) =>
      paragraphs.map(({ segments }) => segments.map(({ kind, text }) => ({ kind, text }))),
    ),
  }))
}

/** That a vote is void and why, in words; null of one that stands. */
async function voidOf(db: Reader, vote: Vote) {
  if (vote.stage !== 'void') return null
  const done = (await loadVoidings(db, vote.id)).find(({ stage }) => stage === 'done')
  return done
    ? sayInEach('remedies.void.withGround', {
        number: vote.number,
        ground: sayInEach(`remedies.grounds.${done.ground}`),
      })
    : null
}

function entryOfOutcome(text: Kept | null, { stage }: Vote): string {
  if (stage === 'void') return 'vote-void'
  return text?.stage === 'adopted' ? 'text-adopted' : 'vote-announced'
}

const subjectOf = (text: Kept | null, vote: VoteId): RecommendationId | VoteId =>
  text?.stage === 'adopted' ? text.id : vote

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
