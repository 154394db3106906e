import type { Json } from '../../shared/canonical-json.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { isObserver } from '../../shared/sessions/rules.ts'
import { instantIn, type LocalDate } from '../../shared/time.ts'
import { circulate, circulated, readRevision } from '../../shared/versions/circulation-rules.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'
import type { TextReading } from '../live/live-texts.ts'
import { type Kept, loadSet } from '../recommendations/queries.ts'
import { type SessionFor, sessionFor } from '../sessions/queries.ts'
import { loadRevision, loadRevisions } from './circulation-queries.ts'
import { insertVersion, recordCut } from './cutting.ts'

type Input = {
  readonly session: SessionId
  readonly commentsUntil: { readonly date: LocalDate; readonly time: string } | null
  readonly toObservers: boolean
  readonly requestId?: string | undefined
}

/**
 * Circulates the set: the texts are read from their logs at their present rows, outside any transaction, and one act writes the versions.
 * Nothing is frozen: what is typed meanwhile is in the text, and in the next revision. Refuses what `circulate` refuses.
 */
export async function circulateSet(house: House, by: AccountId, input: Input): Promise<Decision<{ number: number }>> {
  const { requestId, ...plain } = input
  // Asked before the texts are read, so that nobody makes the server read a set they may not circulate.
  const may = await mayCirculate(house.db, by, input, house.clock.now())
  if (!may.ok) return may
  const readings = new Map<string, TextReading>()
  for (const { textId, version } of circulated(may.facts.set))
    if (version === null) readings.set(textId, await house.live.read(textId))
  const request = { by, endpoint: 'versions/circulate', requestId, input: plain as unknown as Json }
  return house.acts.run(request, (act) => writeRevision(act, input, readings))
}

async function mayCirculate(db: House['db'] | Act['tx'], by: AccountId, input: Input, at: number) {
  const found = await sessionFor(db, input.session, by, at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const set = await loadSet(db, session.id)
  const { commentsUntil: until } = input
  const commentsUntil = until === null ? null : instantIn(session.timezone, until.date, until.time)
  const may = circulate(session, capacity, set, commentsUntil, at)
  return may.ok ? allow({ found: found.facts, set, commentsUntil }) : may
}

async function writeRevision(
  act: Act,
  input: Input,
  readings: ReadonlyMap<string, TextReading>,
): Promise<Decision<{ number: number }>> {
  const may = await mayCirculate(act.tx, act.by, input, act.at)
  if (!may.ok) return may
  const { found, set, commentsUntil } = may.facts
  const { session } = found
  const number = ((await loadRevisions(act.tx, session.id))[0]?.number ?? 0) + 1
  await act.tx
    .insertInto('revisions')
    .values({
      session: session.id,
      number,
      made_at: act.at,
      made_by: act.by,
      comments_until: commentsUntil,
      to_observers: input.toObservers ? 1 : 0,
    })
    .execute()
  for (const [position, kept] of circulated(set).entries()) {
    const version = kept.version?.id ?? (await cutFor(act, kept, number, readings.get(kept.textId)))
    // Added, frozen or taken back while the others were read: the whole act is asked for again.
    if (version === null) return refuse('changed-meanwhile', 'RE30')
    const { id, number: textNumber } = kept
    await act.tx
      .insertInto('revision_texts')
      .values({ session: session.id, revision: number, position, recommendation: id, number: textNumber, version })
      .execute()
    act.tell(session.id, `recommendation:${id}`)
  }
  const readers = await readersOf(act, found, input.toObservers)
  for (const account of readers)
    await act.tx
      .insertInto('revision_readers')
      .values({ session: session.id, revision: number, account, opened_at: null })
      .execute()
  await act.record({
    act: 'set-circulated',
    subject: session.id,
    facts: { revision: number, texts: circulated(set).length, readers: readers.length, commentsUntil },
  })
  act.tell(session.id, 'revisions', 'session')
  return allow({ number })
}

/** A version of a text that is still drafted; null where it was not read. */
async function cutFor(act: Act, kept: Kept, revision: number, reading: TextReading | undefined) {
  if (!reading) return null
  const cut = await insertVersion(act, kept, reading, 'circulation')
  await recordCut(act, kept, { ...cut, seq: reading.seq, revision })
  return cut.id
}

/** Everybody on the session gets it, those who look on only where the act says so. Source: RULES.md RE31. */
async function readersOf(act: Act, { session, seats }: SessionFor, toObservers: boolean): Promise<AccountId[]> {
  const people = await act.tx
    .selectFrom('session_people')
    .select(['account', 'role'])
    .where('session', '=', session.id)
    .execute()
  const invited = people.filter(({ role }) => toObservers || role === 'secretariat' || role === 'drafter')
  return [...new Set([...seats.map(({ holder }) => holder), ...invited.map(({ account }) => account)])]
}

/** Notes when a person first opened a revision; it is no act of the councils and stands in no record. Source: RULES.md RE31. */
export async function noteOpenedAct(
  act: Act,
  input: { session: SessionId; number: number },
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const revision = await loadRevision(act.tx, input.session, input.number)
  if (!revision) return refuse('not-found', 'RE32')
  const may = readRevision(revision, found.facts.capacity)
  if (!may.ok) return may
  const opened = await act.tx
    .updateTable('revision_readers')
    .set({ opened_at: act.at })
    .where('session', '=', input.session)
    .where('revision', '=', input.number)
    .where('account', '=', act.by)
    .where('opened_at', 'is', null)
    .executeTakeFirst()
  if (opened.numUpdatedRows > 0n && !isObserver(found.facts.capacity)) act.tell(input.session, 'revisions')
  return allow({})
}
