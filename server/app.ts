import { mkdirSync } from 'node:fs'
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { personColour } from '../shared/accounts/colour.ts'
import { type AccountId, newId as makeId, type SessionId, type TextId } from '../shared/ids.ts'
import type { PresenceUser } from '../shared/live/room.ts'
import { SECOND_MS } from '../shared/time.ts'
import { loadNames } from './accounts/queries.ts'
import { createSignIns } from './accounts/sign-in.ts'
import { createActs } from './act.ts'
import { loadSeats } from './councils/queries.ts'
import { openDatabase, storeFile } from './db/database.ts'
import { lockFolder } from './db/lock.ts'
import { createHandlers } from './endpoints.ts'
import { serveAdoptedFile } from './exports/adopted-file.ts'
import type { Clock, House, HouseSettings, Log } from './house.ts'
import { serveHealth } from './http/health.ts'
import { serveOpenApi } from './http/openapi.ts'
import { servePages } from './http/pages.ts'
import { allowedOrigin } from './http/security.ts'
import { answerRefusal, createServer, type Server } from './http/serve.ts'
import { serveNews } from './http/stream.ts'
import { createNews } from './live/news.ts'
import { openLiveTexts, type Rooms } from './live/rooms.ts'
import { attachLive } from './live/socket.ts'
import { liveAccess, sessionOfText } from './recommendations/queries.ts'
import { createTitles } from './recommendations/views.ts'
import { createCountdowns } from './versions/countdowns.ts'

/** A changed text is told at most this often; whoever reads it asks again. */
const TEXT_NEWS_MS = SECOND_MS / 2

export type AppNeeds = {
  /** The folder of the embedded store. */
  readonly dataDir: string
  /** The built client; null serves none. */
  readonly pages: string | null
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly log: Log
  readonly settings: HouseSettings
}

/** The whole house, wired once. */
export type App = {
  readonly house: House
  /** Answers HTTP without a port, for tests and for the port alike. */
  readonly http: Server
  /** Listens; the answer is the port. */
  listen(port: number, host: string): Promise<number>
  /** Stops taking connections, commits what came, closes sockets with 1012. */
  close(): Promise<void>
}

export async function createApp(needs: AppNeeds): Promise<App> {
  const { clock, random, log, settings } = needs
  mkdirSync(needs.dataDir, { recursive: true })
  const giveBack = lockFolder(needs.dataDir)
  const file = storeFile(needs.dataDir)
  const db = await openDatabase(file)
  const news = createNews()
  let live: Rooms | null = null
  const texts = (): Rooms => {
    if (!live) throw new Error('the live texts are not open yet')
    return live
  }
  const acts = createActs({
    db,
    turn: (write) => texts().turn(write),
    now: clock.now,
    random,
    accessChanged: (text) => texts().accessChanged(text),
    tell: news.tell,
  })
  const signIns = createSignIns(db, acts.writeSignIn, settings.publicUrl?.startsWith('https:') ?? false, clock.now)
  const coalesced = coalesce(clock, TEXT_NEWS_MS)
  const liveNeeds = {
    authenticate: async (cookie: string | undefined) => signIns.find(cookie),
    allowedOrigin: (origin: string | undefined, host: string | undefined) => allowedOrigin(settings, origin, host),
    access: (text: TextId, account: AccountId) => liveAccess(db, text, account, clock.now()),
    presenceUser: (account: AccountId) => presenceUser(db, account),
    changed: (text: TextId) =>
      coalesced(text, async () => {
        const session = await sessionOfText(db, text)
        if (session) news.tell(session, [`text:${text}`, 'recommendations'])
      }),
    presenceChanged: () => coalesced('connected', async () => tellAll(news, await allSessions(db), 'connected')),
    now: clock.now,
    random,
    log,
  }
  live = await openLiveTexts(liveNeeds, { kind: 'sqlite', file, db })
  const house: House = {
    db,
    acts,
    live,
    news,
    signIns,
    clock,
    random,
    newId: () => makeId(random),
    log,
    settings,
    readers: news.readers,
  }
  const titles = createTitles(db, live, clock.now)
  const countdowns = createCountdowns(house)
  let draining = false
  const http = createServer(house, createHandlers(house, titles, countdowns))
  serveHealth(
    http,
    house,
    () => draining,
    () => texts().isWritable,
  )
  serveNews(http, house)
  serveAdoptedFile(http, house)
  serveOpenApi(http)
  http.notFound((call) => answerRefusal(call, { code: 'not-found', rule: 'AC8' }))
  if (needs.pages) servePages(http, needs.pages)
  const port: HttpServer = createHttpServer(getRequestListener(http.fetch))
  attachLive(port, live, liveNeeds)
  await countdowns.resume()

  return {
    house,
    http,
    listen: (number, host) =>
      new Promise((resolve, reject) => {
        port.once('error', reject)
        port.listen(number, host, () => {
          const address = port.address()
          resolve(typeof address === 'object' && address ? address.port : number)
        })
      }),
    async close() {
      draining = true
      countdowns.stop()
      news.close()
      await texts().close()
      await new Promise<void>((resolve) => {
        port.close(() => resolve())
        port.closeAllConnections()
      })
      await db.destroy()
      giveBack()
    },
  }
}

/** Runs work for a key at once and then at most once per interval, never losing the last. */
function coalesce(clock: Clock, intervalMs: number) {
  const waiting = new Map<string, boolean>()
  const run = (key: string, work: () => Promise<void>) => {
    if (waiting.has(key)) {
      waiting.set(key, true)
      return
    }
    waiting.set(key, false)
    void work().catch(() => undefined)
    clock.at(clock.now() + intervalMs, () => {
      const again = waiting.get(key)
      waiting.delete(key)
      if (again) run(key, work)
    })
  }
  return run
}

const allSessions = async (db: House['db']): Promise<SessionId[]> =>
  (await db.selectFrom('sessions').select('id').execute()).map(({ id }) => id)

function tellAll(news: House['news'], sessions: readonly SessionId[], topic: string): void {
  for (const session of sessions) news.tell(session, [topic])
}

/** What others see beside a caret: the server's word, never the client's. Source: RULES.md LT5. */
async function presenceUser(db: House['db'], account: AccountId): Promise<PresenceUser> {
  const name = (await loadNames(db)).get(account)
  const seat = (await loadSeats(db)).find(({ holder }) => holder === account)
  return { id: account, name: name?.ru ?? '—', council: seat?.council ?? '', color: personColour(account) }
}
