import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAccount } from '../../server/accounts/commands.ts'
import { hashPassword } from '../../server/accounts/password.ts'
import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
import { api } from '../../shared/api.ts'
import { allow } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import { opensVote, type Person, SESSION, type World, world } from '../world.ts'
import { isRefusal, storeOf } from './store.ts'

let w: World
let member: Person
let observer: Person
let outsider: Person
let commands: { path: string; body: Record<string, unknown> }[]
let queries: string[]
let before: Record<string, string>

beforeAll(async () => {
  w = await world()
  const { acts, random } = w.app.house
  const password = await hashPassword(DEMO_PASSWORD, random)
  const stranger = {
    id: 'x01' as AccountId,
    email: demoEmail('x01'),
    name: { kk: 'x', ru: 'x', en: 'x' },
    role: 'person' as const,
  }
  await acts.run({ by: 's01' as AccountId, endpoint: 'tests/account', input: {} }, async (act) =>
    allow(await createAccount(act, stranger, password)),
  )
  const [chair, ...others] = await w.people('m01', 'm03', 'o01', 'x01')
  ;[member, observer, outsider] = others as [Person, Person, Person]
  if (!chair) throw new Error('no chair')
  const of = { session: SESSION, account: 'm03' }
  const { motion } = await member.does('floor', 'raise-motion', { ...of, kind: 'adjourn' })
  const vote = await opensVote(chair, 'r01')
  const { point } = await member.does('floor', 'raise-point', { ...of, conduct: true })
  const onFloor = floorCommands(point, motion)
  const link = { session: SESSION, name: 'Hall', languages: ['ru'] }
  const { id: screen } = await chair.does('screens', 'create-link', link)
  await chair.does('versions', 'freeze', { recommendation: 'r02' })
  const { version } = await chair.sees('recommendations', 'recommendation', { id: 'r01' })
  const { fields } = await chair.sees('recommendations', 'recommendation', { id: 'r03' })
  const ballot = { ...vote, place: 'm03', choice: 'for' }
  const interest = { session: SESSION, recommendation: 'r03', account: 'm03' }
  commands = [
    { path: 'sessions/note-attendance', body: { session: SESSION, account: 'm09', event: 'came' } },
    { path: 'sessions/declare-recusal', body: { ...interest, reason: 'x' } },
    { path: 'sessions/withdraw-recusal', body: interest },
    ...onFloor,
    { path: 'recommendations/change-fields', body: { id: 'r03', rev: 1, fields } },
    { path: 'versions/freeze', body: { recommendation: 'r03' } },
    { path: 'versions/stop-freeze', body: { recommendation: 'r03' } },
    { path: 'votes/take-back-freeze', body: { recommendation: 'r02' } },
    { path: 'votes/open', body: { recommendation: 'r02', hash: vote.hash } },
    { path: 'votes/cast', body: ballot },
    { path: 'votes/record-word', body: ballot },
    { path: 'votes/close', body: { vote: vote.vote } },
    { path: 'votes/announce', body: { vote: vote.vote } },
    { path: 'adoption/adopt', body: vote },
    { path: 'screens/create-link', body: link },
    { path: 'screens/revoke-link', body: { screen } },
    { path: 'screens/show', body: { session: SESSION, shown: 'check-in' } },
  ]
  const id = `id=${SESSION}`
  const session = `session=${SESSION}`
  queries = [
    ...[`session?${id}`, `connected?${session}`, `attendance?${session}`].map((query) => `sessions/${query}`),
    `floor/floor?${session}`,
    `evidence/references?${session}`,
    ...[`list?${session}`, 'recommendation?id=r01', 'text?id=r01'].map((query) => `recommendations/${query}`),
    ...['list?recommendation=r01', `version?id=${version?.id}`].map((query) => `versions/${query}`),
    ...[`list?${session}`, `vote?id=${vote.vote}`, 'prepare?recommendation=r01'].map((query) => `votes/${query}`),
    'adoption/text?recommendation=r01',
    `screens/links?${session}`,
    'record/entries',
  ]
})
afterAll(() => w.close())
beforeEach(async () => {
  before = await storeOf(w)
})

/** Every command of the floor, on what is there. */
function floorCommands(pointOfOrder: string, motion: string): { path: string; body: Record<string, unknown> }[] {
  const session = SESSION
  const person = { session, account: 'm03' }
  const entry = { session, entry: 'e1' }
  const point = { session, point: pointOfOrder }
  const interest = { ...person, point: 'a09' }
  return [
    { path: 'floor/ask', body: person },
    { path: 'floor/withdraw', body: entry },
    { path: 'floor/call', body: { ...entry, after: 'e0' } },
    { path: 'floor/end-speech', body: entry },
    { path: 'floor/give-time', body: { ...entry, seconds: 60 } },
    { path: 'floor/move', body: { ...entry, before: 'e0' } },
    { path: 'floor/set-list', body: { session } },
    { path: 'floor/raise-point', body: person },
    { path: 'floor/withdraw-point', body: point },
    { path: 'floor/rule', body: { ...point, ruling: 'sustained', words: 'x' } },
    { path: 'floor/appeal', body: { ...point, account: 'm03' } },
    { path: 'floor/settle-appeal', body: { ...point, for: 1, against: 0, abstain: 0 } },
    { path: 'floor/raise-motion', body: { ...person, kind: 'suspend' } },
    { path: 'floor/withdraw-motion', body: { session, motion } },
    { path: 'floor/decide-motion', body: { session, motion, result: { how: 'no-objection' } } },
    { path: 'floor/declare-interest', body: { ...interest, reason: 'x' } },
    { path: 'floor/withdraw-interest', body: interest },
  ]
}

