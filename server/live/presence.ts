import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE } from '../../shared/live/room.ts'
import type { Connection } from './connection.ts'
import type { Caret } from './fanout.ts'
import { frame } from './frames.ts'
import { type Outflow, QUEUE_LIMITS } from './outflow.ts'
import type { Owners } from './owners.ts'

/** A larger state is passed over, and the one before stays. Source: RULES.md LT37. */
const MOST_STATE_BYTES = 2_048
/** At most so often is presence shown. */
const WINDOW_MS = 60
/** How many people who left a text remembers, so that they are seen again when they come back with the same client id. */
const MOST_REMEMBERED = 1_000

const NULL_BYTES = 'null'.length

type State = {
  readonly from: Connection
  /** The client's own clock, and what is added to it for the others. */
  clock: number
  offset: number
  /** JSON as the client sent it; null when it took its state back. */
  raw: Uint8Array | null
  /** The JSON the others get, with the server's `user` in it; made when it is sent. */
  stamped: string | null
}

/** Somebody's place on another server; `offset` as for those here. */
type Elsewhere = Caret & { readonly server: string; readonly offset: number }

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
  #timer: NodeJS.Timeout | undefined
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
  }

  /** Takes a presence frame. Throws when it cannot be read. */
  receive(from: Connection, payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload)
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const raw = decoding.readVarUint8Array(decoder)
      if (this.#speaksFor(from, client)) this.#take(from, client, clock, raw)
    }
  }

  /** Somebody wants to see all who are here; answered in the next window, however often it is asked. */
  ask(asker: Connection): void {
    asker.wantsPresence = true
    this.#show()
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
    const client = from.presenceId
    const state = client === null ? undefined : this.#states.get(client)
    if (client === null || state?.from !== from) return
    state.raw = null
    state.stamped = null
    state.clock += 1
    this.#dirty.add(client)
    this.#show()
  }

  /** The places of those who are on this server. */
  here(): Caret[] {
    return this.#caretsOf([...this.#states.keys()])
  }

  /**
   * The places of people on another server, stamped there. A client id that is spoken for here, or that belongs to somebody else,
   * is passed over. Source: RULES.md LT5, LT52.
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
      this.#elsewhere.set(client, { ...caret, server, offset: before?.server === server ? before.offset : offset })
      this.#dirty.add(client)
    }
    if (this.#dirty.size > 0) this.#show()
  }

  /** Takes everybody on another server out of sight. */
  serverGone(server: string): void {
    for (const [client, caret] of this.#elsewhere) {
      if (caret.server !== server) continue
      this.#elsewhere.set(client, { ...caret, clock: caret.clock + 1, state: null })
      this.#dirty.add(client)
    }
    if (this.#dirty.size > 0) this.#show()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  /** One frame per window for all, whatever came in it. */
  #show(): void {
    if (this.#isStopped) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const ids = [...this.#dirty]
      this.#dirty.clear()
      const frames = ids.length > 0 ? this.#frame(ids) : null
      for (const connection of this.#connections) this.#sendTo(connection, ids, frames)
      const moved = this.#caretsOf(ids)
      if (moved.length > 0) this.#onMove(moved)
      for (const client of ids) this.#forgetLeft(client)
    }, WINDOW_MS)
  }

  #sendTo(connection: Connection, ids: readonly number[], all: Buffer | null): void {
    if (connection.link.queued() - connection.allowance > QUEUE_LIMITS.skip) return
    if (connection.wantsPresence) {
      connection.wantsPresence = false
      this.#outflow.send(connection, this.all(connection))
      return
    }
    if (!all || !seesPeople(connection)) return
    const own = connection.presenceId
    // One who came back with its old client id has a smaller clock than the others see: it must not be shown its own state.
    const isShifted = own !== null && ids.includes(own) && (this.#states.get(own)?.offset ?? 0) > 0
    if (!isShifted) {
      this.#outflow.send(connection, all)
      return
    }
    const others = ids.filter((id) => id !== own)
    if (others.length > 0) this.#outflow.send(connection, this.#frame(others))
  }

  /** The first state of a connection says which client id it speaks for, if nobody else does. */
  #speaksFor(from: Connection, client: number): boolean {
    if (from.presenceId !== null) return from.presenceId === client
    const state = this.#states.get(client)
    if (state && state.from !== from && state.from.isOpen && state.from.who.account !== from.who.account) return false
    const elsewhere = this.#elsewhere.get(client)
    if (elsewhere && elsewhere.state !== null && elsewhere.account !== from.who.account) return false
    if (!this.#owners.claim(client, from.who.account, this.#now(), from.claims)) return false
    from.presenceId = client
    return true
  }

  #take(from: Connection, client: number, clock: number, raw: Uint8Array): void {
    if (raw.length > MOST_STATE_BYTES) return
    const before = this.#states.get(client)
    // As in y-protocols a state is taken back under the clock it was shown with.
    const isTakenBack = clock === before?.clock && before.raw !== null && raw.length === NULL_BYTES
    if (before?.from === from && clock <= before.clock && !isTakenBack) return
    const last = this.#lastClock.get(client)
    const offset = before?.from === from ? before.offset : last !== undefined && clock <= last ? last + 1 - clock : 0
    this.#elsewhere.delete(client)
    this.#states.set(client, { from, clock, offset, raw: raw.slice(), stamped: null })
    this.#dirty.add(client)
    this.#show()
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
          state: stamped === 'null' ? null : stamped,
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
      encoding.writeVarString(encoder, state ? stamp(state) : (elsewhere?.state ?? 'null'))
      if (!asOwn) this.#lastClock.set(client, clock)
    }
    const states = encoding.toUint8Array(encoder)
    const message = encoding.createEncoder()
    encoding.writeVarUint(message, MESSAGE.awareness)
    encoding.writeVarUint8Array(message, states)
    return frame(encoding.toUint8Array(message))
  }
}

const seesPeople = ({ access }: Connection): boolean => access.visible && access.seesPeople

/** The state with the server's `user`; what is not an object of JSON shows nothing but the person. */
function stamp(state: State): string {
  if (state.raw === null) return 'null'
  if (state.stamped !== null) return state.stamped
  const read = parsed(state.raw)
  if (read === null) {
    state.raw = null
    return 'null'
  }
  state.stamped = JSON.stringify({
    ...(typeof read === 'object' && !Array.isArray(read) ? read : {}),
    user: state.from.who.user,
  })
  return state.stamped
}

function parsed(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(raw))
  } catch {
    return {}
  }
}
