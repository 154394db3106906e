import type { Erasure } from '../../shared/accounts/erasing.ts'
import type { AccountId, ErasureId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { ErasingTables } from './erasing-tables.ts'
import { askedFrom } from './second-person.ts'

const fromRow = (row: ErasingTables['erasures']): Erasure => ({
  ...askedFrom(row),
  account: row.account,
  number: row.number,
  standIn: row.stand_in === null ? null : fromJson<Localised>(row.stand_in),
})

export async function loadErasure(db: Reader, id: ErasureId): Promise<Erasure | null> {
  const row = await db.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** All erasures, the newest first. */
export async function loadErasures(db: Reader): Promise<Erasure[]> {
  const rows = db.selectFrom('erasures').selectAll().orderBy('asked_at', 'desc').orderBy('id')
  return (await rows.execute()).map(fromRow)
}

/** Whether the erasure of a person waits for its second word. */
export async function erasureWaits(db: Reader, account: AccountId): Promise<boolean> {
  const waiting = db.selectFrom('erasures').select('id').where('account', '=', account).where('stage', '=', 'waiting')
  return (await waiting.executeTakeFirst()) !== undefined
}

/** The number of the next erasure that is done. */
export async function nextErasure(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('erasures')
    .select((q) => q.fn.max('number').as('last'))
    .executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}

/** What stands in the place of an e-mail, which each account must have and no two alike. Nobody can enter it: it is no e-mail. */
export const emailInPlace = (number: number): string => `erased-${number}`

/** Tables of ways in, each row of which is one account's. The sign-in log's lines of a person go with them. */
export const WAYS_IN = [
  'sign_in_codes',
  'second_factors',
  'pending_factors',
  'recovery_codes',
  'passkeys',
  'passkey_challenges',
  'provider_links',
  'provider_trips',
] as const
export const OF_A_PERSON = [...WAYS_IN, 'sign_ins', 'sign_in_log'] as const

/** How many rows of these tables are an account's. */
export async function countRows(
  db: Reader,
  account: AccountId,
  ...tables: readonly (typeof OF_A_PERSON)[number][]
): Promise<number> {
  let all = 0
  for (const table of tables) {
    const { count } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('account', '=', account)
      .executeTakeFirstOrThrow()
    all += Number(count)
  }
  return all
}
