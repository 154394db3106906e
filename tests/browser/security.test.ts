import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realClock, type World, world } from '../world.ts'
import { Device, launch, scrollsSideways, seriousFindings } from './browser.ts'

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
