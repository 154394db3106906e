import { Buffer } from 'node:buffer'
import type { Locator } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import { adopts, publishesAsAdopted, TEXT, types, writesIn } from '../commands/final.ts'
import { linked } from '../commands/following.ts'
import { SESSION } from '../world.ts'
import { type Device, looksOn, opens } from './browser.ts'
import { type House, startHouse } from './house.ts'
import { PATIENT, served, workspace } from './served.ts'

/** Each page on which a session is finished, with the network cut when its act is pressed, and with the server killed before. */
const here = served()
const PATIENCE_MS = 180_000
const PDF = { name: 'Доклад.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a report') }

let house: House
beforeAll(async () => {
  house = await startHouse()
}, PATIENCE_MS)
afterAll(() => house.stop())

const said = (device: Device, inside: Locator = device.page.locator('body')) =>
  inside.getByText(device.words('common.faults.no-connection'))

/** What is pressed without a network is said not to be done; the sentence goes by itself when the network is back. */
async function cut(device: Device, presses: () => Promise<void>, meanwhile: () => Promise<void>): Promise<void> {
  await device.context.setOffline(true)
  await presses()
  await said(device).first().waitFor(PATIENT)
  await meanwhile()
  await device.context.setOffline(false)
  await expect.poll(() => said(device).count(), PATIENT).toBe(0)
  await meanwhile()
}

/** The server is killed before the press, which says that nothing was done; it is started again, and the sentence goes by itself. */
async function killed(device: Device, presses: () => Promise<void>, meanwhile: () => Promise<void>): Promise<void> {
  await house.dies()
  await presses()
  await said(device).first().waitFor(PATIENT)
  await meanwhile()
  await house.again()
  await expect.poll(() => said(device).count(), PATIENT).toBe(0)
  await meanwhile()
}

const rows = async (
  table: 'translation_sayings' | 'reports' | 'final_confirmations' | 'final_signatures' | 'answers',
) => (await here.w.app.house.db.selectFrom(table).selectAll().execute()).length

test('[AC70] a translation is checked once', { timeout: PATIENCE_MS }, async () => {
  const { w } = here
  const { textId } = await (await w.person('s01')).sees('recommendations', 'recommendation', { id: 'r06' })
  const translator = await here.opens('s03', 'ru')
  await translator.goes(`${workspace('r06')}?beside=kk`)
  await translator.editor('text', 'kk').waitFor(PATIENT)
  await writesIn(w, await w.person('m15'), textId, (text, language) => {
    if (language === 'ru') text.insert(text.length, ' Вести журнал.')
  })
  const before = await rows('translation_sayings')
  const check = translator.button('translations.acts.check')
  await check.first().waitFor(PATIENT)
  const typed = async () => expect(await translator.wordsOf('text', 'kk')).toContain('Журнал жүргізу.')
  await translator.writes('text', 'kk', ' Журнал жүргізу.')
  await expect.poll(() => translator.isSaved(), PATIENT).toBe(true)
  await cut(translator, () => check.first().click(), typed)
  expect(await rows('translation_sayings')).toBe(before)
  await check.first().click()
  await expect.poll(() => rows('translation_sayings'), PATIENT).toBe(before + 1)
  await typed()
  expect(translator.faults).toEqual([])
  await translator.context.close()
})

test('[AC70] [EV1] a report is filed once, with the file that was chosen', { timeout: PATIENCE_MS }, async () => {
  const secretary = await here.opens('s01', 'ru')
  await secretary.goes(`/sessions/${SESSION}/evidence?view=reports`)
  const before = await rows('reports')
  await filesReport(secretary, cut)
  expect(await rows('reports')).toBe(before + 1)
  expect(secretary.faults).toEqual([])
  await secretary.context.close()
})

