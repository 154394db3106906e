import { preparedStores } from './prepared-stores.ts'
import { newFolder, removeStore } from './stores.ts'

/** The stores that the tests on SQLite copy. */
export default async function setup(): Promise<() => Promise<void>> {
  const stores = await preparedStores(async () => newFolder())
  process.env.KENES_TEST_SQLITE_STORES = JSON.stringify(stores)
  return async () => {
    for (const store of Object.values(stores)) await removeStore(store)
  }
}
