import { streamSSE } from 'hono/streaming'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { ScreenId, SessionId } from '../../shared/ids.ts'
import { isObserver } from '../../shared/sessions/rules.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import type { House } from '../house.ts'
import type { Reader, Topic } from '../live/news.ts'
import { noteSeen } from '../screens/commands.ts'
import { screenFor } from '../screens/queries.ts'
import { loadCapacity, loadSession } from '../sessions/queries.ts'
import { answerRefusal, type Server, whoAsks } from './serve.ts'

/** A silent stream is cut by proxies; browsers never hear these. */
const HEARTBEAT_MS = 15 * SECOND_MS
/** A page that does not read is ended; it comes back and asks again. */
const MOST_WAITING = 500
/** As what somebody listens is looked up again at least so often, and at once when a link was revoked or who belongs to the session changed. */
const JUDGED_EVERY_MS = HEARTBEAT_MS

/** Who listens, as what, and how to find out whether that is still so. */
type Admitted = { readonly reader: Reader; readonly looksOn: boolean }
type Call = Parameters<typeof whoAsks>[1]

/** `GET /api/news?session=ID`, for a screen with its own cookie `&screen=ID`: what changed, never its content. */
export function serveNews(server: Server, house: House): void {
  server.get('/api/news', async (call) => {
    const session = (call.req.query('session') ?? '') as SessionId
    const admit = await doorOf(house, call, session)
    const admitted = await admit()
    if (!admitted.ok) return answerRefusal(call, admitted.refusal)
    const { reader, looksOn } = admitted.facts
    call.header('cache-control', 'no-store')
    call.header('x-accel-buffering', 'no')
    // Nobody reads the body of a HEAD, and nobody would ever end it.
    if (call.req.method === 'HEAD') return call.body(null, 200, { 'content-type': 'text/event-stream' })
    return streamSSE(call, async (stream) => {
      const waiting: Topic[] = []
      let wake = () => {}
      let open = true
      let judgedAt = house.clock.now()
      const end = () => {
        open = false
        wake()
      }
      const judge = async () => {
        judgedAt = house.clock.now()
        const again = await admit()
        if (!again.ok || again.facts.looksOn !== looksOn) end()
      }
      const stop = house.news.listen(session, {
        reader,
        looksOn,
        end,
        hear: (topics) => {
          waiting.push(...topics)
          if (waiting.length > MOST_WAITING) end()
          wake()
        },
      })
      stream.onAbort(end)
      const heard = call.req.header('last-event-id') ?? call.req.query('since')
      waiting.push(...(await house.news.since(session, lastHeard(heard), looksOn)))
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
        const mayBeOver = topics.some(({ topic }) => topic === ('screen' in reader ? 'screens' : 'people'))
        if (open && (mayBeOver || house.clock.now() - judgedAt >= JUDGED_EVERY_MS)) await judge()
        if (open)
          await (topics.length > 0
            ? stream.writeSSE({ id: String(newestOf(topics)), data: JSON.stringify({ topics }) })
            : stream.write(': alive\n\n'))
      }
      stop()
    })
  })
}

/** How who asks is let in, now and each time it is asked again. */
async function doorOf(house: House, call: Call, session: SessionId): Promise<() => Promise<Decision<Admitted>>> {
  const screen = call.req.query('screen') as ScreenId | undefined
  if (screen !== undefined) return () => admitScreen(house, call, { session, screen })
  const asker = await whoAsks(house, call)
  return async () => {
    if (!asker) return refuse('signed-out', 'AC1')
    const found = await loadSession(house.db, session)
    const capacity = found && (await loadCapacity(house.db, found, asker.account, house.clock.now()))
    return capacity ? allow({ reader: asker, looksOn: isObserver(capacity) }) : refuse('not-found', 'SE1')
  }
}

async function admitScreen(
  house: House,
  call: Call,
  asked: { readonly session: SessionId; readonly screen: ScreenId },
): Promise<Decision<Admitted>> {
  const found = await screenFor(house.db, asked, call.req.header('cookie'))
  if (!found.ok) return found
  if ((found.facts.lastSeen ?? 0) <= house.clock.now() - MINUTE_MS) await noteSeen(house, found.facts)
  return allow({ reader: { screen: asked.screen }, looksOn: true })
}

/** A page that comes back says the number it heard last, one that is new that of its first answer; without either, from now on. */
const lastHeard = (said: string | undefined): number =>
  said !== undefined && /^\d{1,15}$/.test(said) ? Number(said) : Number.MAX_SAFE_INTEGER

const newestOf = (topics: readonly Topic[]): number => Math.max(...topics.map(({ seq }) => seq))

/** Each topic once, with its newest number: a page asks once however often it changed. */
const latest = (topics: readonly Topic[]): Topic[] => [...new Map(topics.map((topic) => [topic.topic, topic])).values()]
