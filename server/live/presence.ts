import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE } from '../../shared/live/room.ts'
import type { Connection } from './connection.ts'
import { frame } from './frames.ts'
import type { Owners } from './owners.ts'

/** A larger state is passed over, and the one before stays. Source: RULES.md LT37. */
const MOST_STATE_BYTES = 2_048
/** How many people who left a text remembers, so that they are seen again when they come back with the same client id. */
const MOST_REMEMBERED = 1_000

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

/**
 * Who points where in a text. Each connection speaks for its own client id only; states of others, which stock clients echo
 * back, are dropped before their JSON is read. Only the latest state of each is kept and sent. Source: RULES.md LT5, LT19, LT37.
 */
export class Presences {
  readonly #states = new Map<number, State>()
  readonly #dirty = new Set<number>()
  /** The last clock the others saw of a client id. */
  readonly #lastClock = new Map<number, number>()

  /** Takes a presence frame; answers whether there is something new to show. Throws when it cannot be read. */
  receive(from: Connection, payload: Uint8Array, owners: Owners, now: number): boolean {
    const decoder = decoding.createDecoder(payload)
    let isNew = false
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const raw = decoding.readVarUint8Array(decoder)
      if (this.#speaksFor(from, client, owners, now)) isNew = this.#take(from, client, clock, raw) || isNew
    }
    return isNew
  }

  /** The states that changed since the last call, as one frame; null when none did. `own` leaves one client id out. */
  changed(): { frame: Buffer; without: (client: number) => Buffer | null } | null {
    if (this.#dirty.size === 0) return null
    const ids = [...this.#dirty]
    this.#dirty.clear()
    const all = this.#frame(ids)
    for (const client of ids) if (this.#states.get(client)?.raw === null) this.#forget(client)
    return {
      frame: all,
      without: (client) => {
        const state = this.#states.get(client)
        if (!state || state.offset === 0 || !ids.includes(client)) return all
        const others = ids.filter((id) => id !== client)
        return others.length > 0 ? this.#frame(others) : null
      },
    }
  }

  /** Everybody's state, for one who joins or asks. */
  all(asker: Connection): Buffer {
    const shift = asker.presenceId === null ? 0 : (this.#states.get(asker.presenceId)?.offset ?? 0)
    return this.#frame([...this.#states.keys()].filter((client) => shift === 0 || client !== asker.presenceId))
  }

  /** A connection's own state: stock clients drop a connection on which nothing comes. Source: RULES.md LT29. */
  own(asker: Connection): Buffer {
    const state = asker.presenceId === null ? undefined : this.#states.get(asker.presenceId)
    return asker.presenceId === null || !state ? this.#frame([]) : this.#frame([asker.presenceId], true)
  }

  /** Takes the state of a connection that is gone out of everybody's sight. */
  left(from: Connection): boolean {
    const client = from.presenceId
    const state = client === null ? undefined : this.#states.get(client)
    if (client === null || state?.from !== from) return false
    state.raw = null
    state.stamped = null
    state.clock += 1
    this.#dirty.add(client)
    return true
  }

  /** The first state of a connection says which client id it speaks for, if nobody else does. */
  #speaksFor(from: Connection, client: number, owners: Owners, now: number): boolean {
    if (from.presenceId !== null) return from.presenceId === client
    const state = this.#states.get(client)
    if (state && state.from !== from && state.from.isOpen && state.from.who.account !== from.who.account) return false
    if (!owners.claim(client, from.who.account, now, from.claims)) return false
    from.presenceId = client
    return true
  }

  #take(from: Connection, client: number, clock: number, raw: Uint8Array): boolean {
    if (raw.length > MOST_STATE_BYTES) return false
    const before = this.#states.get(client)
    if (before?.from === from && clock <= before.clock) return false
    const last = this.#lastClock.get(client)
    const offset = before?.from === from ? before.offset : last !== undefined && clock <= last ? last + 1 - clock : 0
    this.#states.set(client, { from, clock, offset, raw: raw.slice(), stamped: null })
    this.#dirty.add(client)
    return true
  }

  #forget(client: number): void {
    this.#states.delete(client)
    if (this.#lastClock.size > MOST_REMEMBERED) this.#lastClock.clear()
  }

  #frame(clients: readonly number[], asOwn = false): Buffer {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, clients.length)
    for (const client of clients) {
      const state = this.#states.get(client)
      const clock = (state?.clock ?? 0) + (asOwn ? 0 : (state?.offset ?? 0))
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state ? stamp(state) : 'null')
      if (!asOwn) this.#lastClock.set(client, clock)
    }
    const states = encoding.toUint8Array(encoder)
    const message = encoding.createEncoder()
    encoding.writeVarUint(message, MESSAGE.awareness)
    encoding.writeVarUint8Array(message, states)
    return frame(encoding.toUint8Array(message))
  }
}

/** The state with the server's `user`; what is not an object of JSON shows nothing but the person. */
function stamp(state: State): string {
  if (state.raw === null) return 'null'
  if (state.stamped !== null) return state.stamped
  const read = parsed(state.raw)
  if (read === null) {
    state.raw = null
    return 'null'
  }
  state.stamped = JSON.stringify({ ...(typeof read === 'object' && !Array.isArray(read) ? read : {}), user: state.from.who.user })
  return state.stamped
}

function parsed(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(raw))
  } catch {
    return {}
  }
}
