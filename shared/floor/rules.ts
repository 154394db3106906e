import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, AgendaPointId, FloorEntryId } from '../ids.ts'
import type { AgendaPoint, Session } from '../sessions/model.ts'
import { type Capacity, isObserver, isSecretariat, run } from '../sessions/rules.ts'
import type { Floor, PointInterest, VotesSeen } from './model.ts'
import { rulingWaits } from './order-rules.ts'

/** Whom an act is about: who does it, or somebody in the hall for whom the secretary does. */
export type FloorPerson = {
  readonly account: AccountId
  readonly seated: boolean
  /** Checked in to this sitting. */
  readonly present: boolean
  /** Of the session without a seat. */
  readonly invited: boolean
}

/** What every rule of the floor looks at. */
export type FloorFacts = { readonly session: Session; readonly floor: Floor; readonly votes: VotesSeen }

/** Whether one may ask for the floor on the point that is current. */
export const listIsOpen = ({ floor, session }: Pick<FloorFacts, 'floor' | 'session'>): boolean =>
  !floor.listClosed && !debateIsClosed({ floor, session })

/** Whether the debate on the current point was closed by a motion. */
export const debateIsClosed = ({ floor, session }: Pick<FloorFacts, 'floor' | 'session'>): boolean =>
  floor.debateClosedOn !== null && floor.debateClosedOn.point === session.currentPoint

/**
 * Whether somebody may be put on the speakers' list.
 * Refuses: no-right, session-not-open, not-on-the-session, guests-may-not-ask, check-in-first, list-closed, already-on-the-list.
 * Source: RULES.md SE30.
 */
export function askForFloor(by: Capacity, person: FloorPerson, facts: FloorFacts): Decision {
  const { session, floor } = facts
  if (by.account !== person.account && !isSecretariat(by)) return refuse('no-right', 'SE30')
  if (session.stage !== 'open') return refuse('session-not-open', 'SE30')
  if (!person.seated && !person.invited) return refuse('not-on-the-session', 'SE30')
  if (!person.seated && !floor.guestsMayAsk) return refuse('guests-may-not-ask', 'SE30')
  if (person.seated && !person.present) return refuse('check-in-first', 'SE30')
  if (!listIsOpen(facts)) return refuse('list-closed', 'SE30')
  const { waiting, speaking } = floor.list
  const there = speaking?.account === person.account || waiting.some((entry) => entry.account === person.account)
  return there ? refuse('already-on-the-list', 'SE30') : allow()
}

/** Whether one who waits may be taken off the list: by themselves, the secretary, or who runs the session. Refuses: no-right, session-not-open, changed-meanwhile. Source: RULES.md SE30. */
export function withdrawAsking(by: Capacity, entry: FloorEntryId, { floor, session }: FloorFacts): Decision {
  const found = floor.list.waiting.find((one) => one.id === entry)
  const may = found?.account === by.account || isSecretariat(by) || run(by).ok
  if (!may) return refuse('no-right', 'SE30')
  if (session.stage !== 'open') return refuse('session-not-open', 'SE30')
  return found ? allow() : refuse('changed-meanwhile', 'SE31')
}

/** Whether a person runs the list now. Refuses: no-right, session-not-open. Source: RULES.md SE31. */
export function runList(by: Capacity, { session }: Pick<FloorFacts, 'session'>): Decision {
  const may = run(by)
  if (!may.ok) return may
  return session.stage === 'open' ? allow() : refuse('session-not-open', 'SE31')
}

/**
 * Whether one who waits may be called. `after` is who has the floor on the page that was pressed, so that of two who press
 * *next* at once only one does. `isOfSession`: whether the person still is.
 * Refuses: no-right, session-not-open, only-on-conduct, ruling-waits, changed-meanwhile, not-on-the-session. Source: RULES.md SE31, SE35, SE38.
 */
export function callSpeaker(
  by: Capacity,
  asked: { readonly entry: FloorEntryId; readonly after: FloorEntryId | null; readonly isOfSession: boolean },
  facts: FloorFacts,
): Decision {
  const may = mayCall(by, facts)
  if (!may.ok) return may
  const { list } = facts.floor
  if ((list.speaking?.id ?? null) !== asked.after || !list.waiting.some(({ id }) => id === asked.entry))
    return refuse('changed-meanwhile', 'SE31')
  return asked.isOfSession ? allow() : refuse('not-on-the-session', 'SE30')
}

