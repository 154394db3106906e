import * as decoding from 'lib0/decoding'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { CLOSE, MESSAGE, type RoomStatus, type TextAccess } from '../../shared/live/room.ts'
import { refusedMessage, roomMessage, SYNC } from '../../shared/live/wire.ts'
import {
  type Connection,
  countFrame,
  decideNumber,
  isOverRate,
  type Link,
  newConnection,
  nextSecond,
  type Submission,
  type Who,
} from './connection.ts'
import { frame, stepOneFrame, syncFrame, updateFrame } from './frames.ts'
import { setAside, waitedForStepTwo } from './gaps.ts'
import { closeCodeOf, statusOf, writeRefusal } from './judging.ts'
import type { LiveNeeds } from './live-texts.ts'
import type { Log, TurnSource } from './log.ts'
import type { Head, OpenedText, PartAnswer, Refused, TurnPart, Verdict } from './log-messages.ts'
import { Outflow, QUEUE_LIMITS } from './outflow.ts'
import { Owners } from './owners.ts'
import { Presences } from './presence.ts'
import { MalformedUpdate, OversizedUpdate, readUpdate, UPDATE_LIMITS } from './update.ts'

// One actor per text. It knows neither sockets nor the database: connections are links, the log decides and stores.
// 1. What is shown to anyone, and what is called saved, is in the log (I1, I2).
// 2. Each frame is decoded in one place; whatever it holds, nothing but its own connection is the worse for it.
// 3. Access is a field of the connection; a head that moved sends every waiting update back to be judged again.
// 4. No server owns a text: rows that others wrote are read from the log and shown like one's own.

/** Undecided updates of one connection before its socket is read later. */
const MOST_WAITING = { updates: 1_000, bytes: 2 * UPDATE_LIMITS.bytes } as const
const MOST_PER_TURN = 2_000
/** Stock clients drop a connection on which nothing comes for 30 s. Source: RULES.md LT29. */
const QUIET_MS = 10_000
const PRESENCE_MS = 60
export const TYPING_MS = 3_000

export type RoomNeeds = Pick<LiveNeeds, 'access' | 'changed' | 'presenceChanged' | 'now' | 'log'> & {
  /** Lets few initial texts out at a time; `write` calls `done` when its bytes have left. Source: RULES.md LT15. */
  readonly admit: (bytes: number, write: (done: () => void) => void) => void
}

/** A live text on this server. */
export class Room implements TurnSource {
  readonly text: TextId
  readonly #needs: RoomNeeds
  readonly #log: Log
  readonly #connections = new Set<Connection>()
  readonly #owners = new Owners()
  readonly #presences = new Presences()
  readonly #outflow: Outflow
  /** Clocks of what is committed, for step 1. */
  readonly #clocks: Map<number, number>
  #stepOne: Buffer | null = null
  #head: Head
  #queue: Submission[] = []
  #inTurn: Submission[] = []
  #judging: Promise<void> | null = null
  #judgeAgain = false
  #nextId = 0
  #presenceTimer: NodeJS.Timeout | undefined
  #snapshotAsked = false
  #isStopped = false
  #isBroken = false
  #judgements = 0
  #isSomeoneTyping = false

