import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, VersionId } from '../../shared/ids.ts'
import { type Capacity, isObserver } from '../../shared/sessions/rules.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { readRevision, seesVersion } from '../../shared/versions/circulation-rules.ts'
import type { Version, VersionContent } from '../../shared/versions/model.ts'
import { cutByName, isAutomatic, restore } from '../../shared/versions/rules.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import { recommendationFor } from '../recommendations/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { loadRedactions } from './redacting-queries.ts'
import type { VersionsTables } from './tables.ts'

/** A version without its bytes, as lists say it: those of five hundred are not read to name them. */
type Named = Omit<Version, 'content'>
type Row = Omit<VersionsTables['versions'], 'state' | 'content'>
const namedFrom = (row: Row): Named => ({
  id: row.id,
  recommendation: row.recommendation,
  text: row.text,
  number: row.number,
  reason: row.reason,
  hash: row.hash,
  seq: row.seq,
  authors: fromJson<AccountId[]>(row.authors),
  createdAt: row.created_at,
  createdBy: row.created_by,
})

const fromRow = (row: Row & { content: string }): Version => ({ ...namedFrom(row), content: row.content })

const COLUMNS = [
  'id',
  'recommendation',
  'text',
  'number',
  'reason',
  'hash',
  'seq',
  'authors',
  'created_at',
  'created_by',
] as const

export async function loadVersion(db: Reader, id: VersionId): Promise<Version | null> {
  const row = await db
    .selectFrom('versions')
    .select([...COLUMNS, 'content'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The versions of a recommendation with their bytes, newest first. */
export async function loadVersions(db: Reader, recommendation: RecommendationId): Promise<Version[]> {
  const rows = await db
    .selectFrom('versions')
    .select([...COLUMNS, 'content'])
    .where('recommendation', '=', recommendation)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(fromRow)
}

/** The versions of a recommendation, newest first, without their bytes. */
async function loadNamed(db: Reader, recommendation: RecommendationId): Promise<Named[]> {
  const rows = await db
    .selectFrom('versions')
    .select(COLUMNS)
    .where('recommendation', '=', recommendation)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(namedFrom)
}

/** What a version's bytes say. */
export const contentOf = (version: { readonly content: string }): VersionContent =>
  fromJson<VersionContent>(version.content)

/** What is said of the versions of a text beside their bytes. */
async function notesOf(db: Reader, recommendation: RecommendationId) {
  const rows = await db
    .selectFrom('version_notes')
    .innerJoin('versions', 'versions.id', 'version_notes.version')
    .leftJoin('restored_versions', 'restored_versions.version', 'versions.id')
    .select(['version_notes.version', 'name', 'words', 'changed_by', 'restored'])
    .where('recommendation', '=', recommendation)
    .execute()
  return new Map(rows.map((row) => [row.version, { ...row, changedBy: fromJson<AccountId[]>(row.changed_by) }]))
}

/** In which revisions each version of a text went round. */
async function revisionsOf(db: Reader, text: RecommendationId) {
  const rows = await db
    .selectFrom('revision_texts')
    .innerJoin('revisions', (join) =>
      join
        .onRef('revisions.session', '=', 'revision_texts.session')
        .onRef('revisions.number', '=', 'revision_texts.revision'),
    )
    .select(['version', 'revision', 'to_observers'])
    .where('recommendation', '=', text)
    .orderBy('revision')
    .execute()
  return Map.groupBy(
    rows.map((row) => ({ version: row.version, number: row.revision, toObservers: row.to_observers === 1 })),
    ({ version }) => version,
  )
}

/** Versions of one text as a person sees them, those they do not see left out. */
async function summaries(
  house: House,
  recommendation: RecommendationId,
  versions: readonly Named[],
  capacity: Capacity,
) {
  const names = await loadNames(house.db)
  const sent = await revisionsOf(house.db, recommendation)
  const notes = await notesOf(house.db, recommendation)
  const redacted = new Set(
    (await loadRedactions(house.db, recommendation)).flatMap((one) => one.versions.map(([id]) => id)),
  )
  // An observer reads the text, never who wrote it. Source: RULES.md SE8.
  const people = (accounts: readonly AccountId[]) =>
    isObserver(capacity) ? [] : accounts.map((account) => ({ account, name: nameIn(names, account) }))
  return versions
    .filter((version) => seesVersion(version, sent.get(version.id) ?? [], capacity))
    .map(({ authors, createdBy, ...version }) => ({
      ...version,
      name: notes.get(version.id)?.name ?? null,
      words: notes.get(version.id)?.words ?? null,
      restored: notes.get(version.id)?.restored ?? null,
      isRedacted: redacted.has(version.id),
      createdBy: isAutomatic(version) ? null : createdBy,
      revisions: (sent.get(version.id) ?? [])
        .filter((one) => readRevision(one, capacity).ok)
        .map(({ number }) => number),
      authors: people(authors),
      changedBy: people(notes.get(version.id)?.changedBy ?? []),
    }))
}

/** The versions of a recommendation for its page. */
export async function listVersions(house: House, account: AccountId, input: { recommendation: RecommendationId }) {
  const found = await recommendationFor(house.db, input.recommendation, account, house.clock.now())
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const versions = await loadNamed(house.db, recommendation.id)
  return allow({
    mayCut: cutByName(recommendation, session, capacity).ok,
    mayRestore: restore(recommendation, session, capacity).ok,
    versions: await summaries(house, recommendation.id, versions, capacity),
  })
}

/** One version with the very bytes that are hashed. */
export async function viewVersion(house: House, account: AccountId, input: { id: VersionId }) {
  const version = await loadVersion(house.db, input.id)
  if (!version) return refuse('not-found', 'RE5')
  const found = await recommendationFor(house.db, version.recommendation, account, house.clock.now())
  if (!found.ok) return found
  const { content, ...named } = version
  const [summary] = await summaries(house, version.recommendation, [named], found.facts.capacity)
  if (!summary) return refuse('not-found', 'RE32')
  const { parts, fields } = contentOf(version)
  return allow({ ...summary, parts, fields, plain: plainParts(parts), canonical: content })
}
