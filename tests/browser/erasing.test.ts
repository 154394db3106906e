import { expect, test } from 'vitest'
import { leavesSeat, renames, WHO } from '../commands/erasing.ts'
import { scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served } from './served.ts'

const here = served()

test('[AC91] [AC92] [AC93] two of the secretariat erase a person on their pages, on a phone too, and are told before why not or how far it reaches', async () => {
  await renames(here.w, 'm05')
  const first = await here.opens('s01', 'ru')
  await first.goes('/people')
  await first.page.getByLabel(first.words('people.search')).fill(WHO.name.ru)
  await first.page.getByRole('button', { name: new RegExp(`${first.words('people.edit')} ?: ${WHO.name.ru}`) }).click()
  const asks = async () => {
    await first.button('erasing.ask').click(PATIENT)
    return first.page.getByRole('dialog', { name: first.words('erasing.askTitle', { name: WHO.name.ru }) })
  }
  // Who holds a seat is not erased, and the page says why before anything is asked.
  const early = await asks()
  await early.getByText(first.words('refusals.holds-office')).waitFor(PATIENT)
  await early.getByText(first.words('erasing.notNow')).waitFor()
  await early.getByRole('button', { name: first.words('common.cancel') }).click()
  await leavesSeat(here.w, 'cc-m05')
  const asking = await asks()
  const again = asking.getByRole('button', { name: first.words('common.tryAgain') })
  await asking.getByText(first.words('erasing.goes')).or(again).first().waitFor(PATIENT)
  if (await again.count()) await again.click()
  await asking.getByText(first.words('erasing.goes')).waitFor(PATIENT)
  await asking.getByLabel(first.words('erasing.reasons.asked-for')).check()
  expect(await seriousFindings(first.page)).toEqual([])
  await asking.getByLabel(first.words('erasing.words')).fill(`Просит ${WHO.name.ru}`)
  await asking.getByRole('button', { name: first.words('erasing.askVerb') }).click()
  await asking.getByText(first.words('refusals.repeats-the-words')).waitFor(PATIENT)
  await asking.getByLabel(first.words('erasing.words')).fill('Письмо от марта')
  await asking.getByRole('button', { name: first.words('erasing.askVerb') }).click()
  await first.page.getByText(first.words('erasing.waitingFor')).waitFor(PATIENT)
  expect(await first.button('erasing.confirm').count()).toBe(0)

  const second = await here.opens('s02', 'kk', { width: 360, height: 780, scheme: 'dark' })
  await second.goes('/people')
  await second.page.getByText('Письмо от марта').waitFor(PATIENT)
  expect(await scrollsSideways(second.page)).toBe(false)
  expect(await seriousFindings(second.page)).toEqual([])
  await second.page.getByRole('button', { name: new RegExp(second.words('erasing.confirm')) }).click()
  const title = second.words('erasing.confirmTitle', { name: WHO.name.kk })
  const confirming = second.page.getByRole('dialog', { name: title })
  await confirming.getByText(second.words('erasing.goes')).waitFor(PATIENT)
  expect(await scrollsSideways(second.page)).toBe(false)
  expect(await seriousFindings(second.page)).toEqual([])
  await confirming.getByRole('button', { name: second.words('erasing.confirmVerb'), exact: true }).click()
  await confirming.waitFor({ state: 'detached', ...PATIENT })
  await second.page.getByText('Аты аталмайтын адам № 1').first().waitFor(PATIENT)
  await expect.poll(() => second.page.getByText(WHO.name.kk).count(), PATIENT).toBe(0)
  await first.goes('/people')
  await first.page.getByText('Неназванное лицо № 1').first().waitFor(PATIENT)
  expect(await first.page.getByText(WHO.name.ru).count()).toBe(0)
  expect([...first.faults, ...second.faults]).toEqual([])
  for (const device of [first, second]) await device.context.close()
}, 120_000)
