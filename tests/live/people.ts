import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { readRefused, readRoom, readSaved } from '../../shared/live/frames.ts'
import type { RefusedUpdate, RoomStatus } from '../../shared/live/room.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import type { Host } from './host.ts'

// Each stock client listens to the end of the process.
process.setMaxListeners(0)

/**
 * Waits until something holds; fails with what was waited for. It looks again after three times as long as the last look took: looking
 * through a long text must not keep those busy who write it.
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const end = performance.now() + withinMs
  for (;;) {
    const from = performance.now()
    if (await holds()) return
    const now = performance.now()
    if (now > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, Math.max(2, 3 * (now - from))))
  }
}

/** The words of the English main text, paragraphs separated by line feeds. */
export const wordsOf = (doc: Y.Doc): string => plainText(readParts(doc).text.en)

/** A signed-in person in a text, with the stock y-websocket client. */
export type Person = {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly saved: () => number
  readonly rooms: readonly RoomStatus[]
  readonly refused: readonly RefusedUpdate[]
  readonly closed: () => { code: number; reason: string } | null
  readonly sent: () => number
  /** How many of the words it typed were called saved, over all its connections. */
  readonly acknowledged: () => number
  words(): string
  /** Writes at the end of the first paragraph of the English main text. */
  types(words: string): void
  leaves(): void
}

type JoinOptions = { ours?: boolean; doc?: Y.Doc; params?: Record<string, string> }

/** Opens a text with the stock client; `ours` asks for the messages 16, 17 and 18. Does not wait. */
export function joins(
  host: Pick<Host, 'url' | 'origin'>,
  text: string,
  name: string,
  options: JoinOptions = {},
): Person {
  const doc = options.doc ?? new Y.Doc()
  let saved = 0
  let sent = 0
  let typed = 0
  let acknowledged = 0
  let closed: { code: number; reason: string } | null = null
  const rooms: RoomStatus[] = []
  const refused: RefusedUpdate[] = []
  class Socket extends WebSocket {
    /** For each sync update of this connection: how many words the Y.Doc had then. */
    readonly typedAt: number[] = []
    constructor(address: string | URL) {
      super(address, { headers: { cookie: name, origin: host.origin } })
    }
    override send(data: Uint8Array): void {
      if (data[0] === MESSAGE.sync && data[1] !== 0) {
        sent += 1
        this.typedAt.push(typed)
      }
      super.send(data)
    }
  }
  const provider = new WebsocketProvider(host.url, text, doc, {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    params: { ...(options.ours && { v: '1' }), ...options.params },
    disableBc: true,
    connect: false,
    maxBackoffTime: 200,
  })
  type Handler = (encoder: unknown, decoder: decoding.Decoder) => void
  const handlers = provider.messageHandlers as unknown as Record<number, Handler>
  handlers[MESSAGE.saved] = (_encoder, decoder) => {
    saved = readSaved(decoder)
    const socket: unknown = provider.ws
    if (socket instanceof Socket) acknowledged = Math.max(acknowledged, socket.typedAt[saved - 1] ?? 0)
  }
  handlers[MESSAGE.room] = (_encoder, decoder) => void rooms.push(readRoom(decoder))
  handlers[MESSAGE.refused] = (_encoder, decoder) => void refused.push(readRefused(decoder))
  provider.on('connection-close', (event) => {
    if (event) closed = { code: event.code, reason: event.reason }
  })
  provider.connect()
  return {
    doc,
    provider,
    rooms,
    refused,
    saved: () => saved,
    sent: () => sent,
    acknowledged: () => acknowledged,
    closed: () => closed,
    words: () => wordsOf(doc),
    types: (words) => {
      typed += 1
      typeInto(doc, words)
    },
    leaves: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}

/** Opens a text and waits until it is there. */
export async function joined(
  host: Pick<Host, 'url' | 'origin'>,
  text: string,
  name: string,
  options: JoinOptions = {},
): Promise<Person> {
  const person = joins(host, text, name, options)
  await until(`${name} has ${text}`, () => person.provider.synced)
  return person
}

/** Writes at the end of the first paragraph of a fragment, as an editor does. */
export function typeInto(doc: Y.Doc, words: string, fragment = 'text:en'): void {
  const root = doc.getXmlFragment(fragment)
  doc.transact(() => {
    if (root.length === 0) root.insert(0, [new Y.XmlElement('paragraph')])
    const paragraph = root.get(0)
    if (!(paragraph instanceof Y.XmlElement)) throw new TypeError('not a paragraph')
    if (paragraph.length === 0) paragraph.insert(0, [new Y.XmlText()])
    const run = paragraph.get(0)
    if (!(run instanceof Y.XmlText)) throw new TypeError('not words')
    run.insert(run.length, words)
  })
}

/** A bare socket that sends what it is told and keeps what it gets. */
export type Wire = {
  readonly socket: WebSocket
  readonly got: Uint8Array[]
  readonly closed: () => number | null
  send(message: Uint8Array): void
  /** Messages of one type, without the type. */
  ofType(type: number): decoding.Decoder[]
}

/** Opens a bare socket and waits for the 101. */
export async function wire(host: Pick<Host, 'url' | 'origin'>, text: string, name: string, query = ''): Promise<Wire> {
  const socket = new WebSocket(`${host.url}/${text}${query}`, { headers: { cookie: name, origin: host.origin } })
  const got: Uint8Array[] = []
  let closed: number | null = null
  socket.on('message', (data: Buffer) => void got.push(new Uint8Array(data)))
  socket.on('close', (code) => {
    closed = code
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  socket.on('error', () => undefined)
  return {
    socket,
    got,
    closed: () => closed,
    send: (message) => socket.send(message),
    ofType: (type) =>
      got.flatMap((message) => {
        const decoder = decoding.createDecoder(message)
        return decoding.readVarUint(decoder) === type ? [decoder] : []
      }),
  }
}

/** The last `saved` a bare socket was told. */
export function savedOn({ got }: Wire): number {
  const last = got.findLast((message) => message[0] === MESSAGE.saved)
  if (!last) return 0
  const decoder = decoding.createDecoder(last)
  decoding.readVarUint(decoder)
  return readSaved(decoder)
}

/** The status an upgrade is answered with. */
export function upgradeStatus(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers })
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', () => undefined)
  })
}
