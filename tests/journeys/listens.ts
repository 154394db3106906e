import { type Person, SESSION } from '../world.ts'

export type Page = Awaited<ReturnType<typeof listens>>

type Asked = {
  readonly session?: string
  readonly screen?: string
  readonly lastHeard?: string | undefined
  readonly since?: string
}

/** An open page that listens; `topics` grows as it is told. */
export async function listens(url: string, who: Pick<Person, 'cookie'> | null, asked: Asked = {}) {
  const stop = new AbortController()
  const { session = SESSION, screen, lastHeard, since } = asked
  const query = new URLSearchParams({ session, ...(screen && { screen }), ...(since && { since }) })
  const response = await fetch(`${url}/api/news?${query}`, {
    headers: { ...(who && { cookie: who.cookie }), ...(lastHeard && { 'last-event-id': lastHeard }) },
    signal: stop.signal,
  })
  const topics: string[] = []
  let heard = ''
  let ended = false
  const read = async () => {
    for await (const chunk of response.body ?? []) {
      heard += Buffer.from(chunk).toString('utf8')
      topics.splice(0, topics.length, ...[...heard.matchAll(/"topic":"([^"]+)"/g)].map((found) => found[1] ?? ''))
    }
  }
  const reading = read()
    .catch(() => undefined)
    .finally(() => {
      ended = true
    })
  return {
    status: response.status,
    topics,
    heard: () => heard,
    ended: () => ended,
    /** The number it heard last. */
    last: () => [...heard.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1],
    stop: async () => {
      stop.abort()
      await reading
    },
  }
}