/** A report with a file, pressed once when nobody hears it and once when somebody does. */
async function filesReport(secretary: Device, breaks: typeof cut): Promise<void> {
  await secretary.button('evidence.reports.add').click(PATIENT)
  const form = secretary.page.getByRole('form', { name: secretary.words('evidence.reports.add') })
  const title = form.getByLabel(`${secretary.words('evidence.reports.title')}, Русский`)
  await title.fill('Посещение ИК-9')
  await form.getByLabel(secretary.words('evidence.reports.file'), { exact: true }).setInputFiles(PDF)
  const saves = () => secretary.button('evidence.save').click()
  await breaks(secretary, saves, async () => {
    expect(await title.inputValue()).toBe('Посещение ИК-9')
    await form.getByText(PDF.name, { exact: true }).waitFor()
  })
  await saves()
  await form.waitFor({ state: 'detached', ...PATIENT })
  expect(await secretary.page.getByRole('link', { name: /Доклад\.pdf/ }).count()).toBe(1)
}

test('[AC70] [AD22] [AD24] [AD25] a final text is classed, confirmed and signed once', {
  timeout: PATIENCE_MS,
}, async () => {
  const { w } = here
  await adopts(w)
  const s01 = await w.person('s01')
  const { textId } = await s01.does('adoption', 'begin-final', TEXT)
  await types(w, textId, ' Always.')
  const secretary = await here.opens('s01', 'ru')
  await secretary.goes('/adopted/r05/final')
  const choice = secretary.page
    .getByRole('radiogroup', { name: secretary.words('final.changes.classOf') })
    .getByText(secretary.words('final.classes.typographic'), { exact: true })
  await choice.waitFor(PATIENT)
  await cut(
    secretary,
    () => choice.click(),
    async () => expect(await secretary.page.getByText('Always.').count()).toBeGreaterThan(0),
  )
  await choice.click()
  await secretary.page.getByText(secretary.words('final.changes.allClassed')).waitFor(PATIENT)
  await secretary.button('final.submit').click()
  const dialog = secretary.page.getByRole('dialog')
  const submits = () => dialog.getByRole('button', { name: secretary.words('final.submit') }).click()
  await cut(secretary, submits, () => dialog.waitFor())
  await submits()
  await secretary.page.getByText(secretary.words('final.stages.confirming')).waitFor(PATIENT)

  const chair = await here.opens('m01', 'kk', { width: 360, height: 780 })
  await chair.goes('/adopted/r05/final')
  const own = chair.page.getByRole('dialog')
  await chair.button('final.confirm').click(PATIENT)
  const confirms = () => own.getByRole('button', { name: chair.words('final.confirm') }).click()
  await cut(chair, confirms, () => own.waitFor())
  await confirms()
  await own.waitFor({ state: 'detached', ...PATIENT })
  expect(await rows('final_confirmations')).toBe(1)
  const { rounds } = await s01.sees('adoption', 'final', TEXT)
  await (await w.person('m12')).does('adoption', 'confirm-final', { ...TEXT, hash: rounds.at(-1)?.hash })
  await chair.button('final.sign').click(PATIENT)
  const password = own.getByLabel(chair.words('final.password'), { exact: true })
  await password.fill(DEMO_PASSWORD)
  const signs = () => own.getByRole('button', { name: chair.words('final.sign') }).click()
  await cut(chair, signs, async () => expect(await password.inputValue()).toBe(DEMO_PASSWORD))
  expect(await rows('final_signatures')).toBe(0)
  await signs()
  await own.waitFor({ state: 'detached', ...PATIENT })
  expect(await rows('final_signatures')).toBe(1)
  for (const device of [secretary, chair]) {
    expect(device.faults).toEqual([])
    await device.context.close()
  }
})

test('[AC70] [MI4] a note in the minutes is kept once', { timeout: PATIENCE_MS }, async () => {
  const secretary = await here.opens('s01', 'en')
  await secretary.goes(`/sessions/${SESSION}/minutes`)
  await notes(secretary, cut)
  expect(secretary.faults).toEqual([])
  await secretary.context.close()
})

