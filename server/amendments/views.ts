import { UNDECIDED } from '../../shared/amendments/model.ts'
import { mayDo, order, propose, typeFor } from '../../shared/amendments/rules.ts'
import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, AmendmentId, RecommendationId, SessionId } from '../../shared/ids.ts'
import { eachLanguage, type Localised } from '../../shared/language.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import { isSecretariat } from '../../shared/sessions/rules.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { type Kept, loadSet } from '../recommendations/queries.ts'
import { loadLiveToObservers, type SessionFor, sessionSeen } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import {
  amendedOf,
  amendmentFor,
  type KeptAmendment,
  loadAmendments,
  proposersFor,
  sightOf,
  textSightOf,
} from './queries.ts'
import type { Reading, Readings } from './reading.ts'

/** The amendments that the asker sees, in their order of voting. */
export async function listAmendments(
  house: House,
  account: AccountId,
  input: { recommendation: RecommendationId } | { session: SessionId },
  readings: Readings,
) {
  const { db } = house
  const session =
    'session' in input
      ? input.session
      : (
          await db
            .selectFrom('recommendations')
            .select('session')
            .where('id', '=', input.recommendation)
            .executeTakeFirst()
        )?.session
  const found = session && (await sessionSeen(house, session, account))
  if (!found) return refuse('not-found', 'RE5')
  if (!found.ok) return found
  const { facts } = found
  const set = new Map((await loadSet(db, facts.session.id)).map((one) => [one.id, one]))
  const about = 'recommendation' in input ? (set.get(input.recommendation) ?? null) : null
  const sees = await sightOf(db, facts)
  // Alike for what does not exist and what the asker may not see.
  if (
    about &&
    !textAccess(about, facts.session, facts.capacity, await loadLiveToObservers(db, facts.session.id)).visible
  )
    return refuse('not-found', 'RE5')
  const all = await loadAmendments(db, input)
  const seen = all.filter((one) => sees(one, one.recommendation && (set.get(one.recommendation) ?? null)))
  const says = await sayer(house, facts)
  const amendments = await summaries(seen, set, readings, says)
  const proposers = await proposersFor(db, facts, facts.capacity)
  return allow({
    amendments,
    texts: [
      ...new Set(seen.flatMap(({ recommendation }) => (recommendation && set.get(recommendation)?.textId) || [])),
    ],
    may: {
      propose: propose(amendedOf(about), facts.session, facts.capacity, proposers).ok,
      type: typeFor(facts.session, facts.capacity).ok,
      order: order(facts.session, facts.capacity).ok,
    },
  })
}

/** How many amendments are tabled or put and how many drafts the asker stands behind, and whether they may propose one, text by text. */
export async function countAmendments(
  house: House,
  account: AccountId,
  { session }: { session: SessionId },
  readings: Readings,
) {
  const found = await sessionSeen(house, session, account)
  if (!found.ok) return found
  const { facts } = found
  const set = await loadSet(house.db, session)
  const byId = new Map(set.map((one) => [one.id, one]))
  const [sees, seesText] = [await sightOf(house.db, facts), await textSightOf(house.db, facts)]
  const amendments = (await loadAmendments(house.db, { session })).filter((one) =>
    sees(one, one.recommendation && (byId.get(one.recommendation) ?? null)),
  )
  const proposers = await proposersFor(house.db, facts, facts.capacity)
  return allow({
    counts: [...set.filter(seesText), null].map((kept) => {
      const about = amendments.filter(({ recommendation }) => recommendation === (kept?.id ?? null))
      const isMine = ({ sponsors }: KeptAmendment) => sponsors.some((sponsor) => sponsor.account === account)
      return {
        recommendation: kept?.id ?? null,
        tabled: about.filter(({ stage }) => stage === 'tabled' || stage === 'put').length,
        drafts: about.filter((one) => one.stage === 'draft' && isMine(one)).length,
        mayPropose: propose(amendedOf(kept), facts.session, facts.capacity, proposers).ok,
      }
    }),
    mayType: typeFor(facts.session, facts.capacity).ok,
    reviews: isSecretariat(facts.capacity) ? await inReview(amendments, byId, readings) : [],
  })
}

/** Tabled amendments that wait for the secretariat. Source: RULES.md AM29. */
async function inReview(
  amendments: readonly KeptAmendment[],
  set: ReadonlyMap<RecommendationId, Kept>,
  readings: Readings,
) {
  const tabled = amendments.filter(({ stage }) => stage === 'tabled')
  const reads = await readings.of(
    tabled.map((amendment) => ({
      amendment,
      kept: amendment.recommendation && (set.get(amendment.recommendation) ?? null),
    })),
  )
  return tabled.flatMap(({ id, number }, index) => ((reads[index]?.open ?? 0) > 0 ? [{ amendment: id, number }] : []))
}

