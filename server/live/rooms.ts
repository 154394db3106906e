import type { AccountId, TextId } from '../../shared/ids.ts'
import { CLOSE, type TextAccess } from '../../shared/live/room.ts'
import type { StoreAddress } from '../db/address.ts'
import type { Connection, Link, Who } from './connection.ts'
import type { Caret } from './fanout.ts'
import type { Credits, LiveLoad, LiveNeeds, LiveTexts, Presence, TextReading } from './live-texts.ts'
import { Log, LogFailure } from './log.ts'
import { InitialPlaces } from './places.ts'
import { Room, type RoomNeeds } from './room.ts'
import { TYPING_MS } from './writing.ts'

const TICK_MS = 500
/** A text that everybody left stays open this long: most come back at once. */
const LINGER_MS = 10_000
const LONGEST_CLOSE_MS = 8_000

/** loading → open → closing; `emptySince` is when the last one left. Source: RULES.md LT7. */
type Entry = { readonly loading: Promise<Room>; room: Room | null; emptySince: number | null }

/** What a socket may do with the room it joined. */
export type Seat = {
  readonly epoch: string
  readonly receive: (message: Uint8Array) => void
  readonly left: () => void
  readonly close: (code: number, reason: string) => void
}

/** All live texts of this server. Made by `openLiveTexts`. */
export class Rooms implements LiveTexts {
  readonly #needs: LiveNeeds
  readonly #log: Log
  readonly #entries = new Map<TextId, Entry>()
  readonly #timer: NodeJS.Timeout
  readonly #places = new InitialPlaces()
  #isClosing = false

  constructor(needs: LiveNeeds, store: StoreAddress) {
    this.#needs = needs
    this.#log = new Log(store, needs, { failure: () => this.#storeFailed(), recovery: () => this.#startAnew() })
    this.#timer = setInterval(() => this.#tick(), TICK_MS)
  }

  get isClosing(): boolean {
    return this.#isClosing
  }

  /** Whether texts take writes; `/readyz` answers 503 while not. Source: RULES.md LT6. */
  get isWritable(): boolean {
    return this.#log.failure === null && !this.#isClosing
  }

  /** The store did not answer somebody else: the log finds out whether it takes writes. */
  check(): Promise<void> {
    return this.#log.check()
  }

  /** Resolves when the log's thread has the store open, durable. Throws when it has not. */
  async ready(): Promise<void> {
    await this.#log.turn(() => this.#log.ask({ kind: 'probe' }))
  }

