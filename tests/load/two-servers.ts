import type { StoreAddress } from '../../server/db/address.ts'
import { type Line, openLine } from '../line.ts'
import { startPostgres, startRedis } from '../services.ts'
import { Device, haveOneText, letThemType } from './device.ts'
import { dialectOf } from './dialects.ts'
import { countMarkers } from './markers.ts'
import { wordsForNewcomer } from './newcomer.ts'
import type { Given, Outcome } from './outcome.ts'
import { seenAt, signIn } from './people.ts'
import { startServer } from './servers.ts'
import { type House, playTyping, type TypingOptions } from './typing.ts'
import { pass, until } from './waiting.ts'

const TEXT = 'r01'
const TYPISTS = 40
const READERS = 40
const PER_SECOND = 5
const CUT_MS = 10_000
/** Typing before the cut, and after it. */
const AROUND_MS = 3_000
const LONGEST_UNTIL_ONE_TEXT_MS = 60_000

/** What is cut: everything server B has to do with others, or what both servers have to do with a service. */
export type Cut = 'server' | 'redis' | 'postgres'

type Two = {
  readonly houses: readonly [House, House]
  readonly store: StoreAddress
  readonly lines: Readonly<Record<Cut, readonly Line[]>>
}

/** Plays a hall whose clients are at two servers in turn, over one PostgreSQL and one Redis. */
export const typingAtTwo =
  (options: TypingOptions) =>
  (given: Given): Promise<Outcome> =>
    atTwoServers(({ houses }) => playTyping(houses, options, given))

/**
 * People type at two servers while a line is cut for ten seconds. Nothing that was called saved may be missing when a server asks
 * again what a device has, and in the end everybody, and somebody new at each server, has one text with each keystroke once.
 */
export const cutAtTwo = (cut: Cut) => (): Promise<Outcome> =>
  atTwoServers(async ({ houses, lines }) => {
    const devices = Array.from({ length: TYPISTS + READERS }, (_, id) => {
      const { live, people } = houses[id % 2] ?? houses[0]
      return new Device({ id, live, text: TEXT, headers: people.headers(id) })
    })
    const typists = devices.slice(0, TYPISTS)
    const acknowledged = () => typists.reduce((sum, device) => sum + device.acknowledged, 0)
    await until('all have the text', () => devices.every(({ isSynced }) => isSynced))
    const stopTyping = letThemType(typists, PER_SECOND)
    await pass(AROUND_MS)
    const before = acknowledged()
    await Promise.all(lines[cut].map((line) => line.cut()))
    await pass(CUT_MS)
    const during = acknowledged() - before
    await Promise.all(lines[cut].map((line) => line.mend()))
    const mended = performance.now()
    await pass(AROUND_MS)
    stopTyping()
    const faults: string[] = []
    await until(
      'one text',
      () => devices.every(({ isSettled }) => isSettled) && haveOneText(devices),
      LONGEST_UNTIL_ONE_TEXT_MS,
    ).catch((fault: unknown) => faults.push(String(fault)))
    const oneText = performance.now() - mended
    for (const { live, people } of houses)
      faults.push(...wrongIn(await wordsForNewcomer(live, dialectOf('kenes', TEXT), people.headers(0)), typists))
    const lost = typists.reduce((sum, device) => sum + device.lost, 0)
    if (lost > 0) faults.push(`${lost} keystrokes that were called saved were lost`)
    for (const { id, closedFor } of devices) if (closedFor) faults.push(`device ${id} was closed: ${closedFor}`)
    for (const device of devices) device.leaves()
    const keystrokes = typists.reduce((sum, { typed }) => sum + typed, 0)
    return { figures: { keystrokes, during, lost, oneText }, faults, isGeneratorTheLimit: false }
  })

/** Starts two servers over one PostgreSQL and one Redis, plays, and ends them all. */
export async function atTwoServers(play: (two: Two) => Promise<Outcome>): Promise<Outcome> {
  const postgres = await startPostgres({ durable: true })
  const redis = await startRedis()
  // Whatever ends the generator ends the services too.
  process.on('exit', () => {
    postgres.signal('SIGINT')
    redis.signal('SIGTERM')
  })
  const started: { remove(): Promise<void> }[] = []
  try {
    const database = await postgres.database()
    const start = async () => {
      const lines = { postgres: await openLine(postgres.port), redis: await openLine(redis.port) }
      const env = { DATABASE_URL: through(database, lines.postgres), REDIS_URL: through(redis.url, lines.redis) }
      const server = await startServer('kenes', { env })
      started.push(server)
      return { server, lines }
    }
    // The one that finds the store empty loads the demo: the other one comes when it is there.
    const a = await start()
    const b = await start()
    const people = await signIn(a.server)
    const front = await openLine(b.server.port)
    const address = `127.0.0.1:${front.port}`
    return await play({
      houses: [
        { server: a.server, live: a.server.live, people },
        { server: b.server, live: `ws://${address}`, people: seenAt(people, `http://${address}`) },
      ],
      store: { kind: 'postgres', url: database },
      lines: {
        server: [front, b.lines.postgres, b.lines.redis],
        redis: [a.lines.redis, b.lines.redis],
        postgres: [a.lines.postgres, b.lines.postgres],
      },
    })
  } finally {
    for (const server of started) await server.remove()
    await redis.stop()
    await postgres.stop()
  }
}

function through(address: string, { port }: Line): string {
  const url = new URL(address)
  url.port = String(port)
  return url.href
}

function wrongIn(text: string, typists: readonly Device[]): string[] {
  const counts = countMarkers(text)
  const wrong = typists.flatMap(({ id, typed }) =>
    Array.from({ length: typed }, (_, number) => counts.get(id)?.get(number) ?? 0).filter((count) => count !== 1),
  )
  return wrong.length > 0 ? [`${wrong.length} keystrokes are not exactly once in the text that a server gives`] : []
}
