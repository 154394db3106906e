import { describe, expect, test } from 'vitest'
import type { Input, Name, Output } from '../../server/http/handlers.ts'
import type { AccountId } from '../../shared/ids.ts'
import { cast, freezes, opensVote, SESSION } from '../world.ts'
import { puts } from './amending.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, headOf, isRefusal, refuses } from './store.ts'

inTheHall()

const session = { session: SESSION }
type Screen = Output<'screens', 'screen'>

/** A screen of the hall: a browser with the cookie of its link and nothing else. */
async function opensScreen(path: string) {
  const secret = path.split('#')[1] ?? ''
  const answer = await post('enter', { session: SESSION, secret })
  const { screen } = (await answer.json()) as Output<'screens', 'enter'>
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const asks = (of: string = SESSION, by = cookie) =>
    w.app.http.request(`/api/screens/screen?session=${of}&screen=${screen}`, { headers: { cookie: by } })
  return {
    id: screen,
    cookie,
    header: answer.headers.get('set-cookie') ?? '',
    asks,
    shows: async () => ((await (await asks()).json()) as Screen).shown,
  }
}

const post = <N extends Name<'screens'>>(name: N, input: Partial<Input<'screens', N>> | object, cookie = '') =>
  Promise.resolve(
    w.app.http.request(`/api/screens/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-language': 'en', cookie },
      body: JSON.stringify(input),
    }),
  )

const link = async (languages: readonly string[] = ['ru']) =>
  secretary.does('screens', 'create-link', { ...session, name: 'Hall, left', languages })
const aScreen = async (languages?: readonly string[]) => opensScreen((await link(languages)).path)

describe('links', () => {
  test('[SE50] the secretariat makes a link; its secret is told once and the store knows only its hash', async () => {
    const { id, path } = await link()
    const secret = path.split('#')[1] ?? ''
    expect(path).toMatch(new RegExp(`^/screen/${SESSION}#[0-9a-z]{32}$`))
    const { db } = w.app.house
    for (const table of ['screens', 'requests', 'record', 'news'] as const)
      expect(JSON.stringify(await db.selectFrom(table).selectAll().execute())).not.toContain(secret)
    expect(await actsOn(w, id)).toEqual([{ act: 'screen-link-made', by: 's01' }])
    const { screens } = await chair.sees('screens', 'links', session)
    expect(screens).toMatchObject([{ id, name: 'Hall, left', languages: ['ru'], revokedAt: null, lastSeen: null }])
    expect(JSON.stringify(screens)).not.toContain(secret)
  })

  test('[SE50] when the answer got lost, the same request gives the same link a new secret', async () => {
    const input = { ...session, name: 'Hall', languages: ['kk'], requestId: 'request-1' }
    const first = await secretary.does('screens', 'create-link', input)
    const second = await secretary.does('screens', 'create-link', input)
    expect(second.id).toBe(first.id)
    const secret = (path: string) => path.split('#')[1] ?? ''
    await isRefusal(await post('enter', { ...session, secret: secret(first.path) }), 401)
    expect((await post('enter', { ...session, secret: secret(second.path) })).status).toBe(200)
    expect((await secretary.sees('screens', 'links', session)).screens).toHaveLength(1)
  })

  test('[SE50] who may make links no more is given no secret by asking once again', async () => {
    const operator = await w.person('m05')
    const input = { ...session, name: 'Hall', languages: ['kk'], requestId: 'request-1' }
    await w.app.house.db
      .updateTable('accounts')
      .set({ role: 'secretariat' })
      .where('id', '=', 'm05' as AccountId)
      .execute()
    const { path } = await operator.does('screens', 'create-link', input)
    await w.app.house.db
      .updateTable('accounts')
      .set({ role: 'person' })
      .where('id', '=', 'm05' as AccountId)
      .execute()
    await refuses(w, () => operator.act('screens', 'create-link', input), 'no-right', 'SE50')
    expect((await post('enter', { ...session, secret: path.split('#')[1] ?? '' })).status).toBe(200)
  })

  test('[SE50] members and observers neither make, see nor revoke links; nor does a screen', async () => {
    const { id } = await link()
    for (const other of [member, observer]) {
      await refuses(
        w,
        () => other.act('screens', 'create-link', { ...session, name: 'Mine', languages: ['ru'] }),
        'no-right',
        'SE50',
      )
      await refuses(w, () => other.act('screens', 'revoke-link', { screen: id }), 'no-right', 'SE50')
      expect(await other.ask('screens', 'links', session)).toMatchObject({ code: 'no-right', rule: 'SE50' })
    }
    const screen = await aScreen()
    await isRefusal(await post('show', { ...session, shown: 'check-in' }, screen.cookie), 401)
    await isRefusal(await post('revoke-link', { screen: id }, screen.cookie), 401)
  })

  test('[SE50] a link names one or two languages, each once', async () => {
    for (const languages of [[], ['ru', 'ru'], ['kk', 'ru', 'en'], ['de']])
      await refuses(
        w,
        () => secretary.act('screens', 'create-link', { ...session, name: 'Hall', languages }),
        'malformed',
        'AC6',
      )
  })

  test('[SE51] a link opens its screen and nothing that needs an account', async () => {
    const screen = await aScreen()
    expect(screen.header).toMatch(/; Path=\/api; HttpOnly; SameSite=Lax/)
    expect((await screen.asks()).status).toBe(200)
    for (const path of [
      '/api/accounts/me',
      `/api/sessions/session?id=${SESSION}`,
      `/api/recommendations/list?session=${SESSION}`,
      `/api/recommendations/text?id=r01`,
      '/api/record/entries',
    ])
      expect((await w.app.http.request(path, { headers: { cookie: screen.cookie } })).status).toBe(401)
    await isRefusal(await post('create-link', { ...session, name: 'x', languages: ['ru'] }, screen.cookie), 401)
  })

  test('[SE51] a revoked link is refused for good, and like one that never was', async () => {
    const screen = await aScreen()
    await secretary.does('screens', 'revoke-link', { screen: screen.id })
    const revoked = await isRefusal(await screen.asks(), 401)
    const never = await isRefusal(await screen.asks(SESSION, ''), 401)
    const guessed = await isRefusal(await screen.asks(SESSION, `kenes-screen-${screen.id}=${'0'.repeat(32)}`), 401)
    const foreign = await isRefusal(await screen.asks('no-such-session'), 401)
    expect(revoked).toMatchObject({ code: 'no-screen', rule: 'SE51' })
    const said = ({ code, rule, message }: typeof revoked) => ({ code, rule, message })
    for (const other of [never, guessed, foreign]) expect(said(other)).toEqual(said(revoked))
    await isRefusal(await post('enter', { ...session, secret: screen.cookie.split('=')[1] }), 401)
    await refuses(w, () => chair.act('screens', 'revoke-link', { screen: screen.id }), 'already-so', 'SE51')
    expect(await actsOn(w, screen.id)).toEqual([
      { act: 'screen-link-made', by: 's01' },
      { act: 'screen-link-revoked', by: 's01' },
    ])
  })

  test('[SE50] it is listed when a screen was seen last, within a minute', async () => {
    const screen = await aScreen()
    const seen = async () => (await secretary.sees('screens', 'links', session)).screens[0]?.lastSeen
    expect(await seen()).toBe(w.clock.now())
    const first = w.clock.now()
    w.clock.move(30_000)
    await opensAgain(screen)
    expect(await seen()).toBe(first)
    w.clock.move(31_000)
    await opensAgain(screen)
    expect(await seen()).toBe(w.clock.now())
  })
  const opensAgain = ({ cookie }: { cookie: string }) => post('enter', { ...session, secret: cookie.split('=')[1] })
})

