import { expect, test } from 'vitest'
import { type Device, scrollsSideways, seriousFindings } from './browser.ts'
import { served } from './served.ts'

const here = served()

const choosesFile = async (device: Device, name: string, words: string | Buffer) =>
  device.page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(words as string),
  })

test('[CO16] [CO18] [CO19] the secretary takes in a list: errors at their rows, the corrected file previewed, then all of it', async () => {
  const device = await here.opens('s01', 'ru')
  const { page } = device
  await device.goes('/councils')
  await page.getByRole('link', { name: device.words('councils.list.title') }).click()
  const HEAD = 'Совет;Имя (русский);Эл. почта;Роль;С;По'
  const wrong = [
    HEAD,
    'Экспертный совет (демо);;m22@demo.kenes.example;;20.01.2023;31.02.2026',
    'Совет старейшин;Асан;asan@example.kz;;;',
    'Экспертный совет (демо);Бота;bota@example.kz;председатель;2026-09-01;',
  ].join('\r\n')
  await choosesFile(device, 'list.csv', wrong)
  await page.getByText(device.words('councils.list.problems.bad-date', { words: '31.02.2026' })).waitFor()
  await page.getByText(device.words('councils.list.problems.unknown-council', { words: 'Совет старейшин' })).waitFor()
  await page.getByText(/два председателя/).waitFor()
  const takeIn = device.button('councils.list.takeIn')
  expect(await takeIn.getAttribute('aria-disabled')).toBe('true')
  expect(await page.getByText(device.words('councils.list.errors', { count: 3 })).count()).toBeGreaterThan(0)
  expect(await seriousFindings(page)).toEqual([])

  const right = [
    HEAD,
    'Экспертный совет (демо);;m22@demo.kenes.example;;20.01.2023;31.08.2026',
    'Экспертный совет (демо);Бота;bota@example.kz;;2026-09-01;',
  ].join('\r\n')
  // As a spreadsheet of our region saves it: one byte a letter.
  const bytes = Buffer.from(
    [...right].map((letter) => {
      const code = letter.codePointAt(0) ?? 0
      return code < 128 ? code : code - 0x410 + 0xc0
    }),
  )
  await choosesFile(device, 'list.csv', bytes)
  await expect.poll(() => page.getByLabel(device.words('councils.list.encoding')).inputValue()).toBe('windows-1251')
  await page.getByText(device.words('councils.list.effects.new-person')).waitFor()
  expect(await page.getByText(device.words('councils.list.effects.seat-ended')).count()).toBe(1)
  await takeIn.click()
  await page.getByText(device.words('councils.list.done', { accounts: 1, seats: 1, changed: 1 })).waitFor()
  await device.goes('/councils/ec')
  await page.getByText('Бота').first().waitFor()
  expect(device.faults).toEqual([])
  await device.context.close()
})

test('[CO6] [CO11] the secretary ends a seat and gives another; what cannot be is said in the dialog', async () => {
  const device = await here.opens('s01', 'en')
  const { page } = device
  await device.goes('/councils/cc')
  await device.button('councils.give').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: device.words('councils.fields.holder') }).fill('o02@')
  await page.getByRole('option', { name: /o02@/ }).click()
  await dialog.getByRole('button', { name: device.words('councils.give') }).click()
  await dialog.getByText(device.words('refusals.seats-full')).waitFor()
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /^End the seat/ })
    .last()
    .click()
  await dialog.getByLabel(device.words('councils.fields.until')).fill('2025-12-31')
  await dialog.getByRole('button', { name: device.words('councils.end') }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(`${device.words('councils.former')} (1)`).waitFor()
  await device.button('councils.give').click()
  await dialog.getByRole('combobox', { name: device.words('councils.fields.holder') }).fill('o02@')
  await page.getByRole('option', { name: /o02@/ }).click()
  await dialog.getByRole('button', { name: device.words('councils.give') }).click()
  await dialog.waitFor({ state: 'detached' })
  await page
    .getByRole('button', { name: /^History/ })
    .first()
    .click()
  await page.getByText(device.words('councils.acts.council-founded')).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(device.faults).toEqual([])
  await device.context.close()
})

test('[CO23] [CO24] [CO29] the secretary makes a version of the standing orders and reads on an example what it means', async () => {
  const device = await here.opens('s01', 'en')
  const { page } = device
  await device.goes('/councils/cc/standing-orders')
  const said = page.locator('section', { has: page.locator('#examples-title') }).getByRole('status')
  await said.getByText(/Carried by the presiding chair's ballot/).waitFor()
  await page.getByLabel('Coordination Council (demo): present').fill('10')
  await page.getByLabel('Expert Council (demo): present').fill('11')
  await page.getByLabel('For', { exact: true }).fill('9')
  await page.getByLabel('Against', { exact: true }).fill('9')
  await page.getByLabel('Abstaining', { exact: true }).fill('1')
  await said
    .getByText(
      'With Coordination Council (demo) 10 of 11; Expert Council (demo) 11 of 12 present, 9 for, 9 against, 1 abstaining:',
    )
    .waitFor()
  await device.button('orders.examples.cases.lost').click()
  await said.getByText(/no quorum at the close/).waitFor()

  await device.button('orders.edit').click()
  await page
    .locator('fieldset', { has: page.getByText('Equal votes', { exact: true }) })
    .getByRole('combobox')
    .first()
    .selectOption('rejected')
  await page.getByText(device.words('orders.say.tieRejected')).first().waitFor()
  await device.button('orders.examples.cases.tie').click()
  await said.getByText(/Rejected on an equal vote/).waitFor()
  const upper = page.getByLabel(device.words('orders.fields.numerator')).nth(1)
  await upper.fill('3')
  await page.getByText(device.words('orders.problems.majority')).waitFor()
  const save = device.button('orders.save', { version: 2 })
  expect(await save.getAttribute('aria-disabled')).toBe('true')
  await upper.fill('1')
  expect(await seriousFindings(page)).toEqual([])
  await save.click()
  await page.getByText(device.words('orders.saved', { version: 2 })).waitFor()
  await page.getByText(device.words('orders.compareWith', { version: 1 })).waitFor()
  await page.getByRole('link', { name: device.words('orders.version', { version: 1 }) }).click()
  await page.getByText(device.words('orders.older', { version: 2 })).waitFor()
  expect(device.faults).toEqual([])
  await device.context.close()
})

test('[CO4] [CO5] a member reads councils and orders and finds nothing to press; an observer reads the orders only', async () => {
  const member = await here.opens('m02', 'kk', { width: 360, height: 780 })
  await member.goes('/councils/cc')
  await member.page.getByText(member.words('councils.readOnly')).waitFor()
  expect(await member.button('councils.give').count()).toBe(0)
  expect(await scrollsSideways(member.page)).toBe(false)
  await member.context.close()
  const observer = await here.opens('o06', 'en')
  await observer.goes('/councils')
  await observer.page.getByText(observer.words('refusals.no-right')).waitFor()
  await observer.goes('/councils/cc/standing-orders')
  await observer.page.getByText(observer.words('orders.inWords')).waitFor()
  expect(await observer.button('orders.edit').count()).toBe(0)
  await observer.context.close()
})
