import {
  createServer as createPlainServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import type { Server, Socket } from 'node:net'
import { SECOND_MS } from '../../shared/time.ts'
import type { Upgradable } from '../live/socket.ts'
import { LEAST_TLS, type Pair } from '../tls/pair.ts'

/** Answers one request, whatever it came by. */
export type Answer = (
  incoming: IncomingMessage | Http2ServerRequest,
  outgoing: ServerResponse | Http2ServerResponse,
) => Promise<void>

/** Where the house listens. */
export type Port = {
  /** What takes `upgrade`, which is how live texts begin. */
  readonly server: Upgradable
  /** Listens; the answer is the port. */
  listen(port: number, host: string): Promise<number>
  /** Takes no more connections and ends those that are there. */
  close(): Promise<void>
}

export type SecurePort = Port & {
  /** Serves another certificate from the next connection on. */
  renew(pair: Pair): void
}

/** Whoever says nothing for so long after connecting, or has not finished the head of a request by then, is sent away. Source: RULES.md AC82. */
const FIRST_WORD_MS = 10 * SECOND_MS
const HANDSHAKE_MS = 10 * SECOND_MS
/** The first byte of every TLS connection: the record type "handshake". */
const HANDSHAKE_RECORD = 0x16
/** A page needs few at once; a stranger gets no more. */
const MOST_STREAMS = 100

/** How often is looked who has not finished the head of a request. */
const LOOK_MS = SECOND_MS

/** HTTP without TLS. */
export function plainPort(answer: Answer): Port {
  const server = createPlainServer({ headersTimeout: FIRST_WORD_MS, connectionsCheckingInterval: LOOK_MS }, answer)
  return { server, ...listening(server) }
}

/**
 * HTTPS, HTTP/2 where the browser speaks it and HTTP/1.1 for WebSockets, on one port. Who comes to it without TLS is answered by
 * `plain`: a person who typed the address without https is led on instead of seeing a broken page. Source: RULES.md HA1, HA3.
 */
export function securePort(answer: Answer, plain: RequestListener, { cert, key }: Pair): SecurePort {
  const server = createSecureServer(
    {
      allowHTTP1: true,
      minVersion: LEAST_TLS,
      handshakeTimeout: HANDSHAKE_MS,
      settings: { maxConcurrentStreams: MOST_STREAMS },
      cert,
      key,
    },
    answer,
  )
  const forPlain = createPlainServer({ headersTimeout: FIRST_WORD_MS, requestTimeout: FIRST_WORD_MS }, plain)
  const forTls = server.listeners('connection')
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    const late = setTimeout(() => socket.destroy(), FIRST_WORD_MS)
    // One that goes before it has said anything says so by an error, which nobody waits for.
    const gone = () => clearTimeout(late)
    socket.once('error', gone).once('close', gone)
    socket.once('readable', () => {
      clearTimeout(late)
      const first: unknown = socket.read(1)
      if (!(first instanceof Uint8Array)) return socket.destroy()
      socket.unshift(first)
      if (first[0] === HANDSHAKE_RECORD) for (const take of forTls) take.call(server, socket)
      else
        forPlain.emit(
          'connection',
          socket.setTimeout(FIRST_WORD_MS, () => socket.destroy()),
        )
    })
  })
  return {
    server,
    ...listening(server),
    renew: (pair) => server.setSecureContext({ cert: pair.cert, key: pair.key, minVersion: LEAST_TLS }),
  }
}

function listening(server: Server): Omit<Port, 'server'> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return {
    listen: (number, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(number, host, () => {
          const address = server.address()
          resolve(typeof address === 'object' && address ? address.port : number)
        })
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}
