import { dirname } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { mustHaveSecondFactor } from '../shared/accounts/rules.ts'
import { type AccountId, newId as makeId, type TextId } from '../shared/ids.ts'
import { SECOND_MS, utcDay } from '../shared/time.ts'
import { commonWords } from './accounts/choosing.ts'
import { closeOpenSecrets, factorSecrets } from './accounts/factor-secrets.ts'
import { createProvider } from './accounts/provider.ts'
import { createRetention } from './accounts/retention.ts'
import { serveAccounts } from './accounts/serving.ts'
import { createSignIns } from './accounts/sign-in.ts'
import { createActs } from './act.ts'
import { serveFinalFiles } from './adoption/final-files.ts'
import { finalAccess, finalOfText } from './adoption/final-queries.ts'
import { amendmentAccess, amendmentOfText } from './amendments/queries.ts'
import { createReadings } from './amendments/reading.ts'
import type { Upgrade } from './backup/before-migration.ts'
import { sayRestored } from './backup/lines.ts'
import type { SecondDisk } from './backup/second-disk.ts'
import { startDisk } from './backup/starting.ts'
import { ballotSecret } from './ballot-secret.ts'
import { coalesce } from './coalescing.ts'
import { serveComments } from './comments/views.ts'
import { presenceUser } from './councils/presence.ts'
import { houseWords, loadLeads } from './councils/queries.ts'
import type { StoreAddress } from './db/address.ts'
import { openDatabase } from './db/database.ts'
import { dialectOf } from './db/dialect.ts'
import { diskFree } from './db/disk.ts'
import { takeFolder } from './db/lock.ts'
import { createMemo } from './db/memo.ts'
import { createHandlers } from './endpoints.ts'
import { serveEvidenceFiles } from './evidence/files.ts'
import { serveAdoptedFile } from './exports/adopted-file.ts'
import { serveFiles } from './exports/downloads.ts'
import { createMaking } from './exports/making.ts'
import { serveRecordFile } from './exports/record-file.ts'
import { createVerifying } from './exports/verifying.ts'
import { serveFollowUpFiles } from './follow-up/files.ts'
import { serveForm } from './follow-up/form.ts'
import { createReminders } from './follow-up/reminders.ts'
import { serveFollowUpTable } from './follow-up/table-file.ts'
import { hallOf, type Listening, trustedOf } from './hall.ts'
import type { Clock, House, HouseSettings, Log } from './house.ts'
import { serveHealth } from './http/health.ts'
import { createMetrics } from './http/metrics.ts'
import { serveOpenApi } from './http/openapi.ts'
import { servePages } from './http/pages.ts'
import { plainPort, securePort } from './http/port.ts'
import { allowedOrigin } from './http/security.ts'
import { answerRefusal, createServer, type Server } from './http/serve.ts'
import { serveNews } from './http/stream.ts'
import { type Fanout, silent } from './live/fanout.ts'
import { redisFanout } from './live/fanout-redis.ts'
import type { Elsewhere } from './live/live-texts.ts'
import { revOf } from './live/log-rows.ts'
import { openNews } from './live/news.ts'
import { openLiveTexts, type Rooms } from './live/rooms.ts'
import { Servers } from './live/servers.ts'
import { attachLive } from './live/socket.ts'
import { storeName } from './live/store-name.ts'
import type { Mailer } from './mail.ts'
import { createDeadlines } from './recommendations/deadlines.ts'
import { liveAccess, sessionOfText } from './recommendations/queries.ts'
import { createTitles } from './recommendations/views.ts'
import { topicsForLookersOn } from './screens/audience.ts'
import { sittingSince } from './sessions/devices.ts'
import { servePaper } from './sessions/planning-views.ts'
import { endOf, readPair, type TlsFiles } from './tls/pair.ts'
import { plainAnswer } from './tls/plain-answer.ts'
import { type Certificate, keepCertificate } from './tls/renewing.ts'
import { serveTrust } from './tls/trust-page.ts'
import { createWatch, type Watch } from './translations/watching.ts'
import { type AutomaticCuts, createAutomaticCuts } from './versions/automatic.ts'
import { createCountdowns } from './versions/countdowns.ts'
import { serveScan } from './votes/scan.ts'
import { sealsFrom } from './votes/seals.ts'

/** A changed text is told at most this often; whoever reads it asks again. */
const TEXT_NEWS_MS = SECOND_MS / 2

