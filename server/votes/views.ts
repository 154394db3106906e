import type { CouncilRules } from '../../shared/councils/model.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { hiddenFrom } from '../../shared/floor/rules.ts'
import type { AccountId, CouncilId, PlaceId, SessionId, VoteId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import { say } from '../../shared/messages/translate.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import { isSecretariat, run } from '../../shared/sessions/rules.ts'
import type { Instant } from '../../shared/time.ts'
import { inTurn, padOf, showsChoices, WAYS } from '../../shared/votes/manners.ts'
import type { Cast, Choice, Place, RollSeat, Vote } from '../../shared/votes/model.ts'
import { carriedBySentence, questionSentence, rollSentence } from '../../shared/votes/putting.ts'
import { decidedBy, isUnderHidden, recommendationOf } from '../../shared/votes/questions.ts'
import { mannersOf, openVote, seeOutcome, seePreparation } from '../../shared/votes/rules.ts'
import type { Window } from '../../shared/votes/without-vote.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import { loadMotion, loadPointOfOrder } from '../floor/queries.ts'
import type { House } from '../house.ts'
import { type Kept, loadRecommendation, loadSet, recommendationFor } from '../recommendations/queries.ts'
import { entryOf } from '../record/entries.ts'
import { loadAgenda, loadLiveToObservers, type SessionFor, sessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { votesNow } from './acting.ts'
import { viewPutAmendment } from './amendments.ts'
import type { Receipt } from './ballots.ts'
import { viewHands } from './hands-views.ts'
import { viewSheets } from './paper-views.ts'
import { prepareVote } from './prepare.ts'
import {
  isAdoptedBy,
  type LoadedVote,
  loadBallots,
  loadCast,
  loadSheetPlaces,
  loadVote,
  loadWindow,
  presidingCouncil,
} from './queries.ts'
import { type Asked, titleOf, titleOfVersion } from './questions.ts'
import { viewRemedies } from './remedies-views.ts'
import { loadSealed, sealFor } from './sealed.ts'
import { viewTellers } from './tellers-views.ts'

/** The votes of a session, newest first. */
export async function listVotes(house: House, account: AccountId, input: { session: SessionId }) {
  const found = await sessionFor(house.db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const liveToObservers = await loadLiveToObservers(house.db, session.id)
  const visible = new Set(
    (await loadSet(house.db, session.id))
      .filter((one) => textAccess(one, session, capacity, liveToObservers).visible)
      .map(({ id }) => id),
  )
  const all = await house.db
    .selectFrom('votes')
    .select(['id', 'recommendation'])
    .where('session', '=', input.session)
    .orderBy('number', 'desc')
    .execute()
  const hidden = hiddenFrom(capacity, await loadAgenda(house.db, session.id))
  const rows = all.filter(({ recommendation }) => recommendation === null || visible.has(recommendation))
  const votes = await Promise.all(
    rows.map(async ({ id }) => {
      const loaded = await loadVote(house.db, id)
      if (!loaded) return []
      const { vote } = loaded
      if (isUnderHidden(vote, hidden)) return []
      const shown = vote.stage !== 'open' && seeOutcome(vote.stage, capacity)
      return [
        {
          id: vote.id,
          number: vote.number,
          stage: vote.stage,
          kind: vote.question.kind,
          recommendation: recommendationOf(vote.question),
          title: await titleOf(house.db, vote),
          openedAt: vote.openedAt,
          result: shown ? (vote.outcome?.result ?? null) : null,
        },
      ]
    }),
  )
  return allow({ votes: votes.flat() })
}

/** One vote as an account meets it: roll, progress, its own receipts, and the outcome once it may be seen. */
export async function viewVote(house: House, account: AccountId, input: { id: VoteId }) {
  const { db } = house
  const loaded = await loadVote(db, input.id)
  if (!loaded) return refuse('not-found', 'VO16')
  const { vote, rules } = loaded
  const found = await seenBy(db, vote, account, house.clock.now())
  if (!found.ok) return found
  const { recommendation } = found.facts
  const names = await loadNames(db)
  const { capacity } = found.facts
  const cast = new Map((await loadCast(db, vote)).map((one) => [one.place, one]))
  const choices = new Map((await loadBallots(db, vote.id)).map(({ place, choice }) => [place, choice]))
  const shown = showsChoices(vote)
  const own = await ownPlaces(house, loaded, { cast, choices }, account)
  if (!own.ok) return own
  const sheets = await viewSheets(db, vote, capacity, house.seals)
  // Who has cast is told of a sealed vote that was not closed to the desk, and to each of their own place. Source: RULES.md VO61, VO96.
  const tells = (place: Place) => shown || seePreparation(capacity).ok || place.account === account
  const named = (seat: RollSeat) => ({ ...seat, name: nameIn(names, seat.account) })
  const seats = [...vote.roll.places.flatMap((place) => place.seats), ...vote.roll.recused, ...vote.roll.absent]
  return allow({
    id: vote.id,
    session: vote.session,
    number: vote.number,
    stage: vote.stage,
    question: {
      kind: vote.question.kind,
      recommendation: recommendationOf(vote.question),
      number: recommendation?.number ?? null,
      title: await titleOf(db, vote),
      sentence: questionSentence(vote.question, recommendation),
      part: vote.question.kind === 'keep-part' ? vote.question.words : null,
      amendment: await house.memo.of(`put ${vote.id}`, () => viewPutAmendment(db, vote)),
      texts: await textsOf(house, vote, found.facts),
      decides: await decidesOf(db, vote, names),
    },
    version: vote.version,
    hash: vote.hash,
    manner: vote.manner,
    counting: vote.counting,
    councils: rules.map(({ council, orders }) => ({
      id: council.id,
      name: council.name,
      orders: orders.id,
      ordersVersion: orders.version,
    })),
    carriedBy: carriedBySentence(rules, vote.counting, presidingCouncil(rules, seats, loaded.presiding)),
    openedAt: vote.openedAt,
    closedAt: vote.stage === 'open' ? null : vote.closedAt,
    announcedAt: vote.stage === 'announced' || vote.stage === 'void' ? vote.announcedAt : null,
    progress: { places: vote.roll.places.length, cast: cast.size },
    roll: vote.roll.places.map((place) => ({
      place: place.id,
      account: place.account,
      name: nameIn(names, place.account),
      mode: place.mode,
      seats: place.seats.map(({ seat, council, role }) => ({ seat, council, role })),
      cast: tells(place) && !WAYS[vote.manner].byHands ? cast.has(place.id) : null,
      choice: shown ? (choices.get(place.id) ?? null) : null,
      source: tells(place) ? (cast.get(place.id)?.source ?? null) : null,
      sheet: sheets.sheetOf(place.id),
      withdrawal: sheets.withdrawalOf(place.id),
    })),
    recused: vote.roll.recused.map((seat) => ({ ...named(seat), reason: loaded.recusalReasons.get(seat.seat) ?? '' })),
    absent: vote.roll.absent.map(named),
    ...own.facts,
    hands: await viewHands(db, loaded, capacity),
    tellers: await viewTellers(db, vote, capacity, house.seals, (one) => nameIn(names, one)),
    turn: inTurn(vote, [...cast.keys(), ...(await loadSheetPlaces(db, vote.id))]),
    window: shownWindow(await loadWindow(db, vote.id), names),
    outcome: vote.stage !== 'open' && seeOutcome(vote.stage, capacity) ? vote.outcome : null,
    adopted: await isAdoptedBy(db, vote.id),
    head: await headOf(db, vote),
    remedies: await viewRemedies(house, loaded, found.facts),
    may: mayDo(vote, found.facts, await waitsForAdoption(db, vote, recommendation)),
  })
}

/** The vote that is open now: a phone asks once and has it. */
export async function viewOpenVote(house: House, account: AccountId, input: { session: SessionId }) {
  const found = await sessionFor(house.db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const row = await house.db
    .selectFrom('votes')
    .select('id')
    .where('session', '=', input.session)
    .where('stage', '=', 'open')
    .executeTakeFirst()
  const seen = row && (await viewVote(house, account, row))
  return allow({ vote: seen?.ok ? seen.facts : null })
}

/** A vote is seen by who sees its session and its text, or the point under which procedure was voted on. Refuses: not-found. Source: RULES.md VO16, VO135. */
export async function seenBy(db: Reader, vote: Vote, account: AccountId, now: Instant) {
  const id = recommendationOf(vote.question)
  if (id !== null) {
    const found = await recommendationFor(db, id, account, now)
    if (found.ok) return allow<SessionFor & { recommendation: Kept | null }>(found.facts)
    if (!votesNow(vote, account)) return refuse('not-found', 'VO16')
  }
  const found = await sessionFor(db, vote.session, account, now, votesNow(vote, account))
  if (!found.ok) return refuse('not-found', 'VO16')
  const hidden = hiddenFrom(found.facts.capacity, await loadAgenda(db, vote.session))
  if (isUnderHidden(vote, hidden) && !votesNow(vote, account)) return refuse('not-found', 'VO135')
  return allow({ ...found.facts, recommendation: id && (await loadRecommendation(db, id)) })
}

/** The motion or the ruling that a vote decides, as the floor knows it now. Source: RULES.md SE44, SE46. */
async function decidesOf(db: Reader, { question }: Vote, names: Awaited<ReturnType<typeof loadNames>>) {
  const decides = decidedBy(question)
  if (decides?.on === 'motion') {
    const found = await loadMotion(db, decides.motion)
    if (!found) return null
    const { id, kind, account, stage } = found.motion
    return { on: 'motion' as const, motion: id, kind, name: nameIn(names, account), stage }
  }
  const point = decides && (await loadPointOfOrder(db, decides.pointOfOrder))?.point
  if (!point || !('appeal' in point)) return null
  return {
    on: 'ruling' as const,
    pointOfOrder: point.id,
    ruling: point.ruling,
    name: nameIn(names, point.appeal.account),
    overturned: point.stage === 'settled' ? point.overturned : null,
  }
}

/** The texts of a set that a reader may see, as they were put; those of a closed point are not named to who looks on. */
async function textsOf(house: House, { question }: Vote, { session, capacity }: SessionFor) {
  if (question.kind !== 'adopt-set') return []
  const liveToObservers = await loadLiveToObservers(house.db, session.id)
  const set = new Map((await loadSet(house.db, session.id)).map((one) => [one.id, one]))
  const seen = question.texts.filter(({ recommendation }) => {
    const text = set.get(recommendation)
    return text !== undefined && textAccess(text, session, capacity, liveToObservers).visible
  })
  return Promise.all(
    seen.map(async (text) => ({ ...text, title: await titleOfVersion(house.db, text.recommendation, text.hash) })),
  )
}

/** Whether a carried vote is followed by an adoption that has not been made. */
async function waitsForAdoption(db: Reader, { id, session, question }: Vote, text: Kept | null): Promise<boolean> {
  if (question.kind === 'adopt-recommendation') return text?.stage === 'carried' && text.vote?.id === id
  if (question.kind !== 'adopt-set') return false
  const set = new Map((await loadSet(db, session)).map((one) => [one.id, one]))
  return question.texts.some(({ recommendation }) => set.get(recommendation)?.stage !== 'adopted')
}

function shownWindow(window: Window | null, names: Awaited<ReturnType<typeof loadNames>>) {
  if (!window) return null
  const { until, objection } = window
  if (!objection) return { until, objection: null }
  const { account, at, by } = objection
  return {
    until,
    objection: {
      account,
      name: nameIn(names, account),
      at,
      source: by === account ? ('device' as const) : ('word' as const),
    },
  }
}

type Given = { readonly cast: ReadonlyMap<PlaceId, Cast>; readonly choices: ReadonlyMap<PlaceId, Choice> }

/**
 * The asking account's places and receipts; its own sealed choice is opened for it alone, and of a void vote left out where the secret
 * is lost. Refuses: no-ballot-secret, wrong-ballot-secret. Source: RULES.md VO61, VO96.
 */
async function ownPlaces(
  house: House,
  { vote }: LoadedVote,
  { cast, choices }: Given,
  account: AccountId,
): Promise<Decision<Mine>> {
  const own = vote.roll.places.filter((place) => place.account === account)
  const isAmong = (seats: readonly RollSeat[]) => seats.some((seat) => seat.account === account)
  const why = isAmong(vote.roll.recused) ? 'recused' : isAmong(vote.roll.absent) ? 'absent' : 'no-seat'
  const mine: Mine['mine'] = []
  for (const place of own) {
    const given = cast.get(place.id)
    const choice = given && (choices.get(place.id) ?? (await openOwn(house, vote, place.id)))
    const unread = choice && typeof choice !== 'string' ? choice : null
    if (unread && vote.stage === 'open') return unread
    const receipt =
      given && typeof choice === 'string'
        ? {
            vote: vote.id,
            place: place.id,
            choice,
            at: given.at,
            source: given.source,
            ...(vote.manner === 'sealed' && { pad: padOf(choice) }),
          }
        : null
    mine.push({ place: place.id, seats: place.seats.map(({ council }) => ({ council })), receipt })
  }
  return allow({ mine, notMine: own.length > 0 ? null : why })
}

type Mine = {
  readonly mine: {
    readonly place: PlaceId
    readonly seats: readonly { readonly council: CouncilId }[]
    readonly receipt: (Receipt & { readonly pad?: string }) | null
  }[]
  readonly notMine: 'recused' | 'absent' | 'no-seat' | null
}

async function openOwn(house: House, vote: Vote, place: PlaceId) {
  const seal = await sealFor(house.db, vote, house.seals)
  if (!seal.ok) return seal
  const row = (await loadSealed(house.db, vote.id)).find((one) => one.place === place)
  return (row && seal.facts?.open(place, row.sealed)) ?? refuse('wrong-ballot-secret', 'VO63')
}

function mayDo(vote: Vote, { capacity }: SessionFor, waits: boolean) {
  return {
    close: run(capacity).ok && vote.stage === 'open',
    announce: run(capacity).ok && vote.stage === 'closed',
    recordWord: isSecretariat(capacity) && vote.stage === 'open' && WAYS[vote.manner].ballots,
    adopt: capacity.presiding && vote.stage === 'announced' && vote.outcome.result === 'carried' && waits,
  }
}

/** The roll as it would be now, and whether the vote may open; for who presides and the secretariat. Source: RULES.md VO18. */
export async function viewPreparation(house: House, account: AccountId, asked: Asked) {
  const prepared = await prepareVote(house.db, asked, account, house.clock.now())
  if (!prepared.ok) return prepared
  const { capacity, session, rules, counting, roll, quorum, put, shown, hash, voteOpen, rulingWaits } = prepared.facts
  const may = seePreparation(capacity)
  if (!may.ok) return may
  const names = await loadNames(house.db)
  const connected = new Set([...house.readers(session.id), ...house.live.present().map((one) => one.account)])
  const named = (seat: RollSeat) => ({ ...seat, name: nameIn(names, seat.account) })
  const manners = (rules[0] ? mannersOf(rules[0].orders) : []).filter((manner) =>
    rules.every(({ orders }) => mannersOf(orders).includes(manner)),
  )
  const decision = openVote({
    // Its words are still to be said.
    put: asked.kind === 'procedure' ? allow() : put,
    session,
    // The secretariat prepares for the chair: it sees whether the vote could open, the right itself is the chair's.
    capacity: { ...capacity, presiding: true },
    hash: shown ?? hash,
    shownHash: shown ?? hash,
    voteOpen,
    rulingWaits,
    manner: manners[0] ?? 'roll-call',
    orders: rules.map(({ orders }) => orders),
    quorum,
    roll,
  })
  const seats = [...roll.places.flatMap((place) => place.seats), ...roll.recused, ...roll.absent]
  return allow({
    sentence: questionSentence(prepared.facts.question, prepared.facts.recommendation),
    entitled: roll.places.map((place) => ({
      account: place.account,
      name: nameIn(names, place.account),
      councils: place.seats.map(({ council }) => council),
      mode: place.mode,
    })),
    recused: roll.recused.map((seat) => ({
      ...named(seat),
      reason: prepared.facts.recusalReasons.get(seat.account) ?? '',
    })),
    absent: roll.absent.map((seat) => ({ ...named(seat), connected: connected.has(seat.account) })),
    quorum: [...quorum],
    quorumSentence: rollSentence(rules, quorum, roll.places.length),
    carriedBy: carriedBySentence(rules, counting, presidingCouncil(rules, seats, prepared.facts.presiding)),
    manners,
    mayOpen: mayOpen(decision, rules),
    hash: shown,
  })
}

function mayOpen(decision: Decision, rules: readonly CouncilRules[]) {
  if (decision.ok) return { ok: true as const }
  const { code, rule, details } = decision.refusal
  const council = rules.find((one) => one.council.id === details?.council)?.council.name
  const message = eachLanguage((language) =>
    say(language, `refusals.${code}`, { ...details, ...(council && { council: council[language] }) }),
  )
  return { ok: false as const, code, rule, message }
}

/** The entry that announced a vote, or made it void. */
async function headOf(db: Reader, { id, stage }: Vote) {
  if (stage === 'announced') return entryOf(db, 'vote-announced', id)
  return stage === 'void' ? entryOf(db, 'vote-void', id) : null
}
