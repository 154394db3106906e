import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { relyingParty } from '../../shared/accounts/passkey-rules.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/time.ts'
import { Person, type World, world } from '../world.ts'
import { Authenticator, type Said } from './authenticator.ts'
import { another, enrols, entersAs, FIREFOX, shows } from './door.ts'
import { actsOn, dumpOf } from './store.ts'

let w: World
let chair: Person
let device: Authenticator
beforeEach(async () => {
  w = await world({ settings: { demo: false } })
  chair = await another(w, 'm01')
  device = new Authenticator()
})
afterEach(() => w.close())

/** Adds the device's passkey. */
const adds = async (person: Person, key = device, said: Said = {}) =>
  person.act('accounts', 'add-passkey', {
    name: 'Laptop',
    passkey: key.makes(await person.does('accounts', 'begin-passkey', {}), said),
  })

/** Posts to an open endpoint with the cookies that are given. */
const posts = async (name: string, input: object, cookie = '') => {
  const response = await w.app.http.request(`/api/accounts/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': FIREFOX, ...(cookie && { cookie }) },
    body: JSON.stringify(input),
  })
  const cookies = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .filter((one) => !one.endsWith('='))
    .join('; ')
  return { status: response.status, cookies, ...(await response.json()) }
}
const entersBy = async (key: Authenticator, said: Said = {}, cookie = '') =>
  posts('sign-in-by-passkey', { passkey: key.shows(await posts('ask-passkey', {}, cookie), said) }, cookie)

describe('one’s own passkeys', () => {
  test('[AC57] are added, named and removed by their owner alone, and recorded', async () => {
    await enrols(w, chair)
    expect(await chair.sees('accounts', 'passkeys')).toEqual({ here: true, passkeys: [] })
    const added = await adds(chair)
    if (!added.ok) throw new Error(added.code)
    const { id } = added.value
    expect((await chair.sees('accounts', 'passkeys')).passkeys).toEqual([
      { id, name: 'Laptop', addedAt: w.clock.now(), usedAt: null },
    ])
    const m05 = await another(w, 'm05')
    for (const answer of [
      await m05.act('accounts', 'name-passkey', { id, name: 'Mine' }),
      await m05.act('accounts', 'remove-passkey', { id }),
    ])
      expect(answer).toMatchObject({ status: 404, code: 'not-found', rule: 'AC57' })
    await chair.does('accounts', 'name-passkey', { id, name: 'Hall laptop' })
    expect((await chair.sees('accounts', 'passkeys')).passkeys).toMatchObject([{ name: 'Hall laptop' }])
    await chair.does('accounts', 'remove-passkey', { id })
    expect(await entersBy(device)).toMatchObject({ status: 401, code: 'wrong-passkey', cookies: '' })
    expect((await actsOn(w, 'm01')).map(({ act }) => act).slice(-2)).toEqual(['passkey-added', 'passkey-removed'])
  })

  test('[AC57] are had over https or on the machine itself, under a name; else nobody is asked for one', async () => {
    expect(relyingParty({ publicUrl: 'https://council.example.kz/kenes', https: true }, 'other')).toEqual({
      id: 'council.example.kz',
      origin: 'https://council.example.kz',
    })
    expect(relyingParty({ publicUrl: null, https: false }, 'localhost:3000')).toEqual({
      id: 'localhost',
      origin: 'http://localhost:3000',
    })
    expect(relyingParty({ publicUrl: null, https: true }, 'kenes.hall:3000')).toEqual({
      id: 'kenes.hall',
      origin: 'https://kenes.hall:3000',
    })
    for (const [publicUrl, host] of [
      [null, 'hall.local:3000'],
      [null, '192.168.1.5:3000'],
      [null, '127.0.0.1:3000'],
      [null, undefined],
      ['http://council.example.kz', 'localhost'],
      ['https://10.0.0.1', 'localhost'],
      ['https://[::1]', 'localhost'],
    ] as const)
      expect([publicUrl, host, relyingParty({ publicUrl, https: false }, host)]).toEqual([publicUrl, host, null])
    const response = await w.app.http.request('http://192.168.1.5:3000/api/accounts/ask-passkey', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(await response.json()).toMatchObject({ code: 'no-passkeys-here', rule: 'AC57' })
  })

  test('[AC57] who must have an authenticator app sets it up first; twenty passkeys are the most, and none is added twice', async () => {
    expect(await chair.act('accounts', 'begin-passkey', {})).toMatchObject({ code: 'second-factor-missing' })
    const m05 = await another(w, 'm05')
    for (let count = 0; count < 20; count += 1) expect((await adds(m05, new Authenticator())).ok).toBe(true)
    expect(await m05.act('accounts', 'begin-passkey', {})).toMatchObject({ code: 'too-many-passkeys', rule: 'AC57' })
    const m06 = await another(w, 'm06')
    expect((await adds(m06)).ok).toBe(true)
    expect((await m06.does('accounts', 'begin-passkey', {})).excludeCredentials).toHaveLength(1)
    expect(await adds(await another(w, 'm07'))).toMatchObject({ code: 'wrong-passkey', rule: 'AC58' })
  })
})

describe('what a passkey is held to', () => {
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const DISHONEST: readonly Said[] = [
    { origin: 'https://kenes.evil.example' },
    { origin: 'http://localhost:8080' },
    { rpId: 'evil.example' },
    { flags: 0x01 },
    { flags: 0x04 },
    { type: 'webauthn.other' },
    { challenge: Buffer.alloc(32).toString('base64url') },
  ]

  test('[AC58] made for another address, name or challenge, or without the person verified, it is not kept', async () => {
    const m05 = await another(w, 'm05')
    for (const said of DISHONEST)
      expect([said, await adds(m05, device, said)]).toMatchObject([said, { code: 'wrong-passkey', rule: 'AC58' }])
    expect((await m05.sees('accounts', 'passkeys')).passkeys).toEqual([])
    expect((await adds(m05)).ok).toBe(true)
  })

  test('[AC58] shown for another address, name or challenge, unverified or signed by another key, it signs nobody in', async () => {
    await adds(await another(w, 'm05'))
    for (const said of [...DISHONEST, { key: stranger }])
      expect([said, await entersBy(device, said)]).toMatchObject([said, { code: 'wrong-passkey', cookies: '' }])
    expect(await entersBy(device)).toMatchObject({ status: 200 })
  })

  test('[AC58] a challenge is good once, for five minutes, for whom and what it was given', async () => {
    const m05 = await another(w, 'm05')
    await adds(m05)
    const asked = await posts('ask-passkey', {})
    const answer = { passkey: device.shows(asked) }
    expect(await posts('sign-in-by-passkey', answer)).toMatchObject({ status: 200 })
    expect(await posts('sign-in-by-passkey', answer)).toMatchObject({ code: 'wrong-passkey' })
    expect(await posts('sign-in-by-passkey', { passkey: device.shows(asked) })).toMatchObject({ code: 'wrong-passkey' })
    const late = await posts('ask-passkey', {})
    w.clock.move(5 * MINUTE_MS)
    expect(await posts('sign-in-by-passkey', { passkey: device.shows(late) })).toMatchObject({ code: 'wrong-passkey' })
    // One for adding signs nobody in, and one of another person’s page proves nothing.
    const adding = await m05.does('accounts', 'begin-passkey', {})
    expect(await posts('sign-in-by-passkey', { passkey: device.shows(adding) })).toMatchObject({
      code: 'wrong-passkey',
    })
    const m06 = await another(w, 'm06')
    const others = await m06.does('accounts', 'ask-passkey', {})
    expect(await m05.act('accounts', 'prove-by-passkey', { passkey: device.shows(others) })).toMatchObject({
      code: 'wrong-passkey',
    })
    const showing = await posts('ask-passkey', {})
    expect(
      await m06.act('accounts', 'add-passkey', { name: 'x', passkey: new Authenticator().makes(showing) }),
    ).toMatchObject({ code: 'wrong-passkey' })
  })

  test('[AC58] a copy, whose counter stays behind, is told and signs nobody in', async () => {
    await adds(await another(w, 'm05'))
    expect(await entersBy(device, { counter: 40 })).toMatchObject({ status: 200 })
    for (const counter of [40, 2, 1])
      expect(await entersBy(device, { counter })).toMatchObject({ code: 'wrong-passkey' })
    expect(await entersBy(device, { counter: 41 })).toMatchObject({ status: 200 })
  })

  test('[AC58] the store has neither the challenge nor a secret of the device', async () => {
    await adds(await another(w, 'm05'))
    const { challenge } = await posts('ask-passkey', {})
    expect(await dumpOf(w.app.house.db)).not.toContain(challenge)
  })
})

describe('signing in with one', () => {
  test('[AC59] it is both factors: no password, no code, and nothing waits; the log says how', async () => {
    await enrols(w, chair)
    await adds(chair)
    const came = await entersBy(device)
    expect(came).toMatchObject({ status: 200 })
    const person = new Person('m01', came.cookies, w.app)
    expect(await person.sees('accounts', 'me')).toMatchObject({ id: 'm01', mustEnrol: false })
    expect((await person.sees('accounts', 'passkeys')).passkeys).toMatchObject([{ usedAt: w.clock.now() }])
    expect((await person.sees('accounts', 'sign-ins')).signIns.filter(({ mine }) => mine)).toMatchObject([
      { way: 'passkey' },
    ])
  })

  test('[AC59] after the password it stands in for the code, of the same person alone', async () => {
    const { secret } = await enrols(w, chair)
    await adds(chair)
    const elses = new Authenticator()
    await adds(await another(w, 'm05'), elses)
    w.clock.move(MINUTE_MS)
    const first = await entersAs(w, 'm01')
    expect(first).toMatchObject({ code: 'second-factor-needed' })
    expect((await posts('ask-passkey', {}, first.cookies)).allowCredentials).toMatchObject([{ type: 'public-key' }])
    expect(await entersBy(elses, {}, first.cookies)).toMatchObject({ code: 'wrong-passkey', cookies: '' })
    const came = await entersBy(device, {}, first.cookies)
    expect(came).toMatchObject({ status: 200 })
    expect(await new Person('m01', came.cookies, w.app).sees('accounts', 'me')).toMatchObject({ mustEnrol: false })
    expect(await posts('second-step', { code: shows(w, secret) }, first.cookies)).toMatchObject({ code: 'wrong-code' })
  })

  test('[AC59] it is a proof, and goes with the second factor that is taken away', async () => {
    await enrols(w, chair)
    await adds(chair)
    w.clock.move(HOUR_MS)
    const freeze = () => chair.raw('POST', '/api/versions/freeze', JSON.stringify({ recommendation: 'r01' }))
    expect((await freeze()).status).toBe(403)
    const asked = await chair.does('accounts', 'ask-passkey', {})
    await chair.does('accounts', 'prove-by-passkey', { passkey: device.shows(asked) })
    expect((await freeze()).status).toBe(200)
    const secretary = await another(w, 's01')
    await enrols(w, secretary)
    await secretary.does('accounts', 'reset-second-factor', { account: 'm01' })
    expect(await entersBy(device)).toMatchObject({ code: 'wrong-passkey' })
    expect(await entersAs(w, 'm01')).toMatchObject({ ok: true, value: { mustEnrol: true } })
  })

  test('[AC59] it opens no account that is switched off', async () => {
    await adds(await another(w, 'm05'))
    const secretary = await another(w, 's01')
    await enrols(w, secretary)
    await secretary.does('accounts', 'switch-off', { account: 'm05' })
    expect(await entersBy(device)).toMatchObject({ status: 403, code: 'account-off', cookies: '' })
    await secretary.does('accounts', 'switch-on', { account: 'm05' })
    expect(await entersBy(device)).toMatchObject({ status: 200 })
  })
})
