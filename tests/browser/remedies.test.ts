import { beforeAll, describe, expect, test } from 'vitest'
import type { MessageKey } from '../../shared/messages/sentences.ts'
import { allowsManners } from '../commands/manners.ts'
import { announces, keysWrongly } from '../commands/went-wrong.ts'
import { cast, must, opensVote, type Person, SESSION } from '../world.ts'
import { type Device, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served } from './served.ts'

const here = served()
const WORDS = 'Зал пришлось освободить.'
const LONG = { timeout: 90_000 }

let chair: Person
let chairs: Device
let secretary: Device
let second: Device
let member: Device
beforeAll(async () => {
  chair = await here.w.person('m01')
  await allowsManners(here.w, ['open', 'sealed', 'show-of-hands'])
  ;[chairs, secretary, second, member] = await Promise.all([
    here.opens('m01', 'ru'),
    here.opens('s01', 'ru', { scheme: 'dark' }),
    here.opens('s02', 'kk', { width: 360, height: 780 }),
    here.opens('m03', 'en', { width: 360, height: 780, scheme: 'dark' }),
  ])
})

const seeVote = (vote: string, ...devices: Device[]) =>
  Promise.all(devices.map((device) => device.goes(`/votes/${vote}`)))
const dialogOf = (device: Device) => device.page.getByRole('dialog')
const inDialog = (device: Device, key: MessageKey) =>
  dialogOf(device).getByRole('button', { name: device.words(key), exact: true })
/** Opens what stands under "If something went wrong". */
const asks = async (device: Device, act: MessageKey) => {
  await device.page.getByText(device.words('remedies.wrong')).click(PATIENT)
  await device.button(act).click()
  await dialogOf(device).waitFor()
}
const reads = (device: Device, words: string) => device.page.getByText(words).first().waitFor(PATIENT)
const says = (device: Device, key: MessageKey, values: Record<string, string | number> = {}) =>
  reads(device, device.words(key, values))
const isClean = async (...devices: Device[]) => {
  for (const device of devices) {
    expect(await seriousFindings(device.page)).toEqual([])
    expect(await scrollsSideways(device.page)).toBe(false)
    expect(device.faults).toEqual([])
  }
}

describe('making a vote void', () => {
  test(
    '[VO80] [VO96] the chair says why, nothing is done without words, and a member reads that no choice is shown',
    LONG,
    async () => {
      const put = await opensVote(chair, 'r01', 'sealed')
      await cast(here.w, put, { for: ['m01', 'm02'], against: ['m04'] })
      await seeVote(put.vote, chairs, member)
      await asks(chairs, 'remedies.void.act')
      await isClean(chairs)
      await inDialog(chairs, 'remedies.void.act').click()
      await dialogOf(chairs).getByText(chairs.words('remedies.wordsMissing')).waitFor()
      expect((await chair.sees('votes', 'vote', { id: put.vote })).stage).toBe('open')
      await dialogOf(chairs).getByLabel(chairs.words('remedies.words')).fill(WORDS)
      await inDialog(chairs, 'remedies.void.act').click()
      await dialogOf(chairs).waitFor({ state: 'hidden' })
      for (const device of [chairs, member]) {
        const ground = device.words('remedies.grounds.technical-failure')
        await says(device, 'remedies.void.withGround', { number: 1, ground })
        await says(device, 'remedies.void.keptSealed')
        await reads(device, WORDS)
        for (const choice of ['for', 'against'] as const)
          expect(await device.page.getByText(device.words(`votes.recorded.${choice}`), { exact: true }).count()).toBe(0)
      }
      await isClean(chairs, member)
    },
  )
})

