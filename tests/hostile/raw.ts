import { once } from 'node:events'
import { connect } from 'node:net'

/** What the sender of raw bytes knows: where the server is, and cookies of signed-in people. */
export type Given = {
  readonly host: string
  readonly port: number
  readonly origin: string
  /** A member's. */
  readonly member: string
  /** A secretary's, who may keep files. */
  readonly secretary: string
  /** An observer's, who may only read. */
  readonly observer: string
  /** A client id that is the chair's, and its clock now. */
  chairs(): { readonly client: number; readonly clock: number }
}

/** One bad input over HTTP, and what comes of it: the status and code of each answer, `page`, or `nothing` before the line is closed. */
export type HttpInput = {
  readonly name: string
  readonly outcome: string
  readonly sends: (given: Given) => Uint8Array
  /** The sender hangs up after the last byte, with the request unfinished. */
  readonly hangsUp?: true
}

const LONGEST_MS = 5_000
/** After an answer another one may follow: so long is listened for it. */
const QUIET_MS = 50

/** Sends bytes, and answers what came until the line was closed, or nothing more came after an answer. */
export function sendsRaw({ port }: Given, bytes: Uint8Array, hangsUp = false): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const got: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => (hangsUp ? socket.end(bytes) : socket.write(bytes)))
    let quiet: NodeJS.Timeout | undefined
    const late = setTimeout(() => {
      socket.destroy()
      reject(new Error(`the line is still open after ${LONGEST_MS} ms: ${Buffer.concat(got).subarray(0, 300)}`))
    }, LONGEST_MS)
    socket.on('data', (data) => {
      got.push(data)
      clearTimeout(quiet)
      quiet = setTimeout(() => socket.destroy(), QUIET_MS)
    })
    // Who is told to go while still sending sees the line break.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(late)
      clearTimeout(quiet)
      resolve(Buffer.concat(got))
    })
  })
}

/** A request that is begun and never ended: when the server has had enough of it. */
export type Held = { readonly closed: Promise<void> }

/** Sends the beginning of a request, and a little more each second. */
export async function holds({ port }: Given, beginning: string, more: string): Promise<Held> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined).resume()
  await once(socket, 'connect')
  socket.write(beginning)
  const dripping = setInterval(() => socket.write(more), 1_000)
  // Who writes when the server has just let go sees the line break: that is sent away, too.
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return { closed: closed.then(() => clearInterval(dripping)) }
}

/** Each answer in short: `404 not-found`, `200 page`, `200`; `nothing` when there was none. */
export function outcomeOf(bytes: Buffer): string {
  const words = bytes.toString('latin1')
  const answers = words.split(/(?=HTTP\/1\.[01] \d{3} )/).filter((part) => part.startsWith('HTTP/1.'))
  const short = answers.map((answer) => {
    const status = answer.slice(9, 12)
    const code = /"code":"([\w-]+)"/.exec(answer)?.[1]
    const isPage = status === '200' && /^content-type: text\/html/im.test(answer)
    return [status, code ?? (isPage ? 'page' : '')].filter((word) => word !== '').join(' ')
  })
  const counted = [...new Set(short)].length === 1 && short.length > 3 ? [`${short.length} × ${short[0]}`] : short
  return counted.join(', ') || 'nothing'
}

/** A whole request, as a client writes it, unless told otherwise. */
export function request(
  line: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = '',
): (given: Given) => Uint8Array {
  return (given) => {
    const bytes = Buffer.from(body)
    const all: Record<string, string> = {
      host: given.host,
      connection: 'close',
      ...(bytes.length > 0 && { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value, given)])),
    }
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
    return Buffer.concat([Buffer.from(`${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes])
  }
}

/** Bytes as they stand; `HOST` is the server's name and port. */
export const raw =
  (words: string) =>
  ({ host }: Given): Uint8Array =>
    Buffer.from(words.replaceAll('HOST', host), 'latin1')

const filled = (value: string, given: Given): string =>
  value
    .replace('MEMBER', given.member)
    .replace('SECRETARY', given.secretary)
    .replace('OBSERVER', given.observer)
    .replace('ORIGIN', given.origin)
    .replace('HOST', given.host)
