import { changesBetween } from '../../shared/amendments/changes.ts'
import { leavesNoRoom, type Proposed, proposedBy } from '../../shared/amendments/falling.ts'
import { effectOf, UNDECIDED } from '../../shared/amendments/model.ts'
import { mayDo, order, propose, typeFor } from '../../shared/amendments/rules.ts'
import { baseText } from '../../shared/amendments/text-plan.ts'
import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, AmendmentId, RecommendationId, SessionId } from '../../shared/ids.ts'
import { eachLanguage, type Localised } from '../../shared/language.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { type Kept, loadSet } from '../recommendations/queries.ts'
import { type SessionFor, sessionSeen } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { type Planned, planned } from './plans.ts'
import { amendedOf, amendmentFor, type KeptAmendment, loadAmendments, proposersFor, sightOf } from './queries.ts'

/** What is read off the texts of amendments, kept as long as neither log has a new row. */
export type Plans = {
  of(amendment: KeptAmendment, kept: Kept | null): Promise<Known>
  clashing(kept: Kept, one: Known, other: Known): boolean
}

/** A plan with what lists show of it, and what other amendments are held against. */
type Known = Planned & {
  readonly key: string
  readonly changed: ReturnType<typeof changesBetween>
  readonly distance: number
  readonly proposed: Proposed | null
}

/** So many plans are kept in memory. */
const MOST_PLANS = 2_000

export function createPlans(db: House['db']): Plans {
  const known = new Map<AmendmentId, Known>()
  const bases = new Map<string, ReturnType<typeof baseText>>()
  const pairs = new Map<string, boolean>()
  const keep = <Key, Value>(map: Map<Key, Value>, key: Key, value: Value): Value => {
    map.delete(key)
    map.set(key, value)
    for (const oldest of map.keys()) {
      if (map.size <= MOST_PLANS) break
      map.delete(oldest)
    }
    return value
  }
  const presentOf = (kept: Kept, { text, texts }: Planned) => {
    const key = `${kept.id} ${text?.seq}`
    return bases.get(key) ?? keep(bases, key, baseText(texts.present))
  }
  return {
    async of(amendment, kept) {
      const key = await keyOf(db, amendment, kept)
      const found = known.get(amendment.id)
      if (found?.key === key) return found
      const plan = await planned(db, amendment, kept)
      const changed = changesBetween(plan.texts.present, plan.texts.amended)
      const isHeld = kept && amendment.stage === 'tabled' && effectOf(amendment) === 'words'
      return keep(known, amendment.id, {
        ...plan,
        key,
        changed,
        distance: changed.reduce((sum, { words }) => sum + words, 0),
        proposed: isHeld ? proposedBy(presentOf(kept, plan), plan.texts.amended) : null,
      })
    },
    clashing(kept, one, other) {
      if (!one.proposed || !other.proposed || one.text?.seq !== other.text?.seq) return false
      const key = `${one.key} / ${other.key}`
      return pairs.get(key) ?? keep(pairs, key, leavesNoRoom(presentOf(kept, one), one.proposed, other.proposed))
    },
  }
}

/** Everything that a plan depends on. */
async function keyOf(db: House['db'], amendment: KeptAmendment, kept: Kept | null): Promise<string> {
  const texts = [kept?.textId, amendment.text].flatMap((text) => text ?? [])
  const heads = await db.selectFrom('heads').select(['text', 'seq']).where('text', 'in', texts).execute()
  const decided = await db
    .selectFrom('amendment_decisions')
    .select((q) => [q.fn.countAll().as('count'), q.fn.max('at').as('at')])
    .where('amendment', '=', amendment.id)
    .executeTakeFirst()
  const rows = texts.map((text) => heads.find((head) => head.text === text)?.seq)
  const parts = [amendment.id, ...rows, amendment.base, amendment.stage, kept?.fieldsRev, kept?.version?.id]
  return [...parts, decided?.count, decided?.at, JSON.stringify(amendment.fields)].join(' ')
}

