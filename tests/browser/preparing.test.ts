import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { listOf } from '../docx.ts'
import { type Device, inMargin, scrollsSideways, seriousFindings } from './browser.ts'
import { served } from './served.ts'

const here = served()

const looksWell = async (page: Page) => {
  expect(await seriousFindings(page)).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
}

/** The words of one group of fields, one a language. */
const fills = async (device: Device, group: string, words: Record<'kk' | 'ru' | 'en', string>) => {
  for (const [language, value] of Object.entries(words))
    await device.page.getByRole('group', { name: group, exact: true }).locator(`input[lang="${language}"]`).fill(value)
}

const word = (name: string, words: string) => ({
  name,
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  buffer: listOf(Array.from({ length: 12 }, (_, at) => [`${words} ${at + 1}`, `${words}: ${at + 1} 2 3.`] as const)),
})

let session = ''

test('[SE60] [SE64] the secretary plans a session and makes its agenda by keyboard', async () => {
  const s = await here.opens('s01', 'en')
  const { page } = s
  await s.goes('/sessions/new')
  await s.button('plan.create').click()
  await page.getByText(s.words('planning.missingWords')).first().waitFor()
  await looksWell(page)
  await fills(s, s.words('plan.name'), { kk: 'Отырыс', ru: 'Заседание', en: 'A new session' })
  await fills(s, s.words('plan.place'), { kk: 'Астана', ru: 'Астана', en: 'Astana' })
  await page.getByLabel(s.words('plan.date'), { exact: true }).fill('2027-06-02')
  for (const box of await page
    .getByRole('group', { name: s.words('plan.councils') })
    .getByRole('checkbox')
    .all())
    await box.check()
  await page.getByLabel(s.words('plan.presiding'), { exact: true }).selectOption('m01')
  await s.button('plan.create').click()
  await page.waitForURL(/\/plan$/)
  session = page.url().split('/').at(-2) ?? ''

  const agenda = page.getByRole('region', { name: s.words('plan.agenda.title') })
  for (const [number, title] of ['Opening', 'Reading', 'Closing'].entries()) {
    await s.button('plan.agenda.add').click()
    await agenda.locator('input[lang="en"]').nth(number).fill(title)
  }
  await agenda.locator('input[lang="en"]').nth(2).press('Alt+ArrowUp')
  await expect.poll(() => agenda.locator('input[lang="en"]').nth(1).inputValue()).toBe('Closing')
  await s.button('plan.agenda.up', { number: 2 }).press('Enter')
  await expect.poll(() => agenda.locator('input[lang="en"]').nth(0).inputValue()).toBe('Closing')
  await s.button('plan.agenda.save').click()
  await agenda.getByText(s.words('plan.saved')).waitFor()
  const seen = await (await here.w.person('m03')).sees('sessions', 'session', { id: session })
  expect(seen.agenda.map(({ number, title }) => `${number} ${title.kk}`)).toEqual([
    '1 Closing',
    '2 Opening',
    '3 Reading',
  ])
  expect(s.faults).toEqual([])
  await s.context.close()
})

test('[SE63] an agenda that another changes meanwhile is shown beside one’s own, and nothing typed is lost', async () => {
  const s = await here.opens('s01', 'en')
  const { page } = s
  await s.goes(`/sessions/${session}/plan`)
  const agenda = page.getByRole('region', { name: s.words('plan.agenda.title') })
  await agenda.locator('input[lang="en"]').nth(0).fill('Mine, just typed')
  const other = await here.w.person('s02')
  const { agenda: points, agendaRev: rev } = await other.sees('sessions', 'plan', { session })
  const kept = points.map(({ number: _, ...point }) => point)
  const theirs = { id: null, kind: 'debate', start: '16:00', minutes: 10, closed: false }
  await other.does('sessions', 'change-agenda', {
    session,
    rev,
    points: [...kept.slice(1), { ...theirs, title: { kk: '', ru: '', en: 'Their new point' } }],
  })
  await s.button('plan.agenda.save').click()
  await page.getByText(s.words('plan.changed')).waitFor()
  await looksWell(page)
  const titles = async () =>
    Promise.all((await agenda.locator('input[lang="en"]').all()).map((input) => input.inputValue()))
  expect(await titles()).toEqual(['Mine, just typed', 'Opening', 'Reading', 'Their new point'])
  await s.button('plan.agenda.save').click()
  await agenda.getByText(s.words('plan.saved')).waitFor()
  const now = await other.sees('sessions', 'plan', { session })
  expect(now.agenda.map(({ title }) => title.en)).toEqual(['Mine, just typed', 'Opening', 'Reading', 'Their new point'])
  await s.context.close()
})

