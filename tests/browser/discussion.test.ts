import { expect, test } from 'vitest'
import type { Language } from '../../shared/language.ts'
import { SESSION } from '../world.ts'
import { type Device, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

/** Two people, five looks by axe: more than the usual minute on a busy machine. */
const MINUTES_MS = 180_000

/** Selects the first letters of a part, by keys, in an editor that may be written in. */
async function selects(device: Device, part: string, language: Language, letters: number): Promise<string> {
  const { page } = device
  await device.editor(part, language).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.down('Shift')
  for (let letter = 0; letter < letters; letter += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.up('Shift')
  return (await device.wordsOf(part, language)).slice(0, letters)
}

const marks = (device: Device) => device.page.locator('mark[data-thread]')
const cards = (device: Device) => device.page.locator('[data-card]')
const tab = (device: Device) => device.page.getByRole('tab', { name: device.words('recommendations.discussion') })

const isWell = async ({ page, faults }: Device) => {
  expect(await seriousFindings(page)).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
  expect(faults).toEqual([])
}

test(
  '[CM10] [CM6] [CM7] [CM3] two people discuss a passage: it is marked, told, changed, resolved and opened again',
  async () => {
    const [a, b] = [await here.opens('m03', 'en'), await here.opens('m12', 'ru')]
    for (const device of [a, b]) await device.goes(workspace('r01'))
    await b.editor('text', 'ru').waitFor()
    await b.page.getByRole('tab', { name: 'English' }).click()
    for (const device of [a, b]) await device.editor('text', 'en').waitFor()
    const before = await a.wordsOf('text', 'en')
    const quote = (await selects(a, 'text', 'en', 30)).trim()

    // By keys alone: select, comment, name a person, send.
    await a.page.keyboard.press('Control+Alt+KeyM')
    const field = a.page.getByLabel(a.words('threads.wordsLabel'), { exact: true })
    await expect.poll(() => field.evaluate((area) => area.ownerDocument.activeElement === area)).toBe(true)
    const chair = (await here.w.person('m12')).id
    const session = await (await here.w.person('m03')).sees('sessions', 'session', { id: SESSION })
    const name = session.seats.find(({ account }) => account === chair)?.name.en ?? ''
    await a.page.keyboard.type(`Who checks this, @${name.split(' ').at(-1)?.slice(0, 3)}`)
    await a.page.getByRole('option', { name }).waitFor()
    await isWell(a)
    await a.page.keyboard.press('Enter')
    await a.page.keyboard.type('by when?')
    expect(await field.inputValue()).toBe(`Who checks this, @${name} by when?`)
    await a.page.keyboard.press('Control+Enter')
    await marks(a).first().waitFor()
    const sentAt = performance.now()
    await marks(b).first().waitFor()
    // Told at once; a busy machine draws it later than a second.
    expect(performance.now() - sentAt).toBeLessThan(3_000)
    expect((await marks(a).allInnerTexts()).join('')).toBe(quote)
    // The mark is a look at the text and never a part of it.
    expect(await b.wordsOf('text', 'en')).toBe(before)

    await expect.poll(() => tab(b).innerText()).toContain('1')
    expect(await tab(b).textContent()).toContain(b.words('threads.unread', { count: 1 }))
    await marks(b).first().click()
    await cards(b).first().waitFor()
    expect(await cards(b).first().innerText()).toContain(b.words('threads.mentionsYou'))
    expect(await b.editor('text', 'en').evaluate((words) => words.contains(document.activeElement))).toBe(true)
    await expect.poll(() => tab(b).textContent()).not.toContain(b.words('threads.unread', { count: 1 }))
    await isWell(b)

    await cards(b)
      .first()
      .getByRole('button', { name: b.words('threads.answer') })
      .click()
    await b.page.keyboard.type('До понедельника.')
    await cards(b)
      .first()
      .getByRole('button', { name: b.words('threads.answer') })
      .click()
    await expect.poll(() => cards(a).first().innerText(), PATIENT).toContain('До понедельника.')

    // Somebody writes into the passage: what stands there is marked, what was quoted stays to be read, and the version that says it.
    await (await here.w.person('m03')).does('versions', 'cut', { recommendation: 'r01', name: 'Before' })
    await b.editor('text', 'en').click()
    await b.page.keyboard.press('Control+Home')
    for (let letter = 0; letter < 5; letter += 1) await b.page.keyboard.press('ArrowRight')
    await b.page.keyboard.type('XYZ')
    await expect.poll(() => cards(a).first().innerText(), PATIENT).toContain(a.words('threads.changed'))
    expect(await cards(a).first().innerText()).toContain(quote)
    expect((await marks(a).allInnerTexts()).join('')).toBe(`${quote.slice(0, 5)}XYZ${quote.slice(5)}`)
    await cards(a)
      .first()
      .getByRole('link', { name: a.words('threads.saidIn', { number: 1 }) })
      .waitFor(PATIENT)
    await isWell(a)

    // It is deleted whole: the thread stays, under the words that are gone.
    await selects(b, 'text', 'en', 33)
    await b.page.keyboard.press('Delete')
    await a.page.getByRole('heading', { name: a.words('threads.onGone') }).waitFor(PATIENT)
    expect(await cards(a).first().innerText()).toContain(quote)
    expect(await marks(a).count()).toBe(0)

    await cards(a)
      .first()
      .getByRole('button', { name: a.words('threads.resolve') })
      .click()
    const folded = b.page.getByText(b.words('threads.resolvedOnes', { count: 1 }))
    await folded.waitFor()
    expect(await cards(b).count()).toBe(0)
    await folded.click()
    await cards(b)
      .first()
      .getByRole('button', { name: b.words('threads.reopen') })
      .click()
    await expect.poll(() => folded.count()).toBe(0)
    await expect.poll(() => cards(a).first().innerText(), PATIENT).toContain(a.words('threads.resolve'))
    for (const device of [a, b]) await device.context.close()
  },
  MINUTES_MS,
)

test('[CM10] [CM1] a frozen text is discussed by mouse, on a phone in the dark, in Kazakh', async () => {
  const chair = await here.w.person('m01')
  await chair.does('versions', 'freeze', { recommendation: 'r02' })
  const s = await here.opens('m04', 'kk', { width: 360, height: 780, scheme: 'dark' })
  const { page } = s
  await s.goes(workspace('r02'))
  const words = page.locator('[data-fixed="title"]')
  await words.waitFor()
  await page.evaluate(() => {
    const paragraph = document.querySelector('[data-fixed="title"] p')
    const text = paragraph?.firstChild
    if (text) document.getSelection()?.setBaseAndExtent(text, 0, text, 8)
  })
  await page
    .getByRole('button', { name: s.words('threads.comment') })
    .first()
    .click()
  await page.getByLabel(s.words('threads.wordsLabel'), { exact: true }).fill('Неге?')
  await isWell(s)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: s.words('threads.send'), exact: true })
    .click()
  await cards(s).first().waitFor()
  await isWell(s)
  await page.keyboard.press('Escape')
  await marks(s).first().waitFor()
  expect(await marks(s).first().innerText()).toBe((await words.innerText()).slice(0, 8).trim())
  await isWell(s)
  await marks(s).first().click()
  await expect.poll(() => cards(s).first().innerText()).toContain('Неге?')
  await s.context.close()
})

