import type { Kysely } from 'kysely'
import type { ErasureReason, ErasureStage } from '../../shared/accounts/erasing.ts'
import type { AccountId, ErasureId } from '../../shared/ids.ts'
import type { AskedColumns } from './second-person.ts'

export type ErasingTables = {
  /** Persons whose data two people erase. Who they were stands nowhere here; `stand_in`: JSON per language, once it is done. */
  erasures: AskedColumns<ErasureId, ErasureReason, ErasureStage> & {
    account: AccountId
    /** Counts the erasures that were done; null until it is. */
    number: number | null
    stand_in: string | null
  }
}

/** Erasures, and since when an account is nobody's any more. */
export async function createErasures(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('accounts').addColumn('erased', 'bigint').execute()
  await db.schema
    .createTable('erasures')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('decided_by', 'text', (c) => c.references('accounts.id'))
    .addColumn('decided_at', 'bigint')
    .addColumn('number', 'integer', (c) => c.unique())
    .addColumn('stand_in', 'text')
    .execute()
}
