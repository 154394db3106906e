import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { StoreAddress } from '../server/db/address.ts'
import { embedded } from '../server/db/database.ts'

// The store that a test runs on: a new SQLite folder, or, in the run on PostgreSQL, a new database there.

/** Where PostgreSQL's own database is, in the run on PostgreSQL; set by `postgres-setup.ts`. */
export const postgresUrl = (): string | undefined => process.env.KENES_TEST_POSTGRES

/** A store of its own for one test. */
export async function newStore(): Promise<StoreAddress> {
  const url = postgresUrl()
  return url ? { kind: 'postgres', url: await newDatabase(url) } : newFolder()
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

async function newDatabase(server: string): Promise<string> {
  const name = `kenes_${randomBytes(6).toString('hex')}`
  await statement(server, `CREATE DATABASE ${name}`)
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