test('[CM4] [CM5] own words are changed, with what they were, and withdrawn, leaving a line; the draft outlasts the panel', async () => {
  const s = await here.opens('m05', 'en')
  const { page } = s
  await s.goes(workspace('r03'))
  await tab(s).click()
  await page.getByRole('button', { name: s.words('threads.newOnWhole') }).click()
  const field = page.getByLabel(s.words('threads.wordsLabel'), { exact: true })
  await field.fill('First words')
  await page.getByRole('tab', { name: s.words('recommendations.evidence') }).click()
  await tab(s).click()
  expect(await field.inputValue()).toBe('First words')
  await page
    .getByRole('button', { name: s.words('threads.send'), exact: true })
    .last()
    .click()
  const card = cards(s).first()
  await card.waitFor()
  await card.getByRole('button', { name: s.words('threads.change') }).click()
  await page.getByLabel(s.words('threads.changeLabel'), { exact: true }).fill('Second words')
  await card.getByRole('button', { name: s.words('threads.save') }).click()
  await card.locator('summary').click()
  expect(await card.innerText()).toContain('First words')
  await isWell(s)
  await card.getByRole('button', { name: s.words('threads.withdraw') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: s.words('threads.withdraw') })
    .click()
  await expect.poll(() => card.innerText()).toContain('Withdrawn by the author')
  expect(await card.innerText()).not.toMatch(/First|Second/)
  await s.context.close()
})

test('[CM8] an observer sees nothing of it until invited, and then what is opened to them', async () => {
  const [member, secretary] = await here.w.people('m03', 's01')
  const text = { recommendation: 'r04' }
  await member.does('comments', 'open-thread', { ...text, passage: null, words: 'Among ourselves' })
  const o = await here.opens('o01', 'en')
  await o.goes(workspace('r04'))
  await tab(o).click()
  await o.page.getByText(o.words('threads.notInvited')).waitFor()
  expect(await cards(o).count()).toBe(0)
  expect(await o.page.getByRole('button', { name: o.words('threads.comment') }).count()).toBe(0)
  await secretary.does('comments', 'invite-observers', { ...text, on: true })
  await o.page.getByRole('button', { name: o.words('threads.newOnWhole') }).waitFor(PATIENT)
  await member.does('comments', 'open-thread', { ...text, passage: null, words: 'For all', toObservers: true })
  await expect.poll(() => cards(o).allInnerTexts(), PATIENT).toHaveLength(1)
  expect((await cards(o).allInnerTexts()).join()).toContain('For all')
  expect(await o.page.locator('body').innerText()).not.toContain('Among ourselves')
  await isWell(o)
  await secretary.does('comments', 'invite-observers', { ...text, on: false })
  await expect.poll(() => cards(o).count(), PATIENT).toBe(0)
  await o.context.close()
})

test('[CM7] the session’s home leads to where one is mentioned, and the thread is there', async () => {
  const member = await here.w.person('m03')
  await member.does('comments', 'open-thread', { recommendation: 'r05', passage: null, words: '@{m06}, your word?' })
  const s = await here.opens('m06', 'ru')
  await s.goes('/')
  const box = s.page.getByRole('region', { name: s.words('threads.mentions') })
  await box.getByRole('link').first().click()
  await cards(s).first().waitFor()
  expect(await cards(s).first().innerText()).toContain(s.words('threads.mentionsYou'))
  await s.goes('/')
  await s.page.getByRole('heading').first().waitFor()
  await expect
    .poll(
      async () =>
        (await (await here.w.person('m06')).sees('comments', 'mentions', { session: SESSION })).mentions[0]?.unread,
    )
    .toBe(false)
  expect(await box.count()).toBe(0)
  await s.context.close()
})
