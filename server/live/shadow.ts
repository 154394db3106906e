import * as Y from 'yjs'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { emptyText, readParts } from '../../shared/text/ydoc.ts'
import type { TextReading } from './live-texts.ts'
import type { Advanced, Clocks, OpenedText, Others, Owner, Since } from './log-messages.ts'
import {
  applyRow,
  checkRow,
  DamagedLog,
  decodeClaims,
  decodeUpdates,
  hasPending,
  type LogRow,
  replayRows,
} from './log-rows.ts'
import type { LogEnd, LogStore, StoredHead } from './log-store.ts'
import { TypedOn } from './typed-on.ts'
import { readUpdate } from './update.ts'

const NOTHING = new Uint8Array([0, 0])
/** Texts kept in memory though nobody has them open: lists and exports read them again soon. */
const MOST_IDLE_TEXTS = 64

/** A text that the store does not have. */
export class UnknownText extends Error {}

/** A text in the worker's memory, exactly as the log has it up to row `seq`. */
export class Shadow {
  readonly text: TextId
  seq: number
  owners = new Map<number, Owner>()
  /** The head's `closings` when the owners were read. */
  closings: number
  /** The head's `redactions` when the log was read. */
  redactions: number
  /** At least the size of the encoded state; measured anew when it comes near the limit. */
  bytes: number
  reading: TextReading | null = null
  readonly #doc: Y.Doc
  /** Of row `seq` and those before it, what is not in the Y.Doc yet. */
  readonly typedOn: TypedOn

  constructor(text: TextId, { seq, closings, redactions }: LogEnd, doc = emptyText(), bytes = 0) {
    this.text = text
    this.seq = seq
    this.closings = closings
    this.redactions = redactions
    this.bytes = bytes
    this.#doc = doc
    this.typedOn = new TypedOn(doc)
  }

  get doc(): Y.Doc {
    this.typedOn.apply()
    return this.#doc
  }

  /** It is needed no longer, or can be trusted no longer. */
  forget(): void {
    this.#doc.destroy()
  }
}

/** The worker's texts: loaded from the log, followed, dropped when an update has damaged them. */
export class Shadows {
  readonly #store: LogStore
  readonly #isInUse: (text: TextId) => boolean
  readonly #shadows = new Map<TextId, Shadow>()
  readonly #open = new Set<TextId>()

  /** `isInUse`: a text that something is being asked of is never forgotten. */
  constructor(store: LogStore, isInUse: (text: TextId) => boolean) {
    this.#store = store
    this.#isInUse = isInUse
  }

