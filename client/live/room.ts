import * as Y from 'yjs'
import type { RefusedUpdate, RoomStatus } from '../../shared/live/room.ts'
import { SCHEMA_NUMBER } from '../../shared/text/schema.ts'
import type { Instant } from '../../shared/time.ts'
import { waitBeforeTry } from './backoff.ts'
import { afterClose } from './closing.ts'
import { Connection, type ConnectionEars } from './connection.ts'
import { type Copy, copyName, openCopy } from './copy.ts'
import { ChangeCount } from './count.ts'
import { lackingWords } from './lacking.ts'
import { type Ending, type Line, lineOf } from './line.ts'
import { recall, remember } from './memory.ts'
import type { RoomNeeds } from './needs.ts'
import { type NotAccepted, Tray } from './not-accepted.ts'
import { type PacedAwareness, Typing } from './presence.ts'

/** Everything a page shows of a room. A new object with every change. */
export type RoomView = {
  /** Null until the device's copy or the server gave something to show. */
  readonly doc: Y.Doc | null
  readonly awareness: PacedAwareness | null
  readonly status: RoomStatus | null
  /** The server's clock minus this device's, in ms. */
  readonly clockOffset: number
  readonly editable: boolean
  readonly line: Line
  readonly waiting: number
  readonly notAccepted: readonly NotAccepted[]
}

/** One Y.Doc with what hangs on it; beginning anew replaces all of it. */
type Sitting = {
  readonly doc: Y.Doc
  readonly count: ChangeCount
  readonly typing: Typing
  readonly connection: Connection
  copy: Copy | null
  epoch: string | null
  synced: boolean
}

/** Beginning anew more often than this within a minute is a fault, not bad luck. */
const MOST_BEGINNINGS = 4
const MINUTE_MS = 60_000
const PROBE_WITHIN_MS = 2_500

/**
 * One live text on this device: the Y.Doc, its copy in IndexedDB and its connection. Events change the state, then `tell` shows it.
 * Invariants:
 * 1. a change is on the device before it is sent, and counted until the server decided it;
 * 2. Y.Docs of two epochs are never mixed: the copy of the older one is only read to fill the tray;
 * 3. a refused Y.Doc is never sent again: what the server lacks goes to the tray, on disk, before the copy is deleted;
 * 4. while the server lets us only read, nothing is sent.
 * Source: RULES.md LT47, LT42, LT44, LT45.
 */
export class LiveRoom {
  readonly needs: RoomNeeds
  private readonly tray: Tray
  private sitting: Sitting
  /** The Y.Doc that is shown and not sent any more, until its successor is there. */
  private previous: { readonly sitting: Sitting; readonly reason: string } | null = null
  private status: RoomStatus | null = null
  private clockOffset = 0
  private savedAt: Instant | null = null
  private frozenAt: Instant | null = null
  private ending: Ending | null = null
  private first = true
  private attempt = 0
  private retry: ReturnType<typeof setTimeout> | undefined
  private mayEdit = false
  private shown = false
  private left = false
  private beginnings: Instant[] = []
  private view: RoomView | null = null
  private readonly listeners = new Set<() => void>()

