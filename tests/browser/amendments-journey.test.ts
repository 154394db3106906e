import { expect, test } from 'vitest'
import { freezes, SESSION } from '../world.ts'
import { type Device, seriousFindings } from './browser.ts'
import { PATIENT, served } from './served.ts'

const here = served()
const session = { session: SESSION }
const row = (device: Device, id: string) => device.page.locator(`[data-amendment="${id}"]`)

/** What the chair presses on an amendment at the desk; its row is opened for it. */
async function presses(chair: Device, recommendation: string, id: string, verb: 'put' | 'accept'): Promise<void> {
  await chair.goes(`/sessions/${SESSION}/desk?recommendation=${recommendation}`)
  const button = row(chair, id).getByRole('button', { name: new RegExp(`^${chair.words(`amendmentsDesk.${verb}`)}`) })
  const opens = row(chair, id).locator('button[aria-expanded]')
  await opens.waitFor(PATIENT)
  if ((await opens.getAttribute('aria-expanded')) === 'false') await opens.click()
  await button.click(PATIENT)
}

/** The chair puts it, twenty vote as the script says, the chair closes and announces; the answer is the vote. */
async function votes(chair: Device, recommendation: string, id: string, counts: readonly [number, number, number]) {
  await presses(chair, recommendation, id, 'put')
  const m01 = await here.w.person('m01')
  const running = async () => (await m01.sees('votes', 'list', session)).votes.find(({ stage }) => stage === 'open')?.id
  await expect.poll(running, PATIENT).toBeDefined()
  const vote = (await running()) ?? ''
  const { roll, hash } = await m01.sees('votes', 'vote', { id: vote })
  const present = roll.filter(({ account }) => account !== 'm09' && account !== 'm17')
  const [yes, no, abstain] = counts
  expect(present).toHaveLength(yes + no + abstain)
  for (const [index, { account, place }] of present.entries())
    await (await here.w.person(account)).does('votes', 'cast', {
      vote,
      place,
      hash,
      choice: index < yes ? 'for' : index < yes + no ? 'against' : 'abstain',
    })
  // The chair's own sheet lies over the desk until it is put away.
  const isAway = async () => {
    await chair.page.keyboard.press('Escape')
    return (await chair.page.getByRole('dialog').count()) === 0
  }
  await expect.poll(isAway, PATIENT).toBe(true)
  await chair.button('votes.desk.close').click(PATIENT)
  await chair.button('votes.desk.announce').click(PATIENT)
  const stage = async () => (await m01.sees('votes', 'vote', { id: vote })).stage
  await expect.poll(stage, PATIENT).toBe('announced')
  return m01.sees('votes', 'vote', { id: vote })
}

const stageOf = async (id: string) => (await (await here.w.person('m01')).sees('amendments', 'amendment', { id })).stage
const textOf = async (id: string) =>
  (await (await here.w.person('m01')).sees('recommendations', 'text', { id })).plain.text

test('[AM28] [AM30] [AM31] [AM37] [AM38] the demo’s five amendments are decided at the desk as its script says', {
  timeout: 240_000,
}, async () => {
  const m01 = await here.w.person('m01')
  const chair = await here.opens('m01', 'ru')

  // Terminology of the Kazakh text alone: accepted without a vote, the other languages stay as valid as they were.
  const languages = async () => {
    const { recommendations } = await m01.sees('recommendations', 'list', session)
    return recommendations.find(({ id }) => id === 'r04')?.languages
  }
  const before = await languages()
  await presses(chair, 'r04', 'am5', 'accept')
  const accepting = chair.page.getByRole('dialog')
  expect(await seriousFindings(chair.page)).toEqual([])
  await accepting.getByRole('button', { name: chair.words('amendmentsDesk.accept') }).click()
  await expect.poll(() => stageOf('am5'), PATIENT).toBe('adopted')
  expect((await textOf('r04')).kk).toContain('үстеме төлем')
  expect([(await languages())?.ru, (await languages())?.en]).toEqual([before?.ru, before?.en])

  // The furthest from the text first: rejected; then the nearer one, which the text says at once.
  for (const recommendation of ['r05', 'r09']) await freezes(m01, recommendation)
  const furthest = await votes(chair, 'r05', 'am2', [5, 14, 1])
  expect(furthest).toMatchObject({ outcome: { result: 'rejected' } })
  expect([await stageOf('am2'), (await textOf('r05')).ru.includes('24 часов')]).toEqual(['rejected', true])
  const nearer = await votes(chair, 'r05', 'am1', [15, 4, 1])
  expect(nearer).toMatchObject({ outcome: { result: 'carried' } })
  await expect.poll(() => stageOf('am1'), PATIENT).toBe('adopted')
  expect((await textOf('r05')).ru).toContain('в течение 12 часов')

  // A separate vote asks whether the part stays: it does, so the amendment is rejected.
  const part = (await textOf('r09')).ru
  const kept = await votes(chair, 'r09', 'am3', [13, 6, 1])
  expect(kept).toMatchObject({ outcome: { result: 'carried' } })
  await expect.poll(() => stageOf('am3'), PATIENT).toBe('rejected')
  expect((await textOf('r09')).ru).toBe(part)

  // A new recommendation is the set's thirteenth, and a member reads it there.
  await votes(chair, 'r05', 'am4', [17, 2, 1])
  const member = await here.opens('m03', 'ru', { width: 360, height: 780 })
  await member.goes(`/sessions/${SESSION}?view=texts`)
  await member.page
    .getByRole('link', { name: /Учёт физической фиксации/ })
    .first()
    .waitFor(PATIENT)
  const { recommendations } = await m01.sees('recommendations', 'list', session)
  expect(recommendations.filter(({ id }) => id === 'r13')).toMatchObject([{ number: 13, kind: 'recommendation' }])
  await member.goes(`/votes/${nearer.id}`)
  await member.page.locator('main').getByText(nearer.question.sentence.ru).first().waitFor(PATIENT)
  expect(await seriousFindings(member.page)).toEqual([])
  expect([...chair.faults, ...member.faults]).toEqual([])
})
