import {
  changeRemark,
  discuss,
  isToObservers,
  reopenThread,
  resolveThread,
  seeThread,
} from '../../shared/comments/thread-rules.ts'
import {
  MOST_MENTIONS,
  MOST_REMARKS,
  MOST_THREADS,
  mentionedIn,
  type Passage,
  REMARKS_PER,
  type Thread,
} from '../../shared/comments/threads.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, RemarkId, ThreadId } from '../../shared/ids.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { type RecommendationFor, recommendationFor } from '../recommendations/queries.ts'
import { loadCapacity, loadLiveToObservers } from '../sessions/queries.ts'
import { readWhere, standsIn } from './passages.ts'
import { loadInvited, loadRemark, loadThread } from './thread-queries.ts'

type Discussed = RecommendationFor & { readonly invited: boolean }

/** A text and its discussion as one account meets them. Refuses: not-found. */
export async function discussionFor(
  db: Reader,
  recommendation: RecommendationId,
  account: AccountId,
  at: number,
): Promise<Decision<Discussed>> {
  const found = await recommendationFor(db, recommendation, account, at)
  return found.ok ? allow({ ...found.facts, invited: await loadInvited(db, recommendation) }) : found
}

async function threadFor(act: Act, id: ThreadId): Promise<Decision<Discussed & { readonly thread: Thread }>> {
  const thread = await loadThread(act.tx, id)
  const found = thread && (await discussionFor(act.tx, thread.recommendation, act.by, act.at))
  if (!thread || !found?.ok || !seeThread(found.facts.capacity, thread, found.facts.invited))
    return refuse('not-found', 'CM8')
  return allow({ ...found.facts, thread })
}

type Opening = {
  readonly recommendation: RecommendationId
  readonly passage: Passage | null
  readonly words: string
  readonly toObservers: boolean
  readonly requestId?: string | undefined
}

/**
 * Opens a thread. The passage must be one of the text: its words stand there, or the letters it names were there.
 * Refuses what `discuss` refuses, and not-found, not-in-the-text, not-shown-to-them, discussion-full, too-fast.
 */
export async function openThread(
  house: House,
  by: AccountId,
  input: Opening,
): Promise<Decision<{ thread: ThreadId; remark: RemarkId }>> {
  const { requestId, ...plain } = input
  // Asked before the text is read, so that nobody makes the server read what they may not discuss.
  const may = await mayOpen(house.db, by, input, house.clock.now())
  if (!may.ok) return may
  const { passage } = input
  const reading = passage ? await readWhere(house, may.facts.recommendation.textId) : null
  if (passage && reading && !standsIn(reading, passage)) return refuse('not-in-the-text', 'CM2')
  return house.acts.run({ by, endpoint: 'comments/open-thread', requestId, input: plain }, async (act) => {
    const now = await mayOpen(act.tx, by, input, act.at)
    if (!now.ok) return now
    const { recommendation, session, capacity, invited } = now.facts
    const thread: Thread = {
      id: act.newId() as ThreadId,
      session: session.id,
      recommendation: recommendation.id,
      openedBy: by,
      at: act.at,
      toObservers: isToObservers(capacity, input.toObservers, invited),
      passage: passage && { ...passage, seq: reading?.seq ?? 0 },
      resolved: null,
    }
    await act.tx.insertInto('threads').values(rowOf(thread)).execute()
    const said = await sayIn(act, thread, now.facts, input.words)
    return said.ok ? allow({ thread: thread.id, remark: said.facts.remark }) : said
  })
}

async function mayOpen(db: Reader, by: AccountId, input: Opening, at: number): Promise<Decision<Discussed>> {
  const found = await discussionFor(db, input.recommendation, by, at)
  if (!found.ok) return found
  const may = discuss(found.facts.session, found.facts.capacity, found.facts.invited)
  if (!may.ok) return may
  const { count } = await db
    .selectFrom('threads')
    .select((q) => q.fn.countAll().as('count'))
    .where('recommendation', '=', input.recommendation)
    .executeTakeFirstOrThrow()
  return Number(count) >= MOST_THREADS ? refuse('discussion-full', 'CM9') : found
}

