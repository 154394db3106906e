import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { say } from '../../shared/messages/translate.ts'
import { REGISTER, TEXT, tables } from '../commands/amending.ts'
import { freezes, SESSION } from '../world.ts'
import { type Device, inMargin, isLegible, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()
const session = { session: SESSION }
const desk = (recommendation: string) => `/sessions/${SESSION}/desk?recommendation=${recommendation}`
const row = (device: Device, id: string) => device.page.locator(`[data-amendment="${id}"]`)
const inRow = (device: Device, id: string, name: string) => row(device, id).getByRole('button', { name, exact: true })

/** The projector of the hall. */
async function opensScreen(): Promise<Page> {
  const secretary = await here.w.person('s01')
  const { path } = await secretary.does('screens', 'create-link', { ...session, name: 'Hall', languages: ['ru'] })
  const context = await here.browser.newContext({ baseURL: here.base, viewport: { width: 1920, height: 1080 } })
  const page = await context.newPage()
  await page.goto(path)
  await page.waitForSelector('[data-screen]')
  return page
}

/** Presses until what should come of it is there: what has just appeared takes no press in its first moment. */
async function presses(button: Locator, shows: Locator): Promise<void> {
  const done = async () => {
    if ((await shows.count()) > 0) return true
    await button.click({ timeout: 500 }).catch(() => undefined)
    return false
  }
  await expect.poll(done, PATIENT).toBe(true)
}

/** The order in which the amendments to a text are voted on, as the server has it. */
async function order(recommendation: string): Promise<readonly (number | null)[]> {
  const { amendments } = await (await here.w.person('m01')).sees('amendments', 'list', { recommendation })
  return amendments.filter(({ stage }) => stage === 'tabled').map(({ number }) => number)
}

test('[AM25] [AM26] [SE70] the secretary types what is moved in the hall with three presses; the projector shows it with its mover', async () => {
  const chair = await here.w.person('m01')
  await chair.does('sessions', 'name-operator', { ...session, operator: 's01' })
  const { entry } = await (await here.w.person('m15')).does('floor', 'ask', { ...session, account: 'm15' })
  await chair.does('floor', 'call', { ...session, entry, after: null })
  const [secretary, screen] = await Promise.all([here.opens('s01', 'ru'), opensScreen()])
  const { page } = secretary
  await secretary.goes(workspace('r06'))
  await secretary.editor('text', 'ru').waitFor()
  let count = 0
  const press = async (what: Locator) => {
    await what.click()
    count += 1
  }
  await press(secretary.button('amendmentsDesk.floor.open'))
  const dialog = page.getByRole('dialog')
  // Who has the floor stands first.
  const first = dialog.getByRole('radio').first()
  expect(
    await dialog
      .locator('label', { has: page.getByRole('radio') })
      .first()
      .innerText(),
  ).toContain('Ирина Волкова')
  await press(first)
  await dialog.getByLabel(secretary.words('amendmentsDesk.floor.quote')).fill('не более 14 дней')
  await dialog.getByLabel(secretary.words('amendmentsDesk.floor.words')).fill('не более трёх рабочих дней')
  expect(await seriousFindings(page)).toEqual([])
  await press(dialog.getByRole('button', { name: secretary.words('amendmentsDesk.floor.table'), exact: true }))
  await dialog.getByText(secretary.words('amendmentsDesk.floor.tabled', { number: 6 })).waitFor()
  expect(count).toBe(3)
  await dialog
    .getByText(secretary.words('amendments.movedTyped', { name: 'Ирина Волкова', typist: 'Асель Нургали' }))
    .first()
    .waitFor()
  await screen.locator('ins', { hasText: 'трёх рабочих' }).waitFor(PATIENT)
  await screen.getByText('Рекомендация 6 · поправка 6').waitFor()
  await screen.getByText('Ирина Волкова').first().waitFor()
  await isLegible(screen)
  expect(await seriousFindings(screen)).toEqual([])
  await screen.context().close()
  await secretary.context.close()
})

test('[AM25] a mover is found without Kazakh letters, words are marked in the text, and which of several alike is asked', async () => {
  const secretary = await here.opens('s01', 'kk', { width: 360, height: 780 })
  const { page } = secretary
  await secretary.goes(desk('r06'))
  await secretary.button('amendmentsDesk.floor.open').click()
  const dialog = page.getByRole('dialog')
  const mover = dialog.getByRole('group', { name: secretary.words('amendmentsDesk.floor.mover') })
  await dialog.getByRole('searchbox').fill('волкова')
  expect(await mover.getByRole('radio').count()).toBe(1)
  await dialog.getByRole('searchbox').press('Enter')
  await expect.poll(() => mover.getByRole('radio').isChecked()).toBe(true)
  await dialog.getByText(secretary.words('common.languages.ru'), { exact: true }).click()
  const place = dialog.locator('[data-fixed="text"]')
  await place.scrollIntoViewIfNeeded()
  await place
    .locator('p')
    .first()
    .dblclick({ position: { x: 12, y: 10 } })
  const quote = dialog.getByLabel(secretary.words('amendmentsDesk.floor.quote'))
  await expect.poll(() => quote.inputValue()).toBe('Установить')
  await quote.fill('и')
  await dialog.getByLabel(secretary.words('amendmentsDesk.floor.which')).waitFor()
  await quote.fill('этого там нет')
  await dialog.getByText(secretary.words('amendmentsDesk.floor.quoteMissing')).waitFor()
  expect(await scrollsSideways(page)).toBe(false)
  expect(await seriousFindings(page)).toEqual([])
  await secretary.context.close()
})

test('[AM28] [AM31] [AM33] [SE70] the chair orders, marks and puts in three presses; members see what changes on their phones; the next is named', {
  timeout: 120_000,
}, async () => {
  const [chair, member, screen] = await Promise.all([
    here.opens('m01', 'ru'),
    here.opens('m15', 'kk', { width: 360, height: 780 }),
    opensScreen(),
  ])
  const { page } = chair
  await freezes(await here.w.person('m01'), 'r05')
  await Promise.all([chair.goes(desk('r05')), member.goes('/')])
  await row(chair, 'am2').waitFor()
  // By key, by drag, and back by the advice.
  await inRow(chair, 'am1', chair.words('amendmentsDesk.up', { what: 'Поправка 1' })).click()
  await expect.poll(() => order('r05')).toEqual([1, 2])
  await inRow(chair, 'am1', chair.words('amendmentsDesk.open', { what: 'Поправка 1' })).click()
  await row(chair, 'am2').scrollIntoViewIfNeeded()
  const [from, to] = await Promise.all(
    ['am1', 'am2'].map((id) => row(chair, id).locator('[title]').first().boundingBox()),
  )
  if (!from || !to) throw new Error('nothing to drag')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  const end = await row(chair, 'am2').boundingBox()
  await page.mouse.move(from.x + from.width / 2, from.y + 40, { steps: 4 })
  await page.mouse.move(from.x + from.width / 2, (end?.y ?? 0) + (end?.height ?? 0) - 4, { steps: 8 })
  await page.mouse.up()
  await expect.poll(() => order('r05')).toEqual([2, 1])
  await inRow(chair, 'am1', chair.words('amendmentsDesk.up', { what: 'Поправка 1' })).click()
  await expect.poll(() => order('r05')).toEqual([1, 2])
  await chair.button('amendmentsDesk.furthest').click()
  await expect.poll(() => order('r05')).toEqual([2, 1])

  // What falls with it is offered, since both change the same words.
  const falls = row(chair, 'am2').getByLabel(chair.words('amendmentsDesk.fallsMark', { what: 'Поправка 1' }))
  if ((await falls.count()) === 0)
    await inRow(chair, 'am2', chair.words('amendmentsDesk.open', { what: 'Поправка 2' })).click()
  await falls.check()
  await expect.poll(() => falls.isChecked()).toBe(true)
  expect(await seriousFindings(page)).toEqual([])

  // Put, close, announce.
  await chair.button('amendmentsDesk.nextPut', { what: 'Поправка 2' }).click()
  const sheet = member.page.getByRole('dialog')
  await sheet.locator('ins', { hasText: 'трёх' }).waitFor(PATIENT)
  await sheet.getByText('Болат Сейдахмет', { exact: false }).first().waitFor()
  expect(await seriousFindings(member.page)).toEqual([])
  await sheet.getByRole('button', { name: member.words('amendmentsDesk.sheet.asAmended') }).click()
  await sheet.getByText('трёх рабочих дней', { exact: false }).first().waitFor()
  // The amendment is worded in Russian alone: in Kazakh the text as amended is behind by just that.
  const band = sheet.getByRole('region', { name: member.words('translations.band.stale', { language: 'Қазақша' }) })
  expect(await band.count()).toBe(0)
  await sheet.getByText(member.words('common.languages.kk'), { exact: true }).click()
  await band.locator('ins', { hasText: 'трёх' }).waitFor(PATIENT)
  expect(await seriousFindings(member.page)).toEqual([])
  expect(await scrollsSideways(member.page)).toBe(false)
  const choice = sheet.getByRole('button', { name: member.words('votes.choices.against'), exact: true })
  const confirm = sheet.getByRole('button', {
    name: member.words('votes.sheet.confirm', { choice: member.words('votes.choices.against') }),
  })
  await presses(choice, confirm)
  await presses(confirm, sheet.getByText(member.words('votes.sheet.done')).first())
  await screen.locator('del', { hasText: '24 часов' }).waitFor(PATIENT)
  await isLegible(screen)
  const { votes } = await (await here.w.person('m01')).sees('votes', 'list', session)
  const vote = votes[0]?.id ?? ''
  const { roll, hash, question } = await (await here.w.person('m01')).sees('votes', 'vote', { id: vote })
  for (const [index, { account, place }] of roll.filter((one) => one.account !== 'm15').entries())
    await (await here.w.person(account)).does('votes', 'cast', {
      vote,
      place,
      hash,
      choice: index < 5 ? 'for' : 'against',
    })
  await page.keyboard.press('Escape')
  await chair.button('votes.desk.close').click()
  await chair.button('votes.desk.announce').click()
  const became = `${chair.words('amendmentsDesk.outcome.rejected', { what: 'Поправка 2' })} ${chair.words('amendmentsDesk.next', { what: 'Поправка 1' })}`
  await expect
    .poll(async () => (await page.locator('main').innerText()).replace(/\s+/g, ' '), PATIENT)
    .toContain(became)
  await chair.button('amendmentsDesk.nextPut', { what: 'Поправка 1' }).waitFor()
  await expect
    .poll(async () => (await screen.locator('main').innerText()).replace(/\s+/g, ' '), PATIENT)
    .toContain(became)
  await isLegible(screen)
  await member.goes(`/votes/${vote}`)
  // Votes on amendments to one text are told apart by what was asked.
  await member.page.locator('main').getByText(question.sentence.kk).waitFor()
  await member.page
    .getByText(say('kk', 'amendmentsDesk.outcome.rejected', { what: say('kk', 'amendments.name', { number: 2 }) }), {
      exact: false,
    })
    .waitFor()
  expect(await scrollsSideways(member.page)).toBe(false)
  for (const device of [chair, member]) {
    expect(device.faults).toEqual([])
    await device.context.close()
  }
  await screen.context().close()
})

test('[AM8] [AM29] the secretariat decides a clash by key before the text and hash that come of it; others read', async () => {
  const [mover, other, chair] = await here.w.people('m03', 'm12', 'm01')
  const first = await tables(mover)
  const second = await tables(other, { changes: [REGISTER] })
  await chair.does('amendments', 'accept', { amendment: first })
  const [secretary, reader] = await Promise.all([
    here.opens('s01', 'ru'),
    here.opens('m04', 'en', { width: 360, height: 780, scheme: 'dark' }),
  ])
  const { page } = secretary
  // It is told where the secretariat begins its day.
  await secretary.goes(`/sessions/${SESSION}`)
  await page.getByText(secretary.words('amendmentsDesk.clash.waits', { count: 1 })).waitFor(PATIENT)
  const review = `/sessions/${SESSION}/amendments/${second}/review`
  await page.locator(`a[href="${review}"]`).click()
  await page.getByText(secretary.words('amendmentsDesk.clash.progress', { done: 0, all: 1 })).waitFor()
  await page.getByText(secretary.words('amendmentsDesk.clash.previewOpen')).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await reader.goes(review)
  await reader.page.getByText(reader.words('amendmentsDesk.clash.only')).waitFor()
  expect(await reader.page.locator('[data-clash]').getByRole('radio').count()).toBe(0)
  expect(await scrollsSideways(reader.page)).toBe(false)
  expect(await seriousFindings(reader.page)).toEqual([])

  await page.getByLabel(secretary.words('amendmentsDesk.clash.keep')).focus()
  await page.keyboard.press('2')
  await page.getByText(secretary.words('amendmentsDesk.clash.progress', { done: 1, all: 1 })).waitFor()
  const preview = page.locator('section[aria-labelledby="preview-title"]')
  await preview.locator('ins', { hasText: 'открытом реестре' }).waitFor()
  const shown = (await preview.locator('button, [title]').first().innerText()).trim()
  await secretary.button('amendmentsDesk.clash.save').click()
  await page.getByText(secretary.words('amendmentsDesk.clash.decided')).waitFor(PATIENT)
  const decided = await mover.sees('amendments', 'amendment', { id: second })
  expect(decided.hash?.slice(0, 4)).toBe(shown.slice(0, 4))
  expect(decided.texts.base).toEqual(decided.texts.present)
  for (const device of [secretary, reader]) {
    expect(device.faults).toEqual([])
    await device.context.close()
  }
})

test('[AM40] the set is read with every amendment in its place, at 360 pixels too, and printed with draft, hour and reader', async () => {
  const apart = await tables(await here.w.person('m03'), {
    recommendation: TEXT,
    changes: [{ part: 'text', language: 'ru', from: '', to: 'Хранить записи десять лет.' }],
  })
  const reader = await here.opens('o06', 'ru')
  const { page } = reader
  await reader.goes(`/sessions/${SESSION}/consolidated`)
  const text = page.locator('section[aria-labelledby="text-r12"]')
  await text.locator('ins', { hasText: 'Хранить записи десять лет.' }).waitFor()
  const { number } = await (await here.w.person('m03')).sees('amendments', 'amendment', { id: apart })
  await text
    .getByText(reader.words('amendmentsDesk.consolidated.number', { number: number ?? 0 }))
    .first()
    .waitFor()
  await page
    .locator('section[aria-labelledby="new-am4"]')
    .getByText('Учёт физической фиксации', { exact: false })
    .waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  const printed = await page.locator('main').innerText()
  // From the second sheet on it stands in the margin.
  expect(await inMargin(page)).toContain(reader.words('circulation.draft'))
  expect(printed).toContain(reader.words('circulation.draft'))
  expect(printed).toContain(reader.words('amendmentsDesk.consolidated.stamp'))
  const phone = await here.opens('m15', 'kk', { width: 360, height: 780, scheme: 'dark' })
  await phone.goes(`/sessions/${SESSION}/consolidated`)
  await phone.page.locator('section[aria-labelledby="text-r05"]').waitFor()
  expect(await scrollsSideways(phone.page)).toBe(false)
  expect(await seriousFindings(phone.page)).toEqual([])
  for (const device of [reader, phone]) {
    expect(device.faults).toEqual([])
    await device.context.close()
  }
})
