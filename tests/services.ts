import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'

// Real servers for tests and bench: PostgreSQL and Redis as installed on the machine, each on a free port in a folder of its own.

/** A server process that a test may also kill or stop. */
export type Service = {
  readonly port: number
  readonly pid: number
  signal(signal: NodeJS.Signals): void
  /** Starts it again on the same port and folder after it was killed. */
  again(): Promise<void>
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

export type Postgres = Service & {
  /** Makes a new database, a copy of `template` where one is named; the answer is its address. */
  database(template?: string): Promise<string>
  urlOf(name: string): string
  /** Runs one statement in the house's own database. */
  query(sql: string): Promise<void>
}

/** PostgreSQL's server programs, or null when they are not installed. */
export function postgresPrograms(): string | null {
  const debian = '/usr/lib/postgresql'
  const folders = existsSync(debian)
    ? readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, 'bin'))
    : []
  const path = (process.env.PATH ?? '').split(delimiter)
  return [...folders, ...path].find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

const programIn = (name: string): string | null =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file)) ?? null

/** Whether a program is on the path. */
export const isInstalled = (name: string): boolean => programIn(name) !== null

/** The Redis server's program, or null when it is not installed. */
export const redisProgram = (): string | null => programIn('redis-server')

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return address.port
}

/** PostgreSQL refuses to run as root: there it runs as the account that the package made. */
function postgresAccount(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/**
 * Starts PostgreSQL. `durable: false` leaves out its waiting for the disk, which only a machine that loses its power would miss.
 */
export async function startPostgres(options: { durable: boolean } = { durable: false }): Promise<Postgres> {
  const programs = postgresPrograms()
  if (!programs) throw new Error('PostgreSQL is not installed')
  const account = postgresAccount()
  const folder = mkdtempSync(join(tmpdir(), 'kenes-postgres-'))
  if ('uid' in account) chownSync(folder, account.uid, account.gid)
  const data = join(folder, 'data')
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'kenes', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...account, cwd: folder, stdio: 'ignore' },
  )
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    max_connections: '200',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const args = ['-D', data, '-p', String(port)]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  const urlOf = (name: string) => `postgres://kenes@127.0.0.1:${port}/${name}`
  const query = async (sql: string, database = 'postgres') => {
    const client = new Client({ connectionString: urlOf(database) })
    client.on('error', () => undefined)
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  const process_ = serviceProcess(
    () => spawn(join(programs, 'postgres'), args, { ...account, cwd: folder, stdio: 'ignore' }),
    () => query('SELECT 1'),
  )
  await process_.start()
  let made = 0
  return {
    port,
    get pid() {
      return process_.pid()
    },
    signal: process_.signal,
    again: process_.start,
    urlOf,
    query: (sql) => query(sql),
    async database(template) {
      made += 1
      const name = `kenes_${process.pid}_${made}`
      await query(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`)
      return urlOf(name)
    },
    async stop() {
      await process_.end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Starts Redis, which keeps nothing on the disk. */
export async function startRedis(): Promise<Service & { readonly url: string }> {
  const program = redisProgram()
  if (!program) throw new Error('Redis is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'kenes-redis-'))
  const port = await freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
  const process_ = serviceProcess(
    () => spawn(program, args, { stdio: 'ignore' }),
    () => connects(port),
  )
  await process_.start()
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return process_.pid()
    },
    signal: process_.signal,
    again: process_.start,
    async stop() {
      await process_.end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const LONGEST_START_MS = 30_000

function serviceProcess(spawned: () => ChildProcess, answers: () => Promise<unknown>) {
  let child: ChildProcess | null = null
  let ended: Promise<unknown> = Promise.resolve()
  return {
    pid: () => child?.pid ?? 0,
    signal: (signal: NodeJS.Signals) => void child?.kill(signal),
    /** One that was killed leaves children behind for a moment, beside whom it does not start: it is begun again. */
    async start(): Promise<void> {
      await ended
      const late = performance.now() + LONGEST_START_MS
      for (;;) {
        const mine = child && child.exitCode === null && child.signalCode === null ? child : spawned()
        if (mine !== child) ended = new Promise((resolve) => mine.once('exit', resolve))
        child = mine
        try {
          await answers()
          return
        } catch (fault) {
          if (performance.now() > late)
            throw mine.exitCode === null ? fault : new Error(`${mine.spawnfile} ends with ${mine.exitCode}`)
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      }
    },
    async end(signal: NodeJS.Signals): Promise<void> {
      child?.kill('SIGCONT')
      child?.kill(signal)
      await ended
    },
  }
}

const connects = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve()
    })
    socket.on('error', reject)
  })
