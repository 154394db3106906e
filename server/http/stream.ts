import { streamSSE } from 'hono/streaming'
import type { SessionId } from '../../shared/ids.ts'
import { SECOND_MS } from '../../shared/time.ts'
import type { House } from '../house.ts'
import type { Topic } from '../live/news.ts'
import { sessionFor } from '../sessions/queries.ts'
import { answerRefusal, type Server, whoAsks } from './serve.ts'

/** A silent stream is cut by proxies; browsers never hear these. */
const HEARTBEAT_MS = 15 * SECOND_MS
/** A page that does not read is ended; it comes back and asks again. */
const MOST_WAITING = 500

/** `GET /api/news?session=ID`: what changed, never its content. */
export function serveNews(server: Server, house: House): void {
  server.get('/api/news', async (call) => {
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const session = (call.req.query('session') ?? '') as SessionId
    const found = await sessionFor(house.db, session, asker.account, house.clock.now())
    if (!found.ok) return answerRefusal(call, found.refusal)
    call.header('cache-control', 'no-store')
    call.header('x-accel-buffering', 'no')
    // Nobody reads the body of a HEAD, and nobody would ever end it.
    if (call.req.method === 'HEAD') return call.body(null, 200, { 'content-type': 'text/event-stream' })
    return streamSSE(call, async (stream) => {
      const waiting: Topic[] = []
      let wake = () => {}
      let open = true
      const end = () => {
        open = false
        wake()
      }
      const stop = house.news.listen(session, {
        account: asker.account,
        signInHash: asker.signInHash,
        end,
        hear: (topics) => {
          waiting.push(...topics)
          if (waiting.length > MOST_WAITING) end()
          wake()
        },
      })
      stream.onAbort(end)
      house.news.tell(session, ['connected'])
      waiting.push(...(await house.news.since(session, lastHeard(call.req.header('last-event-id')))))
      await stream.writeSSE({ event: 'ready', data: '{}' })
      while (open) {
        if (waiting.length === 0) {
          const cancel = house.clock.at(house.clock.now() + HEARTBEAT_MS, () => wake())
          await new Promise<void>((resolve) => {
            wake = resolve
            if (waiting.length > 0 || !open) resolve()
          })
          cancel()
        }
        const topics = latest(waiting.splice(0))
        if (open)
          await (topics.length > 0
            ? stream.writeSSE({ id: String(newestOf(topics)), data: JSON.stringify({ topics }) })
            : stream.write(': alive\n\n'))
      }
      stop()
      house.news.tell(session, ['connected'])
    })
  })
}

/** A page that comes back says the number it heard last; one that is new has asked everything just now. */
const lastHeard = (header: string | undefined): number =>
  header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : Number.MAX_SAFE_INTEGER

const newestOf = (topics: readonly Topic[]): number => Math.max(...topics.map(({ seq }) => seq))

/** Each topic once, with its newest number: a page asks once however often it changed. */
const latest = (topics: readonly Topic[]): Topic[] => [...new Map(topics.map((topic) => [topic.topic, topic])).values()]
