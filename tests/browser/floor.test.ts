import { expect, test } from 'vitest'
import { freezes, SESSION } from '../world.ts'
import { type Device, scrollsSideways, seriousFindings } from './browser.ts'
import { served } from './served.ts'

const here = served()

/** Three people at three pages, each looked at by axe. */
const LONG_MS = 150_000
const PHONE = { width: 360, height: 780 }
const desk = `/sessions/${SESSION}/desk?recommendation=r05`
const clockOf = (device: Device) => device.page.getByRole('timer').first()

test(
  '[SE30] [SE31] [SE32] [SE34] [SE35] [SE36] a member asks on the phone, the chair calls on the desk, a point of order holds a vote until it is ruled on',
  async () => {
    await freezes(await here.w.person('m01'), 'r05')
    const [chair, aigul, marat] = await Promise.all([
      here.opens('m01', 'en'),
      here.opens('m03', 'kk', PHONE),
      here.opens('m05', 'ru', PHONE),
    ])
    await Promise.all([chair.goes(desk), aigul.goes(`/sessions/${SESSION}`), marat.goes(`/sessions/${SESSION}`)])

    // She asks with one press and reads her place; the chair's desk shows her by itself.
    await aigul.button('floor.ask').click()
    await aigul.page.getByText(aigul.words('floor.place', { place: 1 })).waitFor()
    const next = chair.button('floor.desk.callNext')
    await expect.poll(() => next.getAttribute('aria-disabled')).toBeNull()
    await next.click()
    await aigul.page.getByText(aigul.words('floor.youSpeak')).waitFor()

    // The list is put in another order by keyboard, and the focus stays with who was moved.
    for (const id of ['m04', 'm06', 'm07'])
      await (await here.w.person(id)).does('floor', 'ask', { session: SESSION, account: id })
    const order = () =>
      chair.page.locator('[data-press$=" down"]').evaluateAll((all) => all.map((one) => one.ariaLabel))
    await expect.poll(async () => (await order()).length).toBe(3)
    const [first, second, third] = await order()
    await chair.page.locator('[data-press$=" down"]').first().focus()
    await chair.page.keyboard.press('Alt+ArrowDown')
    await expect.poll(order).toEqual([second, first, third])
    await expect.poll(() => chair.page.evaluate(() => document.activeElement?.ariaLabel)).toBe(first)

    // The countdown runs on every page, from the server's clock.
    for (const device of [chair, aigul, marat]) {
      await expect.poll(() => clockOf(device).innerText()).toMatch(/^[23]:\d\d$/)
      const first = await clockOf(device).innerText()
      await expect.poll(() => clockOf(device).innerText(), { timeout: 5_000 }).not.toBe(first)
    }

    // A point of order goes first: the desk says so, and no vote opens.
    await marat.button('floor.order.raise').click()
    await marat.page.getByText(marat.words('floor.order.mine')).waitFor()
    await chair.page.getByText(chair.words('floor.desk.orderFirst')).waitFor()
    const open = chair.button('votes.desk.open')
    await expect.poll(() => open.getAttribute('aria-disabled')).toBe('true')
    await chair.page.getByText(chair.words('refusals.ruling-waits')).first().waitFor()
    expect(await seriousFindings(chair.page)).toEqual([])

    // The ruling frees it; everybody reads the ruling.
    await chair.page.getByLabel(chair.words('floor.order.words')).fill('The speaker keeps to the point.')
    await chair.button('floor.order.ruled', { ruling: chair.words('floor.order.not-sustained').toLowerCase() }).click()
    for (const device of [aigul, marat])
      await device.page.getByText('The speaker keeps to the point.').first().waitFor()
    await expect.poll(() => open.getAttribute('aria-disabled')).toBeNull()
    for (const device of [aigul, marat]) {
      expect(await seriousFindings(device.page)).toEqual([])
      expect(await scrollsSideways(device.page)).toBe(false)
    }
    await open.click()
    await expect
      .poll(
        async () => (await (await here.w.person('m01')).sees('votes', 'list', { session: SESSION })).votes[0]?.stage,
      )
      .toBe('open')
    for (const device of [chair, aigul, marat]) {
      expect(device.faults).toEqual([])
      await device.context.close()
    }
  },
  LONG_MS,
)
