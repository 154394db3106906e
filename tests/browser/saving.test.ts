import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '../chromium.ts'
import { SESSION } from '../world.ts'
import { type Device, opens } from './browser.ts'
import { type House, startHouse } from './house.ts'

const DISK_MB = 24

let house: House
let browser: Browser
beforeAll(async () => {
  house = await startHouse({ disk: DISK_MB })
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await house.stop()
})

const workspace = (recommendation: string) => `/sessions/${SESSION}/recommendations/${recommendation}`
const PATIENT = { timeout: 30_000 }

/** A member in a text of the English house, with all saved. */
async function writing(id: string, recommendation: string): Promise<Device> {
  const device = await opens(browser, house.base, id, 'en')
  await device.goes(workspace(recommendation))
  await device.writes('text', 'en', ' Before.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  return device
}

const saved = (lines: readonly string[]) => lines.filter((line) => line.startsWith('Saved'))

test('[LT71] [LT47] a server that stands still: the line says how many wait, never saved, and goes on by itself', async () => {
  const device = await writing('m02', 'r01')
  house.signal('SIGSTOP')
  await device.writes('text', 'en', ' Still.')
  const lines = await device.keepsLines()
  await expect.poll(() => device.line(), PATIENT).toBe('On this device, 7 changes wait')
  await device.page.keyboard.type('!')
  await expect.poll(() => device.line(), PATIENT).toBe('On this device, 8 changes wait')
  // Nobody answers: the open socket is not believed for ever.
  await expect.poll(() => device.line(), PATIENT).toBe('Offline, 8 changes wait')
  expect(saved(await lines())).toEqual([])
  house.signal('SIGCONT')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  expect(await device.editor('text', 'en').innerText()).toContain('Still.!')
  await device.context.close()
})

test('[LT47] [LT1] a server that dies and comes again: what was typed meanwhile arrives once', async () => {
  const device = await writing('m03', 'r02')
  await house.dies()
  await device.writes('text', 'en', ' Meanwhile.')
  await expect.poll(() => device.line(), PATIENT).toBe('Offline, 11 changes wait')
  const lines = await device.keepsLines()
  expect(saved(await lines())).toEqual([])
  await house.again()
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  const other = await opens(browser, house.base, 'm15', 'en')
  await other.goes(workspace('r02'))
  await expect.poll(() => other.wordsOf('text', 'en'), PATIENT).toMatch(/Before\. Meanwhile\.$/)
  for (const one of [device, other]) await one.context.close()
})

test('[LT71] [LT6] a full disk: the page says why, counts what waits, also after a reload, and sends it when there is room', async () => {
  const [device, reader] = await Promise.all([writing('m04', 'r03'), opens(browser, house.base, 'm16', 'kk')])
  await reader.goes(workspace('r03'))
  const makeRoom = house.fillsUp()
  await device.writes('text', 'en', ' x')
  const typed = Date.now()
  const banner = device.page.getByText(device.words('live.why.store')).first()
  await banner.waitFor()
  expect(Date.now() - typed).toBeLessThan(1_500)
  const waiting = /^(Not saving|On this device|Offline|Joining the text)(, (\d+) changes? waits?)?$/
  const lines = await device.keepsLines()
  await expect.poll(() => device.line(), PATIENT).toMatch(/, [12] changes? waits?$/)
  expect(await reader.editor('text', 'kk').innerText()).not.toBe('')
  expect((await lines()).filter((line) => !waiting.test(line))).toEqual([])

  await device.page.reload()
  await expect.poll(() => device.line(), PATIENT).toMatch(/, [12] changes? waits?$/)
  makeRoom()
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  await reader.page.getByRole('tab', { name: /English/ }).click()
  await expect.poll(() => reader.wordsOf('text', 'en'), PATIENT).toMatch(/Before\. ?x?$/)
  expect(await device.wordsOf('text', 'en')).toBe(await reader.wordsOf('text', 'en'))
  for (const one of [device, reader]) await one.context.close()
})

test('[LT75] with the server away it is asked seldom, and at once when the network is back', async () => {
  const device = await writing('m05', 'r04')
  const asked: number[] = []
  device.page.on('websocket', () => asked.push(Date.now()))
  device.page.on('request', (request) => request.url().endsWith('/accounts/me') && asked.push(Date.now()))
  await house.dies()
  await expect.poll(() => device.line(), PATIENT).toMatch(/^Offline/)
  const since = Date.now()
  // Eight tries spread with jitter between 0.2 and 3 s, longer from try to try.
  await expect.poll(() => asked.length, PATIENT).toBeGreaterThanOrEqual(8)
  expect(Date.now() - since).toBeGreaterThan(4_000)
  await house.again()
  await device.context.setOffline(true)
  await device.context.setOffline(false)
  const back = Date.now()
  await expect.poll(async () => (await device.line()).startsWith('Saved'), PATIENT).toBe(true)
  expect(Date.now() - back).toBeLessThan(2_500)
  await device.context.close()
})
