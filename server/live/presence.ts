import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE } from '../../shared/live/room.ts'
import { type Connection, seesPeople } from './connection.ts'
import type { Caret } from './fanout.ts'
import { frame } from './frames.ts'
import { type Outflow, QUEUE_LIMITS } from './outflow.ts'
import type { Owners } from './owners.ts'

/** A larger state is passed over, and the one before stays. Source: RULES.md LT37. */
const MOST_STATE_BYTES = 2_048
/**
 * At most so often is presence shown: in a large hall more seldom, because stock clients send all that they are shown back, which
 * grows with the square of the people.
 */
const WINDOW_MS = { least: 100, perConnection: 2, longest: 200 } as const
/** So long it waits for words to travel with; after that it goes alone. */
const LONGEST_WAIT_MS = 20
/** How many people who left a text remembers, so that they are seen again when they come back with the same client id. */
const MOST_REMEMBERED = 1_000

const NULL = new TextEncoder().encode('null')

type State = {
  readonly from: Connection
  /** The client's own clock, and what is added to it for the others. */
  clock: number
  offset: number
  /** JSON as the client sent it; null when it took its state back. */
  raw: Uint8Array | null
  /** The JSON the others get, with the server's `user` in it; made when it is sent. */
  stamped: Uint8Array | null
}

/** Somebody's place on another server; `offset` as for those here. */
type Elsewhere = Caret & { readonly server: string; readonly offset: number; readonly stamped: Uint8Array | null }

/**
 * Who points where in a text. Each connection speaks for its own client id only; states of others, which stock clients echo
 * back, are dropped before their JSON is read. Only the latest state of each is kept and sent. Source: RULES.md LT5, LT19, LT37.
 */
export class Presences {
  readonly #connections: ReadonlySet<Connection>
  readonly #owners: Owners
  readonly #outflow: Outflow
  readonly #now: () => number
  readonly #onMove: (carets: readonly Caret[]) => void
  readonly #states = new Map<number, State>()
  readonly #elsewhere = new Map<number, Elsewhere>()
  readonly #dirty = new Set<number>()
  /** The last clock the others saw of a client id. */
  readonly #lastClock = new Map<number, number>()
  readonly #askers = new Set<Connection>()
  #timer: NodeJS.Timeout | undefined
  #shownAt = Number.NEGATIVE_INFINITY
  #isStopped = false

  constructor(
    connections: ReadonlySet<Connection>,
    owners: Owners,
    outflow: Outflow,
    now: () => number,
    onMove: (carets: readonly Caret[]) => void,
  ) {
    this.#connections = connections
    this.#owners = owners
    this.#outflow = outflow
    this.#now = now
    this.#onMove = onMove
    outflow.rides(() => {
      if (this.#timer && performance.now() - this.#shownAt >= this.#window) this.#show()
    })
  }

  /** Takes a presence frame. Throws when it cannot be read. */
  receive(from: Connection, payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload)
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      if (!Number.isSafeInteger(client) || !Number.isSafeInteger(clock)) throw new RangeError('no number')
      const end = decoding.readVarUint(decoder) + decoder.pos
      if (end > payload.length) throw new RangeError('a presence frame ends too early')
      // Most of what comes are echoes of others, which cost no more than this.
      if (from.presenceId === client) this.#take(from, client, clock, payload.subarray(decoder.pos, end))
      else if (from.presenceId === null && !this.#isOthers(from, client)) {
        const raw = Buffer.from(payload.buffer, payload.byteOffset + decoder.pos, end - decoder.pos)
        if (this.#speaksFor(from, client, clock, raw)) this.#take(from, client, clock, raw)
      }
      decoder.pos = end
    }
  }

  /** Somebody wants to see all who are here; answered in the next window, however often it is asked. */
  ask(asker: Connection): void {
    this.#askers.add(asker)
    this.#showSoon()
  }