  constructor(needs: RoomNeeds) {
    this.needs = needs
    this.tray = new Tray(needs.account, needs.text)
    const remembered = recall(needs.storage, needs.account, needs.text)
    this.sitting = this.sit(remembered?.waiting ?? 0)
    this.sitting.epoch = remembered?.epoch ?? null
    this.mayEdit = remembered?.mayEdit ?? false
    void this.open()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** The present view; the same object until something changes. */
  readonly read = (): RoomView => {
    this.view ??= this.makeView()
    return this.view
  }

  /** Own changes the server has not decided. */
  unsent(): number {
    return (this.previous?.sitting ?? this.sitting).count.waiting
  }

  /** Connections that wrote within the last so many milliseconds. */
  typing(withinMs: number): ReadonlySet<number> {
    return this.sitting.typing.within(withinMs)
  }

  /** Whether others see this device in the text. */
  setPresent(present: boolean): void {
    this.sitting.connection.awareness.setLocalState(present ? {} : null)
  }

  /** Tries at once, such as when the network is back or after signing in again. */
  tryNow(): void {
    if (this.left) return
    if (this.ending === 'signed-out' || this.ending === 'no-right' || this.ending === 'fault') this.ending = null
    if (this.ending || this.sitting.connection.connected) return
    this.again(0)
  }

  /** The browser says that the network is gone: believed only when the server does not answer either. */
  doubt(): void {
    this.sitting.connection.probe(PROBE_WITHIN_MS)
  }

  async removeNotAccepted(ids: readonly number[]): Promise<void> {
    await this.tray.remove(ids)
    this.tell()
  }

  /** Leaves the room. The words stay in the device's copy; whoever must have them saved waits for `unsent() === 0` first. */
  async leave(): Promise<void> {
    if (this.left) return
    this.left = true
    clearTimeout(this.retry)
    for (const sitting of [this.sitting, this.previous?.sitting]) {
      sitting?.connection.destroy()
      await sitting?.copy?.close()
      sitting?.doc.destroy()
    }
  }

  private async open(): Promise<void> {
    const { sitting } = this
    await this.tray.read()
    if (sitting.epoch !== null) {
      sitting.copy = openCopy(copyName(this.needs.account, this.needs.text, sitting.epoch), sitting.doc)
      await sitting.copy.read
      this.shown = sitting.doc.store.clients.size > 0
    }
    if (this.left || this.sitting !== sitting) return
    this.tell()
    sitting.connection.connect()
  }

  private sit(waiting: number): Sitting {
    const doc = new Y.Doc()
    const count = new ChangeCount(waiting)
    const typing = new Typing(this.needs.now)
    const { address, text, socket } = this.needs
    const ears: ConnectionEars = {
      status: (status) => this.onStatus(sitting, status),
      synced: () => void this.onSynced(sitting),
      wordsCannotGo: () => this.beginAnew(this.status?.reason ?? 'no-right'),
      saved: (all) => this.onSaved(all),
      refused: (refused) => this.onRefused(refused),
      closed: (code, opened) => void this.onClosed(sitting, code, opened),
      changed: () => this.onChanged(sitting),
    }
    const connection = new Connection({ doc, address, text, count, typing, ears, ...(socket ? { socket } : {}) })
    const sitting: Sitting = { doc, count, typing, connection, copy: null, epoch: null, synced: false }
    return sitting
  }

  private onStatus(sitting: Sitting, status: RoomStatus): boolean {
    if (sitting !== this.sitting) return false
    const before = this.status
    this.status = status
    this.first = false
    this.attempt = 0
    this.clockOffset = status.now - this.needs.now()
    if (status.reason !== 'frozen') this.frozenAt = null
    else if (before && before.reason !== 'frozen') this.frozenAt = status.now
    if (status.schema > SCHEMA_NUMBER) {
      this.end('old-page')
      return false
    }
    if (sitting.epoch !== null && sitting.epoch !== status.epoch) {
      this.beginAnew(status.reason === 'frozen' ? 'frozen' : 'new-epoch')
      return false
    }
    sitting.epoch = status.epoch
    this.mayEdit = status.access === 'edit'
    // Words typed while offline cannot go into a text that may only be read; a failing store is no refusal.
    const cannotGo =
      status.access === 'read' && status.reason !== 'store' && sitting.count.notSent > 0 && sitting.synced
    if (cannotGo) {
      this.beginAnew(status.reason ?? 'no-right')
      return false
    }
    // The store is back: what was kept meanwhile goes with the next step 2.
    if (before?.reason === 'store' && status.access === 'edit' && sitting.count.notSent > 0 && sitting.synced)
      sitting.connection.hangUp()
    this.note()
    this.tell()
    return true
  }

  private async onSynced(sitting: Sitting): Promise<void> {
    if (sitting !== this.sitting || sitting.synced) return
    sitting.synced = true
    const { previous } = this
    if (previous) {
      const words = lackingWords(previous.sitting.doc, sitting.doc)
      if (words.length > 0) await this.tray.add(words, previous.reason, this.needs.now() + this.clockOffset)
      await previous.sitting.copy?.destroy()
    }
    if (this.left || sitting !== this.sitting) return
    if (!sitting.copy && sitting.epoch !== null)
      sitting.copy = openCopy(copyName(this.needs.account, this.needs.text, sitting.epoch), sitting.doc)
    this.previous = null
    this.shown = true
    if (sitting.count.waiting === 0) this.savedAt ??= this.needs.now() + this.clockOffset
    this.note()
    this.tell()
    // The editors let go of the old Y.Doc when they hear of the new one.
    if (previous) setTimeout(() => previous.sitting.doc.destroy())
  }

  private onSaved(all: boolean): void {
    if (all) this.savedAt = this.needs.now() + this.clockOffset
    this.note()
    this.tell()
  }

  private onChanged(sitting: Sitting): void {
    if (sitting !== this.sitting) return
    if (sitting.count.waiting > 0) this.note()
    this.tell()
  }

  private onRefused(refused: RefusedUpdate): void {
    this.beginAnew(refused.code)
  }

  /**
   * A refused update cannot be taken back out of a Y.Doc: join again with a new one. The old one stays in sight, read-only,
   * and its copy on disk, until the server's text is there to compare with.
   */
  private beginAnew(reason: string): void {
    if (this.left) return
    const now = this.needs.now()
    this.beginnings = [...this.beginnings.filter((at) => at > now - MINUTE_MS), now]
    if (this.beginnings.length > MOST_BEGINNINGS) {
      this.end('fault')
      return
    }
    const { sitting } = this
    sitting.connection.destroy()
    // Beginning anew twice in a row: the first Y.Doc is the one with the words.
    if (this.previous) sitting.doc.destroy()
    else this.previous = { sitting, reason }
    this.sitting = this.sit(0)
    this.tell()
    this.sitting.connection.connect()
  }

  private async onClosed(sitting: Sitting, code: number | null, opened: boolean): Promise<void> {
    if (this.left || this.ending || sitting !== this.sitting) return
    this.first = false
    const closing = afterClose(code, sitting.count.waiting > 0, this.previous !== null)
    if (closing.next === 'end') this.end(closing.ending)
    else if (closing.next === 'begin-anew') this.beginAnew(closing.reason)
    else {
      this.tell()
      if (!opened && (await this.needs.askWho()) === 'signed-out') this.end('signed-out')
      else if (!this.left && !this.ending && sitting === this.sitting) this.again(closing.noSoonerThanMs + this.wait())
    }
  }

  private wait(): number {
    return waitBeforeTry(this.attempt++, this.needs.chance)
  }

  private again(ms: number): void {
    clearTimeout(this.retry)
    this.retry = setTimeout(() => this.sitting.connection.connect(), ms)
    this.tell()
  }

  private end(ending: Ending): void {
    this.ending = ending
    clearTimeout(this.retry)
    this.sitting.connection.hangUp()
    this.tell()
  }

  /** Keeps on the device what a later page must know. While beginning anew the old epoch and its words stay noted. */
  private note(): void {
    const { epoch, count } = this.previous?.sitting ?? this.sitting
    const { storage, account, text } = this.needs
    if (epoch !== null) remember(storage, account, text, { epoch, mayEdit: this.mayEdit, waiting: count.waiting })
  }

  private tell(): void {
    this.view = null
    for (const listener of this.listeners) listener()
  }

  private makeView(): RoomView {
    const shown = this.previous?.sitting ?? this.sitting
    const waiting = this.unsent()
    const { status, ending } = this
    const line = lineOf({
      ending,
      connected: this.sitting.connection.connected,
      synced: this.sitting.synced,
      first: this.first,
      waiting,
      savedAt: this.savedAt,
      frozenAt: this.frozenAt,
      status,
    })
    return {
      doc: this.shown ? shown.doc : null,
      awareness: this.shown ? shown.connection.awareness : null,
      status,
      clockOffset: this.clockOffset,
      editable: this.shown && !this.previous && !ending && (status ? status.access === 'edit' : this.mayEdit),
      line,
      waiting,
      notAccepted: this.tray.words,
    }
  }
}
