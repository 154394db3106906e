import { type Given, outcomeOf, raw, sendsRaw } from './raw.ts'
import { opensByHand } from './room.ts'

/** One bad input over WebSocket: what is done, and what comes of it. */
export type LiveInput = {
  readonly name: string
  readonly outcome: string
  readonly does: (given: Given) => Promise<string>
}

const KEY = 'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg=='
const UPGRADE = 'Upgrade: websocket\r\nConnection: Upgrade'

type Shake = { readonly line?: string; readonly headers?: string; readonly cookie?: boolean; readonly origin?: string }

/** A handshake that is right but for what is named. */
const shakes =
  ({
    line = 'GET /live/r01 HTTP/1.1',
    headers = `${UPGRADE}\r\nSec-WebSocket-Version: 13\r\n${KEY}`,
    cookie = true,
    origin,
  }: Shake) =>
  async (given: Given): Promise<string> => {
    const said = origin ?? given.origin
    const words = [
      line,
      'Host: HOST',
      headers,
      ...(said === '' ? [] : [`Origin: ${said}`]),
      ...(cookie ? [`Cookie: ${given.member}`] : []),
    ]
    const answer = await sendsRaw(given, raw(`${words.join('\r\n')}\r\n\r\n`)(given))
    return outcomeOf(answer) + (/^sec-websocket-extensions/im.test(answer.toString('latin1')) ? ' compressed' : '')
  }

type Frame = {
  readonly op: number
  readonly flags?: number
  readonly body?: string | Uint8Array
  readonly length?: bigint
  readonly masked?: boolean
  readonly times?: number
}

/** A frame as it is described, right or wrong; `length` is what it says instead of what it has. */
export function frame({ op, flags = 0x80, body = '', length, masked = true }: Frame): Buffer {
  const bytes = Buffer.from(body)
  const said = length ?? BigInt(bytes.length)
  const size = said < 126n ? 0 : said < 65_536n ? 2 : 8
  const head = Buffer.alloc(2 + size + (masked ? 4 : 0))
  head[0] = flags | op
  head[1] = (masked ? 0x80 : 0) | (size === 0 ? Number(said) : size === 2 ? 126 : 127)
  if (size === 2) head.writeUInt16BE(Number(said), 2)
  if (size === 8) head.writeBigUInt64BE(said, 2)
  // The mask is of zeros, which masks nothing.
  return Buffer.concat([head, bytes])
}

/** Opens a text and sends frames; the outcome is the code it is closed with, or that it goes on. */
const sends =
  (...frames: readonly Frame[]) =>
  async (given: Given): Promise<string> => {
    const line = await opensByHand(given)
    if (!line) return 'not opened'
    line.sends(Buffer.concat(frames.flatMap((one) => Array.from({ length: one.times ?? 1 }, () => frame(one)))))
    return line.outcome
  }

const ENDS = { op: 8, body: Buffer.from([0x03, 0xe8]) } as const
const [TEXT, BINARY, MORE, PING, PONG] = [1, 2, 0, 9, 10]

export const HANDSHAKES: readonly LiveInput[] = [
  { name: 'without a key', outcome: '400', does: shakes({ headers: `${UPGRADE}\r\nSec-WebSocket-Version: 13` }) },
  {
    name: 'with a key that is none',
    outcome: '400',
    does: shakes({ headers: `${UPGRADE}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short` }),
  },
  {
    name: 'in a version of 2010',
    outcome: '400',
    does: shakes({ headers: `${UPGRADE}\r\nSec-WebSocket-Version: 0\r\n${KEY}` }),
  },
  {
    name: 'in a version to come',
    outcome: '400',
    does: shakes({ headers: `${UPGRADE}\r\nSec-WebSocket-Version: 99\r\n${KEY}` }),
  },
  { name: 'by POST', outcome: '405', does: shakes({ line: 'POST /live/r01 HTTP/1.1' }) },
  {
    name: 'to something else than WebSocket',
    outcome: '400',
    does: shakes({ headers: `Upgrade: kenes\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n${KEY}` }),
  },
  { name: 'without a wish to change', outcome: '404 not-found', does: shakes({ headers: 'Accept: */*' }) },
  { name: 'from another address', outcome: '403', does: shakes({ origin: 'https://evil.example' }) },
  { name: 'from nowhere', outcome: '403', does: shakes({ origin: 'null' }) },
  { name: 'without a word of where from', outcome: '403', does: shakes({ origin: '' }) },
  { name: 'without a cookie', outcome: '401', does: shakes({ cookie: false }) },
  { name: 'as somebody else', outcome: '401', does: shakes({ line: 'GET /live/r01?account=s01 HTTP/1.1' }) },
  { name: 'to a text that is not there', outcome: '404', does: shakes({ line: 'GET /live/none HTTP/1.1' }) },
  { name: 'to a way out', outcome: '404', does: shakes({ line: 'GET /live/../live/..%2fr01 HTTP/1.1' }) },
  { name: 'to what every object has', outcome: '404', does: shakes({ line: 'GET /live/__proto__ HTTP/1.1' }) },
  {
    name: 'to a name of 10,000 letters',
    outcome: '404',
    does: shakes({ line: `GET /live/${'r'.repeat(10_000)} HTTP/1.1` }),
  },
  { name: 'to a place that is no text', outcome: '404', does: shakes({ line: 'GET /api/accounts/me HTTP/1.1' }) },
  { name: 'with a schema that was', outcome: '101', does: shakes({ line: 'GET /live/r01?v=1&schema=0 HTTP/1.1' }) },
]

