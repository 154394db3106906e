import { argon2Sync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDoorkeeper } from '../../server/accounts/commands.ts'
import { hashPassword, verifyPassword } from '../../server/accounts/password.ts'
import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId } from '../../shared/ids.ts'
import { MINUTE_MS } from '../../shared/time.ts'
import { type World, world } from '../world.ts'
import { storeOf } from './store.ts'

let w: World
beforeEach(async () => {
  w = await world({ isFirst: true })
})
afterEach(() => w.close())

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  Promise.resolve(
    w.app.http.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  )
const signIn = (email: string, password: string) => post('/api/accounts/sign-in', { email, password })
const me = (cookie: string) => Promise.resolve(w.app.http.request('/api/accounts/me', { headers: { cookie } }))
const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
/** The quickest of several tries: what a busy machine adds is left out. */
const quickest = (times: readonly number[]) => Math.min(...times)

describe('signing in', () => {
  test('[LT70] a page that names another account than its cookie’s does nothing as that one', async () => {
    const cookie = cookieOf(await signIn(demoEmail('m06'), DEMO_PASSWORD))
    const before = await storeOf(w)
    const answer = await post('/api/accounts/sign-out', {}, { cookie, 'x-account': 'm03' })
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'signed-out', rule: 'LT70' }])
    expect(await storeOf(w)).toEqual(before)
    expect((await me(cookie)).status).toBe(200)
    expect((await post('/api/accounts/sign-out', {}, { cookie, 'x-account': 'm06' })).status).toBe(200)
    expect((await me(cookie)).status).toBe(401)
  })

  test('[AC1] the cookie says who asks; without it, or with an invented one, one is signed out', async () => {
    const answer = await signIn(demoEmail('m06'), DEMO_PASSWORD)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toMatch(/^kenes=[a-z0-9]+; HttpOnly;.*SameSite=Lax/)
    expect(await (await me(cookieOf(answer))).json()).toMatchObject({
      id: 'm06',
      seats: [{ council: 'cc' }, { council: 'ec' }],
    })
    for (const cookie of [
      '',
      'kenes=',
      'kenes=invented',
      `kenes=${sha256Hex(cookieOf(answer).slice('kenes='.length))}`,
    ]) {
      const nobody = await me(cookie)
      expect(nobody.status).toBe(401)
      expect(await nobody.json()).toMatchObject({ code: 'signed-out', rule: 'AC1' })
    }
  })

  test('[AC1] the store holds the SHA-256 of the cookie and nowhere the cookie', async () => {
    const value = cookieOf(await signIn(demoEmail('m01'), DEMO_PASSWORD)).slice('kenes='.length)
    const rows = await w.app.house.db.selectFrom('sign_ins').selectAll().execute()
    expect(rows.map((row) => [row.account, row.id_hash])).toEqual([['m01', sha256Hex(value)]])
    expect(JSON.stringify(rows)).not.toContain(value)
  })

  test('[AC1] signing out ends this sign-in on the server and leaves the others', async () => {
    const here = cookieOf(await signIn(demoEmail('m01'), DEMO_PASSWORD))
    const there = cookieOf(await signIn(demoEmail('m01'), DEMO_PASSWORD))
    expect((await post('/api/accounts/sign-out', {}, { cookie: here })).status).toBe(200)
    expect((await me(here)).status).toBe(401)
    expect((await me(there)).status).toBe(200)
  })

  test('[AC2] passwords are kept as argon2id with a salt of their own', async () => {
    const rows = await w.app.house.db.selectFrom('accounts').select('password').execute()
    for (const { password } of rows)
      expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(JSON.stringify(rows)).not.toContain(DEMO_PASSWORD)
    const [one, other] = await Promise.all([
      hashPassword('the same words', w.app.house.random),
      hashPassword('the same words', w.app.house.random),
    ])
    expect(one).not.toBe(other)
    expect([await verifyPassword('the same words', one), await verifyPassword('other words', one)]).toEqual([
      true,
      false,
    ])
    expect(await verifyPassword('the same words', 'no hash at all')).toBe(false)
  })

  test('[AC2] the same letters typed in another way of composing them are the same password', async () => {
    const kept = await hashPassword('қағаз й', w.app.house.random)
    expect(await verifyPassword('қағаз й'.normalize('NFD'), kept)).toBe(true)
  })
})

