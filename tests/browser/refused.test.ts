import type { WebSocketRoute } from 'playwright'
import { expect, test } from 'vitest'
import { setHead } from '../../server/live/log-rows.ts'
import { allow } from '../../shared/decision.ts'
import type { AccountId, RecommendationId } from '../../shared/ids.ts'
import type { Pen } from '../../shared/recommendations/model.ts'
import { HALL } from '../chromium.ts'
import { freezes } from '../world.ts'
import { AT_ONCE_MS, Device, opens, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

/** Gives the pen of a recommendation to others, as an act of the chair does. */
async function givePen(recommendation: string, pen: Pen): Promise<void> {
  const { house } = here.w.app
  const request = { by: 'm01' as AccountId, endpoint: 'test/pen', input: null }
  await house.acts.run(request, async (act) => {
    const row = await act.tx
      .updateTable('recommendations')
      .set({ pen })
      .where('id', '=', recommendation as RecommendationId)
      .returning('text')
      .executeTakeFirstOrThrow()
    await setHead(act.tx, row.text)
    act.touchText(row.text)
    return allow({})
  })
}

const tray = (device: Device) => device.page.locator('#not-accepted-tray')
const passages = (device: Device) => tray(device).locator('blockquote')

/** A person who has written in a text and then lost the network. */
async function cutOff(device: Device, recommendation: string, language: 'kk' | 'ru' | 'en'): Promise<void> {
  await device.goes(workspace(recommendation))
  await device.writes('text', language, ' 1.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  await device.context.setOffline(true)
}

const LOOKS = [
  { language: 'kk', recommendation: 'r01', look: { width: 360, height: 780, scheme: 'dark' } },
  { language: 'ru', recommendation: 'r02', look: { width: 360, height: 780, scheme: 'light' } },
  { language: 'en', recommendation: 'r03', look: { width: 1440, height: 900, scheme: 'light' } },
] as const
/** The longest words that are written here must not widen a phone's page. */
const LONG = ' қанағаттандырылмағандықтарыңыздан-қылмыстықатқарушылық'

test.each(LOOKS)(
  '[LT42] in $language, words frozen out while offline are in the tray, can be copied over plain http and stay until removed',
  async ({ language, recommendation, look }) => {
    const device = await opens(here.browser, here.base.replace('127.0.0.1', HALL), 'm02', language, look)
    expect(await device.page.evaluate(() => isSecureContext)).toBe(false)
    await cutOff(device, recommendation, language)
    await device.page.keyboard.type(LONG)
    await expect.poll(() => device.line(), PATIENT).toContain(String(LONG.length))
    await freezes(await here.w.person('m01'), recommendation)
    await device.context.setOffline(false)

    const entry = tray(device).locator('li').first()
    await entry.waitFor(PATIENT)
    expect(await passages(device).count()).toBe(1)
    expect(await passages(device).first().innerText()).toMatch(/ 1\..*қанағаттандырылмағандықтарыңыздан/)
    const place = device.words('recommendations.editor', {
      part: device.words('recommendations.parts.text'),
      language: device.words(`recommendations.ownNames.${language}`),
    })
    expect(await entry.innerText()).toContain(place)
    // On the whole page they stand once: in the tray.
    expect((await device.page.locator('main').innerText()).split('қылмыстықатқарушылық')).toHaveLength(2)
    expect(await seriousFindings(device.page)).toEqual([])
    expect(await scrollsSideways(device.page)).toBe(false)

    // By keyboard alone: shown, copied, pasted elsewhere.
    await device.button('live.notAccepted.show').press('Enter')
    await device.page.keyboard.press('Tab')
    await device.page.keyboard.press('Enter')
    await expect.poll(() => device.button('live.notAccepted.copied').count()).toBe(1)
    expect(await device.page.evaluate(() => document.activeElement?.textContent)).toBe(
      device.words('live.notAccepted.copied'),
    )
    await device.page.evaluate(() => {
      const field = document.createElement('textarea')
      field.id = 'pasted'
      document.body.append(field)
      field.focus()
    })
    await device.page.keyboard.press('Control+V')
    expect(await device.page.locator('#pasted').inputValue()).toBe(LONG)

    await device.page.reload()
    await passages(device).first().waitFor(PATIENT)
    expect(await passages(device).count()).toBe(1)
    await device.button('live.notAccepted.remove').press('Enter')
    const dialog = device.page.getByRole('dialog')
    await dialog.getByRole('button', { name: device.words('live.notAccepted.remove') }).press('Enter')
    await expect.poll(() => tray(device).count()).toBe(0)
    await expect.poll(() => device.page.evaluate(() => document.activeElement?.id)).toBe('content')
    await device.page.reload()
    await device.page
      .getByText(device.words('versions.version', { number: 1 }))
      .first()
      .waitFor()
    expect(await tray(device).count()).toBe(0)
    const { plain } = await (await here.w.person('m01')).sees('recommendations', 'text', { id: recommendation })
    expect(plain.text[language]).not.toContain('қанағаттандырылмағандықтарыңыздан')
    expect(device.faults).toEqual([])
    await device.context.close()
  },
)

test('[LT76] [LT12] who loses the pen while typing reads on within a second and finds the last words in the tray', async () => {
  const device = await here.opens('m03', 'en')
  await device.goes(workspace('r05'))
  await device.writes('text', 'en', ' Before.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  const typing = device.page.keyboard.type('abcdefghij'.repeat(12), { delay: 15 })
  await expect.poll(() => device.wordsOf('text', 'en')).toContain('abcdefghij'.repeat(2))
  await givePen('r05', 'drafters')
  const given = Date.now()
  await device.page.getByText(device.words('live.why.pen.drafters')).first().waitFor()
  expect(Date.now() - given).toBeLessThan(AT_ONCE_MS)
  await expect.poll(() => device.page.locator('.ProseMirror[contenteditable="true"]').count()).toBe(0)
  await typing
  await expect.poll(async () => (await device.line()) === device.words('live.line.readOnly'), PATIENT).toBe(true)
  // Every letter that was typed into the text is either in it or in the tray, in order and once.
  const council = (await (await here.w.person('m01')).sees('recommendations', 'text', { id: 'r05' })).plain.text.en
  await expect.poll(() => device.wordsOf('text', 'en')).toBe(council)
  const added = tray(device).locator('ins')
  const kept = (await added.count()) > 0 ? await added.first().innerText() : ''
  const typed = (council.split('Before.')[1] ?? '') + kept
  expect('abcdefghij'.repeat(12).startsWith(typed)).toBe(true)
  expect(typed.length).toBeGreaterThanOrEqual(20)
  expect(device.faults).toEqual([])
  await device.context.close()
})

test('[LT76] words typed without a network before the pen was lost are in the tray and not in the text', async () => {
  const device = await here.opens('m04', 'en')
  await cutOff(device, 'r06', 'en')
  await device.page.keyboard.type(' Without the pen.')
  await givePen('r06', 'secretariat')
  await device.context.setOffline(false)
  await passages(device).first().waitFor(PATIENT)
  expect(await tray(device).innerText()).toContain(device.words('live.notAccepted.reasons.pen'))
  await expect.poll(() => device.wordsOf('text', 'en')).not.toContain('Without the pen.')
  await device.page.getByText(device.words('live.why.pen.secretariat')).first().waitFor()
  await device.context.close()
})

test('[LT73] two pages of one person in one text, both cut off and frozen out: the words of both are kept, each once', async () => {
  const one = await here.opens('m05', 'en')
  await one.goes(workspace('r07'))
  const page = await one.context.newPage()
  const two = new Device(one.context, page, 'en')
  await two.goes(workspace('r07'))
  for (const device of [one, two]) await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  await one.context.setOffline(true)
  await one.writes('text', 'en', ' First page.')
  await two.writes('rationale', 'en', ' Second page.')
  await expect.poll(() => one.line(), PATIENT).toMatch(/^Offline, 12 changes wait/)
  await expect.poll(() => two.line(), PATIENT).toMatch(/^Offline, 13 changes wait/)
  await freezes(await here.w.person('m01'), 'r07')
  await one.context.setOffline(false)
  for (const device of [one, two]) {
    await passages(device).first().waitFor(PATIENT)
    await expect.poll(() => device.line(), PATIENT).toMatch(/^Frozen/)
  }
  await page.close()
  await one.page.reload()
  await expect.poll(() => passages(one).count(), PATIENT).toBe(2)
  const kept = await tray(one).innerText()
  expect(kept.match(/First page\./g)).toHaveLength(1)
  expect(kept.match(/Second page\./g)).toHaveLength(1)
  expect([...one.faults, ...two.faults]).toEqual([])
  await one.context.close()
})

test('[LT73] words of a page that ended are found by another page of the same person when the text is frozen', async () => {
  const stays = await here.opens('m06', 'en')
  await stays.goes(workspace('r08'))
  await stays.writes('text', 'en', ' Stays.')
  await expect.poll(() => stays.isSaved(), PATIENT).toBe(true)
  const ends = new Device(stays.context, await stays.context.newPage(), 'en')
  const open = new Set<WebSocketRoute>()
  let isOff = false
  await ends.page.routeWebSocket(/\/live\//, (socket) => {
    if (isOff) return void socket.close()
    open.add(socket)
    socket.connectToServer()
  })
  await ends.goes(workspace('r08'))
  await expect.poll(() => ends.isSaved(), PATIENT).toBe(true)
  isOff = true
  for (const socket of open) void socket.close()
  await expect.poll(() => ends.line(), PATIENT).toMatch(/^Offline/)
  await ends.writes('text', 'en', ' Of the ended page.')
  await expect.poll(() => ends.line(), PATIENT).toBe('Offline, 19 changes wait')
  await ends.page.close()
  await freezes(await here.w.person('m01'), 'r08')
  await passages(stays).first().waitFor(PATIENT)
  expect(await tray(stays).innerText()).toContain('Of the ended page.')
  expect(await passages(stays).count()).toBe(1)
  await stays.context.close()
})
