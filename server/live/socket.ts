import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { ID_PATTERN, type TextId } from '../../shared/ids.ts'
import { CLOSE, type TextAccess } from '../../shared/live/room.ts'
import { SCHEMA_NUMBER } from '../../shared/text/schema.ts'
import type { Link } from './connection.ts'
import type { LiveNeeds } from './live-texts.ts'
import { Outlet } from './outlet.ts'
import { Openings } from './places.ts'
import { isDamaged, type Rooms, type Seat } from './rooms.ts'
import { UPDATE_LIMITS } from './update.ts'

// The only file that knows `ws`. Who may open a socket is decided before the 101; after it the room decides.

/** Room for the message's own header around the largest update. */
const MOST_MESSAGE_BYTES = UPDATE_LIMITS.bytes + 64
const WATCH_MS = 1_000
/** A socket that takes none of its bytes for so long is closed. Source: RULES.md LT14. */
const STALL_MS = 10_000
const PING_MS = 15_000
const DEAF_MS = 45_000
const LAST_WORDS_MS = 2_000
const TOO_BIG = 1009

type Needs = Pick<LiveNeeds, 'authenticate' | 'allowedOrigin' | 'access' | 'rev' | 'presenceUser' | 'now' | 'log'>
type Opening = {
  readonly text: TextId
  readonly query: URLSearchParams
  readonly cookie: string | undefined
  readonly account: NonNullable<Awaited<ReturnType<Needs['authenticate']>>>
  readonly right: { readonly access: Extract<TextAccess, { visible: true }>; readonly rev: number | null }
}

/** A server that can be asked to change to WebSocket: HTTP, or HTTPS and HTTP/2 over TLS. */
export type Upgradable = {
  on(event: 'upgrade', listener: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): unknown
  on(event: 'close', listener: () => void): unknown
}

/**
 * Takes the `upgrade` event for `/live/<textId>`. Before the 101: Origin (403), cookie (401), text known and visible (404, alike).
 * Other addresses are answered 404. Source: RULES.md LT25.
 */
export function attachLive(server: Upgradable, rooms: Rooms, needs: Needs): void {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MOST_MESSAGE_BYTES,
    clientTracking: false,
  })
  const watched = new Set<SocketLink>()
  const openings = new Openings()
  const timer = setInterval(() => {
    const now = needs.now()
    for (const socket of watched) watch(socket, now)
  }, WATCH_MS)
  timer.unref()
  server.on('close', () => clearInterval(timer))
  server.on('upgrade', (request, socket, head) => {
    const onEarlyError = () => socket.destroy()
    socket.on('error', onEarlyError)
    openings.take(async () => {
      try {
        const opening = socket.destroyed ? 404 : await mayOpen(request, rooms, needs)
        if (typeof opening === 'number') return decline(socket, opening)
        if (socket.destroyed) return
        socket.removeListener('error', onEarlyError)
        let entered: Promise<void> | undefined
        sockets.handleUpgrade(request, socket, head, (ws) => {
          entered = open(ws, socket, opening, rooms, needs, watched)
        })
        await entered
      } catch (fault) {
        needs.log('error', 'a socket could not be opened', { fault: String(fault) })
        decline(socket, 503)
      }
    })
  })
}

async function mayOpen(request: IncomingMessage, rooms: Rooms, needs: Needs): Promise<Opening | number> {
  const url = URL.parse(request.url ?? '/', 'http://any')
  const text = url?.pathname.startsWith('/live/') ? url.pathname.slice('/live/'.length) : ''
  if (!url || !ID_PATTERN.test(text)) return 404
  if (rooms.isClosing) return 503
  const { origin, host, cookie } = request.headers
  if (!needs.allowedOrigin(origin, host)) return 403
  const account = await needs.authenticate(cookie)
  // A page whose cookie became somebody else's in another tab must not send its words as theirs. Source: RULES.md LT70.
  const named = url.searchParams.get('account')
  if (!account || (named !== null && named !== account.account)) return 401
  const rev = await needs.rev(text as TextId)
  const access = await needs.access(text as TextId, account.account)
  return access.visible
    ? { text: text as TextId, query: url.searchParams, cookie, account, right: { access, rev } }
    : 404
}

const REASONS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
}

