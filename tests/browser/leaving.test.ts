import type { Dialog } from 'playwright'
import { expect, test } from 'vitest'
import type { Device } from './browser.ts'
import { served, workspace } from './served.ts'

const here = served()

test('[LT48] signing out with unsent words asks; kept ones are sent at the next sign-in', async () => {
  const device = await here.opens('m02', 'en')
  await device.goes(workspace('r07'))
  await device.writes('text', 'en', ' Sent.')
  await device.page
    .getByText(/Saved \d\d:\d\d/)
    .first()
    .waitFor()
  // The live text is cut while pages still load: words wait on the device.
  const live = await device.liveSwitch()
  live.off()
  await device.page.reload()
  await device.page.waitForSelector('main')
  await device.editor('text', 'en').waitFor()
  await device.writes('text', 'en', ' Waiting.')
  await device.page
    .getByText(/Offline, \d+ changes? waits?/)
    .first()
    .waitFor()

  await device.page.getByRole('button', { name: /Aigul Serikbayeva/ }).click()
  await device.button('accounts.signOut').click()
  await device.page.getByRole('dialog').getByText(device.words('accounts.waiting.effect')).waitFor()
  await device.page
    .getByRole('dialog')
    .getByRole('button', { name: device.words('accounts.waiting.keep') })
    .click()
  await device.page.waitForURL(/sign-in/)
  const reader = await here.w.person('m03')
  expect((await reader.sees('recommendations', 'text', { id: 'r07' })).plain.text.en).not.toContain('Waiting.')

  live.on()
  await device.fillsIn('m02')
  await device.page.waitForURL((url) => url.pathname === '/')
  await device.goes(workspace('r07'))
  await expect
    .poll(async () => (await reader.sees('recommendations', 'text', { id: 'r07' })).plain.text.en, { timeout: 15_000 })
    .toContain('Waiting.')
  await device.context.close()
})

/** Presses what asks before it leaves, and answers; whether it asked. */
async function asksAt(device: Device, leave: () => Promise<unknown>, answer: 'stay' | 'leave'): Promise<boolean> {
  let asked = false
  const onDialog = (dialog: Dialog) => {
    asked = dialog.type() === 'beforeunload'
    void (answer === 'leave' ? dialog.accept() : dialog.dismiss())
  }
  device.page.on('dialog', onDialog)
  await leave().catch(() => undefined)
  device.page.off('dialog', onDialog)
  return asked
}

test('[LT74] going elsewhere with unsent words: every page says how many wait and asks, and they arrive from there', async () => {
  const device = await here.opens('m12', 'en')
  const live = await device.liveSwitch()
  await device.goes(workspace('r09'))
  await device.writes('text', 'en', ' Sent.')
  await expect.poll(() => device.isSaved(), { timeout: 15_000 }).toBe(true)
  // Nothing waits: nothing is asked.
  expect(await asksAt(device, () => device.page.reload(), 'leave')).toBe(false)
  await device.editor('text', 'en').waitFor()
  await expect.poll(() => device.isSaved(), { timeout: 15_000 }).toBe(true)
  live.off()
  await expect.poll(() => device.line(), { timeout: 15_000 }).toMatch(/^Offline/)
  await device.writes('text', 'en', ' Going.')
  await expect.poll(() => device.line()).toBe('Offline, 7 changes wait')
  expect(await asksAt(device, () => device.page.evaluate(() => location.reload()), 'stay')).toBe(true)

  await device.page
    .getByRole('link', { name: device.words('common.home') })
    .first()
    .click()
  await device.page.waitForURL((url) => !url.pathname.includes('recommendations'))
  await expect.poll(() => device.line()).toBe('7 changes are not sent')
  expect(await asksAt(device, () => device.page.evaluate(() => location.reload()), 'stay')).toBe(true)
  live.on()
  const reader = await here.w.person('m03')
  const council = async () => (await reader.sees('recommendations', 'text', { id: 'r09' })).plain.text.en
  await expect.poll(council, { timeout: 15_000 }).toContain('Sent. Going.')
  await device.page.getByText(device.words('common.connection.live')).first().waitFor()
  expect(device.faults).toEqual([])
  await device.context.close()
})