  /** The text as it is at the last committed row. Throws UnknownText and DamagedLog. */
  async at(text: TextId): Promise<Shadow> {
    return this.upTo(this.#store, text, await this.#headOf(text))
  }

  /** The text at its head, read through `store`, which may be inside a transaction. Throws DamagedLog. */
  async upTo(store: LogStore, text: TextId, head: LogEnd): Promise<Shadow> {
    // Words that were redacted since must neither be read nor written again.
    if (this.#shadows.get(text)?.redactions !== head.redactions) this.drop(text)
    const shadow = this.#shadows.get(text) ?? (await this.#load(store, text, head))
    if (shadow.seq < head.seq) this.#follow(shadow, await store.rows(text, shadow.seq, head.seq))
    if (shadow.seq !== head.seq) throw new DamagedLog(`${text} ends at row ${shadow.seq}, its head says ${head.seq}`)
    if (shadow.closings !== head.closings) {
      shadow.owners = await this.#owners(store, text)
      shadow.closings = head.closings
    }
    this.#keep(shadow)
    return shadow
  }

  /** The text as it is in memory, wherever the log stands. */
  known(text: TextId): Shadow | undefined {
    return this.#shadows.get(text)
  }

  drop(text: TextId): void {
    this.#shadows.get(text)?.forget()
    this.#shadows.delete(text)
  }

  /**
   * The text as a room shows it. Where a snapshot is vouched for, nothing is applied first: who comes to a cold text need not wait
   * until the shadow is there. Every row after it is checked in any case. Throws DamagedLog.
   */
  async open(text: TextId): Promise<OpenedText> {
    const head = await this.#headOf(text)
    const snapshot = await this.#store.snapshot(text)
    const from = snapshot && snapshot.seq <= head.seq ? snapshot : { seq: 0, state: NOTHING, clocks: null }
    const isCold = !this.#shadows.has(text)
    const shadow = isCold && from.clocks ? null : await this.upTo(this.#store, text, head)
    this.#open.add(text)
    const rows = await this.#store.rows(text, from.seq, head.seq)
    const tail = checkedTail(text, from.seq, head.seq, rows)
    const stateClocks = from.clocks ?? clocksOfState(from.state)
    return {
      head,
      owners: shadow ? [...shadow.owners.values()] : await this.#store.owners(text),
      clocks: shadow ? clocksOf(shadow.doc) : clocksAfter(stateClocks, tail),
      state: from.state,
      stateClocks,
      since: condensedTail(tail),
    }
  }

  leave(text: TextId): void {
    this.#open.delete(text)
  }

  /** The head now, and the rows after row `after` up to it. */
  async advance(text: TextId, after: number): Promise<Advanced> {
    const head = await this.#headOf(text)
    await this.upTo(this.#store, text, head)
    return { head, ...(await othersOf(this.#store, text, after, head.seq)) }
  }

  /** The text now, or exactly after row `upTo`, which is replayed from row 1 on, whatever snapshots say. Source: RULES.md LT35, LT39. */
  async read(text: TextId, upTo: number | null): Promise<TextReading> {
    const shadow = await this.at(text)
    if (upTo === null) {
      shadow.reading ??= readingOf(shadow, shadow.doc, shadow.seq)
      return shadow.reading
    }
    const rows = await this.#store.rows(text, 0, upTo)
    if (rows.length !== upTo) throw new DamagedLog(`${text} has no row ${upTo}`)
    const doc = replayRows(rows)
    const reading = readingOf(shadow, doc, upTo)
    doc.destroy()
    return reading
  }

  async #headOf(text: TextId): Promise<StoredHead> {
    const head = await this.#store.head(text)
    if (!head) throw new UnknownText(text)
    return head
  }

  async #load(store: LogStore, text: TextId, head: LogEnd): Promise<Shadow> {
    const owners = await this.#owners(store, text)
    const shadow = fromSnapshot(text, head, await store.snapshot(text)) ?? new Shadow(text, { ...head, seq: 0 })
    shadow.owners = owners
    this.#shadows.set(text, shadow)
    return shadow
  }

  #follow(shadow: Shadow, rows: readonly LogRow[]): void {
    try {
      for (const row of rows) applyChecked(shadow, row)
      shadow.reading = null
    } catch (fault) {
      this.drop(shadow.text)
      throw fault instanceof DamagedLog ? fault : new DamagedLog(`${shadow.text}: ${String(fault)}`)
    }
  }

  async #owners(store: LogStore, text: TextId): Promise<Map<number, Owner>> {
    return new Map((await store.owners(text)).map((owner) => [owner.client, owner]))
  }

  /** Moves a text to the young end and forgets the oldest that nobody has open. */
  #keep(shadow: Shadow): void {
    this.#shadows.delete(shadow.text)
    this.#shadows.set(shadow.text, shadow)
    if (this.#shadows.size <= this.#open.size + MOST_IDLE_TEXTS) return
    for (const text of this.#shadows.keys()) {
      if (!this.#open.has(text) && !this.#isInUse(text)) {
        this.drop(text)
        return
      }
    }
  }
}

/** Up to which clock a Y.Doc has words of each client id. */
export const clocksOf = (doc: Y.Doc): Clocks => [...Y.decodeStateVector(Y.encodeStateVector(doc))]

const clocksOfState = (state: Uint8Array): Clocks => [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state))]

/** So many updates are condensed at a time: what each costs Yjs grows with how many there are. */
const CONDENSED_AT_A_TIME = 64

/** Updates in their order as one. Source: RULES.md LT105. */
function condensedTail(tail: readonly Uint8Array[]): Since | null {
  let left = [...tail]
  while (left.length > 1) {
    const next: Uint8Array[] = []
    while (left.length > 0) next.push(Y.mergeUpdates(left.splice(0, CONDENSED_AT_A_TIME)))
    left = next
  }
  const [update] = left
  return update ? { update, bytes: tail.reduce((sum, { length }) => sum + length, 0), updates: tail.length } : null
}

function clocksAfter(clocks: Clocks, tail: readonly Uint8Array[]): Clocks {
  const after = new Map(clocks)
  for (const update of tail) {
    for (const { client, end } of readUpdate(update).sections) after.set(client, Math.max(end, after.get(client) ?? 0))
  }
  return [...after]
}

/** The updates of these rows, which must be whole and without a hole. */
function checkedTail(text: TextId, after: number, upTo: number, rows: readonly LogRow[]): Uint8Array[] {
  if (rows.length !== upTo - after) throw new DamagedLog(`${text} ends at row ${after + rows.length}`)
  return rows.flatMap((row, index) => {
    if (row.seq !== after + index + 1 || !checkRow(row)) throw new DamagedLog(`${text} row ${after + index + 1}`)
    return decodeUpdates(row.updates)
  })
}

/** What others wrote between two rows, for those who have the text open. */
export async function othersOf(store: LogStore, text: TextId, after: number, upTo: number): Promise<Others> {
  const rows = after < upTo ? await store.rows(text, after, upTo) : []
  return {
    rows: rows.map((row) => ({ seq: row.seq, updates: decodeUpdates(row.updates) })),
    owners: rows.flatMap(({ claims, at }) =>
      decodeClaims(claims).map(([client, account]) => ({ client, account, at, closedFrom: null })),
    ),
  }
}

/** A snapshot only makes loading fast: one that does not apply is passed over and the log is read from row 1. */
function fromSnapshot(
  text: TextId,
  { seq, closings, redactions }: LogEnd,
  snapshot: { seq: number; state: Uint8Array } | undefined,
): Shadow | undefined {
  if (!snapshot || snapshot.seq > seq) return undefined
  const doc = emptyText()
  try {
    applyRow(doc, [snapshot.state])
    if (hasPending(doc)) return undefined
  } catch {
    return undefined
  }
  return new Shadow(text, { seq: snapshot.seq, closings, redactions }, doc, snapshot.state.length)
}

function applyChecked(shadow: Shadow, row: LogRow): void {
  if (row.seq !== shadow.seq + 1 || !checkRow(row)) throw new DamagedLog(`${row.text} row ${shadow.seq + 1}`)
  applyRow(shadow.doc, decodeUpdates(row.updates))
  if (hasPending(shadow.doc)) throw new DamagedLog(`${row.text} row ${row.seq} does not apply`)
  for (const [client, account] of decodeClaims(row.claims)) {
    const closedFrom = shadow.owners.get(client)?.closedFrom ?? null
    shadow.owners.set(client, { client, account, at: row.at, closedFrom })
  }
  shadow.seq = row.seq
  shadow.bytes += row.updates.length
}

function readingOf({ owners, redactions }: Shadow, doc: Y.Doc, seq: number): TextReading {
  const authors = new Set<AccountId>()
  for (const owner of owners.values()) {
    if (Y.getState(doc.store, owner.client) > 0) authors.add(owner.account)
  }
  return { seq, parts: readParts(doc), state: Y.encodeStateAsUpdate(doc), authors: [...authors].sort(), redactions }
}