/** Whether anybody may be called now. Refuses: no-right, session-not-open, only-on-conduct, ruling-waits. Source: RULES.md SE35, SE38. */
export function mayCall(by: Capacity, facts: FloorFacts): Decision {
  const may = runList(by, facts)
  if (!may.ok) return may
  if (facts.votes.open) return refuse('only-on-conduct', 'SE38')
  return rulingWaits(facts.floor) ? refuse('ruling-waits', 'SE35') : allow()
}

/** Whether a speech may be ended: by who runs the session, or by who speaks. Refuses: no-right, session-not-open, changed-meanwhile. Source: RULES.md SE31. */
export function endSpeech(by: Capacity, entry: FloorEntryId, facts: FloorFacts): Decision {
  const { speaking } = facts.floor.list
  const isOwn = speaking?.id === entry && speaking.account === by.account
  if (!isOwn) return changeSpeech(by, entry, facts)
  return facts.session.stage === 'open' ? allow() : refuse('session-not-open', 'SE31')
}

/** Whether who speaks may be given more time. Refuses: no-right, session-not-open, changed-meanwhile. Source: RULES.md SE31. */
export function changeSpeech(by: Capacity, entry: FloorEntryId, facts: FloorFacts): Decision {
  const may = runList(by, facts)
  if (!may.ok) return may
  return facts.floor.list.speaking?.id === entry ? allow() : refuse('changed-meanwhile', 'SE31')
}

/** Whether one who waits may be moved before another. Refuses: no-right, session-not-open, changed-meanwhile. Source: RULES.md SE31. */
export function moveSpeaker(
  by: Capacity,
  asked: { readonly entry: FloorEntryId; readonly before: FloorEntryId | null },
  facts: FloorFacts,
): Decision {
  const may = runList(by, facts)
  if (!may.ok) return may
  const waits = (id: FloorEntryId) => facts.floor.list.waiting.some((entry) => entry.id === id)
  return waits(asked.entry) && (asked.before === null || waits(asked.before))
    ? allow()
    : refuse('changed-meanwhile', 'SE31')
}

/** What an observer is shown nothing of: what was said under a point that is closed and not released. Source: RULES.md SE12, SE42. */
export function hiddenFrom(
  capacity: Capacity,
  agenda: readonly AgendaPoint[],
): (point: AgendaPointId | null) => boolean {
  if (!isObserver(capacity)) return () => false
  const hidden = new Set(agenda.filter(({ closed, released }) => closed && !released).map(({ id }) => id))
  return (point) => point !== null && hidden.has(point)
}

/** Whether a person reads why somebody declared an interest: who takes part, not who looks on. Source: RULES.md SE42. */
export const readReasons = (capacity: Capacity): boolean => !isObserver(capacity)

type InterestAsked = {
  readonly session: Pick<Session, 'stage'>
  readonly person: Pick<FloorPerson, 'account' | 'seated'>
  readonly point: AgendaPointId
  readonly agenda: readonly Pick<AgendaPoint, 'id'>[]
  readonly interests: readonly PointInterest[]
  /** Whether a vote is open on a text of that point. */
  readonly voteOpen: boolean
}

const hasInterest = ({ interests, person, point }: InterestAsked): boolean =>
  interests.some((one) => one.account === person.account && one.point === point)

/**
 * Whether a person's interest in an agenda point may be declared, by themselves or by the secretary for them.
 * Refuses: no-right, not-on-the-session, session-closed, not-found, vote-running, already-recused. Source: RULES.md SE41.
 */
export function declareInterest(by: Capacity, asked: InterestAsked): Decision {
  const may = changeInterest(by, asked)
  if (!may.ok) return may
  return hasInterest(asked) ? refuse('already-recused', 'SE41') : allow()
}

/** Whether it may be taken back. Refuses: no-right, not-on-the-session, session-closed, not-found, vote-running, not-recused. Source: RULES.md SE41. */
export function withdrawInterest(by: Capacity, asked: InterestAsked): Decision {
  const may = changeInterest(by, asked)
  if (!may.ok) return may
  return hasInterest(asked) ? allow() : refuse('not-recused', 'SE41')
}

function changeInterest(by: Capacity, { session, person, point, agenda, voteOpen }: InterestAsked): Decision {
  if (by.account !== person.account && !isSecretariat(by)) return refuse('no-right', 'SE41')
  if (!person.seated) return refuse('not-on-the-session', 'SE41')
  if (session.stage === 'closed') return refuse('session-closed', 'SE41')
  if (!agenda.some(({ id }) => id === point)) return refuse('not-found', 'SE41')
  return voteOpen ? refuse('vote-running', 'SE41') : allow()
}