async function notes(secretary: Device, breaks: typeof cut): Promise<void> {
  await secretary.page
    .getByRole('button', { name: secretary.words('minutes.addNote') })
    .first()
    .click(PATIENT)
  const note = secretary.page.getByRole('textbox', { name: secretary.words('minutes.note') })
  await note.fill('The anthem was sung.')
  const saves = () => secretary.button('minutes.save').click()
  await breaks(secretary, saves, async () => expect(await note.textContent()).toContain('The anthem was sung.'))
  await saves()
  await note.waitFor({ state: 'detached', ...PATIENT })
  await expect.poll(() => secretary.page.getByText('The anthem was sung.').count(), PATIENT).toBe(1)
}

test('[AC70] [EX1] a file is made when the network is there', { timeout: PATIENCE_MS }, async () => {
  const member = await here.opens('m02', 'en')
  await member.goes(`/sessions/${SESSION}/files`)
  const name = `${member.words('exports.formats.json')}: ${member.words('exports.download')}`
  const presses = () => member.page.getByRole('button', { name, exact: true }).click(PATIENT)
  await member.page.getByRole('button', { name, exact: true }).waitFor(PATIENT)
  await cut(member, presses, async () => undefined)
  const [file] = await Promise.all([member.page.waitForEvent('download', PATIENT), presses()])
  expect(file.suggestedFilename()).toContain('.json')
  expect(member.faults).toEqual([])
  await member.context.close()
})

test('[AC70] [AD30] [AD31] published texts are found, and a code is looked up, once the network is back', {
  timeout: PATIENCE_MS,
}, async () => {
  const { w } = here
  const text = { recommendation: 'r04' }
  const hash = await adopts(w, text)
  await publishesAsAdopted(w, '2025/8', text)
  const reader = await looksOn(here.browser, here.base, 'en')
  await reader.goes('/published')
  const found = reader.page.locator('main ul li')
  await found.first().waitFor(PATIENT)
  const search = reader.page.getByRole('searchbox')
  await reader.context.setOffline(true)
  await search.fill('2025/8')
  await reader.context.setOffline(false)
  await expect.poll(() => found.count(), PATIENT).toBe(1)
  expect(await search.inputValue()).toBe('2025/8')
  // The page is there, the answer is not: it comes by itself.
  for (const path of ['**/api/adoption/check*', '**/healthz']) await reader.page.route(path, (route) => route.abort())
  await reader.goes(`/check/${hash.slice(0, 16)}`)
  // A question is asked several times before that is said.
  await said(reader).waitFor({ timeout: 60_000 })
  await reader.page.unroute('**/api/adoption/check*')
  await reader.page.unroute('**/healthz')
  await reader.page.getByText(reader.words('final.check.final')).waitFor(PATIENT)
  expect(await said(reader).count()).toBe(0)
  expect(reader.faults).toEqual([])
  await reader.context.close()
})

test('[AC70] [FO3] an addressee answers once, with the words that were typed', { timeout: PATIENCE_MS }, async () => {
  const { w } = here
  const text = { recommendation: 'r09' }
  await adopts(w, text)
  const secretary = await w.person('s01')
  const { fields } = await secretary.sees('recommendations', 'recommendation', { id: 'r09' })
  const { code } = await linked(secretary, fields.addressees[0]?.id ?? '', ['r09'])
  const addressee = await looksOn(here.browser, here.base, 'kk', { width: 360, height: 780 })
  // The page is there, what it asks is not: it comes by itself.
  await addressee.page.route('**/read-link', (route) => route.abort())
  await addressee.page.route('**/healthz', (route) => route.abort())
  await addressee.goes(`/answer#${code}`)
  await said(addressee).waitFor(PATIENT)
  await addressee.page.unroute('**/read-link')
  await addressee.page.unroute('**/healthz')
  const first = addressee.page.getByRole('region').first()
  await first.getByLabel(addressee.words('followUp.positions.partly'), { exact: true }).check(PATIENT)
  const reasons = first.getByLabel(addressee.words('followUp.answerPage.reasons'))
  await reasons.fill('Қаражат жоқ.')
  await addressee.page.getByLabel(addressee.words('followUp.answerPage.signedBy')).fill('А. Б., төраға')
  const sends = () => addressee.button('followUp.answerPage.send').click()
  await cut(addressee, sends, async () => expect(await reasons.inputValue()).toBe('Қаражат жоқ.'))
  expect(await rows('answers')).toBe(0)
  await sends()
  await addressee.page.getByText(addressee.words('followUp.answerPage.sent')).waitFor(PATIENT)
  expect(await rows('answers')).toBe(1)
  expect(addressee.faults).toEqual([])
  await addressee.context.close()
})

