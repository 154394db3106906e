import type { LanguageState } from '../../shared/councils/model.ts'
import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { questionSentence } from '../../shared/votes/putting.ts'
import { loadNames } from '../accounts/queries.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import { recommendationFor } from '../recommendations/queries.ts'
import { entryOf } from '../record/entries.ts'
import { nameIn } from '../sessions/views.ts'
import { contentOf } from '../versions/queries.ts'
import { opinionsOnText } from '../votes/opinions.ts'
import { loadVote } from '../votes/queries.ts'

/** The adopted text with vote, outcome and the head of the record book at adoption. */
export async function viewAdopted(house: House, account: AccountId, input: { recommendation: RecommendationId }) {
  const { db } = house
  const found = await recommendationFor(db, input.recommendation, account, house.clock.now())
  if (!found.ok) return found
  const row = await db
    .selectFrom('adopted_texts')
    .selectAll()
    .where('recommendation', '=', input.recommendation)
    .executeTakeFirst()
  const loaded = row && (await loadVote(db, row.vote))
  const head = row && (await entryOf(db, 'text-adopted', row.recommendation))
  if (!row || !loaded || !head || loaded.vote.stage !== 'announced') return refuse('not-found', 'AD4')
  const { kind, parts, fields } = contentOf(row)
  return allow({
    recommendation: row.recommendation,
    session: row.session,
    sessionTitle: found.facts.session.title,
    timezone: found.facts.session.timezone,
    kind,
    number: row.number,
    vote: row.vote,
    voteNumber: loaded.vote.number,
    question: questionSentence(loaded.vote.question, found.facts.recommendation),
    version: row.version,
    hash: row.hash,
    parts,
    plain: plainParts(parts),
    fields,
    languagesOfRecord: fromJson<Language[]>(row.languages_of_record),
    languages: fromJson<Record<Language, LanguageState>>(row.languages),
    adoptedAt: row.adopted_at,
    adoptedBy: { account: row.adopted_by, name: nameIn(await loadNames(db), row.adopted_by) },
    outcome: loaded.vote.outcome,
    opinions: await opinionsOnText(db, row),
    head,
    canonical: row.content,
  })
}
