import { expect, test } from 'vitest'
import { cast, opensVote } from '../world.ts'
import { seriousFindings } from './browser.ts'
import { PATIENT, served } from './served.ts'

const here = served()

test('[VO122] [VO125] [AD10] who voted against says so in their own words on a phone; everybody reads it with the text', {
  timeout: 90_000,
}, async () => {
  const { w } = here
  const chair = await w.person('m01')
  const put = await opensVote(chair, 'r03', 'open')
  await cast(w, put, { for: ['m01', 'm02', 'm12', 'm13'], against: ['m03'] })
  await chair.does('votes', 'close', { vote: put.vote })
  await chair.does('votes', 'announce', { vote: put.vote })
  await chair.does('adoption', 'adopt', put)

  const member = await here.opens('m03', 'kk', { width: 360, height: 780 })
  await member.goes(`/votes/${put.vote}`)
  await member.button('opinions.give.dissent').click(PATIENT)
  await member.button('opinions.verb').click()
  await member.page.getByText(member.words('opinions.wordsMissing')).waitFor()
  await member.page.getByLabel(member.words('common.languages.kk'), { exact: true }).fill('Мерзім тым қысқа.')
  await member.button('opinions.verb').click()
  await member.page.locator('[data-opinion="dissent"]').getByText('Мерзім тым қысқа.').waitFor(PATIENT)
  await member.button('opinions.change').click()
  await member.page.getByLabel(member.words('common.languages.ru'), { exact: true }).fill('Срок слишком короткий.')
  await member.button('opinions.save').click()

  const reader = await here.opens('m02', 'ru', { scheme: 'dark' })
  await reader.goes('/adopted/r03')
  const said = reader.page.locator('[data-opinion="dissent"]')
  await said.getByText('Срок слишком короткий.').waitFor(PATIENT)
  expect(await said.innerText()).toContain(reader.words('opinions.kinds.dissent'))
  await reader.goes(`/votes/${put.vote}`)
  const off = reader.button('opinions.give.dissent')
  await off.waitFor(PATIENT)
  expect(await off.getAttribute('aria-disabled')).toBe('true')
  await reader.page.getByText(reader.words('refusals.voted-for')).waitFor()
  for (const device of [member, reader]) expect(await seriousFindings(device.page)).toEqual([])
  expect([...member.faults, ...reader.faults]).toEqual([])
})
