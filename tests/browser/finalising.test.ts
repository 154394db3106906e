import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { say } from '../../shared/messages/translate.ts'
import type { LocalDate } from '../../shared/time.ts'
import { adopts, classes, publishes, publishesAsAdopted, types } from '../commands/final.ts'
import { scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served } from './served.ts'

const here = served()
const FINAL = '/adopted/r05/final'

test('[AD20, AD22, AD24, AD25, AD27] the secretary finishes a text, the chairs confirm and sign, and it is published', {
  timeout: 120_000,
}, async () => {
  const { w } = here
  await adopts(w)
  const secretary = await here.opens('s01', 'ru')
  await secretary.goes('/adopted/r05')
  await secretary.page.getByRole('link', { name: secretary.words('final.begin') }).click()
  await secretary.button('final.begin').click(PATIENT)
  await secretary.page
    .getByRole('dialog')
    .getByRole('button', { name: secretary.words('final.begin') })
    .click()
  await secretary.editor('text', 'en').waitFor(PATIENT)
  await secretary.writes('text', 'en', ' Always.')
  await secretary.writes('text', 'kk', ' Әрқашан.')
  const classing = secretary.page.getByRole('radiogroup', { name: secretary.words('final.changes.classOf') })
  await expect.poll(() => classing.count(), PATIENT).toBe(2)
  // A change is classed as it stands: what is still being written makes it another.
  for (const words of ['Always.', 'Әрқашан.'])
    await secretary.page.locator('li', { hasText: words }).filter({ has: classing }).first().waitFor(PATIENT)
  await secretary.button('final.submit').click()
  const dialog = secretary.page.getByRole('dialog')
  await dialog.getByText(secretary.words('final.changes.open', { count: 2 })).waitFor()
  await secretary.page.keyboard.press('Escape')
  const chooses = (place: number, key: 'typographic' | 'language-alignment') =>
    classing
      .nth(place)
      .getByText(secretary.words(`final.classes.${key}`), { exact: true })
      .click()
  await chooses(0, 'language-alignment')
  await chooses(1, 'typographic')
  await secretary.page.getByText(secretary.words('final.changes.allClassed')).waitFor(PATIENT)
  expect(await seriousFindings(secretary.page)).toEqual([])
  await secretary.button('final.submit').click()
  await dialog.getByRole('button', { name: secretary.words('final.submit') }).click()
  await secretary.page.getByText(secretary.words('final.stages.confirming')).waitFor(PATIENT)

  const chair = await here.opens('m01', 'kk', { width: 360, height: 780 })
  await chair.goes(FINAL)
  const confirms = async (device: typeof chair) => {
    await device.button('final.confirm').click(PATIENT)
    await device.page
      .getByRole('dialog')
      .getByRole('button', { name: device.words('final.confirm') })
      .click()
  }
  await confirms(chair)
  expect(await seriousFindings(chair.page)).toEqual([])
  expect(await scrollsSideways(chair.page)).toBe(false)
  const other = await here.opens('m12', 'en', { scheme: 'dark' })
  await other.goes(FINAL)
  await confirms(other)

  const signs = chair.page.getByRole('dialog')
  await chair.button('final.sign').click(PATIENT)
  await signs.getByLabel(chair.words('final.password'), { exact: true }).fill('not this one')
  await signs.getByRole('button', { name: chair.words('final.sign') }).click()
  await signs.getByText(chair.words('refusals.wrong-password')).waitFor(PATIENT)
  await signs.getByLabel(chair.words('final.password'), { exact: true }).fill(DEMO_PASSWORD)
  await signs.getByRole('button', { name: chair.words('final.sign') }).click()
  await other.button('final.withFile').click(PATIENT)
  const file = other.page.getByRole('dialog')
  const signature = Buffer.from('-----BEGIN PKCS7-----'.padEnd(400, 'x'))
  await file
    .locator('input[type=file]')
    .setInputFiles({ name: 'r05.p7s', mimeType: 'application/pkcs7', buffer: signature })
  await file.getByLabel(other.words('final.password'), { exact: true }).fill(DEMO_PASSWORD)
  await file.getByRole('button', { name: other.words('final.withFile') }).click()
  await other.page.getByText(/signed by .* with a file/).waitFor(PATIENT)
  expect(await seriousFindings(other.page)).toEqual([])

  await secretary.page.getByText(secretary.words('refusals.number-missing')).waitFor(PATIENT)
  await secretary.page.getByLabel(secretary.words('final.number'), { exact: true }).fill('2025/7')
  await secretary.page.getByLabel(secretary.words('final.date'), { exact: true }).fill('2025-05-02')
  await secretary.button('final.saveNumber').click()
  await secretary.button('final.publish').and(secretary.page.locator(':not([aria-disabled])')).click(PATIENT)
  await dialog.getByRole('checkbox', { name: secretary.words('final.looked') }).check()
  await dialog.getByRole('button', { name: secretary.words('final.publish') }).click()
  await secretary.page.getByRole('link', { name: secretary.words('final.published.read') }).click(PATIENT)
  await secretary.page
    .getByText(
      secretary.words('final.official', { number: '2025/7', date: formatDate('ru', '2025-05-02' as LocalDate) }),
    )
    .waitFor(PATIENT)
  for (const device of [secretary, chair, other]) {
    expect(device.faults).toEqual([])
    await device.context.close()
  }
})

