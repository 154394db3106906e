import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoContent } from '../../server/demo/content.ts'
import type { SessionId } from '../../shared/ids.ts'
import { launch } from '../chromium.ts'
import { realClock, SESSION, type World, world } from '../world.ts'
import { type Device, opens, scrollsSideways, seriousFindings } from './browser.ts'

/** A session from its opening to its close: two chairs, the secretary, two members, an observer, and the projector. */
let w: World
let base: string
let browser: Browser
beforeAll(async () => {
  const content = demoContent()
  const nobody = { ...content.script, absent: content.members.map(({ id }) => id) }
  w = await world({ pages: true, clock: realClock(), content: { ...content, script: nobody } })
  base = await w.listen()
  browser = await launch()
  const { db, acts } = w.app.house
  // The demo's session is open already: this one begins before its opening.
  await acts.writeSignIn((writer) =>
    writer
      .updateTable('sessions')
      .set({ stage: 'planned', sitting: 0, current_point: null })
      .where('id', '=', SESSION as SessionId)
      .execute(),
  )
  await acts.writeSignIn((writer) => writer.deleteFrom('sittings').execute())
  expect(await db.selectFrom('sittings').select('number').execute()).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const home = `/sessions/${SESSION}`
const desk = `${home}/desk`
const session = { session: SESSION }
const PATIENT = { timeout: 20_000 }
const shows = (page: Page, words: string) => page.getByText(words).filter({ visible: true }).first().waitFor(PATIENT)
/** Presses a button of the desk that asks once, and says yes. */
const confirms = async (device: Device, verb: Parameters<Device['button']>[0]) => {
  await device.button(verb).click()
  await device.page
    .getByRole('dialog')
    .getByRole('button', { name: device.words(verb), exact: true })
    .click()
  await device.page.getByRole('dialog').waitFor({ state: 'hidden' })
}
const isFine = async (page: Page) => {
  expect(await seriousFindings(page)).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
}

test('[SE11] [SE14] [SE10] [SE12] [SE13] [SE16] [SE21] [SE50] a session from its opening to its close, on every screen', async () => {
  const phone = { width: 390, height: 844 }
  const chair = await opens(browser, base, 'm01', 'ru')
  const other = await opens(browser, base, 'm12', 'en')
  const secretary = await opens(browser, base, 's01', 'ru')
  const member = await opens(browser, base, 'm03', 'kk', phone)
  const remote = await opens(browser, base, 'm19', 'ru', { ...phone, scheme: 'dark' })
  const observer = await opens(browser, base, 'o01', 'en')
  const everyone = [chair, other, secretary, member, remote, observer]
  const screen = await projector(browser)
  await Promise.all([
    chair.goes(desk),
    other.goes(desk),
    secretary.goes(`${home}/attendance`),
    ...[member, remote, observer].map((device) => device.goes(home)),
  ])

  // Opening: until then nobody checks in.
  expect(await member.button('sessions.course.hereHall').count()).toBe(0)
  expect(await other.button('sessions.course.open').getAttribute('aria-disabled')).toBe('true')
  await confirms(chair, 'sessions.course.open')

  // Checking in: oneself in the hall, oneself on-line, and a paper list.
  await member.button('sessions.course.hereHall').click()
  await shows(member.page, member.words('sessions.youAreIn', { mode: member.words('sessions.inHall') }))
  await remote.button('sessions.course.hereRemote').click()
  await shows(remote.page, remote.words('sessions.youAreIn', { mode: remote.words('sessions.remote') }))
  await shows(observer.page, observer.words('sessions.quorumMissing'))
  await secretary.button('sessions.course.paperStart').click()
  for (const box of await secretary.page.getByRole('checkbox').all()) await box.check()
  await secretary.page
    .getByRole('button', { name: secretary.words('sessions.course.paperNote', { count: 20 }) })
    .click()

  // The quorum is reached: on every page, and stated by the chair.
  for (const device of [chair, other, secretary, observer])
    await device.page.locator('[data-reached]').first().waitFor(PATIENT)
  await chair.button('sessions.course.stateQuorum').click()
  await shows(chair.page, chair.words('sessions.course.stated', { time: '', numbers: '' }).split(':')[0] ?? '')

  // Lost and reached again.
  const s01 = await w.person('s01')
  const gone = ['m02', 'm04', 'm05', 'm07']
  for (const account of gone) await s01.does('sessions', 'note-attendance', { ...session, account, event: 'left' })
  await shows(observer.page, observer.words('sessions.quorumMissing'))
  await shows(chair.page, chair.words('sessions.quorumMissing'))
  for (const account of gone) await s01.does('sessions', 'note-attendance', { ...session, account, event: 'came' })
  await observer.page.locator('[data-reached]').first().waitFor(PATIENT)

  // The agenda, and the floor: asked for on the phone, given at the desk, seen by all.
  await chair.button('sessions.course.nextPoint').click()
  await shows(observer.page, 'Opening, roll call')
  await member.button('floor.ask').click()
  await chair.page.getByRole('button', { name: chair.words('floor.desk.callNext') }).click()
  await shows(member.page, member.words('floor.youSpeak'))
  await shows(screen, 'Марат Жолдыбай')
  await shows(observer.page, 'Marat Zholdybai')

  // Presiding goes to the other chair: their desk works now, the first one's does not.
  await chair.page.getByLabel(chair.words('sessions.course.handOverTo')).selectOption('m12')
  await confirms(chair, 'sessions.course.handOver')
  await expect.poll(() => other.button('sessions.course.suspend').getAttribute('aria-disabled'), PATIENT).toBeNull()
  await expect.poll(() => chair.button('sessions.course.suspend').getAttribute('aria-disabled'), PATIENT).toBe('true')
  await other.page.getByRole('button', { name: other.words('sessions.course.take', { number: '8' }) }).click()
  await shows(observer.page, 'Discussion with state bodies')

  // A closed point: the observer and the projector see that there is one.
  await other.page.getByRole('button', { name: other.words('sessions.course.closePoint', { number: '8' }) }).click()
  await shows(observer.page, observer.words('sessions.course.closedPoint'))
  await expect.poll(() => observer.page.locator('body').innerText(), PATIENT).not.toContain('Discussion with state')
  await expect.poll(() => screen.locator('body').innerText(), PATIENT).not.toContain('Обсуждение с государственными')
  await shows(member.page, '8-тармақ')
  await other.page.getByRole('button', { name: other.words('sessions.course.releasePoint', { number: '8' }) }).click()
  await shows(observer.page, 'Discussion with state bodies')

  for (const device of everyone) await isFine(device.page)
  await isFine(screen)

  // Suspended, with the head of the record on every screen; resumed, and nobody is present.
  await confirms(other, 'sessions.course.suspend')
  const { head } = await s01.sees('sessions', 'session', { id: SESSION })
  const short = (head?.hash ?? '').slice(0, 4)
  for (const page of [observer.page, member.page, screen]) await shows(page, short)
  await confirms(other, 'sessions.course.resume')
  await shows(observer.page, observer.words('sessions.quorumMissing'))
  await member.button('sessions.course.hereHall').waitFor(PATIENT)

  // Closed.
  await confirms(other, 'sessions.course.close')
  for (const device of [observer, member, chair]) await shows(device.page, device.words('common.states.closed'))
  for (const device of everyone) {
    await isFine(device.page)
    expect(device.faults).toEqual([])
    await device.context.close()
  }
  await screen.context().close()
}, 240_000)

/** A projector of its own, without an account, by a link. */
async function projector(browser: Browser): Promise<Page> {
  const secretary = await w.person('s01')
  const { path } = await secretary.does('screens', 'create-link', {
    ...session,
    name: 'Hall',
    languages: ['ru'],
  } as never)
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1920, height: 1080 } })
  const page = await context.newPage()
  await page.goto(path)
  return page
}
