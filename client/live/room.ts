import type { RefusedUpdate, RoomStatus } from '../../shared/live/room.ts'
import { SCHEMA_NUMBER } from '../../shared/text/schema.ts'
import type { Instant } from '../../shared/time.ts'
import { afterClose } from './closing.ts'
import type { ConnectionEars } from './connection.ts'
import { bringAlong } from './continuing.ts'
import { Copy, copyName, deleteCopy, olderCopies } from './copy.ts'
import type { Ending } from './line.ts'
import { forget, remember, takeOver } from './memory.ts'
import type { RoomNeeds } from './needs.ts'
import { Tray } from './not-accepted.ts'
import { Overdue } from './overdue.ts'
import { keepOlder, keepPrevious, type Previous, rise, type Sitting, sit } from './sitting.ts'
import { Tries } from './tries.ts'
import { type RoomView, viewOf } from './view.ts'

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
  private previous: Previous | null = null
  private status: RoomStatus | null = null
  private clockOffset = 0
  private savedAt: Instant | null = null
  private frozenAt: Instant | null = null
  private ending: Ending | null = null
  private first = true
  private present = true
  private readonly overdue: Overdue
  private readonly tries: Tries
  private mayEdit = false
  private shown = false
  private left = false
  private beginnings: Instant[] = []
  private view: RoomView | null = null
  private readonly listeners = new Set<() => void>()

  constructor(needs: RoomNeeds) {
    this.needs = needs
    this.tray = new Tray(needs.account, needs.text)
    this.overdue = new Overdue({
      probe: (withinMs) => this.sitting.connection.probe(withinMs),
      changed: () => this.tell(),
    })
    this.tries = new Tries(needs, {
      connect: () => this.sitting.connection.connect(),
      signedOut: () => this.end('signed-out'),
      changed: () => this.tell(),
    })
    const remembered = takeOver(needs.storage, needs.account, needs.text, needs.page)
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

  /** Whether closing the page loses words that were not accepted: the disk did not take them. */
  get losesNotAccepted(): boolean {
    return this.tray.isLosable
  }

  /** Connections that wrote within the last so many milliseconds. */
  typing(withinMs: number): ReadonlySet<number> {
    return this.sitting.typing.within(withinMs)
  }

  /** Whether others see this device in the text. */
  setPresent(present: boolean): void {
    this.present = present
    this.sitting.connection.awareness.setLocalState(present ? {} : null)
  }

  /** A person asks for it: tries at once, also what had ended. */
  tryNow(): void {
    if (this.ending === 'signed-out' || this.ending === 'no-right' || this.ending === 'fault') this.ending = null
    this.wake()
  }

  /** The network is back or the page is looked at again: tries at once, and doubts a line that may have died meanwhile. */
  wake(): void {
    if (this.left || (this.ending && this.ending !== 'signed-out')) return
    const { connection } = this.sitting
    if (this.ending) void this.wakeSignedOut()
    else if (connection.connected) connection.probe(PROBE_WITHIN_MS)
    else {
      connection.giveUpTrying()
      this.tries.now()
    }
  }

  /** The account is signed out on this device: nothing more is sent, what waits stays in the copy. */
  signedOut(): void {
    if (!this.left && !this.ending) this.end('signed-out')
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
    this.tries.stop()
    this.overdue.stop()
    await Promise.all([this.sitting, this.previous?.sitting].map((sitting) => sitting && rise(sitting)))
  }

  private async open(): Promise<void> {
    const { sitting } = this
    void this.tray.read().then(() => this.tell())
    if (sitting.epoch !== null) {
      // Also what turns out to be of a closed point is read first: it may hold words that wait.
      sitting.copy = this.copyOf(sitting, sitting.epoch, true)
      await sitting.copy.read
      this.shown = sitting.doc.store.clients.size > 0
    }
    if (this.left || this.sitting !== sitting) return
    this.tell()
    sitting.connection.connect()
  }

  private copyOf(sitting: Sitting, epoch: string, reads: boolean): Copy {
    return new Copy(copyName(this.needs.account, this.needs.text, epoch), sitting.doc, reads, {
      read: (found) => this.onCopyRead(sitting, found),
      changed: () => sitting === this.sitting && this.tell(),
    })
  }

  /** What the copy held is in the Y.Doc, perhaps long after the server's text. */
  private onCopyRead(sitting: Sitting, found: boolean): void {
    const hadLeft = sitting.count.copyRead()
    if (this.left || sitting !== this.sitting) return
    if (found) this.shown = true
    const { connection, synced } = sitting
    const readsOnly = this.status?.access === 'read' && this.status.reason !== 'store'
    if (found && hadLeft && synced && connection.connected && readsOnly) {
      this.beginAnew(this.status?.reason ?? 'no-right')
      return
    }
    if (found) connection.sendAgain()
    this.tell()
  }

  private sit(waiting: number): Sitting {
    const made = sit(
      this.needs,
      waiting,
      (sitting): ConnectionEars => ({
        status: (status) => this.onStatus(sitting(), status),
        synced: () => void this.onSynced(sitting()),
        wordsCannotGo: () => this.beginAnew(this.status?.reason ?? 'no-right'),
        saved: (all) => this.onSaved(all),
        refused: (refused) => this.onRefused(refused),
        closed: (code) => this.onClosed(sitting(), code),
        changed: () => this.onChanged(sitting()),
      }),
    )
    if (!this.present) made.connection.awareness.setLocalState(null)
    return made
  }

  private onStatus(sitting: Sitting, status: RoomStatus): boolean {
    if (sitting !== this.sitting) return false
    const before = this.status
    this.status = status
    this.first = false
    this.tries.joined()
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
    if (status.closed) void this.keepNothing(sitting)
    else this.keepAgain(sitting)
    this.mayEdit = status.access === 'edit'
    sitting.mayHaveWritten ||= this.mayEdit
    if (this.cannotGo(sitting)) {
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
    const { previous, needs, tray } = this
    const at = needs.now() + this.clockOffset
    if (previous && bringAlong(previous.sitting, sitting)) await this.copyFirst(sitting)
    const mayCopy = previous ? await keepPrevious(tray, previous, sitting, at) : true
    if (this.left || sitting !== this.sitting) return
    if (!sitting.copy && sitting.epoch !== null && mayCopy && !this.status?.closed)
      sitting.copy = this.copyOf(sitting, sitting.epoch, previous === null)
    this.previous = null
    this.shown = true
    if (sitting.count.waiting === 0) this.savedAt ??= at
    this.note()
    this.tell()
    // The editors let go of the old Y.Doc when they hear of it.
    if (previous) setTimeout(() => previous.sitting.doc.destroy())
    // Nobody waits for what an earlier page may have left.
    if (await keepOlder(tray, needs, sitting, this.status?.reason === 'frozen' ? 'frozen' : 'new-epoch', at))
      this.tell()
  }

  /** What was brought along is on the disk under the new name before the old copy goes. */
  private async copyFirst(sitting: Sitting): Promise<void> {
    if (sitting.epoch !== null && !this.status?.closed) sitting.copy = this.copyOf(sitting, sitting.epoch, false)
    await sitting.copy?.read
  }

  /** A text of a closed point lives in the page alone; what the device had of it is deleted. Source: RULES.md SE12. */
  private async keepNothing(sitting: Sitting): Promise<void> {
    const { copy } = sitting
    const { storage, account, text } = this.needs
    sitting.copy = null
    forget(storage, account, text)
    const emptied = this.tray.keepNothing()
    await copy?.read
    await copy?.close()
    const older = sitting.epoch === null ? [] : await olderCopies(account, text, sitting.epoch)
    for (const name of copy ? [copy.name, ...older] : older) await deleteCopy(name)
    await emptied
    this.tell()
  }

  /** The point was opened again: from now on the device keeps its copy. */
  private keepAgain(sitting: Sitting): void {
    this.tray.keepAgain()
    if (!sitting.copy && sitting.synced && sitting.epoch !== null)
      sitting.copy = this.copyOf(sitting, sitting.epoch, false)
  }

  private onSaved(all: boolean): void {
    if (all) this.savedAt = this.needs.now() + this.clockOffset
    this.overdue.heard()
    this.watchWaiting()
    this.note()
    this.tell()
  }

  private onChanged(sitting: Sitting): void {
    if (sitting !== this.sitting) return
    this.watchWaiting()
    if (sitting.count.waiting > 0) this.note()
    this.tell()
    // A key that came between the loss of the right and the editor's hearing of it. Not inside the editor's own change.
    if (this.cannotGo(sitting))
      queueMicrotask(() => this.cannotGo(sitting) && this.beginAnew(this.status?.reason ?? 'no-right'))
  }

  /** Whether own words wait that cannot go into a text that may only be read. A failing store is no refusal. */
  private cannotGo(sitting: Sitting): boolean {
    const { status } = this
    const readsOnly = status?.access === 'read' && status.reason !== 'store'
    const isHere = sitting === this.sitting && sitting.synced && sitting.mayHaveWritten
    return isHere && readsOnly && sitting.connection.connected && sitting.count.notSent > 0
  }

  private watchWaiting(): void {
    const { connection, count } = this.sitting
    this.overdue.look(connection.connected && this.status?.access === 'edit' && count.waiting > 0)
  }

  private onRefused(refused: RefusedUpdate): void {
    // The room knows better than the refusal why there is no right.
    const isPen = refused.code === 'no-right' && this.status?.reason === 'pen'
    this.beginAnew(isPen ? 'pen' : refused.code)
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
    this.tries.stop()
    this.overdue.stop()
    // Beginning anew twice in a row: the first Y.Doc is the one with the words.
    if (this.previous) sitting.doc.destroy()
    else this.previous = { sitting, reason }
    this.sitting = this.sit(0)
    this.tell()
    this.tries.soon()
  }

  private onClosed(sitting: Sitting, code: number | null): void {
    if (this.left || this.ending || sitting !== this.sitting) return
    this.first = false
    this.overdue.stop()
    const closing = afterClose(code, sitting.count.waiting > 0, this.previous !== null)
    if (closing.next === 'end') {
      this.end(closing.ending)
      // The page hears of it too, and who sits at it now.
      if (closing.ending === 'signed-out') void this.needs.askWho()
    } else if (closing.next === 'begin-anew') this.beginAnew(closing.reason)
    else this.tries.broke(closing.noSoonerThanMs)
  }

  private async wakeSignedOut(): Promise<void> {
    if ((await this.needs.askWho()) !== 'signed-in' || this.left || this.ending !== 'signed-out') return
    this.ending = null
    this.tries.now()
  }

  private end(ending: Ending): void {
    this.ending = ending
    this.tries.stop()
    this.overdue.stop()
    this.sitting.connection.hangUp()
    // What one may not see any more is not kept either, but for own words that wait.
    if (ending === 'gone' && this.sitting.count.waiting === 0) void this.keepNothing(this.sitting)
    this.tell()
  }

  /** Keeps on the device what a later page must know. While beginning anew the old epoch and its words stay noted. */
  private note(): void {
    const { epoch, count } = this.previous?.sitting ?? this.sitting
    const { storage, account, text, page } = this.needs
    if (epoch !== null && !this.status?.closed)
      remember(storage, account, text, page, { epoch, mayEdit: this.mayEdit, waiting: count.waiting })
  }

  private tell(): void {
    this.view = null
    for (const listener of this.listeners) listener()
  }

  private makeView(): RoomView {
    const { sitting, previous, status, ending, first, mayEdit, savedAt, frozenAt, clockOffset, shown } = this
    const { connected } = sitting.connection
    return viewOf({
      sitting: previous?.sitting ?? sitting,
      facts: { ending, connected, synced: sitting.synced, first, overdue: this.overdue.now, savedAt, frozenAt, status },
      isShown: shown,
      mayWrite: !previous && (status ? status.access === 'edit' : mayEdit),
      clockOffset,
      notAccepted: this.tray.words,
    })
  }
}
