import { expect, test } from 'vitest'
import { SESSION } from '../world.ts'
import { type Device, inMargin, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

const between = (before: number, after: number | 'now') => `/sessions/${SESSION}/revisions/${before}/${after}`

const isWell = async ({ page, faults }: Device) => {
  expect(await seriousFindings(page)).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
  expect(faults).toEqual([])
}

/** What the page says became of each text that is not as it was. */
const became = (device: Device): Promise<string[]> =>
  device.page.locator('nav li a').evaluateAll((all, same) => {
    const said = all.map((one) => [one.getAttribute('href'), one.lastElementChild?.textContent])
    return said.filter(([, words]) => words !== same).map((one) => one.join(' '))
  }, device.words('changes.unchanged'))

/** Rev.1 of the demo's set; then words of r01, the deadline of r04, a text more, one less, and one moved; then Rev.2, and words again. */
async function prepares(): Promise<void> {
  const [secretary, chair] = await here.w.people('s01', 'm01')
  const circulate = () =>
    secretary.does('versions', 'circulate', { session: SESSION, commentsUntil: null, toObservers: true })
  await circulate()
  const writer = await here.opens('m03', 'en')
  await writer.goes(workspace('r01'))
  await writer.writes('text', 'en', ' Keep it public.')
  await expect.poll(() => writer.isSaved(), PATIENT).toBe(true)
  const { fields, fieldsRev } = await secretary.sees('recommendations', 'recommendation', { id: 'r04' })
  const later = { ...fields, deadline: '2031-01-31' }
  await secretary.does('recommendations', 'change-fields', { id: 'r04', rev: fieldsRev, fields: later })
  await chair.does('recommendations', 'withdraw', { id: 'r03' })
  await secretary.does('recommendations', 'create-set', {
    session: SESSION,
    point: null,
    texts: [
      {
        kind: 'recommendation',
        source: 'en',
        title: { kk: 'Жаңа мәтін', ru: 'Новый текст', en: 'A new text' },
        paragraphs: { kk: [], ru: [], en: [{ level: 0, words: 'It says something new.' }] },
      },
    ],
  })
  const shown = (await secretary.sees('recommendations', 'list', { session: SESSION })).recommendations.map(
    ({ id }) => id,
  )
  const rest = shown.filter((id) => id !== 'r05')
  await secretary.does('recommendations', 'order', { session: SESSION, shown, order: [...rest, 'r05'] })
  await circulate()
  await writer.writes('text', 'en', ' And at once.')
  await expect.poll(() => writer.isSaved(), PATIENT).toBe(true)
  await writer.context.close()
}

test('[VE17] two revisions of the whole set: what was added, taken out, moved and changed, one goes from change to change', async () => {
  await prepares()
  const s = await here.opens('s01', 'en')
  const { page } = s
  await s.goes(`/sessions/${SESSION}/rev/2`)
  await page.getByRole('link', { name: s.words('changes.since', { revision: 'Rev.1' }) }).click()
  await page.waitForURL((address) => address.pathname === between(1, 2))
  await page.locator('[data-change]').first().waitFor()
  expect(await became(s)).toEqual([
    `#r01 ${s.words('changes.changed')}`,
    `#r03 ${s.words('changes.removed')}`,
    `#r04 ${s.words('changes.changed')}`,
    expect.stringMatching(`^#\\S+ ${s.words('changes.added')}$`),
    `#r05 ${s.words('changes.moved', { before: 6, after: 13 })}`,
  ])
  const one = s.words('changes.texts', { count: 1 })
  for (const what of ['added', 'removed', 'moved'] as const)
    expect(await page.getByText(s.words(`changes.${what}Count`, { texts: one })).count()).toBe(1)
  expect(await page.locator('#r01 ins').allInnerTexts()).toEqual([expect.stringContaining('Keep it public.')])
  expect(await page.locator('#r01').innerText()).not.toContain('And at once')
  expect(await page.locator('#r04 [data-change]').allInnerTexts()).toEqual([expect.stringMatching(/31.January.2031/)])
  // What is gone is crossed out whole, what is new underlined whole.
  expect(await page.locator('#r03 ins').count()).toBe(0)
  expect(await page.locator('#r03 del').count()).toBeGreaterThan(0)
  expect(await page.getByText('It says something new.').locator('xpath=ancestor-or-self::ins').count()).toBe(1)
  const all = await page.locator('article [data-change]').count()
  const said = page.getByRole('status').filter({ hasText: /\d/ })
  await page.keyboard.press('n')
  await expect.poll(() => said.innerText()).toBe(s.words('compare.at', { number: 1, count: all }))
  await page.keyboard.press('p')
  await expect.poll(() => said.innerText()).toBe(s.words('compare.at', { number: all, count: all }))
  await isWell(s)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('p:visible', { hasText: s.words('circulation.draft') }).count()).toBeGreaterThan(0)
  expect(await inMargin(page)).toContain(s.words('circulation.draft'))
  expect(await said.isVisible()).toBe(false)
  expect(await page.locator('#r05').isVisible()).toBe(true)
  await s.context.close()
})

