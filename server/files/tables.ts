import { type Kysely, sql } from 'kysely'
import type { FileKind } from '../../shared/files/kinds.ts'
import type { AccountId, FileId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { StoreDialect } from '../db/dialect.ts'

export type FilesTables = {
  /** Never changed; `hash` is the SHA-256 of the content. `added_by` is null where it came by an addressee's link. */
  files: {
    id: FileId
    name: string
    kind: FileKind
    size: number
    hash: string
    added_by: AccountId | null
    at: Instant
  }
  /** Apart from their names, so that lists read no content. */
  file_contents: { file: FileId; content: Uint8Array }
  /** Whose content was taken away, as of a restricted annex that is taken out: its row stays and says what it was. */
  erased_files: { file: FileId; erased_by: AccountId; at: Instant }
}

export async function createFilesTables(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await db.schema
    .createTable('files')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('added_by', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('file_contents')
    .addColumn('file', 'text', (c) => c.primaryKey().references('files.id'))
    .addColumn('content', dialect.blob, (c) => c.notNull())
    .execute()
  for (const statement of dialect.forbidChanges('files')) await sql.raw(statement).execute(db)
}

export async function createErasedFiles(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('erased_files')
    .addColumn('file', 'text', (c) => c.primaryKey().references('files.id'))
    .addColumn('erased_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
}
