import { type Kysely, sql } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration'
import { createErasures } from '../accounts/erasing-tables.ts'
import {
  addAccess,
  addContact,
  addProofs,
  createAccountsTables,
  createPasskeyTables,
  createProviderTables,
} from '../accounts/tables.ts'
import { createFinalTables, numberClasses } from '../adoption/final-tables.ts'
import { createAdoptionTables } from '../adoption/tables.ts'
import { createAmendmentsTables } from '../amendments/tables.ts'
import { createCommentsTables } from '../comments/tables.ts'
import { createThreadTables } from '../comments/thread-tables.ts'
import { addCouncilKeeping, createCouncilsTables } from '../councils/tables.ts'
import { addBecame, addReports, createEvidenceTables } from '../evidence/tables.ts'
import { createErasedFiles, createFilesTables } from '../files/tables.ts'
import { addPuts, createFloorTables } from '../floor/tables.ts'
import { createFollowUpTables, createRepeats, createStruckAnswers } from '../follow-up/tables.ts'
import { addRedactionCounts, createLiveTables, createServersTables } from '../live/tables.ts'
import { createMinutesTables } from '../minutes/tables.ts'
import { addPoints, createRecommendationsTables } from '../recommendations/tables.ts'
import { createRecordTables } from '../record/tables.ts'
import { addShownAmendment, createScreensTables } from '../screens/tables.ts'
import { createPlanningTables } from '../sessions/planning-tables.ts'
import { createSessionsTables, createSittingsTables } from '../sessions/tables.ts'
import { createTranslationsTables } from '../translations/tables.ts'
import { createCirculationTables, indexRevisionTexts } from '../versions/circulation-tables.ts'
import { createRedactionsTable } from '../versions/redacting-tables.ts'
import { createRestoredVersions, createVersionNotes, createVersionsTables } from '../versions/tables.ts'
import { createMannersTables, createTellersTable } from '../votes/manners-tables.ts'
import { createOpinionsTable } from '../votes/opinions-tables.ts'
import { createRemediesTables } from '../votes/remedies-tables.ts'
import {
  addQuestions,
  countSeriesByVotes,
  createSeriesTable,
  createTrialsTables,
  createVotesTables,
  createWindowsTable,
} from '../votes/tables.ts'
import { neverChanged, type StoreDialect } from './dialect.ts'

/** Steps of the store, in order; one that has been released is never changed, the next one corrects it. */
export const steps = (dialect: StoreDialect): Record<string, Migration> => ({
  '2026-11-21-base': {
    up: async (db: Kysely<unknown>) => {
      await createAccountsTables(db)
      await createCouncilsTables(db)
      await createSessionsTables(db)
      await createEvidenceTables(db)
      await createRecommendationsTables(db)
      await createVersionsTables(db, dialect)
      await createVotesTables(db)
      await createAdoptionTables(db)
      await createLiveTables(db, dialect)
      await createRecordTables(db)
      await neverChanged(db, dialect)
    },
  },
  '2026-11-25-servers': { up: createServersTables },
  '2026-11-26-accounts': { up: addAccess },
  '2026-11-26-sittings': {
    up: async (db: Kysely<unknown>) => {
      await createSittingsTables(db)
      await addPoints(db)
    },
  },
  '2026-11-26-councils': {
    up: async (db: Kysely<unknown>) => {
      await addContact(db)
      await addCouncilKeeping(db)
    },
  },
  '2026-11-26-screens': { up: createScreensTables },
  '2026-11-26-the-floor': { up: createFloorTables },
  '2026-11-26-planning': { up: (db: Kysely<unknown>) => createPlanningTables(db, dialect) },
  '2026-11-26-revisions': { up: createCirculationTables },
  '2026-11-26-comments': { up: createCommentsTables },
  '2026-11-26-votes-questions': { up: addQuestions },
  '2026-11-26-votes-windows': { up: createWindowsTable },
  '2026-11-26-votes-x-series': { up: createSeriesTable },
  '2026-11-26-votes-x-trials': { up: createTrialsTables },
  '2026-11-27-manners': { up: (db: Kysely<unknown>) => createMannersTables(db, dialect) },
  '2026-11-27-opinions': { up: createOpinionsTable },
  '2026-11-27-remedies': { up: createRemediesTables },
  '2026-11-28-motions-put': { up: addPuts },
  '2026-11-28-tellers': { up: createTellersTable },
  '2026-11-28-votes-series-after': { up: countSeriesByVotes },
  '2026-11-29-version-notes': { up: createVersionNotes },
  '2026-11-29-versions-restored': { up: createRestoredVersions },
  '2026-11-30-comment-threads': { up: createThreadTables },
  '2026-12-01-amendments': { up: createAmendmentsTables },
  '2026-12-02-redactions': {
    up: async (db: Kysely<unknown>) => {
      await addRedactionCounts(db)
      await createRedactionsTable(db, dialect)
    },
  },
  '2026-12-03-translations': { up: createTranslationsTables },
  '2026-12-03-versions-of-revisions': { up: indexRevisionTexts },
  '2026-12-04-shown-amendments': { up: addShownAmendment },
  '2026-12-05-files': { up: (db: Kysely<unknown>) => createFilesTables(db, dialect) },
  '2026-12-06-final-texts': { up: (db: Kysely<unknown>) => createFinalTables(db, dialect) },
  '2026-12-06-minutes': { up: createMinutesTables },
  '2026-12-07-follow-up': { up: createFollowUpTables },
  '2026-12-08-evidence': {
    up: async (db: Kysely<unknown>) => {
      await addReports(db)
      await createErasedFiles(db)
    },
  },
  '2026-12-09-repeats': {
    up: async (db: Kysely<unknown>) => {
      await addBecame(db)
      await createRepeats(db)
    },
  },
  '2026-12-10-final-classes': { up: numberClasses },
  '2026-12-10-struck-answers': { up: createStruckAnswers },
  '2026-12-11-proofs': {
    up: async (db: Kysely<unknown>) => {
      await addProofs(db)
      await createPasskeyTables(db)
    },
  },
  '2026-12-14-erasures': { up: createErasures },
  '2026-12-15-provider': { up: createProviderTables },
})

/** The store was written by a newer Kenes: this one does not know what is in it. */
export class StoreIsNewer extends Error {}

/** Steps that a store has, and those that it lacks; what an empty one lacks is everything. Throws StoreIsNewer. Source: RULES.md RB16. */
export async function stepsOf<T>(
  db: Kysely<T>,
  dialect: StoreDialect,
): Promise<{ readonly done: readonly string[]; readonly lacking: readonly string[] }> {
  const done = await stepsDone(db)
  const known = Object.keys(steps(dialect)).sort()
  const unknown = done.find((name) => !known.includes(name))
  if (unknown)
    throw new StoreIsNewer(
      `the store has a newer form (${unknown}) than this Kenes knows: start the version that wrote it, or a newer one`,
    )
  return { done, lacking: known.filter((name) => !done.includes(name)) }
}

/** The newest step that this Kenes knows. */
export const newestStep = (dialect: StoreDialect): string => Object.keys(steps(dialect)).sort().at(-1) ?? ''

async function stepsDone<T>(db: Kysely<T>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return []
  const { rows } = await sql<{
    name: string
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Brings a store to the newest form, all steps in one transaction; running it again changes nothing. Throws StoreIsNewer. */
export async function migrate<T>(db: Kysely<T>, dialect: StoreDialect): Promise<readonly string[]> {
  await stepsOf(db, dialect)
  const { results, error } = await new Migrator({
    db,
    provider: { getMigrations: async () => steps(dialect) },
  }).migrateToLatest()
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}