test('[VE17] a revision and the texts as they are now, in all languages, on a phone; looked at again it is newer', async () => {
  const s = await here.opens('m12', 'ru', { width: 360, height: 740 })
  const { page } = s
  await s.goes(`/sessions/${SESSION}/rev/2`)
  await page.getByRole('link', { name: s.words('changes.toNow') }).click()
  await page.waitForURL((address) => address.pathname === between(2, 'now'))
  await expect.poll(() => became(s), PATIENT).toEqual([`#r01 ${s.words('changes.changed')}`])
  await page.getByRole('radiogroup').getByText(s.words('compare.all'), { exact: true }).click()
  expect(await page.locator('#r01 ins').allInnerTexts()).toEqual([expect.stringContaining('And at once.')])
  await isWell(s)
  const writer = await here.opens('m03', 'en')
  await writer.goes(workspace('r02'))
  await writer.writes('text', 'en', ' A word more.')
  await expect.poll(() => writer.isSaved(), PATIENT).toBe(true)
  await writer.context.close()
  await s.button('changes.again').click()
  await expect.poll(async () => (await became(s)).length, PATIENT).toBe(2)
  await page.getByLabel(s.words('compare.before'), { exact: true }).selectOption('1')
  await page.waitForURL((address) => address.pathname === between(1, 'now'))
  await expect.poll(async () => (await became(s)).length, PATIENT).toBe(6)
  await s.context.close()
})

test('[VE17] from two versions that went round one comes to the whole set; what is not there is said', async () => {
  const s = await here.opens('m12', 'kk')
  await s.goes(`${workspace('r01')}/compare/1/2`)
  await s.page.getByRole('link', { name: s.words('changes.ofSet', { before: 'Rev.1', after: 'Rev.2' }) }).click()
  await s.page.waitForURL((address) => address.pathname === between(1, 2))
  await s.page.locator('[data-change]').first().waitFor()
  await isWell(s)
  await s.goes(between(1, 7 as number))
  await s.page.getByText(s.words('versions.notThere')).waitFor()
  await s.context.close()
  const observer = await here.opens('o01', 'en')
  await observer.goes(between(1, 2))
  await observer.page.locator('#r01 ins').first().waitFor()
  const chair = await here.w.person('m01')
  await chair.does('sessions', 'let-observers-read', { session: SESSION, on: false })
  await observer.goes(between(1, 'now'))
  await observer.page.getByText(observer.words('versions.notThere')).waitFor()
  await observer.goes(`/sessions/${SESSION}/rev/2`)
  await observer.page.getByRole('link', { name: observer.words('changes.since', { revision: 'Rev.1' }) }).waitFor()
  expect(await observer.page.getByRole('link', { name: observer.words('changes.toNow') }).count()).toBe(0)
  await observer.context.close()
})
