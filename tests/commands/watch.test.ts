import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { noteBackup, noteBrokenOff } from '../../server/backup/made.ts'
import { demoContent } from '../../server/demo/content.ts'
import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
import { noteVerified } from '../../server/exports/verifying.ts'
import { DAY_MS } from '../../shared/time.ts'
import { hallTls } from '../hall-tls.ts'
import { startServer } from '../server-process.ts'
import { fillFolder, newFolder, removeStore } from '../stores.ts'
import { SESSION, testClock, world } from '../world.ts'
import { allowsManners } from './manners.ts'

/** What Prometheus reads, as lines of name, labels and value. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line)?.slice(1) ?? [line])

test('[WA1] metrics tell how it goes, and no label tells of whom', async () => {
  const w = await world()
  const base = await w.listen()
  const [chair, member] = await w.people('m01', 'm02')
  await chair.does('versions', 'freeze', { recommendation: 'r01' })
  await member.act('versions', 'freeze', { recommendation: 'r02' })
  await member.sees('sessions', 'session', { id: SESSION })
  const answer = await fetch(`${base}/metrics`)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  const lines = linesOf(await answer.text())
  const value = (name: string, labels = '') =>
    Number(lines.find(([each, own]) => each === name && (own ?? '').includes(labels))?.[2] ?? Number.NaN)
  expect(value('kenes_endpoint_seconds_count', 'endpoint="versions/freeze",kind="command"')).toBe(2)
  expect(value('kenes_endpoint_seconds_count', 'endpoint="sessions/session",kind="query"')).toBe(1)
  expect(value('kenes_refusals_total', 'code="no-right"')).toBe(1)
  expect(value('kenes_store_writable')).toBe(1)
  expect(value('kenes_open_texts')).toBe(0)
  for (const kind of ['updates', 'texts', 'acts', 'later']) expect(value('kenes_log_queue', `"${kind}"`)).toBe(0)
  expect(value('kenes_log_worker_heap_bytes')).toBeGreaterThan(1_000_000)
  expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
  // Labels are of closed lists: names of endpoints, codes, classes.
  const labels = new Set(lines.flatMap(([, own]) => [...(own ?? '').matchAll(/(\w+)="/g)].map(([, name]) => name)))
  const ours = lines.filter(([name]) => name?.startsWith('kenes_')).map(([, own]) => own ?? '')
  expect(
    [...labels].filter(
      (name) => !/^(le|endpoint|kind|code|status|type|space|version|major|minor|patch|gctype)$/.test(name ?? ''),
    ),
  ).toEqual([])
  for (const strange of [SESSION, 'r01', 'm01', 'm02', demoEmail('m01'), '127.0.0.1'])
    expect(ours.filter((own) => own.includes(`"${strange}"`))).toEqual([])
  await w.close()
})

test('[WA1] every query of the Grafana file asks for a metric that is there', async () => {
  const w = await world()
  const base = await w.listen()
  const text = await (await fetch(`${base}/metrics`)).text()
  await w.close()
  const there = new Map([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => [name, type]))
  const board = JSON.parse(readFileSync('docs/grafana.json', 'utf8')) as {
    panels: { title: string; targets: { expr: string }[] }[]
  }
  const asked = board.panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => expr.match(/\b(?:kenes|nodejs|process)_\w+/g) ?? []),
  )
  expect(board.panels.length).toBeGreaterThan(12)
  expect(asked.length).toBeGreaterThan(board.panels.length)
  const isThere = (name: string) =>
    there.has(name) || there.get(name.replace(/_(bucket|sum|count)$/, '')) === 'histogram'
  expect(asked.filter((name) => !isThere(name))).toEqual([])
})

test('[WA1] metrics are for this machine, or for who has the token, and not for what a proxy hands on', async () => {
  const w = await world({ settings: { metricsToken: 'a token of some length' } })
  const base = await w.listen()
  const status = async (headers: Record<string, string> = {}) => (await fetch(`${base}/metrics`, { headers })).status
  expect(await status()).toBe(200)
  expect(await status({ 'x-forwarded-for': '203.0.113.7' })).toBe(404)
  expect(await status({ forwarded: 'for=203.0.113.7' })).toBe(404)
  expect(await status({ 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer a token of some length' })).toBe(200)
  expect(await status({ 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer another of some length' })).toBe(404)
  await w.close()
  const without = await world()
  const other = await without.listen()
  const asked = { 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer null' }
  expect((await fetch(`${other}/metrics`, { headers: asked })).status).toBe(404)
  await without.close()
})

test('[WA2] ready means that the store takes writes and nobody is stopping it; alive it is in any case', async () => {
  const w = await world()
  const base = await w.listen()
  const ask = async (path: string) => {
    const answer = await fetch(`${base}${path}`)
    return [answer.status, await answer.json()]
  }
  expect(await ask('/healthz')).toEqual([200, { ok: true }])
  expect(await ask('/readyz')).toEqual([200, { ready: true }])
  const stopping = w.app.close()
  const answer = await w.app.http.request('/readyz')
  expect([answer.status, await answer.json()]).toEqual([503, { ready: false, reason: 'stopping' }])
  expect((await w.app.http.request('/healthz')).status).toBe(200)
  await stopping
})

test('[WA7] who tries what they may not stands in the log, once, with code and id; what is refused every day does not', async () => {
  const lines: unknown[] = []
  const w = await world({ log: (level, message, fields) => void lines.push({ level, message, ...fields }) })
  try {
    const member = await w.person('m03')
    const refused = (asked: string, code: string, account: string | null = 'm03') => [
      { level: 'info', message: 'refused', asked, code, account, requestId: expect.any(String) },
    ]
    const tries = [
      [() => member.raw('GET', '/api/accounts/people'), refused('accounts/people', 'no-right')],
      [() => member.raw('POST', '/api/votes/cast', '{}'), refused('votes/cast', 'malformed')],
      [
        () => member.raw('POST', '/api/votes/cast', '{}', { origin: 'https://else.example' }),
        refused('votes/cast', 'foreign-origin', null),
      ],
      [() => member.raw('GET', '/a@b.example/%00'), refused('elsewhere', 'malformed', null)],
      [() => member.raw('GET', '/api/sessions/session?id=nothing'), []],
      [() => w.app.http.request('/api/accounts/people'), []],
    ] as const
    for (const [asks, said] of tries) {
      lines.length = 0
      expect((await asks()).ok).toBe(false)
      expect(lines).toEqual(said)
    }
  } finally {
    await w.close()
  }
})

test('[WA3] no line of the log tells of a person, a choice, a secret or an address', async () => {
  const store = newFolder()
  const folder = store.kind === 'sqlite' ? dirname(store.file) : ''
  fillFolder(folder)
  const before = await world({ store })
  await allowsManners(before, ['open', 'sealed'])
  await before.close()
  await using server = await startServer({ dataDir: folder, env: { LOG_LEVEL: 'debug', TRUST_PROXY: '1' } })
  const from = { 'x-forwarded-for': '203.0.113.7', 'user-agent': 'Peculiar/7.3 (of Aigerim)' }
  const post = (path: string, body: object, cookie = '') =>
    fetch(`${server.origin}/api/${path}`, {
      method: 'POST',
      headers: { ...from, cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  // A wrong password, and a right one.
  expect((await post('accounts/sign-in', { email: demoEmail('m07'), password: 'wrong sentence' })).status).toBe(401)
  const signedIn = await post('accounts/sign-in', { email: demoEmail('m07'), password: DEMO_PASSWORD })
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  expect(cookie).toMatch(/^kenes=.{20}/)
  // A sealed vote.
  const chair = await server.cookie('m01')
  const frozen = await (await post('versions/freeze', { recommendation: 'r01' }, chair)).json()
  const { hash } = (frozen as { version: { hash: string } }).version
  const opened = await post('votes/open', { recommendation: 'r01', hash, manner: 'sealed' }, chair)
  const { vote } = (await opened.json()) as { vote: string }
  const choice = { vote, hash, place: 'm07', choice: 'against' }
  expect((await post('votes/cast', choice, cookie)).status).toBe(200)
  // A fault: a table is gone, and what was asked carries words of a person.
  const db = new DatabaseSync(join(folder, 'kenes.sqlite'))
  db.exec('PRAGMA foreign_keys = OFF; ALTER TABLE findings RENAME TO findings_elsewhere')
  db.close()
  const broken = await fetch(`${server.origin}/api/evidence/evidence?session=${SESSION}`, {
    headers: { ...from, cookie },
  })
  expect(broken.status).toBe(500)
  expect(await broken.json()).toEqual({ code: 'fault', requestId: expect.stringMatching(/^[0-9a-z]{16}$/) })
  await server.ends('SIGTERM')
  await removeStore(store)

  const lines = server.err.trim().split('\n')
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), msg: expect.any(String) })
  expect(lines.filter((line) => line.includes('"msg":"fault"'))).toHaveLength(1)
  const { members, participants } = demoContent()
  const secrets = [
    '@',
    ...[...members, ...participants].flatMap(({ name }) => Object.values(name)),
    DEMO_PASSWORD,
    'wrong sentence',
    cookie.split('=')[1] ?? '',
    'kenes=',
    '"against"',
    'm07',
    '203.0.113.7',
    '127.0.0.1',
    'Aigerim',
  ]
  expect(secrets.filter((secret) => server.err.includes(secret))).toEqual([])
})

test('[WA4] how the server stands is for the secretariat and the administrator', async () => {
  using tls = hallTls(['kenes.hall'], Date.now())
  const w = await world({ tls: tls.files, clock: testClock(Date.now()) })
  await w.listen()
  const [secretary, member] = await w.people('s01', 'm02')
  expect(await member.ask('status', 'now')).toMatchObject({ status: 403, code: 'no-right', rule: 'WA4' })
  expect(await member.act('status', 'verify', {})).toMatchObject({ status: 403, code: 'no-right', rule: 'WA4' })
  const now = await secretary.sees('status', 'now')
  expect(now).toMatchObject({
    version: '0.1.0',
    store: { kind: w.store.kind, takesWrites: true, form: expect.stringMatching(/^\d{4}-/) },
    backup: null,
    line: 'https',
    certificate: { names: ['kenes.hall', 'localhost', '127.0.0.1', '::1'], days: 395 },
    redis: null,
    texts: 0,
    connections: 0,
  })
  expect(now.store.size).toBeGreaterThan(100_000)
  expect([now.disk === null, now.servers]).toEqual(w.store.kind === 'sqlite' ? [false, null] : [true, 1])
  await w.close()
})

test('[WA5] verify runs beside the server and says what it found; the command is noted too', async () => {
  const w = await world()
  const secretary = await w.person('s01')
  const verifies = async () => {
    await secretary.does('status', 'verify', {})
    // Who presses twice joins the run.
    await secretary.does('status', 'verify', {})
    await expect
      .poll(async () => (await secretary.sees('status', 'now')).verify.running, { timeout: 40_000 })
      .toBe(false)
    return (await secretary.sees('status', 'now')).verify.last
  }
  expect((await secretary.sees('status', 'now')).verify).toEqual({ running: false, last: null })
  const head = await secretary.sees('record', 'head')
  expect(await verifies()).toMatchObject({ findings: 0, head })
  await w.app.house.db
    .updateTable('text_log')
    .set({ sum: '0'.repeat(64) })
    .execute()
  expect((await verifies())?.findings).toBeGreaterThan(0)
  const noted = { at: w.clock.now() + 1, findings: 0, head }
  expect(await noteVerified(w.store, noted)).toBe(true)
  expect((await secretary.sees('status', 'now')).verify.last).toEqual(noted)
  await w.close()
})

test('[WA6] [WA8] the last backup is shown with its head, and one that broke off after it; who keeps the house is told when there was none for long', async () => {
  const w = await world({ settings: { backupWithinDays: 7 } })
  const [secretary, chair] = await w.people('s01', 'm01')
  const said = async () => {
    const { files } = await secretary.sees('status', 'now')
    expect((await secretary.sees('status', 'notices')).daysWithout).toBe(files.daysWithout)
    return files
  }
  // A store of today needs none yet.
  expect(await said()).toEqual({ last: null, brokenOff: null, daysWithout: null })
  const now = w.clock.now()
  const hash = 'a'.repeat(64)
  const made = { at: now - 7 * DAY_MS, file: 'friday.kenes', bytes: 1_234_567 }
  const last = { ...made, head: { number: 12, hash } }
  expect(await noteBackup(w.store, { ...made, head: `12:${hash}` })).toBe(true)
  expect(await said()).toEqual({ last, brokenOff: null, daysWithout: null })
  await noteBrokenOff(w.store, made.at + 1)
  expect(await said()).toEqual({ last, brokenOff: made.at + 1, daysWithout: null })
  const older = made.at - DAY_MS
  await noteBackup(w.store, { ...made, at: older, head: `12:${hash}` })
  expect(await said()).toMatchObject({ daysWithout: 8 })
  // The chair who presides hears of the second disk, and not of this.
  expect((await chair.sees('status', 'notices')).daysWithout).toBeNull()
  await noteBackup(w.store, { ...made, at: now, head: `12:${hash}` })
  expect(await said()).toMatchObject({ brokenOff: null, daysWithout: null })
  await w.close()
})
