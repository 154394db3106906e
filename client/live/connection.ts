import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { readRefused, readRoom, readSaved, SYNC, syncMessage } from '../../shared/live/frames.ts'
import { MESSAGE, type RefusedUpdate, type RoomStatus } from '../../shared/live/room.ts'
import { SCHEMA_NUMBER } from '../../shared/text/schema.ts'
import { Copy } from './copy.ts'
import type { ChangeCount } from './count.ts'
import { holdsMore } from './lacking.ts'
import { PAINT_EVERY_MS, PacedAwareness, type Typing } from './presence.ts'

/** What a step 2 says that has nothing new: no structs, no deletions (Yjs update format v1). */
const NOTHING = new Uint8Array([0, 0])

const CONNECT_WITHIN_MS = 8_000

/** What a connection tells its room. Every call is made after the connection's own state is up to date. */
export type ConnectionEars = {
  /** `false` when the room begins anew: nothing more of this connection is read. */
  status(status: RoomStatus): boolean
  /** The server's whole text is in the Y.Doc. */
  synced(): void
  /** The server knows fewer of our words than we hold, and lets us only read. */
  wordsCannotGo(): void
  /** The first so many frames are decided. */
  saved(all: boolean): void
  refused(refused: RefusedUpdate): void
  /** A connect failed or a connection ended; null when we ended it. */
  closed(code: number | null): void
  /** Something to show changed. */
  changed(): void
}

type Given = {
  readonly doc: Y.Doc
  readonly address: string
  readonly account: string
  readonly text: string
  readonly count: ChangeCount
  readonly typing: Typing
  readonly ears: ConnectionEars
  readonly socket?: typeof WebSocket
}

/**
 * One Y.Doc joined to the server's text through y-websocket, whose defaults are changed in five places:
 * 1. nothing is read before the server said what the room is, so that a Y.Doc of an older epoch is never mixed with the new;
 * 2. while reading nothing is sent, whatever the Y.Doc says;
 * 3. own sync frames are counted, so that `saved` can be believed;
 * 4. only one's own presence is sent, at most every 100 ms;
 * 5. updates that come together are applied together, and the room decides when to connect again.
 */
export class Connection {
  readonly awareness: PacedAwareness
  connected = false
  private readonly provider: WebsocketProvider
  private readonly given: Given
  private status: RoomStatus | null = null
  /** Sync messages that came before the room's status. */
  private held: decoding.Decoder[] = []
  private answeredStep1 = false
  /** While we might only read, the server's question was answered with nothing. */
  private owesStep2 = false
  private updates: Uint8Array[] = []
  private applying: ReturnType<typeof setTimeout> | undefined
  private speaking: ReturnType<typeof setTimeout> | undefined
  private connecting: ReturnType<typeof setTimeout> | undefined
  private over = false