function decline(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function open(
  ws: WebSocket,
  socket: Duplex,
  opening: Opening,
  rooms: Rooms,
  needs: Needs,
  watched: Set<SocketLink>,
): Promise<void> {
  const link = new SocketLink(ws, socket, needs.now())
  const early: Uint8Array[] = []
  let seat: Seat | null = null
  let isGone = false
  ws.pause()
  watched.add(link)
  ws.on('error', (fault) => needs.log('info', 'a socket failed', { text: opening.text, fault: fault.message }))
  ws.on('pong', () => {
    link.heardAt = needs.now()
  })
  ws.on('message', (data, isBinary) => {
    link.heardAt = needs.now()
    if (!isBinary || !(data instanceof Uint8Array)) return (seat ?? link).close(CLOSE.badFrame, 'not binary')
    if (seat) seat.receive(data)
    else early.push(data)
  })
  ws.on('close', () => {
    isGone = true
    watched.delete(link)
    seat?.left()
  })
  return enter(link, opening, rooms, needs)
    .then((entered) => {
      if (!entered) return
      seat = entered
      if (isGone) return seat.left()
      link.hold(false)
      for (const message of early.splice(0)) seat.receive(message)
    })
    .catch((fault: unknown) => {
      needs.log('warn', 'a text could not be opened', { text: opening.text, fault: String(fault) })
      link.close(
        CLOSE.overloaded,
        isDamaged(fault) ? 'this text is damaged and waits for the secretariat' : 'come back',
      )
    })
}

/** The sign-in is asked for again after the room has the socket: a sign-out in between would find nobody. Source: RULES.md LT33. */
async function enter(link: Link, opening: Opening, rooms: Rooms, needs: Needs): Promise<Seat | null> {
  const { text, query, cookie, account, right } = opening
  const schema = query.get('schema')
  if (schema !== null && Number(schema) < SCHEMA_NUMBER) {
    link.close(CLOSE.oldSchema, 'the page is older than the texts')
    return null
  }
  const user = await needs.presenceUser(account.account)
  const seat = await rooms.join(text, link, { ...account, user, speaksOurs: query.get('v') === '1' }, right)
  const epoch = query.get('epoch')
  const isSignedIn = await needs.authenticate(cookie).catch((fault: unknown) => {
    // Nobody else knows of the seat yet.
    seat.close(CLOSE.overloaded, 'come back')
    seat.left()
    throw fault
  })
  if (!isSignedIn) seat.close(CLOSE.signedOut, 'signed out')
  else if (epoch !== null && epoch !== seat.epoch) seat.close(CLOSE.oldSchema, 'start from the text here')
  return seat
}

/** A socket as its room sees it, and what is known of it here. Whole frames go past `ws`: one write each, made once for all. */
class SocketLink implements Link {
  readonly outlet: Outlet
  /** After the close frame nothing more may be written. */
  #isClosing = false
  readonly ws: WebSocket
  isHeld = true
  heardAt: number
  pingAt: number
  stall: { readonly drained: number; readonly since: number } | null = null

  constructor(ws: WebSocket, socket: Duplex, now: number) {
    this.ws = ws
    this.outlet = new Outlet(socket)
    this.heardAt = now
    this.pingAt = now + PING_MS
    const close = ws.close.bind(ws)
    // ws closes a message above the limit with 1009, which stock clients take for passing; ours is 4413. Source: RULES.md LT26.
    ws.close = (code, reason) => {
      this.#isClosing = true
      close(code === TOO_BIG ? CLOSE.tooLarge : code, reason)
    }
  }

  send(bytes: Uint8Array, done?: () => void): void {
    if (this.#isClosing || !this.outlet.isOpen) done?.()
    else if (done) this.outlet.writeAndTell(bytes, done)
    else this.outlet.write(bytes)
  }

  sendPieces(pieces: readonly Uint8Array[]): void {
    if (!this.#isClosing && this.outlet.isOpen) this.outlet.writePieces(pieces)
  }

  queued(): number {
    return this.outlet.queued()
  }

  hold(isHeld: boolean): void {
    this.isHeld = isHeld
    if (isHeld) this.ws.pause()
    else this.ws.resume()
  }

  close(code: number, reason: string): void {
    const { ws } = this
    if (ws.readyState !== ws.OPEN) return
    // A held socket would never read the answer to the close.
    ws.resume()
    ws.close(code, reason)
    setTimeout(() => ws.terminate(), LAST_WORDS_MS).unref()
  }
}

function watch(held: SocketLink, now: number): void {
  const { ws, outlet } = held
  if (ws.readyState !== ws.OPEN) return
  const drained = outlet.drained()
  if (outlet.queued() === 0) held.stall = null
  else if (held.stall === null || held.stall.drained !== drained) held.stall = { drained, since: now }
  else if (now - held.stall.since >= STALL_MS) {
    ws.close(CLOSE.overloaded, 'reads too slowly')
    setTimeout(() => ws.terminate(), LAST_WORDS_MS).unref()
    return
  }
  if (!held.isHeld && held.stall === null && now - held.heardAt > DEAF_MS) {
    ws.terminate()
    return
  }
  if (now < held.pingAt) return
  held.pingAt = now + PING_MS
  ws.ping()
}
