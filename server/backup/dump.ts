import { Client } from 'pg'
import type { Manifest } from './file.ts'
import { connectionOf, dump, list, type ProgramsEnvironment, versionOf } from './postgres-programs.ts'
import { BadBackup } from './rebuild.ts'

/**
 * Writes a database into a file with pg_dump, which must not be older than the server, and reads the file's list back; step and head are
 * those of the very state that is dumped. Throws BadBackup. Source: RULES.md RB14, RB21.
 */
export async function dumpDatabase(
  url: string,
  to: string,
  environment: ProgramsEnvironment,
): Promise<Pick<Manifest, 'step' | 'head'>> {
  const connection = connectionOf(url, environment)
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const one = async (statement: string): Promise<string> =>
      String(Object.values((await client.query(statement)).rows[0] ?? {})[0] ?? '')
    const [program, server] = [await versionOf('pg_dump', connection), majorOf(await one('SHOW server_version'))]
    if (program < server)
      throw new BadBackup(
        `pg_dump is of version ${program} and the server of ${server}: install PostgreSQL's client programs of version ${server} or newer`,
      )
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const snapshot = await one('SELECT pg_export_snapshot()')
    const step = await one('SELECT max(name) FROM kysely_migration')
    const head = await one("SELECT number || ':' || hash FROM record ORDER BY number DESC LIMIT 1")
    await dump(to, snapshot, connection)
    if (!/TABLE DATA \S+ record /.test(await list(to, connection)))
      throw new BadBackup('pg_restore does not find the record book in the dump')
    return { step, head }
  } finally {
    await client.end()
  }
}

const majorOf = (version: string): number => Number.parseInt(version, 10)
