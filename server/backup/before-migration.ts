import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { systemClock } from '../clock.ts'
import { nameOf } from '../db/address.ts'
import { dumpDatabase } from './dump.ts'
import { seal } from './file.ts'
import type { ProgramsEnvironment } from './postgres-programs.ts'
import { BadBackup } from './rebuild.ts'

/** How a store is copied before its form is changed. */
export type Upgrade = {
  readonly environment: ProgramsEnvironment
  /** Where the dump of a database is put. */
  readonly folder: string
  /** The operator says that there is a backup. */
  readonly isCopied: boolean
}

/** "kenesf" in ASCII: whoever holds it changes the form of the database. */
const FORM_LOCK = 0x6b656e657366

/** Runs while no other server changes the form of this database: it would be dumped between two forms. */
export async function changingForm<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [FORM_LOCK])
    return await work()
  } finally {
    await client.end()
  }
}

/**
 * Puts a backup of a database, which `restore` takes, beside nothing but its older tries, before a step changes its form. Throws BadBackup
 * with what the operator can do. Source: RULES.md RB21.
 */
export async function dumpBefore(url: string, step: string, { environment, folder }: Upgrade): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const file = join(folder, `${name}.before-${step}.kenes`)
  const unfinished = `${file}.part`
  try {
    mkdirSync(folder, { recursive: true })
    const made = await dumpDatabase(url, unfinished, environment)
    seal(unfinished, { ...made, store: 'postgres', at: new Date(systemClock.now()).toISOString() })
    renameSync(unfinished, file)
  } catch (fault) {
    rmSync(unfinished, { force: true })
    const why = fault instanceof Error ? fault.message : String(fault)
    throw new BadBackup(
      `the form of ${nameOf({ kind: 'postgres', url })} must be changed, and it could not be dumped into ${folder} before: ${why}; put that right, or set MIGRATE_WITHOUT_BACKUP=1 when you have a backup of your own`,
    )
  }
}
