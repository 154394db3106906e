import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, stepAt } from '../../server/accounts/totp.ts'
import { plainCode } from '../../shared/accounts/rules.ts'
import { launch } from '../chromium.ts'
import { realClock, type World, world } from '../world.ts'
import { Device, opens, scrollsSideways, seriousFindings } from './browser.ts'

const PHONE = { width: 360, height: 780, scheme: 'dark' } as const

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** A browser of a person who has not signed in yet. */
async function stranger(base: string, width = 360): Promise<Device> {
  const context = await browser.newContext({
    baseURL: base,
    locale: 'kk-KZ',
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    viewport: { width, height: 780 },
  })
  context.setDefaultTimeout(10_000)
  return new Device(context, await context.newPage(), 'kk')
}

const isFine = async ({ page }: Device) => {
  expect(await seriousFindings(page)).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
}

/** Several browsers, one after another, each read by axe. */
const LONG_MS = 180_000

test('[AC17] [AC25] [AC10] a lost password at 09:20: three presses give a card, which signs in an old phone and ends the other sign-in', {
  timeout: LONG_MS,
}, async () => {
  const w: World = await world({ pages: true, clock: realClock() })
  const base = await w.listen()
  const lost = await opens(browser, base, 'm05', 'ru')
  await lost.goes('/')
  const desk = await opens(browser, base, 's01', 'en')
  const name = (await w.app.house.db.selectFrom('accounts').select(['id', 'name']).execute()).find(
    ({ id }) => id === 'm05',
  )?.name
  const names = JSON.parse(name ?? '{}') as Record<'en' | 'kk', string>
  const from = performance.now()
  await desk.goes('/people')
  await desk.page.getByLabel(desk.words('people.search')).fill(names.en.slice(-6))
  await desk.page.getByRole('button', { name: new RegExp(`${desk.words('people.card')} ?: ${names.en}`) }).click()
  const dialog = desk.page.getByRole('dialog')
  const printed = dialog.getByText(/^[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}$/)
  const code = await printed.innerText()
  expect(performance.now() - from).toBeLessThan(30_000)
  expect(await dialog.getByRole('img', { name: desk.words('people.qr') }).count()).toBe(1)
  await isFine(desk)
  // On paper there is the card and nothing else.
  await desk.page.emulateMedia({ media: 'print' })
  expect(await desk.page.locator('#root').isVisible()).toBe(false)
  expect(await desk.page.getByText(code).last().isVisible()).toBe(true)
  await desk.page.emulateMedia({ media: 'screen' })

  const phone = await stranger(base)
  await phone.page.goto('/sign-in')
  await phone.page.getByRole('link', { name: phone.words('accounts.byCode.link') }).click()
  await isFine(phone)
  await phone.page.getByLabel(phone.words('accounts.byCode.code')).fill('AAAA 2222')
  await phone.button('accounts.byCode.submit').click()
  await phone.page.getByText(phone.words('refusals.wrong-code')).waitFor()
  await phone.page.getByLabel(phone.words('accounts.byCode.code')).fill(plainCode(code).toLowerCase())
  await phone.button('accounts.byCode.submit').click()
  await phone.page.waitForURL((url) => url.pathname === '/')
  await expect.poll(() => phone.page.locator('header').innerText()).toContain('Kenes')
  await lost.page.waitForURL((url) => url.pathname === '/sign-in')

  // A second device of the same person: this one is told, and ends it.
  await phone.page.locator('h1').first().waitFor()
  const other = await opens(browser, base, 'm05', 'en')
  await other.page.goto('/')
  await phone.button('people.notice.end').click()
  await phone.page.getByText(phone.words('people.notice.ended')).waitFor()
  await other.page.waitForURL((url) => url.pathname === '/sign-in')
  await phone.goes('/account')
  await phone.page.getByText(phone.words('people.account.byCard')).waitFor()
  await isFine(phone)
  expect([...lost.faults, ...desk.faults, ...phone.faults]).toEqual([])
  for (const { context } of [lost, desk, phone, other]) await context.close()
  await w.close()
})

