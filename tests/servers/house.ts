import { type Line, openLine } from '../line.ts'
import { preparedStores } from '../prepared-stores.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import type { Postgres, Service } from '../services.ts'
import { startRedis } from '../services.ts'

/** Two equal servers on one PostgreSQL, each with a line of its own to it that can be cut. */
export type House = AsyncDisposable & {
  readonly a: ServerProcess
  readonly b: ServerProcess
  readonly lineOfA: Line
  readonly lineOfB: Line
  readonly redis: Service | null
}

/** Starts the house on a new database; `redis: false` leaves the servers to the store alone. */
export async function startHouse(postgres: Postgres, options: { redis: boolean }): Promise<House> {
  const address = await postgres.database(await demoOn(postgres))
  const redis = options.redis ? await startRedis() : null
  const lines = [await openLine(postgres.port), await openLine(postgres.port)] as const
  const servers = []
  for (const line of lines) {
    const url = new URL(address)
    url.port = String(line.port)
    servers.push(
      await startServer({
        store: { kind: 'postgres', url: url.href },
        env: redis ? { REDIS_URL: redis.url } : {},
      }),
    )
  }
  const [a, b] = servers
  if (!a || !b) throw new Error('two servers')
  return {
    a,
    b,
    lineOfA: lines[0],
    lineOfB: lines[1],
    redis,
    async [Symbol.asyncDispose]() {
      for (const server of [a, b]) await server[Symbol.asyncDispose]()
      for (const line of lines) await line.cut()
      await redis?.stop()
    },
  }
}

const demos = new WeakMap<Postgres, Promise<string>>()

/** The name of a database with the demo, made once for each PostgreSQL and copied by its houses. */
export function demoOn(postgres: Postgres): Promise<string> {
  const known =
    demos.get(postgres) ??
    preparedStores(async () => ({ kind: 'postgres', url: await postgres.database() })).then(({ demo }) =>
      demo.kind === 'postgres' ? new URL(demo.url).pathname.slice(1) : '',
    )
  demos.set(postgres, known)
  return known
}
