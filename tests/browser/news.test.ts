import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '../chromium.ts'
import { freezes, opensVote, realClock, SESSION, type World, world } from '../world.ts'
import { opens } from './browser.ts'

let w: World
let base: string
let browser: Browser
beforeAll(async () => {
  w = await world({ pages: true, clock: realClock() })
  base = await w.listen()
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('[SE71] a vote that opens after a page asked and before its line is there brings its sheet all the same', async () => {
  const member = await opens(browser, base, 'm02', 'en')
  // The page has all its answers; its line to the news takes longer.
  const line = Promise.withResolvers<void>()
  let asked = 0
  await member.page.route('**/api/news?*', async (route) => {
    asked += 1
    await line.promise
    await route.continue()
  })
  const answered = member.page.waitForResponse((response) => response.url().includes('/api/votes/now'))
  await member.page.goto(`/sessions/${SESSION}`)
  await (await answered).finished()
  await expect.poll(() => asked).toBe(1)
  const chair = await w.person('m01')
  const { vote } = await opensVote(chair, 'r06', 'open')
  const sheet = member.page.getByRole('dialog').getByText(member.words('votes.sheet.notCastYet'))
  expect(await sheet.count()).toBe(0)
  line.resolve()
  await sheet.first().waitFor()
  expect(asked).toBe(1)
  await chair.does('votes', 'close', { vote })
  await member.context.close()
})

test('[SE71] a first answer that was on its way when the news came is asked again: the sheet of a vote comes', async () => {
  const member = await opens(browser, base, 'm03', 'en')
  // The server said that no vote is open; on the way to the page that takes longer.
  const answer = Promise.withResolvers<void>()
  let asked = 0
  await member.page.route('**/api/votes/now?*', async (route) => {
    asked += 1
    if (asked > 1) return route.continue()
    const response = await route.fetch()
    await answer.promise
    await route.fulfill({ response })
  })
  const others = () => member.page.waitForResponse((response) => response.url().includes('/api/recommendations/list'))
  const line = member.page.waitForResponse((response) => response.url().includes('/api/news?'))
  const [first] = await Promise.all([others(), line, member.page.goto(`/sessions/${SESSION}`)])
  await first.finished()
  await expect.poll(() => asked).toBe(1)
  const chair = await w.person('m01')
  const [hash] = await Promise.all([freezes(chair, 'r07'), others()])
  const [{ vote }] = await Promise.all([
    chair.does('votes', 'open', { recommendation: 'r07', hash, manner: 'open' }),
    others(),
  ])
  expect(asked).toBe(1)
  answer.resolve()
  await member.page.getByRole('dialog').getByText(member.words('votes.sheet.notCastYet')).first().waitFor()
  await chair.does('votes', 'close', { vote })
  await member.context.close()
})
