import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '../chromium.ts'
import { opensVote, realClock, SESSION, type World, world } from '../world.ts'
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
  let lineMayCome = () => {}
  const held = new Promise<void>((done) => {
    lineMayCome = done
  })
  let asked = 0
  await member.page.route('**/api/news?*', async (route) => {
    asked += 1
    await held
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
  lineMayCome()
  await sheet.first().waitFor()
  expect(asked).toBe(1)
  await chair.does('votes', 'close', { vote })
  await member.context.close()
})