describe('wrong passwords', () => {
  test('[AC3] a wrong password and an unknown e-mail get the same answer after the same work', async () => {
    const times = { known: [] as number[], unknown: [] as number[] }
    const answers = new Set<string>()
    const ask = async (email: string) => {
      const from = performance.now()
      const answer = await signIn(email, 'wrong password')
      const took = performance.now() - from
      const { requestId, ...body } = (await answer.json()) as { requestId: string }
      expect(requestId).toMatch(/^[0-9a-z]{16}$/)
      answers.add(JSON.stringify([answer.status, answer.headers.get('set-cookie'), body]))
      return took
    }
    for (let tries = 0; tries < 9; tries += 1) {
      times.known.push(await ask(demoEmail('m01')))
      times.unknown.push(await ask('nobody@demo.kenes.example'))
    }
    expect([...answers].map((words) => JSON.parse(words))).toMatchObject([
      [401, null, { code: 'wrong-credentials', rule: 'AC3' }],
    ])
    const ratio = quickest(times.known) / quickest(times.unknown)
    expect(ratio).toBeGreaterThan(1 / 3)
    expect(ratio).toBeLessThan(3)
  })

  test('[AC4] after ten wrong passwords an e-mail waits, also with the right one; another does not', async () => {
    for (let tries = 0; tries < 10; tries += 1)
      expect((await signIn(demoEmail('m01'), 'wrong password')).status).toBe(401)
    const late = await signIn(demoEmail('m01').toUpperCase(), DEMO_PASSWORD)
    expect([late.status, await late.json()]).toMatchObject([429, { code: 'too-many-tries', rule: 'AC4' }])
    expect((await signIn(demoEmail('m02'), DEMO_PASSWORD)).status).toBe(200)
  })

  test('[AC4] tries that come at once are not more than ten either, for an unknown e-mail alike', async () => {
    for (const email of [demoEmail('m01'), 'nobody@demo.kenes.example']) {
      const answers = await Promise.all(Array.from({ length: 14 }, () => signIn(email, 'wrong password')))
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(4)
    }
  })

  test('[AC4] a right password ends the count of wrong ones', async () => {
    const tries = (count: number) =>
      Promise.all(Array.from({ length: count }, () => signIn(demoEmail('m01'), 'wrong password')))
    await tries(9)
    expect((await signIn(demoEmail('m01'), DEMO_PASSWORD)).status).toBe(200)
    expect((await tries(9)).map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 401))
  })

  test('[AC4] a quarter of an hour later the e-mail may try again', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    try {
      const doorkeeper = createDoorkeeper(w.app.house.db)
      for (let tries = 0; tries < 10; tries += 1) await doorkeeper.admit(demoEmail('m01'), 'wrong password', 'here')
      vi.advanceTimersByTime(14 * MINUTE_MS)
      expect(await doorkeeper.admit(demoEmail('m01'), DEMO_PASSWORD, 'here')).toMatchObject({
        ok: false,
        refusal: { code: 'too-many-tries' },
      })
      vi.advanceTimersByTime(2 * MINUTE_MS)
      expect(await doorkeeper.admit(demoEmail('m01'), DEMO_PASSWORD, 'here')).toMatchObject({ ok: true, facts: 'm01' })
    } finally {
      vi.useRealTimers()
    }
  })

  test('[AC4] after 200 wrong passwords an address waits, for every e-mail; another address does not', async () => {
    const { db } = w.app.house
    // A weak hash makes 200 tries quick; what is counted is the same.
    const weak = argon2Sync('argon2id', {
      message: 'x',
      nonce: Buffer.alloc(16),
      memory: 8,
      passes: 1,
      parallelism: 1,
      tagLength: 16,
    })
    await db
      .updateTable('accounts')
      .set({ password: `$argon2id$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$${weak.toString('base64').slice(0, 22)}` })
      .where('id', '!=', 'm22' as AccountId)
      .execute()
    const emails = (
      await db
        .selectFrom('accounts')
        .select('email')
        .where('id', '!=', 'm22' as AccountId)
        .limit(20)
        .execute()
    ).map(({ email }) => email)
    const doorkeeper = createDoorkeeper(db)
    for (const email of emails) {
      for (let tries = 0; tries < 10; tries += 1) {
        expect(await doorkeeper.admit(email, 'wrong password', 'hall')).toMatchObject({
          ok: false,
          refusal: { code: 'wrong-credentials' },
        })
      }
    }
    expect(await doorkeeper.admit(demoEmail('m22'), DEMO_PASSWORD, 'hall')).toMatchObject({
      ok: false,
      refusal: { code: 'too-many-tries', rule: 'AC4' },
    })
    expect(await doorkeeper.admit(demoEmail('m22'), DEMO_PASSWORD, 'home')).toMatchObject({ ok: true, facts: 'm22' })
  })
})

describe('the first account', () => {
  const owner = { code: 'a1b2c3d4e5f6g7h8', email: 'owner@example.org', name: 'Aigerim', password: 'twelve letters' }
  const printCode = () =>
    w.app.house.acts.writeSignIn((db) =>
      db
        .insertInto('settings')
        .values({ name: 'set-up', value: sha256Hex(owner.code) })
        .execute(),
    )

  test('[AC7] the code is good once: it makes a secretariat account, signed in, and then nothing more', async () => {
    await printCode()
    const made = await post('/api/accounts/set-up', owner)
    expect([made.status, await made.json()]).toMatchObject([200, { role: 'secretariat', email: 'owner@example.org' }])
    expect((await me(cookieOf(made))).status).toBe(200)
    const before = await storeOf(w)
    const again = await post('/api/accounts/set-up', { ...owner, email: 'other@example.org' })
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'used-up', rule: 'AC7' }])
    expect(await storeOf(w)).toEqual(before)
  })

  test('[AC7] used twice at the same moment it makes one account', async () => {
    await printCode()
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => post('/api/accounts/set-up', { ...owner, email: `${name}@example.org` })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  test('[AC7] a wrong code, or one when none was printed, makes none; the code stays good', async () => {
    expect((await post('/api/accounts/set-up', owner)).status).toBe(409)
    await printCode()
    const before = await storeOf(w)
    expect(await (await post('/api/accounts/set-up', { ...owner, code: 'a1b2c3d4e5f6g7h9' })).json()).toMatchObject({
      code: 'used-up',
      rule: 'AC7',
    })
    expect(await (await post('/api/accounts/set-up', { ...owner, password: 'short' })).json()).toMatchObject({
      code: 'password-short',
      rule: 'AC50',
    })
    expect(await storeOf(w)).toEqual(before)
    expect((await post('/api/accounts/set-up', owner)).status).toBe(200)
  })
})
