import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { StoreAddress } from '../server/db/address.ts'
import { embedded } from '../server/db/database.ts'

// The store that a test runs on: a new SQLite folder, or, in the run on PostgreSQL, a new database there.

/** Where PostgreSQL's own database is, in the run on PostgreSQL; `prepare-postgres.ts` says so to all runs beside it too. */
export const postgresUrl = (): string | undefined =>
  process.env.KENES_TEST_STORE === 'postgres' ? process.env.KENES_TEST_POSTGRES : undefined

/** What a run copies its tests' stores from; `tests/prepare.ts` makes them. */
export type Prepared = { readonly tables: StoreAddress; readonly demo: StoreAddress }

/**
 * A store of its own for one test: with nothing in it, with its tables, or with the demo's session. Outside of vitest nothing is
 * prepared, and whoever opens a store makes what it lacks.
 */
export async function newStore(filled: 'not' | keyof Prepared = 'not'): Promise<StoreAddress> {
  const url = postgresUrl()
  const from = filled === 'not' ? null : preparedFor(url ? 'POSTGRES' : 'SQLITE')?.[filled]
  if (url) return { kind: 'postgres', url: await newDatabase(url, from?.kind === 'postgres' ? from.url : null) }
  const folder = newFolder()
  if (folder.kind === 'sqlite' && from?.kind === 'sqlite') copyFileSync(from.file, folder.file)
  return folder
}

/** Puts the prepared demo into a folder of one's own. */
export function fillFolder(folder: string): void {
  const from = preparedFor('SQLITE')?.demo
  const to = embedded(folder)
  if (from?.kind !== 'sqlite' || to.kind !== 'sqlite') return
  mkdirSync(folder, { recursive: true })
  copyFileSync(from.file, to.file)
}

function preparedFor(kind: 'SQLITE' | 'POSTGRES'): Prepared | null {
  const said = process.env[`KENES_TEST_${kind}_STORES`]
  return said ? (JSON.parse(said) as Prepared) : null
}

/** A store that is a folder, whatever the run: for what is about the embedded store alone. */
export const newFolder = (): StoreAddress => embedded(mkdtempSync(join(tmpdir(), 'kenes-store-')))

/** Removes a store when nobody has it open any more. */
export async function removeStore(address: StoreAddress): Promise<void> {
  if (address.kind === 'sqlite') {
    rmSync(join(address.file, '..'), { recursive: true, force: true })
    return
  }
  const name = new URL(address.url).pathname.slice(1)
  const server = new URL(address.url)
  server.pathname = '/postgres'
  await statement(server.href, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

/** What a server process is told of its store. */
export const environmentOf = (address: StoreAddress): Record<string, string> =>
  address.kind === 'sqlite' ? { DATA_DIR: join(address.file, '..') } : { DATABASE_URL: address.url }

async function newDatabase(server: string, template: string | null): Promise<string> {
  const name = `kenes_${randomBytes(6).toString('hex')}`
  await statement(
    server,
    `CREATE DATABASE ${name}${template ? ` TEMPLATE ${new URL(template).pathname.slice(1)}` : ''}`,
  )
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
