import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const NODE = join('node_modules', '.bin', 'node')
let folder: string
const running = new Set<ChildProcess>()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kenes-start-'))
})
afterEach(async () => {
  await Promise.all([...running].map(stop))
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the server as its operator does; answers when it is ready or has ended. */
function start(...options: string[]): Promise<{ child: ChildProcess; words: string; code: number | null }> {
  const env = { ...process.env, DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', PUBLIC_URL: '' }
  const child = spawn(NODE, ['server/main.ts', ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  return new Promise((resolve) => {
    let words = ''
    const hear = (data: Buffer) => {
      words += data
      if (/^ready /m.test(words)) resolve({ child, words, code: null })
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', (code) => {
      running.delete(child)
      resolve({ child, words, code })
    })
  })
}

const stop = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode)
    child.once('close', resolve)
    child.kill('SIGTERM')
  })

test('[AC7] a new workspace prints a code at its start, the code makes the first account, and no later start prints one', async () => {
  const first = await start()
  const [, address, code] =
    /Set up the first secretariat account: (\S+)\/set-up\?code=([0-9a-z]{16})/.exec(first.words) ?? []
  const words = JSON.stringify({ code, email: 'owner@example.org', name: 'Aigerim', password: 'twelve letters' })
  const setUp = () =>
    fetch(`${address}/api/accounts/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: words,
    })
  const made = await setUp()
  expect([made.status, await made.json()]).toMatchObject([200, { role: 'secretariat', demo: false }])
  expect((await setUp()).status).toBe(409)
  expect(await stop(first.child)).toBe(0)
  const second = await start()
  expect(second.words).toContain('ready')
  expect(second.words).not.toContain('set-up')
})

test('[AC7] a code that was not used is replaced by that of the next start', async () => {
  const codeOf = (words: string) => /code=([0-9a-z]{16})/.exec(words)?.[1]
  const first = await start()
  await stop(first.child)
  const second = await start()
  expect(codeOf(second.words)).toMatch(/^[0-9a-z]{16}$/)
  expect(codeOf(second.words)).not.toBe(codeOf(first.words))
  const address = /^ready (\S+)/m.exec(second.words)?.[1]
  const old = await fetch(`${address}/api/accounts/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      code: codeOf(first.words),
      email: 'owner@example.org',
      name: 'Aigerim',
      password: 'twelve letters',
    }),
  })
  expect(await old.json()).toMatchObject({ code: 'used-up', rule: 'AC7' })
})

test('[AC9] a workspace never opens as a demo, nor a demo as a workspace', async () => {
  const workspace = await start()
  await stop(workspace.child)
  const asDemo = await start('--demo')
  expect(asDemo.code).toBe(1)
  expect(asDemo.words).toContain('this folder holds a workspace store, not a demo one')
  rmSync(folder, { recursive: true })
  const demo = await start('--demo')
  expect(demo.words).toContain('all persons are invented')
  await stop(demo.child)
  const asWorkspace = await start()
  expect(asWorkspace.code).toBe(1)
  expect(asWorkspace.words).toContain('this folder holds a demo store, not a workspace one')
})
