import * as decoding from 'lib0/decoding'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { roomMessage, SYNC } from '../../shared/live/frames.ts'
import { CLOSE, MESSAGE, type TextAccess } from '../../shared/live/room.ts'
import { Arrivals } from './arrivals.ts'
import { type Connection, type Link, newConnection, type Who } from './connection.ts'
import type { Caret } from './fanout.ts'
import { frame } from './frames.ts'
import { statusOf } from './judging.ts'
import type { LiveNeeds } from './live-texts.ts'
import type { Log } from './log.ts'
import type { LogSource, OpenedText, PartAnswer, TurnPart } from './log-messages.ts'
import { Outflow } from './outflow.ts'
import { Owners } from './owners.ts'
import { countFrame, readAgain } from './pace.ts'
import { Presences } from './presence.ts'
import { TurnPace } from './turn-pace.ts'
import { TYPING_MS, Writing } from './writing.ts'

// One actor per text. It knows neither sockets nor the database: connections are links, the log decides and stores.
// 1. What is shown to anyone, and what is called saved, is in the log (I1, I2).
// 2. Each frame is decoded in one place; whatever it holds, nothing but its own connection is the worse for it.
// 3. Access is a field of the connection; a head that moved sends every waiting update back to be judged again.
// 4. No server owns a text: rows that others wrote are read from the log and shown like one's own.

/** Stock clients drop a connection on which nothing comes for 30 s. Source: RULES.md LT29. */
const QUIET_MS = 10_000

export type RoomNeeds = Pick<
  LiveNeeds,
  'access' | 'rev' | 'changed' | 'presenceChanged' | 'elsewhere' | 'measures' | 'now' | 'log'
> & {
  /** Lets few initial texts out at a time; `write` calls `done` when its bytes have left. Source: RULES.md LT15. */
  readonly admit: (bytes: number, write: (done: () => void) => void) => void
}

/** A live text on this server. */
export class Room implements LogSource {
  readonly text: TextId
  readonly #needs: RoomNeeds
  readonly #log: Log
  readonly #connections = new Set<Connection>()
  readonly #owners = new Owners()
  readonly #outflow: Outflow
  readonly #presences: Presences
  readonly #arrivals: Arrivals
  readonly #writing: Writing
  readonly #turnPace: TurnPace
  #judging: Promise<void> | null = null
  #judgeAgain = false
  #judgements = 0
  #looking: Promise<void> | null = null
  #lookAgain = false
  #nextId = 0
  #isSnapshotAsked = false
  #isSomeoneTyping = false
  #isStopped = false
  #isBroken = false

