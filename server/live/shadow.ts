import * as Y from 'yjs'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import type { TextReading } from './live-texts.ts'
import type { OpenedText, Owner, ShownRow } from './log-messages.ts'
import {
  applyRow,
  checkRow,
  DamagedLog,
  decodeUpdates,
  emptyText,
  hasPending,
  type LogRow,
  replayRows,
} from './log-rows.ts'
import type { LogStore } from './log-store.ts'

const NOTHING = new Uint8Array([0, 0])
/** Texts kept in memory though nobody has them open: lists and exports read them again soon. */
const MOST_IDLE_TEXTS = 64

/** A text that the store does not have. */
export class UnknownText extends Error {}

/** A text in the worker's memory, exactly as the log has it up to row `seq`. */
export type Shadow = {
  readonly text: TextId
  readonly doc: Y.Doc
  seq: number
  owners: Map<number, Owner>
  /** At least the size of the encoded state; measured anew when it comes near the limit. */
  bytes: number
  reading: TextReading | null
}

/** The worker's texts: loaded from the log, followed, dropped when an update has damaged them. */
export class Shadows {
  readonly #store: LogStore
  readonly #shadows = new Map<TextId, Shadow>()
  readonly #open = new Set<TextId>()

  constructor(store: LogStore) {
    this.#store = store
  }

  /** The text as it is at the last committed row. Throws UnknownText and DamagedLog. */
  at(text: TextId): Shadow {
    const head = this.#store.head(text)
    if (!head) throw new UnknownText(text)
    const shadow = this.#shadows.get(text) ?? this.#load(text)
    if (shadow.seq < head.seq) this.#follow(shadow, head.seq)
    if (shadow.seq !== head.seq) throw new DamagedLog(`${text} ends at row ${shadow.seq}, its head says ${head.seq}`)
    this.#keep(shadow)
    return shadow
  }

  drop(text: TextId): void {
    this.#shadows.get(text)?.doc.destroy()
    this.#shadows.delete(text)
  }

  open(text: TextId): OpenedText {
    const shadow = this.at(text)
    const head = this.#store.head(text)
    if (!head) throw new UnknownText(text)
    this.#open.add(text)
    const snapshot = this.#store.snapshot(text)
    const rows = this.#store.rows(text, snapshot?.seq ?? 0, shadow.seq)
    return {
      head,
      owners: [...shadow.owners.values()],
      clocks: [...Y.decodeStateVector(Y.encodeStateVector(shadow.doc))],
      state: snapshot?.state ?? NOTHING,
      tail: rows.flatMap((row) => decodeUpdates(row.updates)),
    }
  }

  leave(text: TextId): void {
    this.#open.delete(text)
  }

  rowsAfter(text: TextId, after: number): ShownRow[] {
    const { seq } = this.at(text)
    return this.#store.rows(text, after, seq).map((row) => ({ seq: row.seq, updates: decodeUpdates(row.updates) }))
  }

  /** The text now, or exactly after row `upTo`, which is replayed from row 1 on, whatever snapshots say. Source: RULES.md LT35, LT39. */
  read(text: TextId, upTo: number | null): TextReading {
    const shadow = this.at(text)
    if (upTo === null) {
      shadow.reading ??= readingOf(shadow.doc, shadow.seq, shadow.owners)
      return shadow.reading
    }
    const rows = this.#store.rows(text, 0, upTo)
    if (rows.length !== upTo) throw new DamagedLog(`${text} has no row ${upTo}`)
    const doc = replayRows(rows)
    const reading = readingOf(doc, upTo, shadow.owners)
    doc.destroy()
    return reading
  }

  #load(text: TextId): Shadow {
    const shadow = this.#fromSnapshot(text) ?? {
      text,
      doc: emptyText(),
      seq: 0,
      owners: new Map(),
      bytes: 0,
      reading: null,
    }
    shadow.owners = this.#owners(text)
    this.#shadows.set(text, shadow)
    return shadow
  }

  /** A snapshot only makes loading fast: one that does not apply is passed over and the log is read from row 1. */
  #fromSnapshot(text: TextId): Shadow | undefined {
    const snapshot = this.#store.snapshot(text)
    if (!snapshot) return undefined
    const doc = emptyText()
    try {
      applyRow(doc, [snapshot.state])
      if (hasPending(doc)) return undefined
    } catch {
      return undefined
    }
    return { text, doc, seq: snapshot.seq, owners: new Map(), bytes: snapshot.state.length, reading: null }
  }

  #follow(shadow: Shadow, upTo: number): void {
    try {
      for (const row of this.#store.rows(shadow.text, shadow.seq, upTo)) this.#applyChecked(shadow, row)
      shadow.owners = this.#owners(shadow.text)
      shadow.reading = null
    } catch (fault) {
      this.drop(shadow.text)
      throw fault instanceof DamagedLog ? fault : new DamagedLog(`${shadow.text}: ${String(fault)}`)
    }
  }

  #applyChecked(shadow: Shadow, row: LogRow): void {
    if (row.seq !== shadow.seq + 1 || !checkRow(row)) throw new DamagedLog(`${row.text} row ${shadow.seq + 1}`)
    applyRow(shadow.doc, decodeUpdates(row.updates))
    if (hasPending(shadow.doc)) throw new DamagedLog(`${row.text} row ${row.seq} does not apply`)
    shadow.seq = row.seq
    shadow.bytes += row.updates.length
  }

  #owners(text: TextId): Map<number, Owner> {
    return new Map(this.#store.owners(text).map((owner) => [owner.client, owner]))
  }

  /** Moves a text to the young end and forgets the oldest that nobody has open. */
  #keep(shadow: Shadow): void {
    this.#shadows.delete(shadow.text)
    this.#shadows.set(shadow.text, shadow)
    if (this.#shadows.size <= this.#open.size + MOST_IDLE_TEXTS) return
    for (const text of this.#shadows.keys()) {
      if (!this.#open.has(text) && text !== shadow.text) {
        this.drop(text)
        return
      }
    }
  }
}

function readingOf(doc: Y.Doc, seq: number, owners: ReadonlyMap<number, Owner>): TextReading {
  const authors = new Set<AccountId>()
  for (const owner of owners.values()) {
    if (Y.getState(doc.store, owner.client) > 0) authors.add(owner.account)
  }
  return { seq, parts: readParts(doc), state: Y.encodeStateAsUpdate(doc), authors: [...authors].sort() }
}
