import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { EarlierOne, EarlierSaid, Repeat, RepeatWay } from '../../shared/follow-up/model.ts'
import { keepRepeats, linkEarlier } from '../../shared/follow-up/repeats.ts'
import type { AccountId, EarlierId, RecommendationId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import type { Instant } from '../../shared/time.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { loadEarlier } from '../evidence/queries.ts'
import { type RecommendationFor, recommendationFor } from '../recommendations/queries.ts'
import { loadSessions, sessionFor } from '../sessions/queries.ts'
import { loadAdopted } from './queries.ts'
import type { FollowUpTables } from './tables.ts'

/** An earlier recommendation that may be linked. */
export type Candidate = { readonly of: EarlierOne; readonly said: EarlierSaid }

const earlierOf = ({ kind, earlier }: Pick<FollowUpTables['repeats'], 'kind' | 'earlier'>): EarlierOne =>
  kind === 'listed' ? { kind, id: earlier as EarlierId } : { kind, id: earlier as RecommendationId }

const repeatOf = (row: FollowUpTables['repeats']): Repeat => ({
  recommendation: row.recommendation,
  number: row.number,
  way: row.way,
  of: earlierOf(row),
  said: fromJson<EarlierSaid>(row.said),
})

/** Links that were not taken back. */
const standing = (db: Reader) =>
  db
    .selectFrom('repeats')
    .leftJoin('ended_repeats', (join) =>
      join
        .onRef('ended_repeats.recommendation', '=', 'repeats.recommendation')
        .onRef('ended_repeats.number', '=', 'repeats.number'),
    )
    .selectAll('repeats')
    .where('ended_repeats.number', 'is', null)

/** The links of recommendations as they stand, in the order in which they were made. */
export async function loadRepeats(db: Reader, recommendations: readonly RecommendationId[]): Promise<Repeat[]> {
  if (recommendations.length === 0) return []
  const rows = standing(db).where('repeats.recommendation', 'in', recommendations).orderBy('repeats.number')
  return (await rows.execute()).map(repeatOf)
}

/** The links that lead to an adopted recommendation, the first made first. */
export async function loadLater(db: Reader, adopted: RecommendationId): Promise<Repeat[]> {
  const rows = standing(db).where('repeats.kind', '=', 'adopted').where('repeats.earlier', '=', adopted)
  return (await rows.orderBy('repeats.at').orderBy('repeats.recommendation').execute()).map(repeatOf)
}

/** How many recommendations go on from one of the list. */
export async function linksTo(db: Reader, earlier: EarlierId): Promise<number> {
  const rows = standing(db).where('repeats.kind', '=', 'listed').where('repeats.earlier', '=', earlier)
  return (await rows.execute()).length
}

/**
 * Everything that a recommendation may be linked to: its session's list, and what was adopted in sessions not later than its own that
 * the person takes part in, but for what stands under a closed point. Source: RULES.md FO20.
 */
export async function loadCandidates(
  db: Reader,
  { session }: Pick<RecommendationFor, 'session'>,
  account: AccountId,
  at: Instant,
): Promise<Candidate[]> {
  const listed = (await loadEarlier(db, session.id)).map(
    ({ id, source, number, date, text }): Candidate => ({
      of: { kind: 'listed', id },
      said: { source: eachLanguage(() => source), number, date, text },
    }),
  )
  const adopted: Candidate[] = []
  for (const one of await loadSessions(db)) {
    if (one.id === session.id || one.date > session.date || !(await sessionFor(db, one.id, account, at)).ok) continue
    for (const { kept, content } of await loadAdopted(db, one.id))
      if (content && kept.kind !== 'preamble' && !kept.closed)
        adopted.push({
          of: { kind: 'adopted', id: kept.id },
          said: {
            source: one.title,
            number: String(kept.number ?? ''),
            date: one.date,
            text: plainParts(content.parts).title,
          },
        })
  }
  return [...listed, ...adopted]
}

/** Says that a recommendation repeats or follows an earlier one. Refuses what `linkEarlier` refuses, and not-found. Source: RULES.md FO20. */
export async function linkEarlierAct(
  act: Act,
  input: { recommendation: RecommendationId; way: RepeatWay; of: EarlierOne },
): Promise<Decision<{ number: number }>> {
  const found = await recommendationFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const linked = await loadRepeats(act.tx, [recommendation.id])
  const may = linkEarlier(recommendation, session, capacity, linked, input.of)
  if (!may.ok) return may
  const { kind, id } = input.of
  const candidates = await loadCandidates(act.tx, found.facts, act.by, act.at)
  const earlier = candidates.find(({ of }) => of.kind === kind && of.id === id)
  if (!earlier) return refuse('not-found', 'FO20')
  const last = await act.tx
    .selectFrom('repeats')
    .select((q) => q.fn.max('number').as('number'))
    .where('recommendation', '=', recommendation.id)
    .executeTakeFirst()
  const key = { recommendation: recommendation.id, number: Number(last?.number ?? 0) + 1 }
  await act.tx
    .insertInto('repeats')
    .values({
      ...key,
      way: input.way,
      kind,
      earlier: id,
      said: JSON.stringify(earlier.said),
      linked_by: act.by,
      at: act.at,
    })
    .execute()
  await act.record({
    act: 'recommendation-linked',
    subject: recommendation.id,
    facts: { number: key.number, way: input.way, kind, earlier: id },
    rows: [{ table: 'repeats', key }],
  })
  act.tell(session.id, 'follow-up')
  return allow({ number: key.number })
}

/** Takes a link back; its row stays. Refuses what `keepRepeats` refuses, and not-found. Source: RULES.md FO20. */
export async function unlinkEarlierAct(
  act: Act,
  input: { recommendation: RecommendationId; number: number },
): Promise<Decision<Nothing>> {
  const found = await recommendationFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const may = keepRepeats(recommendation, session, capacity)
  if (!may.ok) return may
  const key = { recommendation: recommendation.id, number: input.number }
  const links = await loadRepeats(act.tx, [recommendation.id])
  if (!links.some(({ number }) => number === input.number)) return refuse('not-found', 'FO20')
  await act.tx
    .insertInto('ended_repeats')
    .values({ ...key, ended_by: act.by, at: act.at })
    .execute()
  await act.record({
    act: 'recommendation-unlinked',
    subject: recommendation.id,
    facts: { number: key.number },
    rows: [{ table: 'ended_repeats', key }],
  })
  act.tell(session.id, 'follow-up')
  return allow({})
}
