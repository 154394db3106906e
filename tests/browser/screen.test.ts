import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '../../shared/language.ts'
import type { MessageKey } from '../../shared/messages/sentences.ts'
import { say } from '../../shared/messages/translate.ts'
import { launch } from '../chromium.ts'
import { cast, freezes, type Person, realClock, SESSION, type World, world } from '../world.ts'
import { AT_ONCE_MS, isLegible, opens, scrollsSideways, seriousFindings } from './browser.ts'

let w: World
let base: string
let browser: Browser
let chair: Person
let secretary: Person
beforeAll(async () => {
  w = await world({ pages: true, clock: realClock() })
  base = await w.listen()
  browser = await launch()
  ;[chair, secretary] = await w.people('m01', 's01')
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const session = { session: SESSION }
type Opened = { readonly id: string; readonly context: BrowserContext; readonly page: Page }

/** The browser of a projector, which nobody is signed in to. */
async function opensScreen(languages: readonly Language[], theme = ''): Promise<Opened> {
  const { id, path } = await secretary.does('screens', 'create-link', { ...session, name: 'Hall', languages })
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1920, height: 1080 } })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  await page.goto(path.replace('#', `${theme}#`))
  await page.waitForSelector('[data-screen]')
  return { id, context, page }
}

const shows = (page: Page, words: string) => page.getByText(words, { exact: false }).first().waitFor()
const inRussian = (key: MessageKey, values = {}) => say('ru', key, values)

test('[SE50] [SE52] [SE54] the screen follows the desk: text, live words, vote, outcome, point, closed point, suspension', async () => {
  const { page, context } = await opensScreen(['ru', 'kk'])
  expect(new URL(page.url()).hash).toBe('')

  // The desk puts a text on it; what members write there appears by itself.
  const device = await opens(browser, base, 'm01', 'ru')
  await device.goes(`/sessions/${SESSION}/desk?recommendation=r05`)
  await device.button('screens.deskText').click()
  await shows(page, say('ru', 'sessions.numbered.recommendation', { number: 5 }))
  const writer = await opens(browser, base, 'm03', 'ru')
  await writer.goes(`/sessions/${SESSION}/recommendations/r05`)
  await writer.writes('text', 'ru', ' Живые слова.')
  await shows(page, 'Живые слова.')
  expect(await page.locator('.kenes-caret').count()).toBe(0)
  expect(await page.locator('main [lang="kk"]').count()).toBeGreaterThan(0)
  await isLegible(page)
  expect(await seriousFindings(page)).toEqual([])

  // A vote opens, ballots come, it is closed and announced.
  const hash = await freezes(chair, 'r05')
  const { vote } = await chair.does('votes', 'open', { recommendation: 'r05', hash })
  await shows(page, inRussian('screens.page.votes', { cast: 0, places: 20 }))
  await cast(w, { vote, hash }, { for: ['m01', 'm02', 'm03'], against: ['m04'] })
  await shows(page, inRussian('screens.page.votes', { cast: 4, places: 20 }))
  await isLegible(page)
  // What is voted on is there whole, in both languages.
  expect(await page.locator('main').innerText()).not.toContain('…')
  expect(await seriousFindings(page)).toEqual([])
  await chair.does('votes', 'close', { vote })
  await shows(page, inRussian('screens.page.voteClosed'))
  const { outcome } = await chair.sees('votes', 'vote', { id: vote })
  expect(await page.content()).not.toContain(outcome?.headline.ru ?? 'no outcome')
  await chair.does('votes', 'announce', { vote })
  await shows(page, outcome?.headline.ru ?? 'no outcome')
  await isLegible(page)
  expect(await seriousFindings(page)).toEqual([])

  // Another point, then a closed one: nothing of it.
  await chair.does('sessions', 'take-point', { ...session, point: 'a02' })
  const { agenda } = await chair.sees('sessions', 'session', { id: SESSION })
  const title = agenda.find(({ id }) => id === 'a02')?.title.ru ?? ''
  await shows(page, title)
  await chair.does('sessions', 'change-privacy', { ...session, point: 'a02', closed: true, released: false })
  await shows(page, inRussian('screens.page.closedPoint'))
  expect((await page.locator('main').innerText()).trim()).toBe(inRussian('screens.page.closedPoint'))

  // At a suspension the head of the record book, on the screen and on the pages.
  await chair.does('sessions', 'suspend', session)
  const { head } = await chair.sees('sessions', 'session', { id: SESSION })
  await shows(page, inRussian('screens.page.head', { number: head?.number ?? 0 }))
  await shows(page, head?.hash.slice(0, 8) ?? 'no hash')
  await shows(device.page, inRussian('screens.page.head', { number: head?.number ?? 0 }))
  await chair.does('sessions', 'resume', session)
  await shows(page, inRussian('screens.page.checkIn'))
  await isLegible(page)
  // Everybody is here again: with the quorum it goes on.
  const accounts = Array.from({ length: 22 }, (_, index) => `m${String(index + 1).padStart(2, '0')}`)
  await secretary.does('sessions', 'note-list', { ...session, accounts })
  await shows(page, inRussian('screens.page.closedPoint'))
  await chair.does('sessions', 'take-point', { ...session, point: 'a09' })
  for (const one of [context, device.context, writer.context]) await one.close()
})

