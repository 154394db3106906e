import { fold, type Place, quotes } from '../../shared/comments/anchor.ts'
import {
  changeRemark,
  discuss,
  inviteObservers,
  mayInviteObservers,
  reopenThread,
  resolveThread,
  seesEarlierWords,
  seeThread,
} from '../../shared/comments/thread-rules.ts'
import { mentionedIn, type Thread } from '../../shared/comments/threads.ts'
import { allow, type Decision, type Nothing } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, RemarkId, SessionId } from '../../shared/ids.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import { isObserver, wordOf } from '../../shared/sessions/rules.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { loadNames, loadSecretariat } from '../accounts/queries.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'
import { loadSet, type RecommendationFor } from '../recommendations/queries.ts'
import type { Titles } from '../recommendations/views.ts'
import { loadLiveToObservers, sessionSeen } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { contentOf, listVersions, loadVersions } from '../versions/queries.ts'
import { placeIn, readWhere } from './passages.ts'
import { loadInvitedTexts, loadMentions, loadThreads, loadUnread } from './thread-queries.ts'
import { discussionFor } from './threads.ts'

/** The discussion of a text as one account sees it. Source: RULES.md CM6, CM8. */
export async function viewThreads(house: House, account: AccountId, input: { recommendation: RecommendationId }) {
  const { db } = house
  const found = await discussionFor(db, input.recommendation, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity, invited, recommendation } = found.facts
  const names = await loadNames(db)
  const person = (one: AccountId) => ({ account: one, name: nameIn(names, one) })
  const threads = (await loadThreads(db, recommendation.id)).filter((one) => seeThread(capacity, one, invited))
  const unread = await loadUnread(db, recommendation.id, account)
  const places = await placesOf(house, account, found.facts, threads)
  return allow({
    observersInvited: invited,
    looksOn: isObserver(capacity),
    mayOpen: discuss(session, capacity, invited).ok,
    mayInviteObservers: session.stage !== 'closed' && mayInviteObservers(capacity),
    people: (isObserver(capacity) && !invited ? [] : await peopleIn(house, found.facts)).map(
      ({ account: one, looksOn }) => ({
        ...person(one),
        looksOn,
      }),
    ),
    threads: threads.map((thread) => ({
      id: thread.id,
      openedBy: person(thread.openedBy),
      at: thread.at,
      toObservers: thread.toObservers,
      resolved: thread.resolved && { by: person(thread.resolved.by), at: thread.resolved.at },
      mayResolve: (thread.resolved ? reopenThread : resolveThread)(session, capacity, thread, invited).ok,
      passage: thread.passage && { ...thread.passage, ...(places.get(thread.id) ?? GONE) },
      remarks: thread.remarks.map(({ id, author, words, at, changedAt, withdrawnAt, earlier }) => ({
        id,
        author: person(author),
        words: withdrawnAt === null ? words : null,
        at,
        changedAt,
        withdrawnAt,
        earlier: withdrawnAt === null && seesEarlierWords(capacity) ? earlier : [],
        mayChange: changeRemark(session, capacity, { author, withdrawnAt }, invited).ok,
        unread: unread.has(id),
      })),
    })),
  })
}

type Placed = { readonly place: Place; readonly version: number | null }
const GONE: Placed = { place: { state: 'gone' }, version: null }

/** Where each passage stands now, and of those that do not as they did the newest version that says them. */
async function placesOf(
  house: House,
  account: AccountId,
  { recommendation }: RecommendationFor,
  threads: readonly Thread[],
) {
  const placed = new Map<Thread['id'], Placed>()
  if (!threads.some(({ passage }) => passage)) return placed
  const where = await readWhere(house, recommendation.textId)
  for (const { id, passage } of threads) if (passage) placed.set(id, { place: placeIn(where, passage), version: null })
  const changed = threads.filter(({ id }) => placed.has(id) && placed.get(id)?.place.state !== 'here')
  if (changed.length === 0) return placed
  const listed = await listVersions(house, account, { recommendation: recommendation.id })
  const seen = listed.ok ? listed.facts.versions.map(({ number }) => number) : []
  const versions = await house.memo.of(`passages in versions ${recommendation.id}`, async () =>
    (await loadVersions(house.db, recommendation.id)).map((version) => ({
      number: version.number,
      ...contentOf(version),
    })),
  )
  for (const { id, passage } of changed) {
    const says =
      passage &&
      versions.find(
        ({ number, parts }) =>
          seen.includes(number) && quotes(fold(plainText(parts[passage.part][passage.language])), passage.quote),
      )
    placed.set(id, { ...(placed.get(id) ?? GONE), version: says ? says.number : null })
  }
  return placed
}

