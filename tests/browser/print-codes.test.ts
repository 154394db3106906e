import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { QR_BORDER } from '../../shared/qr-picture.ts'
import { squaresOfPath } from '../exports/reading.ts'
import { freezes, SESSION } from '../world.ts'
import { scrollsSideways } from './browser.ts'
import { PATIENT, served } from './served.ts'

const here = served()

test('[AD34] prints of the consolidated set, a revision and the paper kit draw the code of words that are fixed, of no others', {
  timeout: 90_000,
}, async () => {
  const { w, base } = here
  const secretary = await w.person('s01')
  const circulated = await secretary.act('versions', 'circulate', {
    session: SESSION,
    commentsUntil: null,
    toObservers: true,
  })
  expect(circulated.ok).toBe(true)
  const hash = await freezes(await w.person('m01'), 'r05')
  const device = await here.opens('s01', 'kk', { width: 900, height: 1200 })
  const { page } = device
  const printed = async (path: string) => {
    await page.emulateMedia({ media: 'screen' })
    await device.goes(path)
    await page
      .locator('[data-check]')
      .first()
      .waitFor({ ...PATIENT, state: 'attached' })
    expect(await page.locator('[data-check]').first().isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    await expect.poll(() => page.locator('[data-check]').first().isVisible(), PATIENT).toBe(true)
    expect(await scrollsSideways(page)).toBe(false)
    return page.locator('[data-check]').evaluateAll((all) => all.map((one) => one.getAttribute('data-check')))
  }
  expect(await printed(`/sessions/${SESSION}/consolidated`)).toEqual([hash.slice(0, 16)])
  const { size, data } = create(`${base}/check/${hash.slice(0, 16)}`, { errorCorrectionLevel: 'M' }).modules
  const path = await page.locator('[data-check] svg path').getAttribute('d')
  expect(squaresOfPath(path ?? '', size, QR_BORDER)).toEqual(Array.from(data, Boolean))
  expect(await printed(`/sessions/${SESSION}/paper-kit/r05`)).toEqual([hash.slice(0, 16)])
  const { texts } = await secretary.sees('versions', 'revision', { session: SESSION, number: '1' })
  expect(texts.length).toBeGreaterThan(1)
  expect(await printed(`/sessions/${SESSION}/rev/1`)).toEqual(texts.map((one) => one.hash.slice(0, 16)))
  expect(device.faults).toEqual([])
})
