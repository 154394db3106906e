import { expect, test } from 'vitest'
import type { AmendmentId } from '../../shared/ids.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { amendedOften } from '../commands/amending.ts'
import { freezes, SESSION } from '../world.ts'
import { type Device, opens, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

/** Three browsers on a busy machine. */
const SEVERAL_MS = 180_000

/** Selects words of a part as somebody does with the mouse or a finger. */
async function selects(device: Device, part: string, language: 'kk' | 'ru' | 'en', words: string): Promise<void> {
  await device.page
    .locator(`:is([data-part="${part}"], [data-fixed="${part}"])[lang="${language}"]`)
    .evaluate((root, sought) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(sought) ?? -1
        if (at < 0) continue
        if (root instanceof HTMLElement) root.focus()
        const range = document.createRange()
        range.setStart(node, at)
        range.setEnd(node, at + sought.length)
        const selection = document.getSelection()
        selection?.removeAllRanges()
        selection?.addRange(range)
        return
      }
      throw new Error(`not there: ${sought}`)
    }, words)
}

const bar = (device: Device) => device.page.getByRole('toolbar', { name: device.words('amendments.begin.label') })
/** Two presses: "Amend", and what for. */
async function amends(device: Device, kind: 'replace' | 'add' | 'delete' | 'separate-vote'): Promise<void> {
  await bar(device)
    .getByRole('button', { name: device.words('amendments.begin.amend') })
    .click()
  await bar(device)
    .getByRole('button', { name: device.words(`amendments.begin.${kind}`) })
    .click()
  await device.page.getByRole('heading', { name: device.words('amendments.page.next') }).waitFor(PATIENT)
}

const changesTab = (device: Device) => device.page.getByRole('tab', { name: device.words('amendments.title') })
const card = (device: Device, title: string) =>
  device.page.locator('[data-amendment]').filter({ has: device.page.getByRole('heading', { name: title }) })

