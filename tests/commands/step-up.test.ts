import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import { isProved, isProvedToSign } from '../../shared/accounts/proof-rules.ts'
import { api } from '../../shared/api.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import { freezes, type Person, type World, world } from '../world.ts'
import { another, enrols, shows } from './door.ts'
import { adopts, confirms, TEXT } from './final.ts'
import { actsOn, refuses } from './store.ts'

let w: World
let chair: Person
beforeEach(async () => {
  w = await world()
  chair = await another(w, 'm01')
})
afterEach(() => w.close())

/** Asks once, as a program that proves nothing by itself. */
const asksOnce = async (person: Person, name: string, input: object = {}) => {
  const response = await person.raw('POST', `/api/${name}`, JSON.stringify(input))
  return { ok: false, status: response.status, ...(await response.json()) }
}
const freezeOnce = (recommendation: string, requestId?: string) =>
  asksOnce(chair, 'versions/freeze', { recommendation, ...(requestId && { requestId }) })
const takesBack = (recommendation: string) => chair.does('votes', 'take-back-freeze', { recommendation })

/** What binds the councils or lets people in. */
const HEAVY = [
  'accounts/ask-erasure',
  'accounts/begin-passkey',
  'accounts/change',
  'accounts/confirm-erasure',
  'accounts/enrol-second-factor',
  'accounts/give-card',
  'accounts/invite',
  'accounts/link-provider',
  'accounts/remove-passkey',
  'accounts/reset-second-factor',
  'accounts/unlink-provider',
  'adoption/adopt',
  'adoption/confirm-final',
  'adoption/publish-final',
  'minutes/sign',
  'versions/confirm-redaction',
  'versions/freeze',
  'votes/agree-to-void',
  'votes/void',
]

describe('what carries weight', () => {
  test('[AC54] is asked for a new proof half an hour after the last; what it would do is not looked at before', async () => {
    const named = Object.entries(api).flatMap(([domain, names]) =>
      Object.entries(names)
        .filter(([, spec]) => spec.stepUp)
        .map(([name]) => `${domain}/${name}`),
    )
    expect(named.sort()).toEqual(HEAVY)
    w.clock.move(30 * MINUTE_MS)
    expect(isProved({ provedAt: 0, actedAt: 0 }, 30 * MINUTE_MS).ok).toBe(true)
    expect((await freezeOnce('r01')).status).toBe(200)
    const s01 = await another(w, 's01')
    w.clock.move(30 * MINUTE_MS + 1)
    const hash = 'a'.repeat(64)
    const asked: Record<string, object> = {
      'accounts/enrol-second-factor': {},
      'accounts/begin-passkey': {},
      'accounts/remove-passkey': { id: 'x01' },
      'accounts/link-provider': {},
      'accounts/unlink-provider': {},
      'accounts/give-card': { account: 'm05' },
      'accounts/invite': { account: 'm05' },
      'accounts/reset-second-factor': { account: 'm05' },
      'accounts/change': {
        account: 'm05',
        rev: 1,
        name: { kk: 'A', ru: 'A', en: 'A' },
        email: 'a@example.org',
        role: 'person',
        languages: [],
        phone: null,
        organisation: null,
      },
      'accounts/ask-erasure': { account: 'm05', reason: 'left' },
      'accounts/confirm-erasure': { erasure: 'x01' },
      'versions/freeze': { recommendation: 'r02' },
      'adoption/adopt': { vote: 'v01', hash },
      'adoption/confirm-final': { recommendation: 'r01', hash },
      'adoption/publish-final': { recommendation: 'r01', hash, nobodyRecognised: true },
      'minutes/sign': { session: '2025-04-joint', hash },
      'versions/confirm-redaction': { redaction: 'x01' },
      'votes/void': { vote: 'v01', ground: 'technical-failure', words: 'the line was gone' },
      'votes/agree-to-void': { voiding: 'x01' },
    }
    for (const name of HEAVY)
      for (const person of [chair, s01])
        await refuses(w, () => asksOnce(person, name, asked[name]), 'step-up-needed', 'AC54')
    // What carries none goes on, and so does somebody else.
    expect(await chair.sees('accounts', 'me')).toMatchObject({ id: 'm01' })
    await takesBack('r01')
    expect((await asksOnce(await another(w, 'm01'), 'versions/freeze', { recommendation: 'r02' })).status).toBe(200)
  })

  test('[AC54] after the proof the same request is done, once, however often it is sent', async () => {
    w.clock.move(HOUR_MS)
    const requestId = 'freeze-r01-0001'
    expect(await freezeOnce('r01', requestId)).toMatchObject({ status: 403, code: 'step-up-needed', rule: 'AC54' })
    await chair.does('accounts', 'prove', { password: DEMO_PASSWORD })
    const first = await freezeOnce('r01', requestId)
    expect(first).toMatchObject({ status: 200 })
    expect(await freezeOnce('r01', requestId)).toEqual(first)
    expect((await actsOn(w, 'r01')).filter(({ act }) => act === 'text-frozen')).toHaveLength(1)
  })

  test('[AC54] [AC55] who leads without a break of half an hour is not asked, but after four hours', async () => {
    await freezes(chair, 'r01')
    for (let minutes = 25; minutes <= 225; minutes += 25) {
      w.clock.move(25 * MINUTE_MS)
      await takesBack('r01')
      expect([minutes, (await freezeOnce('r01')).status]).toEqual([minutes, 200])
      // Noted beside the act; the next request sees it.
      await w.app.house.acts.writeSignIn(async () => undefined)
    }
    w.clock.move(16 * MINUTE_MS)
    await takesBack('r01')
    expect(await freezeOnce('r01')).toMatchObject({ code: 'step-up-needed', rule: 'AC54' })
    expect(isProved({ provedAt: 0, actedAt: 4 * HOUR_MS - 1 }, 4 * HOUR_MS).ok).toBe(true)
    expect(isProved({ provedAt: 0, actedAt: 4 * HOUR_MS }, 4 * HOUR_MS + 1).ok).toBe(false)
  })
})

