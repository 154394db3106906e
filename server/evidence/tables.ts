import type { Kysely } from 'kysely'
import type { ReportKind } from '../../shared/evidence/model.ts'
import type {
  AccountId,
  AnnexId,
  EarlierId,
  FileId,
  FindingId,
  ReportId,
  SessionId,
  StandardId,
  ThemeId,
} from '../../shared/ids.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'

export type EvidenceTables = {
  reports: {
    id: ReportId
    session: SessionId
    position: number
    kind: ReportKind
    title: string
    source: string
    date: LocalDate | null
    link: string | null
    restricted: number
    file: FileId | null
    changed_by: AccountId
    at: Instant
  }
  findings: {
    id: FindingId
    session: SessionId
    position: number
    number: string
    title: string
    text: string
    report: ReportId | null
    reference: string
    place: string
    visited: LocalDate | null
    themes: string
    standards: string
    rev: number
  }
  /** For the secretariat's eyes alone: read by `queries.ts` where `seeRestricted` was asked, and nowhere else. */
  annexes: {
    id: AnnexId
    finding: FindingId
    position: number
    title: string
    words: string
    file: FileId | null
    added_by: AccountId
    at: Instant
  }
  earlier_recommendations: {
    id: EarlierId
    session: SessionId
    position: number
    source: string
    number: string
    date: LocalDate | null
    text: string
    addressee: string
    became: string
  }
  standards: { id: StandardId; position: number; instrument: string; ref: string }
  themes: { id: ThemeId; position: number; label: string }
}

export async function createEvidenceTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('findings')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('standards')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('instrument', 'text', (c) => c.notNull())
    .addColumn('ref', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('themes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .execute()
}

/** Reports, what is known of findings beside their words, restricted annexes, earlier recommendations. */
export async function addReports(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reports')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('date', 'text')
    .addColumn('link', 'text')
    .addColumn('restricted', 'integer', (c) => c.notNull())
    .addColumn('file', 'text', (c) => c.references('files.id'))
    .addColumn('changed_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  for (const column of ['reference', 'place'] as const)
    await db.schema
      .alterTable('findings')
      .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
      .execute()
  for (const column of ['themes', 'standards'] as const)
    await db.schema
      .alterTable('findings')
      .addColumn(column, 'text', (c) => c.notNull().defaultTo('[]'))
      .execute()
  for (const column of ['report', 'visited'] as const)
    await db.schema.alterTable('findings').addColumn(column, 'text').execute()
  await db.schema
    .alterTable('findings')
    .addColumn('rev', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await db.schema
    .createTable('annexes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('finding', 'text', (c) => c.notNull().references('findings.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('file', 'text', (c) => c.references('files.id'))
    .addColumn('added_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('earlier_recommendations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('date', 'text')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('addressee', 'text', (c) => c.notNull())
    .execute()
}

/** What has become of an earlier recommendation, as its list says. */
export async function addBecame(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('earlier_recommendations')
    .addColumn('became', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
}
