import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { api } from '../../shared/api.ts'
import { SESSION, type World, world } from '../world.ts'
import { administrator, another, comes, entersAs, newcomer } from './door.ts'
import { actsOn, refuses, storeOf } from './store.ts'

let w: World
beforeEach(async () => {
  w = await world()
})
afterEach(() => w.close())

const kept = async (id: string) => {
  const { people } = await (await w.person('s01')).sees('accounts', 'people')
  const found = people.find((one) => one.id === id)
  if (!found) throw new Error(`${id} is not in the list`)
  return found
}

describe('the list of people', () => {
  test('[AC11] the secretariat and the administrator read it; members, chairs and observers do not', async () => {
    const { people } = await (await w.person('s01')).sees('accounts', 'people')
    expect(people).toHaveLength(31)
    expect(JSON.stringify(people)).not.toContain('argon2id')
    expect((await (await administrator(w)).sees('accounts', 'people')).people).toHaveLength(32)
    for (const id of ['m01', 'm03', 'o01'])
      expect(await (await w.person(id)).ask('accounts', 'people')).toMatchObject({ code: 'no-right', rule: 'AC11' })
  })

  test('[AC11] a person is made with name, e-mail, languages and contact, and the record book names no more than the id', async () => {
    const s01 = await w.person('s01')
    const { id } = await s01.does('accounts', 'create', newcomer())
    expect(await kept(id)).toMatchObject({
      ...newcomer(),
      rev: 1,
      switchedOff: false,
      devicesOff: false,
      hasPassword: false,
      may: { change: true, switch: true, invite: true, card: true },
    })
    expect(await actsOn(w, id)).toEqual([{ act: 'account-created', by: 's01' }])
    const book = await s01.sees('record', 'entries')
    expect(JSON.stringify(book)).not.toMatch(/saule@|701 000/)
    for (const other of ['m01', 'o01'])
      await refuses(
        w,
        async () => (await w.person(other)).act('accounts', 'create', newcomer({ email: 'x@example.org' })),
        'no-right',
        'AC11',
      )
  })

  test('[AC27] an e-mail belongs to one account, whatever its letter case or spaces', async () => {
    const s01 = await w.person('s01')
    await s01.does('accounts', 'create', newcomer())
    for (const email of ['SAULE@example.org', ' saule@Example.ORG ', 'M01@demo.kenes.example'])
      await refuses(w, () => s01.act('accounts', 'create', newcomer({ email })), 'email-taken', 'AC27')
    const m02 = await kept('m02')
    const change = { ...m02, account: 'm02', email: 'Saule@EXAMPLE.org' }
    await refuses(w, () => s01.act('accounts', 'change', change), 'email-taken', 'AC27')
  })

  test('[AC27] an address that could begin another header or address is none', async () => {
    const s01 = await w.person('s01')
    for (const email of [
      'a@example.org\nBcc: all@example.org',
      'a@example.org\r\nSubject: x',
      'a@example.org,b@example.org',
      'A <a@example.org>',
      'a@b@example.org',
      'a b@example.org',
      'a@example.org;b@example.org',
      '"a"@example.org',
      'a\u0007@example.org',
      'aa@',
      '@example.org',
      'a@-example.org',
    ])
      await refuses(w, () => s01.act('accounts', 'create', newcomer({ email })), 'malformed', 'AC27')
    await s01.does('accounts', 'create', newcomer({ email: 'Сәуле.Омарова+kk@мысал.қаз' }))
  })

  test('[AC28] who changes what was changed meanwhile is told, and nothing is lost', async () => {
    const s01 = await w.person('s01')
    const seen = await kept('m05')
    const change = { ...seen, account: 'm05', phone: '+7 700 111 22 33' }
    expect(await s01.does('accounts', 'change', change)).toEqual({ rev: 2 })
    await refuses(
      w,
      async () => (await w.person('s02')).act('accounts', 'change', { ...change, phone: null }),
      'changed-meanwhile',
      'AC28',
    )
    expect(await kept('m05')).toMatchObject({ phone: '+7 700 111 22 33', rev: 2 })
    const head = (await s01.sees('record', 'entries')).entries[0]
    expect(head).toMatchObject({ act: 'account-changed', subject: 'm05' })
    expect(JSON.stringify(head).replaceAll('\\', '')).toContain('"fields":["phone"]')
    expect(JSON.stringify(head)).not.toContain('111 22 33')
  })

  test('[AC31] [AC13] another role ends the sign-ins; nobody changes their own', async () => {
    const s01 = await w.person('s01')
    const m05 = await w.person('m05')
    const change = { ...(await kept('m05')), account: 'm05' }
    await s01.does('accounts', 'change', { ...change, organisation: 'Bar of Astana' })
    expect((await m05.ask('accounts', 'me')).ok).toBe(true)
    await s01.does('accounts', 'change', { ...change, rev: 2, role: 'secretariat' })
    expect(await m05.ask('accounts', 'me')).toMatchObject({ status: 401, code: 'signed-out' })
    expect((await (await another(w, 'm05')).sees('accounts', 'me')).role).toBe('secretariat')
    const own = { ...(await kept('s01')), account: 's01', role: 'administrator' }
    await refuses(w, () => s01.act('accounts', 'change', own), 'own-account', 'AC13')
    await refuses(w, () => s01.act('accounts', 'switch-off', { account: 's01' }), 'own-account', 'AC13')
  })

  test('[AC11] an unknown account is not found, and not told from one that may not be changed', async () => {
    const s01 = await w.person('s01')
    const change = { ...newcomer(), account: 'nobody', rev: 1 }
    await refuses(w, () => s01.act('accounts', 'change', change), 'not-found', 'AC11')
    for (const name of ['switch-off', 'switch-on', 'invite', 'give-card', 'reset-second-factor'] as const) {
      await refuses(w, () => s01.act('accounts', name, { account: 'nobody' }), 'not-found', 'AC11')
      const answer = await (await w.person('m03')).act('accounts', name, { account: 'nobody' })
      expect(answer).toMatchObject({ code: 'no-right' })
    }
  })
})

