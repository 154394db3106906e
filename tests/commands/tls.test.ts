import { X509Certificate } from 'node:crypto'
import { copyFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectHttp2 } from 'node:http2'
import { connect as connectPlainly } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
import { say } from '../../shared/messages/translate.ts'
import { DAY_MS, MINUTE_MS } from '../../shared/time.ts'
import { getsSecurely, hallTls } from '../hall-tls.ts'
import { spawnServer, startServer } from '../server-process.ts'
import { SESSION, testClock, world } from '../world.ts'

/** A request over HTTP/2, and the answer. */
async function overHttp2(
  base: string,
  ca: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; headers: Record<string, unknown>; words: string; protocol: string }> {
  const session = connectHttp2(base, { ca })
  try {
    return await new Promise((resolve, reject) => {
      session.once('error', reject)
      const stream = session.request(headers)
      let answered: Record<string, unknown> = {}
      let words = ''
      stream.on('response', (got) => {
        answered = got
      })
      stream.on('data', (chunk) => {
        words += chunk
        // A stream of news does not end by itself.
        if (String(answered['content-type']).startsWith('text/event-stream')) stream.close()
      })
      stream.on('close', () =>
        resolve({
          status: Number(answered[':status']),
          headers: answered,
          words,
          protocol: session.alpnProtocol ?? '',
        }),
      )
      stream.on('error', reject)
      stream.end(body)
    })
  } finally {
    session.close()
  }
}

