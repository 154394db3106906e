import { allow, type Decision, type Nothing } from '../../shared/decision.ts'
import { asked, called, ended, given, moved, without } from '../../shared/floor/list.ts'
import type { SpeakersList } from '../../shared/floor/model.ts'
import {
  askForFloor,
  callSpeaker,
  changeSpeech,
  endSpeech,
  type FloorFacts,
  moveSpeaker,
  runList,
  withdrawAsking,
} from '../../shared/floor/rules.ts'
import type { AccountId, FloorEntryId, SessionId } from '../../shared/ids.ts'
import { type Capacity, wordOf } from '../../shared/sessions/rules.ts'
import type { Instant } from '../../shared/time.ts'
import type { Act } from '../act.ts'
import { loadPresent, type SessionFor, sessionFor } from '../sessions/queries.ts'
import { loadFloor, personIn, type VotesFacts } from './queries.ts'
import { businessDone, saveList, saveSetting } from './saving.ts'

/** The floor as an act meets it. */
export type FloorFor = SessionFor & { readonly facts: FloorFacts; readonly present: ReadonlyMap<AccountId, unknown> }

/** Loads session, list and presence for the acting account. Refuses: not-found. */
export async function floorFor(act: Act, id: SessionId, votes: VotesFacts): Promise<Decision<FloorFor>> {
  const found = await sessionFor(act.tx, id, act.by, act.at)
  if (!found.ok) return found
  const { session } = found.facts
  const facts = { session, floor: await loadFloor(act.tx, session), votes }
  return allow({ ...found.facts, facts, present: await loadPresent(act.tx, session) })
}

/** Puts a person at the end of the speakers' list. */
export async function askForFloorAct(
  act: Act,
  input: { session: SessionId; account: AccountId },
  votes: VotesFacts,
): Promise<Decision<{ entry: FloorEntryId }>> {
  const found = await floorFor(act, input.session, votes)
  if (!found.ok) return found
  const { capacity, facts, session, present } = found.facts
  const person = await personIn(act.tx, found.facts, capacity, input.account, present)
  const may = askForFloor(capacity, person, facts)
  if (!may.ok) return may
  const { list } = facts.floor
  const entry = act.newId() as FloorEntryId
  const after = asked(list, { id: entry, account: input.account, point: session.currentPoint, askedAt: act.at })
  await act.tx
    .insertInto('floor_entries')
    .values({
      id: entry,
      session: session.id,
      sitting: session.sitting,
      account: input.account,
      point: session.currentPoint,
      stage: 'waiting',
      position: after.waiting.length - 1,
      asked_at: act.at,
      asked_by: act.by,
      called_at: null,
      seconds: null,
      ended_at: null,
    })
    .execute()
  await saveList(act, list, after)
  await act.record({ act: 'floor-asked', subject: session.id, facts: { account: input.account, entry } })
  act.tell(session.id, 'floor')
  return allow({ entry })
}

type EntryInput = { session: SessionId; entry: FloorEntryId }

/** What an act does with one entry of the list. */
type OnList = {
  readonly may: (by: Capacity, facts: FloorFacts) => Decision
  readonly after: (list: SpeakersList) => SpeakersList
  /** The act's name in the record book, and what it says beside the entry. */
  readonly name: string
  readonly more?: Record<string, string | number | null>
}

/** Does something with one entry of the list; the answer is the list after it. */
async function changeList(
  act: Act,
  input: EntryInput,
  votes: VotesFacts,
  { may, after, name, more }: OnList,
): Promise<Decision<SpeakersList>> {
  const found = await floorFor(act, input.session, votes)
  if (!found.ok) return found
  const { capacity, facts, session } = found.facts
  const allowed = may(capacity, facts)
  if (!allowed.ok) return allowed
  const { list } = facts.floor
  await saveList(act, list, after(list))
  await recordEntry(act, found.facts, name, input.entry, more)
  act.tell(session.id, 'floor')
  return allow(after(list))
}

const done = (changed: Decision<SpeakersList>): Decision<Nothing> => (changed.ok ? allow({}) : changed)

/** Takes one who waits off the list. */
export const withdrawAskingAct = async (act: Act, input: EntryInput, votes: VotesFacts): Promise<Decision<Nothing>> =>
  done(
    await changeList(act, input, votes, {
      may: (by, facts) => withdrawAsking(by, input.entry, facts),
      after: (list) => without(list, input.entry),
      name: 'floor-withdrawn',
    }),
  )