test('[SE51] one key blanks it, its language and colours are its own, and it comes back by itself after a reload', async () => {
  const { page, context } = await opensScreen(['kk'], '?theme=dark')
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('kk')
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
  const words = () => page.locator('main').innerText()
  await page.keyboard.press('b')
  await expect.poll(words).toBe(say('kk', 'screens.page.blank'))
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('main') as Element).backgroundColor)).toBe(
    'rgb(0, 0, 0)',
  )
  await page.keyboard.press('Space')
  await expect.poll(words).not.toBe(say('kk', 'screens.page.blank'))
  await page.reload()
  await page.waitForSelector('[data-screen]')
  // The choice of whoever else uses this browser stays theirs.
  expect(await page.evaluate(() => localStorage.getItem('kenes-language'))).toBeNull()
  await context.close()
})

test('[SE51] revoked, it goes dark within a second and says so; a reload changes nothing', async () => {
  const { id, page, context } = await opensScreen(['en'])
  await secretary.does('screens', 'revoke-link', { screen: id })
  const begun = performance.now()
  await shows(page, say('en', 'screens.page.gone'))
  expect(performance.now() - begun).toBeLessThan(AT_ONCE_MS)
  await page.reload()
  await page.locator('h1').waitFor()
  expect(await page.locator('[data-screen]').count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
  await context.close()
})

test('[SE57] a page that was away asks again and is right: the line cut, changes, the line back', async () => {
  const { page, context } = await opensScreen(['ru'])
  const device = await opens(browser, base, 'm05', 'ru')
  await device.goes(`/sessions/${SESSION}`)
  await chair.does('screens', 'show', { ...session, shown: 'text', recommendation: 'r06' })
  await shows(page, say('ru', 'sessions.numbered.recommendation', { number: 6 }))
  await Promise.all([context.setOffline(true), device.context.setOffline(true)])
  await page
    .getByText(/Нет связи/)
    .first()
    .waitFor()
  await chair.does('screens', 'show', { ...session, shown: 'text', recommendation: 'r07' })
  await chair.does('sessions', 'take-point', { ...session, point: 'a03' })
  const { agenda } = await chair.sees('sessions', 'session', { id: SESSION })
  const title = agenda.find(({ id }) => id === 'a03')?.title.ru ?? ''
  const subtitle = device.page.getByText(`· ${say('ru', 'sessions.point', { number: '3' })},`, { exact: false })
  expect(await subtitle.count()).toBe(0)
  await Promise.all([context.setOffline(false), device.context.setOffline(false)])
  await shows(page, title)
  await subtitle.first().waitFor()
  expect(await page.getByText(/Нет связи/).count()).toBe(0)
  for (const one of [context, device.context]) await one.close()
})

test('[SE50] [AC10] links are made, opened, listed and revoked on their page, also on a phone', async () => {
  const device = await opens(browser, base, 's01', 'en', { width: 360, height: 780 })
  await device.goes(`/sessions/${SESSION}/screens`)
  await device.page.getByLabel(device.words('screenLinks.name'), { exact: true }).fill('Hall, left')
  await device.page.getByLabel(device.words('screenLinks.second')).selectOption('kk')
  await device.button('screenLinks.make').click()
  const address = await device.page
    .getByRole('textbox', { name: device.words('screenLinks.made', { name: 'Hall, left' }) })
    .inputValue()
  expect(await scrollsSideways(device.page)).toBe(false)
  expect(await seriousFindings(device.page)).toEqual([])
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForSelector('[data-screen]')
  await device.page
    .getByRole('button', { name: device.words('screenLinks.revokeNamed', { name: 'Hall, left' }) })
    .click()
  await device.page
    .getByRole('dialog')
    .getByRole('button', { name: device.words('screenLinks.revoke') })
    .click()
  await shows(page, say('en', 'screens.page.gone'))
  for (const one of [context, device.context]) await one.close()
})
