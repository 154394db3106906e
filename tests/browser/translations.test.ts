import { expect, test } from 'vitest'
import { SESSION } from '../world.ts'
import { scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()
const page = `/sessions/${SESSION}/translations`

test('[LA3] [LA6] [LA11] [LA18] [LA19] a member changes the source, the translator beside it sees the words, brings it up and checks it', async () => {
  const irina = await here.opens('m15', 'en')
  const zhanar = await here.opens('s03', 'ru')
  await irina.goes(workspace('r05'))
  await irina.page.getByRole('tab', { name: 'Русский' }).click()
  await zhanar.goes(`${workspace('r05')}?beside=kk`)
  await zhanar.page.getByRole('tab', { name: zhanar.words('translations.title') }).click()
  const band = zhanar.page.getByRole('region', {
    name: zhanar.words('translations.band.stale', { language: 'Қазақша' }),
  })
  expect(await band.count()).toBe(0)

  await irina.writes('text', 'ru', ' Вести журнал.')
  await band.waitFor()
  await expect.poll(() => band.locator('ins').allInnerTexts()).toEqual([expect.stringContaining('Вести журнал.')])
  await expect.poll(() => band.getByText(/\d\d:\d\d/).count(), PATIENT).toBe(1)
  expect(await seriousFindings(zhanar.page)).toEqual([])

  // Both columns are live: what the translator writes is the other's too, and so is the state.
  await zhanar.writes('text', 'kk', ' Журнал жүргізу.')
  await irina.page.getByRole('tab', { name: 'Қазақша' }).click()
  await expect.poll(() => irina.wordsOf('text', 'kk')).toContain('Журнал жүргізу.')
  const hers = irina.page.getByRole('region', {
    name: irina.words('translations.band.stale', { language: 'Қазақша' }),
  })
  await hers.waitFor()
  // Who does not answer for the language is offered to write, not to confirm.
  expect(await hers.getByRole('button').allInnerTexts()).toEqual([
    irina.words('translations.acts.update', { language: 'Қазақша' }),
  ])
  // It is said of the words the page shows, which it draws a moment after they are typed.
  await band.getByText('Журнал жүргізу.').waitFor(PATIENT)
  await expect.poll(() => zhanar.isSaved(), PATIENT).toBe(true)
  await band.getByRole('button', { name: zhanar.words('translations.acts.check') }).click()
  await band.waitFor({ state: 'detached' })
  const card = zhanar.page.getByRole('listitem').filter({ hasText: 'Қазақша' }).filter({ hasText: 'Жанар Толеген' })
  await expect.poll(() => card.innerText()).toContain(zhanar.words('common.languageStates.checked'))
  await hers.waitFor({ state: 'detached' })
  // Another person certifies: her own button says so.
  const certify = zhanar.button('translations.acts.certify')
  expect(await certify.getAttribute('aria-disabled')).toBe('true')
  expect(await card.innerText()).toContain(zhanar.words('refusals.own-check'))

  // English still waits: the desk, the page and the set say so.
  const chair = await here.opens('m01', 'en')
  await chair.goes(`/sessions/${SESSION}/desk`)
  await chair.page.getByText(chair.words('translations.queue.desk', { language: 'EN', count: 1 })).waitFor()
  await zhanar.goes(page)
  await expect.poll(() => zhanar.page.locator('[data-waits]').count()).toBe(1)
  expect(await zhanar.page.locator('[data-waits="r05 en"]').innerText()).toContain('1 предложение')
  await zhanar.page.getByText('сверено: 1, черновики: 12').waitFor()
  await zhanar.goes(`/sessions/${SESSION}`)
  const row = zhanar.page.getByRole('link').filter({ hasText: 'Конфиденциальный осмотр' })
  await expect.poll(() => row.locator('[data-state="checked"]').innerText()).toContain('kk')
  expect(await row.locator('[data-state="stale"]').innerText()).toContain('en')
  expect([...irina.faults, ...zhanar.faults, ...chair.faults]).toEqual([])
  for (const device of [irina, zhanar, chair]) await device.context.close()
})

test('[LA8] [LA14] [LA18] paragraphs stand beside each other, terms are underlined, and an editorial change takes a press', async () => {
  const zhanar = await here.opens('s03', 'ru')
  await zhanar.goes(`${workspace('r09')}?beside=en`)
  const topOf = (language: 'ru' | 'en', paragraph: number) =>
    zhanar
      .editor('text', language)
      .locator('p')
      .nth(paragraph)
      .evaluate((element) => Math.round(element.getBoundingClientRect().top))
  await zhanar.editor('text', 'en').waitFor()
  for (const language of ['ru', 'en'] as const) {
    await zhanar.writes('text', language, '')
    await zhanar.page.keyboard.press('Enter')
    await zhanar.page.keyboard.type(language === 'ru' ? 'Провести превентивное посещение.' : 'Go and look.')
  }
  await expect.poll(async () => (await topOf('ru', 1)) - (await topOf('en', 1))).toBe(0)
  expect(await topOf('ru', 1)).toBeGreaterThan(await topOf('ru', 0))
  const underlined = zhanar.editor('text', 'ru').locator('.kenes-underlined')
  await expect.poll(() => underlined.allInnerTexts()).toEqual(['превентивное посещение'])
  await zhanar.writes('text', 'en', ' A preventive visit.')
  await expect.poll(() => underlined.count()).toBe(0)
  const band = zhanar.page.getByRole('region', {
    name: zhanar.words('translations.band.stale', { language: 'English' }),
  })
  // It is said of the words the page shows, which must be the server's.
  await band.getByText('A preventive visit.').waitFor(PATIENT)
  await expect.poll(() => zhanar.isSaved(), PATIENT).toBe(true)
  await band.getByRole('button', { name: zhanar.words('translations.acts.editorial', { language: 'English' }) }).click()
  await band.waitFor({ state: 'detached' })
  expect(zhanar.faults).toEqual([])
  await zhanar.context.close()
})

test('[LA12] [LA13] [LA15] translators are named, the glossary is kept, and hints are listed, on a phone too', async () => {
  const secretary = await here.opens('s01', 'kk', { width: 360, height: 780, scheme: 'dark' })
  await secretary.goes(page)
  await secretary.page.locator('h1').waitFor()
  await secretary.button('translations.glossary.add').click()
  await secretary.page.getByLabel('Русский', { exact: true }).fill('журнал')
  await secretary.button('translations.glossary.save').click()
  await secretary.page.getByText(secretary.words('translations.glossary.two')).waitFor()
  await secretary.page.getByLabel('English', { exact: true }).fill('register')
  await secretary.button('translations.glossary.save').click()
  await secretary.page.locator('td[data-language="en"]', { hasText: /^register$/ }).waitFor()
  const choose = secretary.page.getByRole('combobox', {
    name: secretary.words('translations.people.choose', { language: 'English' }),
  })
  await choose.fill('Сидоренко')
  await secretary.page.getByRole('option', { name: 'Павел Сидоренко' }).click()
  await secretary.button('translations.people.save').click()
  await secretary.button('translations.people.save').waitFor({ state: 'detached' })
  expect(await seriousFindings(secretary.page)).toEqual([])
  expect(await scrollsSideways(secretary.page)).toBe(false)
  await secretary.goes(`${workspace('r04')}?beside=en`)
  await secretary.editor('text', 'en').waitFor()
  expect(await seriousFindings(secretary.page)).toEqual([])
  expect(await scrollsSideways(secretary.page)).toBe(false)
  await secretary.button('recommendations.showPanel').click()
  await secretary.page.getByRole('tab', { name: secretary.words('translations.title') }).click()
  const only = { says: 'English', silent: 'Қазақша, Русский' }
  await secretary.page.getByText(secretary.words('translations.hints.only', { fact: '24', ...only })).waitFor()
  await secretary.page.getByText('Павел Сидоренко').waitFor()
  expect(await seriousFindings(secretary.page)).toEqual([])
  expect(secretary.faults).toEqual([])
  await secretary.context.close()

  // Who looks on is told the states and nothing of the rest.
  const observer = await here.opens('o06', 'en')
  await observer.goes(workspace('r04'))
  await observer.editor('text', 'en').waitFor()
  expect(await observer.page.getByRole('tab', { name: observer.words('translations.title') }).count()).toBe(0)
  await observer.context.close()
})