const rowOf = ({ id, session, recommendation, openedBy, at, toObservers, passage }: Thread) => ({
  id,
  session,
  recommendation,
  opened_by: openedBy,
  at,
  to_observers: toObservers ? 1 : 0,
  part: passage?.part ?? null,
  language: passage?.language ?? null,
  starts: passage?.start ?? null,
  ends: passage?.end ?? null,
  quote: passage?.quote ?? null,
  quote_before: passage?.before ?? null,
  quote_after: passage?.after ?? null,
  seq: passage?.seq ?? null,
  resolved_by: null,
  resolved_at: null,
})

/** Answers in a thread; one that was resolved is open again, so that no answer is lost to somebody who was quicker. */
export async function answerThreadAct(
  act: Act,
  input: { thread: ThreadId; words: string },
): Promise<Decision<{ remark: RemarkId }>> {
  const found = await threadFor(act, input.thread)
  if (!found.ok) return found
  const { session, capacity, invited, thread } = found.facts
  const may = discuss(session, capacity, invited)
  if (!may.ok) return may
  if (thread.resolved) await setResolved(act, thread, false)
  return sayIn(act, thread, found.facts, input.words)
}

/** Writes the next remark of a thread, with whom it mentions. Refuses: discussion-full, too-fast, not-shown-to-them. */
async function sayIn(
  act: Act,
  thread: Thread,
  found: Discussed,
  said: string,
): Promise<Decision<{ remark: RemarkId }>> {
  const words = said.normalize('NFC')
  const before = await act.tx
    .selectFrom('remarks')
    .select((q) => q.fn.max('number').as('number'))
    .where('thread', '=', thread.id)
    .executeTakeFirst()
  const number = Number(before?.number ?? 0) + 1
  if (number > MOST_REMARKS) return refuse('discussion-full', 'CM9')
  const calm = await notTooFast(act)
  if (!calm.ok) return calm
  const remark = act.newId() as RemarkId
  await act.tx
    .insertInto('remarks')
    .values({
      id: remark,
      thread: thread.id,
      number,
      author: act.by,
      words,
      at: act.at,
      changed_at: null,
      withdrawn_at: null,
    })
    .execute()
  const mentioned = await mention(act, thread, found, remark, words)
  if (!mentioned.ok) return mentioned
  tellOf(act, thread)
  return allow({ remark })
}

async function notTooFast(act: Act): Promise<Decision> {
  const { count } = await act.tx
    .selectFrom('remarks')
    .select((q) => q.fn.countAll().as('count'))
    .where('author', '=', act.by)
    .where('at', '>', act.at - REMARKS_PER.ms)
    .executeTakeFirstOrThrow()
  return Number(count) >= REMARKS_PER.count ? refuse('too-fast', 'CM9') : allow()
}

/** Keeps whom a remark mentions: who was told already is not told again, who is named no more is not told. Source: RULES.md CM7. */
async function mention(
  act: Act,
  thread: Thread,
  { session, recommendation, invited }: Discussed,
  remark: RemarkId,
  words: string,
): Promise<Decision> {
  const named = mentionedIn(words)
  if (named.length > MOST_MENTIONS) return refuse('malformed', 'CM9')
  const live = await loadLiveToObservers(act.tx, session.id)
  for (const account of named) {
    const capacity = await loadCapacity(act.tx, session, account, act.at)
    const sees =
      capacity && textAccess(recommendation, session, capacity, live).visible && seeThread(capacity, thread, invited)
    if (!sees) return refuse('not-shown-to-them', 'CM7')
  }
  const earlier = await act.tx.selectFrom('mentions').select('account').where('remark', '=', remark).execute()
  const known = earlier.map(({ account }) => account)
  for (const account of known.filter((one) => !named.includes(one)))
    await act.tx.deleteFrom('mentions').where('remark', '=', remark).where('account', '=', account).execute()
  // Who names themselves knows it.
  for (const account of named.filter((one) => !known.includes(one)))
    await act.tx
      .insertInto('mentions')
      .values({ remark, account, read_at: account === act.by ? act.at : null })
      .execute()
  if (named.length > 0 || known.length > 0) act.tell(session.id, 'mentions')
  return allow()
}

