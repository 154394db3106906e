import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { joined, until } from '../live/people.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'server', 'main.ts')

/** The server as the operator starts it: a process of its own. */
type Running = {
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  readonly ended: Promise<number | null>
}
const running: Running[] = []

function starts(dataDir: string, settings: Record<string, string> = {}, ...args: string[]): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATA_DIR: dataDir, ...settings },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const one = { child, out: () => out, err: () => err, ended }
  running.push(one)
  return one
}

const READY = /^ready (http:\/\/127\.0\.0\.1:\d+)$/gm
async function ready(server: Running): Promise<string> {
  await until('it is ready', () => server.out().includes('\nready ') || server.out().startsWith('ready '))
  return [...server.out().matchAll(READY)][0]?.[1] ?? ''
}

async function stops(server: Running): Promise<number | null> {
  server.child.kill('SIGTERM')
  return server.ended
}

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
})

test('[AC9] the demo prints a sign-in line per person and one ready line, ends cleanly, and a second start keeps what was written', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kenes-main-'))
  const first = starts(dataDir, {}, '--demo')
  const url = await ready(first)
  expect(first.out().match(/\/sign-in\?email=/g)).toHaveLength(31)
  expect(first.out().match(READY)).toHaveLength(1)
  const signIn = await fetch(`${url}/api/accounts/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'm01@demo.kenes.example', password: 'demo-kenes-2025' }),
  })
  const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const head = await (await fetch(`${url}/api/record/head`, { headers: { cookie } })).json()
  expect(await stops(first)).toBe(0)

  const second = starts(dataDir, {}, '--demo')
  const again = await ready(second)
  // The sign-in and the record book are the same.
  expect(await (await fetch(`${again}/api/record/head`, { headers: { cookie } })).json()).toEqual(head)
  expect((await fetch(`${again}/healthz`)).status).toBe(200)
  expect((await fetch(`${again}/readyz`)).status).toBe(200)
  expect(await (await fetch(`${again}/metrics`)).text()).toContain('kenes_live_connections')
  expect(await stops(second)).toBe(0)
  // Passwords and cookies are in no log.
  expect(first.err() + second.err()).not.toMatch(/demo-kenes-2025|kenes=/)
  rmSync(dataDir, { recursive: true })
})

test('[LT1] kill -9 loses nothing that was called saved', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kenes-main-'))
  const signIn = async (url: string, id: string) => {
    const response = await fetch(`${url}/api/accounts/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${id}@demo.kenes.example`, password: 'demo-kenes-2025' }),
    })
    return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
  const first = starts(dataDir, {}, '--demo')
  const url = await ready(first)
  const host = { url: `${url.replace('http', 'ws')}/live`, origin: url }
  const writer = await joined(host, 'r01', await signIn(url, 'm02'), { ours: true })
  for (let word = 0; word < 200; word += 1) writer.types(` w${word}`)
  await until('half of it is saved', () => writer.saved() > 100)
  const saved = writer.saved()
  first.child.kill('SIGKILL')
  await first.ended
  writer.leaves()

  const second = starts(dataDir, {}, '--demo')
  const again = await ready(second)
  const text = await fetch(`${again}/api/recommendations/text?id=r01`, {
    headers: { cookie: await signIn(again, 'm02') },
  })
  const { plain } = (await text.json()) as { plain: { text: { en: string } } }
  // The first of the frames is the answer to the server's step 1; each of the others is a word.
  const kept = plain.text.en.match(/ w\d+/g) ?? []
  expect(kept.length).toBeGreaterThanOrEqual(saved - 1)
  expect(kept).toEqual(kept.map((_, word) => ` w${word}`))
  await stops(second)
  rmSync(dataDir, { recursive: true })
})

test('[AC9] [AC7] a workspace starts empty with a set-up link, good once; a demo store does not open as one', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kenes-main-'))
  const server = starts(dataDir)
  const url = await ready(server)
  const code = /set-up\?code=(\w+)/.exec(server.out())?.[1] ?? ''
  const setUp = () =>
    fetch(`${url}/api/accounts/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, email: 'first@example.org', name: 'Асель', password: 'a sentence of my own' }),
    })
  const made = await setUp()
  expect(made.status).toBe(200)
  expect(((await made.json()) as { role: string }).role).toBe('secretariat')
  // There is no session yet, and the record book can be read: it begins with this account.
  const cookie = (made.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const book = await (await fetch(`${url}/api/record/entries`, { headers: { cookie } })).json()
  expect((book as { entries: { act: string }[] }).entries.map(({ act }) => act)).toEqual(['account-created'])
  expect(((await (await setUp()).json()) as { code: string }).code).toBe('used-up')
  await stops(server)

  const wrong = starts(dataDir, {}, '--demo')
  expect(await wrong.ended).toBe(1)
  expect(wrong.err().trim().split('\n')).toHaveLength(1)
  expect(wrong.err()).toContain('not a demo one')
  rmSync(dataDir, { recursive: true })
})

test.each([
  [{ PORT: 'seventy' }, 'PORT'],
  [{ HOST: '0.0.0.0' }, 'INSECURE_LAN'],
  [{ PUBLIC_URL: 'kenes' }, 'PUBLIC_URL'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
] as const)('[AC9] a wrong setting %j stops the start with one line', async (settings, named) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kenes-main-'))
  const server = starts(dataDir, settings)
  expect(await server.ended).toBe(1)
  expect(server.err().trim().split('\n')).toHaveLength(1)
  expect(server.err()).toContain(named)
  expect(server.out()).toBe('')
  rmSync(dataDir, { recursive: true })
})

test('[AC9] a second server on the same folder does not start, and after a kill -9 the next one does', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kenes-main-'))
  const first = starts(dataDir, {}, '--demo')
  await ready(first)
  const second = starts(dataDir, {}, '--demo')
  expect(await second.ended).toBe(1)
  expect(second.err().trim().split('\n')).toHaveLength(1)
  expect(second.err()).toContain('another server')
  first.child.kill('SIGKILL')
  await first.ended
  const third = starts(dataDir, {}, '--demo')
  await ready(third)
  expect(await stops(third)).toBe(0)
  rmSync(dataDir, { recursive: true })
})

test('[AC9] a demo store with its known passwords listens on loopback only', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kenes-main-'))
  const server = starts(dataDir, { HOST: '0.0.0.0', INSECURE_LAN: '1' }, '--demo')
  expect(await server.ended).toBe(1)
  expect(server.err()).toContain('DEMO_PUBLIC=1')
  rmSync(dataDir, { recursive: true })
})
