import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeOpenSecrets, factorSecrets } from '../../server/accounts/factor-secrets.ts'
import { base32, codeOf, stepAt, stepOf } from '../../server/accounts/totp.ts'
import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import { mustHaveSecondFactor } from '../../shared/accounts/rules.ts'
import { upgradeStatus } from '../live/people.ts'
import { must, Person, SESSION, type World, world } from '../world.ts'
import { another, comes, enrols, entersAs, shows } from './door.ts'
import { actsOn, dumpOf } from './store.ts'

const STEP_MS = 30_000

let w: World
beforeEach(async () => {
  w = await world({ settings: { demo: false } })
})
afterEach(() => w.close())

/** Signs in with password and second factor. */
const entersWith = async (id: string, code: string) => {
  const first = await entersAs(w, id)
  expect(first).toMatchObject({ status: 401, code: 'second-factor-needed', rule: 'AC21' })
  return comes(w, 'second-step', { code }, { cookie: first.cookies })
}

test('[AC21] the codes are those of RFC 6238', () => {
  const secret = base32(Buffer.from('12345678901234567890'))
  expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  // Appendix B, the last six of eight digits.
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const)
    expect(codeOf(secret, stepAt(seconds * 1000))).toBe(code)
  const at = 1_700_000_000_000
  const steps = [-2, -1, 0, 1, 2].map((step) => stepOf(secret, codeOf(secret, stepAt(at) + step), at))
  expect(steps).toEqual([null, stepAt(at) - 1, stepAt(at), stepAt(at) + 1, null])
  for (const wrong of ['', '12345', '1234567', 'abcdef']) expect(stepOf(secret, wrong, at)).toBeNull()
})

