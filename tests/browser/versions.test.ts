import { expect, test } from 'vitest'
import { type Device, inMargin, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

/** Gives the present words a name, by the button of the panel. */
async function names(device: Device, name: string, words = ''): Promise<void> {
  const { page } = device
  await page.getByRole('tab', { name: device.words('versions.title') }).click()
  await device.button('versions.cut').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(device.words('versions.cutName'), { exact: true }).fill(name)
  await dialog.getByLabel(device.words('versions.cutWords'), { exact: true }).fill(words)
  await dialog.getByRole('button', { name: device.words('versions.cut') }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const isWell = async ({ page, faults }: Device) => {
  expect(await seriousFindings(page)).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
  expect(faults).toEqual([])
}

/** What a page marks, as it is read out, one line a change. */
const changesOn = (device: Device): Promise<string[]> =>
  device.page
    .locator('article [data-change]')
    .evaluateAll((all) => all.map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim()))

const compared = (recommendation: string, before: number, after: number) =>
  `${workspace(recommendation)}/compare/${before}/${after}`

test('[VE10] [VE13] [VE14] [VE15] two people write, name two versions, and the comparison shows exactly the words', async () => {
  const [a, b] = [await here.opens('m03', 'en'), await here.opens('m12', 'en')]
  for (const device of [a, b]) {
    await device.goes(workspace('r01'))
    await device.editor('text', 'en').waitFor()
  }
  await a.writes('text', 'en', ' Keep it public.')
  await expect.poll(() => b.wordsOf('text', 'en'), PATIENT).toContain('Keep it public.')
  await expect.poll(() => a.isSaved(), PATIENT).toBe(true)
  await names(a, 'Read out', 'For the hall')
  const listed = b.page.getByRole('listitem').filter({ hasText: 'Read out' })
  await b.page.getByRole('tab', { name: b.words('versions.title') }).click()
  await listed.waitFor()
  expect(await listed.innerText()).toContain('For the hall')

  await b.writes('text', 'en', ' And at once')
  await b.page.keyboard.press('Control+End')
  await expect.poll(() => a.wordsOf('text', 'en'), PATIENT).toContain('And at once')
  await a.editor('title', 'en').click()
  await a.page.keyboard.press('Control+Home')
  await a.page.keyboard.type('Openly: ')
  await expect.poll(() => b.wordsOf('title', 'en'), PATIENT).toContain('Openly')
  await expect.poll(() => a.isSaved(), PATIENT).toBe(true)
  await names(b, 'Before the vote')

  const way = b.page.getByRole('link', { name: b.words('versions.compareBeforeOf', { before: 1, after: 2 }) })
  await way.click()
  await b.page.waitForURL(/\/compare\/1\/2$/)
  await b.page.locator('[data-change]').first().waitFor()
  expect(await changesOn(b)).toEqual(['added: Openly:', 'added: And at once'])
  const counts = b.page.getByText(b.words('compare.added', { count: 4 }), { exact: true })
  expect(await counts.count()).toBe(1)
  await isWell(b)
  for (const device of [a, b]) await device.context.close()
})

test('[VE15] keys and buttons go from change to change, are told, and are switched off', async () => {
  const s = await here.opens('m03', 'ru')
  const { page } = s
  await s.goes(compared('r01', 1, 2))
  await s.page.getByRole('radiogroup').getByText(s.words('common.languages.en'), { exact: true }).click()
  const said = page.getByRole('status').filter({ hasText: /\d/ })
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
  await expect.poll(() => said.innerText()).toBe(s.words('compare.changes', { count: 2 }))
  await expect.poll(() => page.locator('[data-change]').count()).toBe(2)
  await page.keyboard.press('n')
  await expect.poll(() => said.innerText()).toBe(s.words('compare.at', { number: 1, count: 2 }))
  expect(await focused()).toContain('Openly')
  await page.keyboard.press('j')
  expect(await focused()).toContain('And at once')
  await page.keyboard.press('n')
  expect(await focused()).toContain('Openly')
  await page.keyboard.press('p')
  expect(await focused()).toContain('And at once')
  await page.keyboard.press('k')
  expect(await said.innerText()).toBe(s.words('compare.at', { number: 1, count: 2 }))
  await s.button('compare.next').click()
  expect(await said.innerText()).toBe(s.words('compare.at', { number: 2, count: 2 }))
  await page.getByLabel(s.words('compare.keys')).uncheck()
  await page.keyboard.press('n')
  expect(await said.innerText()).toBe(s.words('compare.at', { number: 2, count: 2 }))
  await isWell(s)
  await s.context.close()
})

test('[VE15] all languages at once, the other way round, versions that say the same, and none that is not there', async () => {
  const s = await here.opens('m03', 'kk')
  const { page } = s
  await s.goes(compared('r01', 2, 1))
  await page.getByText(s.words('compare.sameHere')).waitFor()
  await s.page.getByRole('radiogroup').getByText(s.words('compare.all'), { exact: true }).click()
  expect(await changesOn(s)).toEqual([expect.stringContaining('Openly'), expect.stringContaining('And at once')])
  expect((await changesOn(s)).every((words) => words.startsWith(s.words('common.deleted')))).toBe(true)
  await page.getByLabel(s.words('compare.after'), { exact: true }).selectOption('2')
  await page.getByText(s.words('compare.same')).waitFor()
  await isWell(s)
  await s.goes(compared('r01', 1, 99))
  await page.getByText(s.words('versions.notThere')).waitFor()
  await s.context.close()
})

test('[VE15] changed fields are compared by what they name; marks are told without colour', async () => {
  const member = await here.w.person('m03')
  const { fields, fieldsRev } = await member.sees('recommendations', 'recommendation', { id: 'r04' })
  const { version: one } = await member.does('versions', 'cut', { recommendation: 'r04', name: 'One' })
  const changed = { ...fields, deadline: '2031-01-31', findings: [], addressees: fields.addressees.slice(1) }
  await member.does('recommendations', 'change-fields', { id: 'r04', rev: fieldsRev, fields: changed })
  const { version: two } = await member.does('versions', 'cut', { recommendation: 'r04', name: 'Two' })
  const s = await here.opens('m03', 'en', { width: 360, height: 740 })
  await s.goes(compared('r04', one.number, two.number))
  await s.page.getByText('31 January 2031').waitFor()
  const all = await changesOn(s)
  expect(all).toHaveLength(3)
  expect(all[0]).toMatch(/^deleted: \S+/)
  expect(all[1]).toMatch(/^deleted: .+ added: 31 January 2031$/)
  const looks = await s.page
    .locator('article :is(ins, del)')
    .evaluateAll((marks) => marks.map((mark) => `${mark.tagName} ${getComputedStyle(mark).textDecorationLine}`))
  expect(new Set(looks)).toEqual(new Set(['INS underline', 'DEL line-through']))
  await isWell(s)
  await s.context.close()
})

test('[VE14] a version is opened and printed as it was cut, with DRAFT on each sheet; an observer finds none that was only named', async () => {
  const s = await here.opens('m03', 'ru')
  const { page } = s
  await s.goes(workspace('r01'))
  await page.getByRole('tab', { name: s.words('versions.title') }).click()
  await page.getByRole('link', { name: s.words('versions.openOf', { version: 'Read out' }) }).click()
  await page.waitForURL(/\/versions\/1$/)
  await s.page.getByRole('radiogroup').getByText(s.words('common.languages.en'), { exact: true }).click()
  await expect.poll(() => page.locator('article').innerText()).toContain('Keep it public.')
  expect(await page.locator('article').innerText()).not.toContain('And at once')
  await isWell(s)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('p:visible', { hasText: s.words('circulation.draft') }).count()).toBe(1)
  expect(await inMargin(page)).toContain(s.words('circulation.draft'))
  expect(await page.getByRole('button', { name: s.words('versions.print') }).isVisible()).toBe(false)
  await s.context.close()
  const observer = await here.opens('o01', 'en')
  await observer.goes(`${workspace('r01')}/versions/1`)
  await observer.page.getByText(observer.words('versions.notThere')).waitFor()
  await isWell(observer)
  await observer.context.close()
})

test('[VE16] an older version is brought back, and the old words stand on both pages', async () => {
  const [a, b] = [await here.opens('m03', 'ru'), await here.opens('m12', 'en')]
  await b.goes(workspace('r01'))
  await expect.poll(() => b.wordsOf('text', 'en'), PATIENT).toContain('And at once')
  await a.goes(`${workspace('r01')}/versions/1`)
  await a.button('versions.restore').click()
  const dialog = a.page.getByRole('dialog')
  await dialog.getByText(a.words('versions.restoreEffect', { number: 1 })).waitFor()
  await isWell(a)
  await dialog.getByRole('button', { name: a.words('versions.restore') }).click()
  await a.page.waitForURL((address) => address.pathname === workspace('r01'))
  for (const device of [a, b]) {
    if (device === a) await a.page.getByRole('tab', { name: /English/ }).click()
    await expect.poll(() => device.wordsOf('text', 'en'), PATIENT).not.toContain('And at once')
    expect(await device.wordsOf('text', 'en')).toContain('Keep it public.')
    await expect.poll(() => device.wordsOf('title', 'en'), PATIENT).not.toContain('Openly')
  }
  await a.page.getByRole('tab', { name: a.words('versions.title') }).click()
  await a.page.getByText(/Возвращена версия 1/).waitFor()
  await isWell(a)
  await isWell(b)
  await b.writes('text', 'en', ' On we go.')
  await expect.poll(() => a.wordsOf('text', 'en'), PATIENT).toContain('On we go.')
  for (const device of [a, b]) await device.context.close()
})
