import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, VersionId } from '../../shared/ids.ts'
import { isObserver } from '../../shared/sessions/rules.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import type { Version, VersionContent } from '../../shared/versions/model.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import { recommendationFor } from '../recommendations/queries.ts'
import { nameIn } from '../sessions/views.ts'
import type { VersionsTables } from './tables.ts'

const fromRow = (row: Omit<VersionsTables['versions'], 'state'>): Version => ({
  id: row.id,
  recommendation: row.recommendation,
  text: row.text,
  number: row.number,
  reason: row.reason,
  content: row.content,
  hash: row.hash,
  seq: row.seq,
  authors: fromJson<AccountId[]>(row.authors),
  createdAt: row.created_at,
  createdBy: row.created_by,
})

const COLUMNS = [
  'id',
  'recommendation',
  'text',
  'number',
  'reason',
  'content',
  'hash',
  'seq',
  'authors',
  'created_at',
  'created_by',
] as const

export async function loadVersion(db: Reader, id: VersionId): Promise<Version | null> {
  const row = await db.selectFrom('versions').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The versions of a recommendation, newest first. */
export async function loadVersions(db: Reader, recommendation: RecommendationId): Promise<Version[]> {
  const rows = await db
    .selectFrom('versions')
    .select(COLUMNS)
    .where('recommendation', '=', recommendation)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(fromRow)
}

/** What a version's bytes say. */
export const contentOf = (version: { readonly content: string }): VersionContent =>
  fromJson<VersionContent>(version.content)

/** By which revision names each version of a text is known. */
async function revisionsOf(db: Reader, text: RecommendationId): Promise<ReadonlyMap<VersionId, number[]>> {
  const rows = await db
    .selectFrom('revision_texts')
    .select(['version', 'revision'])
    .where('recommendation', '=', text)
    .orderBy('revision')
    .execute()
  const named = new Map<VersionId, number[]>()
  for (const { version, revision } of rows) named.set(version, [...(named.get(version) ?? []), revision])
  return named
}

async function summaries(
  house: House,
  recommendation: RecommendationId,
  versions: readonly Version[],
  observer: boolean,
) {
  const names = await loadNames(house.db)
  const named = await revisionsOf(house.db, recommendation)
  return versions.map(({ content: _, authors, ...version }) => ({
    ...version,
    revisions: named.get(version.id) ?? [],
    // An observer reads the text, never who wrote it. Source: RULES.md SE8.
    authors: observer ? [] : authors.map((account) => ({ account, name: nameIn(names, account) })),
  }))
}

/** The versions of a recommendation for its page. */
export async function listVersions(house: House, account: AccountId, input: { recommendation: RecommendationId }) {
  const found = await recommendationFor(house.db, input.recommendation, account, house.clock.now())
  if (!found.ok) return found
  const versions = await loadVersions(house.db, input.recommendation)
  return allow({ versions: await summaries(house, input.recommendation, versions, isObserver(found.facts.capacity)) })
}

/** One version with the very bytes that are hashed. */
export async function viewVersion(house: House, account: AccountId, input: { id: VersionId }) {
  const version = await loadVersion(house.db, input.id)
  if (!version) return refuse('not-found', 'RE5')
  const found = await recommendationFor(house.db, version.recommendation, account, house.clock.now())
  if (!found.ok) return found
  const [summary] = await summaries(house, version.recommendation, [version], isObserver(found.facts.capacity))
  if (!summary) return refuse('not-found', 'RE5')
  const { parts, fields } = contentOf(version)
  return allow({ ...summary, parts, fields, plain: plainParts(parts), canonical: version.content })
}
