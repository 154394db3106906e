import { join } from 'node:path'
import { type Kysely, Kysely as KyselyDatabase, PostgresDialect, type Transaction } from 'kysely'
import type { ErasingTables } from '../accounts/erasing-tables.ts'
import type { AccountsTables } from '../accounts/tables.ts'
import type { FinalTables } from '../adoption/final-tables.ts'
import type { AdoptionTables } from '../adoption/tables.ts'
import type { AmendmentsTables } from '../amendments/tables.ts'
import { changingForm, dumpBefore, type Upgrade } from '../backup/before-migration.ts'
import type { CommentsTables } from '../comments/tables.ts'
import type { ThreadTables } from '../comments/thread-tables.ts'
import type { CouncilsTables } from '../councils/tables.ts'
import type { EvidenceTables } from '../evidence/tables.ts'
import type { FilesTables } from '../files/tables.ts'
import type { FloorTables } from '../floor/tables.ts'
import type { FollowUpTables } from '../follow-up/tables.ts'
import type { LiveTables } from '../live/tables.ts'
import type { MinutesTables } from '../minutes/tables.ts'
import type { RecommendationsTables } from '../recommendations/tables.ts'
import type { RecordTables } from '../record/tables.ts'
import type { ScreensTables } from '../screens/tables.ts'
import type { PlanningTables } from '../sessions/planning-tables.ts'
import type { SessionsTables } from '../sessions/tables.ts'
import type { TranslationsTables } from '../translations/tables.ts'
import type { CirculationTables } from '../versions/circulation-tables.ts'
import type { RedactingTables } from '../versions/redacting-tables.ts'
import type { VersionsTables } from '../versions/tables.ts'
import type { MannersTables } from '../votes/manners-tables.ts'
import type { OpinionsTables } from '../votes/opinions-tables.ts'
import type { RemediesTables } from '../votes/remedies-tables.ts'
import type { VotesTables } from '../votes/tables.ts'
import type { StoreAddress } from './address.ts'
import { dialectOf } from './dialect.ts'
import { migrate, stepsOf } from './migrations.ts'
import { openPool } from './postgres.ts'
import { copySqlite, openSqlite } from './sqlite.ts'
import { kyselyDatabase, TransactionalSqlite } from './sqlite-dialect.ts'

/** Every table of the house, by domain. */
export type Tables = AccountsTables &
  ErasingTables &
  CouncilsTables &
  SessionsTables &
  FloorTables &
  PlanningTables &
  EvidenceTables &
  RecommendationsTables &
  VersionsTables &
  CirculationTables &
  RedactingTables &
  CommentsTables &
  ThreadTables &
  AmendmentsTables &
  TranslationsTables &
  MinutesTables &
  VotesTables &
  MannersTables &
  OpinionsTables &
  RemediesTables &
  AdoptionTables &
  FinalTables &
  FollowUpTables &
  ScreensTables &
  FilesTables &
  LiveTables &
  RecordTables

export type Database = Kysely<Tables>
/** A database handle inside an act's transaction: only act.ts makes one. */
export type Tx = Transaction<Tables>
/** What queries take: they work inside and outside an act. */
export type Reader = Database | Tx

/** The file of the embedded store inside DATA_DIR. */
export const storeFile = (folder: string): string => join(folder, 'kenes.sqlite')

/** Connections of this server to PostgreSQL, beside those of the log. */
const MOST_CONNECTIONS = 12

/** The embedded store of a folder. */
export const embedded = (folder: string): StoreAddress => ({ kind: 'sqlite', file: storeFile(folder) })

/** Of a store that is opened by itself, as a restored one is: nothing copies it before. */
const NO_UPGRADE: Upgrade = { environment: {}, folder: '', isCopied: true }

/**
 * Opens a store and brings it to the newest form; one that has something in it is copied before, a folder's beside itself, a database by
 * pg_dump, unless the operator has a copy. Throws StoreIsNewer, BadBackup. Source: RULES.md RB16, RB21.
 */
export async function openDatabase(address: StoreAddress, upgrade: Upgrade = NO_UPGRADE): Promise<Database> {
  const db = connect(address, {})
  const renew = async () => {
    const { done, lacking } = await stepsOf(db, dialectOf(address))
    const [next] = lacking
    if (!next) return
    if (done.length > 0 && !upgrade.isCopied) await copyBefore(address, next, upgrade)
    await migrate(db, dialectOf(address))
  }
  try {
    const { lacking } = await stepsOf(db, dialectOf(address))
    if (lacking.length > 0) await (address.kind === 'postgres' ? changingForm(address.url, renew) : renew())
    return db
  } catch (fault) {
    await db.destroy()
    throw fault
  }
}

const copyBefore = (address: StoreAddress, step: string, upgrade: Upgrade): Promise<void> =>
  address.kind === 'postgres' ? dumpBefore(address.url, step, upgrade) : copyBeside(address.file, step)

/** Opens a store to look at only; nothing is created or changed. */
export const openDatabaseReadOnly = (address: StoreAddress): Database => connect(address, { readOnly: true })

/** The folder's store as it is before a step; one that is there already is from a try that failed. */
async function copyBeside(file: string, step: string): Promise<void> {
  const source = openSqlite(file, { readOnly: true })
  try {
    await copySqlite(source, `${file}.before-${step}`)
  } finally {
    source.close()
  }
}

function connect(address: StoreAddress, { readOnly = false }: { readOnly?: boolean }): Database {
  if (address.kind === 'sqlite')
    return new KyselyDatabase<Tables>({
      dialect: new TransactionalSqlite({
        database: kyselyDatabase(openSqlite(address.file, { readOnly, isShipped: address.isShipped ?? false })),
      }),
    })
  return new KyselyDatabase<Tables>({
    dialect: new PostgresDialect({ pool: openPool(address.url, MOST_CONNECTIONS, { readOnly }) }),
  })
}
