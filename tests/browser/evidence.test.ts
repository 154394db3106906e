import { Buffer } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { SESSION } from '../world.ts'
import { scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()
const page = (view: string) => `/sessions/${SESSION}/evidence?view=${view}`
const PDF = { name: 'Доклад.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a report') }

test('[EV1] [EV3] [EV5] [EV7] a report is filed with its file, and a finding drawn from it, with an annex', async () => {
  const secretary = await here.opens('s01', 'ru')
  await secretary.goes(page('reports'))
  await secretary.button('evidence.reports.add').click()
  const form = secretary.page.getByRole('form', { name: secretary.words('evidence.reports.add') })
  await form.getByLabel(`${secretary.words('evidence.reports.title')}, Русский`).fill('Посещение ИК-9')
  await form
    .getByLabel(secretary.words('evidence.reports.file'), { exact: true })
    .setInputFiles({ ...PDF, name: 'доклад.html' })
  await secretary.button('evidence.save').click()
  // A wrong file is said to be one, and another may be chosen: the report is there once.
  await form.getByText(secretary.words('evidence.reports.notSent')).waitFor()
  await form.getByLabel(secretary.words('evidence.reports.file'), { exact: true }).setInputFiles(PDF)
  await secretary.button('evidence.save').click()
  await form.waitFor({ state: 'detached' })
  const link = secretary.page.getByRole('link', { name: /Доклад\.pdf/ })
  expect(await link.count()).toBe(1)
  const [download] = await Promise.all([secretary.page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toBe('Доклад.pdf')
  expect(await readFile(await download.path(), 'utf8')).toBe('%PDF-1.7 a report')
  expect(await seriousFindings(secretary.page)).toEqual([])

  await secretary.goes(page('findings'))
  await secretary.button('evidence.findings.add').click()
  const finding = secretary.page.getByRole('form', { name: secretary.words('evidence.findings.add') })
  expect(await finding.getByLabel(secretary.words('evidence.findings.number')).inputValue()).toBe('F9')
  await finding.getByLabel(`${secretary.words('evidence.findings.title')}, Русский`).fill('Нет врача ночью')
  await finding.getByLabel(`${secretary.words('evidence.findings.text')}, Русский`).fill('Из 27 частей врача нет в 16.')
  await finding
    .getByLabel(secretary.words('evidence.findings.report'), { exact: true })
    .selectOption({ label: 'Посещение ИК-9' })
  const standards = finding.getByRole('combobox', { name: secretary.words('evidence.findings.standards') })
  await standards.fill('пнм 48')
  await secretary.page.getByRole('option', { name: 'Nelson Mandela Rules rules 47-48' }).click()
  // What the list lacks is put on it from here.
  await standards.fill('nmr 45')
  const add = { instrument: 'Nelson Mandela Rules', ref: 'rule 45' }
  await secretary.page.getByRole('option', { name: secretary.words('evidence.standards.add', add) }).click()
  await finding.getByText('Nelson Mandela Rules rule 45').waitFor()
  await standards.press('Escape')
  expect(await seriousFindings(secretary.page)).toEqual([])
  await secretary.button('evidence.save').click()
  await finding.waitFor({ state: 'detached' })
  const card = secretary.page.getByRole('listitem').filter({ hasText: 'Нет врача ночью' })
  expect(await card.innerText()).toContain('Посещение ИК-9')
  expect(await card.innerText()).toContain(secretary.words('evidence.findings.unanswered'))

  await card.locator('summary').click()
  await card.getByRole('button', { name: secretary.words('evidence.annexes.add') }).click()
  await card.getByLabel(secretary.words('evidence.annexes.name')).fill('Имена')
  await card.getByLabel(secretary.words('evidence.annexes.words')).fill('Айдос Б.')
  await card.getByRole('button', { name: secretary.words('evidence.save') }).click()
  await card.getByRole('paragraph').filter({ hasText: 'Айдос Б.' }).waitFor()
  expect(await seriousFindings(secretary.page)).toEqual([])
  expect(secretary.faults).toEqual([])
  await secretary.context.close()
})

test('[EV5] [EV8] an annex stays with the secretariat; the matrix shows a gap until a recommendation closes it', async () => {
  const member = await here.opens('m15', 'kk', { width: 360, height: 780, scheme: 'dark' })
  await member.goes(page('findings'))
  await member.page.getByText('Нет врача ночью').first().waitFor()
  expect(await member.page.locator('details').count()).toBe(0)
  expect(await member.page.getByText('Айдос').count()).toBe(0)
  expect(await member.button('evidence.findings.add').count()).toBe(0)
  expect(await seriousFindings(member.page)).toEqual([])
  expect(await scrollsSideways(member.page)).toBe(false)
  await member.page.getByRole('tab', { name: member.words('evidence.tabs.coverage') }).click()
  const unanswered = member.page.getByRole('region', { name: member.words('evidence.coverage.unanswered') })
  await expect
    .poll(() => unanswered.getByRole('listitem').allInnerTexts())
    .toEqual([expect.stringContaining('F8'), expect.stringContaining('F9')])
  const row = member.page.getByRole('row').filter({ hasText: 'F1' }).first()
  expect(await row.locator('[data-answers]').count()).toBeGreaterThan(0)
  expect(await seriousFindings(member.page)).toEqual([])
  expect(await scrollsSideways(member.page)).toBe(false)

  // In the fields of a recommendation the finding is chosen, and the gap closes for all who look.
  const drafter = await here.opens('m16', 'en')
  await drafter.goes(workspace('r04'))
  await drafter.button('recommendations.fields.change').click()
  const findings = drafter.page.getByRole('combobox', { name: drafter.words('recommendations.fields.findings') })
  await findings.fill('F9')
  await drafter.page.getByRole('option', { name: /^F9\./ }).click()
  const cited = drafter.page.getByRole('combobox', { name: drafter.words('recommendations.fields.standards') })
  await cited.fill('cat 11')
  await drafter.page.getByRole('option', { name: 'CAT art. 11' }).click()
  await drafter.button('recommendations.fields.save').click()
  await drafter.button('recommendations.fields.change').waitFor()
  await expect
    .poll(() => unanswered.getByRole('listitem').allInnerTexts(), PATIENT)
    .toEqual([expect.stringContaining('F8')])
  expect([...member.faults, ...drafter.faults]).toEqual([])
  for (const device of [member, drafter]) await device.context.close()
})

test('[EV9] [EV11] a table is shown row by row, put right, and taken in; earlier recommendations are found by their words', async () => {
  const secretary = await here.opens('s01', 'kk', { width: 360, height: 780 })
  await secretary.goes(page('import'))
  await secretary.page.getByLabel(secretary.words('evidence.import.kind')).selectOption('earlier')
  const file = secretary.page.getByLabel(secretary.words('evidence.import.file'), { exact: true })
  const table = (...rows: string[]) => ({
    name: 'ұсынымдар.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Кімнің;Нөмірі;Күні;Мәтіні, ағылшынша;Кімге', ...rows].join('\r\n')),
  })
  const rows = Array.from({ length: 10 }, (_, at) => `CAT;${at + 1};2023-06-05;Do thing ${at + 1}.;ІІМ`)
  await file.setInputFiles(table(...rows, 'УПО;;31.02.2023;;'))
  await secretary.button('evidence.import.preview').click()
  await secretary.page.getByText(secretary.words('evidence.import.errors', { count: 1 })).waitFor()
  await secretary.page.getByText(secretary.words('evidence.import.problems.no-number')).waitFor()
  expect(await secretary.button('evidence.import.take').count()).toBe(0)
  expect(await seriousFindings(secretary.page)).toEqual([])
  expect(await scrollsSideways(secretary.page)).toBe(false)
  await file.setInputFiles(table(...rows, '=1+1;<b>;;<img src=x onerror=alert(1)>;'))
  await secretary.button('evidence.import.preview').click()
  await secretary.button('evidence.import.take').click()
  await secretary.page.getByText(secretary.words('evidence.import.taken', { added: 11, changed: 0 })).waitFor()
  await secretary.page.getByRole('tab', { name: secretary.words('evidence.tabs.earlier') }).click()
  await secretary.page.getByText('<img src=x onerror=alert(1)>').waitFor()
  await secretary.page.getByLabel(secretary.words('evidence.earlier.search')).fill('thing 7')
  await expect.poll(() => secretary.page.locator('main ul > li').count()).toBe(1)
  expect(await seriousFindings(secretary.page)).toEqual([])
  expect(secretary.faults).toEqual([])
  await secretary.context.close()
})
