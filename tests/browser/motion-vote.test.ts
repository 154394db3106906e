import { expect, test } from 'vitest'
import { say } from '../../shared/messages/translate.ts'
import { SESSION } from '../world.ts'
import { scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT, served } from './served.ts'

const here = served()

/** Three people at three pages and the wall, each looked at by axe. */
const LONG_MS = 150_000
const PHONE = { width: 360, height: 780 }

test(
  '[SE39] [SE44] [SE45] [VO134] a motion is raised on a phone, put by the chair from the desk, voted on, announced, and the list is closed',
  async () => {
    const [chair, aigul, marat] = await Promise.all([
      here.opens('m01', 'en'),
      here.opens('m03', 'kk', PHONE),
      here.opens('m05', 'ru', PHONE),
    ])
    const { path } = await (await here.w.person('m01')).does('screens', 'create-link', {
      session: SESSION,
      name: 'Hall',
      languages: ['ru', 'en'],
    })
    const wall = await (await here.browser.newContext({ baseURL: here.base })).newPage()
    await wall.goto(path)
    await Promise.all([
      chair.goes(`/sessions/${SESSION}/desk`),
      aigul.goes(`/sessions/${SESSION}`),
      marat.goes(`/sessions/${SESSION}`),
    ])

    // She moves on her phone, in her own words.
    await aigul.button('floor.motions.raise').click()
    await aigul.page.getByRole('radio', { name: aigul.words('floor.motions.kinds.close-list') }).check()
    await aigul.page.getByLabel(aigul.words('floor.motions.words')).fill('бесеуден кейін')
    await aigul.button('floor.motions.raiseVerb').click()

    // The desk shows the question as it will be read; one press more opens the vote, each by their own ballot.
    const put = chair.page.getByRole('button', { name: chair.words('floor.motions.put') })
    await put.filter({ hasText: chair.words('floor.motions.kinds.close-list') }).click()
    const dialog = chair.page.getByRole('dialog')
    await dialog.getByText(chair.words('floor.motions.questions.close-list')).waitFor()
    expect(await seriousFindings(chair.page)).toEqual([])
    await dialog.getByLabel(chair.words('votes.desk.manner')).selectOption('open')
    await chair.button('votes.desk.open').last().click()
    await aigul.page.getByRole('heading', { name: aigul.words('floor.motions.questions.close-list') }).waitFor()
    for (const device of [aigul, marat]) {
      expect(await seriousFindings(device.page)).toEqual([])
      expect(await scrollsSideways(device.page)).toBe(false)
    }

    await wall.getByText(say('ru', 'floor.motions.questions.close-list')).first().waitFor()
    // While it runs the row leads to the vote, and nothing is entered by hand.
    const row = chair.page.getByRole('link', { name: chair.words('floor.motions.inVote', { number: 1 }), exact: true })
    await row.waitFor()
    expect(await chair.button('floor.motions.noObjection').count()).toBe(0)

    for (const device of [aigul, marat]) {
      const choose = device.button('votes.choices.for')
      await expect.poll(() => choose.isEnabled(), PATIENT).toBe(true)
      await choose.click()
      await device.page.getByText(device.words('votes.sheet.done')).first().waitFor()
    }
    await chair.page.keyboard.press('Escape')
    for (const act of ['close', 'announce'] as const) {
      // That of the text that is chosen on the desk is off.
      const name = chair.words(`votes.desk.${act}`)
      await chair.page.getByRole('button', { name, exact: true, disabled: false }).click()
    }
    await chair.page.getByText(chair.words('floor.motions.done.close-list')).first().waitFor()
    await wall
      .getByText(say('ru', 'outcome.counts.for', { number: 2 }))
      .first()
      .waitFor()
    for (const device of [aigul, marat]) {
      await device.goes(`/sessions/${SESSION}`)
      await device.page.getByText(device.words('floor.listClosed')).first().waitFor()
      expect(await scrollsSideways(device.page)).toBe(false)
    }
    await aigul.page
      .getByRole('link', { name: aigul.words('floor.motions.inVote', { number: 1 }), exact: true })
      .click()
    await aigul.page.getByText(aigul.words('floor.motions.stages.carried')).first().waitFor()
    expect(await seriousFindings(aigul.page)).toEqual([])
    await wall.context().close()
    for (const device of [chair, aigul, marat]) {
      expect(device.faults).toEqual([])
      await device.context.close()
    }
  },
  LONG_MS,
)
