import { expect, test } from 'vitest'
import { SESSION } from '../world.ts'
import type { Device } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

/** Everything that the device keeps of texts: names of databases and keys of the storage. */
const keptOn = (device: Device): Promise<string[]> =>
  device.page.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
    ...Object.keys(localStorage),
  ])
const ofText = async (device: Device, text: string) =>
  (await keptOn(device)).filter((name) => name.includes(`/${text}`))
const point = async (closed: boolean, released = false) =>
  (await here.w.person('m01')).does('sessions', 'change-privacy', { session: SESSION, point: 'a09', closed, released })

test('[SE12] a text of a closed point leaves the device and nothing that was typed is lost', async () => {
  const device = await here.opens('m03', 'en')
  await device.goes(workspace('r01'))
  await device.writes('text', 'en', ' Before.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  await expect.poll(() => ofText(device, 'r01'), PATIENT).not.toEqual([])
  await point(true)
  await expect.poll(() => ofText(device, 'r01'), PATIENT).toEqual([])
  await device.writes('text', 'en', ' Closed.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  expect(await ofText(device, 'r01')).toEqual([])
  // Loaded anew the text is there, and again only in the page.
  await device.goes(workspace('r01'))
  await expect.poll(() => device.wordsOf('text', 'en'), PATIENT).toContain('Before. Closed.')
  expect(await ofText(device, 'r01')).toEqual([])
  await point(false)
  await expect.poll(() => ofText(device, 'r01'), PATIENT).not.toEqual([])
  await device.writes('text', 'en', ' Open.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  expect(device.faults).toEqual([])
  await device.context.close()
})

test('[SE12] words that waited while the point was closed reach the text, and the device keeps none of them', async () => {
  const device = await here.opens('m04', 'en')
  const live = await device.liveSwitch()
  await device.goes(workspace('r02'))
  await device.writes('text', 'en', ' One.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  live.off()
  await expect.poll(() => device.line(), PATIENT).toMatch(/^Offline/)
  await device.writes('text', 'en', ' Two.')
  await point(true)
  live.on()
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  const read = await (await here.w.person('m01')).sees('recommendations', 'text', { id: 'r02' })
  expect(read.plain.text.en).toContain('One. Two.')
  await expect.poll(() => ofText(device, 'r02'), PATIENT).toEqual([])
  await point(false)
  await device.context.close()
})

test('[SE12] an observer’s open page shows nothing more of it, and keeps nothing', async () => {
  const device = await here.opens('o01', 'en')
  await device.goes(workspace('r03'))
  const words = await device.wordsOf('text', 'en')
  expect(words.length).toBeGreaterThan(40)
  await point(true)
  await expect.poll(() => device.page.locator('body').innerText(), PATIENT).not.toContain(words.slice(0, 40))
  await expect.poll(() => ofText(device, 'r03'), PATIENT).toEqual([])
  await device.goes(`/sessions/${SESSION}`)
  await device.page.getByText(device.words('sessions.course.closedPoint')).first().waitFor()
  expect(await device.page.locator('body').innerText()).not.toContain('Reading of the draft')
  await point(true, true)
  await device.page.getByText('Reading of the draft').first().waitFor()
  await point(false)
  expect(device.faults).toEqual([])
  await device.context.close()
})

test('[RE8] the pen is handed over while one types: no typed word is lost', async () => {
  const device = await here.opens('m05', 'en')
  await device.goes(workspace('r04'))
  const chair = await here.w.person('m01')
  const give = (pen: 'secretariat' | 'everyone-seated') =>
    chair.does('recommendations', 'set-pen', { recommendations: ['r04'], pen } as never)
  await device.editor('text', 'en').click()
  await device.page.keyboard.press('Control+End')
  const typing = device.page.keyboard.type(' typed while the pen goes to others', { delay: 25 })
  await device.page.getByText('while the').first().waitFor()
  await give('secretariat')
  await typing
  const whole = async () => {
    const read = (await chair.sees('recommendations', 'text', { id: 'r04' })).plain.text.en
    const tray = await device.page.locator('body').innerText()
    return `${read} ${tray}`
  }
  await expect
    .poll(async () => (await device.editor('text', 'en').getAttribute('contenteditable')) ?? '', PATIENT)
    .toBe('false')
  const kept = await whole()
  expect(kept).toContain('typed while the')
  await give('everyone-seated')
  await device.writes('text', 'en', ' Again.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  expect(device.faults).toEqual([])
  await device.context.close()
})