test('[AC17] the address in a card’s QR code asks for one press, and keeps its code out of the address', async () => {
  const w: World = await world({ pages: true, clock: realClock() })
  const base = await w.listen()
  const { link } = await (await w.person('s01')).does('accounts', 'give-card', { account: 'm05' })
  const phone = await stranger(base)
  const asked: string[] = []
  phone.page.on('request', (request) => asked.push(request.url()))
  await phone.page.goto(link)
  await phone.page.getByText(phone.words('accounts.byCode.fromCard')).waitFor()
  expect(phone.page.url()).toBe(`${base}/code`)
  await isFine(phone)
  await phone.button('accounts.byCode.submit').click()
  await phone.page.waitForURL((url) => url.pathname === '/')
  expect(asked.filter((url) => url.includes(link.split('#')[1] ?? ''))).toEqual([])
  await phone.context.close()
  await w.close()
})

test('[AC20] [AC21] [AC15] who is invited chooses a password; who needs a second factor sets it up on the way in, and is asked for it next time', {
  timeout: LONG_MS,
}, async () => {
  const w: World = await world({ pages: true, clock: realClock(), settings: { demo: false } })
  const base = await w.listen()
  const chair = await opens(browser, base, 'm01', 'kk', PHONE)
  await chair.page.goto('/')
  await chair.page.waitForURL((url) => url.pathname === '/second-factor')
  // No other page is reached before.
  await chair.page.goto('/record')
  await chair.page.waitForURL((url) => url.pathname === '/second-factor')
  await chair.button('people.factor.begin').click()
  const secret = (await chair.page.locator('code').innerText()).replaceAll(' ', '')
  await isFine(chair)
  await chair.page.getByLabel(chair.words('people.factor.code')).fill('000000')
  await chair.button('people.factor.confirm').click()
  await chair.page.getByText(chair.words('refusals.wrong-code')).waitFor()
  await chair.page.getByLabel(chair.words('people.factor.code')).fill(codeOf(secret, stepAt(Date.now())))
  await chair.button('people.factor.confirm').click()
  await chair.page.getByText(chair.words('people.factor.done')).waitFor()
  expect(await chair.page.getByText(/^[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}$/).count()).toBe(8)
  await isFine(chair)
  await chair.button('people.factor.goOn').click()
  await chair.page.waitForURL((url) => url.pathname === '/')
  await chair.page.locator('h1').first().waitFor()

  const again = await stranger(base)
  await again.page.goto('/sign-in')
  await again.fillsIn('m01')
  await again.page.getByText(again.words('accounts.secondStep.intro')).waitFor()
  await isFine(again)
  await again.page.getByLabel(again.words('accounts.secondStep.code')).fill(codeOf(secret, stepAt(Date.now()) + 1))
  await again.button('accounts.secondStep.submit').click()
  await again.page.waitForURL((url) => url.pathname === '/')
  expect([...chair.faults, ...again.faults]).toEqual([])

  const secretary = await opens(browser, base, 's01', 'en')
  await secretary.page.goto('/')
  await secretary.page.waitForURL((url) => url.pathname === '/second-factor')
  await secretary.button('people.factor.begin').click()
  const own = (await secretary.page.locator('code').innerText()).replaceAll(' ', '')
  await secretary.page.getByLabel(secretary.words('people.factor.code')).fill(codeOf(own, stepAt(Date.now())))
  await secretary.button('people.factor.confirm').click()
  await secretary.button('people.factor.goOn').click()
  await secretary.page.waitForURL((url) => url.pathname === '/')
  await secretary.goes('/people')
  await secretary.button('people.add').click()
  await isFine(secretary)
  await secretary.page.getByLabel(secretary.words('people.fields.name', { language: 'English' })).fill('Saule Omarova')
  await secretary.page.getByLabel(secretary.words('people.fields.email'), { exact: true }).fill('saule@example.org')
  await secretary.button('people.addSubmit').click()
  await secretary.page
    .getByRole('button', { name: new RegExp(`${secretary.words('people.invite')} ?: Saule Omarova`) })
    .click()
  const link = await secretary.page.getByLabel(secretary.words('people.link')).inputValue()
  await isFine(secretary)

  const invited = await stranger(base)
  await invited.page.goto(link)
  await isFine(invited)
  await invited.page.getByLabel(invited.words('accounts.password'), { exact: true }).fill('a sentence of my own')
  await invited.button('accounts.invitation.submit').click()
  await invited.page.waitForURL((url) => url.pathname === '/')
  await secretary.goes('/sign-in-log')
  await secretary.page.getByText('Saule Omarova').first().waitFor()
  await isFine(secretary)
  for (const { context } of [chair, again, secretary, invited]) await context.close()
  await w.close()
})