test('[HA1] the server itself speaks HTTPS and HTTP/2: sign-in, questions, acts, news and live texts', async () => {
  using tls = hallTls(['kenes.hall'], Date.now())
  const w = await world({ tls: tls.files, clock: testClock(Date.now()) })
  const base = await w.listen()
  expect(base).toMatch(/^https:/)
  const own = { origin: base, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  const signIn = await overHttp2(
    base,
    tls.ca,
    { ...own, ':method': 'POST', ':path': '/api/accounts/sign-in' },
    JSON.stringify({ email: demoEmail('m01'), password: DEMO_PASSWORD }),
  )
  expect([signIn.protocol, signIn.status]).toEqual(['h2', 200])
  // Cookies are bound to the host and never go out without TLS; browsers are told to come no other way.
  const [cookie = ''] = [signIn.headers['set-cookie']].flat().map(String)
  expect(cookie).toMatch(/^__Host-kenes=\w+;.*Secure/)
  expect(signIn.headers['strict-transport-security']).toBe('max-age=31536000')
  const signedIn = { ...own, cookie: cookie.split(';')[0] ?? '' }
  expect((await overHttp2(base, tls.ca, { ...signedIn, ':path': '/api/accounts/me' })).words).toContain('"m01"')
  // A page of the same name without TLS is another origin.
  const foreign = { ...signedIn, origin: base.replace('https', 'http') }
  const act = { ':method': 'POST', ':path': '/api/sessions/check-in' }
  const input = JSON.stringify({ session: SESSION, where: 'hall' })
  expect((await overHttp2(base, tls.ca, { ...foreign, ...act }, input)).words).toContain('foreign-origin')
  expect((await overHttp2(base, tls.ca, { ...signedIn, ...act }, input)).words).not.toContain('foreign-origin')
  const news = await overHttp2(base, tls.ca, { ...signedIn, ':path': `/api/news?session=${SESSION}` })
  expect([news.status, news.words]).toEqual([200, expect.stringContaining('event: ready')])
  // HTTP/1.1 is there for WebSockets, which browsers open over it.
  expect((await getsSecurely(`${base}/healthz`, tls.ca)).status).toBe(200)
  const { recommendations } = await (await w.person('m01')).sees('recommendations', 'list', { session: SESSION })
  const socket = new WebSocket(`${base.replace('https', 'wss')}/live/${recommendations[1]?.textId}?v=1`, {
    ca: tls.ca,
    headers: { origin: base, cookie: signedIn.cookie },
  })
  const first = await new Promise<Buffer>((resolve, reject) => {
    socket.once('message', (data) => resolve(data as Buffer))
    socket.once('error', reject)
  })
  expect(first.length).toBeGreaterThan(0)
  socket.terminate()
  await w.close()
})

test('[HA1] nothing older than TLS 1.2 is spoken, and HTTP/2 is offered', async () => {
  using tls = hallTls(['kenes.hall'], Date.now())
  const w = await world({ tls: tls.files, clock: testClock(Date.now()) })
  const port = Number(new URL(await w.listen()).port)
  const shake = (maxVersion: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
    new Promise<string>((resolve) => {
      const socket = connectTls({
        host: '127.0.0.1',
        port,
        ca: tls.ca,
        minVersion: 'TLSv1',
        maxVersion,
        // A client of old times, which signs with SHA-1.
        ciphers: 'DEFAULT@SECLEVEL=0',
        ALPNProtocols: ['h2', 'http/1.1'],
      })
      socket.once('secureConnect', () => {
        resolve(`${socket.getProtocol()} ${socket.alpnProtocol}`)
        socket.destroy()
      })
      socket.once('error', () => resolve('refused'))
    })
  expect(await shake('TLSv1.1')).toBe('refused')
  expect(await shake('TLSv1.2')).toBe('TLSv1.2 h2')
  expect(await shake('TLSv1.3')).toBe('TLSv1.3 h2')
  // Who hangs up before the first byte harms nobody.
  await new Promise<void>((resolve) => {
    const gone = connectPlainly(port, '127.0.0.1', () => gone.destroy())
    gone.once('close', () => resolve())
  })
  expect((await getsSecurely(`https://127.0.0.1:${port}/healthz`, tls.ca)).status).toBe(200)
  await w.close()
})

test('[HA3] who comes without TLS is led to https, and reads there how to trust the authority first', async () => {
  using tls = hallTls(['kenes.hall', '192.168.8.2'], Date.now())
  const w = await world({ tls: tls.files, clock: testClock(Date.now()) })
  const base = await w.listen()
  const plain = base.replace('https', 'http')
  const asks = (path: string, init: RequestInit = {}) => fetch(`${plain}${path}`, { redirect: 'manual', ...init })
  const led = await asks('/votes/v1?view=roll')
  expect([led.status, led.headers.get('location')]).toEqual([308, `${base}/votes/v1?view=roll`])
  // Nothing of the workspace is answered there, and nothing is taken.
  for (const path of ['/api/accounts/me', '/readyz', '/metrics']) expect((await asks(path)).status).toBe(403)
  const post = await asks('/api/accounts/sign-in', { method: 'POST', body: '{}' })
  expect([post.status, post.headers.get('set-cookie')]).toEqual([403, null])

  const authority = new X509Certificate(tls.ca)
  for (const language of ['kk', 'ru', 'en'] as const) {
    const page = await asks(`/trust?language=${language}`)
    const words = await page.text()
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(words).toContain(`lang="${language}"`)
    expect(words).toContain(say(language, 'trust.title'))
    // What is compared is what the command printed, and for what it stands is said.
    expect(words.replace(/<\/?(span|wbr)>/g, '')).toContain(authority.fingerprint256)
    expect(words).toContain('kenes.hall, 192.168.8.2')
    // Whole without another file.
    expect(words).not.toMatch(/<(script|link|img)/)
  }
  const file = await asks('/trust/kenes-authority.crt')
  expect(file.headers.get('content-type')).toBe('application/x-x509-ca-cert')
  expect(new X509Certificate(Buffer.from(await file.arrayBuffer())).fingerprint256).toBe(authority.fingerprint256)
  // Over TLS it is the same page.
  expect((await getsSecurely(`${base}/trust`, tls.ca)).words).toContain('kenes-authority.crt')
  await w.close()

  // A server whose certificate brings no authority of its own has no such page, nor one without TLS.
  const without = await world()
  expect((await without.app.http.request('/trust')).status).toBe(404)
  await without.close()
})

test('[HA2] a certificate renewed on the disk is taken up within a minute; one that does not serve is said, and the old goes on', async () => {
  const clock = testClock(Date.now())
  using tls = hallTls(['kenes.hall'], clock.now() - DAY_MS)
  using other = hallTls(['kenes.hall'], clock.now())
  const said: string[] = []
  const w = await world({
    tls: tls.files,
    clock,
    log: (_, message, fields) => said.push(`${message} ${JSON.stringify(fields)}`),
  })
  const base = await w.listen()
  const served = async () => (await getsSecurely(`${base}/healthz`, tls.ca)).fingerprint
  const before = await served()
  expect(before).not.toBe('')
  tls.renew(clock.now())
  expect(await served()).toBe(before)
  clock.move(MINUTE_MS)
  const after = await served()
  expect(after).not.toBe(before)
  expect(said.filter((line) => line.startsWith('the certificate was renewed'))).toHaveLength(1)
  // Half of a new pair, then no key at all, then words: what was served is served on.
  const key = `${tls.files.key}.kept`
  copyFileSync(tls.files.key, key)
  for (const spoil of [
    () => copyFileSync(other.files.key, tls.files.key),
    () => rmSync(tls.files.key),
    () => writeFileSync(tls.files.key, 'words'),
  ]) {
    spoil()
    clock.move(MINUTE_MS)
    clock.move(MINUTE_MS)
    expect(await served()).toBe(after)
  }
  expect(said.filter((line) => line.startsWith('the certificate cannot be renewed'))).toHaveLength(3)
  copyFileSync(key, tls.files.key)
  tls.renew(clock.now())
  clock.move(MINUTE_MS)
  expect(await served()).not.toBe(after)
  // From a fortnight before its end it says so, once a day.
  clock.move(390 * DAY_MS)
  clock.move(MINUTE_MS)
  expect(said.filter((line) => line.startsWith('the certificate ends soon'))).toHaveLength(1)
  await w.close()
})

test('[HA1] the operator starts it with two settings; a wrong certificate stops the start with one line', async () => {
  using tls = hallTls(['kenes.hall'], Date.now())
  using other = hallTls(['kenes.hall'], Date.now())
  using ended = hallTls(['kenes.hall'], Date.now() - 500 * DAY_MS)
  const settings = { TLS_CERT: tls.files.cert, TLS_KEY: tls.files.key }
  await using server = await startServer({ env: settings })
  expect(server.out).toMatch(/^ready https:\/\/127\.0\.0\.1:\d+$/m)
  expect((await getsSecurely(`${server.origin}/readyz`, tls.ca)).status).toBe(200)
  // A stop ends what is open and comes to its end.
  const socket = connectTls({ host: '127.0.0.1', port: Number(new URL(server.origin).port), ca: tls.ca })
  await new Promise((resolve) => socket.once('secureConnect', resolve))
  expect(await server.ends('SIGTERM')).toBe(0)
  socket.destroy()

  for (const [env, words] of [
    [{ TLS_CERT: tls.files.cert }, /^TLS_CERT and TLS_KEY go together/],
    [{ ...settings, TLS_CERT: '/nowhere/server.crt' }, /^TLS_CERT \/nowhere\/server\.crt cannot be read \(ENOENT\)$/],
    [{ ...settings, TLS_KEY: other.files.key }, /^TLS_KEY is not the key/],
    [{ TLS_CERT: ended.files.cert, TLS_KEY: ended.files.key }, /^the certificate in TLS_CERT ended on/],
    [{ ...settings, PUBLIC_URL: 'http://kenes.hall' }, /^PUBLIC_URL begins with http/],
  ] as const) {
    await using wrong = await spawnServer({ env })
    expect(await wrong.ended).toBe(1)
    expect(wrong.err.trim()).toMatch(words)
    expect(wrong.err.trim().split('\n')).toHaveLength(1)
    expect(wrong.out).toBe('')
  }
})
