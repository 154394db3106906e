import { expect, test } from 'vitest'
import { Device, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

const council = async (recommendation: string) =>
  (await (await here.w.person('m01')).sees('recommendations', 'text', { id: recommendation })).plain.text.en

/** A member in a text whose live connection has just been taken away. */
async function cutOff(id: string, recommendation: string, prepare = async (_device: Device) => {}) {
  const device = await here.opens(id, 'en')
  await prepare(device)
  const live = await device.liveSwitch()
  await device.goes(workspace(recommendation))
  await device.writes('text', 'en', ' Sent.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  live.off()
  await expect.poll(() => device.line(), PATIENT).toMatch(/^Offline/)
  return { device, live }
}

test('[LT72] a page that ends with the last key still has it on the disk', async () => {
  const { device, live } = await cutOff('m02', 'r01')
  await device.writes('text', 'en', ' ')
  device.page.on('dialog', (dialog) => void dialog.accept())
  for (const round of [1, 2, 3, 4]) {
    await device.editor('text', 'en').click()
    await device.page.keyboard.press('Control+End')
    await device.page.evaluate(() => Object.assign(window, { isOld: true }))
    // The editor takes the word in, and in the same turn the page ends.
    await device.page.evaluate(() => {
      document.execCommand('insertText', false, 'last')
      queueMicrotask(() => queueMicrotask(() => location.reload()))
    })
    await device.page.waitForFunction(() => !('isOld' in window))
    await device.editor('text', 'en').waitFor()
    await expect.poll(() => device.line(), PATIENT).toMatch(new RegExp(`^Offline, ${round + 1} changes wait$`))
    await expect.poll(() => device.wordsOf('text', 'en')).toContain(`Sent. ${'last'.repeat(round)}`)
  }
  live.on()
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  expect(await council('r01')).toContain('Sent. lastlastlastlast')
  await device.context.close()
})

test('[LT72] a browser that keeps nothing is not said to keep it', async () => {
  const { device, live } = await cutOff('m03', 'r02', async ({ context }) => {
    await context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  })
  await device.writes('text', 'en', ' Only here.')
  await device.page.getByText(device.words('live.notKept')).waitFor()
  expect(await device.line()).toBe('Offline, 11 changes wait')
  expect(await seriousFindings(device.page)).toEqual([])
  const lines = await device.keepsLines()
  live.on()
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  expect((await lines()).filter((line) => line.includes(device.words('live.line.on-this-device')))).toEqual([])
  expect(await council('r02')).toContain('Only here.')
  expect(await device.page.getByText(device.words('live.notKept')).count()).toBe(0)
  expect(device.faults).toEqual([])
  await device.context.close()
})

test('[LT73] two pages of one person: what one of them saves is not said of the other’s words', async () => {
  const { device, live } = await cutOff('m04', 'r03')
  await device.writes('text', 'en', ' Mine.')
  live.on()
  const other = new Device(device.context, await device.context.newPage(), 'en')
  live.off()
  // Only the second page finds the server.
  await other.page.routeWebSocket(/\/live\//, (socket) => void socket.connectToServer())
  await other.goes(workspace('r03'))
  await other.writes('title', 'en', ' Other')
  await expect.poll(() => other.isSaved(), PATIENT).toBe(true)
  // It found the first one's words on the device and sent them, once.
  expect((await council('r03')).match(/Mine\./g)).toHaveLength(1)
  await device.page.keyboard.type(' More.')
  await expect.poll(() => device.line(), PATIENT).toBe('Offline, 12 changes wait')
  device.page.on('dialog', (dialog) => void dialog.accept())
  await device.page.close({ runBeforeUnload: true })
  live.on()
  await other.goes(workspace('r03'))
  await expect.poll(() => other.isSaved(), PATIENT).toBe(true)
  expect(await council('r03')).toMatch(/Sent\. Mine\. More\.$/)
  await device.context.close()
})

const LOOKS = [
  { language: 'kk', scheme: 'dark' },
  { language: 'ru', scheme: 'light' },
] as const
test.each(LOOKS)(
  '[AC10] [LT71] on a phone in $language, $scheme, the line with many changes and its banners fit and are read by all',
  async ({ language, scheme }) => {
    const device = await here.opens('m05', language, { width: 360, height: 780, scheme })
    const live = await device.liveSwitch()
    await device.goes(workspace('r04'))
    await device.writes('text', language, '1')
    await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
    const height = (await device.page.locator('header').first().boundingBox())?.height ?? 0
    live.off()
    await device.page.keyboard.type('. '.repeat(60))
    await expect.poll(() => device.line(), PATIENT).toContain('120')
    expect(await scrollsSideways(device.page)).toBe(false)
    expect(await seriousFindings(device.page)).toEqual([])
    const line = device.page.locator('[data-line]').first()
    const clipped = await line.evaluate((element) => element.scrollWidth > element.clientWidth + 1)
    expect(clipped).toBe(false)
    // The bar stays as high as it was: the count stands for the words.
    const bar = device.page.locator('header').first()
    expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(height)
    live.on()
    await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
    await device.context.close()
  },
)

test('[LT1] [LT47] two people type while the network goes and comes: no word is lost or doubled, and both agree', async () => {
  const [one, two] = await Promise.all([here.opens('m06', 'en'), here.opens('m15', 'en')])
  await Promise.all([one.goes(workspace('r05')), two.goes(workspace('r05'))])
  await one.writes('text', 'en', ' ')
  await two.writes('rationale', 'en', ' ')
  for (const device of [one, two]) await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  const ROUNDS = 3
  const written: string[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const words = Array.from({ length: 8 }, (_, at) => `w${round}x${at}`)
    written.push(...words)
    // Each in turn loses the network in the middle of typing.
    const cut = round % 2 === 0 ? one : two
    const typing = Promise.all([
      one.page.keyboard.type(words.map((word) => `a${word} `).join(''), { delay: 5 }),
      two.page.keyboard.type(words.map((word) => `b${word} `).join(''), { delay: 5 }),
    ])
    await expect.poll(() => cut.wordsOf(cut === one ? 'text' : 'rationale', 'en')).toContain(words[2])
    await cut.context.setOffline(true)
    await typing
    await expect.poll(() => cut.line(), PATIENT).toMatch(/wait/)
    await cut.context.setOffline(false)
  }
  for (const device of [one, two]) await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  const sees = async () => (await (await here.w.person('m01')).sees('recommendations', 'text', { id: 'r05' })).plain
  const { text, rationale } = await sees()
  const mine = (words: string, letter: string) => words.match(new RegExp(`${letter}w\\d+x\\d+`, 'g'))
  expect(mine(text.en, 'a')).toEqual(written.map((word) => `a${word}`))
  expect(mine(rationale.en, 'b')).toEqual(written.map((word) => `b${word}`))
  for (const device of [one, two]) {
    await expect.poll(async () => (await device.wordsOf('text', 'en')).trim(), PATIENT).toBe(text.en.trim())
    await expect.poll(async () => (await device.wordsOf('rationale', 'en')).trim()).toBe(rationale.en.trim())
    expect(device.faults).toEqual([])
    await device.context.close()
  }
}, 120_000)