/** A page of somebody who never signed in, in the language of their browser. */
async function stranger(language: Language, look: { width: number; height: number; scheme?: 'dark' }): Promise<Page> {
  const context = await here.browser.newContext({
    baseURL: here.base,
    locale: { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' }[language],
    viewport: { width: look.width, height: look.height },
    colorScheme: look.scheme ?? 'light',
  })
  return context.newPage()
}

test('[AD29, AD30, AD31, AD33] everybody reads it without signing in, in three languages, on a phone and on paper', {
  timeout: 120_000,
}, async () => {
  const { w } = here
  const text = { recommendation: 'r06' }
  const adopted = await adopts(w, text)
  const first = await publishesAsAdopted(w, '2025/8', text)
  const secretary = await w.person('s01')
  const { textId } = await secretary.does('adoption', 'begin-final', { ...text, reason: 'A word was left out.' })
  await types(w, textId, ' Everywhere.')
  await classes(w, 'correction', text)
  const second = await publishes(w, '2025/8/Corr.1', text)
  expect(first).toBe(adopted)
  for (const language of LANGUAGES) {
    const page = await stranger(language, {
      width: 360,
      height: 780,
      ...(language === 'kk' && { scheme: 'dark' as const }),
    })
    await page.goto('/published/r06')
    await page.getByText(say(language, 'final.published.corrigenda')).waitFor(PATIENT)
    expect(await seriousFindings(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
    await page.goto(`/check/${first.slice(0, 16)}`)
    await page.getByText(say(language, 'final.check.superseded')).waitFor(PATIENT)
    await page.getByText('Everywhere.').first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.goto(`/check/${second.slice(0, 16).toUpperCase()}`)
    await page.getByText(say(language, 'final.check.final')).waitFor(PATIENT)
    await page.goto(`/check/${'0'.repeat(16)}`)
    await page.getByText(say(language, 'final.check.unknown')).waitFor(PATIENT)
    expect(new URL(page.url()).pathname).toBe(`/check/${'0'.repeat(16)}`)
    await page.context().close()
  }
  const reader = await stranger('ru', { width: 1000, height: 1200 })
  await reader.goto('/published')
  const search = reader.getByRole('searchbox', { name: say('ru', 'final.published.search') })
  const found = reader.locator('main ul li')
  await found.first().waitFor(PATIENT)
  await search.fill('медицин кит')
  await reader.getByText(say('ru', 'final.published.noneFound')).waitFor(PATIENT)
  await search.fill('2025/8')
  await expect.poll(() => found.count(), PATIENT).toBe(1)
  expect(await seriousFindings(reader)).toEqual([])
  await found.getByRole('link').click()
  await reader.emulateMedia({ media: 'print' })
  const code = reader.locator('[data-check]')
  await code.waitFor(PATIENT)
  expect(await code.getAttribute('data-check')).toBe(second.slice(0, 16))
  expect(await reader.getByRole('searchbox').count()).toBe(0)
  await reader.context().close()
})
