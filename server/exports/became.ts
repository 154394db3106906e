import type { FinalFacts, FollowUpFacts } from '../../shared/exports/model.ts'
import { clockOf } from '../../shared/follow-up/rules.ts'
import type { AccountId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import { type Instant, utcDay } from '../../shared/time.ts'
import { loadSignatures, roundsOfSession } from '../adoption/final-queries.ts'
import { loadCouncils } from '../councils/queries.ts'
import type { Reader } from '../db/database.ts'
import { loadAnswers, loadAssessments, loadDispatches } from '../follow-up/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'

/** The published final texts of a session with their words, each with its corrigenda in them. Source: RULES.md EX16. */
export async function loadFinals(
  db: Reader,
  session: SessionId,
  names: ReadonlyMap<AccountId, Localised>,
): Promise<ReadonlyMap<RecommendationId, { readonly facts: FinalFacts; readonly parts: Parts }>> {
  const councils = new Map((await loadCouncils(db)).map(({ id, name }) => [id, name]))
  const finals = new Map<RecommendationId, { readonly facts: FinalFacts; readonly parts: Parts }>()
  // Rounds come in their order: the newest that is published stands in the end.
  for (const round of await roundsOfSession(db, session)) {
    const version = round.stage === 'published' && round.version ? await loadVersion(db, round.version) : null
    if (!version || !round.official) continue
    const signatures = (await loadSignatures(db, round)).flatMap(({ council, account, ...signature }) => {
      const name = councils.get(council)
      return name ? [{ ...signature, council: name, name: nameIn(names, account) }] : []
    })
    const facts = { hash: version.hash, ...round.official, corrigenda: round.round, signatures }
    finals.set(round.recommendation, { facts, parts: contentOf(version).parts })
  }
  return finals
}

/** What became of each text that was sent, addressee by addressee. Source: RULES.md EX17. */
export async function loadFollowUp(
  db: Reader,
  session: SessionId,
  at: Instant,
): Promise<ReadonlyMap<RecommendationId, readonly FollowUpFacts[]>> {
  const answers = await loadAnswers(db, session)
  const assessments = await loadAssessments(db, session)
  const facts = (await loadDispatches(db, session)).flatMap((dispatch) =>
    dispatch.recommendations.map((recommendation) => {
      const { addressee, due } = dispatch
      const isOf = (one: { recommendation: RecommendationId; addressee: string }) =>
        one.recommendation === recommendation && one.addressee === addressee
      const said = answers.filter(isOf)
      const answeredOn = said.map(({ on }) => on).sort()[0] ?? null
      const newest = said.at(-1)
      return {
        recommendation,
        addressee,
        position: newest?.position ?? null,
        reasons: newest?.words ?? '',
        clock: clockOf(dispatch, answeredOn, utcDay(at)),
        due,
        answeredOn,
        status: assessments.findLast(isOf)?.status ?? null,
      }
    }),
  )
  return Map.groupBy(facts, ({ recommendation }) => recommendation)
}