describe('a proof', () => {
  test('[AC54] is the password or a code of the authenticator app, of this person and for this sign-in alone', async () => {
    const elsewhere = await another(w, 'm01')
    const { secret, recoveryCodes } = await enrols(w, chair)
    expect(await elsewhere.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    for (const proof of [
      () => ({ code: shows(w, secret) }),
      () => ({ code: recoveryCodes[0] ?? '' }),
      () => ({ password: DEMO_PASSWORD }),
    ]) {
      w.clock.move(HOUR_MS)
      expect(await freezeOnce('r01')).toMatchObject({ code: 'step-up-needed' })
      await chair.does('accounts', 'prove', proof())
      expect((await freezeOnce('r01')).status).toBe(200)
      await takesBack('r01')
    }
    w.clock.move(HOUR_MS)
    const m05 = await another(w, 'm05')
    for (const wrong of [{ code: shows(w, secret, 3) }, { code: recoveryCodes[0] ?? '' }])
      expect(await chair.act('accounts', 'prove', wrong)).toMatchObject({ code: 'wrong-code' })
    await m05.does('accounts', 'prove', { password: DEMO_PASSWORD })
    expect(await freezeOnce('r01')).toMatchObject({ code: 'step-up-needed' })
  })

  test('[AC54] wrong ones are counted and stand in the sign-in log; then a right one waits too', async () => {
    w.clock.move(HOUR_MS)
    for (let tries = 0; tries < 10; tries += 1)
      expect(await chair.act('accounts', 'prove', { password: 'not this one' })).toMatchObject({
        code: 'wrong-password',
      })
    expect(await chair.act('accounts', 'prove', { password: DEMO_PASSWORD })).toMatchObject({ code: 'too-many-tries' })
    expect(await freezeOnce('r01')).toMatchObject({ code: 'step-up-needed' })
    const { entries } = await (await w.person('s01')).sees('accounts', 'sign-in-log')
    expect(entries.filter(({ event, account }) => event === 'failed' && account === 'm01')).toHaveLength(10)
  })

  test('[AC56] a final text is signed with the password, or within two minutes of another proof', async () => {
    await adopts(w)
    const secretary = await w.person('s01')
    await secretary.does('adoption', 'begin-final', TEXT)
    const { hash } = await secretary.does('adoption', 'submit-final', TEXT)
    await confirms(w, hash)
    w.clock.move(3 * MINUTE_MS)
    const signing = { ...TEXT, hash, kind: 'recorded' }
    await refuses(w, () => asksOnce(chair, 'adoption/sign-final', signing), 'step-up-needed', 'AC56')
    expect(isProvedToSign({ provedAt: 0, actedAt: 0 }, 2 * MINUTE_MS).ok).toBe(true)
    expect(isProvedToSign({ provedAt: 0, actedAt: 2 * MINUTE_MS }, 2 * MINUTE_MS + 1).ok).toBe(false)
    await chair.does('accounts', 'prove', { password: DEMO_PASSWORD })
    w.clock.move(119 * SECOND_MS)
    expect((await asksOnce(chair, 'adoption/sign-final', signing)).status).toBe(200)
  })
})