test('[LT77] unsent words that are to be deleted are deleted once the sign-out is done, and never come back', async () => {
  const device = await here.opens('m13', 'en')
  const live = await device.liveSwitch()
  await device.goes(workspace('r10'))
  await device.writes('text', 'en', ' Sent.')
  await expect.poll(() => device.isSaved(), { timeout: 15_000 }).toBe(true)
  live.off()
  await expect.poll(() => device.line(), { timeout: 15_000 }).toMatch(/^Offline/)
  await device.writes('text', 'en', ' To be deleted.')
  const signOut = async () => {
    await device.page.getByRole('button', { name: /Leila Dzhaksybek/ }).click()
    await device.button('accounts.signOut').click()
  }
  // No server, no sign-out: the words stay.
  await device.context.route('**/accounts/sign-out', (route) => route.abort())
  await signOut()
  const dialog = device.page.getByRole('dialog')
  await dialog.getByRole('button', { name: device.words('accounts.waiting.discard') }).click()
  await dialog.getByRole('alert').waitFor({ timeout: 20_000 })
  await device.page.keyboard.press('Escape')
  await expect.poll(() => device.line()).toBe('Offline, 15 changes wait')
  await device.context.unroute('**/accounts/sign-out')

  await signOut()
  await dialog.getByRole('button', { name: device.words('accounts.waiting.discard') }).click()
  await device.page.waitForURL(/sign-in$/)
  expect(await device.page.getByText(device.words('accounts.ended')).count()).toBe(0)
  live.on()
  await device.signsIn('m13')
  await device.goes(workspace('r10'))
  await expect.poll(() => device.isSaved(), { timeout: 15_000 }).toBe(true)
  expect(await device.wordsOf('text', 'en')).not.toContain('To be deleted.')
  await device.context.close()
})

test('[SE6] [VO9] a member declares an interest on the page and is not asked for a ballot', async () => {
  const device = await here.opens('m05', 'en')
  await device.goes(workspace('r08'))
  await device.page.getByRole('tab', { name: device.words('recommendations.vote') }).click()
  await device.button('sessions.interests.declare').click()
  const dialog = device.page.getByRole('dialog')
  await dialog.getByLabel(device.words('sessions.interests.reason')).fill('employed by the body addressed')
  await dialog.getByRole('button', { name: device.words('sessions.interests.declare') }).click()
  await device.page.getByText('employed by the body addressed').first().waitFor()

  const chair = await here.w.person('m01')
  const { version } = await chair.does('versions', 'freeze', { recommendation: 'r08' })
  const { vote } = await chair.does('votes', 'open', { recommendation: 'r08', hash: version?.hash })
  await device.page.getByText(device.words('votes.sheet.notMine.recused')).first().waitFor()
  await chair.does('votes', 'close', { vote })
  await device.context.close()
})

test('[LT42] [LT13] words typed without a network into a text that was frozen meanwhile stay with their author', async () => {
  const device = await here.opens('m11', 'en')
  await device.goes(workspace('r11'))
  await device.writes('text', 'en', ' In time.')
  await device.page
    .getByText(/Saved \d\d:\d\d/)
    .first()
    .waitFor()
  await device.context.setOffline(true)
  await device.writes('text', 'en', ' Too late.')
  await device.page
    .getByText(/Offline, \d+ changes? waits?/)
    .first()
    .waitFor()
  const chair = await here.w.person('m01')
  const { version } = await chair.does('versions', 'freeze', { recommendation: 'r11' })
  await device.context.setOffline(false)

  const tray = device.page.getByText(device.words('live.notAccepted.title')).first()
  await tray.waitFor({ timeout: 20_000 })
  await device.page.getByText('Too late.').first().waitFor()
  expect(await device.page.getByText(device.words('live.notAccepted.copy')).count()).toBeGreaterThan(0)
  const cut = await chair.sees('versions', 'version', { id: version?.id ?? '' })
  expect(cut.plain.text.en).toContain('In time.')
  expect(cut.plain.text.en).not.toContain('Too late.')
  // The tray is on the device, not in the page: it outlives a reload.
  await device.page.reload()
  await tray.waitFor({ timeout: 20_000 })
  await device.context.close()
})
