import { Client } from './client.ts'
import { dialectOf } from './dialects.ts'
import type { Given, Outcome } from './outcome.ts'
import { signIn } from './people.ts'
import { memory } from './processes.ts'
import { startServer } from './servers.ts'
import { inGroups, pass } from './waiting.ts'

const TEXT = 'r01'
const JOIN_AT_ONCE = 50
/** A server that has just let many in has garbage; so long is waited for it to be collected, before and after. */
const SETTLE_MS = 3_000

/** What connections cost in memory that do nothing: as many as `times` join one text and stay. */
export async function idleMemory(given: Given): Promise<Outcome> {
  const server = await startServer(given.server)
  try {
    const people = await signIn(server)
    const dialect = dialectOf(server.name, TEXT, given.isStock)
    const faults: string[] = []
    const join = async (index: number, clients: Client[]) => {
      const client = new Client(server.live, dialect, people.headers(index), {
        text: () => undefined,
        closed: (code) => faults.push(`client ${index} was closed: ${code}`),
      })
      clients.push(client)
      await client.joined
    }
    // The first one makes the server load the text and compile what it needs for a connection.
    const first: Client[] = []
    await join(0, first)
    await pass(SETTLE_MS)
    const before = memory(server.pid).rss
    const clients: Client[] = []
    await inGroups(
      Array.from({ length: given.times }, (_, index) => index),
      JOIN_AT_ONCE,
      (index) => join(index, clients),
    )
    await pass(SETTLE_MS)
    const after = memory(server.pid).rss
    for (const client of [...first, ...clients]) client.leave()
    return {
      figures: { connections: given.times, before, after, growth: after - before },
      faults,
      isGeneratorTheLimit: false,
    }
  } finally {
    await server.remove()
  }
}
