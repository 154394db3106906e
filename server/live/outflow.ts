import { savedMessage } from '../../shared/live/frames.ts'
import { type Connection, seesPeople } from './connection.ts'
import { frame } from './frames.ts'
import type { OpenedText, SnapshotMade } from './log-messages.ts'
import { WholeText } from './whole-text.ts'

/** What waits in a socket beyond its initial text before it is skipped, and before it is closed. Source: RULES.md LT14. */
export const QUEUE_LIMITS = { skip: 1024 * 1024, close: 4 * 1024 * 1024, resync: 64 * 1024 } as const
/** So many sockets are written in one go; between two goes frames are read, turns of the log begin and end, other texts write. */
const SLICE = 64
/** A round over so few is not divided: that would only make its writes smaller and more. */
const UNDIVIDED = 128
/** A round begins at the earliest this many times the last one's cost after it: at most 1/(1+K) of a core goes to fan-out. */
const COST_FACTOR = 0.5
const LONGEST_WINDOW_MS = 40
/**
 * While carets move, turns of the log are so many times a round's cost apart: each keystroke brings a caret with it, and turns and rounds
 * cost most by waking threads. In a hall of a hundred, words then travel fifty times a second at most, which no eye tells from more.
 */
const CARETS = { costFactor: 32, longestMs: 18, restAfterMs: 500 } as const
/**
 * A round waits for the turn of the log under way, so that its words need no round of their own, where turns take at most so many times
 * what a round costs; and no longer than the round costs, or two milliseconds. Measured in a hall of a hundred who all type: 6 % less
 * processor time and a sixth less on the way.
 */
const FOR_A_TURN = { costFactor: 3, leastMs: 2 } as const
/** Timers are no finer than this. */
export const SHORTEST_TIMER_MS = 1

type Shown = {
  readonly frame: Buffer
  /** Who wrote it and does not get it back. */
  readonly from: Connection | null
  /** Null for an update. For presence: who gets another frame instead of this, or none. */
  readonly instead: ReadonlyMap<Connection, Buffer | null> | null
}

type Gathered = { readonly from: number; readonly end: number; readonly bytes: Buffer }
type Round = { readonly left: Iterator<Connection>; readonly end: number; cost: number }
const NONE: Gathered = { from: 0, end: 0, bytes: Buffer.alloc(0) }

/**
 * What leaves a room, one write per socket. Frames for everybody are numbered; rounds go over all connections in slices, and
 * give each what came since it was last visited, so that what comes in the middle of a round still reaches the rest of it.
 * Updates that come in here are committed. Source: RULES.md LT1, LT14, LT50, LT51, LT95.
 */
export class Outflow {
  readonly #connections: ReadonlySet<Connection>
  readonly #now: () => number
  readonly #onOverload: (connection: Connection) => void
  readonly #beforeWriting: () => void
  readonly #turnUnderWay: () => number | null
  /** Frames that not everybody was visited with; `#first` is the number of the first. */
  #shown: Shown[] = []
  #first = 0
  #presenceAt = -1
  #caretsMovedAt = Number.NEGATIVE_INFINITY
  #lastCost = 0
  /** The bytes of the frames from one number to another. */
  #gathered: Gathered = NONE
  /** The round under way: who is still to be visited, what it has to bring, what it has cost. */
  #round: Round | null = null
  #isWanted = false
  #isArmed = false
  /** The round waits for a turn, or has waited. */
  #isWaiting = false
  #timer: NodeJS.Timeout | undefined
  #immediate: NodeJS.Immediate | undefined
  #earliest = 0
  #ride: () => void = () => undefined
  readonly #text: WholeText

  constructor(
    connections: ReadonlySet<Connection>,
    opened: OpenedText,
    now: () => number,
    on: {
      overload: (connection: Connection) => void
      beforeWriting: () => void
      /** How long the turn of the log under way will take, ms; null when there is none. */
      turnUnderWay: () => number | null
    },
  ) {
    this.#connections = connections
    this.#now = now
    this.#onOverload = on.overload
    this.#beforeWriting = on.beforeWriting
    this.#turnUnderWay = on.turnUnderWay
    this.#text = new WholeText(opened, now)
  }

  /** Whether the tail has grown so long that a new snapshot would make joining cheaper. */
  get wantsSnapshot(): boolean {
    return this.#text.wantsSnapshot
  }

