import { expect, test } from 'vitest'
import { checks, pen } from '../commands/translating.ts'
import { opensVote } from '../world.ts'
import { scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served } from './served.ts'

const here = served()

test('[LA21] the sheet of a vote says above the words of a language that is behind what was changed in the source, on a phone too', {
  timeout: 120_000,
}, async () => {
  const { w } = here
  const [chair, member, secretary] = [await w.person('m01'), await w.person('m02'), await w.person('s01')]
  const { adds } = await pen(w)
  await adds(member, { text: 'r05', language: 'ru' }, ' Вести журнал.')
  await checks(secretary, 'r05', 'en')
  const voter = await here.opens('m03', 'kk', { width: 360, height: 780, scheme: 'dark' })
  await voter.goes('/')
  const { page } = voter
  await opensVote(chair, 'r05', 'open')
  const sheet = page.getByRole('dialog')
  const behind = sheet.getByRole('region', { name: voter.words('translations.band.stale', { language: 'Қазақша' }) })
  await behind.waitFor(PATIENT)
  await expect
    .poll(() => behind.locator('ins').allInnerTexts(), PATIENT)
    .toEqual([expect.stringContaining('Вести журнал.')])
  const above = await behind.evaluate((one) => {
    const words = one.closest('section')?.parentElement?.querySelector('.record-text')
    return words ? Boolean(one.compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING) : false
  })
  expect(above).toBe(true)
  expect(await scrollsSideways(page)).toBe(false)
  expect(await seriousFindings(page)).toEqual([])
  for (const language of ['ru', 'en'] as const) {
    await sheet.getByText(voter.words(`common.languages.${language}`), { exact: true }).click()
    await expect.poll(() => behind.count(), PATIENT).toBe(0)
  }
  await sheet.getByText(voter.words('common.languages.kk'), { exact: true }).click()
  await behind.waitFor(PATIENT)
  expect(voter.faults).toEqual([])
})
