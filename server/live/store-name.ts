import type { Acts } from '../act.ts'
import type { Database } from '../db/database.ts'

/** The store's own name on a Redis that others may use too: the id of the first server that ever asked. */
export async function storeName(db: Database, acts: Acts, id: string): Promise<string> {
  await acts.writeSignIn((writer) =>
    writer
      .insertInto('settings')
      .values({ name: 'store', value: id })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute(),
  )
  const row = await db.selectFrom('settings').select('value').where('name', '=', 'store').executeTakeFirst()
  return row?.value ?? id
}
