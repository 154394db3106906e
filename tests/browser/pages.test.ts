import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf } from '../../shared/adoption/check-address.ts'
import { launch } from '../chromium.ts'
import { finishesText } from '../commands/finishing.ts'
import { linked, listsEarlier } from '../commands/following.ts'
import { cast, freezes, opensVote, type Person, realClock, SESSION, type World, world } from '../world.ts'
import { Device, looksOn, opens, scrollsSideways, seriousFindings } from './browser.ts'

/** Every page of the product, once a vote was announced and a text adopted, with who looks at it. */
let w: World
let base: string
let browser: Browser
let vote = ''
let code = ''
let answerCode = ''
beforeAll(async () => {
  w = await world({ pages: true, clock: realClock() })
  base = await w.listen()
  const chair = await w.person('m01')
  const opened = await opensVote(chair, 'r10')
  await cast(w, opened, { for: ['m01', 'm02', 'm03', 'm12'], against: ['m13'], abstain: ['m04'] })
  vote = opened.vote
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
  await chair.does('adoption', 'adopt', { vote, hash: opened.hash })
  await freezes(chair, 'r05')
  code = codeOf(opened.hash)
  const secretary = await w.person('s01')
  await secretary.does('adoption', 'begin-final', { recommendation: 'r10' })
  await publishes(secretary)
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

/** Another text is published, goes on from an earlier one, and is sent to an addressee who has a link. */
async function publishes(secretary: Person): Promise<void> {
  const chair = await w.person('m01')
  const put = await opensVote(chair, 'r09')
  await cast(w, put, { for: ['m01', 'm02'] })
  await chair.does('votes', 'close', { vote: put.vote })
  await chair.does('votes', 'announce', { vote: put.vote })
  await chair.does('adoption', 'adopt', put)
  await finishesText(w, 'r09')
  const [earlier] = await listsEarlier(secretary)
  const of = { kind: 'listed', id: earlier }
  await secretary.does('follow-up', 'link-earlier', { recommendation: 'r09', way: 'repeats', of })
  const { fields } = await secretary.sees('recommendations', 'recommendation', { id: 'r09' })
  answerCode = (await linked(secretary, fields.addressees[0]?.id ?? '', ['r09'])).code
}

/** What is read without signing in, and what must be seen there. */
const OPEN_PAGES = [
  ['published texts', () => '/published', '[href="/published/r09"]'],
  ['a published text', () => '/published/r09', 'text=139.45'],
  ['what a code says', () => `/check/${code}`, 'h1'],
  ['what a code says that is none', () => `/check/${'0'.repeat(16)}`, 'h1'],
  ['an addressee’s link', () => `/answer#${answerCode}`, 'main label'],
  ['a link without its code', () => '/answer', 'h1'],
  ['the door', () => '/sign-in', 'form'],
  ['back from a provider that said nothing', () => '/sign-in/provider', 'h1'],
] as const

const PAGES = [
  ['home', 'm02', () => '/'],
  ['a session', 'm02', () => `/sessions/${SESSION}`],
  ['a text in drafting', 'm02', () => `/sessions/${SESSION}/recommendations/r01`],
  ['a frozen text', 'm15', () => `/sessions/${SESSION}/recommendations/r05`],
  ['an adopted text in its workspace', 'o06', () => `/sessions/${SESSION}/recommendations/r10`],
  ['a tabled amendment', 'm02', () => `/sessions/${SESSION}/amendments/am1`],
  ['the chair’s desk', 'm01', () => `/sessions/${SESSION}/desk?recommendation=r05`],
  ['the paper kit', 's01', () => `/sessions/${SESSION}/paper-kit/r05`],
  ['the attendance', 's01', () => `/sessions/${SESSION}/attendance`],
  ['an outcome', 'o06', () => `/votes/${vote}`],
  ['the adopted text', 'o06', () => '/adopted/r10'],
  ['the translations of a session', 's03', () => `/sessions/${SESSION}/translations`],
  ['the findings', 's01', () => `/sessions/${SESSION}/evidence`],
  ['the coverage of findings', 'm02', () => `/sessions/${SESSION}/evidence?view=coverage`],
  ['the reports', 'o06', () => `/sessions/${SESSION}/evidence?view=reports`],
  ['two languages side by side', 's03', () => `/sessions/${SESSION}/recommendations/r04?beside=kk`],
  ['the final text', 's01', () => '/adopted/r10/final'],
  ['the final texts of a session', 's01', () => `/sessions/${SESSION}/final-texts`],
  ['published texts', 'm02', () => '/published'],
  ['what a code says', 'm02', () => `/check/${code}`],
  ['the files of a session', 'm02', () => `/sessions/${SESSION}/files`],
  ['the minutes', 's01', () => `/sessions/${SESSION}/minutes`],
  ['the minutes as a member reads them', 'm02', () => `/sessions/${SESSION}/minutes`],
  ['the record book', 'm01', () => '/record'],
  ['the councils', 's01', () => '/councils'],
  ['a council', 's01', () => '/councils/cc'],
  ['a council as its member reads it', 'm02', () => '/councils/ec'],
  ['the standing orders', 'o06', () => '/councils/cc/standing-orders'],
  ['the membership list', 's01', () => '/membership-list'],
  ['the people', 's01', () => '/people'],
  ['how the server stands', 's01', () => '/status'],
  ['the sign-in log', 's01', () => '/sign-in-log'],
  ['one’s own sign-in', 'm02', () => '/account'],
  ['an address that is nothing', 'm01', () => '/nothing-here'],
] as const

test('[LA1] the language is switched at any time; the text of record keeps its own', async () => {
  const device = await opens(browser, base, 'm02', 'ru')
  await device.goes(`/sessions/${SESSION}/recommendations/r01`)
  const title = await device.editor('title', 'ru').innerText()
  for (const [language, name] of [
    ['kk', 'Қаз'],
    ['en', 'Eng'],
    ['ru', 'Рус'],
  ] as const) {
    await device.page.getByText(name, { exact: true }).first().click()
    await expect.poll(() => device.page.locator('html').getAttribute('lang')).toBe(language)
    expect(await device.editor('title', 'ru').innerText()).toBe(title)
  }
  await device.context.close()
})

/** So many pages take their time, each drawn and looked at by axe. */
const SWEEP_MS = 240_000

const LOOKS = [
  { name: 'on a laptop, light, in English', language: 'en', look: { width: 1440, height: 900, scheme: 'light' } },
  { name: 'on a phone, dark, in Kazakh', language: 'kk', look: { width: 360, height: 780, scheme: 'dark' } },
  { name: 'on a tablet, light, in Russian', language: 'ru', look: { width: 834, height: 1112, scheme: 'light' } },
] as const

for (const { name, language, look } of LOOKS) {
  test(
    `[AC10] ${name}, no page has a serious fault of accessibility or scrolls sideways`,
    async () => {
      const found: string[] = []
      const people = new Map<string, Awaited<ReturnType<typeof opens>>>()
      for (const [title, id, path] of PAGES) {
        const device = people.get(id) ?? (await opens(browser, base, id, language, look))
        people.set(id, device)
        await device.goes(path())
        await device.page.locator('h1').first().waitFor()
        await expect.poll(() => device.page.locator('.mantine-Loader-root').count()).toBe(0)
        for (const finding of await seriousFindings(device.page)) found.push(`${title}: ${finding}`)
        if (await scrollsSideways(device.page)) found.push(`${title}: scrolls sideways`)
        // A page that is not there has no fault either.
        const isNothing = await device.page.getByText(device.words('common.notFoundTitle')).count()
        if (isNothing > 0 !== (path() === '/nothing-here'))
          found.push(`${title}: ${isNothing} pages that are not there`)
        expect(await device.page.locator('html').getAttribute('lang')).toBe(language)
      }
      for (const device of people.values()) {
        found.push(...device.faults)
        await device.context.close()
      }
      expect(found).toEqual([])
    },
    SWEEP_MS,
  )
}

for (const { name, language, look } of LOOKS)
  test(
    `[AC10] ${name}, no page that is open to everybody has a serious fault or scrolls sideways`,
    async () => {
      const nobody = await looksOn(browser, base, language, look)
      const found: string[] = []
      for (const [title, path, seen] of OPEN_PAGES) {
        // Only the part behind the # would change: a page of its own each time.
        await nobody.page.goto('about:blank')
        await nobody.goes(path())
        await nobody.page.locator(seen).first().waitFor()
        await expect.poll(() => nobody.page.locator('.mantine-Loader-root').count()).toBe(0)
        for (const finding of await seriousFindings(nobody.page)) found.push(`${title}: ${finding}`)
        if (await scrollsSideways(nobody.page)) found.push(`${title}: scrolls sideways`)
        expect(await nobody.page.locator('html').getAttribute('lang')).toBe(language)
      }
      found.push(...nobody.faults)
      await nobody.context.close()
      expect(found).toEqual([])
    },
    SWEEP_MS,
  )

test(
  '[AC10] a record book of more than a hundred entries is as easy to press on a phone',
  async () => {
    const secretary = await w.person('s01')
    const head = await secretary.sees('record', 'head')
    expect(head.number).toBeGreaterThan(100)
    const phone = await opens(browser, base, 'm01', 'kk', { width: 360, height: 780 })
    await phone.goes('/record')
    await phone.button('recordBook.older').click()
    await expect.poll(() => phone.page.locator('ol > li').count()).toBeGreaterThan(100)
    // Where the page stands now a bar at its foot lies over half a row, as over any that is scrolled under it.
    await phone.page.evaluate(() => window.scrollTo(0, 0))
    expect(await seriousFindings(phone.page)).toEqual([])
    expect(await scrollsSideways(phone.page)).toBe(false)
    await phone.context.close()
  },
  SWEEP_MS,
)

test('[AC10] sign-in, set-up and the vote sheet have no serious fault either', async () => {
  const context = await browser.newContext({ baseURL: base, viewport: { width: 360, height: 780 } })
  const page = await context.newPage()
  for (const path of ['/sign-in', '/set-up?code=abc', '/code', '/invitation#abc']) {
    await page.goto(path)
    await page.waitForSelector('main')
    expect(await seriousFindings(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
  }
  await context.close()

  const member = await opens(browser, base, 'm02', 'kk', { width: 360, height: 780 })
  await member.goes('/')
  const chair = await w.person('m01')
  const opened = await opensVote(chair, 'r06', 'open')
  await member.page.getByRole('dialog').waitFor()
  expect(await seriousFindings(member.page)).toEqual([])
  await member.context.close()
  // The next vote is put only when this one is closed.
  await chair.does('votes', 'close', { vote: opened.vote })
})

/** What a phone in a crowded hall must load before it can vote. */
const FIRST_PATH_BYTES = 240_000

/** Scripts with all that they import before they run. */
function withImports(names: readonly string[], found = new Set<string>()): ReadonlySet<string> {
  for (const name of names) {
    if (found.has(name)) continue
    found.add(name)
    const imported = readFileSync(join('dist', name), 'utf8').matchAll(/(?:from|import)"\.\/([\w.-]+\.js)"/g)
    withImports(
      [...imported].map(([, file]) => `/assets/${file}`),
      found,
    )
  }
  return found
}

test('[AC41] signing in, home and the vote sheet need little script, and it comes packed', async () => {
  const context = await browser.newContext({ baseURL: base, locale: 'ru-RU' })
  const page = await context.newPage()
  const loaded = new Map<string, string | undefined>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (/\.(js|css)$/.test(pathname)) loaded.set(pathname, response.headers()['content-encoding'])
  })
  const device = new Device(context, page, 'ru')
  await device.signsIn('m02')
  await page.waitForLoadState('networkidle')
  const chair = await w.person('m01')
  await opensVote(chair, 'r07', 'open')
  await page.getByRole('dialog').getByText(device.words('votes.sheet.notCastYet')).first().waitFor()
  const scripts = [...loaded.keys()].filter((name) => name.endsWith('.js'))
  expect([...loaded].filter(([, packing]) => packing !== 'br' && packing !== 'gzip')).toEqual([])
  // The dialog of signing out is fetched when all else is there, for who is offline by then: it is not on the way.
  const dialog = withImports(scripts.filter((name) => name.includes('/SignOutDialog-')))
  const way = withImports([...scripts.slice(0, 1), ...scripts.filter((name) => !dialog.has(name))])
  expect(way.size).toBeGreaterThan(20)
  // A browser asks its own machine for brotli; over plain http it is gzip, which is larger.
  const bytes = [...way].reduce((sum, name) => sum + statSync(join('dist', `${name}.gz`)).size, 0)
  expect(scripts.length).toBeGreaterThan(20)
  expect(bytes).toBeLessThanOrEqual(FIRST_PATH_BYTES)
  const [first = ''] = scripts
  const plain = await fetch(`${base}${first}`, { headers: { 'accept-encoding': 'gzip' } })
  expect(plain.headers.get('content-encoding')).toBe('gzip')
  expect(await plain.text()).toBe(readFileSync(join('dist', first), 'utf8'))
  await context.close()
})
