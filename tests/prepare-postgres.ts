import { preparedStores } from './prepared-stores.ts'
import { startPostgres } from './services.ts'

/** One PostgreSQL for all tests of the run on PostgreSQL, with the stores that they copy. */
export default async function setup(): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  process.env.KENES_TEST_POSTGRES = postgres.urlOf('postgres')
  const stores = await preparedStores(async () => ({ kind: 'postgres', url: await postgres.database() }))
  process.env.KENES_TEST_POSTGRES_STORES = JSON.stringify(stores)
  return () => postgres.stop()
}