test(
  '[AM21, AM22, AM23, AM24] two members draft one live from a selection, it is signed and tabled, and a third sees it',
  async () => {
    const [mover, other, third] = await Promise.all([
      here.opens('m03', 'ru'),
      here.opens('m12', 'ru'),
      here.opens('m05', 'kk'),
    ])
    await mover.goes(workspace('r06'))
    await selects(mover, 'text', 'ru', 'не более 14 дней')
    await amends(mover, 'replace')
    // The words are selected in the draft: what one types stands in their place.
    await expect
      .poll(() => mover.page.evaluate(() => document.getSelection()?.toString()), PATIENT)
      .toBe('не более 14 дней')
    await mover.page.keyboard.type('не более 12 дней')
    const live = mover.page.getByRole('region', { name: mover.words('amendments.page.changesLive') })
    await expect.poll(() => live.locator('ins').allInnerTexts(), PATIENT).toEqual([expect.stringContaining('12')])
    expect(await live.locator('del').allInnerTexts()).toEqual([expect.stringContaining('14')])

    await mover.page
      .getByLabel(mover.words('amendments.page.reasonIn', { language: mover.words('common.languages.ru') }))
      .fill('Следы быстро исчезают.')
    await mover.page.getByText(mover.words('amendments.page.savedReason')).waitFor(PATIENT)
    await mover.button('amendments.page.invite').click()
    const { name } = await (await here.w.person('m12')).sees('accounts', 'me', {})
    await mover.page.getByLabel(mover.words('amendments.page.findMember')).fill(name.ru.slice(0, 5))
    await mover.button('amendments.page.ask', { name: name.ru }).click()
    await mover.page.getByText(mover.words('amendments.page.isAsked')).waitFor(PATIENT)

    // Until it is tabled the third sees nothing of it, and the other is asked.
    const address = new URL(mover.page.url()).pathname
    await third.goes(workspace('r06'))
    await changesTab(third).click()
    await third.page.getByText(third.words('amendments.panel.none')).waitFor(PATIENT)
    await other.goes(workspace('r06'))
    await changesTab(other).click()
    await other.page.getByText(other.words('amendments.askedToSign')).waitFor(PATIENT)
    await card(other, other.words('amendments.draftOf', { kind: other.words('amendments.kinds.replace') }))
      .getByRole('link')
      .click()
    await other.button('amendments.acts.sign').click()
    // Signed, they write in it together.
    await expect
      .poll(() => other.page.locator('.ProseMirror[contenteditable="true"]').count(), PATIENT)
      .toBeGreaterThan(0)
    await other.writes('text', 'ru', ' Копия остаётся у врача.')
    await expect.poll(() => mover.wordsOf('text', 'ru'), PATIENT).toContain('Копия остаётся у врача.')
    await expect.poll(() => live.locator('ins').allInnerTexts(), PATIENT).toHaveLength(2)
    expect(await seriousFindings(mover.page)).toEqual([])
    expect(await scrollsSideways(mover.page)).toBe(false)
    await expect.poll(() => other.isSaved(), PATIENT).toBe(true)

    await mover.button('amendments.acts.table').click()
    const title = mover.words('amendments.name', { number: 6 })
    await mover.page.getByRole('heading', { level: 1, name: title }).waitFor(PATIENT)
    await expect.poll(() => other.page.locator('.ProseMirror[contenteditable="true"]').count(), PATIENT).toBe(0)
    const seen = card(third, third.words('amendments.name', { number: 6 }))
    await seen.waitFor(PATIENT)
    expect(await seen.innerText()).toContain(third.words('amendments.stages.tabled'))
    await expect.poll(() => seen.locator('ins').allInnerTexts(), PATIENT).toHaveLength(2)
    await expect.poll(() => changesTab(third).innerText(), PATIENT).toContain('1')
    await third.button('amendments.more').click()
    await third.button('amendments.acts.sign').click()
    await expect.poll(() => third.button('amendments.acts.unsign').count(), PATIENT).toBe(1)
    expect(await seriousFindings(third.page)).toEqual([])
    expect(await scrollsSideways(third.page)).toBe(false)

    // Read whole, present beside amended, with the hash that a vote would bind.
    await third.goes(address)
    await third.page.getByText(third.words('amendments.sideBySide'), { exact: true }).click()
    await third.page.getByText(third.words('amendments.page.hash')).waitFor(PATIENT)
    expect(await seriousFindings(third.page)).toEqual([])
    expect([mover.faults, other.faults, third.faults]).toEqual([[], [], []])
    await Promise.all([mover, other, third].map((device) => device.context.close()))
  },
  SEVERAL_MS,
)

test('[AM20, AM37] a frozen text is amended from a selection too, by keyboard alone; on a phone of 360 px the draft fits', async () => {
  await freezes(await here.w.person('m01'), 'r10')
  const look = { width: 360, height: 780, scheme: 'dark' } as const
  const phone = await opens(here.browser, here.base, 'm04', 'kk', look)
  await phone.goes(workspace('r10'))
  const { plain } = await (await here.w.person('m04')).sees('recommendations', 'text', { id: 'r10' })
  const words = plain.text.kk.split(' ').slice(2, 4).join(' ')
  await phone.page.locator('[data-fixed="text"][lang="kk"]').waitFor(PATIENT)
  await selects(phone, 'text', 'kk', words)
  await bar(phone).waitFor(PATIENT)
  expect(await seriousFindings(phone.page)).toEqual([])
  await amends(phone, 'separate-vote')
  await phone.page.getByText(phone.words('amendments.kinds.separate-vote')).first().waitFor(PATIENT)
  await phone.page.locator('del').first().waitFor(PATIENT)
  expect(await scrollsSideways(phone.page)).toBe(false)
  expect(await seriousFindings(phone.page)).toEqual([])

  await phone.goes(workspace('r10'))
  await phone.page.locator('[data-fixed="text"][lang="kk"]').waitFor(PATIENT)
  await selects(phone, 'text', 'kk', words)
  await amends(phone, 'add')
  await phone.page.locator('.ProseMirror[contenteditable="true"]').first().waitFor(PATIENT)
  await phone.page.keyboard.type(' қосымша')
  await phone.page.locator('aside ins').first().waitFor(PATIENT)
  expect(await scrollsSideways(phone.page)).toBe(false)
  expect(await seriousFindings(phone.page)).toEqual([])
  await phone.context.close()

  const desk = await here.opens('m04', 'en')
  await desk.goes(workspace('r07'))
  const first = (await desk.wordsOf('text', 'en')).split(' ')[0] ?? ''
  await selects(desk, 'text', 'en', first)
  await bar(desk).waitFor(PATIENT)
  await desk.page.keyboard.press('Alt+Enter')
  await expect
    .poll(() => desk.page.evaluate(() => document.activeElement?.textContent))
    .toBe(desk.words('amendments.begin.replace'))
  await desk.page.keyboard.press('Escape')
  await expect.poll(() => desk.page.evaluate(() => document.activeElement?.className)).toContain('ProseMirror')
  expect(desk.faults).toEqual([])
  await desk.context.close()
})

