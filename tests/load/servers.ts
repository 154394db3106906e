import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoreAddress } from '../../server/db/address.ts'
import { embedded } from '../../server/db/database.ts'
import { SERVER_FLAGS, SERVER_MEMORY } from '../../server/flags.mjs'
import { freePort } from '../services.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PEERS = join(import.meta.dirname, 'peers')

export const SERVER_NAMES = ['kenes', 'relay', 'y-websocket-server', 'hocuspocus'] as const
export type ServerName = (typeof SERVER_NAMES)[number]

const PROGRAMS: Readonly<Record<ServerName, readonly string[]>> = {
  // As `npm run demo` runs it.
  kenes: [...SERVER_FLAGS, join(ROOT, 'server', 'main.ts'), '--demo'],
  relay: [join(PEERS, 'relay.ts')],
  'y-websocket-server': [join(PEERS, 'node_modules', '@y', 'websocket-server', 'src', 'server.js')],
  hocuspocus: [join(PEERS, 'hocuspocus.ts')],
}

const LONGEST_START_MS = 60_000
const LOOK_AGAIN_MS = 10

/** A server under load: a process of its own, in a folder of its own. */
export type Server = {
  readonly name: ServerName
  readonly pid: number
  readonly port: number
  /** Where it keeps its files. */
  readonly folder: string
  /** The store of Kenes in that folder. */
  readonly store: StoreAddress
  /** `http://127.0.0.1:port` */
  readonly http: string
  /** `ws://127.0.0.1:port` */
  readonly live: string
  signal(signal: NodeJS.Signals): void
  /** Ends it with a signal and waits until it is gone; the answer is its exit code, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** Starts it again, on its port and folder, after it ended; resolves when it is ready. */
  again(): Promise<void>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

type Settings = {
  readonly env?: Readonly<Record<string, string>>
  /** Puts something into the new store before the server starts. */
  readonly fill?: (store: StoreAddress) => Promise<void>
}

/** Starts a server in production on a free port of 127.0.0.1 with a new, empty store; resolves when it is ready. */
export async function startServer(name: ServerName, { env = {}, fill }: Settings = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), `kenes-bench-${name}-`))
  const port = await freePort()
  let child: ChildProcess | null = null
  let ended: Promise<number | null> = Promise.resolve(null)
  const end = (signal: NodeJS.Signals) => {
    child?.kill(signal)
    return ended
  }
  const again = async () => {
    const started = spawn(process.execPath, PROGRAMS[name], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        ...(name === 'kenes' && SERVER_MEMORY),
        NODE_ENV: 'production',
        LOG_LEVEL: 'error',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: folder,
        ...env,
      },
    })
    child = started
    ended = new Promise((resolve) => started.once('exit', resolve))
    await ready(name, started, port)
  }
  // Whatever ends the generator ends its servers and takes their folders away.
  process.on('exit', () => {
    child?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  await fill?.(embedded(folder))
  await again()
  return {
    name,
    port,
    folder,
    store: embedded(folder),
    get pid() {
      return child?.pid ?? 0
    },
    http: `http://127.0.0.1:${port}`,
    live: `ws://127.0.0.1:${port}`,
    signal: (signal) => void child?.kill(signal),
    end,
    again,
    async remove() {
      await end('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Kenes says when it is ready; the others are when they take a connection. */
async function ready(name: ServerName, child: ChildProcess, port: number): Promise<void> {
  let said = ''
  child.stdout?.on('data', (bytes: Buffer) => {
    said = (said + bytes).slice(-1_000)
  })
  const late = performance.now() + LONGEST_START_MS
  while (!(name === 'kenes' ? /^ready /m.test(said) : await takesConnections(port))) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`)
    if (performance.now() > late) throw new Error(`${name} is not ready after ${LONGEST_START_MS} ms`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

const takesConnections = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