/** Gives the floor to one who waits; who had it before is done. */
export async function callSpeakerAct(
  act: Act,
  input: EntryInput & { after: FloorEntryId | null; seconds?: number | undefined },
  votes: VotesFacts,
): Promise<Decision<{ calledAt: Instant; seconds: number }>> {
  const found = await floorFor(act, input.session, votes)
  if (!found.ok) return found
  const { capacity, facts, session, present } = found.facts
  const { list } = facts.floor
  const entry = list.waiting.find(({ id }) => id === input.entry)
  const person = entry && (await personIn(act.tx, found.facts, capacity, entry.account, present))
  const isOfSession = person !== undefined && (person.seated || person.invited)
  const may = callSpeaker(capacity, { ...input, isOfSession }, facts)
  if (!may.ok) return may
  const seconds = input.seconds ?? facts.floor.secondsEach
  await saveList(act, list, called(list, input.entry, act.at, seconds))
  await businessDone(act, session, facts.floor)
  await recordEntry(act, found.facts, 'speaker-called', input.entry, { seconds })
  act.tell(session.id, 'floor')
  return allow({ calledAt: act.at, seconds })
}

/** Ends the speech under way. */
export const endSpeechAct = async (act: Act, input: EntryInput, votes: VotesFacts): Promise<Decision<Nothing>> =>
  done(
    await changeList(act, input, votes, {
      may: (by, facts) => endSpeech(by, input.entry, facts),
      after: ended,
      name: 'speech-ended',
    }),
  )

/** Gives who speaks more time. */
export async function giveTimeAct(
  act: Act,
  input: EntryInput & { seconds: number },
  votes: VotesFacts,
): Promise<Decision<{ seconds: number }>> {
  const changed = await changeList(act, input, votes, {
    may: (by, facts) => changeSpeech(by, input.entry, facts),
    after: (list) => given(list, input.seconds),
    name: 'time-given',
    more: { seconds: input.seconds },
  })
  return changed.ok ? allow({ seconds: changed.facts.speaking?.seconds ?? 0 }) : changed
}

/** Moves one who waits before another, or to the end. */
export const moveSpeakerAct = async (
  act: Act,
  input: EntryInput & { before: FloorEntryId | null },
  votes: VotesFacts,
): Promise<Decision<Nothing>> =>
  done(
    await changeList(act, input, votes, {
      may: (by, facts) => moveSpeaker(by, input, facts),
      after: (list) => moved(list, input.entry, input.before),
      name: 'speaker-moved',
      more: { before: input.before },
    }),
  )

/** Sets the time of each speaker, closes or opens the list, lets those without a seat ask or not. */
export async function setListAct(
  act: Act,
  input: {
    session: SessionId
    seconds?: number | undefined
    open?: boolean | undefined
    guestsMayAsk?: boolean | undefined
  },
  votes: VotesFacts,
): Promise<Decision<Nothing>> {
  const found = await floorFor(act, input.session, votes)
  if (!found.ok) return found
  const { capacity, facts, session } = found.facts
  const may = runList(capacity, facts)
  if (!may.ok) return may
  const { floor } = facts
  const { seconds, open, guestsMayAsk } = input
  await saveSetting(act, session, {
    ...floor,
    secondsEach: seconds ?? floor.secondsEach,
    guestsMayAsk: guestsMayAsk ?? floor.guestsMayAsk,
    ...(open === undefined ? {} : { listClosed: !open, debateClosedOn: open ? null : floor.debateClosedOn }),
  })
  await act.record({
    act: 'speakers-list-set',
    subject: session.id,
    facts: {
      ...(seconds === undefined ? {} : { seconds }),
      ...(open === undefined ? {} : { open }),
      ...(guestsMayAsk === undefined ? {} : { guestsMayAsk }),
    },
    onWordOf: wordOf(capacity),
  })
  act.tell(session.id, 'floor')
  return allow({})
}

/** The record's word on one entry of the list: whom it is about, never what was said. */
async function recordEntry(
  act: Act,
  { facts, session, capacity }: FloorFor,
  name: string,
  id: FloorEntryId,
  more: Record<string, string | number | null> = {},
): Promise<void> {
  const { waiting, speaking } = facts.floor.list
  const entry = [...waiting, ...(speaking ? [speaking] : [])].find((one) => one.id === id)
  await act.record({
    act: name,
    subject: session.id,
    facts: { account: entry?.account ?? null, entry: id, ...more },
    onWordOf: wordOf(capacity),
  })
}
