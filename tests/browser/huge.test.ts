import { expect, test } from 'vitest'
import { reportOf } from '../monitoring/report.ts'
import { russian } from '../monitoring/sentences-ru.ts'
import { putVersions } from '../put-versions.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

const HUGE = 100_000

/** 100,000 characters in paragraphs, and the same with a word changed in each sentence. */
const huge = (): string[] => {
  const paragraphs: string[] = []
  for (let volume = 1; paragraphs.join('\n').length < HUGE; volume += 1)
    paragraphs.push(...reportOf(russian).map(({ words }) => `Том ${volume}. ${words}`))
  return paragraphs
}
const changed = (words: string, at: number) => words.replaceAll('. ', ` ${at}. `)

test('[VE18] two texts of 100,000 characters are compared beside the page, and printed whole', async () => {
  const before = huge()
  const { db } = here.w.app.house
  const numbers = await putVersions(db, 'r02', 'ru', [
    before.join('\n'),
    before.map(changed).join('\n'),
    before.map((words) => words.replaceAll(/[а-яё]/gi, 'ж')).join('\n'),
  ])
  const [first = 0, second = 0, third = 0] = numbers
  const s = await here.opens('m03', 'ru')
  const { page } = s
  const compared = (one: number, other: number) => `${workspace('r02')}/compare/${one}/${other}`
  const isDrawn = () => page.locator('progress').count()
  await s.goes(compared(second, second))
  await page.getByText(s.words('compare.same')).waitFor()
  await page.getByLabel(s.words('compare.before'), { exact: true }).selectOption(String(first))
  await page.locator('[data-change]').first().waitFor({ timeout: PATIENT.timeout })
  await expect.poll(isDrawn, PATIENT).toBe(0)
  const count = await page.locator('[data-change]').count()
  expect(count).toBeGreaterThan(1_000)
  const said = page.getByRole('status').filter({ hasText: /\d/ })
  await page.keyboard.press('p')
  await expect.poll(() => said.innerText(), PATIENT).toBe(s.words('compare.at', { number: count, count }))
  expect(await page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? -1)).toBeGreaterThan(0)
  await page.getByLabel(s.words('compare.before'), { exact: true }).selectOption(String(third))
  await page.getByText(s.words('changes.coarseStretch')).waitFor({ timeout: PATIENT.timeout })
  expect(s.faults).toEqual([])
  // Before it is printed, what is still to be drawn is drawn at once.
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  expect(await isDrawn()).toBe(0)
  expect((await page.locator('article').textContent())?.length).toBeGreaterThan(2 * HUGE)
  await s.context.close()
})

test('[VE19] a line of two hundred versions is drawn bit by bit, its ends are there, and any may be compared', async () => {
  const { db } = here.w.app.house
  const numbers = await putVersions(
    db,
    'r03',
    'en',
    Array.from({ length: 200 }, (_, at) => `Written ${at} times.`),
  )
  const s = await here.opens('m12', 'kk')
  const { page } = s
  await s.goes(workspace('r03'))
  await s.editor('text', 'kk').waitFor()
  await page.getByRole('tab', { name: s.words('versions.title') }).click()
  await page.getByText(`Version ${numbers[0]} by name`, { exact: true }).waitFor({ timeout: PATIENT.timeout })
  expect(await page.locator('ol > li').filter({ hasText: 'by name' }).count()).toBe(200)
  await s.goes(`${workspace('r03')}/compare/${numbers[0]}/${numbers.at(-1)}`)
  const before = page.getByLabel(s.words('compare.before'), { exact: true })
  await before.waitFor()
  expect(await before.locator('option').count()).toBe(1)
  await before.focus()
  await before.selectOption(String(numbers[100]))
  await page.waitForURL(`**/compare/${numbers[100]}/${numbers.at(-1)}`)
  expect(s.faults).toEqual([])
  await s.context.close()
})
