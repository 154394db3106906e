import { expect, test } from 'vitest'
import type { Language } from '../../shared/language.ts'
import type { Device } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

/** Selects the first letters of a part, and waits until the page has drawn it. */
async function selects(device: Device, language: Language, letters: number): Promise<string> {
  await device.editor('text', language).click()
  await device.page.keyboard.press('Control+Home')
  await device.page.keyboard.down('Shift')
  for (let letter = 0; letter < letters; letter += 1) await device.page.keyboard.press('ArrowRight')
  await device.page.keyboard.up('Shift')
  await device.button('amendments.begin.amend').waitFor(PATIENT)
  await expect.poll(() => device.page.evaluate(() => document.getSelection()?.toString().length), PATIENT).toBe(letters)
  return (await device.wordsOf('text', language)).slice(0, letters + 12)
}

/** Selects twelve letters more and presses a key before the page has been told of them, as a busy machine does with fast hands. */
const goesOnAndPresses = ({ page }: Device, key: Pick<KeyboardEventInit, 'key' | 'code' | 'altKey' | 'ctrlKey'>) =>
  page.evaluate((pressed) => {
    const selection = document.getSelection()
    for (let letter = 0; letter < 12; letter += 1) selection?.modify('extend', 'forward', 'character')
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { ...pressed, bubbles: true, cancelable: true }))
  }, key)

test('[LT106] so does a key in the editor', async () => {
  const device = await here.opens('m04', 'en')
  await device.goes(workspace('r02'))
  await device.editor('text', 'en').waitFor(PATIENT)
  const before = await device.wordsOf('text', 'en')
  const whole = await selects(device, 'en', 8)
  await goesOnAndPresses(device, { key: 'b', code: 'KeyB', ctrlKey: true })
  const bold = device.editor('text', 'en').locator('strong')
  await expect.poll(() => bold.allInnerTexts(), PATIENT).toEqual([whole])
  await goesOnAndPresses(device, { key: 'Backspace', code: 'Backspace' })
  await expect.poll(() => device.wordsOf('text', 'en'), PATIENT).toBe(before.slice(32))
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  expect(device.faults).toEqual([])
  await device.context.close()
})

test('[CM10] [AM20] a key acts on what is selected when it is pressed, not on what the page was told of', async () => {
  const device = await here.opens('m03', 'en')
  const { page } = device
  await device.goes(workspace('r01'))
  const whole = await selects(device, 'en', 8)

  await goesOnAndPresses(device, { key: 'Enter', code: 'Enter', altKey: true })
  const bar = page.getByRole('toolbar', { name: device.words('amendments.begin.label') })
  await bar.getByText(`«${whole.trim()}»`, { exact: true }).waitFor(PATIENT)
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe(device.words('amendments.begin.replace'))
  await page.keyboard.press('Escape')

  await selects(device, 'en', 8)
  await goesOnAndPresses(device, { key: 'm', code: 'KeyM', altKey: true, ctrlKey: true })
  await page.getByLabel(device.words('threads.wordsLabel'), { exact: true }).waitFor(PATIENT)
  expect(await page.locator('blockquote').allInnerTexts()).toEqual([expect.stringContaining(whole.trim())])
  expect(device.faults).toEqual([])
  await device.context.close()
})
