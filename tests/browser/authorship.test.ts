import { expect, test } from 'vitest'
import { seriousFindings } from './browser.ts'
import { served, workspace } from './served.ts'

const here = served()

test('[VE40] [VE41] on request the text shows whose each word is, as it is typed, and the panel how much is whose', async () => {
  const aigul = await here.opens('m02', 'en')
  const irina = await here.opens('m15', 'kk', { width: 360, height: 780, scheme: 'dark' })
  for (const device of [aigul, irina]) await device.goes(workspace('r05'))
  await irina.editor('text', 'en').waitFor({ state: 'detached' })
  await irina.page.getByRole('tab', { name: 'English' }).click()
  await irina.writes('text', 'en', ' By Irina.')
  await aigul.page.getByRole('tab', { name: aigul.words('versions.title') }).click()
  const written = aigul.editor('text', 'en').locator('.kenes-written')
  expect(await written.count()).toBe(0)

  const show = aigul.page.getByRole('checkbox', { name: aigul.words('recommendations.authorship.show') })
  await show.check()
  await expect.poll(() => written.last().innerText()).toBe(' By Irina.')
  expect(await written.last().getAttribute('title')).toBe('Irina Volkova')
  // What is typed now is marked as it comes, one's own and another's.
  await aigul.writes('text', 'en', ' By Aigul.')
  await expect.poll(() => written.last().getAttribute('title')).toBe('Aigul Serikbayeva')
  expect(await written.last().innerText()).toBe(' By Aigul.')
  const margin = aigul.editor('text', 'en').locator('[data-authors]').last()
  expect(await margin.getAttribute('data-authors')).toMatch(/ IV AS$/)
  // The marks are a look at the text and never a part of it.
  expect(await irina.wordsOf('text', 'en')).toMatch(/ By Irina\. By Aigul\.$/)

  const row = (name: string) => aigul.page.getByRole('listitem').filter({ hasText: name }).filter({ hasText: '%' })
  await expect.poll(() => row('Irina Volkova').innerText()).toContain('10 characters')
  await expect.poll(() => row('Expert Council').innerText()).toContain('10 characters')
  await aigul.page.getByRole('checkbox', { name: aigul.words('recommendations.authorship.whole') }).check()
  await expect.poll(() => row('Asel Nurgali').innerText()).toMatch(/\d{5} characters/)
  expect(await seriousFindings(aigul.page)).toEqual([])

  await show.uncheck()
  await expect.poll(() => written.count()).toBe(0)
  expect([...aigul.faults, ...irina.faults]).toEqual([])

  const observer = await here.opens('o06', 'en')
  await observer.goes(workspace('r05'))
  await observer.page.getByRole('tab', { name: observer.words('versions.title') }).click()
  await observer.page.getByText(observer.words('versions.noVersions')).waitFor()
  expect(await observer.page.getByText(observer.words('recommendations.authorship.title')).count()).toBe(0)
  for (const device of [aigul, irina, observer]) await device.context.close()
})
