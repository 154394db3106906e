import { countRows, emailInPlace, loadErasures, OF_A_PERSON } from '../accounts/erasing-queries.ts'
import type { Database } from '../db/database.ts'
import type { Finding } from '../record/verify.ts'

/** `entry`: the number of the entry that says so. */
export type ErasedPerson = { readonly account: string; readonly entry: number }

/** Whom the record book says was erased. Source: RULES.md AC95. */
export async function erasedOf(db: Database): Promise<ErasedPerson[]> {
  const entries = db.selectFrom('record').select(['number', 'subject']).where('act', '=', 'person-erased')
  return (await entries.orderBy('number').execute()).map(({ number, subject }) => ({ account: subject, entry: number }))
}

/** Each account whose person was erased says what its erasure left, and nobody comes in by it. Source: RULES.md AC95. */
export async function verifyErasures(db: Database): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { account, stage, number, standIn } of await loadErasures(db)) {
    if (stage !== 'done') continue
    const row = await db.selectFrom('accounts').selectAll().where('id', '=', account).executeTakeFirst()
    const isLeft =
      row?.email === emailInPlace(number ?? 0) &&
      row.name === JSON.stringify(standIn) &&
      row.erased !== null &&
      [row.password, row.phone ?? '', row.organisation ?? ''].every((one) => one === '') &&
      (await countRows(db, account, ...OF_A_PERSON)) === 0
    if (!isLeft) findings.push({ table: 'accounts', key: account, what: 'is not as its erasure left it' })
  }
  return findings
}
