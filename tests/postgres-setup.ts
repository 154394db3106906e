import { startPostgres } from './services.ts'

/** One PostgreSQL for all tests of the run on PostgreSQL. */
export default async function setup(): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  process.env.KENES_TEST_POSTGRES = postgres.urlOf('postgres')
  return () => postgres.stop()
}