test('[AC70] an act whose answer was lost is done once when it is pressed again', {
  timeout: PATIENCE_MS,
}, async () => {
  const secretary = await here.opens('s01', 'ru')
  await secretary.goes(`/sessions/${SESSION}/evidence?view=reports`)
  const before = await rows('reports')
  await secretary.button('evidence.reports.add').click(PATIENT)
  const form = secretary.page.getByRole('form', { name: secretary.words('evidence.reports.add') })
  await form.getByLabel(`${secretary.words('evidence.reports.title')}, Русский`).fill('Дважды нажато')
  // The server does it, and nobody is told.
  await secretary.page.route('**/api/evidence/set-report', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await secretary.button('evidence.save').click()
  await said(secretary).first().waitFor(PATIENT)
  expect(await rows('reports')).toBe(before + 1)
  await secretary.page.unroute('**/api/evidence/set-report')
  await secretary.button('evidence.save').click()
  await form.waitFor({ state: 'detached', ...PATIENT })
  expect(await rows('reports')).toBe(before + 1)
  await secretary.context.close()
})

test('[AC70] [RB6] a server that is killed before the press: report, minutes and glossary are kept once when it is back', {
  timeout: PATIENCE_MS,
}, async () => {
  const secretary = await opens(here.browser, house.base, 's01', 'ru')
  await secretary.goes(`/sessions/${SESSION}/evidence?view=reports`)
  await filesReport(secretary, killed)
  await secretary.goes(`/sessions/${SESSION}/minutes`)
  await notes(secretary, killed)
  await secretary.goes(`/sessions/${SESSION}/translations`)
  await secretary.button('translations.glossary.add').click(PATIENT)
  const term = secretary.page.getByLabel('Русский', { exact: true })
  await term.fill('журнал')
  await secretary.page.getByLabel('English', { exact: true }).fill('register')
  const saves = () => secretary.button('translations.glossary.save').click()
  await killed(secretary, saves, async () => expect(await term.inputValue()).toBe('журнал'))
  await saves()
  const kept = secretary.page.locator('td[data-language="en"]', { hasText: /^register$/ })
  await expect.poll(() => kept.count(), PATIENT).toBe(1)
  expect(secretary.faults).toEqual([])
  await secretary.context.close()
})

test('[AC71] a file field speaks the language of the page, not that of the browser', async () => {
  for (const [language, words] of [
    ['kk', 'Файл таңдау'],
    ['ru', 'Выбрать файл'],
    ['en', 'Choose a file'],
  ] as const) {
    const secretary = await here.opens('s01', language, { width: 360, height: 780 })
    await secretary.goes(`/sessions/${SESSION}/evidence?view=reports`)
    await secretary.button('evidence.reports.add').click(PATIENT)
    const field = secretary.page.getByLabel(secretary.words('evidence.reports.file'), { exact: true })
    await secretary.page.getByText(words, { exact: true }).waitFor()
    await field.focus()
    for (const key of ['Shift+Tab', 'Tab']) await secretary.page.keyboard.press(key)
    expect(await field.evaluate((one) => document.activeElement === one && one.matches(':focus-visible'))).toBe(true)
    const [chooser] = await Promise.all([secretary.page.waitForEvent('filechooser'), field.press('Space')])
    await chooser.setFiles(PDF)
    await secretary.page.getByText(PDF.name, { exact: true }).waitFor()
    await secretary.context.close()
  }
})
