import type { Locator } from 'playwright'
import { expect, test } from 'vitest'
import { unbroken } from '../../client/ui/unbroken.ts'
import type { Language } from '../../shared/language.ts'
import { SESSION } from '../world.ts'
import type { Device } from './browser.ts'
import { served, workspace } from './served.ts'

const here = served()

/** The words of a part on a page. */
const words = (device: Device, language: Language) => device.editor('text', language).innerText()

/** Everyone on the roll but those named casts for, at once. */
async function othersVote(vote: string, hash: string, except: readonly string[]): Promise<void> {
  const { roll } = await (await here.w.person('m01')).sees('votes', 'vote', { id: vote })
  for (const { account, place } of roll.filter((one) => !except.includes(one.account))) {
    await (await here.w.person(account)).does('votes', 'cast', { vote, place, hash, choice: 'for' })
  }
}

test('[LT1] with the network gone one goes on typing, and the words arrive when it is back', async () => {
  const [aigul, irina] = await Promise.all([here.opens('m03', 'ru'), here.opens('m16', 'ru')])
  await Promise.all([aigul.goes(workspace('r04')), irina.goes(workspace('r04'))])
  await aigul.writes('text', 'ru', ' До разрыва.')
  await expect.poll(() => words(irina, 'ru')).toContain('До разрыва.')

  await aigul.context.setOffline(true)
  await aigul.writes('text', 'ru', ' Без связи.')
  await aigul.page
    .getByText(/Нет связи, \d+/)
    .first()
    .waitFor()
  await irina.writes('text', 'ru', ' Тем временем.')
  expect(await words(irina, 'ru')).not.toContain('Без связи.')

  await aigul.context.setOffline(false)
  await expect.poll(() => words(irina, 'ru'), { timeout: 20_000 }).toContain('Без связи.')
  await expect.poll(() => words(aigul, 'ru')).toContain('Тем временем.')
  await aigul.page
    .getByText(/Сохранено \d\d:\d\d/)
    .first()
    .waitFor()
  for (const device of [aigul, irina]) await device.context.close()
})

/** Presses until what should come of it is there. */
async function presses(button: Locator, shows: Locator): Promise<void> {
  const done = async () => {
    if ((await shows.count()) > 0) return true
    await button.click({ timeout: 500 }).catch(() => undefined)
    return false
  }
  await expect.poll(done, { timeout: 10_000 }).toBe(true)
}

test.each([
  ['en', 'r01'],
  ['ru', 'r02'],
  ['kk', 'r03'],
] as const)(
  '[VE1] [VO11] [AD1] [LA9] in %s two pages write %s, the chair freezes, members vote, the chair adopts',
  async (language, recommendation) => {
    const [chair, aigul, irina] = await Promise.all([
      here.opens('m01', language),
      here.opens('m02', language),
      here.opens('m15', language, { width: 360, height: 780 }),
    ])
    await Promise.all([aigul.goes(workspace(recommendation)), irina.goes(workspace(recommendation))])

    // Two members of different councils write into each other's page.
    await aigul.page.getByRole('tab', { name: new RegExp(aigul.words(`recommendations.ownNames.${language}`)) }).click()
    await irina.page.getByRole('tab', { name: new RegExp(irina.words(`recommendations.ownNames.${language}`)) }).click()
    await aigul.writes('text', language, ' Әріптес.')
    await expect.poll(() => words(irina, language)).toContain('Әріптес.')
    await irina.writes('text', language, ' Коллега.')
    await expect.poll(() => words(aigul, language)).toContain('Коллега.')
    const saved = aigul.words('live.line.saved', { time: '' }).trim()
    await expect.poll(() => aigul.page.getByText(saved, { exact: false }).count()).toBeGreaterThan(0)

    // The chair freezes it from the desk; both editors are closed in front of their writers.
    await chair.goes(`/sessions/${SESSION}/desk?recommendation=${recommendation}`)
    await chair.button('votes.desk.freeze').click()
    await chair.page
      .getByRole('dialog')
      .getByRole('button', { name: chair.words('votes.desk.freeze') })
      .click()
    await expect.poll(() => aigul.page.locator('.ProseMirror[contenteditable="true"]').count()).toBe(0)
    await expect.poll(() => irina.page.locator('.ProseMirror[contenteditable="true"]').count()).toBe(0)

    // The vote opens on every page by itself; a roll-call ballot is confirmed and gets its receipt.
    await chair.button('votes.desk.open').click()
    for (const member of [aigul, irina]) {
      const sheet = member.page.getByRole('dialog')
      await sheet.getByText(member.words('votes.sheet.notCastYet')).first().waitFor()
      const choice = sheet.getByRole('button', { name: member.words('votes.choices.for'), exact: true })
      const confirm = sheet.getByRole('button', {
        name: member.words('votes.sheet.confirm', { choice: member.words('votes.choices.for') }),
      })
      const receipt = sheet.getByText(member.words('votes.sheet.done')).first()
      // What has just appeared takes no press in its first 700 ms: one presses again, as a person would.
      await presses(choice, confirm)
      await presses(confirm, receipt)
    }
    const list = await (await here.w.person('m01')).sees('votes', 'list', { session: SESSION })
    const { id: vote } = list.votes[0] ?? { id: '' }
    const { hash } = await (await here.w.person('m01')).sees('votes', 'vote', { id: vote })
    await othersVote(vote, hash, ['m02', 'm15', 'm01'])

    // Closed, announced, adopted; each page shows it.
    await chair.page.keyboard.press('Escape')
    await chair.button('votes.desk.close').click()
    await chair.button('votes.desk.announce').click()
    await chair.button('votes.desk.adopt').click()
    await chair.page
      .getByRole('dialog')
      .getByRole('button', { name: chair.words('votes.desk.adopt') })
      .click()
    await expect
      .poll(
        async () =>
          (await (await here.w.person('m01')).sees('recommendations', 'recommendation', { id: recommendation })).stage,
      )
      .toBe('adopted')
    await aigul.goes(`/votes/${vote}`)
    const { outcome } = await (await here.w.person('m02')).sees('votes', 'vote', { id: vote })
    await aigul.page
      .getByText(unbroken(outcome?.headline[language] ?? '—'))
      .first()
      .waitFor()
    await irina.goes(`/adopted/${recommendation}`)
    await irina.page.getByText('Әріптес.').first().waitFor()
    for (const device of [chair, aigul, irina]) {
      expect(device.faults).toEqual([])
      await device.context.close()
    }
  },
)