describe('correcting what was recorded', () => {
  test(
    '[VO85] [VO87] on two pages: who proposed does not confirm, a second person does, and the first entry stays beside it',
    LONG,
    async () => {
      const { vote } = await keysWrongly(here.w, 'r02')
      await seeVote(vote, secretary, second)
      await asks(secretary, 'remedies.corrections.act')
      const { name } = (await chair.sees('votes', 'vote', { id: vote })).roll.find(({ place }) => place === 'm08') ?? {}
      expect(await dialogOf(secretary).getByLabel(secretary.words('remedies.corrections.whose')).inputValue()).toBe(
        'm08',
      )
      await dialogOf(secretary)
        .getByLabel(secretary.words('remedies.corrections.right'), { exact: true })
        .selectOption('for')
      await dialogOf(secretary).getByLabel(secretary.words('remedies.words')).fill('Ослышались в зале.')
      await isClean(secretary)
      await inDialog(secretary, 'remedies.corrections.verb').click()
      await dialogOf(secretary).waitFor({ state: 'hidden' })
      await says(secretary, 'refusals.second-person')
      expect(await secretary.button('remedies.corrections.confirm').count()).toBe(0)
      await second.button('remedies.corrections.confirm').waitFor(PATIENT)
      await isClean(second)
      await second.button('remedies.corrections.confirm').click()
      for (const device of [secretary, second]) {
        await says(device, 'remedies.corrections.choiceLine', {
          name: name?.[device.language] ?? '',
          was: device.words('votes.recorded.against'),
          now: device.words('votes.recorded.for'),
        })
        await says(device, 'remedies.corrections.rollNote', { was: device.words('votes.recorded.against') })
        await device.button('remedies.corrections.confirm').waitFor({ state: 'detached' })
      }
      await isClean(secretary, second)
      await chair.does('votes', 'announce', { vote })
    },
  )

  test(
    '[VO97] [VO69] counts are corrected to equal ones, and the chair confirms only with their own vote said',
    LONG,
    async () => {
      const { vote } = await opensVote(chair, 'r03', 'show-of-hands')
      const counts = [{ scope: 'pool', for: 8, against: 9, abstain: 1 }]
      for (const id of ['s01', 's02']) await (await here.w.person(id)).does('votes', 'enter-count', { vote, counts })
      await chair.does('votes', 'close', { vote })
      await seeVote(vote, secretary, chairs)
      await asks(secretary, 'remedies.corrections.countsAct')
      await dialogOf(secretary).getByLabel(secretary.words('floor.counts.for'), { exact: true }).fill('9')
      await dialogOf(secretary).getByLabel(secretary.words('remedies.words')).fill('Ряд у окна не посчитан.')
      await isClean(secretary)
      await inDialog(secretary, 'remedies.corrections.verb').click()
      await dialogOf(secretary).waitFor({ state: 'hidden' })
      await says(chairs, 'refusals.chair-choice-needed')
      expect(await chairs.button('remedies.corrections.confirm').count()).toBe(0)
      await chairs.page.getByRole('radio', { name: chairs.words('votes.recorded.for') }).check()
      await isClean(chairs)
      await chairs.button('remedies.corrections.confirm').click()
      const line = (device: Device, inFavour: number) =>
        device.words('floor.counts.line', { for: inFavour, against: 9, abstain: 1 })
      for (const device of [secretary, chairs]) {
        await says(device, 'remedies.corrections.countsLine', { was: line(device, 8), now: line(device, 9) })
        await device.button('remedies.corrections.confirm').waitFor({ state: 'detached' })
      }
      expect((await chair.sees('votes', 'vote', { id: vote })).outcome).toMatchObject({
        result: 'carried',
        reason: 'tie',
      })
      await isClean(secretary, chairs)
      await chair.does('votes', 'announce', { vote })
    },
  )
})

describe('objecting to an outcome', () => {
  test('[VO90] [VO91] a member objects on a phone, the chair rules, and both read the ruling', LONG, async () => {
    const { vote } = await announces(here.w, 'r04')
    await seeVote(vote, member, chairs)
    await asks(member, 'remedies.objections.act')
    await isClean(member)
    await dialogOf(member).getByLabel(member.words('remedies.words')).fill('Two hands were not seen.')
    await inDialog(member, 'remedies.objections.verb').click()
    await dialogOf(member).waitFor({ state: 'hidden' })
    for (const device of [member, chairs]) await says(device, 'remedies.objections.waits')
    await chairs.button('remedies.objections.rule').click()
    await inDialog(chairs, 'remedies.objections.rule').click()
    await dialogOf(chairs).getByText(chairs.words('remedies.wordsMissing')).waitFor()
    await dialogOf(chairs).getByLabel(chairs.words('remedies.objections.rulingWords')).fill('Числа сверены.')
    await inDialog(chairs, 'remedies.objections.rule').click()
    await dialogOf(chairs).locator('select[aria-invalid="true"]').waitFor()
    await isClean(chairs)
    await dialogOf(chairs)
      .getByLabel(chairs.words('remedies.objections.ruling'), { exact: true })
      .selectOption('not-upheld')
    await inDialog(chairs, 'remedies.objections.rule').click()
    await dialogOf(chairs).waitFor({ state: 'hidden' })
    for (const device of [member, chairs]) await reads(device, 'Числа сверены.')
    expect((await chair.sees('votes', 'vote', { id: vote })).stage).toBe('announced')
    await isClean(member, chairs)
  })
})

describe('replacing a teller', () => {
  test(
    '[VO76] the chair sets one aside at the desk, and why is read there and on the page of the vote',
    LONG,
    async () => {
      const { vote } = await opensVote(chair, 'r05', 'show-of-hands')
      const counts = [{ scope: 'pool', for: 8, against: 9, abstain: 1 }]
      await (await here.w.person('s03')).does('votes', 'enter-count', { vote, counts })
      await chairs.goes(`/sessions/${SESSION}/desk?recommendation=r05`)
      await seeVote(vote, member)
      // The chair has a place too: their own sheet came up over the desk.
      await chairs.button('votes.sheet.putAside').click(PATIENT)
      await chairs.page.getByText(chairs.words('manners.tellers.gone')).click(PATIENT)
      await chairs.page.getByRole('button', { name: new RegExp(`^${chairs.words('manners.tellers.act')}`) }).click()
      await isClean(chairs)
      await dialogOf(chairs).getByLabel(chairs.words('remedies.words')).fill('Вызван из зала.')
      await inDialog(chairs, 'manners.tellers.act').click()
      await dialogOf(chairs).waitFor({ state: 'hidden' })
      for (const device of [chairs, member]) await reads(device, 'Вызван из зала.')
      await says(chairs, 'manners.hands.standing.none')
      await isClean(chairs, member)
      must(await chair.act('votes', 'void', { vote, ground: 'disorder', words: WORDS }))
    },
  )
})