export type AppNeeds = {
  readonly store: StoreAddress
  /** What carries words between several servers quickly; null: they meet in the store alone. */
  readonly redisUrl: string | null
  /** A folder on a second disk that everything is copied to before it is answered; null: there is none. Source: RULES.md RB10. */
  readonly backupDir?: string | null
  /** How the store is copied before its form is changed. Source: RULES.md RB16, RB21. */
  readonly upgrade?: Upgrade
  /** The built client; null serves none. */
  readonly pages: string | null
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly log: Log
  readonly settings: HouseSettings
  /** Where certificate and key are; without them the server speaks http. */
  readonly tls?: TlsFiles | null
  /** What the operator set for sealed ballots; the embedded store makes its own. */
  readonly ballotSecret?: Uint8Array | null
  /** What the operator set for secrets of second factors; else they are kept under that of the ballots. */
  readonly secretKey?: Uint8Array | null
  /** Sends mail; without it links are shown to be copied. */
  readonly mail?: Mailer | null
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
  // First of all: a certificate that does not serve stops the start before anything is taken or opened.
  const firstPair = needs.tls ? readPair(needs.tls, clock.now()) : null
  const giveBack = needs.store.kind === 'sqlite' ? takeFolder(dirname(needs.store.file)) : () => undefined
  const store = needs.backupDir && needs.store.kind === 'sqlite' ? { ...needs.store, isShipped: true } : needs.store
  const db = await openDatabase(store, needs.upgrade)
  await sayRestored(db, log)
  let disk: SecondDisk | null = null
  const coalesced = coalesce(clock, TEXT_NEWS_MS)
  const peopleChanged = () => {
    servers?.peopleChanged()
    coalesced('connected', async () => tellAll(db, news, 'connected'))
  }
  const news = await openNews({
    db,
    forLookersOn: (session, topics) => topicsForLookersOn(db, session, topics),
    readersChanged: peopleChanged,
  })
  const dialect = dialectOf(needs.store)
  const secret = ballotSecret(needs.store, needs.ballotSecret ?? null, random)
  let live: Rooms | null = null
  let servers: Servers | null = null
  let automatic: AutomaticCuts | null = null
  let watch: Watch | null = null
  let certificate: Certificate | null = null
  let listening: Listening | null = null
  const texts = (): Rooms => {
    if (!live) throw new Error('the live texts are not open yet')
    return live
  }
  const acts = createActs({
    db,
    turn: (write) => texts().turn(write),
    now: clock.now,
    random,
    serialise: dialect.serialise,
    mayBeLost: needs.store.kind === 'postgres',
    tryAgainAfter: dialect.tryAgainAfter,
    accessChanged: (text) => texts().accessChanged(text),
    kept: async () => disk?.keptAct(),
    lookAtNews: async () => {
      servers?.acted()
      await news.look()
    },
  })
  const secrets = factorSecrets(needs.secretKey ?? secret, random)
  const memo = createMemo(db)
  const keptSince = (account: AccountId) => sittingSince(db, account)
  const signIns = createSignIns({
    db,
    write: acts.writeSignIn,
    secure: settings.https,
    now: clock.now,
    mustHave: async (account, role) => {
      const day = utcDay(clock.now())
      const leads = () => memo.of(`leads ${account} ${day}`, () => loadLeads(db, account, day))
      return mustHaveSecondFactor(role, role === 'person' ? await leads() : [], settings.demo)
    },
    keptSince,
  })
  const metrics = createMetrics(() => performance.now())
  const elsewhere: Elsewhere = {
    wrote: (text, seq) => servers?.wrote(text, seq),
    opened: (text) => servers?.opened(text),
    caretsMoved: (text, carets) => servers?.caretsMoved(text, carets),
    presences: () => servers?.presences() ?? [],
  }
  const liveNeeds = {
    // Who has yet to show a second factor opens no text. Source: RULES.md AC20.
    authenticate: async (cookie: string | undefined) => {
      const found = await signIns.find(cookie)
      return found?.waits ? null : found
    },
    allowedOrigin: (origin: string | undefined, host: string | undefined) => allowedOrigin(settings, origin, host),
    access: async (text: TextId, account: AccountId) =>
      (await amendmentAccess(db, text, account, clock.now())) ??
      (await finalAccess(db, text, account, clock.now())) ??
      liveAccess(db, text, account, clock.now()),
    rev: (text: TextId) => revOf(db, text),
    presenceUser: (account: AccountId) => presenceUser(db, account),
    changed: (text: TextId) => {
      automatic?.wrote(text)
      watch?.wrote(text)
      coalesced(text, async () => {
        const session = await sessionOfText(db, text)
        if (session) news.tell(session, [`text:${text}`, 'recommendations'])
        const amendment = session ? undefined : await amendmentOfText(db, text)
        if (amendment) news.tell(amendment.session, [`text:${text}`, `amendment:${amendment.id}`])
        const final = session || amendment ? undefined : await finalOfText(db, text)
        if (final) news.tell(final.session, [`text:${text}`])
      })
    },
    presenceChanged: peopleChanged,
    elsewhere,
    kept: () => disk?.keptWords() ?? null,
    measures: metrics.live,
    now: clock.now,
    random,
    log,
  }
  live = await openLiveTexts(liveNeeds, store)
  if (needs.backupDir && store.kind === 'sqlite')
    disk = await startDisk(
      db,
      { file: store.file, folder: needs.backupDir },
      {
        log,
        turn: (write) => texts().turn(write),
        changed: () => void tellAll(db, news, 'standing').catch(() => undefined),
      },
    )
  const house: House = {
    db,
    memo,
    acts,
    live,
    news,
    signIns,
    clock,
    random,
    newId: () => makeId(random),
    log,
    settings,
    seals: sealsFrom(secret),
    factorSecrets: secrets,
    passwordWords: { common: commonWords(), house: () => houseWords(db) },
    provider: settings.provider && createProvider(settings.provider, { clock, log }),
    mail: needs.mail ?? null,
    tellServers: () => servers?.acted(),
    hall: () => hallOf(settings, certificate?.pair() ?? null, listening),
    scrub: async () => {
      await disk?.hold()
      await texts().turn(() => dialect.scrub(db, async () => disk?.read()))
      await disk?.renew()
    },
    readers: (session) => new Set([...news.readers(session), ...(servers?.readers(session) ?? [])]),
  }
  const titles = createTitles(db, live, clock.now)
  const countdowns = createCountdowns(house)
  const deadlines = createDeadlines(house)
  const cuts = createAutomaticCuts(house)
  automatic = cuts
  const watching = createWatch(house)
  const reminders = createReminders(house)
  const retention = createRetention(house)
  watch = watching
  const making = createMaking(clock)
  const readings = createReadings(house)
  const verifying = createVerifying(needs.store, clock, log)
  let fanout: Fanout = silent
  const standing = {
    started: clock.now(),
    store: needs.store,
    verifying,
    takesWrites: () => texts().isWritable,
    load: () => texts().load(),
    pair: () => certificate?.pair() ?? null,
    secondDisk: () => disk,
    servers: () => servers?.count ?? null,
    redis: () => (needs.redisUrl ? fanout.isUp : null),
  }
  let draining = false
  const http = createServer(
    house,
    createHandlers(house, titles, { countdowns, deadlines, cuts, making, readings, standing }),
    metrics,
  )
  const gauged = {
    load: () => texts().load(),
    heap: () => texts().heap(),
    writable: () => texts().isWritable,
    diskFree: () => diskFree(needs.store),
    backup: () => disk?.state ?? null,
    certificateLeft: () => certificate && (endOf(certificate.pair().own) - clock.now()) / SECOND_MS,
  }
  serveHealth(http, house, { metrics, gauged, draining: () => draining })
  serveNews(http, house)
  serveAdoptedFile(http, house)
  serveFinalFiles(http, house)
  serveFiles(http, house, { making, readings })
  servePaper(http, house)
  serveEvidenceFiles(http, house)
  serveScan(http, house)
  serveComments(http, house, titles)
  serveFollowUpFiles(http, house)
  serveForm(http, house)
  serveFollowUpTable(http, house)
  serveAccounts(http, house)
  serveRecordFile(http, house)
  serveOpenApi(http)
  http.notFound((call) => answerRefusal(call, { code: 'not-found', rule: 'AC8' }))
  const trusted = () => trustedOf(house, certificate?.pair() ?? null)
  serveTrust(http, trusted)
  if (needs.pages) servePages(http, needs.pages, { insecure: settings.insecure, provider: settings.provider !== null })
  const answer = getRequestListener(http.fetch)
  const plain = plainAnswer({ trusted, newId: house.newId, publicUrl: settings.publicUrl })
  const secure = firstPair && securePort(answer, plain, firstPair)
  if (needs.tls && secure) certificate = keepCertificate(needs.tls, firstPair, { clock, log, renew: secure.renew })
  const port = secure ?? plainPort(answer)
  attachLive(port.server, live, liveNeeds)
  await closeOpenSecrets(acts, secrets)
  await countdowns.resume()
  await deadlines.resume()
  await cuts.resume()
  await watching.resume()
  await reminders.resume()
  await retention.resume()
  if (needs.store.kind === 'postgres') {
    const id = makeId(random)
    const started = new Servers({
      ...liveNeeds,
      id,
      db,
      rooms: live,
      news,
      fanout: () => fanout,
      takeUp: async () => {
        await countdowns.takeUp()
        await deadlines.takeUp()
        await cuts.takeUp()
        await watching.takeUp()
      },
      keptSince,
    })
    servers = started
    if (needs.redisUrl) {
      const names = { store: await storeName(db, acts, id), server: id }
      const hear = (from: string, word: Parameters<typeof started.hear>[1]) => started.hear(from, word)
      fanout = redisFanout(needs.redisUrl, names, hear, { log, onBack: () => void started.look() })
    }
    started.start()
  }

  return {
    house,
    http,
    async listen(number, host) {
      const taken = await port.listen(number, host)
      listening = { host, port: taken }
      return taken
    },
    async close() {
      draining = true
      countdowns.stop()
      deadlines.stop()
      cuts.stop()
      await watching.stop()
      reminders.stop()
      retention.stop()
      await making.close()
      await verifying.close()
      news.close()
      await texts().close()
      await servers?.stop()
      certificate?.stop()
      await port.close()
      await db.destroy()
      await disk?.close()
      giveBack()
    },
  }
}

async function tellAll(db: House['db'], news: House['news'], topic: string): Promise<void> {
  for (const { id } of await db.selectFrom('sessions').select('id').execute()) news.tell(id, [topic])
}
