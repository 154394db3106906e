import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '../chromium.ts'
import { cast, opensVote, realClock, SESSION, type World, world } from '../world.ts'
import { type Device, opens, scrollsSideways, seriousFindings } from './browser.ts'

const PATIENCE_MS = 180_000

let w: World
let base: string
let browser: Browser
let vote = ''
beforeAll(async () => {
  w = await world({ pages: true, clock: realClock() })
  base = await w.listen()
  const chair = await w.person('m01')
  await chair.does('sessions', 'state-quorum', { session: SESSION })
  const opened = await opensVote(chair, 'r10')
  await cast(w, opened, { for: ['m01', 'm02', 'm03', 'm12', 'm15'], against: ['m13', 'm14'], abstain: ['m04'] })
  vote = opened.vote
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
  await chair.does('adoption', 'adopt', { vote, hash: opened.hash })
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const wayTo = (device: Device) => device.page.getByRole('link', { name: device.words('minutes.toMinutes') })
const entryOf = (device: Device) => device.page.locator(`[id="vote:${vote}"]`)
const button = (device: Device, key: Parameters<Device['words']>[0]) =>
  device.page.getByRole('button', { name: device.words(key) })

test('[MI1] [MI2] [MI4] [MI6] [MI7] [MI10] the secretary words the minutes between the facts; they are closed, signed and read', {
  timeout: PATIENCE_MS,
}, async () => {
  const desk = await opens(browser, base, 's01', 'en')
  await desk.goes(`/sessions/${SESSION}`)
  await wayTo(desk).waitFor()
  const early = await opens(browser, base, 'm02', 'kk')
  await early.goes(`/sessions/${SESSION}`)
  await early.page.getByRole('heading', { name: early.words('sessions.agenda'), exact: true }).waitFor()
  await early.page.waitForLoadState('networkidle')
  expect(await wayTo(early).count()).toBe(0)
  await wayTo(desk).click()
  const entry = entryOf(desk)
  await entry.waitFor()
  expect(await entry.innerText()).toContain('5 for, 2 against')
  await entry.getByRole('button', { name: desk.words('minutes.word') }).click()
  const editor = desk.page.getByRole('textbox', { name: desk.words('minutes.wording') })
  await editor.waitFor()
  expect(await seriousFindings(desk.page)).toEqual([])
  // What is typed holds no figure: that is said before anything is sent.
  await editor.press('End')
  await editor.pressSequentially(' So say 12 people.')
  const save = desk.page.getByRole('button', { name: desk.words('minutes.save') })
  await desk.page.getByText(desk.words('refusals.figure-typed')).waitFor()
  expect(await save.getAttribute('aria-disabled')).toBe('true')
  for (let key = 0; key < ' So say 12 people.'.length; key += 1) await editor.press('Backspace')
  // A fact is taken out as a whole, is missed, and is put in again from the list.
  await desk.page.locator('[data-fact="headline"]').click()
  await editor.press('Backspace')
  const putIn = desk.page.getByRole('button', { name: /^Put in: .*5 for, 2 against/ })
  await putIn.waitFor()
  expect(await save.getAttribute('aria-disabled')).toBe('true')
  await editor.press('End')
  await editor.pressSequentially(' After a long debate: ')
  await putIn.click()
  await save.click()
  await entry.getByText('After a long debate:').waitFor()
  expect(await entry.innerText()).toMatch(/After a long debate: .*5 for, 2 against/s)

  await entry.getByRole('button', { name: desk.words('minutes.addNote') }).click()
  await desk.page.getByRole('textbox', { name: desk.words('minutes.note') }).fill('Article 12 was read out.')
  await save.click()
  // Not the field it is typed in.
  await desk.page.getByRole('paragraph').filter({ hasText: 'Article 12 was read out.' }).waitFor()
  expect(await desk.page.getByText(desk.words('minutes.closeAfter')).count()).toBe(1)

  await (await w.person('m01')).does('sessions', 'close', { session: SESSION })
  await button(desk, 'minutes.close').click()
  const dialog = desk.page.getByRole('dialog')
  expect(await seriousFindings(desk.page)).toEqual([])
  await dialog.getByRole('button', { name: desk.words('minutes.close') }).click()
  await desk.page.getByText(desk.words('minutes.stages.closed')).waitFor()
  expect(desk.faults).toEqual([])

  await early.goes(`/sessions/${SESSION}`)
  await wayTo(early).waitFor()
  expect(await seriousFindings(early.page)).toEqual([])
  const lookingOn = await opens(browser, base, 'o01', 'ru')
  await lookingOn.goes(`/sessions/${SESSION}`)
  await lookingOn.page.getByRole('heading', { name: lookingOn.words('sessions.agenda'), exact: true }).waitFor()
  await lookingOn.page.waitForLoadState('networkidle')
  expect(await wayTo(lookingOn).count()).toBe(0)

  // The chair signs on a phone, in Kazakh; the others by themselves.
  const phone = await opens(browser, base, 'm01', 'kk', { width: 360, height: 780, scheme: 'dark' })
  await phone.goes(`/sessions/${SESSION}/minutes`)
  await entryOf(phone).waitFor()
  expect(await seriousFindings(phone.page)).toEqual([])
  expect(await scrollsSideways(phone.page)).toBe(false)
  await button(phone, 'minutes.sign').click()
  await phone.page
    .getByRole('dialog')
    .getByRole('button', { name: phone.words('minutes.sign') })
    .click()
  await phone.page.getByText(/қол қойылды:/).waitFor()
  expect(phone.faults).toEqual([])
  const { signatures, hash } = await (await w.person('m01')).sees('minutes', 'minutes', { session: SESSION })
  for (const account of new Set(signatures.filter(({ at }) => at === null).map((one) => one.account)))
    await (await w.person(account)).does('minutes', 'sign', { session: SESSION, hash })
  await phone.page.getByText(phone.words('minutes.stages.approved')).waitFor()

  const observer = await opens(browser, base, 'o06', 'ru')
  await observer.goes(`/sessions/${SESSION}`)
  await wayTo(observer).click()
  await entryOf(observer).waitFor()
  expect(await observer.page.getByRole('button', { name: observer.words('minutes.word') }).count()).toBe(0)
  expect(observer.faults).toEqual([])
  for (const device of [desk, early, lookingOn, phone, observer]) await device.context.close()
})
