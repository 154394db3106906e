import { expect, test } from 'vitest'
import { SESSION } from '../world.ts'
import type { Device } from './browser.ts'
import { scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()
const NAME = 'Зубайра Қоштанова'
const SIGNS = '█'.repeat(NAME.length)

/** Selects words in an editor or in fixed words, as a pointer does that is drawn over them. */
const selects = (device: Device, place: string, words: string) =>
  device.page
    .locator(place)
    .first()
    .evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const node = walker.currentNode
        const at = node.textContent?.indexOf(wanted) ?? -1
        if (at < 0) continue
        const range = document.createRange()
        range.setStart(node, at)
        range.setEnd(node, at + wanted.length)
        const selection = document.getSelection()
        selection?.removeAllRanges()
        selection?.addRange(range)
        return
      }
      throw new Error(`${wanted} is not there`)
    }, words)

const opensVersions = (device: Device) =>
  device.page.getByRole('tab', { name: device.words('versions.title') }).click(PATIENT)

test('[VE50] [VE54] [VE55] [VE59] two people redact a passage on their pages; everybody reads that it was', async () => {
  const member = await here.opens('m03', 'en')
  await member.goes(workspace('r01'))
  await member.editor('text', 'ru').waitFor({ state: 'detached' })
  await member.writes('text', 'en', ` Said ${NAME} here.`)
  await expect.poll(() => member.isSaved(), PATIENT).toBe(true)

  const first = await here.opens('s01', 'ru')
  await first.goes(workspace('r01'))
  await first.page.getByRole('tab', { name: 'English' }).click()
  await expect.poll(() => first.wordsOf('text', 'en'), PATIENT).toContain(NAME)
  await opensVersions(first)
  await first.page.getByText(first.words('redacting.mark')).waitFor(PATIENT)
  await selects(first, '[data-part="text"][lang="en"]', 'йра Қошт')
  await first.page.getByText(first.words('redacting.marked', { words: 'йра Қошт' })).waitFor()
  await first.button('redacting.ask').click()
  const asking = first.page.getByRole('dialog', { name: first.words('redacting.askTitle') })
  // Half a word is the whole of it.
  await asking.getByText(NAME, { exact: true }).first().waitFor(PATIENT)
  expect(await seriousFindings(first.page)).toEqual([])
  await asking.getByLabel(first.words('redacting.reasons.person-named')).check()
  await asking.getByLabel(first.words('redacting.words')).fill('Зубайра просит')
  await asking.getByRole('button', { name: first.words('redacting.askVerb') }).click()
  await asking.getByText(first.words('refusals.repeats-the-words')).waitFor()
  await asking.getByLabel(first.words('redacting.words')).fill('Просит семья')
  await asking.getByRole('button', { name: first.words('redacting.askVerb') }).click()
  await asking.waitFor({ state: 'detached' })
  await first.page.getByText(first.words('redacting.stages.waiting')).waitFor()
  expect(await first.button('redacting.confirm').count()).toBe(0)

  // The second person finds it at the desk, on a phone, in the dark, in Kazakh.
  const second = await here.opens('s02', 'kk', { width: 360, height: 780, scheme: 'dark' })
  await second.goes(`/sessions/${SESSION}/desk`)
  await second.page.getByText(second.words('redacting.waitingTitle')).waitFor(PATIENT)
  expect(await seriousFindings(second.page)).toEqual([])
  const chair = await here.opens('m01', 'en')
  await chair.goes(`/sessions/${SESSION}/desk`)
  await chair.page.getByRole('link', { name: chair.words('redacting.open') }).click(PATIENT)
  await opensVersions(chair)
  await chair.button('redacting.confirm').click(PATIENT)
  const confirming = chair.page.getByRole('dialog', { name: chair.words('redacting.confirmTitle') })
  await confirming.getByText(NAME, { exact: true }).first().waitFor(PATIENT)
  expect(await seriousFindings(chair.page)).toEqual([])
  await confirming.getByRole('button', { name: chair.words('redacting.confirmVerb') }).click()
  await confirming.waitFor({ state: 'detached', ...PATIENT })

  // The member's editor has begun anew, with the bar, and goes on.
  await expect.poll(() => member.wordsOf('text', 'en'), PATIENT).toContain(SIGNS)
  const bar = member.editor('text', 'en').getByRole('img', { name: member.words('versions.redacted') })
  await bar.waitFor()
  await expect.poll(() => member.isSaved(), PATIENT).toBe(true)
  await member.writes('text', 'en', ' Goes on.')
  await expect.poll(() => chair.wordsOf('text', 'en'), PATIENT).toContain(' Goes on.')
  await opensVersions(member)
  await member.page.getByText(member.words('redacting.stages.done'), { exact: true }).waitFor(PATIENT)
  expect(await member.button('redacting.ask').count()).toBe(0)
  expect(await seriousFindings(member.page)).toEqual([])
  const kept = await member.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))
  expect(kept.filter((name) => name.includes('/r01/'))).toHaveLength(1)

  await second.goes(workspace('r01'))
  expect(await scrollsSideways(second.page)).toBe(false)
  expect([...member.faults, ...first.faults, ...chair.faults, ...second.faults]).toEqual([])
  for (const device of [member, first, chair, second]) await device.context.close()
}, 120_000)

test('[VE51] [VE54] a passage is marked in an older version, where it alone still stands', async () => {
  const secretary = await here.w.person('s01')
  const member = await here.opens('m04', 'en')
  await member.goes(workspace('r02'))
  await member.editor('text', 'ru').waitFor({ state: 'detached' })
  await member.writes('text', 'en', ` ${NAME}`)
  await expect.poll(() => member.isSaved(), PATIENT).toBe(true)
  await secretary.does('versions', 'cut', { recommendation: 'r02', name: 'Named' })
  for (let left = NAME.length; left > 0; left -= 1) await member.page.keyboard.press('Backspace')
  await expect.poll(() => member.isSaved(), PATIENT).toBe(true)

  const chair = await here.opens('m01', 'en')
  await chair.goes(`${workspace('r02')}/versions/1`)
  await chair.page.getByText(NAME).waitFor(PATIENT)
  await chair.page.getByText(chair.words('redacting.mark')).waitFor(PATIENT)
  await selects(chair, '[data-fixed="text"][lang="en"]', NAME)
  await chair.button('redacting.ask').click()
  const asking = chair.page.getByRole('dialog', { name: chair.words('redacting.askTitle') })
  await asking.getByText(chair.words('redacting.inVersions', { numbers: '1' })).waitFor(PATIENT)
  await asking.getByLabel(chair.words('redacting.reasons.child')).check()
  await asking.getByRole('button', { name: chair.words('redacting.askVerb') }).click()
  await asking.waitFor({ state: 'detached' })
  const { waiting } = await secretary.sees('versions', 'waiting-redactions', { session: SESSION })
  await secretary.does('versions', 'confirm-redaction', { redaction: waiting[0]?.id })
  await chair.page.getByText(chair.words('versions.redactedHere')).waitFor(PATIENT)
  await chair.page.getByRole('img', { name: chair.words('versions.redacted') }).waitFor(PATIENT)
  expect(await chair.page.getByText(NAME).count()).toBe(0)
  expect(await seriousFindings(chair.page)).toEqual([])
  expect(chair.faults).toEqual([])
  for (const device of [member, chair]) await device.context.close()
}, 120_000)
