import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf } from '../../shared/adoption/check-address.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { say } from '../../shared/messages/translate.ts'
import { HALL, launch } from '../chromium.ts'
import { hallTls } from '../hall-tls.ts'
import { cast, opensVote, realClock, SESSION, type World, world } from '../world.ts'
import { isLegible, opens, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served } from './served.ts'

const hall = served({ settings: { insecure: true } })
let vote = ''
let code = ''
let screen = ''
beforeAll(async () => {
  const chair = await hall.w.person('m01')
  const opened = await opensVote(chair, 'r10')
  await cast(hall.w, opened, { for: ['m01', 'm02', 'm03', 'm12'], against: ['m13'] })
  vote = opened.vote
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
  await chair.does('adoption', 'adopt', { vote, hash: opened.hash })
  code = codeOf(opened.hash)
  const secretary = await hall.w.person('s01')
  await secretary.does('adoption', 'begin-final', { recommendation: 'r10' })
  screen = (await secretary.does('screens', 'create-link', { session: SESSION, name: 'Hall', languages: ['ru'] })).path
})

const session = `/sessions/${SESSION}`
/** Every address of the router and who opens it; null: nobody who is signed in. */
const PAGES: Readonly<Record<string, readonly [id: string | null, path: () => string]>> = {
  '/sign-in': [null, () => '/sign-in'],
  '/sign-in/provider': [null, () => '/sign-in/provider'],
  '/set-up': [null, () => '/set-up?code=abc'],
  '/code': [null, () => '/code'],
  '/invitation': [null, () => '/invitation#abc'],
  '/answer': [null, () => '/answer#code'],
  '/published': [null, () => '/published'],
  '/published/$recommendation': [null, () => '/published/r10'],
  '/check/$code': [null, () => `/check/${code}`],
  '/screen/$session': [null, () => screen],
  '/second-factor': ['m02', () => '/second-factor'],
  '/': ['m02', () => '/'],
  '/sessions/$session': ['m02', () => session],
  '/sessions/new': ['s01', () => '/sessions/new'],
  '/sessions/$session/plan': ['s01', () => `${session}/plan`],
  '/sessions/$session/import': ['s01', () => `${session}/import`],
  '/sessions/$session/files': ['s01', () => `${session}/files`],
  '/sessions/$session/minutes': ['s01', () => `${session}/minutes`],
  '/sessions/$session/rev/$number': ['s01', () => `${session}/rev/1`],
  '/sessions/$session/revisions/$before/$after': ['s01', () => `${session}/revisions/1/2`],
  '/sessions/$session/comments': ['s01', () => `${session}/comments`],
  '/sessions/$session/follow-up': ['s01', () => `${session}/follow-up`],
  '/sessions/$session/follow-up/desk': ['s01', () => `${session}/follow-up/desk`],
  '/sessions/$session/follow-up/$recommendation': ['s01', () => `${session}/follow-up/r10`],
  '/sessions/$session/recommendations/$recommendation': ['m02', () => `${session}/recommendations/r01`],
  '/sessions/$session/recommendations/$recommendation/versions/$number': [
    'm02',
    () => `${session}/recommendations/r10/versions/1`,
  ],
  '/sessions/$session/recommendations/$recommendation/compare/$before/$after': [
    'm02',
    () => `${session}/recommendations/r10/compare/1/now`,
  ],
  '/sessions/$session/amendments/$amendment': ['m02', () => `${session}/amendments/am1`],
  '/sessions/$session/amendments/$amendment/review': ['s01', () => `${session}/amendments/am1/review`],
  '/sessions/$session/consolidated': ['m02', () => `${session}/consolidated`],
  '/sessions/$session/desk': ['m01', () => `${session}/desk`],
  '/sessions/$session/paper-kit/$recommendation': ['s01', () => `${session}/paper-kit/r10`],
  '/sessions/$session/attendance': ['s01', () => `${session}/attendance`],
  '/sessions/$session/check-in': ['m02', () => `${session}/check-in`],
  '/sessions/$session/screens': ['s01', () => `${session}/screens`],
  '/sessions/$session/translations': ['s03', () => `${session}/translations`],
  '/sessions/$session/evidence': ['s01', () => `${session}/evidence`],
  '/sessions/$session/final-texts': ['s01', () => `${session}/final-texts`],
  '/votes/$vote': ['m02', () => `/votes/${vote}`],
  '/adopted/$recommendation': ['m02', () => '/adopted/r10'],
  '/adopted/$recommendation/final': ['s01', () => '/adopted/r10/final'],
  '/councils': ['s01', () => '/councils'],
  '/councils/$council': ['s01', () => '/councils/cc'],
  '/councils/$council/standing-orders': ['s01', () => '/councils/cc/standing-orders'],
  '/membership-list': ['s01', () => '/membership-list'],
  '/record': ['m01', () => '/record'],
  '/status': ['s01', () => '/status'],
  '/people': ['s01', () => '/people'],
  '/sign-in-log': ['s01', () => '/sign-in-log'],
  '/account': ['m02', () => '/account'],
}

/** Notes every request and every refused one that leaves `base`, whoever in the page makes it. */
function watches(page: Page, base: string): readonly string[] {
  const strange: string[] = []
  page.context().on('request', (request) => {
    const url = new URL(request.url())
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== base) strange.push(url.href)
  })
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(base).host) strange.push(socket.url())
  })
  // What the policy of the page stops is no request any more, and a fault all the same.
  page.on('console', (said) => {
    if (/Content Security Policy/.test(said.text())) strange.push(said.text())
  })
  return strange
}

