import { expect, test } from 'vitest'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId } from '../../shared/ids.ts'
import { AT_ONCE_MS, Device, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

/** The council's English words of a recommendation. */
const council = async (recommendation: string) =>
  (await (await here.w.person('m01')).sees('recommendations', 'text', { id: recommendation })).plain.text.en

/** Another page of the same browser. */
async function secondPage(device: Device): Promise<Device> {
  return new Device(device.context, await device.context.newPage(), device.language)
}

/** Ends the sign-in of a browser on the server, as the end of a sign-in anywhere does. */
async function endsSignIn(device: Device, account: string): Promise<void> {
  const cookie = (await device.context.cookies()).find(({ name }) => name === 'kenes')
  const hash = sha256Hex(cookie?.value ?? '')
  await here.w.app.house.signIns.end(hash)
  here.w.app.house.live.signedOut(account as AccountId, hash)
  here.w.app.house.news.signedOut(hash)
}

/** A member with words that cannot be sent: their live connection is off. */
async function withWaitingWords(id: string, recommendation: string, words: string) {
  const device = await here.opens(id, 'en')
  const live = await device.liveSwitch()
  await device.goes(workspace(recommendation))
  await device.writes('text', 'en', ' Sent.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  live.off()
  await expect.poll(() => device.line(), PATIENT).toMatch(/^Offline/)
  await device.writes('text', 'en', words)
  await expect.poll(() => device.line(), PATIENT).toBe(`Offline, ${words.length} changes wait`)
  return { device, live }
}

test('[LT74] [LT33] a sign-in that ends: the page says so within a second, and the words come after the next sign-in', async () => {
  const device = await here.opens('m02', 'en')
  await device.goes(workspace('r01'))
  await device.writes('text', 'en', ' Sent.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  const typing = device.page.keyboard.type(' While typing this.', { delay: 10 })
  await endsSignIn(device, 'm02')
  const ended = Date.now()
  await device.page.getByText(device.words('accounts.ended')).waitFor()
  expect(Date.now() - ended).toBeLessThan(AT_ONCE_MS)
  await typing
  expect(await seriousFindings(device.page)).toEqual([])
  // Back to the text by the page's own form; whatever was typed before the end is in it, in order and once.
  await device.fillsIn('m02')
  await device.page.waitForURL((url) => url.pathname === workspace('r01'))
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  const words = await council('r01')
  expect(await device.wordsOf('text', 'en')).toBe(words)
  expect(' While typing this.'.startsWith(words.split('Sent.')[1] ?? '?')).toBe(true)
  await device.context.close()
})

test('[LT33] a page without a live text says within a second, too, that its sign-in has ended', async () => {
  const device = await here.opens('m07', 'en')
  await device.goes('/')
  await device.page.getByText(device.words('common.connection.live')).first().waitFor()
  await endsSignIn(device, 'm07')
  const ended = Date.now()
  await device.page.getByText(device.words('accounts.ended')).waitFor()
  expect(Date.now() - ended).toBeLessThan(AT_ONCE_MS)
  await device.context.close()
})

test('[LT74] [LT44] words left by one account are not shown to the next one, and are sent when their author signs in', async () => {
  const { device, live } = await withWaitingWords('m03', 'r02', ' Left behind.')
  await endsSignIn(device, 'm03')
  await device.page.reload()
  await device.page.waitForURL(/sign-in/)

  live.on()
  await device.signsIn('m04')
  await device.goes(workspace('r02'))
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  expect(await device.wordsOf('text', 'en')).not.toContain('Left behind.')
  await device.writes('text', 'en', ' By another.')
  await expect.poll(() => council('r02'), PATIENT).toContain('By another.')
  expect(await council('r02')).not.toContain('Left behind.')

  // The author signs in and opens no text: the words are sent all the same.
  const page = await secondPage(device)
  await device.page.close()
  await page.context.clearCookies()
  await page.signsIn('m03')
  await expect.poll(() => council('r02'), PATIENT).toContain('Left behind.')
  await expect.poll(() => page.page.getByText(/changes? (is|are) not sent/).count(), PATIENT).toBe(0)
  await device.context.close()
})

test('[LT70] a page whose cookie became somebody else’s sends nothing as them', async () => {
  const { device, live } = await withWaitingWords('m05', 'r03', ' Of the first one.')
  // At one blow, as when the second one signs in in another tab before the first page asks.
  const other = await here.opens('m06', 'en')
  await device.context.addCookies(await other.context.cookies())
  await other.context.close()
  live.on()
  // The first page finds out who sits there now and goes on as that person, without the other's words.
  await device.page.getByText('Zarina Abdullina').first().waitFor({ state: 'attached' })
  await expect.poll(() => device.wordsOf('text', 'en'), PATIENT).not.toContain('Of the first one.')
  await device.writes('text', 'en', ' Of the second.')
  await expect.poll(() => council('r03'), PATIENT).toContain('Of the second.')
  expect(await council('r03')).not.toContain('Of the first one.')

  await device.context.clearCookies()
  await device.signsIn('m05')
  await expect.poll(() => council('r03'), PATIENT).toContain('Of the first one.')
  await device.context.close()
})