  /** Everybody's state, for one who joins or asks; only one's own for those who do not see people. */
  all(asker: Connection): Buffer {
    if (!seesPeople(asker)) return this.own(asker)
    const shift = asker.presenceId === null ? 0 : (this.#states.get(asker.presenceId)?.offset ?? 0)
    const all = [...this.#states.keys(), ...this.#elsewhere.keys()]
    return this.#frame(all.filter((client) => shift === 0 || client !== asker.presenceId))
  }

  /** A connection's own state: stock clients drop a connection on which nothing comes. Source: RULES.md LT29. */
  own(asker: Connection): Buffer {
    const state = asker.presenceId === null ? undefined : this.#states.get(asker.presenceId)
    return asker.presenceId === null || !state ? this.#frame([]) : this.#frame([asker.presenceId], true)
  }

  /** Takes the state of a connection that is gone out of everybody's sight. */
  left(from: Connection): void {
    this.#askers.delete(from)
    const client = from.presenceId
    const state = client === null ? undefined : this.#states.get(client)
    if (client === null || state?.from !== from) return
    state.raw = null
    state.stamped = null
    state.clock += 1
    this.#dirty.add(client)
    this.#showSoon()
  }

  /** The places of those who are on this server. */
  here(): Caret[] {
    return this.#caretsOf([...this.#states.keys()])
  }

  /**
   * The places of people on another server, stamped there. A client id that is spoken for here, or that belongs to somebody else,
   * is passed over. Source: RULES.md LT5, LT61.
   */
  showElsewhere(server: string, carets: readonly Caret[]): void {
    for (const caret of carets) {
      const { client, clock } = caret
      const before = this.#elsewhere.get(client)
      if (this.#states.has(client) || this.#owners.isForeign(client, caret.account)) continue
      if (before?.server === server && clock <= before.clock && caret.state === before.state) continue
      if (before === undefined && caret.state === null) continue
      if (before && before.server !== server && caret.state === null) continue
      const last = this.#lastClock.get(client)
      const offset = last !== undefined && clock <= last ? last + 1 - clock : 0
      this.#elsewhere.set(client, {
        ...caret,
        server,
        offset: before?.server === server ? before.offset : offset,
        stamped: caret.state === null ? null : Buffer.from(caret.state),
      })
      this.#dirty.add(client)
    }
    if (this.#dirty.size > 0) this.#showSoon()
  }

  /** Takes everybody on another server out of sight. */
  serverGone(server: string): void {
    for (const [client, caret] of this.#elsewhere) {
      if (caret.server !== server) continue
      this.#elsewhere.set(client, { ...caret, clock: caret.clock + 1, state: null, stamped: null })
      this.#dirty.add(client)
    }
    if (this.#dirty.size > 0) this.#showSoon()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  get #window(): number {
    return Math.min(WINDOW_MS.longest, Math.max(WINDOW_MS.least, WINDOW_MS.perConnection * this.#connections.size))
  }

  #showSoon(): void {
    if (this.#isStopped) return
    const untilWindow = this.#shownAt + this.#window - performance.now()
    this.#timer ??= setTimeout(() => this.#show(), Math.max(LONGEST_WAIT_MS, untilWindow))
  }

  /** One frame per window for all, whatever came in it. */
  #show(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#shownAt = performance.now()
    const ids = [...this.#dirty]
    this.#dirty.clear()
    if (ids.length > 0) this.#outflow.showPresence(this.#frame(ids), this.#insteadOf(ids))
    for (const asker of this.#askers) {
      if (asker.link.queued() - asker.allowance > QUEUE_LIMITS.skip) continue
      asker.outbox.push(this.all(asker))
      this.#outflow.touch(asker)
    }
    this.#askers.clear()
    const moved = this.#caretsOf(ids)
    if (moved.length > 0) this.#onMove(moved)
    for (const client of ids) this.#forgetLeft(client)
  }

  /** One who came back with its old client id has a smaller clock than the others see: it must not be shown its own state. */
  #insteadOf(ids: readonly number[]): ReadonlyMap<Connection, Buffer | null> {
    const instead = new Map<Connection, Buffer | null>()
    for (const connection of this.#connections) {
      if (!connection.isReturned || !ids.some((id) => id === connection.presenceId)) continue
      const others = ids.filter((id) => id !== connection.presenceId)
      instead.set(connection, others.length > 0 ? this.#frame(others) : null)
    }
    return instead
  }

  #isOthers(from: Connection, client: number): boolean {
    const holder = this.#states.get(client)?.from
    return holder?.isOpen === true && holder.who.account !== from.who.account
  }

  /**
   * The first state of a connection says which client id it speaks for, if nobody else does. What carries the server's own
   * stamp is an echo, also when it comes from another tab of the same person; an old connection that nobody has closed yet
   * gives way only to what is newer than its own state.
   */
  #speaksFor(from: Connection, client: number, clock: number, raw: Buffer): boolean {
    const { account, user } = from.who
    if (isNull(raw) || (this.#lastClock.has(client) && raw.includes(JSON.stringify(user)))) return false
    const state = this.#states.get(client)
    const elsewhere = this.#elsewhere.get(client)
    if (elsewhere && elsewhere.state !== null && elsewhere.account !== account) return false
    if (state?.from.isOpen && clock < state.clock) return false
    if (!this.#owners.claim(client, account, this.#now(), from.claims)) return false
    from.presenceId = client
    return true
  }

  #take(from: Connection, client: number, clock: number, raw: Uint8Array): void {
    if (raw.length > MOST_STATE_BYTES) return
    const before = this.#states.get(client)
    // As in y-protocols a state is taken back under the clock it was shown with.
    const isTakenBack = clock === before?.clock && before.raw !== null && isNull(raw)
    if (before?.from === from && clock <= before.clock && !isTakenBack) return
    const last = this.#lastClock.get(client)
    const offset = before?.from === from ? before.offset : last !== undefined && clock <= last ? last + 1 - clock : 0
    this.#elsewhere.delete(client)
    if (offset > 0) from.isReturned = true
    this.#states.set(client, { from, clock, offset, raw: raw.slice(), stamped: null })
    this.#dirty.add(client)
    this.#showSoon()
  }

  #caretsOf(clients: readonly number[]): Caret[] {
    return clients.flatMap((client) => {
      const state = this.#states.get(client)
      if (!state) return []
      const stamped = stamp(state)
      return [
        {
          client,
          clock: state.clock + state.offset,
          state: stamped === NULL ? null : Buffer.from(stamped).toString('utf8'),
          account: state.from.who.account,
        },
      ]
    })
  }

  #forgetLeft(client: number): void {
    if (this.#states.get(client)?.raw === null) this.#states.delete(client)
    if (this.#elsewhere.get(client)?.state === null) this.#elsewhere.delete(client)
    if (this.#lastClock.size > MOST_REMEMBERED) this.#lastClock.clear()
  }

  #frame(clients: readonly number[], asOwn = false): Buffer {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, clients.length)
    for (const client of clients) {
      const state = this.#states.get(client)
      const elsewhere = this.#elsewhere.get(client)
      const shown = state ?? elsewhere
      const clock = (shown?.clock ?? 0) + (asOwn ? 0 : (shown?.offset ?? 0))
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint8Array(encoder, state ? stamp(state) : (elsewhere?.stamped ?? NULL))
      if (!asOwn) this.#lastClock.set(client, clock)
    }
    const states = encoding.toUint8Array(encoder)
    const message = encoding.createEncoder()
    encoding.writeVarUint(message, MESSAGE.awareness)
    encoding.writeVarUint8Array(message, states)
    return frame(encoding.toUint8Array(message))
  }
}

const isNull = (raw: Uint8Array): boolean => Buffer.compare(raw, NULL) === 0

/** The state with the server's `user`; what is not an object of JSON shows nothing but the person. */
function stamp(state: State): Uint8Array {
  if (state.raw === null) return NULL
  if (state.stamped !== null) return state.stamped
  const read = parsed(state.raw)
  if (read === null) {
    state.raw = null
    return NULL
  }
  state.stamped = Buffer.from(
    JSON.stringify({ ...(typeof read === 'object' && !Array.isArray(read) ? read : {}), user: state.from.who.user }),
  )
  return state.stamped
}

function parsed(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(raw))
  } catch {
    return {}
  }
}
