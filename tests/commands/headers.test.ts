import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type World, world } from '../world.ts'

let w: World
afterEach(() => w.close())

const DIST = join(import.meta.dirname, '..', '..', 'dist')
const asset = (kind: RegExp) => `/assets/${readdirSync(join(DIST, 'assets')).find((name) => kind.test(name))}`

const SAME_EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
}
const PAGE_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self' ws://localhost wss://localhost; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** An address of every kind that is answered: method, path, status, and what is sent. */
const KINDS = (): readonly (readonly [string, string, number, string?])[] => [
  ['GET', '/', 200],
  ['HEAD', '/', 200],
  ['GET', '/sign-in', 200],
  ['GET', '/check/abcdef0123456789', 200],
  ['GET', '/screen/hall', 200],
  ['GET', '/published', 200],
  ['GET', asset(/\.js$/), 200],
  ['GET', asset(/\.css$/), 200],
  ['GET', '/assets/none.js', 404],
  ['GET', '/api', 200],
  ['GET', '/api/openapi.json', 200],
  ['GET', '/healthz', 200],
  ['GET', '/readyz', 200],
  ['GET', '/metrics', 404],
  ['GET', '/api/accounts/me', 200],
  ['GET', '/api/adoption/published', 200],
  ['GET', '/api/accounts/people', 403],
  ['GET', '/api/recommendations/text?id=none', 404],
  ['GET', '/api/none/none', 404],
  ['GET', '/api/accounts/me?x=%00', 400],
  ['GET', '/live/r01', 404],
  ['GET', '/api/news?session=2025-04-joint', 200],
  ['GET', '/api/exports/file?session=2025-04-joint&kind=session&format=json&language=ru', 200],
  ['GET', '/api/accounts/sign-in-log-file', 403],
  ['POST', '/api/accounts/sign-out', 400, 'no json'],
  ['POST', '/api/accounts/end-sign-in', 400, '{}'],
  ['POST', '/api/accounts/end-other-sign-ins', 200, '{}'],
  ['POST', '/api/accounts/end-other-sign-ins', 413, ' '.repeat(1_048_577)],
  ['PUT', '/api/accounts/me', 404, '{}'],
  ['OPTIONS', '/api/accounts/me', 404],
]

test('[AC60] every kind of answer has every header with its value; over https also that it is https alone', async () => {
  for (const https of [false, true]) {
    w = await world({ pages: true, settings: { https } })
    const m05 = await w.person('m05')
    for (const [method, path, status, body] of KINDS()) {
      const answer = await m05.raw(method, path, body)
      const said = Object.fromEntries(Object.keys(SAME_EVERYWHERE).map((name) => [name, answer.headers.get(name)]))
      expect([method, path, answer.status, said]).toEqual([method, path, status, SAME_EVERYWHERE])
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect([path, policy.split('; ').includes("frame-ancestors 'none'")]).toEqual([path, true])
      expect([path, /script-src[^;]*(unsafe|data:|\*|https?:)/.test(policy)]).toEqual([path, false])
      if (!path.startsWith('/api/exports/')) expect([path, policy]).toEqual([path, PAGE_POLICY])
      expect(answer.headers.get('permissions-policy')).toMatch(/^camera=\(\), microphone=\(\), geolocation=\(\), /)
      expect(answer.headers.get('strict-transport-security')).toBe(https ? 'max-age=31536000' : null)
      await answer.body?.cancel()
    }
    if (!https) await w.close()
  }
})

test('[AC60] a fault has them too, and tells nothing else', async () => {
  w = await world()
  const s01 = await w.person('s01')
  await w.app.house.db.schema.alterTable('sign_in_log').renameTo('elsewhere').execute()
  const fault = await s01.raw('GET', '/api/accounts/sign-in-log')
  expect([fault.status, Object.keys((await fault.json()) as object)]).toEqual([500, ['code', 'requestId']])
  for (const [name, value] of Object.entries(SAME_EVERYWHERE))
    expect([name, fault.headers.get(name)]).toEqual([name, value])
  expect(fault.headers.get('content-security-policy')).toBe(PAGE_POLICY)
  // It stands in the server’s log, which a test world calls out at its end.
  await expect(w.close()).rejects.toThrow(/^faults: fault /)
  w = await world()
})

test('[AC60] the built page has no script, style or handler in itself', async () => {
  w = await world({ pages: true })
  expect(existsSync(join(DIST, 'index.html'))).toBe(true)
  const html = readFileSync(join(DIST, 'index.html'), 'utf8')
  const answered = await (await (await w.person('m05')).raw('GET', '/')).text()
  for (const page of [html, answered]) {
    expect(page).toMatch(/<script type="module"[^>]* src="\/assets\//)
    expect([...page.matchAll(/<script\b(?![^>]*\bsrc=)[^>]*>/g)].map(([tag]) => tag)).toEqual([])
    expect(page).not.toMatch(/<style\b|\sstyle=|\son[a-z]+=|javascript:/i)
  }
})
