import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import { smtpMailer } from '../../server/mail.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId } from '../../shared/ids.ts'
import { DAY_MS } from '../../shared/time.ts'
import { startMailbox } from '../mailbox.ts'
import { must, type Person, type World, type WorldOptions, world } from '../world.ts'
import { another, comes, entersAs, newcomer } from './door.ts'
import { actsOn, storeOf } from './store.ts'

const PASSWORD = 'a sentence of my own'

let w: World
let s01: Person
let saule: string
const begin = async (options: WorldOptions = {}) => {
  w = await world(options)
  s01 = await w.person('s01')
  saule = (await s01.does('accounts', 'create', newcomer())).id
}
beforeEach(() => begin())
afterEach(() => w.close())

const invited = async (id = saule) => {
  const { link } = await s01.does('accounts', 'invite', { account: id })
  return new URL(link ?? '', 'http://kenes.test').hash.slice(1)
}
const accept = (code: string, password = PASSWORD) => comes(w, 'accept-invitation', { code, password })

describe('an invitation', () => {
  test('[AC15] [AC16] without a mail server the link is shown; it lets its person choose a password, once', async () => {
    const made = await s01.does('accounts', 'invite', { account: saule })
    expect(made).toMatchObject({ mailed: false, until: w.clock.now() + 7 * DAY_MS })
    expect(made.link).toMatch(/^\/invitation#[0-9a-z]{16}$/)
    const code = (made.link ?? '').slice('/invitation#'.length)
    expect(must(await accept(code))).toMatchObject({ id: saule, email: 'saule@example.org' })
    expect((await comes(w, 'sign-in', { email: 'saule@example.org', password: PASSWORD })).ok).toBe(true)
    expect(await accept(code, 'another sentence')).toMatchObject({ status: 409, code: 'used-up', rule: 'AC15' })
    expect((await comes(w, 'sign-in', { email: 'saule@example.org', password: PASSWORD })).ok).toBe(true)
    expect((await actsOn(w, saule)).map(({ act }) => act)).toEqual([
      'account-created',
      'account-invited',
      'invitation-accepted',
    ])
  })

  test('[AC15] opening the link, as messengers do for a preview, does not use it up', async () => {
    const code = await invited()
    const before = await storeOf(w)
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      await w.app.http.request(`/invitation?code=${code}`, { method })
      await w.app.http.request(`/api/accounts/accept-invitation?code=${code}&password=${PASSWORD}`, { method })
    }
    expect(await storeOf(w)).toEqual(before)
    expect((await accept(code)).ok).toBe(true)
  })

  test('[AC15] of two who use one link at once one wins', async () => {
    const code = await invited()
    const answers = await Promise.all(['first', 'second', 'third'].map((word) => accept(code, `${word} ${PASSWORD}`)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.code === 'used-up')).toHaveLength(2)
    const right = await Promise.all(
      ['first', 'second', 'third'].map((word) =>
        comes(w, 'sign-in', { email: 'saule@example.org', password: `${word} ${PASSWORD}` }),
      ),
    )
    expect(right.map(({ ok }) => ok)).toEqual(answers.map(({ ok }) => ok))
  })

  test('[AC15] a new one ends the one before; after seven days none is good', async () => {
    const old = await invited()
    const code = await invited()
    expect(await accept(old)).toMatchObject({ code: 'used-up' })
    w.clock.move(7 * DAY_MS)
    expect(await accept(code)).toMatchObject({ code: 'used-up' })
    const fresh = await invited()
    w.clock.move(7 * DAY_MS - 1)
    expect((await accept(fresh)).ok).toBe(true)
  })

  test('[AC15] an invented code, a card’s, or one of an account that was switched off lets nobody in', async () => {
    const { link } = await s01.does('accounts', 'give-card', { account: saule })
    for (const code of ['0123456789abcdef', 'x', "' or 1=1 --", link.slice(link.indexOf('#') + 1)])
      expect(await accept(code)).toMatchObject({ code: 'used-up', rule: 'AC15', cookies: '' })
    const code = await invited()
    await s01.does('accounts', 'switch-off', { account: saule })
    expect(await accept(code)).toMatchObject({ code: 'used-up' })
    expect(await s01.act('accounts', 'invite', { account: saule })).toMatchObject({ code: 'account-off', rule: 'AC14' })
    expect(await accept(code)).toMatchObject({ code: 'used-up' })
  })

  test('[AC50, AC51, AC52] a password that is short, common or of one’s own name is refused wherever it is chosen; the link stays good', async () => {
    const code = await invited()
    const weak = [
      ['short', 'password-short', 'AC50'],
      ['Qwerty-123456', 'password-common', 'AC51'],
      ['Omarova-2026!', 'password-own-words', 'AC52'],
      ['кеңес-1234567', 'password-own-words', 'AC52'],
    ] as const
    for (const [password, refused, rule] of weak)
      expect(await accept(code, password)).toMatchObject({ code: refused, rule, status: 400, cookies: '' })
    expect((await accept(code, 'жаңа өз сөйлемім бар')).ok).toBe(true)
    const m05 = await another(w, 'm05')
    for (const [password, refused] of weak.filter(([, , rule]) => rule !== 'AC52'))
      expect(await m05.act('accounts', 'change-password', { current: DEMO_PASSWORD, password })).toMatchObject({
        code: refused,
      })
    expect((await entersAs(w, 'm05')).ok).toBe(true)
  })

  test('[AC15] used by somebody who has a password, it ends the other sign-ins', async () => {
    const m05 = await another(w, 'm05')
    expect((await accept(await invited('m05'))).ok).toBe(true)
    expect(await m05.ask('accounts', 'me')).toMatchObject({ code: 'signed-out' })
  })

  test('[AC30] the store holds the SHA-256 of the code and nowhere the code, also not in kept answers', async () => {
    const code = await invited()
    const { db } = w.app.house
    expect(await db.selectFrom('sign_in_codes').select(['hash', 'kind']).execute()).toEqual([
      { hash: sha256Hex(code), kind: 'invitation' },
    ])
    for (const table of ['sign_in_codes', 'requests', 'record', 'news', 'sign_in_log'] as const)
      expect(JSON.stringify(await db.selectFrom(table).selectAll().execute())).not.toContain(code)
  })

  test('[AC12] only the secretariat invites to the councils', async () => {
    for (const id of ['m01', 'm03', 'o01'])
      expect(await (await w.person(id)).act('accounts', 'invite', { account: saule })).toMatchObject({
        code: 'no-right',
        rule: 'AC11',
      })
  })
})

