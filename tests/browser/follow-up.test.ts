import { expect, test } from 'vitest'
import { adopts, followsUp, listsEarlier, SENT } from '../commands/following.ts'
import { LETTER } from '../commands/keeping.ts'
import { SESSION } from '../world.ts'
import { Device, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served } from './served.ts'

const here = served()
const at = `/sessions/${SESSION}/follow-up`

test('[FO1] [FO3] [FO4] [FO6] [FO7] [FO10] sent, answered by link on a phone, overdue, assessed, and all of it in the table', {
  timeout: 180_000,
}, async () => {
  const { w } = here
  await adopts(w, 'r01', 'r02')

  // The secretary notes what went out, and gets a link that is shown once.
  const secretary = await here.opens('s01', 'ru')
  await secretary.goes(`/sessions/${SESSION}`)
  await secretary.page.getByRole('link', { name: secretary.words('sessions.followUp') }).click(PATIENT)
  await secretary.page.getByRole('link', { name: secretary.words('followUp.toDesk') }).click(PATIENT)
  const verb = secretary.page.getByRole('button', { name: /Комитет уголовно-исполнительной системы/ })
  await verb.first().click(PATIENT)
  const sending = secretary.page.getByRole('dialog')
  await sending.getByLabel(secretary.words('followUp.dispatch.number')).fill('17-3/42')
  expect(await seriousFindings(secretary.page)).toEqual([])
  await sending.getByRole('button', { name: secretary.words('followUp.dispatch.save') }).click()
  await sending.waitFor({ state: 'detached' })
  await secretary.page.getByRole('button', { name: new RegExp(secretary.words('followUp.link.make')) }).click(PATIENT)
  const link = await secretary.page.getByRole('textbox').first().inputValue(PATIENT)
  expect(link).toContain('/answer#')
  expect(await seriousFindings(secretary.page)).toEqual([])

  // Another addressee was asked long ago and said nothing.
  const s01 = await w.person('s01')
  await s01.does('follow-up', 'dispatch', {
    ...SENT,
    addressee: 'adr-moe',
    recommendations: ['r01'],
    sentOn: '2026-01-10',
    due: '2026-04-10',
  })

  // The addressee has no account, a phone, and Kazakh.
  const context = await here.browser.newContext({ locale: 'kk-KZ', viewport: { width: 360, height: 780 } })
  const addressee = new Device(context, await context.newPage(), 'kk')
  await addressee.page.goto(link)
  const first = addressee.page.getByRole('region').first()
  await first.getByLabel(addressee.words('followUp.positions.partly'), { exact: true }).check(PATIENT)
  await addressee.page.getByRole('button', { name: addressee.words('followUp.answerPage.send') }).click()
  await addressee.page.getByText(addressee.words('followUp.answerPage.reasonsNeeded')).waitFor()
  expect(await seriousFindings(addressee.page)).toEqual([])
  expect(await scrollsSideways(addressee.page)).toBe(false)
  await first.getByLabel(addressee.words('followUp.answerPage.reasons')).fill('Қаражат жоқ.')
  await first.getByLabel(addressee.words('followUp.answerPage.measure')).fill('Бұйрық шықты.')
  await first
    .getByLabel(addressee.words('followUp.answerPage.evidence'))
    .setInputFiles({ name: 'Бұйрық.pdf', mimeType: 'application/pdf', buffer: LETTER })
  await first.getByRole('listitem').getByText('Бұйрық.pdf', { exact: true }).waitFor(PATIENT)
  await addressee.page.getByLabel(addressee.words('followUp.answerPage.signedBy')).fill('А. Б., төраға')
  await addressee.page.getByRole('button', { name: addressee.words('followUp.answerPage.send') }).click()
  await addressee.page.getByText(addressee.words('followUp.answerPage.sent')).waitFor(PATIENT)
  await addressee.page.reload()
  await addressee.page.getByText(addressee.words('refusals.link-over')).first().waitFor(PATIENT)

  // The chair says what the council finds.
  const chair = await here.opens('m01', 'en')
  await chair.goes(`${at}/r01`)
  await chair.page.getByText('Бұйрық шықты.').waitFor(PATIENT)
  await chair.page.getByRole('button', { name: /Committee of the Penal System/ }).click()
  const assessing = chair.page.getByRole('dialog')
  await assessing.getByLabel(chair.words('followUp.assess.status')).selectOption('in-progress')
  await assessing.getByLabel(chair.words('followUp.assess.reason')).fill('An order was issued.')
  expect(await seriousFindings(chair.page)).toEqual([])
  await assessing.getByRole('button', { name: chair.words('followUp.assess.save') }).click()
  await assessing.waitFor({ state: 'detached' })
  await chair.page.getByText('An order was issued.').waitFor()
  expect(await seriousFindings(chair.page)).toEqual([])

  // Everybody finds it in the table, wide and narrow.
  const member = await here.opens('m03', 'ru')
  await member.goes(at)
  const cell = member.page.locator('td', { hasText: member.words('followUp.positions.partly') })
  await cell.getByText(member.words('followUp.statuses.in-progress')).waitFor(PATIENT)
  await member.page.locator('td[data-late]', { hasText: member.words('followUp.overview.noneInTime') }).waitFor()
  await member.page.getByText(member.words('followUp.overview.tabs.noAnswer', { count: 1 }), { exact: true }).click()
  await expect.poll(() => member.page.locator('tbody th').count()).toBe(1)
  expect(await seriousFindings(member.page)).toEqual([])
  expect(await member.button('followUp.assess.verb').count()).toBe(0)
  const phone = await here.opens('m04', 'kk', { width: 360, height: 780, scheme: 'dark' })
  await phone.goes(at)
  await phone.page.locator('dd').getByText(phone.words('followUp.positions.partly')).waitFor(PATIENT)
  expect(await scrollsSideways(phone.page)).toBe(false)
  expect(await seriousFindings(phone.page)).toEqual([])
  for (const device of [secretary, addressee, chair, member, phone]) expect(device.faults).toEqual([])
})

