import { argon2Sync, randomBytes } from 'node:crypto'
import type { StoreAddress } from '../server/db/address.ts'
import { openDatabase } from '../server/db/database.ts'
import { DEMO_PASSWORD } from '../server/demo/load.ts'
import type { Prepared } from './stores.ts'
import { world } from './world.ts'

/** Makes the stores that tests copy, each once a run: one with nothing but tables, one with the demo. */
export async function preparedStores(make: () => Promise<StoreAddress>): Promise<Prepared> {
  const tables = await make()
  await (await openDatabase(tables)).destroy()
  const demo = await make()
  const w = await world({ store: demo })
  const { db } = w.app.house
  await db.updateTable('accounts').set({ password: quickPassword() }).execute()
  await db.insertInto('settings').values({ name: 'kind', value: 'demo' }).execute()
  await w.close()
  return { tables, demo }
}

/** The demo's password so that it is compared in no time: everybody signs in in every test, by the same way as always. */
function quickPassword(): string {
  const nonce = randomBytes(16)
  const message = Buffer.from(DEMO_PASSWORD)
  const tag = argon2Sync('argon2id', { message, nonce, parallelism: 1, tagLength: 32, memory: 8, passes: 1 })
  const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=8,t=1,p=1$${base64(nonce)}$${base64(tag)}`
}