describe('an invitation by mail', () => {
  test('[AC16] it is mailed in the person’s language, and the link is not shown to who pressed', async () => {
    await w.close()
    await using box = await startMailbox()
    const publicUrl = 'https://kenes.example'
    await begin({ mail: smtpMailer(box.url, publicUrl), settings: { publicUrl } })
    expect(await s01.does('accounts', 'invite', { account: saule })).toMatchObject({ mailed: true, link: null })
    const [letter] = box.letters
    expect(letter).toMatchObject({ from: 'kenes@kenes.example', to: ['saule@example.org'] })
    expect(letter?.subject).toBe('Kenes жүйесіне шақыру')
    expect(letter?.text).toContain('Сәуле Омарова')
    const code = /https:\/\/kenes\.example\/invitation#([0-9a-z]{16})/.exec(letter?.text ?? '')?.[1] ?? ''
    expect((await accept(code)).ok).toBe(true)
  })

  test('[AC16] when the mail server refuses or is away, the link is shown after all', async () => {
    await w.close()
    const box = await startMailbox({ refuses: true })
    const publicUrl = 'https://kenes.example'
    await begin({ mail: smtpMailer(box.url, publicUrl), settings: { publicUrl } })
    const refused = await s01.does('accounts', 'invite', { account: saule })
    expect(refused).toMatchObject({ mailed: false })
    expect(refused.link).toMatch(/^https:\/\/kenes\.example\/invitation#/)
    await box[Symbol.asyncDispose]()
    expect(await s01.does('accounts', 'invite', { account: saule })).toMatchObject({ mailed: false })
  })

  test('[AC27] an address that came into the store by another way begins no second header', async () => {
    await w.close()
    await using box = await startMailbox()
    const publicUrl = 'https://kenes.example'
    await begin({ mail: smtpMailer(box.url, publicUrl), settings: { publicUrl } })
    await w.app.house.db
      .updateTable('accounts')
      .set({ email: 'saule@example.org\r\nBcc: all@example.org' })
      .where('id', '=', saule as AccountId)
      .execute()
    await s01.does('accounts', 'invite', { account: saule })
    for (const { to, raw } of box.letters) {
      expect(to).toHaveLength(1)
      expect(raw).not.toMatch(/^bcc:/im)
    }
  })
})
