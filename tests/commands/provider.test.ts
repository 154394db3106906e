import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isOwnPath } from '../../shared/accounts/own-path.ts'
import type { ProviderSettings } from '../../shared/accounts/provider-rules.ts'
import type { AccountId } from '../../shared/ids.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import { IdentityProvider, type Says, strangersKey } from '../provider.ts'
import { Person, type World, world } from '../world.ts'
import { another, comes, enrols, entersAs, PHONE, shows } from './door.ts'
import { actsOn, dumpOf } from './store.ts'

const OWN = 'http://localhost:3000'
const ministry = new IdentityProvider()
beforeAll(() => ministry.opens())
afterAll(() => ministry.closes())

let w: World
afterEach(async () => {
  ministry.says = {}
  await w.close()
})
const said: string[] = []
const opens = async (given: Partial<ProviderSettings> = {}) => {
  said.length = 0
  w = await world({
    settings: { demo: false, publicUrl: OWN, provider: ministry.settings(OWN, given) },
    log: (_level, message, fields) => said.push(`${message} ${JSON.stringify(fields)}`),
  })
}

type Came = {
  readonly status: number
  readonly cookies: string
  readonly code?: string
  readonly rule?: string
} & Record<string, unknown>

/** Posts to the door with the cookies that are given. */
async function posts(name: string, input: object, cookie = '', language = 'en'): Promise<Came> {
  const response = await w.app.http.request(`/api/accounts/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': PHONE,
      'x-language': language,
      ...(cookie && { cookie }),
    },
    body: JSON.stringify(input),
  })
  const cookies = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .filter((one) => !one.endsWith('='))
    .join('; ')
  return { ...(await response.json()), status: response.status, cookies }
}

/** Goes to the provider; the answer is where, and with which cookie. */
async function leaves(input: object = { back: '/' }, name = 'begin-provider', cookie = '') {
  const begun = await posts(name, input, cookie)
  if (typeof begun.address !== 'string') throw new Error(`not begun: ${begun.code}`)
  return { address: begun.address, trip: begun.cookies }
}
const finishes = (answer: string, cookie: string) => posts('finish-provider', { answer }, cookie)

/** The whole way as a browser goes it. */
async function entersBy(says: Says = {}, input: object = { back: '/' }): Promise<Came> {
  ministry.says = says
  const { address, trip } = await leaves(input)
  return finishes(await ministry.agrees(address), trip)
}
async function links(person: Person, says: Says = {}): Promise<Came> {
  ministry.says = says
  const { address, trip } = await leaves({}, 'link-provider', person.cookie)
  return finishes(await ministry.agrees(address), `${person.cookie}; ${trip}`)
}
const linkOf = async (person: Person) => (await person.sees('accounts', 'provider')).link
const personOf = (came: Came) => new Person('', came.cookies, w.app)
const growsOld = (account: string) =>
  w.app.house.db
    .updateTable('sign_ins')
    .set({ proved_at: 0, acted_at: 0 })
    .where('account', '=', account as AccountId)
    .execute()
/** Lines of the sign-in log of this way. */
const linesOf = async (event: string) => {
  const { entries } = await s01.sees('accounts', 'sign-in-log')
  return entries.filter((line) => line.way === 'provider' && line.event === event)
}
/** Signed in before anything that is looked for in the log. */
let s01: Person
const opensWithSecretary = async (given: Partial<ProviderSettings> = {}) => {
  await opens(given)
  s01 = await another(w, 's01')
  await enrols(w, s01)
}

describe('the way through the provider', () => {
  test('[AC101] [AC102] [AC25] [AC26] a linked person comes in by code, PKCE, state and nonce, and is seen to have come so', async () => {
    await opensWithSecretary()
    const m05 = await another(w, 'm05')
    expect(await linkOf(m05)).toBeNull()
    expect(await links(m05)).toMatchObject({ status: 200, back: '/account', isIn: true, cookies: '' })
    expect(await linkOf(m05)).toEqual({ addedAt: w.clock.now(), usedAt: null })
    expect((await actsOn(w, 'm05')).at(-1)).toEqual({ act: 'provider-linked', by: 'm05' })

    const { address, trip } = await leaves({ back: '/votes/v1?x=1#y', language: 'kk' })
    const asked = Object.fromEntries(new URL(address).searchParams)
    expect(asked).toMatchObject({
      client_id: 'kenes',
      redirect_uri: `${OWN}/sign-in/provider`,
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      ui_locales: 'kk',
      max_age: '1800',
    })
    const entered = await finishes(await ministry.agrees(address), trip)
    expect(entered).toMatchObject({ status: 200, back: '/votes/v1?x=1#y', isIn: true })
    const here = personOf(entered)
    expect((await here.sees('accounts', 'me')).id).toBe('m05')
    expect((await here.sees('accounts', 'sign-ins')).signIns.find(({ mine }) => mine)?.way).toBe('provider')
    expect(await linkOf(here)).toEqual({ addedAt: w.clock.now(), usedAt: w.clock.now() })
    expect(await linesOf('signed-in')).toMatchObject([{ account: 'm05', device: 'Chrome, Android' }])
    await m05.does('accounts', 'end-other-sign-ins', {})
    expect(await here.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
  })

  test('[AC101] an answer is good with the cookie of its own browser, once, for ten minutes', async () => {
    await opens()
    await links(await another(w, 'm05'))
    const first = await leaves()
    const second = await leaves()
    const answer = await ministry.agrees(first.address)
    const forged = new URLSearchParams(answer)
    forged.set('state', 'x'.repeat(43))
    for (const [words, cookie] of [
      [answer, ''],
      [answer, second.trip],
      [forged.toString(), first.trip],
      ['code=1', first.trip],
    ] as const)
      expect(await finishes(words, cookie)).toMatchObject({ status: 401, code: 'wrong-provider-answer', cookies: '' })
    // None of these used it up.
    expect((await finishes(answer, first.trip)).isIn).toBe(true)
    expect(await finishes(answer, first.trip)).toMatchObject({ code: 'wrong-provider-answer', rule: 'AC101' })
    const late = await ministry.agrees(second.address)
    w.clock.move(10 * MINUTE_MS)
    expect(await finishes(late, second.trip)).toMatchObject({ code: 'wrong-provider-answer' })
    expect(await w.app.house.db.selectFrom('provider_trips').selectAll().execute()).toEqual([])
    // Who presses “no” there.
    const given = await leaves()
    const state = new URL(given.address).searchParams.get('state') ?? ''
    expect(await finishes(`error=access_denied&state=${state}`, given.trip)).toMatchObject({
      code: 'wrong-provider-answer',
    })
  })

  test('[AC101] the cookie of a trip is the browser’s alone, and Secure over https', async () => {
    await opens()
    const cookieOf = async () =>
      (
        await w.app.http.request('/api/accounts/begin-provider', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"back":"/"}',
        })
      ).headers.getSetCookie()[0]
    expect(await cookieOf()).toMatch(/^kenes-trip=[\w-]{43}; HttpOnly; Max-Age=600; Path=\/; SameSite=Lax$/)
    await w.close()
    w = await world({ settings: { https: true, publicUrl: OWN, provider: ministry.settings(OWN) } })
    expect(await cookieOf()).toMatch(/^__Host-kenes-trip=.*; SameSite=Lax; Secure$/)
  })

  const past = Math.floor(Date.now() / 1000) - 600
  const DISHONEST: Readonly<Record<string, Says>> = {
    'another nonce': { claims: { nonce: 'x' } },
    'no nonce': { claims: { nonce: undefined } },
    'another issuer': { claims: { iss: 'https://evil.example' } },
    'for another client': { claims: { aud: 'another' } },
    'run out': { claims: { iat: past, exp: past + 60 } },
    'without a signature': { alg: 'none' },
    'signed with the client’s secret': { alg: 'HS256' },
    'signed by a stranger': { key: strangersKey() },
    'without an ID token': { noIdToken: true },
    'without a subject': { claims: { sub: '' } },
    'refused by the provider itself': { token: 'refuses' },
  }
  test('[AC101] [AC107] a dishonest answer lets nobody in, stands in the sign-in log, and its words in no log', async () => {
    await opensWithSecretary()
    await links(await another(w, 'm05'))
    for (const [name, says] of Object.entries(DISHONEST)) {
      const came = await entersBy(says)
      expect([name, came.code, came.rule, came.cookies]).toEqual([name, 'wrong-provider-answer', 'AC101', ''])
    }
    const lines = await linesOf('failed')
    expect(lines).toHaveLength(Object.keys(DISHONEST).length)
    expect(lines.every(({ account }) => account === null)).toBe(true)
    expect((await entersBy()).isIn).toBe(true)
    expect(said.length).toBeGreaterThanOrEqual(Object.keys(DISHONEST).length)
    const kept = `${await dumpOf(w.app.house.db)}\n${said.join('\n')}`
    for (const words of [...ministry.gave, 'a secret of the client'])
      for (const one of words.split('.').filter((piece) => piece.length > 8)) expect(kept.includes(one)).toBe(false)
  })

  test('[AC107] what binds a trip to its browser stands in no row', async () => {
    await opens()
    const { address, trip } = await leaves()
    const kept = await dumpOf(w.app.house.db)
    const asked = new URL(address).searchParams
    for (const words of [trip.split('=')[1], asked.get('state'), asked.get('nonce'), asked.get('code_challenge')])
      expect(kept.includes(words ?? '')).toBe(false)
    expect((await w.app.house.db.selectFrom('provider_trips').selectAll().execute()).length).toBe(1)
  })

  test('[AC101] one address begins three hundred trips a minute, which no hall does, and the next waits', async () => {
    await opens()
    const codes = []
    for (let number = 0; number < 301; number += 1) codes.push((await posts('begin-provider', { back: '/' })).code)
    expect([codes[0], codes[299], codes[300]]).toEqual([undefined, undefined, 'too-many-tries'])
    expect((await w.app.house.db.selectFrom('provider_trips').selectAll().execute()).length).toBe(300)
  })

  test('[AC106] leads back to pages of this server alone', async () => {
    await opens()
    await links(await another(w, 'm05'))
    for (const back of ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', 'votes', '']) {
      expect([back, isOwnPath(back)]).toEqual([back, false])
      expect(await posts('begin-provider', { back })).toMatchObject({ status: 400, code: 'malformed' })
    }
    expect((await entersBy({}, { back: '/votes/v1' })).back).toBe('/votes/v1')
    expect((await entersBy()).back).toBe('/')
    const moved = await w.app.http.request('/sign-in/provider?code=1e5&state=%2F%2Fevil')
    expect([moved.status, moved.headers.get('location'), moved.headers.get('cache-control')]).toEqual([
      302,
      '/sign-in/provider#code=1e5&state=%2F%2Fevil',
      'no-store',
    ])
  })
})

describe('whose account it is', () => {
  test('[AC102] who is linked to nobody is told so, and no account is made', async () => {
    await opensWithSecretary()
    const people = async () => (await s01.sees('accounts', 'people')).people.length
    const before = await people()
    expect(await entersBy({ claims: { email: 'm05@demo.kenes.example', email_verified: true } })).toMatchObject({
      status: 403,
      code: 'provider-stranger',
      rule: 'AC102',
      cookies: '',
    })
    expect(await people()).toBe(before)
    expect(await linesOf('failed')).toMatchObject([{ account: null }])
  })

  test('[AC102] where the operator says so, a verified e-mail finds the account once; nothing less does', async () => {
    await opensWithSecretary({ linkByEmail: true })
    const email = 'M05@demo.kenes.example'
    for (const claims of [
      { email },
      { email, email_verified: false },
      { email, email_verified: 'true' },
      { email: 'nobody@example.org', email_verified: true },
      { email_verified: true },
    ])
      expect(await entersBy({ claims })).toMatchObject({ code: 'provider-stranger' })
    expect((await entersBy({ person: { email, email_verified: false } })).code).toBe('provider-stranger')
    await s01.does('accounts', 'switch-off', { account: 'm05' })
    expect((await entersBy({ person: { email, email_verified: true } })).code).toBe('account-off')
    await s01.does('accounts', 'switch-on', { account: 'm05' })
    const came = await entersBy({ person: { email, email_verified: true } })
    expect((await personOf(came).sees('accounts', 'me')).id).toBe('m05')
    // From now on by subject, whatever becomes of the e-mail; and no second person by the same one.
    expect((await entersBy({ claims: { email: 'm06@demo.kenes.example', email_verified: true } })).isIn).toBe(true)
    expect(await entersBy({ claims: { sub: 'person-2', email, email_verified: true } })).toMatchObject({
      code: 'provider-linked',
      cookies: '',
    })
    expect((await actsOn(w, 'm05')).filter(({ act }) => act === 'provider-linked')).toHaveLength(1)
  })

  test('[AC102] [AC54] is linked and unlinked by its owner alone, in the same sign-in, with a proof', async () => {
    await opens()
    const m05 = await another(w, 'm05')
    await growsOld('m05')
    expect(await posts('link-provider', {}, m05.cookie)).toMatchObject({ code: 'step-up-needed', rule: 'AC54' })
    expect(await posts('link-provider', {})).toMatchObject({ code: 'signed-out' })
    await m05.does('accounts', 'prove', { password: 'demo-kenes-2025' })
    const { address, trip } = await leaves({}, 'link-provider', m05.cookie)
    const answer = await ministry.agrees(address)
    const m06 = await another(w, 'm06')
    for (const cookie of [trip, `${m06.cookie}; ${trip}`, `${(await another(w, 'm05')).cookie}; ${trip}`])
      expect(await finishes(answer, cookie)).toMatchObject({ code: 'wrong-provider-answer' })
    expect(await linkOf(m06)).toBeNull()
    expect((await links(m05)).isIn).toBe(true)
    expect(await posts('link-provider', {}, m05.cookie)).toMatchObject({ code: 'provider-linked', rule: 'AC102' })
    expect((await links(m06)).code).toBe('provider-linked')
    expect(await m06.act('accounts', 'unlink-provider', {})).toMatchObject({ status: 404, code: 'not-found' })
    await growsOld('m05')
    expect(await posts('unlink-provider', {}, m05.cookie)).toMatchObject({ code: 'step-up-needed' })
    await m05.does('accounts', 'unlink-provider', {})
    expect((await entersBy()).code).toBe('provider-stranger')
    expect((await actsOn(w, 'm05')).map(({ act }) => act).slice(-2)).toEqual(['provider-linked', 'provider-unlinked'])
    expect((await links(m06)).isIn).toBe(true)
  })
})

describe('what is asked after it', () => {
  test('[AC103] [AC21] who has a second factor shows it after the provider too', async () => {
    await opens()
    const chair = await another(w, 'm01')
    const { secret } = await enrols(w, chair)
    await links(chair)
    const came = await entersBy({ claims: { acr: 'loa3', amr: ['pwd', 'otp'] } }, { back: '/votes/v1' })
    expect(came).toMatchObject({ status: 200, isIn: false, back: '/votes/v1' })
    expect(came.cookies).toMatch(/^kenes-step=/)
    w.clock.move(MINUTE_MS)
    const done = await comes(w, 'second-step', { code: shows(w, secret) }, { cookie: came.cookies })
    expect(done).toMatchObject({ ok: true, value: { id: 'm01', mustEnrol: false } })
  })

  test('[AC103] [AC20] unless the provider says that it was shown there, as the operator has named it', async () => {
    await opens({ secondFactor: ['loa3', 'mfa'] })
    const chair = await another(w, 'm01')
    await enrols(w, chair)
    await links(chair)
    const deputy = await another(w, 'm02')
    for (const claims of [{}, { acr: 'loa2' }, { amr: ['pwd'] }, { amr: 'mfa' }, { acr: ['loa3'] }])
      expect([claims, (await entersBy({ claims })).isIn]).toEqual([claims, false])
    for (const claims of [{ acr: 'loa3' }, { amr: ['pwd', 'mfa'] }]) {
      const came = await entersBy({ claims })
      expect(came.isIn).toBe(true)
      expect((await personOf(came).sees('accounts', 'me')).mustEnrol).toBe(false)
    }
    expect(new URL((await leaves()).address).searchParams.get('acr_values')).toBe('loa3 mfa')
    await w.app.house.db
      .insertInto('provider_links')
      .values({
        issuer: `${ministry.issuer}/`,
        subject: 'person-2',
        account: deputy.id as AccountId,
        added_at: 0,
        used_at: null,
      })
      .execute()
    const bare = await entersBy({ claims: { sub: 'person-2' } })
    expect(bare.isIn).toBe(true)
    expect((await personOf(bare).sees('accounts', 'me')).mustEnrol).toBe(
      (await deputy.sees('accounts', 'me')).mustEnrol,
    )
    expect((await personOf(bare).sees('accounts', 'me')).mustEnrol).toBe(true)
  })

  test('[AC105] is a proof from when the provider says that the person was seen, else none', async () => {
    await opens()
    await links(await another(w, 'm05'))
    const now = w.clock.now() / SECOND_MS
    for (const [claims, code] of [
      [{}, 'step-up-needed'],
      [{ auth_time: now - HOUR_MS / SECOND_MS }, 'step-up-needed'],
      [{ auth_time: now - MINUTE_MS / SECOND_MS }, undefined],
      [{ auth_time: now + 60 }, undefined],
    ] as const) {
      const came = await entersBy({ claims })
      expect([claims, (await posts('begin-passkey', {}, came.cookies)).code]).toEqual([claims, code])
    }
  })

  test('[AC108] [AC54] shows anew who somebody is in the sign-in that asked, where it names them and saw them on this trip', async () => {
    await opens()
    const m05 = await another(w, 'm05')
    expect(await posts('prove-by-provider', { back: '/' }, m05.cookie)).toMatchObject({ code: 'not-found' })
    await links(m05)
    const proves = async (claims: object, cookie = m05.cookie) => {
      const { address, trip } = await leaves({ back: '/texts/r01?v=2' }, 'prove-by-provider', m05.cookie)
      expect(new URL(address).searchParams.get('prompt')).toBe('login')
      ministry.says = { claims: { ...claims } }
      return finishes(await ministry.agrees(address), `${cookie}; ${trip}`)
    }
    const isProved = async () => (await posts('begin-passkey', {}, m05.cookie)).code === undefined
    const now = () => Math.floor(w.clock.now() / SECOND_MS)
    await growsOld('m05')
    for (const claims of [
      {},
      { auth_time: now() - (2 * MINUTE_MS) / SECOND_MS },
      { auth_time: now(), sub: 'person-2' },
      { auth_time: now(), nonce: 'x' },
    ])
      expect([claims, await proves(claims)]).toEqual([
        claims,
        expect.objectContaining({ code: 'wrong-provider-answer' }),
      ])
    const other = await another(w, 'm05')
    expect((await proves({ auth_time: now() }, other.cookie)).code).toBe('wrong-provider-answer')
    expect(await isProved()).toBe(false)

    const signIns = async () => (await m05.sees('accounts', 'sign-ins')).signIns.length
    const before = await signIns()
    expect(await proves({ auth_time: now() })).toMatchObject({ back: '/texts/r01?v=2', isIn: true, cookies: '' })
    expect(await isProved()).toBe(true)
    expect(await signIns()).toBe(before)
    expect(new URL((await leaves()).address).searchParams.get('prompt')).toBeNull()
  })

  test('[AC104] a provider that is away holds up nothing, is said in the reader’s language, and is asked again', async () => {
    await opens()
    await ministry.closes()
    try {
      const [away, entered] = await Promise.all([posts('begin-provider', { back: '/' }, '', 'kk'), entersAs(w, 'm05')])
      expect(away).toMatchObject({ status: 409, code: 'provider-silent', rule: 'AC104' })
      expect(away.message).toContain('Кіру провайдері қазір жауап бермейді')
      expect(entered.ok).toBe(true)
    } finally {
      await ministry.opens()
    }
    await links(await another(w, 'm05'))
    for (const token of ['hangs up', 'unavailable'] as const)
      expect(await entersBy({ token })).toMatchObject({ code: 'provider-silent', rule: 'AC104', cookies: '' })
    expect((await entersBy()).isIn).toBe(true)
  })

  test('[AC100] without a provider nobody is sent anywhere, and no address answers', async () => {
    w = await world()
    expect((await (await w.person('m05')).sees('accounts', 'provider')).name).toBeNull()
    for (const [name, input] of [
      ['begin-provider', { back: '/' }],
      ['finish-provider', { answer: 'code=1&state=2' }],
    ] as const)
      expect(await posts(name, input)).toMatchObject({ status: 409, code: 'no-provider', rule: 'AC100' })
    expect((await w.app.http.request('/sign-in/provider?code=1')).status).toBe(404)
  })
})