const SWEEP_MS = 240_000

test(
  '[HA5] [HA7] no page needs anything but this server, and each says that the line is not encrypted',
  async () => {
    const routes = [...readFileSync('client/router.tsx', 'utf8').matchAll(/^ {2}path: '(.+)',$/gm)].map(
      ([, path]) => path ?? '',
    )
    expect(routes.filter((path) => !(path in PAGES))).toEqual([])
    const { base, browser } = hall
    const devices = new Map<string | null, { page: Page; strange: readonly string[] }>()
    const deviceOf = async (id: string | null) => {
      const known = devices.get(id)
      if (known) return known
      const page = id
        ? (await opens(browser, base, id, 'ru')).page
        : await (await browser.newContext({ baseURL: base, locale: 'ru-RU' })).newPage()
      const made = { page, strange: watches(page, base) }
      devices.set(id, made)
      return made
    }
    const silent: string[] = []
    for (const [route, [id, path]] of Object.entries(PAGES)) {
      const { page } = await deviceOf(id)
      // A new page each time, also where only what stands behind the # differs.
      await page.goto('about:blank')
      await page.goto(`${base}${path()}`)
      await page.locator('main').first().waitFor(PATIENT)
      await expect.poll(() => page.locator('.mantine-Loader-root').count()).toBe(0)
      const said = await page
        .locator('[data-insecure-line]')
        .innerText()
        .catch(() => '')
      if (said.trim() !== say('ru', 'common.insecure')) silent.push(route)
    }
    expect(silent).toEqual([])
    for (const { page, strange } of devices.values()) {
      expect(strange).toEqual([])
      await page.context().close()
    }
  },
  SWEEP_MS,
)

test('[HA5] [HA6] on the projector it stands beside everything, legible, with the code and the address of the hall', async () => {
  const context = await hall.browser.newContext({ baseURL: hall.base, viewport: { width: 1920, height: 1080 } })
  const page = await context.newPage()
  await (await hall.w.person('m01')).does('screens', 'show', { session: SESSION, shown: 'check-in' })
  const { path } = await (await hall.w.person('s01')).does('screens', 'create-link', {
    session: SESSION,
    name: 'Hall',
    languages: ['ru'],
  })
  await page.goto(path)
  await page.getByText(say('ru', 'screens.page.checkIn')).waitFor(PATIENT)
  await isLegible(page)
  expect(await seriousFindings(page)).toEqual([])
  const address = `${hall.base}${session}/check-in`
  await page.getByRole('img', { name: address }).waitFor()
  await page.getByText(address.replace('http://', '')).waitFor()
  const box = await page.locator('[data-insecure-line]').boundingBox()
  expect(box?.y ?? 0).toBeGreaterThan(1000)
  await context.close()
})

test('[HA5] where the line is encrypted, or nobody else is on it, nothing of the kind is said', async () => {
  const w = await world({ pages: true, clock: realClock() })
  const context = await hall.browser.newContext({ baseURL: await w.listen() })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.locator('h1').first().waitFor(PATIENT)
  expect(await page.locator('[data-insecure-line]').count()).toBe(0)
  await context.close()
  await w.close()
})

let secure: World
const tls = hallTls([HALL], Date.now())
beforeAll(async () => {
  secure = await world({ pages: true, clock: realClock(), tls: tls.files })
})
afterAll(async () => {
  await secure.close()
  tls[Symbol.dispose]()
})

test('[HA1] two people write in one text over HTTPS and HTTP/2, with nothing but this server', async () => {
  const base = await secure.listen()
  const browser = await launch()
  const device = await opens(browser, base, 'm02', 'ru', {}, { ignoreHTTPSErrors: true })
  const strange = watches(device.page, base)
  await device.goes(`${session}/recommendations/r01`)
  await device.writes('title', 'ru', ' и в зале')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  const other = await opens(browser, base, 'm13', 'ru', {}, { ignoreHTTPSErrors: true })
  await other.goes(`${session}/recommendations/r01`)
  await expect.poll(() => other.wordsOf('title', 'ru'), PATIENT).toContain('и в зале')
  expect(
    await device.page.evaluate(() => performance.getEntriesByType('navigation')[0]?.toJSON().nextHopProtocol),
  ).toBe('h2')
  expect(await device.page.evaluate(() => isSecureContext)).toBe(true)
  expect(strange).toEqual([])
  await browser.close()
})

test('[HA3] the page on trusting the server is whole before it is trusted, on a phone and in each language', async () => {
  const base = (await secure.listen()).replace('https://127.0.0.1', `http://${HALL}`)
  for (const language of LANGUAGES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await hall.browser.newContext({
        baseURL: base,
        colorScheme,
        viewport: { width: 360, height: 780 },
        userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1',
      })
      const page = await context.newPage()
      const strange = watches(page, base)
      await page.goto(`/trust?language=${language}`)
      await page.getByRole('heading', { name: say(language, 'trust.title') }).waitFor()
      expect(await page.locator('details[open] summary').allInnerTexts()).toEqual([say(language, 'trust.apple.name')])
      expect(await scrollsSideways(page)).toBe(false)
      for (const each of await page.locator('summary').all())
        if ((await each.locator('..').getAttribute('open')) === null) await each.click()
      expect(await seriousFindings(page)).toEqual([])
      expect(await scrollsSideways(page)).toBe(false)
      // What leads on is a link with https.
      expect(await page.locator('a[data-open]').getAttribute('href')).toMatch(/^(https:|\/)/)
      expect(strange.filter((one) => !one.endsWith('/favicon.ico'))).toEqual([])
      await context.close()
    }
  }
})
