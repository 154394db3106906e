import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deviceOf } from '../../server/accounts/device.ts'
import { CODE_LETTERS, groupedCode, plainCode } from '../../shared/accounts/rules.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { MINUTE_MS } from '../../shared/time.ts'
import { must, Person, type World, world } from '../world.ts'
import { administrator, another, comes, FIREFOX, newcomer, PHONE } from './door.ts'
import { actsOn } from './store.ts'

let w: World
let s01: Person
beforeEach(async () => {
  w = await world()
  s01 = await w.person('s01')
})
afterEach(() => w.close())

const card = (account: string) => s01.does('accounts', 'give-card', { account })
const use = (code: string) => comes(w, 'use-card', { code })
const longOf = (link: string) => link.slice(link.indexOf('#') + 1)

describe('a card for a lost password', () => {
  test('[AC17] its code signs the person in once and ends their other sign-ins', async () => {
    const lost = await another(w, 'm05')
    const { code, until } = await card('m05')
    expect(code).toMatch(new RegExp(`^[${CODE_LETTERS}]{8}$`))
    expect(until).toBe(w.clock.now() + 15 * MINUTE_MS)
    expect((await lost.ask('accounts', 'me')).ok).toBe(true)
    const came = await use(code)
    expect(must(came)).toMatchObject({ id: 'm05' })
    expect(await lost.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    expect((await new Person('m05', came.cookies, w.app).ask('accounts', 'me')).ok).toBe(true)
    expect(await use(code)).toMatchObject({ status: 401, code: 'wrong-code', rule: 'AC17', cookies: '' })
    expect((await actsOn(w, 'm05')).at(-1)).toEqual({ act: 'card-given', by: 's01' })
  })

  test('[AC17] it may be typed in small letters, in groups, and on a keyboard left in Cyrillic', async () => {
    const cyrillic = { A: 'а', B: 'в', C: 'с', E: 'е', H: 'н', K: 'к', M: 'м', P: 'р', T: 'т', X: 'х', Y: 'у' }
    const { code } = await card('m05')
    const typed = [...groupedCode(code).toLowerCase()]
      .map((letter) => cyrillic[letter.toUpperCase() as keyof typeof cyrillic] ?? letter)
      .join('')
    expect(plainCode(typed)).toBe(code)
    expect((await use(` ${typed} `)).ok).toBe(true)
  })

  test('[AC17] the long code of its QR code does the same; used, both are used up', async () => {
    const first = await card('m05')
    expect(first.link).toMatch(/^\/code#[0-9a-z]{16}$/)
    expect((await use(longOf(first.link))).ok).toBe(true)
    expect(await use(first.code)).toMatchObject({ code: 'wrong-code' })
    const second = await card('m05')
    expect((await use(second.code)).ok).toBe(true)
    expect(await use(longOf(second.link))).toMatchObject({ code: 'wrong-code' })
  })

  test('[AC17] a new card ends the one before; after fifteen minutes it is good no more', async () => {
    const old = await card('m05')
    const { code } = await card('m05')
    expect(await use(old.code)).toMatchObject({ code: 'wrong-code' })
    w.clock.move(15 * MINUTE_MS)
    expect(await use(code)).toMatchObject({ code: 'wrong-code' })
  })

  test('[AC17] of two who use one card at once one wins', async () => {
    const { code, link } = await card('m05')
    const answers = await Promise.all([code, longOf(link), code, longOf(link)].map(use))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('[AC17] nothing that opens an address uses it up', async () => {
    const { code } = await card('m05')
    for (const path of ['/code', `/code?code=${code}`, `/api/accounts/use-card?code=${code}`])
      await w.app.http.request(path)
    expect((await use(code)).ok).toBe(true)
  })

  test('[AC17] only the secretariat gives one, never to who is switched off', async () => {
    for (const id of ['m01', 'm03', 'o01'])
      expect(await (await w.person(id)).act('accounts', 'give-card', { account: 'm05' })).toMatchObject({
        code: 'no-right',
        rule: 'AC17',
      })
    const { id } = await (await administrator(w)).does('accounts', 'create', newcomer())
    await s01.does('accounts', 'switch-off', { account: id })
    expect(await s01.act('accounts', 'give-card', { account: id })).toMatchObject({ code: 'account-off' })
  })

  test('[AC18] ten wrong typed codes from an address wait; another address and a QR code do not', async () => {
    const { code, link } = await card('m05')
    const answers = []
    for (let tries = 0; tries < 12; tries += 1) answers.push(await use(`AAAAAA${10 + tries}`))
    expect(answers.map((answer) => (answer.ok ? '' : answer.code))).toEqual([
      ...Array.from({ length: 10 }, () => 'wrong-code'),
      'too-many-tries',
      'too-many-tries',
    ])
    expect(await use(code)).toMatchObject({ status: 429, code: 'too-many-tries', rule: 'AC18' })
    expect(must(await use(longOf(link)))).toMatchObject({ id: 'm05' })
  })

  test('[AC18] [AC26] long codes that are tried without end neither fill the log nor wait for its writer', async () => {
    for (let tries = 0; tries < 120; tries += 1) await use(`0123456789${100_000 + tries}`)
    const { db } = w.app.house
    const { count } = await db
      .selectFrom('sign_in_log')
      .select((q) => q.fn.countAll<number>().as('count'))
      .where('event', '=', 'failed')
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(100)
    expect((await use(longOf((await card('m05')).link))).ok).toBe(true)
  })

  test('[AC30] the store holds SHA-256 of both codes and nowhere the codes', async () => {
    const { code, link } = await card('m05')
    const { db } = w.app.house
    expect(await db.selectFrom('sign_in_codes').select(['hash', 'long_hash']).execute()).toEqual([
      { hash: sha256Hex(code), long_hash: sha256Hex(longOf(link)) },
    ])
    for (const table of ['sign_in_codes', 'requests', 'record', 'news', 'sign_in_log'] as const) {
      const rows = JSON.stringify(await db.selectFrom(table).selectAll().execute())
      expect(rows).not.toContain(code)
      expect(rows).not.toContain(longOf(link))
    }
  })

  test('[AC32] who came by a card chooses a new password without the old one; others need it', async () => {
    const { code } = await card('m05')
    const came = new Person('m05', (await use(code)).cookies, w.app)
    expect(await came.sees('accounts', 'sign-ins')).toMatchObject({ byCard: true })
    await came.does('accounts', 'change-password', { password: 'a new sentence' })
    const fresh = await comes(w, 'sign-in', { email: 'm05@demo.kenes.example', password: 'a new sentence' })
    const other = new Person('m05', fresh.cookies, w.app)
    for (const input of [{ password: 'yet another one' }, { current: 'wrong', password: 'yet another one' }])
      expect(await other.act('accounts', 'change-password', input)).toMatchObject({
        code: 'wrong-password',
        rule: 'AC32',
      })
    await other.does('accounts', 'change-password', { current: 'a new sentence', password: 'yet another one' })
    expect(await came.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
    expect((await other.ask('accounts', 'me')).ok).toBe(true)
    for (let tries = 0; tries < 10; tries += 1)
      await other.act('accounts', 'change-password', { current: 'wrong', password: 'yet another one' })
    expect(
      await other.act('accounts', 'change-password', { current: 'yet another one', password: 'one more of them' }),
    ).toMatchObject({ code: 'too-many-tries' })
  })
})

test('[AC25] a device is named by words of ours, whatever its header says', () => {
  expect([deviceOf(FIREFOX), deviceOf(PHONE)]).toEqual(['Firefox, Windows', 'Chrome, Android'])
  for (const header of [undefined, '', 'curl/8', '=HYPERLINK("x")', '<script>']) expect(deviceOf(header)).toBe('')
})
