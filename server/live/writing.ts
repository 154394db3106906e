import type { TextId } from '../../shared/ids.ts'
import { refusedMessage, SYNC } from '../../shared/live/frames.ts'
import { CLOSE } from '../../shared/live/room.ts'
import { type Connection, decideNumber, type Submission } from './connection.ts'
import { frame, stepOneFrame, updateFrame } from './frames.ts'
import { setAside, waitedForStepTwo } from './gaps.ts'
import { closeCodeOf, writeRefusal } from './judging.ts'
import type { LiveMeasures } from './live-texts.ts'
import type { Head, OpenedText, Others, Refused, TurnPart, Verdict } from './log-messages.ts'
import type { Outflow } from './outflow.ts'
import type { Owners } from './owners.ts'
import { noLongerWaitFor, waitFor } from './pace.ts'
import { MalformedUpdate, OversizedUpdate, readUpdate } from './update.ts'

const MOST_PER_TURN = 2_000
/** So many may be decided after a gap that is still open. */
const MOST_AHEAD = 10_000

type Needs = {
  readonly now: () => number
  readonly end: (connection: Connection, code: number, reason: string) => void
  /** Somebody began to write. */
  readonly typing: () => void
  /** The text has a new row. */
  readonly grown: () => void
  readonly measures: LiveMeasures
}

/**
 * What is written in one text, from the frame to the verdict: which updates wait, which are in the log's hands, what each
 * connection is told. Nothing here is shown before the log has it. Source: RULES.md LT1, LT2, LT4.
 */
export class Writing {
  readonly #text: TextId
  readonly #owners: Owners
  readonly #outflow: Outflow
  readonly #needs: Needs
  /** Clocks of what is committed, for step 1. */
  readonly #clocks: Map<number, number>
  #stepOne: Buffer | null = null
  #queue: Submission[] = []
  #inTurn: Submission[] = []
  head: Head

  constructor(text: TextId, opened: OpenedText, owners: Owners, outflow: Outflow, needs: Needs) {
    this.#text = text
    this.#owners = owners
    this.#outflow = outflow
    this.#needs = needs
    this.#clocks = new Map(opened.clocks)
    this.head = opened.head
    owners.learn(opened.owners)
  }

  get clocks(): ReadonlyMap<number, number> {
    return this.#clocks
  }

  get waits(): boolean {
    return this.#queue.length > 0
  }

  /** How many updates wait for the log or are in its hands. */
  get pending(): number {
    return this.#queue.length + this.#inTurn.length
  }

  get hasWork(): boolean {
    return this.#queue.length > 0 || this.#inTurn.length > 0
  }

  /** The question that every client answers with what is missing here. */
  stepOne(): Buffer {
    this.#stepOne ??= stepOneFrame(this.#clocks)
    return this.#stepOne
  }