async function summaries(
  seen: readonly KeptAmendment[],
  set: ReadonlyMap<RecommendationId, Kept>,
  readings: Readings,
  says: Awaited<ReturnType<typeof sayer>>,
) {
  const amending = seen.map((amendment) => ({
    amendment,
    kept: amendment.recommendation && (set.get(amendment.recommendation) ?? null),
  }))
  const reads = await readings.of(amending)
  const all = amending.flatMap(({ amendment }, index) => {
    const read = reads[index]
    return read ? [{ amendment, read }] : []
  })
  return all.map(({ amendment, read }) => ({
    ...says(amendment, read),
    clashesWith: all
      .filter((other) => other.amendment.id !== amendment.id && isSibling(other.amendment, amendment))
      .filter((other) => readings.isClashing(read, other.read))
      .map((other) => other.amendment.id),
  }))
}

const isSibling = (one: KeptAmendment, other: KeptAmendment): boolean =>
  one.recommendation !== null && one.recommendation === other.recommendation

/** One amendment with all its texts. */
export async function viewAmendment(house: House, account: AccountId, input: { id: AmendmentId }, readings: Readings) {
  const found = await amendmentFor(house.db, input.id, account, house.clock.now())
  if (!found.ok) return found
  const { amendment, recommendation: kept, session, capacity, seats } = found.facts
  const set = new Map((await loadSet(house.db, session.id)).map((one) => [one.id, one]))
  const siblings = (await loadAmendments(house.db, { session: session.id })).filter(
    (one) => one.id === amendment.id || (one.recommendation === amendment.recommendation && one.stage === 'tabled'),
  )
  const says = await sayer(house, found.facts)
  const [summary] = (await summaries(siblings, set, readings, says)).filter(({ id }) => id === amendment.id)
  if (!summary) return refuse('not-found', 'AM21')
  const [read] = await readings.of([{ amendment, kept }])
  if (!read) return refuse('not-found', 'AM21')
  const proposers = await proposersFor(house.db, found.facts, {
    seats: seats.filter(({ holder }) => holder === amendment.mover),
  })
  const amended = amendedOf(kept)
  return allow({
    ...summary,
    amends: kept?.textId ?? null,
    point: amendment.point,
    createdAt: amendment.createdAt,
    fields: amendment.fields,
    base: amendment.base,
    texts: read.texts,
    hash: read.hash(),
    review: [...read.clashes],
    looks: [...read.looks],
    may: mayDo(amendment, amended, session, capacity, {
      open: read.open,
      changes: read.changes,
      languages: new Set(read.changed.map(({ language }) => language)),
      seated: new Set(seats.map(({ holder }) => holder)),
      amended,
      proposers,
      ownProposers: await proposersFor(house.db, found.facts, capacity),
    }),
  })
}

/** Says an amendment as lists show it. */
async function sayer(house: House, { seats }: Pick<SessionFor, 'seats'>) {
  const names = await loadNames(house.db)
  const person = (account: AccountId) => ({
    account,
    name: nameIn(names, account),
    councils: [...new Set(seats.filter(({ holder }) => holder === account).map(({ council }) => council))],
  })
  return (amendment: KeptAmendment, read: Reading) => ({
    id: amendment.id,
    session: amendment.session,
    recommendation: amendment.recommendation,
    creates: amendment.creates,
    number: amendment.number,
    kind: amendment.kind,
    whole: amendment.whole,
    after: amendment.after,
    language: amendment.language,
    stage: amendment.stage,
    textId: amendment.text,
    mover: person(amendment.mover),
    typedBy: person(amendment.typedBy),
    moved: amendment.moved,
    sponsors: amendment.sponsors.map(({ account, signedAt }) => ({ ...person(account), signedAt })),
    reason: amendment.reason,
    words: amendment.words,
    position: amendment.position,
    fallsWith: amendment.fallsWith ?? [],
    clashes: UNDECIDED.includes(amendment.stage) ? read.open : 0,
    distance: read.distance,
    title: titleOf(read),
    changes: read.changed.map(({ words: _, ...change }) => change),
    vote: amendment.vote,
    accepted: amendment.accepted,
    tabledAt: amendment.tabledAt,
    decidedAt: amendment.decidedAt,
    made: amendment.made,
  })
}

const titleOf = ({ texts }: Reading): Localised => eachLanguage((language) => plainText(texts.amended.title[language]))