describe('who needs one', () => {
  test('[AC19] the secretariat, the administrator, chairs and deputies; nobody in a demo', async () => {
    expect(mustHaveSecondFactor('secretariat', [], false)).toBe(true)
    expect(mustHaveSecondFactor('administrator', [], false)).toBe(true)
    expect(mustHaveSecondFactor('person', ['member', 'chair'], false)).toBe(true)
    expect(mustHaveSecondFactor('person', ['deputy'], false)).toBe(true)
    expect(mustHaveSecondFactor('person', ['member'], false)).toBe(false)
    expect(mustHaveSecondFactor('secretariat', ['chair'], true)).toBe(false)
    expect(must(await entersAs(w, 's01'))).toMatchObject({ mustEnrol: true })
    expect(must(await entersAs(w, 'm01'))).toMatchObject({ mustEnrol: true })
    expect(must(await entersAs(w, 'm05'))).toMatchObject({ mustEnrol: false })
  })

  test('[AC20] who needs one and has none may do nothing but set it up: no query, act, stream, file or text', async () => {
    const origin = await w.listen()
    const chair = await another(w, 'm01')
    expect(await chair.sees('accounts', 'me')).toMatchObject({ id: 'm01', mustEnrol: true })
    for (const answer of [
      await chair.ask('sessions', 'list'),
      await chair.ask('recommendations', 'text', { id: 'r01' }),
      await chair.ask('accounts', 'sign-ins'),
      await chair.act('versions', 'freeze', { recommendation: 'r01' }),
      await chair.act('accounts', 'change-password', { password: 'a new sentence' }),
      await (await another(w, 's01')).ask('accounts', 'people'),
    ])
      expect(answer).toMatchObject({ status: 403, code: 'second-factor-missing', rule: 'AC20' })
    for (const path of [
      `/api/news?session=${SESSION}`,
      '/api/adoption/file?recommendation=r01&format=html',
      '/api/accounts/sign-in-log-file',
    ])
      expect((await chair.raw('GET', path)).status).toBe(401)
    const live = `${origin.replace('http', 'ws')}/live/r01`
    expect(await upgradeStatus(live, { cookie: chair.cookie, origin })).toBe(401)
    await enrols(w, chair)
    expect((await chair.sees('sessions', 'list')).sessions).toHaveLength(1)
    expect(await upgradeStatus(live, { cookie: chair.cookie, origin })).toBe(101)
  })

  test('[AC20] setting up asks for a code that fits, and ends the sign-ins that have not shown it', async () => {
    const chair = await another(w, 'm01')
    const elsewhere = await another(w, 'm01')
    expect(await chair.act('accounts', 'confirm-second-factor', { code: '123456' })).toMatchObject({
      code: 'no-second-factor',
    })
    const { secret, address } = await chair.does('accounts', 'enrol-second-factor', {})
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(address).toBe(`otpauth://totp/Kenes%3Am01%40demo.kenes.example?secret=${secret}&issuer=Kenes`)
    const wrong = shows(w, secret, 5)
    expect(await chair.act('accounts', 'confirm-second-factor', { code: wrong })).toMatchObject({ code: 'wrong-code' })
    expect(await chair.sees('accounts', 'me')).toMatchObject({ mustEnrol: true })
    const { recoveryCodes } = await chair.does('accounts', 'confirm-second-factor', { code: shows(w, secret) })
    expect(new Set(recoveryCodes).size).toBe(8)
    expect(await chair.sees('accounts', 'me')).toMatchObject({ mustEnrol: false })
    expect(await elsewhere.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    expect((await actsOn(w, 'm01')).at(-1)).toEqual({ act: 'second-factor-set', by: 'm01' })
  })

  test('[AC20] a sign-in that began before the factor was there cannot put another in its place', async () => {
    const chair = await another(w, 'm01')
    const { secret } = await enrols(w, chair)
    // As when its row was written a moment after the others were ended.
    const late = await w.app.house.signIns.start('m01' as never, { way: 'password', device: '', factor: false })
    const thief = new Person('m01', late.split(';')[0] ?? '', w.app)
    expect(await thief.ask('sessions', 'list')).toMatchObject({ code: 'second-factor-missing' })
    expect(await thief.act('accounts', 'enrol-second-factor', {})).toMatchObject({ code: 'second-factor-needed' })
    w.clock.move(STEP_MS)
    expect((await entersWith('m01', shows(w, secret))).ok).toBe(true)
  })
})

describe('signing in with one', () => {
  test('[AC21] the password alone makes no sign-in; with the code it does', async () => {
    const { secret } = await enrols(w, await another(w, 'm01'))
    w.clock.move(STEP_MS)
    const first = await entersAs(w, 'm01')
    expect(first.cookies).toMatch(/^kenes-step=[0-9a-z]{16}$/)
    expect(await new Person('m01', first.cookies, w.app).ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    const came = await comes(w, 'second-step', { code: shows(w, secret) }, { cookie: first.cookies })
    expect(must(came)).toMatchObject({ id: 'm01', mustEnrol: false })
    expect((await new Person('m01', came.cookies, w.app).sees('sessions', 'list')).sessions).toHaveLength(1)
    // The step is used up with it, and without a step no code helps.
    w.clock.move(STEP_MS)
    for (const cookie of [first.cookies, '', 'kenes-step=0123456789abcdef'])
      expect(await comes(w, 'second-step', { code: shows(w, secret) }, { cookie })).toMatchObject({
        code: 'wrong-code',
        cookies: '',
      })
  })

  test('[AC21] a code is good once: seen over a shoulder it opens nothing, also not at the same moment', async () => {
    const { secret } = await enrols(w, await another(w, 'm01'))
    // The code that confirmed is used too.
    expect(await entersWith('m01', shows(w, secret))).toMatchObject({ code: 'wrong-code', rule: 'AC21' })
    w.clock.move(STEP_MS)
    const [one, two] = [await entersAs(w, 'm01'), await entersAs(w, 'm01')]
    const code = shows(w, secret)
    const answers = await Promise.all(
      [one, two].map(({ cookies }) => comes(w, 'second-step', { code }, { cookie: cookies })),
    )
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
    // Nor one of an earlier step than the last.
    expect(await entersWith('m01', shows(w, secret, -1))).toMatchObject({ code: 'wrong-code' })
    expect((await entersWith('m01', shows(w, secret, 1))).ok).toBe(true)
  })

  test('[AC21] a card and an invitation ask for it too', async () => {
    const s01 = await another(w, 's01')
    await enrols(w, s01)
    const { secret } = await enrols(w, await another(w, 'm01'))
    w.clock.move(STEP_MS)
    const { code } = await s01.does('accounts', 'give-card', { account: 'm01' })
    const first = await comes(w, 'use-card', { code })
    expect(first).toMatchObject({ code: 'second-factor-needed' })
    expect((await comes(w, 'second-step', { code: shows(w, secret) }, { cookie: first.cookies })).ok).toBe(true)
    const { link } = await s01.does('accounts', 'invite', { account: 'm01' })
    const password = 'a sentence of my own'
    const invited = await comes(w, 'accept-invitation', { code: (link ?? '').split('#')[1] ?? '', password })
    expect(invited).toMatchObject({ code: 'second-factor-needed' })
    expect((await comes(w, 'second-step', { code: shows(w, secret, 1) }, { cookie: invited.cookies })).ok).toBe(true)
  })

  test('[AC15] [AC21] an invitation ends the other sign-ins at once, and a step reached with the old password', async () => {
    const s01 = await another(w, 's01')
    await enrols(w, s01)
    const there = await another(w, 'm01')
    const { secret } = await enrols(w, there)
    const old = await entersAs(w, 'm01')
    const { link } = await s01.does('accounts', 'invite', { account: 'm01' })
    await comes(w, 'accept-invitation', { code: (link ?? '').split('#')[1] ?? '', password: 'a sentence of my own' })
    expect(await there.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    w.clock.move(STEP_MS)
    expect(await comes(w, 'second-step', { code: shows(w, secret) }, { cookie: old.cookies })).toMatchObject({
      code: 'wrong-code',
    })
  })

  test('[AC32] a new password ends a step that was reached with the old one', async () => {
    const there = await another(w, 'm01')
    const { secret } = await enrols(w, there)
    const old = await entersAs(w, 'm01')
    await there.does('accounts', 'change-password', { current: DEMO_PASSWORD, password: 'a sentence of my own' })
    w.clock.move(STEP_MS)
    expect(await comes(w, 'second-step', { code: shows(w, secret) }, { cookie: old.cookies })).toMatchObject({
      code: 'wrong-code',
    })
  })

  test('[AC22] ten wrong codes wait, also with the right one, and on a new step', async () => {
    const { secret } = await enrols(w, await another(w, 'm01'))
    w.clock.move(STEP_MS)
    const first = await entersAs(w, 'm01')
    const step = (code: string, cookie = first.cookies) => comes(w, 'second-step', { code }, { cookie })
    const wrong = shows(w, secret, 7)
    const answers = await Promise.all(Array.from({ length: 12 }, () => step(wrong)))
    const codes = answers.map((answer) => (answer.ok ? '' : answer.code))
    expect(codes.filter((code) => code === 'wrong-code')).toHaveLength(10)
    expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(2)
    expect(await step(shows(w, secret))).toMatchObject({ status: 429, code: 'too-many-tries', rule: 'AC22' })
    expect(await entersWith('m01', shows(w, secret))).toMatchObject({ code: 'too-many-tries' })
  })

  test('[AC22] [AC26] tries that are no more looked at are not written down either', async () => {
    await enrols(w, await another(w, 'm01'))
    const { cookies } = await entersAs(w, 'm01')
    for (let tries = 0; tries < 14; tries += 1) await comes(w, 'second-step', { code: '000000' }, { cookie: cookies })
    const rows = await w.app.house.db.selectFrom('sign_in_log').select('event').where('event', '=', 'failed').execute()
    expect(rows).toHaveLength(10)
  })

  test('[AC23] each recovery code stands in once for a lost phone', async () => {
    const { recoveryCodes } = await enrols(w, await another(w, 'm01'))
    const [code = ''] = recoveryCodes
    expect((await entersWith('m01', `${code.slice(0, 4)} ${code.slice(4).toLowerCase()}`)).ok).toBe(true)
    expect(await entersWith('m01', code)).toMatchObject({ code: 'wrong-code', rule: 'AC23' })
    expect(await entersWith('m01', 'AAAABBBBCCCC')).toMatchObject({ code: 'wrong-code' })
  })

  test('[AC23] the secretariat takes a lost one away: the sign-ins end, and it is set up anew', async () => {
    const s01 = await another(w, 's01')
    await enrols(w, s01)
    const chair = await another(w, 'm01')
    await enrols(w, chair)
    expect(await s01.act('accounts', 'reset-second-factor', { account: 'm05' })).toMatchObject({
      code: 'no-second-factor',
    })
    expect(await s01.act('accounts', 'reset-second-factor', { account: 's01' })).toMatchObject({ code: 'own-account' })
    await s01.does('accounts', 'reset-second-factor', { account: 'm01' })
    expect(await chair.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    expect(must(await entersAs(w, 'm01'))).toMatchObject({ mustEnrol: true })
    expect((await actsOn(w, 'm01')).at(-1)).toEqual({ act: 'second-factor-reset', by: 's01' })
  })

  test('[AC30] the secret and the recovery codes stand in no answer that is kept, no entry and no list', async () => {
    const s01 = await another(w, 's01')
    const { secret, recoveryCodes } = await enrols(w, s01)
    const { db } = w.app.house
    const kept = []
    for (const table of ['requests', 'record', 'news', 'sign_in_log', 'sign_in_codes', 'recovery_codes'] as const)
      kept.push(...(await db.selectFrom(table).selectAll().execute()))
    kept.push(
      await s01.sees('accounts', 'people'),
      await s01.sees('accounts', 'sign-ins'),
      await s01.sees('accounts', 'me'),
    )
    const words = JSON.stringify(kept)
    for (const hidden of [secret, ...recoveryCodes]) expect(words).not.toContain(hidden)
  })
})

describe('its secret in the store', () => {
  const kept = async () =>
    (
      await w.app.house.db
        .selectFrom('second_factors')
        .select('secret')
        .where('account', '=', 'm01' as never)
        .execute()
    ).map(({ secret }) => secret)

  test('[AC61] is closed under a key outside the database, bound to its account; no copy of the database shows it', async () => {
    const chair = await another(w, 'm01')
    const { secret: shown } = await chair.does('accounts', 'enrol-second-factor', {})
    expect(await dumpOf(w.app.house.db)).not.toContain(shown)
    await chair.does('accounts', 'confirm-second-factor', { code: shows(w, shown) })
    const [closed = ''] = await kept()
    expect(closed).toMatch(/^v1\.[\w-]{60,}$/)
    expect(await dumpOf(w.app.house.db)).not.toContain(shown)
    const { factorSecrets: secrets } = w.app.house
    expect(secrets.read('m01' as never, closed)).toBe(shown)
    expect(secrets.read('m12' as never, closed)).toBeNull()
    expect(secrets.read('m01' as never, `${closed.slice(0, -4)}AAAA`)).toBeNull()
    const random = (bytes: number) => new Uint8Array(bytes).fill(9)
    const others = factorSecrets(new Uint8Array(32).fill(3), random)
    expect(others.read('m01' as never, closed)).toBeNull()
    expect(others.read('m01' as never, others.keep('m01' as never, shown))).toBe(shown)
    // A server without a key keeps it as it is, and reads nothing that was closed.
    const none = factorSecrets(null, random)
    expect([
      none.keep('m01' as never, shown),
      none.read('m01' as never, shown),
      none.read('m01' as never, closed),
    ]).toEqual([shown, shown, null])
  })

  test('[AC61] one that stands there as it is, from before, is closed at the next start, and its codes go on', async () => {
    const { secret } = await enrols(w, await another(w, 'm01'))
    await w.app.house.db.updateTable('second_factors').set({ secret }).execute()
    await closeOpenSecrets(w.app.house.acts, w.app.house.factorSecrets)
    const [closed = ''] = await kept()
    expect(closed).toMatch(/^v1\./)
    w.clock.move(STEP_MS)
    expect((await entersWith('m01', shows(w, secret))).ok).toBe(true)
    await closeOpenSecrets(w.app.house.acts, w.app.house.factorSecrets)
    expect(await kept()).toEqual([closed])
  })

  test('[AC61] kept under another key no code fits, and a recovery code still does', async () => {
    const { secret, recoveryCodes } = await enrols(w, await another(w, 'm01'))
    const others = factorSecrets(new Uint8Array(32).fill(3), (bytes) => new Uint8Array(bytes).fill(9))
    await w.app.house.db
      .updateTable('second_factors')
      .set({ secret: others.keep('m01' as never, secret) })
      .execute()
    w.clock.move(STEP_MS)
    expect(await entersWith('m01', shows(w, secret))).toMatchObject({ code: 'wrong-code' })
    expect((await entersWith('m01', recoveryCodes[0] ?? '')).ok).toBe(true)
  })
})