  /** A step 2 or an update; answers whether it is now waiting for the log. Throws what is not the update's fault. */
  submit(connection: Connection, kind: number, payload: Uint8Array): boolean {
    connection.count.received += 1
    const n = connection.count.received
    const isStepTwo = kind === SYNC.step2
    const afterStepTwo = connection.stepTwoSeen
    connection.stepTwoSeen ||= isStepTwo
    const shape = this.#shapeOf(connection, n, payload)
    if (!shape) return false
    const limit = this.#owners.claimAll(shape, connection.who.account, this.#needs.now(), connection.claims)
    const { frame: bytes, update } = updateFrame(payload)
    this.#wait([
      {
        from: connection,
        n,
        arrived: this.#needs.measures.now(),
        isStepTwo,
        afterStepTwo,
        update,
        frame: bytes,
        shape,
        limit,
        isRetried: false,
        lastTry: false,
      },
    ])
    return true
  }

  take(): TurnPart | null {
    if (this.#inTurn.length > 0 || this.#queue.length === 0) return null
    this.#inTurn = this.#queue.splice(0, MOST_PER_TURN)
    const updates = this.#inTurn.map((submission) => ({
      bytes: submission.update,
      account: submission.from.who.account,
      writer: submission.from.id,
      foreign: this.#owners.foreignIn(submission.shape, submission.from.who.account),
      refusal: this.#refusalFor(submission),
    }))
    const { seq, rev } = this.head
    return { text: this.#text, seq, rev, updates }
  }

  /** The log has decided what it was given; `others` is what was written before it by others. */
  decided(seq: number, verdicts: readonly Verdict[], others: Others | null): void {
    const submissions = this.#inTurn
    const isLater = seq > this.head.seq
    this.#inTurn = []
    if (others) this.#showOthers(others)
    this.head = { ...this.head, seq }
    submissions.forEach((submission, index) => {
      const verdict = verdicts[index]
      if (verdict) this.#settle(submission, verdict)
    })
    if (isLater) this.#needs.grown()
  }

  /** The head had moved: what was given to the log waits again, before what came later. */
  takeBack(): void {
    this.#queue.unshift(...this.#inTurn)
    this.#inTurn = []
  }

  /** Nothing of what waits will be decided. */
  drop(): void {
    this.#queue = []
    this.#inTurn = []
  }

  /** The head as it is now, and the rows that others wrote up to it. */
  follow(head: Head, others: Others): void {
    this.#showOthers(others)
    const isLater = head.seq > this.head.seq
    this.head = head
    if (isLater) this.#needs.grown()
  }

  /** The client was asked again and has not answered in time. */
  giveUpGaps(connection: Connection, now: number): void {
    if (connection.askedUntil === null || now < connection.askedUntil) return
    connection.askedUntil = null
    for (const { n } of connection.asides.splice(0)) this.#refuse(connection, n, { code: 'gap', rule: 'LT22' })
  }

  #shapeOf(connection: Connection, n: number, payload: Uint8Array): Submission['shape'] | null {
    try {
      const shape = readUpdate(payload)
      if (!shape.repeatsPlace) return shape
      this.#refuse(connection, n, { code: 'malformed', rule: 'LT93' })
      return null
    } catch (fault) {
      const isLarge = fault instanceof OversizedUpdate
      if (!isLarge && !(fault instanceof MalformedUpdate) && !(fault instanceof SyntaxError)) throw fault
      this.#refuse(connection, n, isLarge ? { code: 'too-large', rule: 'LT10' } : { code: 'malformed', rule: 'LT2' })
      return null
    }
  }

  #wait(submissions: readonly Submission[]): void {
    for (const { from, update } of submissions) waitFor(from, update.length)
    this.#queue.push(...submissions)
  }

  #refusalFor({ from, shape, limit }: Submission): Refused | null {
    // Why nobody may write is said first: each edit after a freeze is refused as frozen, not the first alone.
    const refusal = limit ?? writeRefusal(from, this.head)
    return refusal ?? (this.#owners.isClosed(shape) ? { code: 'gap', rule: 'LT21' } : null)
  }

  #settle(submission: Submission, verdict: Verdict): void {
    const { from, n } = submission
    noLongerWaitFor(from, submission.update.length)
    if (verdict.kind === 'gap') {
      this.#gap(submission)
      return
    }
    if (verdict.kind === 'refused') {
      this.#owners.close(verdict.closed, from.who.account, this.#needs.now())
      this.#refuse(from, n, verdict.refusal)
    } else {
      if (verdict.kind === 'committed') this.#committed(submission, verdict.replaced)
      this.#count(from, n)
      this.#needs.measures.acknowledged(submission.arrived)
    }
    if (submission.isStepTwo) this.#wait(waitedForStepTwo(from))
  }

  #committed({ from, shape, frame: bytes }: Submission, replaced: Uint8Array | undefined): void {
    const now = this.#needs.now()
    for (const { client, end } of shape.sections) {
      if (end <= (this.#clocks.get(client) ?? 0)) continue
      this.#clocks.set(client, end)
      this.#owners.written(client, from.who.account, now)
    }
    this.#stepOne = null
    const before = from.wroteAt
    from.wroteAt = now
    if (now - before > TYPING_MS) this.#needs.typing()
    this.#outflow.show(this.head.seq, replaced ? updateFrame(replaced).frame : bytes, from)
  }

  #gap(submission: Submission): void {
    const { from, n } = submission
    if (!from.isOpen) return
    const next = setAside(submission, this.#needs.now())
    if (next === 'refuse') this.#refuse(from, n, { code: 'gap', rule: 'LT22' })
    else if (next === 'ask') this.#outflow.send(from, this.stepOne())
  }

  /** Source: RULES.md LT4, LT21, LT26. */
  #refuse(connection: Connection, n: number, refusal: Refused): void {
    if (!connection.isOpen) return
    this.#needs.measures.refused(refusal.code)
    if (connection.who.speaksOurs) {
      connection.outbox.push(frame(refusedMessage({ n, ...refusal })))
      this.#count(connection, n)
    } else this.#needs.end(connection, closeCodeOf(refusal.code), `${refusal.code} ${refusal.rule}`)
  }

  #count(connection: Connection, n: number): void {
    if (!connection.isOpen) return
    decideNumber(connection.count, n)
    if (connection.count.ahead.size > MOST_AHEAD) this.#needs.end(connection, CLOSE.overloaded, 'a gap is not filled')
    else this.#outflow.touch(connection)
  }

  #showOthers({ rows, owners }: Others): void {
    this.#owners.learn(owners)
    for (const { seq, updates } of rows) if (seq > this.head.seq) this.#showRow(seq, updates)
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
}

/** Who wrote within this time is typing. */
export const TYPING_MS = 3_000