  constructor(given: Given) {
    this.given = given
    this.awareness = new PacedAwareness(given.doc)
    this.provider = new WebsocketProvider(given.address, given.text, given.doc, {
      connect: false,
      awareness: this.awareness,
      // The cookie may have become somebody else's in another tab: under another name nothing is opened.
      params: { v: '1', schema: String(SCHEMA_NUMBER), account: given.account },
      disableBc: true,
      shouldReconnect: () => false,
      ...(given.socket ? { WebSocketPolyfill: given.socket } : {}),
    })
    const { provider, awareness } = this
    given.doc.off('update', provider._updateHandler)
    given.doc.on('update', this.onUpdate)
    awareness.off('update', provider._awarenessUpdateHandler)
    awareness.on('update', this.onPresence)
    const handlers = provider.messageHandlers
    handlers[MESSAGE.sync] = (_encoder, decoder) => (this.status ? this.readSync(decoder) : this.held.push(decoder))
    handlers[MESSAGE.awareness] = (_encoder, decoder) =>
      applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), provider)
    handlers[MESSAGE.queryAwareness] = () => this.speak()
    handlers[MESSAGE.saved] = (_encoder, decoder) => given.ears.saved(given.count.decided(readSaved(decoder)))
    handlers[MESSAGE.room] = (_encoder, decoder) => this.readStatus(readRoom(decoder))
    handlers[MESSAGE.refused] = (_encoder, decoder) => given.ears.refused(readRefused(decoder))
    provider.on('status', ({ status }) => status === 'connected' && this.onOpen())
    provider.on('connection-close', (event) => this.onClose(event))
  }

  connect(): void {
    if (this.over || this.provider.ws) return
    this.provider.connect()
    clearTimeout(this.connecting)
    // A network that swallows packets would keep the browser trying for minutes.
    this.connecting = setTimeout(() => !this.connected && this.hangUp(), CONNECT_WITHIN_MS)
  }

  /** Ends this connection; `closed` is told, and the room connects again when it wants to. */
  hangUp(): void {
    this.provider.disconnect()
  }

  /** Gives up a try that has not come through. */
  giveUpTrying(): void {
    if (this.provider.wsconnecting) this.hangUp()
  }

  /** Words came out of the device's copy after all was sent: sends everything again, and counts it as one change. */
  sendAgain(): void {
    const { count, doc, ears } = this.given
    if (this.status?.access !== 'edit' || !this.answeredStep1) return
    if (count.notSent === 0) count.keep()
    if (this.send(syncMessage(SYNC.step2, Y.encodeStateAsUpdate(doc)))) count.sentAll()
    ears.changed()
  }

  /** Asks the server for its text again: if nothing comes, the line is dead although the browser does not know it yet. */
  probe(withinMs: number): void {
    const { provider } = this
    const before = provider.wsLastMessageReceived
    if (!this.connected) return
    this.send(syncMessage(SYNC.step1, Y.encodeStateVector(this.given.doc)))
    setTimeout(() => this.connected && provider.wsLastMessageReceived === before && this.hangUp(), withinMs)
  }

  /** Ends for good. The Y.Doc lives on. */
  destroy(): void {
    this.over = true
    clearTimeout(this.applying)
    clearTimeout(this.speaking)
    clearTimeout(this.connecting)
    this.given.doc.off('update', this.onUpdate)
    this.awareness.off('update', this.onPresence)
    this.provider.destroy()
    this.awareness.destroy()
    this.connected = false
  }

  private send(frame: Uint8Array): boolean {
    const { ws, wsconnected } = this.provider
    if (!wsconnected || !ws || ws.readyState !== ws.OPEN) return false
    ws.send(frame as Uint8Array<ArrayBuffer>)
    return true
  }

  private onOpen(): void {
    clearTimeout(this.connecting)
    this.connected = true
    this.awareness.forgetOthers()
    this.given.ears.changed()
  }

  private onClose(event: CloseEvent | null): void {
    // Ours is the only hand that connects again.
    this.provider.shouldConnect = false
    this.connected = false
    this.status = null
    this.held = []
    this.answeredStep1 = false
    this.owesStep2 = false
    this.applyUpdates()
    this.given.count.broken()
    if (!this.over) this.given.ears.closed(event?.code ?? null)
  }

  private readStatus(status: RoomStatus): void {
    const goOn = this.given.ears.status(status)
    if (!goOn || this.over || !this.connected) return
    this.status = status
    const { held } = this
    this.held = []
    for (const decoder of held) this.readSync(decoder)
    if (this.owesStep2 && status.access === 'edit') this.giveStep2()
  }

  /** The right to write came on a line where nothing was sent so far. */
  private giveStep2(): void {
    const { count, doc, ears } = this.given
    if (this.send(syncMessage(SYNC.step2, Y.encodeStateAsUpdate(doc)))) count.sentAll()
    this.owesStep2 = false
    this.answeredStep1 = true
    ears.changed()
  }

  private readSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder)
    const content = decoding.readVarUint8Array(decoder)
    if (this.over) return
    if (kind === SYNC.step1) this.answerStep1(content)
    else if (kind === SYNC.update) {
      this.updates.push(content)
      // A turn of the event loop later everything that came in the same read is here.
      this.applying ??= setTimeout(() => this.applyUpdates())
    } else {
      this.applyUpdates()
      Y.applyUpdate(this.given.doc, content, SYNC)
      this.provider.synced = true
      this.given.ears.synced()
    }
  }

  private answerStep1(stateVector: Uint8Array): void {
    const { count, doc, ears } = this.given
    if (this.status?.access === 'edit') {
      if (this.send(syncMessage(SYNC.step2, Y.encodeStateAsUpdate(doc, stateVector)))) count.sentAll()
      this.answeredStep1 = true
      ears.changed()
    } else if (this.status?.reason !== 'store' && (count.notSent > 0 || holdsMore(doc, stateVector)))
      ears.wordsCannotGo()
    else if (this.send(syncMessage(SYNC.step2, NOTHING))) {
      count.sentNothing()
      this.owesStep2 = true
    }
  }

  private applyUpdates(): void {
    clearTimeout(this.applying)
    this.applying = undefined
    const { updates } = this
    this.updates = []
    if (updates.length === 0) return
    const { doc, typing } = this.given
    // What comes before the first sync was written earlier: nobody is typing it now.
    const live = this.provider.synced
    doc.transact((transaction) => {
      for (const update of updates) Y.applyUpdate(doc, update, this.provider)
      if (live) doc.once('afterTransaction', () => typing.markAll(transaction))
    }, this.provider)
  }

  private readonly onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this.provider || origin === SYNC || Copy.made(origin)) return
    const { count, typing, doc, ears } = this.given
    const canGo = this.status?.access === 'edit' && this.answeredStep1
    if (canGo && this.send(syncMessage(SYNC.update, update))) count.sentOne()
    else count.keep()
    typing.mark(doc.clientID)
    ears.changed()
  }

  private readonly onPresence = ({
    added,
    updated,
    removed,
  }: Record<'added' | 'updated' | 'removed', number[]>): void => {
    const own = this.awareness.clientID
    if (![added, updated, removed].some((clients) => clients.includes(own))) return
    this.speaking ??= setTimeout(() => this.speak(), PAINT_EVERY_MS)
  }

  private speak(): void {
    clearTimeout(this.speaking)
    this.speaking = undefined
    if (!this.connected) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.awareness)
    encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]))
    this.send(encoding.toUint8Array(encoder))
  }
}