  constructor(text: TextId, opened: OpenedText, log: Log, needs: RoomNeeds) {
    this.text = text
    this.#needs = needs
    this.#log = log
    const { now } = needs
    const end = (connection: Connection, code: number, reason: string) => this.close(connection, code, reason)
    this.#outflow = new Outflow(this.#connections, opened, now, {
      overload: (connection) => end(connection, CLOSE.overloaded, 'reads too slowly'),
      beforeWriting: () => log.hurry(),
      turnUnderWay: () => this.#turnPace.underWay,
    })
    this.#presences = new Presences(this.#connections, this.#owners, this.#outflow, now, (carets) =>
      needs.elsewhere.caretsMoved(text, carets),
    )
    this.#writing = new Writing(text, opened, this.#owners, this.#outflow, {
      now,
      end,
      typing: needs.presenceChanged,
      grown: () => this.#grown(),
      measures: needs.measures,
    })
    this.#turnPace = new TurnPace(this.#outflow, () => this.#beginTurn())
    this.#arrivals = new Arrivals(this.#outflow, this.#writing.clocks, {
      admit: needs.admit,
      diff: (stateVector) => log.ask({ kind: 'diff', text, stateVector }),
      failed: (connection, fault) => {
        needs.log('warn', 'a text could not be read', { text, fault: String(fault) })
        end(connection, CLOSE.overloaded, 'the text cannot be read now')
      },
    })
    this.#snapshotWhenLong()
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections
  }

  /** Nothing waits and nobody is here: the room may be closed. Source: RULES.md LT7. */
  get isEmpty(): boolean {
    return this.#connections.size === 0 && !this.hasWork
  }

  /** The text's `rev` as this room knows it. */
  get rev(): number {
    return this.#writing.head.rev
  }

  /** The text can be trusted no longer; who comes now needs it loaded anew. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  /** How many updates wait for the log or are in its hands. */
  get pending(): number {
    return this.#writing.pending
  }

  get hasWork(): boolean {
    return this.#judging !== null || this.#writing.hasWork
  }

  /** Lets a socket in: it is told how things stand, asked what it has, and shown who is here. */
  join(link: Link, who: Who, access: Extract<TextAccess, { visible: true }>): Connection {
    this.#nextId += 1
    const { epoch } = this.#writing.head
    const connection = newConnection(this.#nextId, link, who, access, epoch, this.#needs.now())
    this.#connections.add(connection)
    this.#outflow.enter(connection)
    this.#tellStatus(connection)
    link.sendPieces([this.#writing.stepOne(), this.#presences.all(connection)])
    this.#needs.presenceChanged()
    return connection
  }

  /**
   * Finds out whether what one who has just come in may do is still so: the answer before the join, given when the text stood
   * at `rev`, may be older than a change that everybody else was judged by. Source: RULES.md LT12.
   */
  async confirm(connection: Connection, rev: number | null): Promise<void> {
    const judgements = this.#judgements
    const isSame = (await this.#needs.rev(this.text)) === rev
    const access = isSame ? connection.access : await this.#needs.access(this.text, connection.who.account)
    if (judgements !== this.#judgements || this.#judging) {
      await this.refresh()
      return
    }
    connection.access = access
    if (!access.visible) this.close(connection, CLOSE.gone, 'not visible')
  }

  /** A socket is gone; what it sent before is still decided. */
  left(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    connection.isOpen = false
    connection.asides.length = 0
    this.#presences.left(connection)
    this.#owners.release(connection.claims)
    this.#needs.presenceChanged()
  }

  close(connection: Connection, code: number, reason: string): void {
    if (!connection.isOpen) return
    this.left(connection)
    connection.link.close(code, reason)
  }

  /** One message of a connection, whatever is in it. Kinds that are not named here are refused. Source: RULES.md LT11, LT16. */
  receive(connection: Connection, message: Uint8Array): void {
    if (!connection.isOpen) return
    if (countFrame(connection, message.length, this.#needs.now()) === 'too-fast') {
      this.close(connection, CLOSE.tooFast, 'too fast')
      return
    }
    try {
      const decoder = decoding.createDecoder(message)
      const type = decoding.readVarUint(decoder)
      if (type === MESSAGE.sync) {
        const kind = decoding.readVarUint(decoder)
        const body = decoding.readVarUint8Array(decoder)
        // What follows would be neither counted nor said to be refused: better no frame than half of one.
        if (decoding.hasContent(decoder)) throw new RangeError('more than one message in a frame')
        this.#receiveSync(connection, kind, body)
      } else if (type === MESSAGE.awareness) this.#presences.receive(connection, decoding.readVarUint8Array(decoder))
      else if (type === MESSAGE.queryAwareness) this.#presences.ask(connection)
      else this.close(connection, CLOSE.badFrame, 'unknown message')
    } catch (fault) {
      this.#needs.log('info', 'a frame could not be read', { text: this.text, fault: String(fault) })
      this.close(connection, CLOSE.badFrame, 'frame cannot be read')
    }
  }

  take(): TurnPart | null {
    const part = this.#judging || this.#isStopped ? null : this.#writing.take()
    if (part) this.#turnPace.begun()
    return part
  }

  settle(answer: PartAnswer): void {
    this.#turnPace.ended()
    if (this.#isStopped) return
    if (answer.kind === 'decided') {
      this.#writing.decided(answer.seq, answer.verdicts, answer.others)
      if (answer.verdicts.some(({ kind }) => kind === 'committed')) this.#needs.elsewhere.wrote(this.text, answer.seq)
    } else if (answer.kind === 'stale') {
      this.#writing.takeBack()
      void this.refresh()
    } else {
      this.#needs.log('error', 'a damaged text was closed', { text: this.text, message: answer.message })
      this.#break('this text is damaged and waits for the secretariat')
    }
    this.#wakeLog()
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
      .catch((fault: unknown) => {
        this.#needs.log('error', 'a text could not be judged anew', { text: this.text, fault: String(fault) })
        this.#break('come back')
      })
      .finally(() => {
        this.#judging = null
        this.#wakeLog()
      })
    return this.#judging
  }

  /**
   * Another server has written row `seq`, or a right has changed to `rev` (null where only the row is known): shows what is new
   * here, and judges everybody again when it must. Resolves when that is done. Source: RULES.md LT60.
   */
  async look(seq: number, rev: number | null): Promise<void> {
    const before = this.#writing.head
    if (this.#isStopped || (seq <= before.seq && (rev === null || rev === before.rev))) return
    if (rev !== null && rev !== before.rev) return this.refresh()
    this.#lookAgain = true
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  /** Who points where on another server. */
  showCarets(server: string, carets: readonly Caret[]): void {
    this.#presences.showElsewhere(server, carets)
  }

  /** Who points where on this server. */
  carets(): readonly Caret[] {
    return this.#presences.here()
  }

  serverGone(server: string): void {
    this.#presences.serverGone(server)
  }

  /** Now and then: what is overdue. */
  tick(now: number): void {
    const isTyping = [...this.#connections].some(({ wroteAt }) => now - wroteAt < TYPING_MS)
    if (this.#isSomeoneTyping && !isTyping) this.#needs.presenceChanged()
    this.#isSomeoneTyping = isTyping
    for (const connection of this.#connections) {
      this.#writing.giveUpGaps(connection, now)
      readAgain(connection, now)
      if (this.#outflow.mayCatchUp(connection))
        void this.#arrivals.catchUp(connection).then((did) => did && this.#presences.ask(connection))
      if (now - connection.sentAt >= QUIET_MS) this.#outflow.send(connection, this.#presences.own(connection))
    }
  }

  /** The store does not take writes: what waits is neither refused nor saved. Source: RULES.md LT6. */
  storeFailed(): void {
    this.#isStopped = true
    this.#writing.drop()
    for (const connection of [...this.#connections]) {
      if (connection.who.speaksOurs) this.#tellStatus(connection)
      else this.close(connection, CLOSE.overloaded, 'the store is not available')
    }
  }

  /** No more is read from anybody; what came is decided. */
  hold(): void {
    for (const connection of this.#connections) connection.link.hold(true)
  }

  closeAll(code: number, reason: string): void {
    this.#outflow.flush()
    for (const connection of [...this.#connections]) this.close(connection, code, reason)
  }

  stop(): void {
    this.#isStopped = true
    this.#turnPace.stop()
    this.#presences.stop()
    this.#outflow.stop()
  }

  #receiveSync(connection: Connection, kind: number, payload: Uint8Array): void {
    if (kind === SYNC.step1) this.#arrivals.answer(connection, payload)
    else if (kind !== SYNC.step2 && kind !== SYNC.update) this.close(connection, CLOSE.badFrame, 'unknown sync message')
    // While the store fails nothing is decided: what comes now is sent again when all join anew.
    else if (!this.#isStopped && this.#writing.submit(connection, kind, payload)) this.#turnPace.want()
  }

  async #judge(): Promise<void> {
    do {
      this.#judgeAgain = false
      this.#judgements += 1
      await this.#advance()
      const accounts = [...new Set([...this.#connections].map(({ who }) => who.account))]
      const found = await Promise.all(accounts.map((account) => this.#needs.access(this.text, account)))
      const access = new Map<AccountId, TextAccess | undefined>(
        accounts.map((account, index) => [account, found[index]]),
      )
      for (const connection of [...this.#connections]) this.#judged(connection, access.get(connection.who.account))
    } while (this.#judgeAgain)
  }

  async #look(): Promise<void> {
    while (this.#lookAgain && !this.#isStopped) {
      this.#lookAgain = false
      const { rev } = this.#writing.head
      try {
        await this.#advance()
      } catch (fault) {
        this.#needs.log('warn', 'a text could not be followed', { text: this.text, fault: String(fault) })
        return
      }
      if (this.#writing.head.rev !== rev) await this.refresh()
    }
  }

  /** Shows what others wrote since, and learns the head. */
  async #advance(): Promise<void> {
    const after = this.#writing.head.seq
    const { head, ...others } = await this.#log.advance(this.text, after)
    // What is here still holds the words: everybody begins anew with the text as it is loaded then. Source: RULES.md VE55.
    if (head.redactions !== this.#writing.head.redactions) return this.#break('a passage was redacted', CLOSE.oldSchema)
    // What was decided while this was asked is newer.
    if (head.seq >= this.#writing.head.seq) this.#writing.follow(head, others)
  }

  /** Who came in meanwhile is judged by `confirm`. */
  #judged(connection: Connection, access: TextAccess | undefined): void {
    if (!access) return
    connection.access = access
    if (access.visible) this.#tellStatus(connection)
    else this.close(connection, CLOSE.gone, 'not visible')
  }

  #tellStatus(connection: Connection): void {
    const { access, who } = connection
    if (!who.speaksOurs || !access.visible) return
    const status = statusOf(access, this.#writing.head, this.#needs.now(), this.#isStopped)
    this.#outflow.send(connection, frame(roomMessage(status)))
  }

  #grown(): void {
    this.#needs.changed(this.text, this.#writing.head.seq)
    this.#snapshotWhenLong()
  }

  #snapshotWhenLong(): void {
    if (this.#isSnapshotAsked || !this.#outflow.wantsSnapshot) return
    this.#isSnapshotAsked = true
    this.#log
      .snapshot(this.text)
      .then((made) => this.#outflow.snapshotMade(made))
      .catch((fault: unknown) =>
        this.#needs.log('warn', 'a snapshot was not made', { text: this.text, fault: String(fault) }),
      )
      .finally(() => {
        this.#isSnapshotAsked = false
      })
  }

  #wakeLog(): void {
    if (this.#writing.waits) this.#turnPace.want()
  }

  #beginTurn(): void {
    if (this.#writing.waits && !this.#isStopped) this.#log.wake(this)
  }

  #break(reason: string, code: number = CLOSE.overloaded): void {
    this.#isBroken = true
    this.#writing.drop()
    this.closeAll(code, reason)
    this.stop()
  }
}