/** The amendments that the asker sees, in their order of voting. */
export async function listAmendments(
  house: House,
  account: AccountId,
  input: { recommendation: RecommendationId } | { session: SessionId },
  plans: Plans,
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
  const all = await loadAmendments(db, input)
  const seen = all.filter((one) => sees(one, one.recommendation && (set.get(one.recommendation) ?? null)))
  const says = await sayer(house, facts)
  const amendments = await summaries(seen, set, plans, says)
  const proposers = await proposersFor(db, facts, facts.capacity)
  return allow({
    amendments,
    may: {
      propose: propose(amendedOf(about), facts.session, facts.capacity, proposers).ok,
      type: typeFor(facts.session, facts.capacity).ok,
      order: order(facts.session, facts.capacity).ok,
    },
  })
}

async function summaries(
  seen: readonly KeptAmendment[],
  set: ReadonlyMap<RecommendationId, Kept>,
  plans: Plans,
  says: Awaited<ReturnType<typeof sayer>>,
) {
  const keptOf = ({ recommendation }: KeptAmendment) => recommendation && (set.get(recommendation) ?? null)
  const all: { readonly amendment: KeptAmendment; readonly plan: Known }[] = []
  for (const amendment of seen) all.push({ amendment, plan: await plans.of(amendment, keptOf(amendment)) })
  return all.map(({ amendment, plan }) => {
    const kept = keptOf(amendment)
    const others = all.filter(
      (other) => other.amendment.id !== amendment.id && other.amendment.recommendation === amendment.recommendation,
    )
    const clashesWith = kept
      ? others.filter((other) => plans.clashing(kept, other.plan, plan)).map((other) => other.amendment.id)
      : []
    return { ...says(amendment, plan), clashesWith }
  })
}

/** One amendment with all its texts. */
export async function viewAmendment(house: House, account: AccountId, input: { id: AmendmentId }, plans: Plans) {
  const found = await amendmentFor(house.db, input.id, account, house.clock.now())
  if (!found.ok) return found
  const { amendment, recommendation: kept, session, capacity, seats } = found.facts
  const set = new Map((await loadSet(house.db, session.id)).map((one) => [one.id, one]))
  const siblings = (await loadAmendments(house.db, { session: session.id })).filter(
    (one) => one.id === amendment.id || (one.recommendation === amendment.recommendation && one.stage === 'tabled'),
  )
  const says = await sayer(house, found.facts)
  const [summary] = (await summaries(siblings, set, plans, says)).filter(({ id }) => id === amendment.id)
  if (!summary) return refuse('not-found', 'AM21')
  const plan = await plans.of(amendment, kept)
  const proposers = await proposersFor(house.db, found.facts, {
    seats: seats.filter(({ holder }) => holder === amendment.mover),
  })
  const amended = amendedOf(kept)
  return allow({
    ...summary,
    point: amendment.point,
    createdAt: amendment.createdAt,
    fields: amendment.fields,
    base: amendment.base,
    texts: plan.texts,
    hash: plan.bound?.hash ?? null,
    review: [...(plan.plan?.clashes ?? [])],
    looks: [...(plan.plan?.looks ?? [])],
    may: mayDo(amendment, amended, session, capacity, { open: plan.open, changes: plan.changes, amended, proposers }),
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
  return (amendment: KeptAmendment, plan: Known) => ({
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
    clashes: UNDECIDED.includes(amendment.stage) ? plan.open : 0,
    distance: plan.distance,
    title: titleOf(plan),
    changes: plan.changed.map(({ words: _, ...change }) => change),
    vote: amendment.vote,
    accepted: amendment.accepted,
    tabledAt: amendment.tabledAt,
    decidedAt: amendment.decidedAt,
    made: amendment.made,
  })
}

const titleOf = ({ texts }: Planned): Localised => {
  const title = plainParts(texts.amended).title
  return eachLanguage((language) => title[language])
}
