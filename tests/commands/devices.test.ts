import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../shared/time.ts'
import { until, wire } from '../live/people.ts'
import { cast, opensVote, Person, realClock, SESSION, type World, world } from '../world.ts'
import { administrator, another, comes, entersAs, FIREFOX, PHONE } from './door.ts'
import { actsOn, refuses } from './store.ts'

let w: World
beforeEach(async () => {
  w = await world()
})
afterEach(() => w.close())

/** A page of a person that has a text and the news open. */
async function page(url: string, person: Person) {
  const socket = await wire({ url: `${url.replace('http', 'ws')}/live`, origin: url }, 'r01', person.cookie)
  const response = await fetch(`${url}/api/news?session=${SESSION}`, { headers: { cookie: person.cookie } })
  let heard = ''
  let ended = false
  const read = async () => {
    for await (const chunk of response.body ?? []) heard += Buffer.from(chunk).toString('utf8')
  }
  void read()
    .catch(() => undefined)
    .finally(() => {
      ended = true
    })
  await until('it listens', () => heard.includes('ready'))
  return { socket, heard: () => heard, ended: () => ended }
}

describe('one’s own sign-ins', () => {
  test('[AC25] they are listed with device and times, this one marked', async () => {
    const laptop = await another(w, 'm05', { 'user-agent': FIREFOX })
    w.clock.move(HOUR_MS)
    await another(w, 'm05', { 'user-agent': PHONE })
    await another(w, 'm06')
    const { signIns, hasSecondFactor, byCard } = await laptop.sees('accounts', 'sign-ins')
    expect(signIns).toMatchObject([
      { device: 'Chrome, Android', mine: false, since: w.clock.now(), way: 'password' },
      { device: 'Firefox, Windows', mine: true, since: w.clock.now() - HOUR_MS },
    ])
    expect([hasSecondFactor, byCard]).toEqual([false, false])
    await until('it was seen now', async () => {
      const { signIns: now } = await laptop.sees('accounts', 'sign-ins')
      return now.find(({ mine }) => mine)?.seen === w.clock.now()
    })
  })

  test('[AC25] one is ended, then all others; somebody else’s is not there', async () => {
    const [here, there, third] = [await another(w, 'm05'), await another(w, 'm05'), await another(w, 'm05')]
    const other = await another(w, 'm06')
    const idOf = async (person: Person) => {
      const { signIns } = await person.sees('accounts', 'sign-ins')
      return signIns.find(({ mine }) => mine)?.id ?? ''
    }
    expect(await here.act('accounts', 'end-sign-in', { id: await idOf(other) })).toMatchObject({
      code: 'not-found',
      rule: 'AC25',
    })
    expect((await other.ask('accounts', 'me')).ok).toBe(true)
    await here.does('accounts', 'end-sign-in', { id: await idOf(there) })
    expect(await there.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    expect((await third.ask('accounts', 'me')).ok).toBe(true)
    expect(await here.does('accounts', 'end-other-sign-ins', {})).toEqual({ ended: 1 })
    expect(await third.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    expect((await here.ask('accounts', 'me')).ok).toBe(true)
  })

  test('[AC25] a new one is told to the person’s open pages and to nobody else’s', async () => {
    const url = await w.listen()
    const mine = await page(url, await another(w, 'm05'))
    const other = await page(url, await another(w, 'm06'))
    await another(w, 'm05', { 'user-agent': PHONE })
    await until('it is told', () => mine.heard().includes('"sign-ins"'))
    expect(other.heard()).not.toContain('sign-ins')
    mine.socket.socket.terminate()
    other.socket.socket.terminate()
  })

  test('[AC25] [LT33] an ended sign-in’s live text and news end with it', async () => {
    const url = await w.listen()
    const phone = await another(w, 'm05')
    const open = await page(url, phone)
    const here = await another(w, 'm05')
    await here.does('accounts', 'end-other-sign-ins', {})
    await until('both have ended', () => open.socket.closed() !== null && open.ended())
    expect(open.socket.closed()).toBe(4401)
  })
})

test('[AC14] a switched-off account’s live text and news end within a second, and its socket does not open again', async () => {
  const url = await w.listen()
  const m05 = await another(w, 'm05')
  const open = await page(url, m05)
  const from = performance.now()
  await (await w.person('s01')).does('accounts', 'switch-off', { account: 'm05' })
  await until('both have ended', () => open.socket.closed() !== null && open.ended())
  expect(performance.now() - from).toBeLessThan(1_000)
  expect(open.socket.closed()).toBe(4401)
  const again = wire({ url: `${url.replace('http', 'ws')}/live`, origin: url }, 'r01', m05.cookie)
  await expect(again).rejects.toThrow()
})

describe('the devices of a seat', () => {
  const devices = { session: SESSION, account: 'm05' }

  test('[AC24] switched off, they end and none comes in; the seat votes by word; switched on, they may come again', async () => {
    const s01 = await w.person('s01')
    const m05 = await another(w, 'm05')
    const vote = await opensVote(await w.person('m01'), 'r01')
    await cast(w, vote, { for: ['m02'] })
    await s01.does('accounts', 'switch-off-devices', devices)
    expect(await m05.act('votes', 'cast', { ...vote, place: 'm05', choice: 'for' })).toMatchObject({ status: 401 })
    expect(await entersAs(w, 'm05')).toMatchObject({ status: 403, code: 'devices-off', rule: 'AC24', cookies: '' })
    expect(await s01.act('accounts', 'give-card', { account: 'm05' })).toMatchObject({ code: 'devices-off' })
    expect(await s01.sees('accounts', 'devices-off', { session: SESSION })).toEqual({ accounts: ['m05'] })
    await s01.does('votes', 'record-word', { ...vote, place: 'm05', choice: 'against' })
    await s01.does('accounts', 'switch-on-devices', devices)
    expect(await s01.sees('accounts', 'devices-off', { session: SESSION })).toEqual({ accounts: [] })
    expect((await entersAs(w, 'm05')).ok).toBe(true)
    expect((await actsOn(w, 'm05')).slice(-2)).toEqual([
      { act: 'devices-switched-off', by: 's01' },
      { act: 'devices-switched-on', by: 's01' },
    ])
  })

  test('[AC24] [AC13] a card given before is good no more; only the secretary does it, only for seated persons', async () => {
    const s01 = await w.person('s01')
    const { code } = await s01.does('accounts', 'give-card', { account: 'm05' })
    await s01.does('accounts', 'switch-off-devices', devices)
    expect(await comes(w, 'use-card', { code })).toMatchObject({ code: 'wrong-code' })
    const switchOff = async (id: string, input: Record<string, string> = devices) =>
      (await w.person(id)).act('accounts', 'switch-off-devices', input)
    for (const id of ['m01', 'm06']) await refuses(w, () => switchOff(id), 'no-right', 'AC24')
    await refuses(w, () => switchOff('s01', { ...devices, account: 'o01' }), 'not-on-the-session', 'AC24')
    await refuses(w, () => switchOff('s01', { ...devices, session: 'none' }), 'not-found', 'SE1')
    expect(await (await w.person('m01')).ask('accounts', 'devices-off', { session: SESSION })).toMatchObject({
      code: 'no-right',
    })
  })
})

describe('a sign-in that would run out', () => {
  const RUN_OUT = { expires_at: 0 }
  const runsOut = (at: number) =>
    w.app.house.db
      .updateTable('sign_ins')
      .set({ ...RUN_OUT, expires_at: at })
      .execute()

  test('[AC29] stays while the session it belongs to sits, and runs out with it', async () => {
    await w.close()
    w = await world({ clock: realClock() })
    const [member, observer, secretary] = [await another(w, 'm05'), await another(w, 'o01'), await another(w, 's01')]
    const admin = await administrator(w)
    // Good when the sitting opened, and past its time a minute ago.
    const { db, clock } = w.app.house
    await db
      .updateTable('sittings')
      .set({ opened_at: clock.now() - 20 * HOUR_MS })
      .execute()
    await runsOut(clock.now() - MINUTE_MS)
    for (const person of [member, observer, secretary]) {
      const answer = await person.raw('GET', '/api/accounts/me')
      expect(answer.status).toBe(200)
      expect(answer.headers.get('set-cookie')).toContain('kenes=')
    }
    expect(await admin.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    await runsOut(clock.now() - 21 * HOUR_MS)
    expect(await member.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    await runsOut(clock.now() - MINUTE_MS)
    await db.updateTable('sessions').set({ stage: 'suspended' }).execute()
    expect(await observer.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
  })
})

describe('the sign-in log', () => {
  test('[AC26] it says who came, went and failed, and on what; never a password, code or e-mail', async () => {
    const s01 = await w.person('s01')
    const m05 = await another(w, 'm05', { 'user-agent': PHONE })
    await comes(w, 'sign-in', { email: 'M05@demo.kenes.example', password: 'my secret words' })
    await comes(w, 'sign-in', { email: 'stranger@example.org', password: 'my secret words' })
    await m05.does('accounts', 'sign-out', {})
    await comes(w, 'use-card', { code: 'AAAABBBB' })
    const { code } = await s01.does('accounts', 'give-card', { account: 'm06' })
    const m06 = new Person('m06', (await comes(w, 'use-card', { code })).cookies, w.app)
    await m06.does('accounts', 'sign-out', {})
    const { entries } = await s01.sees('accounts', 'sign-in-log')
    const lines = entries.map(({ event, way, account }) => `${event} ${way} ${account}`).sort()
    expect(lines).toEqual([
      'failed card null',
      'failed password m05',
      'failed password null',
      'signed-in card m06',
      'signed-in password m05',
      'signed-in password s01',
      'signed-out card m06',
      'signed-out password m05',
    ])
    expect(entries.find(({ event, account }) => event === 'signed-in' && account === 'm05')?.device).toBe(
      'Chrome, Android',
    )
    const kept = JSON.stringify(await w.app.house.db.selectFrom('sign_in_log').selectAll().execute())
    expect(kept).not.toMatch(/secret|stranger|@|AAAABBBB/)
    for (const id of ['m01', 'm05', 'o01'])
      expect(await (await w.person(id)).ask('accounts', 'sign-in-log')).toMatchObject({
        code: 'no-right',
        rule: 'AC26',
      })
    expect((await (await administrator(w)).sees('accounts', 'sign-in-log')).entries.length).toBeGreaterThan(5)
  })

  test('[AC26] as CSV it opens in a table program, and no cell of it is a formula', async () => {
    const s01 = await w.person('s01')
    await w.app.house.db
      .updateTable('accounts')
      .set({ name: JSON.stringify({ kk: 'x', ru: 'x', en: '=HYPERLINK("http://x","y")' }) })
      .where('email', 'like', 'm05@%')
      .execute()
    await another(w, 'm05')
    const file = await s01.raw('GET', '/api/accounts/sign-in-log-file?language=en')
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(file.headers.get('cache-control')).toBe('no-store')
    const text = await file.text()
    expect(text).toContain('"Time (UTC)","What","How","Account","Name","Device"\r\n')
    expect(text).toContain('"m05","\'=HYPERLINK(""http://x"",""y"")","Firefox, Windows"')
    expect((await (await w.person('m01')).raw('GET', '/api/accounts/sign-in-log-file')).status).toBe(403)
    expect((await w.app.http.request('/api/accounts/sign-in-log-file')).status).toBe(401)
  })
})