  /** How far apart turns of the log should begin so that their words share rounds, ms; 0 while no caret moves. */
  get turnSpacing(): number {
    if (performance.now() - this.#caretsMovedAt >= CARETS.restAfterMs) return 0
    return Math.min(CARETS.longestMs, CARETS.costFactor * this.#lastCost)
  }

  get #end(): number {
    return this.#first + this.#shown.length
  }

  /** The turn under way is over: a round that waited for its words begins. */
  turnEnded(): void {
    if (!this.#isWaiting) return
    this.#disarm()
    this.#arm(0)
  }

  /** Somebody new is given what is shown from now on: presence first, updates after `begin`. */
  enter(connection: Connection): void {
    connection.seen = this.#end
  }

  /** The connection has the text as it is now and gets every update after it. */
  begin(connection: Connection): void {
    // Words that wait are in the text; people who moved are not.
    connection.isLive = false
    this.#serve(connection, this.#now())
    connection.isLive = true
  }

  /** An update that is in the log as part of row `seq`: to everybody but its writer. */
  show(seq: number, bytes: Buffer, from: Connection | null): void {
    if (from) from.ownAt = this.#end
    this.#shown.push({ frame: bytes, from, instead: null })
    this.#text.add(seq, bytes)
    this.#want()
  }

  /** Presence, to everybody who sees people; `instead` says who gets another frame, or none. */
  showPresence(bytes: Buffer, instead: ReadonlyMap<Connection, Buffer | null>): void {
    this.#presenceAt = this.#end
    this.#caretsMovedAt = performance.now()
    this.#shown.push({ frame: bytes, from: null, instead })
    this.#want()
  }

  /** Asked when a round begins: what can wait a little goes in the same writes. */
  rides(ride: () => void): void {
    this.#ride = ride
  }

  /** The connection has something of its own to be told: what was saved, what was refused. */
  touch(connection: Connection): void {
    connection.isTouched = true
    this.#want()
  }

  snapshotMade(made: SnapshotMade): void {
    this.#text.snapshotMade(made)
  }

  /** What the snapshot has, when one who comes now would be led through what was written before; else null. */
  get wantsCondensing(): Uint8Array | null {
    return this.#text.leadsThroughOld ? this.#text.stateVector : null
  }

  /** One update with all that came after the snapshot. */
  condensed(update: Uint8Array): void {
    this.#text.condensed(update)
  }

  /** That could not be made now. */
  notCondensed(): void {
    this.#text.notCondensed()
  }

  /** The whole text as frames. */
  joinBuffer(): Buffer {
    return this.#text.bytes()
  }

  /** Writes to one socket out of turn. */
  send(connection: Connection, bytes: Uint8Array, done?: () => void): void {
    if (this.#isOverloaded(connection)) {
      done?.()
      return
    }
    connection.sentAt = this.#now()
    connection.link.send(bytes, done)
  }

  /** Writes now, to everybody, what waits. */
  flush(): void {
    this.#disarm()
    this.#isWaiting = false
    this.#isArmed = true
    do this.#serveSome(Number.POSITIVE_INFINITY)
    while (this.#isWanted)
    this.#isArmed = false
  }

  stop(): void {
    this.#disarm()
    this.#isWaiting = false
    this.#isArmed = true
  }

  /** Whether one who skipped some updates has nearly emptied its queue. */
  mayCatchUp(connection: Connection): boolean {
    const queued = connection.link.queued()
    if (connection.allowance > 0 && queued < QUEUE_LIMITS.resync) connection.allowance = 0
    return connection.isOpen && connection.isBehind && queued < QUEUE_LIMITS.resync
  }

  /** Gives the whole text again to one who may catch up; answers whether it did. */
  catchUp(connection: Connection): boolean {
    if (!this.mayCatchUp(connection)) return false
    connection.isBehind = false
    const buffer = this.joinBuffer()
    connection.allowance = buffer.length
    this.begin(connection)
    this.send(connection, buffer)
    return true
  }

  #want(): void {
    this.#isWanted = true
    if (!this.#isArmed) this.#arm(this.#earliest - performance.now())
  }

  #arm(wait: number): void {
    this.#isArmed = true
    if (wait >= SHORTEST_TIMER_MS) this.#timer = setTimeout(() => this.#goOn(), wait)
    else this.#immediate = setImmediate(() => this.#goOn())
  }

  #disarm(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#immediate)
    this.#isArmed = false
  }

  /** The first round begins at once, or after the turn under way; after it the next one waits for its pace. Measured: a fixed window costs its length at the median for nothing. */
  #goOn(): void {
    this.#beforeWriting()
    if (!this.#round && !this.#isWaiting && this.#isTurnWorthIt()) {
      this.#isWaiting = true
      this.#timer = setTimeout(() => this.#goOn(), Math.max(FOR_A_TURN.leastMs, this.#lastCost))
      return
    }
    this.#isWaiting = false
    this.#serveSome(this.#connections.size <= UNDIVIDED ? UNDIVIDED : SLICE)
    this.#isArmed = false
    if (this.#round) this.#arm(0)
    else if (this.#isWanted) this.#arm(this.#earliest - performance.now())
  }

  #isTurnWorthIt(): boolean {
    const turn = this.#turnUnderWay()
    return turn !== null && turn <= FOR_A_TURN.costFactor * this.#lastCost
  }

  /** The next so many writes of the round, or of a new one. */
  #serveSome(most: number): void {
    const start = performance.now()
    const now = this.#now()
    const round = this.#round ?? this.#newRound()
    let written = 0
    while (written < most) {
      const next = round.left.next()
      if (next.done) {
        this.#endRound(round.end)
        break
      }
      if (this.#serve(next.value, now)) written += 1
    }
    const end = performance.now()
    round.cost += end - start
    if (this.#round) return
    this.#lastCost = round.cost
    this.#earliest = end + Math.min(LONGEST_WINDOW_MS, COST_FACTOR * round.cost)
  }

  /** A set is gone through as it is when one comes there: who has left is passed over, who has come is visited at the end. */
  #newRound(): Round {
    this.#ride()
    this.#isWanted = false
    this.#round = { left: this.#connections.values(), end: this.#end, cost: 0 }
    return this.#round
  }

  /** Everybody was visited after the round began: nobody needs what was there then. */
  #endRound(end: number): void {
    this.#round = null
    this.#shown.splice(0, end - this.#first)
    this.#first = end
    if (this.#shown.length === 0) this.#gathered = NONE
  }

  /** Gives a connection what it has not seen; answers whether something was written. */
  #serve(connection: Connection, now: number): boolean {
    const { seen, link } = connection
    const end = this.#end
    connection.seen = end
    if (
      connection.isTouched ||
      connection.ownAt >= seen ||
      !connection.isLive ||
      (this.#presenceAt >= seen && (connection.isReturned || !seesPeople(connection)))
    ) {
      return this.#serveOwn(connection, seen, now)
    }
    if (seen === end || !this.#keepsUp(connection)) return false
    connection.sentAt = now
    link.send(this.#bytesFrom(seen))
    return true
  }

  /** Not everything is for this one, or something is for it alone; still one write. */
  #serveOwn(connection: Connection, seen: number, now: number): boolean {
    if (this.#isOverloaded(connection)) return false
    const pieces = seen < this.#end && this.#keepsUp(connection) ? this.#piecesFor(connection, seen) : []
    if (connection.isTouched) {
      connection.isTouched = false
      pieces.push(...connection.outbox.splice(0))
      const { count, who } = connection
      if (who.speaksOurs && count.told < count.decided) {
        count.told = count.decided
        pieces.push(frame(savedMessage(count.decided)))
      }
    }
    if (pieces.length === 0) return false
    connection.sentAt = now
    connection.link.sendPieces(pieces)
    return true
  }

  /** The bytes for everybody in pieces around what this one gets otherwise, or not at all. */
  #piecesFor(connection: Connection, seen: number): Uint8Array[] {
    const all = this.#bytesFrom(seen)
    const pieces: Uint8Array[] = []
    let start = 0
    let at = 0
    for (let index = seen - this.#first; index < this.#shown.length; index += 1) {
      const shown = this.#shown[index]
      if (!shown) continue
      const bytes = bytesFor(connection, shown)
      if (bytes !== shown.frame) {
        if (at > start) pieces.push(all.subarray(start, at))
        if (bytes) pieces.push(bytes)
        start = at + shown.frame.length
      }
      at += shown.frame.length
    }
    if (at > start) pieces.push(all.subarray(start, at))
    return pieces
  }

  /** All frames from a number on as one buffer; neighbours in a round nearly always need the same. */
  #bytesFrom(from: number): Buffer {
    const end = this.#end
    if (this.#gathered.from === from && this.#gathered.end === end) return this.#gathered.bytes
    const frames = this.#shown.slice(from - this.#first).map((shown) => shown.frame)
    const bytes = frames.length === 1 && frames[0] ? frames[0] : Buffer.concat(frames)
    this.#gathered = { from, end, bytes }
    return bytes
  }

  /** Whether more waits for a connection than anybody who reads leaves there; then it is closed, whatever it is to be told. */
  #isOverloaded(connection: Connection, queued = queuedFor(connection)): boolean {
    if (queued <= QUEUE_LIMITS.close) return false
    connection.isBehind = true
    this.#onOverload(connection)
    return true
  }

  #keepsUp(connection: Connection): boolean {
    const queued = queuedFor(connection)
    if (connection.isBehind || this.#isOverloaded(connection, queued)) return false
    if (queued <= QUEUE_LIMITS.skip) return true
    if (connection.isLive) connection.isBehind = true
    return false
  }
}

/** What waits for a connection beyond its initial text, bytes. */
const queuedFor = ({ link, allowance }: Connection): number => link.queued() - allowance

/** A frame for everybody as this one gets it: no words before it has the text, none of its own, no people for who sees none. */
function bytesFor(connection: Connection, { frame: bytes, from, instead }: Shown): Buffer | null {
  if (!instead) return connection.isLive && from !== connection ? bytes : null
  if (!seesPeople(connection)) return null
  const other = instead.get(connection)
  return other === undefined ? bytes : other
}
