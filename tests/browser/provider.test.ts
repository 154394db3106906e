import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '../chromium.ts'
import { enrols, shows } from '../commands/door.ts'
import { IdentityProvider } from '../provider.ts'
import { realClock, world } from '../world.ts'
import { Device, scrollsSideways, seriousFindings } from './browser.ts'

let browser: Browser
const ministry = new IdentityProvider()
beforeAll(async () => {
  await ministry.opens()
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await ministry.closes()
})

const isFine = async ({ page }: Device) => {
  expect(await seriousFindings(page)).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
}

/** A port that is free now: the provider is told the address before anybody listens there. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('[AC100] [AC102] [AC103] [AC106] a chair links the ministry’s sign-in on a phone, comes in by it with the second step to the page wanted, and is told when it is away', {
  timeout: 180_000,
}, async () => {
  const port = await freePort()
  const own = `http://localhost:${port}`
  const clock = realClock()
  const w = await world({
    pages: true,
    clock,
    settings: { publicUrl: own, provider: ministry.settings(own) },
  })
  await w.app.listen(port, '127.0.0.1')
  const context = await browser.newContext({
    baseURL: own,
    locale: 'kk',
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    viewport: { width: 360, height: 780 },
  })
  context.setDefaultTimeout(10_000)
  const m01 = new Device(context, await context.newPage(), 'kk')
  const { page } = m01
  const name = 'Министрлік'
  const agrees = () => page.getByRole('link', { name: 'Agree' }).click()

  await m01.signsIn('m01')
  await m01.goes('/account')
  await m01.button('security.provider.link').click()
  await agrees()
  await m01.button('security.provider.unlink').waitFor()
  expect(new URL(page.url()).pathname).toBe('/account')
  await isFine(m01)

  const { secret } = await enrols(w, await w.person('m01'))
  await context.clearCookies()
  await page.goto('/sign-in?back=%2Fcouncils')
  await m01.button('security.provider.signIn', { name }).waitFor()
  await isFine(m01)
  await m01.button('security.provider.signIn', { name }).click()
  await agrees()
  await page.getByLabel(m01.words('accounts.secondStep.code')).fill(shows(w, secret, 1))
  expect(page.url()).toBe(`${own}/sign-in/provider`)
  await m01.button('accounts.secondStep.submit').click()
  await page.waitForURL((url) => url.pathname === '/councils')

  // Long after, what carries weight is asked for anew, and shown there.
  await w.app.house.db.updateTable('sign_ins').set({ proved_at: 0, acted_at: 0 }).execute()
  await m01.goes('/account')
  await m01.button('security.provider.unlink').click()
  await m01.button('security.provider.unlink').last().click()
  await m01.button('security.stepUp.byProvider', { name }).waitFor()
  await isFine(m01)
  ministry.says = { claims: { auth_time: Math.floor(Date.now() / 1000) } }
  await m01.button('security.stepUp.byProvider', { name }).click()
  await agrees()
  await page.waitForURL((url) => url.pathname === '/account')
  await m01.button('security.provider.unlink').click()
  await m01.button('security.provider.unlink').last().click()
  await m01.button('security.provider.link').waitFor()
  await m01.button('security.provider.link').click()
  await agrees()
  await m01.button('security.provider.unlink').waitFor()

  // Back from there leads to no answer that was used up; and who comes without one is told where to begin.
  await context.clearCookies()
  await m01.goes('/sign-in/provider')
  await page.getByText(m01.words('security.provider.nothing')).waitFor()
  ministry.says = { claims: { sub: 'a stranger' } }
  await page.goto('/sign-in')
  await m01.button('security.provider.signIn', { name }).click()
  await agrees()
  await expect.poll(() => page.getByRole('alert').innerText()).toContain(m01.words('refusals.provider-stranger'))
  await isFine(m01)
  await page.getByRole('link', { name: m01.words('security.provider.again') }).click()

  ministry.says = { token: 'unavailable' }
  await m01.button('security.provider.signIn', { name }).click()
  await agrees()
  await expect.poll(() => page.getByRole('alert').innerText()).toContain(m01.words('refusals.provider-silent'))
  expect(m01.faults).toEqual([])
  await context.close()
  await w.close()
})
