import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { StoreAddress } from '../server/db/address.ts'
import { type Database, embedded, openDatabaseReadOnly } from '../server/db/database.ts'
import { DEMO_PASSWORD, demoEmail } from '../server/demo/load.ts'
import { type LogRow, replayRows } from '../server/live/log-rows.ts'
import { environmentOf, newStore, removeStore } from './stores.ts'

const MAIN = join(import.meta.dirname, '..', 'server', 'main.ts')
/** Beside a second disk it waits for the first copy, up to 15 s, and on a busy machine Node itself takes long. */
const LONGEST_START_MS = 60_000
const READY = /^ready (https?:\/\/\S+:(\d+))$/m

export type ServerOptions = {
  /** A store that stays; without one a new one, removed when the server is. */
  readonly store?: StoreAddress
  /** The folder of an embedded store that stays, whatever the run. */
  readonly dataDir?: string
  /** An empty workspace instead of the demo. */
  readonly workspace?: boolean
  /** Settings beside PORT and the store's. */
  readonly env?: Readonly<Record<string, string>>
}

/**
 * The server as the operator starts it, a process of its own that a test may kill, stop and start again.
 * `await using` ends it with the test, whatever state it is in.
 */
export class ServerProcess implements AsyncDisposable {
  readonly address: StoreAddress
  readonly #options: ServerOptions
  readonly #cookies = new Map<string, Promise<string>>()
  #child: ChildProcessByStdio<null, Readable, Readable>
  #ended: Promise<number | null>
  #out = ''
  #err = ''
  #origin = ''
  #port = '0'

  constructor(address: StoreAddress, options: ServerOptions) {
    this.#options = options
    this.address = address
    ;[this.#child, this.#ended] = this.#spawned()
  }

  /** `http://127.0.0.1:<port>`; known when it is ready. */
  get origin(): string {
    return this.#origin
  }

  /** Where live texts are opened. */
  get url(): string {
    return `${this.#origin.replace('http', 'ws')}/live`
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** The exit code of the present process; null when a signal ended it. */
  get ended(): Promise<number | null> {
    return this.#ended
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** What the present process has printed. */
  get out(): string {
    return this.#out
  }

  get err(): string {
    return this.#err
  }

  /** Waits for the ready line; fails at once when the process ends instead. */
  async ready(): Promise<this> {
    const { stdout } = this.#child
    const found = await new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const line = READY.exec(this.#out)
        if (line) resolve(line)
      }
      stdout.on('data', look)
      look()
      const late = setTimeout(() => reject(new Error(`not ready: ${this.#err}`)), LONGEST_START_MS)
      this.#ended
        .then((code) => reject(new Error(`ended with ${code}: ${this.#err}`)))
        .finally(() => clearTimeout(late))
    })
    this.#origin = found[1] ?? ''
    this.#port = found[2] ?? '0'
    return this
  }

  /** Sends a signal; SIGSTOP and SIGCONT make it a server that hangs for a while. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Ends the process with a signal; the answer is its exit code. */
  async ends(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null> {
    this.#child.kill(signal)
    return this.#ended
  }

  /** Starts it again on the same store and port, and waits until it is ready. */
  async again(): Promise<void> {
    await this.#ended
    ;[this.#child, this.#ended] = this.#spawned()
    await this.ready()
  }

  /** The cookie of a demo person, signed in once. */
  cookie(id: string): Promise<string> {
    const known = this.#cookies.get(id) ?? this.#signIn(id)
    this.#cookies.set(id, known)
    return known
  }

  /** Cookies of m01 and those after, as many as asked for (at most 22). */
  members(count: number): Promise<string[]> {
    return Promise.all(
      Array.from({ length: count }, (_, index) => this.cookie(`m${String(index + 1).padStart(2, '0')}`)),
    )
  }

  /** Asks as a demo person, or as nobody. */
  async get(path: string, id?: string): Promise<Response> {
    return fetch(`${this.#origin}${path}`, { headers: id ? { cookie: await this.cookie(id) } : {} })
  }

  /** What a query answers to a demo person; fails when it is refused. */
  async sees<T>(path: string, id: string): Promise<T> {
    return answerOf(await this.get(path, id))
  }

  /** Acts as a demo person; fails when it is refused. */
  async does<T>(path: string, id: string, input: object): Promise<T> {
    const headers = { cookie: await this.cookie(id), 'content-type': 'application/json', origin: this.#origin }
    return answerOf(await fetch(`${this.#origin}${path}`, { method: 'POST', headers, body: JSON.stringify(input) }))
  }

  /** The memory the process has in use, in MB. */
  async memory(): Promise<number> {
    const found = /^process_resident_memory_bytes (\S+)$/m.exec(await (await this.get('/metrics')).text())
    if (!found) throw new Error('the server does not say how much memory it uses')
    return Number(found[1]) / 1024 / 1024
  }

  /** Reads the store past the server, also while it is dead. */
  async store<T>(read: (db: Database) => Promise<T>): Promise<T> {
    const db = openDatabaseReadOnly(this.address)
    try {
      return await read(db)
    } finally {
      await db.destroy()
    }
  }

  /** The rows of a text's log as the store has them, from the first to row `upTo`. */
  log(text: string, upTo = Number.MAX_SAFE_INTEGER): Promise<LogRow[]> {
    return this.store((db) =>
      db.selectFrom('text_log').selectAll().where('text', '=', text).where('seq', '<=', upTo).orderBy('seq').execute(),
    )
  }

  /** A text as its log replays. */
  async replay(text: string, upTo?: number) {
    return replayRows(await this.log(text, upTo))
  }

  /** Ends it, whatever state it is in, and removes the store it made. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.ends('SIGKILL')
    if (!this.#options.store && !this.#options.dataDir) await removeStore(this.address)
  }

  #spawned(): [ChildProcessByStdio<null, Readable, Readable>, Promise<number | null>] {
    this.#out = ''
    this.#err = ''
    const child = spawn(process.execPath, [MAIN, ...(this.#options.workspace ? [] : ['--demo'])], {
      env: {
        PATH: process.env.PATH ?? '',
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
        PORT: this.#port,
        ...environmentOf(this.address),
        ...this.#options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (chunk) => {
      this.#out += chunk
    })
    child.stderr.on('data', (chunk) => {
      this.#err += chunk
    })
    // A test that is given up when its time is over never comes to its end: its process is ended, and this one with it.
    const kill = () => child.kill('SIGKILL')
    const killed = () => {
      kill()
      process.exit(1)
    }
    process.once('exit', kill)
    process.once('SIGTERM', killed)
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    ended.finally(() => process.removeListener('exit', kill).removeListener('SIGTERM', killed))
    return [child, ended]
  }

  async #signIn(id: string): Promise<string> {
    const response = await fetch(`${this.#origin}/api/accounts/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: demoEmail(id), password: DEMO_PASSWORD }),
    })
    if (!response.ok) throw new Error(`${id} does not sign in: ${await response.text()}`)
    return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
}

/** A server that has just been started; `ready` waits for it. */
export async function spawnServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const address =
    options.store ?? (options.dataDir ? embedded(options.dataDir) : await newStore(options.workspace ? 'not' : 'demo'))
  return new ServerProcess(address, options)
}

/** Starts a server and waits until it is ready. */
export const startServer = async (options: ServerOptions = {}): Promise<ServerProcess> =>
  (await spawnServer(options)).ready()

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`refused: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}