describe('what a screen shows', () => {
  test('[SE52] it follows the point and the text that the desk puts on it', async () => {
    const screen = await aScreen(['kk', 'ru'])
    expect(await screen.shows()).toMatchObject({ scene: 'text', text: { kind: 'preamble', number: null } })
    await chair.does('screens', 'show', { ...session, shown: 'text', recommendation: 'r05' })
    const shown = await screen.shows()
    expect(shown).toMatchObject({ scene: 'text', text: { number: 5, version: null } })
    if (shown.scene !== 'text') throw new Error('no text')
    expect(shown.text.words.map(({ language }) => language)).toEqual(['kk', 'ru'])
    expect((await secretary.sees('screens', 'links', session)).choice).toEqual({
      shown: 'text',
      recommendation: 'r05',
      amendment: null,
    })
    await chair.does('screens', 'show', { ...session, shown: 'check-in' })
    expect(await screen.shows()).toMatchObject({
      scene: 'arrival',
      checkIn: { path: `/sessions/${SESSION}/check-in`, origin: null },
    })
    await chair.does('sessions', 'take-point', { ...session, point: 'a01' })
    expect(await screen.shows()).toMatchObject({ scene: 'point', point: { number: '1' } })
    expect((await secretary.sees('screens', 'links', session)).choice).toBeNull()
  })

  test('[SE70] a tabled amendment is put on it, with its movers and what it changes; then the vote on it, and what comes next', async () => {
    const screen = await aScreen(['ru'])
    const show = { ...session, shown: 'amendment', amendment: 'am2' }
    await refuses(w, () => member.act('screens', 'show', show), 'no-right', 'SE2')
    await refuses(w, () => chair.act('screens', 'show', { ...show, amendment: 'no-such' }), 'not-found', 'SE52')
    await chair.does('screens', 'show', show)
    const shown = await screen.shows()
    expect(shown).toMatchObject({
      scene: 'amendment',
      amendment: { number: 2, to: { kind: 'recommendation', number: 5 }, stage: 'tabled' },
    })
    if (shown.scene !== 'amendment') throw new Error('no amendment')
    expect(shown.amendment.movers).toHaveLength(2)
    expect(shown.amendment.changes.map(({ part, language }) => `${part} ${language}`)).toEqual(['text ru'])
    await chair.does('sessions', 'let-observers-read', { ...session, on: false })
    expect(await screen.shows()).toMatchObject({ scene: 'point' })
    await freezes(chair, 'r05')
    const vote = await puts(w, chair, 'am2', 3)
    expect(await screen.shows()).toMatchObject({ scene: 'vote', text: null, amendment: { number: 2, stage: 'put' } })
    await chair.does('votes', 'close', { vote })
    await chair.does('votes', 'announce', { vote })
    expect(await screen.shows()).toMatchObject({ scene: 'outcome', amendment: { stage: 'rejected', next: 1 } })
  })

  test('[SE70] where an amendment changes nothing in the languages of a screen it is shown in its own', async () => {
    const screen = await aScreen(['en'])
    await chair.does('screens', 'show', { ...session, shown: 'amendment', amendment: 'am1' })
    const shown = await screen.shows()
    if (shown.scene !== 'amendment') throw new Error('no amendment')
    expect(shown.amendment.changes.map(({ language }) => language)).toEqual(['ru'])
  })

  test('[SE52] the secretariat puts something on the screens only as the chair’s operator; the record names both', async () => {
    const show = { ...session, shown: 'text', recommendation: 'r02' }
    await refuses(w, () => secretary.act('screens', 'show', show), 'no-right', 'SE2')
    await refuses(w, () => observer.act('screens', 'show', show), 'no-right', 'SE2')
    await refuses(w, () => chair.act('screens', 'show', { ...show, recommendation: 'no-such' }), 'not-found', 'SE52')
    await chair.does('sessions', 'name-operator', { ...session, operator: 's01' })
    await secretary.does('screens', 'show', show)
    const { content } = await w.app.house.db
      .selectFrom('record')
      .select('content')
      .where('act', '=', 'shown-on-screens')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(content)).toMatchObject({ by: 's01', facts: { onWordOf: 'm01', recommendation: 'r02' } })
  })

  test('[SE53] who has the floor and how much time is used, but not of a closed point', async () => {
    const screen = await aScreen()
    const { entry } = await member.does('floor', 'ask', { ...session, account: 'm03' })
    await chair.does('floor', 'call', { ...session, entry, after: null })
    w.clock.move(20_000)
    const council = { ru: expect.stringContaining('совет') }
    expect(await screen.shows()).toMatchObject({
      speaker: { name: { ru: expect.any(String) }, councils: [council], seconds: 180, usedMs: 20_000, running: true },
    })
    await chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released: false })
    expect(await screen.shows()).toEqual({ scene: 'closed-point' })
    await chair.does('sessions', 'take-point', { ...session, point: 'a10' })
    expect(await screen.shows()).toMatchObject({ scene: 'point', speaker: null })
  })

  test('[SE53] live text only while the chair allows it; a frozen one is its version, with no names', async () => {
    const screen = await aScreen()
    await chair.does('screens', 'show', { ...session, shown: 'text', recommendation: 'r01' })
    await chair.does('sessions', 'let-observers-read', { ...session, on: false })
    expect(await screen.shows()).toMatchObject({ scene: 'point' })
    const hash = await freezes(chair, 'r01')
    const shown = await screen.shows()
    expect(shown).toMatchObject({ scene: 'text', text: { stage: 'frozen', version: { hash } } })
    expect(JSON.stringify(shown)).not.toMatch(/"(account|author|authors|name)":"m\d\d"/)
  })

  test('[SE53] of a closed point it is told that it is closed, and nothing else', async () => {
    const screen = await aScreen(['kk', 'ru'])
    await chair.does('screens', 'show', { ...session, shown: 'text', recommendation: 'r01' })
    await chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released: false })
    expect(await screen.shows()).toEqual({ scene: 'closed-point' })
    const { vote, hash } = await opensVote(chair, 'r01')
    expect(await screen.shows()).toEqual({ scene: 'closed-point' })
    await cast(w, { vote, hash }, { for: ['m01', 'm02'] })
    await chair.does('votes', 'close', { vote })
    await chair.does('votes', 'announce', { vote })
    expect(await screen.shows()).toEqual({ scene: 'closed-point' })
    const body = await (await screen.asks()).text()
    for (const hidden of ['r01', vote, hash]) expect(body).not.toContain(hidden)
    await chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released: true })
    expect(await screen.shows()).toMatchObject({ scene: 'outcome' })
  })

  test('[SE54] progress while a vote is open, names and choices in a roll call, the outcome only when announced', async () => {
    const screen = await aScreen()
    const { vote, hash } = await opensVote(chair, 'r01')
    expect(await screen.shows()).toMatchObject({ scene: 'vote', stage: 'open', cast: 0, places: 20 })
    await cast(w, { vote, hash }, { for: ['m01'], against: ['m02'] })
    const open = await screen.shows()
    if (open.scene !== 'vote') throw new Error('no vote')
    expect(open).toMatchObject({ cast: 2, text: { stage: 'frozen', version: { hash } } })
    expect(open.roll.filter(({ choice }) => choice !== null)).toMatchObject([
      { place: 'm01', choice: 'for' },
      { place: 'm02', choice: 'against' },
    ])
    await chair.does('votes', 'close', { vote })
    const closed = await (await screen.asks()).text()
    expect(closed).toContain('"stage":"closed"')
    expect(closed).not.toMatch(/headline|outcome|result/)
    await chair.does('votes', 'announce', { vote })
    expect(await screen.shows()).toMatchObject({
      scene: 'outcome',
      outcome: { tallies: [{ for: 1, against: 1 }, {}, {}] },
      head: await headOf(w),
    })
    w.clock.move(1)
    await chair.does('screens', 'show', { ...session, shown: 'text', recommendation: 'r02' })
    expect(await screen.shows()).toMatchObject({ scene: 'text', text: { number: 2 } })
  })

  test('[SE21] [SE52] the head at suspension and close, the way to check in when it goes on', async () => {
    const screen = await aScreen()
    await chair.does('sessions', 'suspend', session)
    expect(await screen.shows()).toEqual({ scene: 'ended', head: await headOf(w) })
    await chair.does('sessions', 'resume', session)
    expect(await screen.shows()).toMatchObject({ scene: 'arrival', head: await headOf(w) })
    await secretary.does('sessions', 'note-list', {
      ...session,
      accounts: Array.from({ length: 22 }, (_, index) => `m${String(index + 1).padStart(2, '0')}`),
    })
    expect(await screen.shows()).toMatchObject({ scene: 'text' })
    await chair.does('sessions', 'close', session)
    expect(await screen.shows()).toEqual({ scene: 'ended', head: await headOf(w) })
  })
})
