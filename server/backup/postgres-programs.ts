import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BadBackup } from './rebuild.ts'

/** What is read of it is PATH. */
export type ProgramsEnvironment = Readonly<Record<string, string | undefined>>

/** What pg_dump and pg_restore need to find a database; the password is in no list of processes. */
export function connectionOf(url: string, environment: ProgramsEnvironment): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const said = {
    PATH: environment.PATH,
    PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname),
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode'),
  }
  return Object.fromEntries(Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** The first number of a program's version, as `pg_dump (PostgreSQL) 17.2` says it. Throws BadBackup. */
export async function versionOf(program: 'pg_dump', connection: Record<string, string>): Promise<number> {
  return Number(/(\d+)/.exec(await run(program, ['--version'], connection))?.[1] ?? 0)
}

/** Writes a database, as a transaction sees it that exported `snapshot`, into a file in the custom format. Throws BadBackup. */
export const dump = (file: string, snapshot: string, connection: Record<string, string>): Promise<string> =>
  run(
    'pg_dump',
    ['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${snapshot}`, `--file=${file}`],
    connection,
  )

/** The contents of a dump, as pg_restore lists them; it must be able to read all of it. Throws BadBackup. */
export const list = (file: string, connection: Record<string, string>): Promise<string> =>
  run('pg_restore', ['--list', file], connection)

/** Puts a dump, the first bytes of a file, into an empty database, wholly or not at all. Throws BadBackup. */
export const restore = (file: string, bytes: number, connection: Record<string, string>): Promise<string> =>
  run(
    'pg_restore',
    ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', `--dbname=${connection.PGDATABASE}`],
    connection,
    createReadStream(file, { end: bytes - 1 }),
  )

async function run(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
  input?: Readable,
): Promise<string> {
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (words) => {
    out += words
  })
  child.stderr.on('data', (words) => {
    err += words
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // What stops reading says why itself.
  const fed = input ? pipeline(input, child.stdin).catch(() => undefined) : child.stdin.end()
  let code: number | null
  try {
    code = await ended
  } catch (fault) {
    throw new BadBackup(
      `${program} could not be started (${fault instanceof Error ? fault.message : fault}): install PostgreSQL's client programs`,
    )
  }
  await fed
  if (code !== 0) throw new BadBackup(`${program} failed: ${err.trim().split('\n').at(0) ?? code}`)
  return out
}
