import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, RedactionId, SessionId, VersionId } from '../../shared/ids.ts'
import type { Capacity } from '../../shared/sessions/rules.ts'
import { isObserver } from '../../shared/sessions/rules.ts'
import {
  decideRedaction,
  mayRedact,
  type PassagePlace,
  redact,
  withdrawRedaction,
} from '../../shared/versions/redacting.ts'
import { loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { holds, loadRows } from '../live/hiding.ts'
import type { LetterRun } from '../live/letters.ts'
import { type Kept, loadSet, recommendationFor } from '../recommendations/queries.ts'
import { sessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { reachNow } from './confirming.ts'
import { loadVersions } from './queries.ts'
import { type Beyond, markedIn, mayAsk, redactionFor } from './redacting.ts'
import { loadRedactions } from './redacting-queries.ts'
import { alsoSaid, findPassage, loadStates, reachedPlaces } from './redacting-reach.ts'

/** The redactions of a text as a person may know of them. Source: RULES.md VE50, VE54. */
export async function viewRedactions(
  house: House,
  account: AccountId,
  input: { recommendation: RecommendationId },
  beyond: Beyond,
) {
  const { db } = house
  const found = await recommendationFor(db, input.recommendation, account, house.clock.now())
  if (!found.ok) return found
  const { recommendation, capacity } = found.facts
  const names = await loadNames(db)
  const numbers = new Map((await loadVersions(db, recommendation.id)).map(({ id, number }) => [id, number]))
  const isOneOfTwo = mayRedact(capacity).ok
  const person = (id: AccountId | null) =>
    id === null || isObserver(capacity) ? null : { account: id, name: nameIn(names, id) }
  const known = (await loadRedactions(db, recommendation.id)).filter(({ stage }) => isOneOfTwo || stage === 'done')
  return allow({
    mayRedact: redact(recommendation, capacity, await beyond.putOf(db, recommendation)).ok,
    redactions: known.map((one) => ({
      id: one.id,
      version: one.version && !isObserver(capacity) ? (numbers.get(one.version) ?? null) : null,
      part: one.part,
      language: one.language,
      paragraph: one.paragraph,
      start: one.start,
      length: one.length,
      reason: one.reason,
      words: isObserver(capacity) ? '' : one.words,
      stage: one.stage,
      askedBy: person(one.askedBy),
      askedAt: one.askedAt,
      decidedBy: person(one.decidedBy),
      decidedAt: one.decidedAt,
      versions: isObserver(capacity) ? [] : one.versions.flatMap(([id]) => numbers.get(id) ?? []),
      rows: one.rows.length,
      mayConfirm: decideRedaction(one, capacity).ok,
      mayWithdraw: withdrawRedaction(one, capacity).ok,
    })),
  })
}

/** What waits in a session for a second person. */
export async function viewWaiting(house: House, account: AccountId, input: { session: SessionId }) {
  const found = await sessionFor(house.db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { capacity } = found.facts
  const names = await loadNames(house.db)
  const set = mayRedact(capacity).ok ? await loadSet(house.db, input.session) : []
  const waiting = await Promise.all(set.map((text) => waitingIn(house, text, capacity)))
  return allow({
    waiting: waiting.flat().map(({ askedBy, ...one }) => ({
      ...one,
      askedBy: { account: askedBy, name: nameIn(names, askedBy) },
    })),
  })
}

const waitingIn = async (house: House, { id: recommendation, number }: Kept, capacity: Capacity) =>
  (await loadRedactions(house.db, recommendation))
    .filter(({ stage }) => stage === 'waiting')
    .map((one) => ({
      id: one.id,
      recommendation,
      number,
      askedBy: one.askedBy,
      askedAt: one.askedAt,
      mayConfirm: decideRedaction(one, capacity).ok,
    }))

/** What redacting a passage would reach. Source: RULES.md VE59. */
export async function viewPassageReach(
  house: House,
  account: AccountId,
  input: PassagePlace & { recommendation: RecommendationId; version: VersionId | null },
  beyond: Beyond,
): Promise<Decision<Reached>> {
  const may = await mayAsk(house.db, account, input, house.clock.now(), beyond)
  if (!may.ok) return may
  const kept = may.facts.recommendation
  const found = findPassage((await markedIn(house, kept.textId, input.version)).state, input, null)
  if (!found) return refuse('not-in-one-paragraph', 'VE51')
  return allow(await reachOf(house, kept, found.letters, beyond))
}

/** What confirming a redaction would reach. Refuses: not-found, no-right, already-decided. Source: RULES.md VE59. */
export async function viewRedactionReach(
  house: House,
  account: AccountId,
  input: { redaction: RedactionId },
  beyond: Beyond,
): Promise<Decision<Reached>> {
  const found = await redactionFor(house.db, input.redaction, account, house.clock.now())
  if (!found.ok) return found
  const { redaction, recommendation, capacity } = found.facts
  const may = mayRedact(capacity)
  if (!may.ok) return may
  if (redaction.stage !== 'waiting') return refuse('already-decided', 'VE50')
  return allow(await reachOf(house, recommendation, redaction.letters, beyond))
}

type Reached = Awaited<ReturnType<typeof reachOf>>

async function reachOf({ db, live }: House, kept: Kept, letters: readonly LetterRun[], beyond: Beyond) {
  const reach = await reachNow(db, letters, kept, beyond)
  const versions = await loadStates(db, kept.textId)
  const hidden = reach.hidden(versions)
  reach.end()
  const texts = [kept.textId, ...(await beyond.forksOf(db, kept))]
  const held: number[] = []
  for (const text of texts) held.push((await loadRows(db, text)).filter((row) => holds(row, hidden)).length)
  return {
    words: reach.words,
    places: reachedPlaces((await live.read(kept.textId)).state, hidden),
    versions: versions.filter(({ state }) => reachedPlaces(state, hidden).length > 0).map(({ number }) => number),
    amendments: held.slice(1).filter((rows) => rows > 0).length,
    rows: held.reduce((sum, rows) => sum + rows, 0),
    also: await alsoSaid(db, [reach.words], { text: kept.textId }),
  }
}