/** What is asked with nothing and answered to everybody: the list of published texts. */
const FOR_EVERYBODY: readonly string[] = ['adoption/published', 'accounts/ask-passkey', 'accounts/provider']

const request = (path: string, init: RequestInit = {}) => Promise.resolve(w.app.http.request(path, init))
const post = (path: string, body: string, headers: Record<string, string>) =>
  request(`/api/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

const nothingChanged = async () => expect(await storeOf(w)).toEqual(before)
const pathsOf = (method: 'GET' | 'POST') =>
  Object.entries(api).flatMap(([domain, names]) =>
    Object.entries(names).flatMap(([name, endpoint]) =>
      endpoint.method === method ? [{ path: `${domain}/${name}`, open: endpoint.open }] : [],
    ),
  )

describe('who may not', () => {
  // Every command for every role and stage is in the table of tests/policy; here are those that no observer has.
  test('[AC6] every command tried here is one of the wire, each once', () => {
    const tried = commands.map(({ path }) => path)
    const known = pathsOf('POST').map(({ path }) => path)
    expect(tried.filter((path) => !known.includes(path))).toEqual([])
    expect(new Set(tried).size).toBe(tried.length)
    expect(tried.length).toBeGreaterThan(30)
  })

  test('[SE1] [RE3] [VO10] an observer is refused every command, and nothing changes', async () => {
    for (const { path, body } of commands) {
      const refused = await isRefusal(await observer.raw('POST', `/api/${path}`, JSON.stringify(body)))
      expect(['no-right', 'not-your-place']).toContain(refused.code)
    }
    await nothingChanged()
  })

  test('[SE1] [RE5] for who is of no session every command and query answers that nothing is there', async () => {
    for (const { path, body } of commands) {
      expect((await isRefusal(await outsider.raw('POST', `/api/${path}`, JSON.stringify(body)), 404)).code).toBe(
        'not-found',
      )
    }
    for (const path of queries.filter((one) => !one.startsWith('record/'))) {
      expect((await isRefusal(await outsider.raw('GET', `/api/${path}`), 404)).code, path).toBe('not-found')
    }
    expect((await isRefusal(await outsider.raw('GET', '/api/record/entries'), 403)).rule).toBe('RB5')
    expect((await outsider.sees('sessions', 'list')).sessions).toEqual([])
    expect((await isRefusal(await outsider.raw('GET', `/api/news?session=${SESSION}`), 404)).rule).toBe('SE1')
    await nothingChanged()
  })

  test('[AC1] who is signed out is refused everything but signing in, setting up, links and what is published', async () => {
    const asksNothing = (path: string) => {
      const isAct = pathsOf('POST').some((one) => one.path === path)
      return isAct ? post(path, '{}', {}) : request(`/api/${path}`)
    }
    for (const { path, open } of [...pathsOf('POST'), ...pathsOf('GET')]) {
      if (FOR_EVERYBODY.includes(path)) continue
      const answer = await asksNothing(path)
      const { code } = await isRefusal(answer, open ? 400 : 401)
      expect(code, path).toBe(open ? 'malformed' : 'signed-out')
    }
    expect(
      pathsOf('POST')
        .filter(({ open }) => open)
        .map(({ path }) => path),
    ).toEqual([
      'accounts/ask-passkey',
      'accounts/sign-in-by-passkey',
      'accounts/begin-provider',
      'accounts/finish-provider',
      'accounts/sign-in',
      'accounts/second-step',
      'accounts/use-card',
      'accounts/accept-invitation',
      'accounts/set-up',
      'follow-up/read-link',
      'follow-up/answer-by-link',
      'screens/enter',
    ])
    for (const path of FOR_EVERYBODY) expect((await asksNothing(path)).status, path).toBe(200)
    // The challenge that a device is to answer is all that came of it.
    await w.app.house.db.deleteFrom('passkey_challenges').execute()
    await nothingChanged()
  })
})

describe('what does not fit', () => {
  test('[AC6] no JSON, half of it, another kind of body, an empty one', async () => {
    for (const { path, body } of commands) {
      const { cookie } = member
      const words = JSON.stringify(body)
      for (const wrong of [words.slice(0, -1), '', 'null', '[]', '"x"', '7', `[${words}]`]) {
        expect(await isRefusal(await post(path, wrong, { cookie }), 400)).toMatchObject({
          code: 'malformed',
          rule: 'AC6',
        })
      }
      expect(await isRefusal(await post(path, words, { cookie, 'content-type': 'text/plain' }), 400)).toMatchObject({
        rule: 'AC6',
      })
    }
    await nothingChanged()
  })

  test('[AC6] each part of each command left out, or of another type', async () => {
    for (const { path, body } of commands) {
      for (const name of Object.keys(body)) {
        const { [name]: _, ...without } = body
        for (const wrong of [
          without,
          ...[null, [], { x: 1 }, true, 1.5, '../../etc/passwd', "x' or 1=1"].map((value) => ({
            ...body,
            [name]: value,
          })),
        ]) {
          // A sentence or a name may be any words; before and after nobody is said by null.
          if (['reason', 'words', 'name'].includes(name) && typeof wrong[name] === 'string') continue
          if (['after', 'before'].includes(name) && wrong[name] === null) continue
          const answer = await member.raw('POST', `/api/${path}`, JSON.stringify(wrong))
          expect(await isRefusal(answer, 400), `${path} ${name}`).toMatchObject({ code: 'malformed', rule: 'AC6' })
        }
      }
      const answer = await member.raw('POST', `/api/${path}`, JSON.stringify({ ...body, requestId: 'short' }))
      expect((await isRefusal(answer, 400)).rule).toBe('AC6')
    }
    await nothingChanged()
  })

  test('[AC6] a query without its words or with others', async () => {
    for (const path of queries.filter((one) => one.includes('?'))) {
      const bare = path.split('?')[0]
      for (const wrong of [bare, `${path.split('=')[0]}=`, `${path.split('=')[0]}=a%20b`]) {
        expect(await isRefusal(await member.raw('GET', `/api/${wrong}`), 400)).toMatchObject({
          code: 'malformed',
          rule: 'AC6',
        })
      }
    }
  })

  test('[AC6] a body over 1 MiB is refused, with its length named or not; one just below is read', async () => {
    const { cookie } = member
    const sized = (bytes: number) =>
      JSON.stringify({ session: SESSION, recommendation: 'r03', account: 'm03', reason: 'x', filler: '' }).replace(
        '"filler":""',
        `"filler":"${'x'.repeat(bytes)}"`,
      )
    expect(await isRefusal(await post('sessions/withdraw-recusal', sized(1_048_576), { cookie }), 413)).toMatchObject({
      code: 'too-large',
      rule: 'AC6',
    })
    const chunks = new ReadableStream({
      start(stream) {
        for (let part = 0; part < 20; part += 1) stream.enqueue(new TextEncoder().encode(' '.repeat(64 * 1_024)))
        stream.close()
      },
    })
    const init = {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: chunks,
      duplex: 'half',
    } as RequestInit
    expect(await isRefusal(await request('/api/votes/close', init), 413)).toMatchObject({
      code: 'too-large',
      rule: 'AC6',
    })
    expect(await isRefusal(await post('sessions/withdraw-recusal', sized(1_000_000), { cookie }), 409)).toMatchObject({
      code: 'not-recused',
    })
    await nothingChanged()
  })
})

describe('where it comes from', () => {
  const own = { host: 'kenes.example', origin: 'http://kenes.example' }

  test('[AC5] a write that a browser says comes from elsewhere is refused, before anything else', async () => {
    const foreign: Record<string, string>[] = [
      { ...own, origin: 'https://elsewhere.example' },
      { ...own, origin: 'http://kenes.example.elsewhere.example' },
      { ...own, origin: 'http://kenes.example:8080' },
      { ...own, origin: 'null' },
      { ...own, 'sec-fetch-site': 'cross-site' },
      { ...own, 'sec-fetch-site': 'same-site' },
      { host: own.host, referer: 'https://elsewhere.example/page' },
    ]
    for (const headers of foreign) {
      for (const { path, body } of commands) {
        const answer = await member.raw('POST', `/api/${path}`, JSON.stringify(body), headers)
        expect(await isRefusal(answer, 403)).toMatchObject({ code: 'foreign-origin', rule: 'AC5' })
      }
      const signIn = await post(
        'accounts/sign-in',
        JSON.stringify({ email: demoEmail('m01'), password: DEMO_PASSWORD }),
        headers,
      )
      expect((await isRefusal(signIn, 403)).rule).toBe('AC5')
      expect(signIn.headers.get('set-cookie')).toBeNull()
    }
    await nothingChanged()
  })

  test('[AC5] one from our own pages, or from a program that is no browser, is taken', async () => {
    const words = JSON.stringify({ session: SESSION, recommendation: 'r03', account: 'm03' })
    for (const headers of [own, { ...own, 'sec-fetch-site': 'same-origin' }, { host: own.host }]) {
      expect(
        (await isRefusal(await member.raw('POST', '/api/sessions/withdraw-recusal', words, headers), 409)).code,
      ).toBe('not-recused')
    }
  })
})