/** Who may be mentioned in the discussion of a text, those who look on marked. */
async function peopleIn(
  { db }: House,
  { session, seats, recommendation, invited }: RecommendationFor & { invited: boolean },
) {
  const people = await db
    .selectFrom('session_people')
    .select(['account', 'role'])
    .where('session', '=', session.id)
    .orderBy('position')
    .execute()
  const takesPart = ({ role }: { role: string }) => role === 'secretariat' || role === 'drafter'
  const inside = [...seats.map(({ holder }) => holder), ...people.filter(takesPart).map(({ account }) => account)]
  const known = new Set([...inside, ...(await loadSecretariat(db))])
  const lookOn = invited && !recommendation.closed ? people.filter(({ account }) => !known.has(account)) : []
  return [
    ...[...known].map((account) => ({ account, looksOn: false })),
    ...lookOn.map(({ account }) => ({ account, looksOn: true })),
  ]
}

/** So many mentions are listed; older ones stand in their discussions. */
const MOST_LISTED = 50

/** The remarks of a session that mention an account, as far as it sees them. Source: RULES.md CM7. */
export async function listMentions(house: House, account: AccountId, input: { session: SessionId }, titles: Titles) {
  const { db } = house
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const rows = await loadMentions(db, session.id, account, MOST_LISTED)
  if (rows.length === 0) return allow({ mentions: [], people: [] })
  const invited = await loadInvitedTexts(db, session.id)
  const live = await loadLiveToObservers(db, session.id)
  const set = new Map((await loadSet(db, session.id)).map((one) => [one.id, one]))
  const names = await loadNames(db)
  const person = (one: AccountId) => ({ account: one, name: nameIn(names, one) })
  const mentions = []
  for (const row of rows) {
    const text = set.get(row.recommendation)
    const sees = text && textAccess(text, session, capacity, live).visible
    if (!text || !sees || !seeThread(capacity, { toObservers: row.to_observers === 1 }, invited.has(text.id))) continue
    mentions.push({
      recommendation: text.id,
      number: text.number,
      title: await titles.of(text.textId),
      thread: row.thread,
      remark: row.remark,
      author: person(row.author),
      words: row.words,
      at: row.at,
      unread: row.read_at === null,
    })
  }
  return allow({ mentions, people: [...new Set(mentions.flatMap(({ words }) => mentionedIn(words)))].map(person) })
}

/** Notes that a person was shown remarks that mention them. It is no act of the councils and stands in no record. */
export async function noteReadAct(
  act: Act,
  input: { recommendation: RecommendationId; remarks: readonly RemarkId[] },
): Promise<Decision<Nothing>> {
  const found = await discussionFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  if (input.remarks.length > 0)
    await act.tx
      .updateTable('mentions')
      .set({ read_at: act.at })
      .where('account', '=', act.by)
      .where('read_at', 'is', null)
      .where('remark', 'in', [...input.remarks])
      .execute()
  return allow({})
}

/** Invites those who look on to the discussion of a text, or takes that back. Refuses what `inviteObservers` refuses. */
export async function inviteObserversAct(
  act: Act,
  input: { recommendation: RecommendationId; on: boolean },
): Promise<Decision<Nothing>> {
  const found = await discussionFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity, invited, recommendation } = found.facts
  const may = inviteObservers(session, capacity, invited, input.on)
  if (!may.ok) return may
  if (input.on)
    await act.tx
      .insertInto('invited_observers')
      .values({ recommendation: recommendation.id, by_account: act.by, at: act.at })
      .execute()
  else await act.tx.deleteFrom('invited_observers').where('recommendation', '=', recommendation.id).execute()
  await act.record({
    act: input.on ? 'observers-invited' : 'observers-uninvited',
    subject: recommendation.id,
    onWordOf: wordOf(capacity),
  })
  // Without an id those who look on hear it too, when they are invited no more.
  act.tell(session.id, 'threads', 'mentions')
  return allow({})
}