test('[AM35] words that a freeze refused become a draft of their author with one press, also after the page is loaded anew', async () => {
  const device = await here.opens('m02', 'ru')
  await device.goes(workspace('r08'))
  await device.writes('text', 'ru', ' Вошло.')
  await expect.poll(() => device.isSaved(), PATIENT).toBe(true)
  await device.context.setOffline(true)
  await device.page.keyboard.type(' Не вошло.')
  await expect.poll(() => device.line(), PATIENT).toContain('10')
  await freezes(await here.w.person('m01'), 'r08')
  const frozen = (await (await here.w.person('m02')).sees('recommendations', 'text', { id: 'r08' })).plain.text.ru
  await device.context.setOffline(false)
  await device.page.locator('#not-accepted-tray').waitFor(PATIENT)
  await device.page.reload()
  await device.page.locator('#not-accepted-tray').waitFor(PATIENT)
  await device.button('amendments.late.make').click()
  await device.page.waitForURL(/\/amendments\//)
  const id = new URL(device.page.url()).pathname.split('/').at(-1) as AmendmentId
  const { texts } = await (await here.w.person('m02')).sees('amendments', 'amendment', { id })
  const said = plainText(texts.amendment.text.ru as Parameters<typeof plainText>[0])
  expect(said).toBe(`${frozen} Не вошло.`)
  await device.goes(workspace('r08'))
  await device.page.getByRole('tab', { name: device.words('amendments.title') }).waitFor(PATIENT)
  expect(await device.page.locator('#not-accepted-tray').count()).toBe(0)
  expect(device.faults).toEqual([])
  await device.context.close()
})

test(
  '[AM28] [AM40] fifty to one text stand beside it, on the desk in their order, and in the set, each in its place',
  async () => {
    const id = await amendedOften(here.w, 50)
    const chair = await here.opens('m01', 'ru')
    const { page } = chair
    const numbers = async () =>
      (await page.locator('[data-amendment] a').allInnerTexts()).flatMap((name) => Number(/\d+/.exec(name)?.[0]) || [])
    const inOrder = async () => {
      await expect.poll(async () => new Set(await numbers()).size, PATIENT).toBe(50)
      const found = [...new Set(await numbers())]
      expect(found).toEqual(found.toSorted((one, other) => one - other))
    }
    await chair.goes(workspace(id))
    await changesTab(chair).click()
    await inOrder()
    await chair.goes(`/sessions/${SESSION}/desk?recommendation=${id}`)
    const desk = page
      .getByRole('region', { name: chair.words('amendmentsDesk.title') })
      .locator('ol')
      .first()
    await expect.poll(() => desk.locator('[data-amendment]').getByRole('link').count(), PATIENT).toBe(50)
    expect(await seriousFindings(page)).toEqual([])
    await chair.goes(`/sessions/${SESSION}/consolidated`)
    await expect.poll(() => page.locator('ins').filter({ hasText: 'ежегодно' }).count(), PATIENT).toBe(50)
    expect(chair.faults).toEqual([])
    await chair.context.close()
  },
  SEVERAL_MS,
)