test('[RE21] [RE23] [RE30] [RE40] [RE42] three Word lists become twelve texts, go round as Rev.1, are commented on and answered', async () => {
  const s = await here.opens('s01', 'ru')
  const { page } = s
  await s.goes(`/sessions/${session}/import`)
  await s.button('lists.read').click()
  await page.getByText(s.words('lists.noFile')).waitFor()
  await looksWell(page)
  const files = page.locator('input[type="file"]')
  await files.nth(0).setInputFiles(word('kk.docx', 'Ұсыным'))
  await files.nth(1).setInputFiles(word('ru.docx', 'Рекомендация'))
  await files.nth(2).setInputFiles(word('en.docx', 'Recommendation'))
  await s.button('lists.read').click()
  await page.getByRole('heading', { name: s.words('lists.preview') }).waitFor()
  await looksWell(page)
  await page
    .getByLabel(s.words('lists.titleOf', { language: s.words('common.languages.ru') }))
    .first()
    .fill('Свой заголовок')
  await page.getByLabel(s.words('lists.take', { number: 12 })).uncheck()
  await s.button('lists.create', { count: 11 }).click()
  await page.getByText(s.words('lists.created', { count: 11 })).waitFor()

  await s.goes(`/sessions/${session}/plan`)
  await page.getByText('Свой заголовок').waitFor()
  const day = page.getByLabel(s.words('circulation.commentsDate'), { exact: true })
  await day.fill('2030-01-01')
  await s.button('circulation.circulate', { revision: 'Rev.1' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: s.words('circulation.circulate', { revision: 'Rev.1' }) })
    .click()
  await page.getByText(s.words('circulation.opened', { opened: 0, count: 22 })).waitFor()
  await page.getByText(s.words('circulation.messageTitle')).click()
  const message = page.getByLabel(s.words('circulation.messageFor', { language: s.words('common.languages.ru') }))
  expect(await message.inputValue()).toContain(`${here.base}/sessions/${session}/rev/1`)

  const member = await here.opens('m03', 'kk', { width: 360, height: 780, scheme: 'dark' })
  await member.goes(`/sessions/${session}`)
  await member.button('planning.answers.remote').click()
  await expect.poll(() => member.button('planning.answers.remote').getAttribute('aria-pressed')).toBe('true')
  await member.page.getByRole('link', { name: member.words('planning.circulated.read', { revision: 'Rev.1' }) }).click()
  await member.page.locator('p:visible', { hasText: member.words('circulation.draft') }).waitFor()
  await member.page.getByText('Ұсыным: 2 2 3.').waitFor()
  await member.button('comments.leave').nth(1).click()
  await member.page.getByLabel(member.words('comments.wordsLabel'), { exact: true }).fill('Мерзімін нақтылау қажет.')
  await member.button('comments.send').click()
  await member.page.getByText(member.words('comments.sent')).waitFor()
  await member.page.getByText('Мерзімін нақтылау қажет.').waitFor()
  await looksWell(member.page)

  await page.getByText(s.words('circulation.opened', { opened: 1, count: 22 })).waitFor()
  await s.goes(`/sessions/${session}/comments`)
  await page.getByRole('cell', { name: 'Мерзімін нақтылау қажет.' }).waitFor()
  await s.button('comments.answer').click()
  await page.getByLabel(s.words('comments.answerLabel')).fill('Учтено.')
  await s.button('comments.sendAnswer').click()
  await page.getByText('Учтено.').waitFor()
  await looksWell(page)
  await member.page.getByText('Учтено.').waitFor()

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: s.words('comments.file') }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('comments.csv')
  expect([...s.faults, ...member.faults]).toEqual([])
  await s.context.close()
  await member.context.close()
})

test('[RE32] a printed revision carries DRAFT, its name, hour and reader on A4', async () => {
  const m = await here.opens('m03', 'en')
  await m.goes(`/sessions/${session}/rev/1`)
  await m.page.getByText('Recommendation: 2 2 3.').waitFor()
  await m.page.emulateMedia({ media: 'print' })
  const stamp = await m.page.locator('p:visible', { hasText: 'DRAFT' }).innerText()
  expect(stamp).toMatch(/^DRAFT · Rev\.1 · .+ · read by Marat Zholdybai$/)
  expect(await inMargin(m.page)).toBe(`"${stamp}"`)
  expect(await m.button('circulation.print').isVisible()).toBe(false)
  const pdf = await m.page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 594.95996 841.91998]')
  await m.context.close()
})