export const FRAMES: readonly LiveInput[] = [
  { name: 'a frame without a mask', outcome: '1002', does: sends({ op: BINARY, body: '\0\0', masked: false }) },
  {
    name: 'the first reserved bit, as of something compressed',
    outcome: '1002',
    does: sends({ op: BINARY, flags: 0xc0, body: 'x' }),
  },
  { name: 'the other reserved bits', outcome: '1002', does: sends({ op: BINARY, flags: 0xb0, body: 'x' }) },
  { name: 'a kind of frame that is not given out', outcome: '1002', does: sends({ op: 3, body: 'x' }) },
  { name: 'a control frame that is not given out', outcome: '1002', does: sends({ op: 11 }) },
  { name: 'a ping in pieces', outcome: '1002', does: sends({ op: PING, flags: 0 }) },
  { name: 'a ping longer than pings are', outcome: '1002', does: sends({ op: PING, body: 'x'.repeat(126) }) },
  { name: 'a length of nine exabytes', outcome: '4413', does: sends({ op: BINARY, length: 2n ** 63n }) },
  { name: 'a length of a terabyte', outcome: '4413', does: sends({ op: BINARY, length: 2n ** 40n }) },
  { name: 'a message of 2 MiB', outcome: '4413', does: sends({ op: BINARY, body: new Uint8Array(2_097_152) }) },
  { name: 'words', outcome: '4400', does: sends({ op: TEXT, body: '{"type":"sync"}' }) },
  {
    name: 'words that are no letters',
    outcome: '1007',
    does: sends({ op: TEXT, body: Buffer.from([0xff, 0xc0, 0x80]) }),
  },
  { name: 'more of nothing', outcome: '1002', does: sends({ op: MORE, body: 'x' }) },
  {
    name: 'a message within a message',
    outcome: '1002',
    does: sends({ op: BINARY, flags: 0, body: 'x' }, { op: BINARY, body: 'x' }),
  },
  {
    name: 'pieces of nothing without an end',
    outcome: '1008',
    does: sends({ op: BINARY, flags: 0 }, { op: MORE, flags: 0, times: 150_000 }),
  },
  {
    name: 'pieces that come to more than a message may',
    outcome: '4413',
    does: sends({ op: BINARY, flags: 0 }, { op: MORE, flags: 0, body: new Uint8Array(60_000), times: 40 }),
  },
  {
    name: '20,000 pings in one breath',
    outcome: 'no word',
    does: sends({ op: PING, body: 'x'.repeat(100), times: 20_000 }, ENDS),
  },
  { name: '100,000 pongs that nobody asked for', outcome: '1000', does: sends({ op: PONG, times: 100_000 }, ENDS) },
  { name: 'a close with half a code', outcome: '1002', does: sends({ op: 8, body: 'x' }) },
  {
    name: 'a close with a code that is never sent',
    outcome: '1002',
    does: sends({ op: 8, body: Buffer.from([0x03, 0xee]) }),
  },
  { name: 'a close with a code below all', outcome: '1002', does: sends({ op: 8, body: Buffer.from([0, 1]) }) },
  {
    name: 'a close in no letters',
    outcome: '1007',
    does: sends({ op: 8, body: Buffer.from([0x03, 0xe8, 0xff, 0xff]) }),
  },
  { name: 'after a close', outcome: '1000', does: sends(ENDS, { op: BINARY, body: 'x' }) },
]
