import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { addAccess, addContact, addProofs, createAccountsTables, createPasskeyTables } from '../accounts/tables.ts'
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
const steps = (dialect: StoreDialect): Record<string, Migration> => ({
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
})

/** Brings a store to the newest form; running it again changes nothing. */
export async function migrate<T>(db: Kysely<T>, dialect: StoreDialect): Promise<readonly string[]> {
  const { results, error } = await new Migrator({
    db,
    provider: { getMigrations: async () => steps(dialect) },
  }).migrateToLatest()
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}