  constructor(text: TextId, opened: OpenedText, log: Log, needs: RoomNeeds) {
    this.text = text
    this.#needs = needs
    this.#log = log
    this.#head = opened.head
    this.#clocks = new Map(opened.clocks)
    this.#owners.learn(opened.owners)
    this.#outflow = new Outflow(this.#connections, { ...opened, seq: opened.head.seq }, needs.now, (connection) =>
      this.#end(connection, CLOSE.overloaded, 'reads too slowly'),
    )
    this.#snapshotWhenLong()
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections
  }

  get epoch(): string {
    return this.#head.epoch
  }

  /** Nothing waits and nobody is here: the room may be closed. Source: RULES.md LT7. */
  get isEmpty(): boolean {
    return this.#connections.size === 0 && !this.hasWork
  }

  /** The text can be trusted no longer; who comes now needs it loaded anew. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  get hasWork(): boolean {
    return this.#queue.length > 0 || this.#inTurn.length > 0 || this.#judging !== null
  }

  /** Lets a socket in: it is asked what it has, shown who is here, and told how things stand. */
  join(link: Link, who: Who, access: Extract<TextAccess, { visible: true }>): Connection {
    this.#nextId += 1
    const connection = newConnection(this.#nextId, link, who, access, this.#head.epoch, this.#needs.now())
    this.#connections.add(connection)
    this.#stepOne ??= stepOneFrame(this.#clocks)
    link.sendPieces([
      ...(who.speaksOurs ? [frame(roomMessage(this.#statusFor(access)))] : []),
      this.#stepOne,
      this.#presences.all(connection),
    ])
    this.#needs.presenceChanged()
    return connection
  }

  /**
   * Asks again what one who has just come in may do: the answer before the join may be older than a change that everybody else
   * was judged by. Source: RULES.md LT12.
   */
  async confirm(connection: Connection): Promise<void> {
    const judgements = this.#judgements
    const access = await this.#needs.access(this.text, connection.who.account)
    if (judgements !== this.#judgements || this.#judging) return this.refresh()
    connection.access = access
    if (!access.visible) this.#end(connection, CLOSE.gone, 'not visible')
  }

  /** A socket is gone; what it sent before is still decided. */
  left(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    connection.isOpen = false
    connection.asides.length = 0
    if (this.#presences.left(connection)) this.#showPresence()
    this.#owners.release(connection.claims)
    this.#needs.presenceChanged()
  }

  /** One message of a connection, whatever is in it. Source: RULES.md LT11, LT16. */
  receive(connection: Connection, message: Uint8Array): void {
    if (!connection.isOpen) return
    try {
      const decoder = decoding.createDecoder(message)
      const type = decoding.readVarUint(decoder)
      if (type === MESSAGE.sync) this.#receiveSync(connection, decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder))
      else if (type === MESSAGE.awareness) this.#receivePresence(connection, decoding.readVarUint8Array(decoder))
      else if (type === MESSAGE.queryAwareness) {
        connection.wantsPresence = true
        this.#showPresence()
      } else this.#end(connection, CLOSE.badFrame, 'unknown message')
    } catch (fault) {
      this.#needs.log('info', 'a frame could not be read', { text: this.text, fault: String(fault) })
      this.#end(connection, CLOSE.badFrame, 'frame cannot be read')
    }
  }

  take(): { part: TurnPart; updates: readonly Uint8Array[] } | null {
    if (this.#judging || this.#isStopped || this.#inTurn.length > 0 || this.#queue.length === 0) return null
    this.#inTurn = this.#queue.splice(0, MOST_PER_TURN)
    const updates = this.#inTurn.map((submission) => ({
      size: submission.update.length,
      account: submission.from.who.account,
      writer: submission.from.id,
      foreign: this.#owners.foreignIn(submission.shape, submission.from.who.account),
      refusal: this.#refusalFor(submission),
    }))
    const { seq, rev } = this.#head
    return { part: { text: this.text, seq, rev, updates }, updates: this.#inTurn.map((submission) => submission.update) }
  }

  settle(answer: PartAnswer): void {
    const submissions = this.#inTurn
    this.#inTurn = []
    if (answer.kind === 'decided') {
      const isLater = answer.seq > this.#head.seq
      this.#head = { ...this.#head, seq: answer.seq }
      submissions.forEach((submission, index) => {
        const verdict = answer.verdicts[index]
        if (verdict) this.#decided(submission, verdict)
      })
      if (isLater) this.#grown()
    } else if (answer.kind === 'stale') {
      this.#queue.unshift(...submissions)
      void this.refresh()
    } else {
      this.#needs.log('error', 'a damaged text was closed', { text: this.text, message: answer.message })
      this.#break('this text is damaged and waits for the secretariat')
    }
    if (this.#queue.length > 0) this.#log.wake(this)
  }

  /**
   * Reads the head and what each person here may do anew. Resolves when every connection is judged by an access at least as
   * new as this call. Meanwhile nothing is written. Source: RULES.md LT12.
   */
  refresh(): Promise<void> {
    if (this.#judging) {
      this.#judgeAgain = true
      return this.#judging
    }
    this.#judging = this.#judge()
      .catch((fault: unknown) => this.#couldNotJudge(fault))
      .finally(() => {
        this.#judging = null
        if (this.#queue.length > 0) this.#log.wake(this)
      })
    return this.#judging
  }

  /** Once a second: what is overdue. */
  tick(now: number): void {
    const isTyping = [...this.#connections].some(({ wroteAt }) => now - wroteAt < TYPING_MS)
    if (this.#isSomeoneTyping && !isTyping) this.#needs.presenceChanged()
    this.#isSomeoneTyping = isTyping
    for (const connection of this.#connections) {
      if (connection.askedUntil !== null && now >= connection.askedUntil) this.#giveUpGaps(connection)
      if (connection.isHeld && nextSecond(connection.rate, now)) this.#holdOrRead(connection)
      if (this.#outflow.catchUp(connection)) this.#outflow.send(connection, this.#presences.all(connection))
      if (now - connection.sentAt >= QUIET_MS) this.#outflow.send(connection, this.#presences.own(connection))
    }
  }

  /** The store does not take writes: what waits is neither refused nor saved. Source: RULES.md LT6. */
  storeFailed(): void {
    this.#isStopped = true
    this.#queue = []
    this.#inTurn = []
    for (const connection of [...this.#connections]) {
      if (!connection.who.speaksOurs) this.#end(connection, CLOSE.overloaded, 'the store is not available')
      else this.#tellStatus(connection)
    }
  }

  /** No more is read from anybody; what came is decided. */
  hold(): void {
    for (const connection of this.#connections) connection.link.hold(true)
  }

  closeAll(code: number, reason: string): void {
    this.#outflow.flush()
    for (const connection of [...this.#connections]) this.#end(connection, code, reason)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#presenceTimer)
    this.#outflow.stop()
  }

  close(connection: Connection, code: number, reason: string): void {
    this.#end(connection, code, reason)
  }

  #receiveSync(connection: Connection, kind: number, payload: Uint8Array): void {
    if (kind === SYNC.step1) return this.#answerStepOne(connection, payload)
    if (kind !== SYNC.step2 && kind !== SYNC.update) return this.#end(connection, CLOSE.badFrame, 'unknown sync message')
    connection.count.received += 1
    const n = connection.count.received
    const pace = countFrame(connection.rate, payload.length, this.#needs.now())
    if (pace === 'too-fast') return this.#end(connection, CLOSE.tooFast, 'too fast')
    const isStepTwo = kind === SYNC.step2
    const afterStepTwo = connection.stepTwoSeen
    connection.stepTwoSeen ||= isStepTwo
    // While the store fails nothing is decided: what came is sent again when all join anew.
    if (this.#isStopped) return
    const shape = this.#shapeOf(connection, n, payload)
    if (!shape) return
    const limit = this.#owners.claimAll(shape, connection.who.account, this.#needs.now(), connection.claims)
    const { frame: bytes, update } = updateFrame(payload)
    this.#queue.push({ from: connection, n, isStepTwo, afterStepTwo, update, frame: bytes, shape, limit, isRetried: false, lastTry: false })
    connection.waiting.updates += 1
    connection.waiting.bytes += update.length
    if (pace === 'later' || connection.waiting.updates > MOST_WAITING.updates || connection.waiting.bytes > MOST_WAITING.bytes) {
      connection.isHeld = true
      connection.link.hold(true)
    }
    this.#log.wake(this)
  }

  #shapeOf(connection: Connection, n: number, payload: Uint8Array): Submission['shape'] | null {
    try {
      return readUpdate(payload)
    } catch (fault) {
      const isLarge = fault instanceof OversizedUpdate
      if (!isLarge && !(fault instanceof MalformedUpdate) && !(fault instanceof SyntaxError)) throw fault
      this.#refuse(connection, n, isLarge ? { code: 'too-large', rule: 'LT10' } : { code: 'malformed', rule: 'LT2' })
      return null
    }
  }

  #refusalFor({ from, shape, limit }: Submission): Refused | null {
    if (limit) return limit
    if (this.#owners.isClosed(shape)) return { code: 'gap', rule: 'LT21' }
    return writeRefusal(from, this.#head)
  }

  #decided(submission: Submission, verdict: Verdict): void {
    const { from, n } = submission
    from.waiting.updates -= 1
    from.waiting.bytes -= submission.update.length
    if (from.isHeld) this.#holdOrRead(from)
    if (verdict.kind === 'gap') return this.#gap(submission)
    if (verdict.kind === 'refused') {
      this.#owners.close(verdict.closed, from.who.account, this.#needs.now())
      return this.#refuse(from, n, verdict.refusal)
    }
    if (verdict.kind === 'committed') this.#committed(submission, verdict.replaced)
    this.#count(from, n)
    if (submission.isStepTwo) this.#again(waitedForStepTwo(from))
  }

  #committed({ from, shape, frame: bytes }: Submission, replaced: Uint8Array | undefined): void {
    const now = this.#needs.now()
    for (const { client, end } of shape.sections) {
      if (end <= (this.#clocks.get(client) ?? 0)) continue
      this.#clocks.set(client, end)
      this.#owners.written(client, from.who.account, now)
    }
    this.#stepOne = null
    if (now - from.wroteAt > TYPING_MS) this.#needs.presenceChanged()
    from.wroteAt = now
    this.#outflow.show(this.#head.seq, replaced ? updateFrame(replaced).frame : bytes, from)
  }

  #gap(submission: Submission): void {
    const { from, n } = submission
    if (!from.isOpen) return
    const next = setAside(submission, this.#needs.now())
    if (next === 'refuse') this.#refuse(from, n, { code: 'gap', rule: 'LT22' })
    else if (next === 'ask') {
      this.#stepOne ??= stepOneFrame(this.#clocks)
      this.#outflow.send(from, this.#stepOne)
    }
  }

  #again(submissions: Submission[]): void {
    for (const { from, update } of submissions) {
      from.waiting.updates += 1
      from.waiting.bytes += update.length
    }
    this.#queue.push(...submissions)
  }

  #giveUpGaps(connection: Connection): void {
    connection.askedUntil = null
    for (const { n } of connection.asides.splice(0)) this.#refuse(connection, n, { code: 'gap', rule: 'LT22' })
  }

  /** Source: RULES.md LT4, LT21, LT26. */
  #refuse(connection: Connection, n: number, refusal: Refused): void {
    if (!connection.isOpen) return
    if (!connection.who.speaksOurs) return this.#end(connection, closeCodeOf(refusal.code), `${refusal.code} ${refusal.rule}`)
    connection.outbox.push(frame(refusedMessage({ n, ...refusal })))
    this.#count(connection, n)
  }

  #count(connection: Connection, n: number): void {
    if (!connection.isOpen) return
    decideNumber(connection.count, n)
    this.#outflow.touch(connection)
  }

  #grown(): void {
    this.#needs.changed(this.text, this.#head.seq)
    this.#snapshotWhenLong()
  }

  #snapshotWhenLong(): void {
    if (this.#snapshotAsked || !this.#outflow.wantsSnapshot) return
    this.#snapshotAsked = true
    this.#log
      .snapshot(this.text)
      .then(({ seq, state }) => this.#outflow.snapshotMade(seq, state))
      .catch((fault: unknown) => this.#needs.log('warn', 'a snapshot was not made', { text: this.text, fault: String(fault) }))
      .finally(() => {
        this.#snapshotAsked = false
      })
  }

  /** From what the client says it has: the cached text when it has nothing of ours, else exactly what it lacks. */
  #answerStepOne(connection: Connection, stateVector: Uint8Array): void {
    const hasSome = readStateVector(stateVector).some((client) => this.#clocks.has(client))
    if (!hasSome) return this.#bringUp(connection, this.#outflow.joinBuffer())
    if (connection.isDiffing) return
    connection.isDiffing = true
    this.#log
      .ask({ kind: 'diff', text: this.text, stateVector: stateVector.slice() })
      .then((state) => this.#bringUp(connection, syncFrame(SYNC.step2, state)))
      .catch((fault: unknown) => {
        this.#needs.log('warn', 'a text could not be read', { text: this.text, fault: String(fault) })
        this.#end(connection, CLOSE.overloaded, 'the text cannot be read now')
      })
      .finally(() => {
        connection.isDiffing = false
      })
  }

  #bringUp(connection: Connection, bytes: Buffer): void {
    if (!connection.isOpen) return
    if (connection.isLive && connection.link.queued() > QUEUE_LIMITS.skip) {
      connection.isBehind = true
      return
    }
    this.#needs.admit(bytes.length, (done) => {
      if (!connection.isOpen) return done()
      connection.isLive = true
      connection.allowance = connection.link.queued() + bytes.length
      this.#outflow.send(connection, bytes, done)
    })
  }

  #receivePresence(connection: Connection, payload: Uint8Array): void {
    if (this.#presences.receive(connection, payload, this.#owners, this.#needs.now())) this.#showPresence()
  }

  /** One frame per window for all, whatever came in it. Source: RULES.md LT19. */
  #showPresence(): void {
    if (this.#isStopped) return
    this.#presenceTimer ??= setTimeout(() => {
      this.#presenceTimer = undefined
      const changed = this.#presences.changed()
      for (const connection of this.#connections) {
        const wantsAll = connection.wantsPresence
        connection.wantsPresence = false
        if (connection.link.queued() - connection.allowance > QUEUE_LIMITS.skip) continue
        if (wantsAll) this.#outflow.send(connection, this.#presences.all(connection))
        const bytes = connection.presenceId === null ? changed?.frame : changed?.without(connection.presenceId)
        if (bytes) this.#outflow.send(connection, bytes)
      }
    }, PRESENCE_MS)
  }

  async #judge(): Promise<void> {
    do {
      this.#judgeAgain = false
      this.#judgements += 1
      const { head, rows, owners } = await this.#log.ask({ kind: 'advance', text: this.text, after: this.#head.seq })
      this.#owners.learn(owners)
      for (const { seq, updates } of rows) if (seq > this.#head.seq) this.#showRow(seq, updates)
      const isLater = head.seq > this.#head.seq
      this.#head = head
      if (isLater) this.#grown()
      const accounts = [...new Set([...this.#connections].map(({ who }) => who.account))]
      const found = await Promise.all(accounts.map((account) => this.#needs.access(this.text, account)))
      const access = new Map<AccountId, TextAccess>(accounts.map((account, index) => [account, found[index] ?? { visible: false }]))
      for (const connection of [...this.#connections]) this.#judged(connection, access.get(connection.who.account))
    } while (this.#judgeAgain)
  }

  #judged(connection: Connection, access: TextAccess | undefined): void {
    if (!access) return
    connection.access = access
    if (!access.visible) this.#end(connection, CLOSE.gone, 'not visible')
    else this.#tellStatus(connection)
  }

  #showRow(seq: number, updates: readonly Uint8Array[]): void {
    for (const update of updates) {
      for (const { client, end } of readUpdate(update).sections) {
        this.#clocks.set(client, Math.max(end, this.#clocks.get(client) ?? 0))
      }
      this.#outflow.show(seq, updateFrame(update).frame, null)
    }
    this.#stepOne = null
  }

  #couldNotJudge(fault: unknown): void {
    this.#needs.log('error', 'a text could not be judged anew', { text: this.text, fault: String(fault) })
    this.#break('come back')
  }

  #break(reason: string): void {
    this.#isBroken = true
    this.#queue = []
    this.closeAll(CLOSE.overloaded, reason)
    this.stop()
  }

  #statusFor(access: Extract<TextAccess, { visible: true }>): RoomStatus {
    return statusOf(access, this.#head, this.#needs.now(), this.#isStopped)
  }

  #tellStatus(connection: Connection): void {
    if (!connection.who.speaksOurs || !connection.access.visible) return
    this.#outflow.send(connection, frame(roomMessage(this.#statusFor(connection.access))))
  }

  #holdOrRead(connection: Connection): void {
    const { updates, bytes } = connection.waiting
    if (updates > MOST_WAITING.updates / 2 || bytes > MOST_WAITING.bytes / 2 || isOverRate(connection.rate)) return
    connection.isHeld = false
    connection.link.hold(false)
  }

  #end(connection: Connection, code: number, reason: string): void {
    if (!connection.isOpen) return
    this.left(connection)
    connection.link.close(code, reason)
  }
}

/** The client ids of a state vector; throws when it cannot be read. */
function readStateVector(bytes: Uint8Array): number[] {
  const decoder = decoding.createDecoder(bytes)
  const clients: number[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    clients.push(decoding.readVarUint(decoder))
    decoding.readVarUint(decoder)
  }
  return clients
}