/** Resolves a thread. Refuses what `resolveThread` refuses. */
export const resolveThreadAct = setsResolved(true, resolveThread)
/** Opens a resolved thread again. Refuses what `reopenThread` refuses. */
export const reopenThreadAct = setsResolved(false, reopenThread)

function setsResolved(resolved: boolean, rule: typeof resolveThread) {
  return async (act: Act, input: { thread: ThreadId }): Promise<Decision<Nothing>> => {
    const found = await threadFor(act, input.thread)
    if (!found.ok) return found
    const { session, capacity, invited, thread } = found.facts
    const may = rule(session, capacity, thread, invited)
    if (!may.ok) return may
    await setResolved(act, thread, resolved)
    tellOf(act, thread)
    return allow({})
  }
}

async function setResolved(act: Act, { id }: Thread, resolved: boolean): Promise<void> {
  await act.tx
    .updateTable('threads')
    .set({ resolved_by: resolved ? act.by : null, resolved_at: resolved ? act.at : null })
    .where('id', '=', id)
    .execute()
}

async function ownRemark(act: Act, id: RemarkId) {
  const remark = await loadRemark(act.tx, id)
  const found = remark && (await threadFor(act, remark.thread))
  if (!remark || !found?.ok) return refuse('not-found', 'CM8')
  const may = changeRemark(found.facts.session, found.facts.capacity, remark, found.facts.invited)
  return may.ok ? allow({ ...found.facts, remark }) : may
}

/** Changes one's own remark; what it said stays beside it. Refuses what `changeRemark` refuses, and too-fast, not-shown-to-them. */
export async function changeRemarkAct(
  act: Act,
  input: { remark: RemarkId; words: string },
): Promise<Decision<Nothing>> {
  const found = await ownRemark(act, input.remark)
  if (!found.ok) return found
  const { remark, thread } = found.facts
  const words = input.words.normalize('NFC')
  if (words === remark.words) return refuse('already-so', 'CM4')
  const before = await act.tx
    .selectFrom('remark_wordings')
    .select((q) => q.fn.max('number').as('number'))
    .where('remark', '=', remark.id)
    .executeTakeFirst()
  const number = Number(before?.number ?? 0) + 1
  if (number > MOST_REMARKS) return refuse('discussion-full', 'CM9')
  await act.tx
    .insertInto('remark_wordings')
    .values({ remark: remark.id, number, words: remark.words, until_at: act.at })
    .execute()
  await act.tx.updateTable('remarks').set({ words, changed_at: act.at }).where('id', '=', remark.id).execute()
  const mentioned = await mention(act, thread, found.facts, remark.id, words)
  if (!mentioned.ok) return mentioned
  tellOf(act, thread)
  return allow({})
}

/** Withdraws one's own remark; that it was there stays to be seen. Refuses what `changeRemark` refuses. */
export async function withdrawRemarkAct(act: Act, input: { remark: RemarkId }): Promise<Decision<Nothing>> {
  const found = await ownRemark(act, input.remark)
  if (!found.ok) return found
  const { remark, thread } = found.facts
  await act.tx.updateTable('remarks').set({ withdrawn_at: act.at }).where('id', '=', remark.id).execute()
  if (mentionedIn(remark.words).length > 0) act.tell(thread.session, 'mentions')
  tellOf(act, thread)
  return allow({})
}

/** Those who look on are told of a thread only where it is open to them; screens/audience.ts drops what they may not hear. */
function tellOf(act: Act, { session, recommendation, toObservers }: Thread): void {
  act.tell(session, `threads:${recommendation}`, ...(toObservers ? [`open-threads:${recommendation}`] : []))
}