  /**
   * Lets a socket into a text. All who come while it loads wait for the same load. Throws LogFailure when it cannot be read.
   * Whether `access`, asked when the text stood at `rev`, still holds is found out after it is in the room, so that no change falls
   * between. Source: RULES.md LT7, LT12.
   */
  async join(
    text: TextId,
    link: Link,
    who: Who,
    { access, rev }: { access: Extract<TextAccess, { visible: true }>; rev: number | null },
  ): Promise<Seat> {
    for (;;) {
      const room = await this.#entry(text).loading
      if (this.#entries.get(text)?.room !== room) continue
      if (room.isBroken) {
        this.#unload(text, room)
        continue
      }
      // A right changed on another server, and this room has not looked yet: whoever knows of it already is not met with the old.
      if (rev !== null && rev !== room.rev) {
        await room.refresh()
        if (room.isBroken || this.#entries.get(text)?.room !== room) continue
      }
      const connection = room.join(link, who, access)
      try {
        await room.confirm(connection, rev)
      } catch (fault) {
        room.close(connection, CLOSE.overloaded, 'come back')
        this.#noteEmpty(text, room)
        throw fault
      }
      return {
        epoch: connection.epoch,
        close: (code, reason) => room.close(connection, code, reason),
        receive: (message) => room.receive(connection, message),
        left: () => {
          room.left(connection)
          this.#noteEmpty(text, room)
        },
      }
    }
  }

  async read(text: TextId, upTo?: number): Promise<TextReading> {
    return this.#log.ask({ kind: 'read', text, upTo: upTo ?? null })
  }

  credits(text: TextId): Promise<Credits> {
    return this.#log.ask({ kind: 'credits', text })
  }

  turn<T>(write: () => Promise<T>): Promise<T> {
    return this.#log.turn(write)
  }

  async accessChanged(text: TextId): Promise<void> {
    const entry = this.#entries.get(text)
    if (!entry) return
    const room = await entry.loading.catch(() => null)
    await room?.refresh()
  }

  isOpen(text: TextId): boolean {
    return this.#entries.has(text)
  }

  openTexts(): TextId[] {
    return [...this.#entries.keys()]
  }

  /** A text that is open here was written, or its rights were changed, on another server. */
  async look(text: TextId, seq: number, rev: number | null): Promise<void> {
    const room = await this.#entries.get(text)?.loading.catch(() => null)
    await room?.look(seq, rev)
  }

  /** The sign-ins that have a text open here, and whose they are. */
  signIns(): ReadonlyMap<string, AccountId> {
    return new Map(
      [...this.#entries.values()].flatMap(({ room }) =>
        [...(room?.connections ?? [])].map(({ who }): [string, AccountId] => [who.signInHash, who.account]),
      ),
    )
  }

  /** Who points where in a text on another server; texts that are not open here need not know. */
  showCarets(server: string, text: TextId, carets: readonly Caret[]): void {
    this.#entries.get(text)?.room?.showCarets(server, carets)
  }

  caretsHere(text: TextId): readonly Caret[] {
    return this.#entries.get(text)?.room?.carets() ?? []
  }

  allCaretsHere(): readonly (readonly [TextId, readonly Caret[]])[] {
    return [...this.#entries].flatMap(([text, { room }]) => (room ? [[text, room.carets()] as const] : []))
  }

  /** Another server is gone, and everybody on it. */
  serverGone(server: string): void {
    for (const { room } of this.#entries.values()) room?.serverGone(server)
  }

  signedOut(account: AccountId, signInHash?: string): void {
    for (const { room } of this.#entries.values()) {
      for (const connection of room ? [...room.connections] : []) {
        if (connection.who.account !== account) continue
        if (signInHash === undefined || connection.who.signInHash === signInHash) {
          room?.close(connection, CLOSE.signedOut, 'signed out')
        }
      }
    }
  }

  /** Who is in which text, on every server. */
  present(): readonly Presence[] {
    return mergedPresences([...this.presentHere(), ...this.#needs.elsewhere.presences()])
  }

  /** Who is in which text on this server. */
  presentHere(): readonly Presence[] {
    const now = this.#needs.now()
    return [...this.#entries].flatMap(([text, { room }]) => presentIn(text, room?.connections ?? new Set(), now))
  }

  /** How busy the texts are that are open here. */
  load(): LiveLoad {
    const rooms = [...this.#entries.values()].flatMap(({ room }) => room ?? [])
    return {
      texts: this.#entries.size,
      connections: rooms.reduce((sum, { connections }) => sum + connections.size, 0),
      queue: { updates: rooms.reduce((sum, { pending }) => sum + pending, 0), ...this.#log.waiting },
    }
  }

  /** The heap of the log's thread, in bytes. */
  heap(): Promise<number> {
    return this.#log.heap()
  }

  async close(): Promise<void> {
    if (this.#isClosing) return
    this.#isClosing = true
    clearInterval(this.#timer)
    for (const { room } of this.#entries.values()) room?.hold()
    await this.#quiet()
    for (const { room } of this.#entries.values()) {
      room?.closeAll(CLOSE.restart, 'restart')
      room?.stop()
    }
    this.#entries.clear()
    await this.#log.close()
  }

  /** What came is committed before the sockets are closed, unless the store does not take it. Source: RULES.md LT38. */
  async #quiet(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LONGEST_CLOSE_MS)
    })
    const settled = async () => {
      do {
        await this.#log.idle()
        // What a room still waits for comes in a later round of the event loop.
        await new Promise((resolve) => setImmediate(resolve))
      } while (this.#log.failure === null && [...this.#entries.values()].some(({ room }) => room?.hasWork))
    }
    await Promise.race([settled(), late])
    clearTimeout(timer)
  }

  #entry(text: TextId): Entry {
    const known = this.#entries.get(text)
    if (known) return known
    const loading = this.#load(text)
    const entry: Entry = { loading, room: null, emptySince: null }
    this.#entries.set(text, entry)
    loading.then(
      (room) => {
        entry.room = room
        this.#needs.elsewhere.opened(text)
        // Whoever writes first should not wait for the text to be read; what is wrong with it is said then.
        this.#log.ask({ kind: 'warm', text }).catch(() => null)
        entry.emptySince = this.#needs.now()
      },
      () => this.#entries.get(text) === entry && this.#entries.delete(text),
    )
    return entry
  }

  /** While the store takes no writes a text can still be read. Source: RULES.md LT6. */
  async #load(text: TextId): Promise<Room> {
    const opened = await this.#log.ask({ kind: 'open', text })
    const admit: RoomNeeds['admit'] = (bytes, write) => this.#places.admit(bytes, write)
    const room = new Room(text, opened, this.#log, { ...this.#needs, admit })
    if (this.#log.failure) room.storeFailed()
    return room
  }

  #noteEmpty(text: TextId, room: Room): void {
    const entry = this.#entries.get(text)
    if (entry?.room === room && room.connections.size === 0) entry.emptySince = this.#needs.now()
  }

  #tick(): void {
    const now = this.#needs.now()
    for (const [text, entry] of this.#entries) {
      entry.room?.tick(now)
      const isLeft = entry.room?.isEmpty && entry.emptySince !== null && now - entry.emptySince >= LINGER_MS
      if (isLeft && entry.room) this.#unload(text, entry.room)
    }
  }

  #unload(text: TextId, room: Room): void {
    room.stop()
    this.#entries.delete(text)
    this.#log.ask({ kind: 'leave', text }).catch(() => null)
  }

  #storeFailed(): void {
    for (const { room } of this.#entries.values()) room?.storeFailed()
    this.#needs.presenceChanged()
  }

  /** After a failure nothing in memory is trusted: all come again, and the log says what was written. Source: RULES.md LT6. */
  #startAnew(): void {
    for (const [text, { room }] of [...this.#entries]) {
      if (!room) continue
      room.closeAll(CLOSE.overloaded, 'the store is back')
      this.#unload(text, room)
    }
  }
}

/** Opens the live texts of a store; the log's thread has it open, durable, when this resolves. */
export async function openLiveTexts(needs: LiveNeeds, store: StoreAddress): Promise<Rooms> {
  const rooms = new Rooms(needs, store)
  try {
    await rooms.ready()
  } catch (fault) {
    await rooms.close()
    throw fault
  }
  return rooms
}

/** Whether a text could not be opened because its log is damaged. */
export const isDamaged = (fault: unknown): boolean => fault instanceof LogFailure && fault.kind === 'damaged'

/** One entry for each person in a text, who may be there on several servers. */
function mergedPresences(presences: readonly Presence[]): Presence[] {
  const merged = new Map<string, Presence>()
  for (const one of presences) {
    const key = `${one.text} ${one.account}`
    merged.set(key, { ...one, typing: one.typing || merged.get(key)?.typing === true })
  }
  return [...merged.values()]
}

function presentIn(text: TextId, connections: ReadonlySet<Connection>, now: number): Presence[] {
  const typing = new Map<AccountId, boolean>()
  for (const { who, wroteAt } of connections) {
    typing.set(who.account, typing.get(who.account) === true || now - wroteAt < TYPING_MS)
  }
  return [...typing].map(([account, isTyping]) => ({ text, account, typing: isTyping }))
}
