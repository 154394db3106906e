import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '../chromium.ts'
import { allowsManners } from '../commands/manners.ts'
import { opensVote, type Person, realClock, SESSION, type World, world } from '../world.ts'
import { type Device, opens, seriousFindings } from './browser.ts'

let w: World
let base: string
let browser: Browser
let chair: Person
let teller: Device
let other: Device
beforeAll(async () => {
  w = await world({ pages: true, clock: realClock() })
  base = await w.listen()
  browser = await launch()
  chair = await w.person('m01')
  await allowsManners(w, ['open', 'sealed', 'show-of-hands'])
  ;[teller, other] = (await Promise.all([
    opens(browser, base, 's01', 'ru'),
    opens(browser, base, 's02', 'kk', { width: 360, scheme: 'dark' }),
  ])) as [Device, Device]
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const toDesk = (text: string) =>
  Promise.all([teller, other].map((one) => one.goes(`/sessions/${SESSION}/desk?recommendation=${text}`)))
const roll = async (vote: string) => (await chair.sees('votes', 'vote', { id: vote })).roll

test('[VO70] [VO72] [VO78] a sheet is handed to the name that is called, keyed by two tellers, and shown', async () => {
  const { vote } = await opensVote(chair, 'r01', 'roll-call')
  await toDesk('r01')
  const [first, second] = await roll(vote)
  const called = (name: string | undefined) => teller.words('manners.turn.now', { name: name ?? '' })
  await teller.page.getByText(called(first?.name.ru)).waitFor()
  await teller.button('manners.turn.record').click()
  await teller.button('manners.paper.hand').click()
  await teller.page.getByText(called(second?.name.ru)).waitFor()
  for (const one of [teller, other]) {
    const name = first?.name[one.language].split(' ').at(-1) ?? ''
    await one.page.getByRole('button', { name: new RegExp(`${name}.*${one.words('manners.paper.held')}`) }).click()
    await one.page.getByRole('radio', { name: one.words('votes.choices.against') }).check()
    expect(await seriousFindings(one.page)).toEqual([])
    await one.button('manners.paper.verb', { choice: one.words('votes.choices.against') }).click()
    await one.page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  expect((await roll(vote))[0]).toMatchObject({ choice: 'against', source: 'paper' })
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
})

test('[VO12] nothing is chosen before the secretary has chosen what was said, and till then the button says why it is off', async () => {
  const { vote } = await opensVote(chair, 'r04', 'roll-call')
  await toDesk('r04')
  await teller.button('manners.turn.record').click()
  const dialog = teller.page.getByRole('dialog')
  const verb = dialog.getByRole('button', { name: teller.words('manners.turn.record'), exact: true })
  expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0)
  expect(await verb.getAttribute('aria-disabled')).toBe('true')
  const why = dialog.getByText(teller.words('votes.desk.recordWordNotChosen'))
  expect(await verb.getAttribute('aria-describedby')).toBe(await why.getAttribute('id'))
  await verb.click({ force: true })
  expect((await roll(vote)).filter(({ cast }) => cast)).toEqual([])
  expect(await seriousFindings(teller.page)).toEqual([])
  await dialog.getByRole('radio', { name: teller.words('votes.choices.abstain') }).check()
  expect(await why.count()).toBe(0)
  await teller.button('votes.desk.recordWordVerb', { choice: teller.words('votes.choices.abstain') }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect((await roll(vote))[0]).toMatchObject({ choice: 'abstain', source: 'word' })
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
})

test('[VO66] [VO67] two tellers enter what they counted, are told that they differ, and agree', async () => {
  const { vote } = await opensVote(chair, 'r02', 'show-of-hands')
  await toDesk('r02')
  const enters = async (one: Device, inFavour: number) => {
    await one.page.getByLabel(one.words('floor.counts.for'), { exact: true }).fill(String(inFavour))
    const again = one.button('manners.hands.enterAgain')
    await ((await again.count()) > 0 ? again : one.button('manners.hands.enter')).click()
  }
  const told = (one: Device, standing: 'one' | 'differ' | 'agree') =>
    one.page
      .getByText(one.words(`manners.hands.standing.${standing}`))
      .first()
      .waitFor()
  await enters(teller, 12)
  await told(other, 'one')
  expect(await other.page.getByLabel(other.words('floor.counts.for'), { exact: true }).inputValue()).toBe('0')
  await enters(other, 11)
  for (const one of [teller, other]) await told(one, 'differ')
  await enters(other, 12)
  for (const one of [teller, other]) await told(one, 'agree')
  expect(await seriousFindings(other.page)).toEqual([])
  const { outcome } = await chair.does('votes', 'close', { vote })
  expect(outcome.tallies).toMatchObject([{ scope: 'pool', for: 12, against: 0 }])
  await chair.does('votes', 'announce', { vote })
})

test('[VO60] [VO61] a sealed choice is on its member’s page alone until the close', async () => {
  const { vote } = await opensVote(chair, 'r03', 'sealed')
  const [member, neighbour] = (await Promise.all([
    opens(browser, base, 'm03', 'ru', { width: 360 }),
    opens(browser, base, 'm04', 'kk'),
  ])) as [Device, Device]
  await member.goes(`/sessions/${SESSION}`)
  const against = member.page.getByRole('button', { name: member.words('votes.choices.against') })
  const recordedHint = member.page.getByText(member.words('votes.sheet.sealedHint'))
  // What has just appeared takes no press in its first 700 ms: one presses again, as a person would.
  await expect
    .poll(async () => {
      if (await against.isVisible()) await against.click()
      return recordedHint.isVisible()
    })
    .toBe(true)
  await neighbour.goes(`/votes/${vote}`)
  await neighbour.page
    .getByText(neighbour.words('votes.sheet.progress', { cast: 1, places: 20 }))
    .first()
    .waitFor()
  const recorded = neighbour.page.getByText(neighbour.words('votes.recorded.against'), { exact: true })
  expect(await recorded.count()).toBe(0)
  await chair.does('votes', 'close', { vote })
  await recorded.first().waitFor()
})
