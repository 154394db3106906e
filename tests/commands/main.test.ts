import { expect, test } from 'vitest'
import { codeOf, stepAt } from '../../server/accounts/totp.ts'
import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import { spawnServer, startServer } from '../server-process.ts'
import { newFolder } from '../stores.ts'

test('[AC9] the demo prints a sign-in line per person and one ready line, ends cleanly, and a second start keeps what was written', async () => {
  await using first = await startServer()
  expect(first.out.match(/\/sign-in\?email=/g)).toHaveLength(31)
  expect(first.out.match(/^ready http:\/\/127\.0\.0\.1:\d+$/gm)).toHaveLength(1)
  const cookie = await first.cookie('m01')
  const head = await first.sees('/api/record/head', 'm01')
  expect(await first.ends('SIGTERM')).toBe(0)

  await using second = await startServer({ store: first.address })
  // The sign-in and the record book are the same.
  expect(await (await fetch(`${second.origin}/api/record/head`, { headers: { cookie } })).json()).toEqual(head)
  expect((await second.get('/healthz')).status).toBe(200)
  expect((await second.get('/readyz')).status).toBe(200)
  expect(await (await second.get('/metrics')).text()).toContain('kenes_live_connections')
  // A second word while it stops, as Ctrl+C gives, does not break that off.
  expect(await Promise.all([second.ends('SIGINT'), second.ends('SIGTERM')])).toEqual([0, 0])
  // Passwords and cookies are in no log.
  const logged = first.err + second.err
  expect(logged).not.toContain(DEMO_PASSWORD)
  expect(logged).not.toContain('kenes=')
})

test('[AC9] [AC7] a workspace starts empty with a set-up link, good once; a demo store does not open as one', async () => {
  await using server = await startServer({ workspace: true })
  const code = /set-up\?code=(\w+)/.exec(server.out)?.[1] ?? ''
  const setUp = () =>
    fetch(`${server.origin}/api/accounts/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, email: 'first@example.org', name: 'Асель', password: 'a sentence of my own' }),
    })
  const made = await setUp()
  expect(made.status).toBe(200)
  expect(await made.json()).toMatchObject({ role: 'secretariat', mustEnrol: true })
  // A second factor first; then the record book can be read: it begins with this account. There is no session yet.
  const cookie = (made.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const ask = async (path: string, body?: object) =>
    (
      await fetch(`${server.origin}/api/${path}`, {
        headers: { cookie, 'content-type': 'application/json' },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      })
    ).json()
  expect(await ask('record/entries')).toMatchObject({ code: 'second-factor-missing' })
  const { secret } = (await ask('accounts/enrol-second-factor', {})) as { secret: string }
  await ask('accounts/confirm-second-factor', { code: codeOf(secret, stepAt(Date.now())) })
  const book = (await ask('record/entries')) as { entries: { act: string }[] }
  expect(book.entries.map(({ act }) => act)).toEqual(['second-factor-set', 'account-created'])
  // It makes and invites the others; without a mail server the link is shown.
  const name = { kk: 'Қайрат', ru: 'Кайрат', en: 'Kairat' }
  const person = { name, email: 'kairat@example.org', role: 'person', languages: [], phone: null, organisation: null }
  const { id } = (await ask('accounts/create', person)) as { id: string }
  expect(await ask('accounts/invite', { account: id })).toMatchObject({ mailed: false })
  expect(((await (await setUp()).json()) as { code: string }).code).toBe('used-up')
  await server.ends('SIGTERM')

  await using wrong = await spawnServer({ store: server.address })
  expect(await wrong.ended).toBe(1)
  expect(wrong.err.trim().split('\n')).toHaveLength(1)
  expect(wrong.err).toContain('not a demo one')
})

test.each([
  [{ PORT: 'seventy' }, 'PORT'],
  [{ HOST: '0.0.0.0' }, 'INSECURE_LAN'],
  [{ PUBLIC_URL: 'kenes' }, 'PUBLIC_URL'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
] as const)('[AC9] a wrong setting %j stops the start with one line', async (env, named) => {
  await using server = await spawnServer({ workspace: true, env })
  expect(await server.ended).toBe(1)
  expect(server.err.trim().split('\n')).toHaveLength(1)
  expect(server.err).toContain(named)
  expect(server.out).toBe('')
})

test('[AC9] a second server on the same folder does not start, and after a kill -9 the next one does', async () => {
  await using first = await startServer({ store: newFolder() })
  await using second = await spawnServer({ store: first.address })
  expect(await second.ended).toBe(1)
  expect(second.err.trim().split('\n')).toHaveLength(1)
  expect(second.err).toContain('another server')
  await first.ends('SIGKILL')
  await first.again()
  expect(await first.ends('SIGTERM')).toBe(0)
})

test('[AC9] a demo store with its known passwords listens on loopback only', async () => {
  await using server = await spawnServer({ env: { HOST: '0.0.0.0', INSECURE_LAN: '1' } })
  expect(await server.ended).toBe(1)
  expect(server.err).toContain('DEMO_PUBLIC=1')
})
