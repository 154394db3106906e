import { type HttpInput, raw, request } from './raw.ts'

const READY = 'GET /readyz HTTP/1.1\r\nHost: HOST\r\n'
const SIGN_IN = 'POST /api/accounts/sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\n'
const many = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('')

/** Request lines, headers and lengths as no browser sends them. */
export const LINES: readonly HttpInput[] = [
  { name: 'nothing at all', hangsUp: true, outcome: 'nothing', sends: raw('') },
  { name: 'line feeds only', hangsUp: true, outcome: 'nothing', sends: raw('\r\n\r\n\r\n') },
  { name: 'a request line of 1991', outcome: '400', sends: raw('GET /\r\n\r\n') },
  { name: 'random bytes', outcome: '400', sends: raw('\x00\x01\xfe\xff\x80kenes\x7f\r\n\r\n') },
  {
    name: 'a TLS greeting without TLS',
    hangsUp: true,
    outcome: '400',
    sends: raw('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'),
  },
  { name: 'the preface of HTTP/2', outcome: '400', sends: raw('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n') },
  { name: 'a protocol nobody speaks', outcome: '400', sends: raw('GET / HTTP/9.9\r\nHost: HOST\r\n\r\n') },
  { name: 'a method in small letters', outcome: '400', sends: raw('get / HTTP/1.1\r\nHost: HOST\r\n\r\n') },
  { name: 'a method that does not exist', outcome: '400', sends: raw('KENES / HTTP/1.1\r\nHost: HOST\r\n\r\n') },
  { name: 'a method with a zero byte', outcome: '400', sends: raw('G\0T / HTTP/1.1\r\nHost: HOST\r\n\r\n') },
  { name: 'a method of 20,000 letters', outcome: '400', sends: raw(`${'A'.repeat(20_000)} / HTTP/1.1\r\n\r\n`) },
  { name: 'TRACE', outcome: '404 not-found', sends: request('TRACE /api/accounts/me', { cookie: 'MEMBER' }) },
  {
    name: 'CONNECT through the server',
    outcome: 'nothing',
    sends: raw('CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n'),
  },
  {
    name: 'DELETE of a list',
    outcome: '404 not-found',
    sends: request('DELETE /api/sessions/list', { cookie: 'MEMBER' }),
  },
  {
    name: 'PUT of a list',
    outcome: '404 not-found',
    sends: request('PUT /api/sessions/list', { cookie: 'MEMBER' }, '{}'),
  },
  {
    name: 'a command by GET',
    outcome: '404 not-found',
    sends: request('GET /api/accounts/sign-out', { cookie: 'MEMBER' }),
  },
  {
    name: 'a question by POST',
    outcome: '404 not-found',
    sends: request('POST /api/sessions/list', { cookie: 'MEMBER' }, '{}'),
  },
  {
    name: 'a method in a header',
    outcome: '404 not-found',
    sends: request('GET /api/accounts/sign-out', { cookie: 'MEMBER', 'x-http-method-override': 'POST' }),
  },
  { name: 'OPTIONS of everything', outcome: '400', sends: request('OPTIONS *') },
  { name: 'a space in the address', outcome: '400', sends: raw('GET /api /x HTTP/1.1\r\nHost: HOST\r\n\r\n') },
  { name: 'no host', outcome: '400', sends: raw('GET /readyz HTTP/1.1\r\n\r\n') },
  { name: 'a host with a path', outcome: '400', sends: raw('GET /readyz HTTP/1.1\r\nHost: a/b@c\r\n\r\n') },
  {
    name: 'two hosts',
    outcome: '400 malformed',
    sends: raw('GET /readyz HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n'),
  },
  { name: 'a header without a colon', outcome: '400', sends: raw(`${READY}nothing\r\n\r\n`) },
  { name: 'a header name with a space', outcome: '400', sends: raw(`${READY}x y: 1\r\n\r\n`) },
  { name: 'a header with a zero byte', outcome: '400', sends: raw(`${READY}x: a\0b\r\n\r\n`) },
  { name: 'a header with a bare carriage return', outcome: '400', sends: raw(`${READY}x: a\rb\r\n\r\n`) },
  { name: 'a header folded over two lines', outcome: '400', sends: raw(`${READY}x: a\r\n b\r\n\r\n`) },
  { name: 'a header of 20 kB', outcome: '431', sends: raw(`${READY}x: ${'a'.repeat(20_000)}\r\n\r\n`) },
  { name: '5,000 headers', outcome: '431', sends: raw(`${READY}${many(5_000, (n) => `x${n}: 1\r\n`)}\r\n`) },
  {
    name: 'headers without an end, 2 MB',
    outcome: '431',
    sends: raw(READY + many(100_000, (n) => `x${n}: 12345678\r\n`)),
  },
  {
    name: 'a cookie of 12 kB',
    outcome: '401 signed-out',
    sends: request('GET /api/accounts/me', { cookie: `kenes=${'a'.repeat(12_000)}` }),
  },
  {
    name: 'a cookie of 100 kB',
    outcome: '431',
    sends: request('GET /api/accounts/me', { cookie: `kenes=${'a'.repeat(100_000)}` }),
  },
  {
    name: '700 cookies of our name',
    outcome: '401 signed-out',
    sends: request('GET /api/accounts/me', { cookie: many(700, (n) => `kenes=${n}; `) }),
  },
  { name: 'an address of 12 kB', outcome: '404 not-found', sends: request(`GET /api/${'a'.repeat(12_000)}`) },
  { name: 'an address of 100 kB', outcome: '431', sends: request(`GET /api/${'a'.repeat(100_000)}`) },
  { name: 'half a request', hangsUp: true, outcome: '400', sends: raw('GET /readyz HT') },
  { name: 'half the headers', hangsUp: true, outcome: '400', sends: raw(READY) },
  { name: 'a length below zero', outcome: '400', sends: raw(`${SIGN_IN}Content-Length: -1\r\n\r\n`) },
  { name: 'a length that is no number', outcome: '400', sends: raw(`${SIGN_IN}Content-Length: many\r\n\r\n{}`) },
  { name: 'a length with a plus', outcome: '400', sends: raw(`${SIGN_IN}Content-Length: +2\r\n\r\n{}`) },
  {
    name: 'a length of twenty digits',
    outcome: '400',
    sends: raw(`${SIGN_IN}Content-Length: 99999999999999999999\r\n\r\n{}`),
  },
  {
    name: 'a length of 1 TB',
    outcome: '413 too-large',
    sends: raw(`${SIGN_IN}Content-Length: 1099511627776\r\n\r\n{}`),
  },
  { name: 'two lengths', outcome: '400', sends: raw(`${SIGN_IN}Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}`) },
  {
    name: 'less than the length says',
    hangsUp: true,
    outcome: '400',
    sends: raw(`${SIGN_IN}Content-Length: 200\r\n\r\n{"email":`),
  },
  {
    name: 'more than the length says',
    outcome: '400',
    sends: raw(`${SIGN_IN}Content-Length: 2\r\n\r\n{}{"email":"x"}`),
  },
  {
    name: 'chunked and a length, a smuggling pair',
    outcome: '400',
    sends: raw(
      `${SIGN_IN}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n`,
    ),
  },
  {
    name: 'chunked with a space before the colon',
    outcome: '400',
    sends: raw(`${SIGN_IN}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`),
  },
  {
    name: 'chunked by another name',
    outcome: '400',
    sends: raw(`${SIGN_IN}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n`),
  },
  {
    name: 'chunked that is not last',
    outcome: '400',
    sends: raw(`${SIGN_IN}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`),
  },
  {
    name: 'chunked behind a vertical tab',
    outcome: '400',
    sends: raw(`${SIGN_IN}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n`),
  },
  {
    name: 'a chunk size that is no number',
    outcome: '400',
    sends: raw(`${SIGN_IN}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
  },
  {
    name: 'a chunk size below zero',
    outcome: '400',
    sends: raw(`${SIGN_IN}Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n`),
  },
  {
    name: 'a chunk size beyond 64 bits',
    outcome: '400',
    sends: raw(`${SIGN_IN}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n`),
  },
  {
    name: 'a chunk longer than it says',
    outcome: '400',
    sends: raw(`${SIGN_IN}Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n`),
  },
  {
    name: 'chunks that end by line feeds alone',
    outcome: '400',
    sends: raw(`${SIGN_IN}Transfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n`),
  },
  {
    name: 'chunks without an end',
    hangsUp: true,
    outcome: '400',
    sends: raw(`${SIGN_IN}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`),
  },
  {
    name: '100,000 chunks of one letter',
    outcome: '400 malformed',
    sends: raw(
      `${SIGN_IN}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\n[\r\n'.repeat(100_000)}0\r\n\r\n`,
    ),
  },
  {
    name: 'chunks above 1 MiB',
    outcome: '413 too-large',
    sends: raw(
      `${SIGN_IN}Transfer-Encoding: chunked\r\n\r\n${many(20, () => `10000\r\n${'1'.repeat(65_536)}\r\n`)}0\r\n\r\n`,
    ),
  },
  {
    name: 'a chunk with 50 kB said about it',
    outcome: '413',
    sends: raw(`${SIGN_IN}Transfer-Encoding: chunked\r\n\r\n2;${'x'.repeat(50_000)}\r\n{}\r\n0\r\n\r\n`),
  },
  {
    name: 'trailers of 50 kB',
    outcome: '431',
    sends: raw(
      `${SIGN_IN}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n${many(2_000, (n) => `x${n}: 12345678901234567\r\n`)}\r\n`,
    ),
  },
  {
    name: 'two compressions that nobody undoes',
    outcome: '400 malformed',
    sends: raw(`${SIGN_IN}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  },
  { name: '200 requests in one breath', outcome: '200 × 200', sends: raw(`${READY}\r\n`.repeat(200)) },
  {
    name: 'a request in the body of another',
    hangsUp: true,
    outcome: '400 malformed',
    sends: raw(`${SIGN_IN}Content-Length: 44\r\n\r\nGET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n`),
  },
  { name: 'an expectation that nobody meets', outcome: '417', sends: request('GET /readyz', { expect: 'a miracle' }) },
  {
    name: 'a change to cleartext HTTP/2',
    outcome: '404',
    sends: request('GET /readyz', {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAMAAABkAAQAAP__',
    }),
  },
  {
    name: 'an address of another server',
    outcome: '400 malformed',
    sends: request('GET http://evil.example/api/accounts/me', { cookie: 'MEMBER' }),
  },
  { name: 'an address of a file', outcome: '400', sends: request('GET file:///etc/passwd') },
  { name: 'an address that is a name', outcome: '400', sends: request('GET evil.example:80') },
]