describe('switching an account off', () => {
  test('[AC14] it ends every sign-in at once, and nobody signs in until it is on again', async () => {
    const s01 = await w.person('s01')
    const [here, there] = [await another(w, 'm05'), await another(w, 'm05')]
    await s01.does('accounts', 'switch-off', { account: 'm05' })
    for (const device of [here, there])
      expect(await device.ask('accounts', 'me')).toMatchObject({ status: 401, code: 'signed-out' })
    expect(await entersAs(w, 'm05')).toMatchObject({ status: 403, code: 'account-off', rule: 'AC14', cookies: '' })
    // Who does not know the password is not told that it is off.
    expect(await comes(w, 'sign-in', { email: 'm05@demo.kenes.example', password: 'wrong' })).toMatchObject({
      code: 'wrong-credentials',
    })
    expect(await w.app.house.db.selectFrom('sign_ins').select('account').execute()).toEqual([{ account: 's01' }])
    await s01.does('accounts', 'switch-on', { account: 'm05' })
    expect((await entersAs(w, 'm05')).ok).toBe(true)
    expect(await actsOn(w, 'm05')).toMatchObject([
      { act: 'account-created' },
      { act: 'account-switched-off', by: 's01' },
      { act: 'account-switched-on', by: 's01' },
    ])
  })

  test('[AC14] a sign-in that came between is no sign-in either', async () => {
    const m05 = await another(w, 'm05')
    // As when another server wrote the row in the same moment.
    await w.app.house.db.updateTable('accounts').set({ switched_off: 1 }).where('email', 'like', 'm05@%').execute()
    expect(await m05.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
  })
})

describe('the administrator', () => {
  test('[AC12] sees no session, text, vote, list or record, whatever is asked', async () => {
    const admin = await administrator(w)
    expect((await admin.sees('sessions', 'list')).sessions).toEqual([])
    const session = { session: SESSION }
    const asked = await Promise.all([
      admin.ask('sessions', 'session', { id: SESSION }),
      admin.ask('sessions', 'connected', session),
      admin.ask('sessions', 'attendance', session),
      admin.ask('recommendations', 'list', session),
      admin.ask('recommendations', 'recommendation', { id: 'r01' }),
      admin.ask('recommendations', 'text', { id: 'r01' }),
      admin.ask('evidence', 'references', session),
      admin.ask('versions', 'list', { recommendation: 'r01' }),
      admin.ask('votes', 'list', session),
      admin.ask('votes', 'prepare', { recommendation: 'r01' }),
      admin.ask('adoption', 'text', { recommendation: 'r01' }),
      admin.ask('record', 'entries'),
      admin.ask('accounts', 'devices-off', session),
    ])
    for (const answer of asked) expect(answer).toMatchObject({ ok: false })
    expect(
      asked.map((answer) => (answer.ok ? 200 : answer.status)).filter((status) => ![403, 404].includes(status)),
    ).toEqual([])
    const news = await admin.raw('GET', `/api/news?session=${SESSION}`)
    expect(news.status).toBe(404)
    expect(await w.app.house.live.present()).toEqual([])
  })

  test('[AC12] is refused every query of the councils there is, whatever is added', async () => {
    const admin = await administrator(w)
    /** What keeps accounts, a list that is empty for who is of no session, what tells nothing of a session (rules, bodies, the head's hash, how the server stands), and how far one's own files are. */
    const answered = [
      ...['me', 'sign-ins', 'passkeys', 'people', 'sign-in-log'].map((name) => `accounts/${name}`),
      ...['sessions/list', 'councils/orders', 'recommendations/addressees', 'record/head', 'exports/progress'],
      ...['status/now', 'status/notices'],
    ]
    const values: Readonly<Record<string, string>> = { session: SESSION, recommendation: 'r01', council: 'cc' }
    const ids: Readonly<Record<string, string>> = { sessions: SESSION, councils: 'cc' }
    const open: string[] = []
    for (const [domain, endpoints] of Object.entries(api)) {
      for (const [name, { method, input, open: isOpen }] of Object.entries(endpoints)) {
        if (method !== 'GET' || isOpen || answered.includes(`${domain}/${name}`)) continue
        const asked = Object.keys((input as { shape?: object }).shape ?? {})
        const query = asked.map((key) => [key, key === 'id' ? (ids[domain] ?? 'r01') : (values[key] ?? '1')])
        const answer = await admin.raw('GET', `/api/${domain}/${name}?${new URLSearchParams(query)}`)
        if (answer.ok) open.push(`${domain}/${name}: ${(await answer.text()).slice(0, 80)}`)
      }
    }
    expect(open).toEqual([])
  })

  test('[AC12] makes persons and administrators, but no secretariat, and touches none of it', async () => {
    const admin = await administrator(w)
    const { id } = await admin.does('accounts', 'create', newcomer())
    const s02 = await kept('s02')
    const before = await storeOf(w)
    for (const answer of [
      await admin.act('accounts', 'create', newcomer({ email: 'y@example.org', role: 'secretariat' })),
      await admin.act('accounts', 'change', { ...(await kept(id)), account: id, role: 'secretariat' }),
      await admin.act('accounts', 'change', { ...s02, account: 's02', email: 'mine@example.org' }),
      await admin.act('accounts', 'switch-off', { account: 's02' }),
      // A way in, handed out, is a way in for who hands it out.
      await admin.act('accounts', 'invite', { account: 'm01' }),
      await admin.act('accounts', 'invite', { account: id }),
      await admin.act('accounts', 'reset-second-factor', { account: 'm01' }),
    ])
      expect(answer).toMatchObject({ code: 'no-right', rule: 'AC12' })
    expect(await admin.act('accounts', 'give-card', { account: 'm01' })).toMatchObject({
      code: 'no-right',
      rule: 'AC17',
    })
    expect(await storeOf(w)).toEqual(before)
    const other = await admin.does('accounts', 'create', newcomer({ email: 'z@example.org', role: 'administrator' }))
    expect(await admin.does('accounts', 'invite', { account: other.id })).toMatchObject({ mailed: false })
  })

  test('[AC12] each of its acts is in the record book, under its name', async () => {
    const admin = await administrator(w)
    const { id } = await admin.does('accounts', 'create', newcomer())
    await admin.does('accounts', 'switch-off', { account: id })
    await admin.does('accounts', 'switch-on', { account: id })
    expect(await actsOn(w, id)).toEqual(
      ['account-created', 'account-switched-off', 'account-switched-on'].map((act) => ({ act, by: admin.id })),
    )
  })
})
