import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import type { AccountId } from '../../shared/ids.ts'
import { HALL, launch } from '../chromium.ts'
import { realClock, type World, world } from '../world.ts'
import { Device, scrollsSideways, seriousFindings } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const isFine = async ({ page }: Device) => {
  expect(await seriousFindings(page)).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
}

/** Several pages, each read by axe. */
const LONG_MS = 180_000

/** A browser of a person who has not signed in yet, on a name that is a secure context. */
async function stranger(base: string, language: 'kk' | 'ru' | 'en'): Promise<Device> {
  const context = await browser.newContext({
    baseURL: base.replace('127.0.0.1', 'localhost'),
    locale: language,
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    viewport: { width: 360, height: 780 },
  })
  context.setDefaultTimeout(10_000)
  return new Device(context, await context.newPage(), language)
}

test('[AC53] a password is pasted, shown on a press, and the page says in the reader’s language whether it is hard to guess', {
  timeout: LONG_MS,
}, async () => {
  const w: World = await world({ pages: true, clock: realClock() })
  const base = await w.listen()
  for (const language of ['kk', 'ru', 'en'] as const) {
    const { link } = await (await w.person('s01')).does('accounts', 'invite', { account: 'm05' })
    const invited = await stranger(base, language)
    await invited.goes(link ?? '')
    const field = invited.page.getByLabel(invited.words('accounts.password'), { exact: true })
    const said = (words: string) => expect.poll(() => invited.page.getByText(words, { exact: true }).count()).toBe(1)
    await field.fill('Almaty')
    await said(invited.words('security.strength.more', { count: 6 }))
    await field.fill('Almaty-2026-Almaty')
    await said(invited.words('security.strength.common'))
    await isFine(invited)
    await invited.button('accounts.invitation.submit').click()
    await expect.poll(() => invited.page.getByRole('alert').innerText()).toContain('AC51')
    // Pasted as from a keeper of passwords.
    const own = 'тау басында қар жатыр'
    await field.fill('')
    await field.focus()
    await invited.page.evaluate((words) => document.execCommand('insertText', false, words), own)
    await field.evaluate((input, words) => {
      const data = new DataTransfer()
      data.setData('text/plain', words)
      const isTaken = !input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }))
      if (isTaken) throw new Error('a paste is held up')
    }, own)
    await said(invited.words('security.strength.good'))
    expect(await field.getAttribute('type')).toBe('password')
    await invited.page
      .getByRole('button', {
        name: `${invited.words('accounts.showPassword')} / ${invited.words('accounts.hidePassword')}`,
      })
      .click()
    expect(await field.getAttribute('type')).toBe('text')
    expect(await field.inputValue()).toBe(own)
    await isFine(invited)
    await invited.button('accounts.invitation.submit').click()
    await invited.page.waitForURL((url) => url.pathname === '/')
    expect(invited.faults).toEqual([])
    await invited.context.close()
  }
  await w.close()
})

/** A device of the browser's own that verifies its person, as a laptop with a fingerprint does. */
async function withAuthenticator({ context, page }: Device) {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** The sign-in of a person as it was an hour ago. */
const growsOld = (w: World, account: string) =>
  w.app.house.db
    .updateTable('sign_ins')
    .set({ proved_at: 0, acted_at: 0 })
    .where('account', '=', account as AccountId)
    .execute()

test('[AC57] [AC59] [AC54] a passkey is added, signs in by itself, confirms a heavy act, and is renamed and removed', {
  timeout: LONG_MS,
}, async () => {
  const w: World = await world({ pages: true, clock: realClock() })
  const base = await w.listen()
  const m01 = await stranger(base, 'kk')
  const { page } = m01
  await withAuthenticator(m01)
  await m01.signsIn('m01')
  await m01.goes('/account')
  await m01.button('security.passkeys.add').click()
  await page.getByLabel(m01.words('security.passkeys.name')).fill('Ноутбук')
  await isFine(m01)
  await m01.button('security.passkeys.save').click()
  await expect.poll(() => page.getByText(m01.words('security.passkeys.saved')).count()).toBe(1)
  expect(await page.getByText('Ноутбук').count()).toBeGreaterThan(0)
  await isFine(m01)

  await m01.context.clearCookies()
  await page.goto('/sign-in')
  await isFine(m01)
  await m01.button('accounts.byPasskey').click()
  await page.waitForURL((url) => url.pathname === '/')

  // An hour later the chair freezes: the page asks, the passkey answers, and what was pressed is done.
  await growsOld(w, 'm01')
  await m01.goes('/account')
  await m01.button('security.passkeys.removeNamed', { name: 'Ноутбук' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: m01.words('security.passkeys.remove'), exact: true })
    .click()
  const asked = page.getByRole('dialog', { name: m01.words('security.stepUp.title') })
  await asked.waitFor()
  await isFine(m01)
  await asked.getByRole('button', { name: m01.words('security.stepUp.byPasskey') }).click()
  await expect.poll(() => page.getByText(m01.words('security.passkeys.none')).count()).toBe(1)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(m01.faults).toEqual([])
  await m01.context.close()
  await w.close()
})

test('[AC54] half an hour later the page asks for the password over what was pressed, and then does it; given up, nothing is done', {
  timeout: LONG_MS,
}, async () => {
  const w: World = await world({ pages: true, clock: realClock() })
  const base = await w.listen()
  const s01 = await stranger(base, 'ru')
  const { page } = s01
  await s01.signsIn('s01')
  await growsOld(w, 's01')
  await s01.goes('/account')
  await s01.button('people.account.setFactor').click()
  await s01.button('people.factor.begin').click()
  const asked = page.getByRole('dialog', { name: s01.words('security.stepUp.title') })
  await asked.waitFor()
  const field = asked.getByLabel(s01.words('security.stepUp.password'), { exact: true })
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true)
  await isFine(s01)
  await asked.getByRole('button', { name: s01.words('common.cancel') }).click()
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('AC54')
  expect(await page.getByText(s01.words('people.factor.two')).count()).toBe(0)

  await s01.button('people.factor.begin').click()
  await asked.waitFor()
  await field.fill('not this one')
  await page.keyboard.press('Enter')
  await expect.poll(() => asked.getByRole('alert').innerText()).toContain('AC32')
  await field.fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByText(s01.words('people.factor.two')).count()).toBe(1)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(s01.faults).toEqual([])
  await s01.context.close()
  await w.close()
})

test('[AC57] over plain http in a hall the page offers no passkey and says why', { timeout: LONG_MS }, async () => {
  const w: World = await world({ pages: true, clock: realClock() })
  const base = (await w.listen()).replace('127.0.0.1', HALL)
  const m05 = await stranger(base, 'en')
  await m05.page.goto('/sign-in')
  expect(await m05.button('accounts.byPasskey').count()).toBe(0)
  await m05.signsIn('m05')
  await m05.goes('/account')
  await expect.poll(() => m05.page.getByText(m05.words('security.passkeys.notHere')).count()).toBe(1)
  expect(await m05.button('security.passkeys.add').count()).toBe(0)
  await m05.context.close()
  await w.close()
})