test('[FO20] [FO21] [FO24] an earlier recommendation is found without Kazakh letters and linked; a wrong answer is struck', {
  timeout: 180_000,
}, async () => {
  const { w } = here
  await adopts(w, 'r07')
  await followsUp(w, 'r07')
  const s01 = await w.person('s01')
  await listsEarlier(s01)
  const secretary = await here.opens('s01', 'kk', { width: 360, height: 780 })
  await secretary.goes(`${at}/r07`)
  await secretary.button('followUp.repeats.link').click(PATIENT)
  const dialog = secretary.page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('жогары кауип')
  const found = dialog.getByRole('radio', { name: /139\.45/ })
  await found.check(PATIENT)
  await expect.poll(() => dialog.getByRole('radio', { name: /21\(b\)/ }).count()).toBe(0)
  expect(await seriousFindings(secretary.page)).toEqual([])
  await dialog.getByRole('button', { name: secretary.words('followUp.repeats.save'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await secretary.page.getByText(/Исполнена частично/).waitFor(PATIENT)

  const strike = secretary.page.getByRole('button', { name: new RegExp(`^${secretary.words('followUp.strike.verb')}`) })
  const before = await strike.count()
  await strike.first().click()
  await dialog.getByLabel(secretary.words('followUp.strike.reason')).fill('Басқа мекеменің хаты.')
  expect(await seriousFindings(secretary.page)).toEqual([])
  await dialog.getByRole('button', { name: secretary.words('followUp.strike.save') }).click()
  await dialog.waitFor({ state: 'detached' })
  await secretary.page.getByText(/Басқа мекеменің хаты\./).waitFor(PATIENT)
  await expect.poll(() => strike.count()).toBe(before - 1)
  expect(await seriousFindings(secretary.page)).toEqual([])
  expect(await scrollsSideways(secretary.page)).toBe(false)

  // Beside the text everybody reads the link; who looks on changes nothing.
  const observer = await here.opens('o06', 'en', { scheme: 'dark' })
  await observer.goes(`/sessions/${SESSION}/recommendations/r07`)
  await observer.page.getByRole('tab', { name: observer.words('recommendations.evidence') }).click(PATIENT)
  await observer.page.getByText(/139\.45/).waitFor(PATIENT)
  expect(await observer.button('followUp.repeats.link').count()).toBe(0)
  expect(await seriousFindings(observer.page)).toEqual([])
  for (const device of [secretary, observer]) expect(device.faults).toEqual([])
})
