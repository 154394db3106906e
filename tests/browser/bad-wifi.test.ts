import { expect, test } from 'vitest'
import { launch } from '../chromium.ts'
import { badWifi } from '../slow-line.ts'
import { freezes, realClock, SESSION, world } from '../world.ts'
import { opens } from './browser.ts'

/** From the opening to the receipt on the phone, with a hand that presses as soon as the button takes it. */
const LONGEST_MS = 3_000
const VOTES = 3

test('[VO7] [VO16] over bad wifi a member has the receipt three seconds after the opening; the text was on the phone at the freeze', async () => {
  const w = await world({ pages: true, clock: realClock() })
  const base = await w.listen()
  const wifi = await badWifi(Number(new URL(base).port))
  const browser = await launch()
  try {
    const chair = await w.person('m01')
    const phone = await opens(browser, `http://127.0.0.1:${wifi.port}`, 'm02', 'ru', { width: 360, height: 780 })
    await phone.goes(`/sessions/${SESSION}`)
    const fetched: string[] = []
    phone.page.on('response', (response) => fetched.push(new URL(response.url()).pathname))
    const hash = await freezes(chair, 'r02')
    await expect.poll(() => fetched.includes('/api/versions/version')).toBe(true)
    fetched.length = 0
    const sheet = phone.page.getByRole('dialog')
    const choice = sheet.getByRole('button', { name: phone.words('votes.choices.for'), exact: true })
    const receipt = sheet.getByText(phone.words('votes.sheet.done')).first()
    const took: number[] = []
    for (let vote = 0; vote < VOTES; vote += 1) {
      const from = performance.now()
      const question = { kind: 'procedure', session: SESSION, words: { kk: '', ru: `Вопрос ${vote}?`, en: '' } }
      const opened =
        vote === 0
          ? await chair.does('votes', 'open', { recommendation: 'r02', hash, manner: 'open' })
          : await chair.does('votes', 'open-question', { question, manner: 'open' })
      await expect
        .poll(
          async () => {
            await choice.click({ timeout: 200 }).catch(() => undefined)
            return receipt.isVisible()
          },
          { interval: 50 },
        )
        .toBe(true)
      took.push(performance.now() - from)
      await chair.does('votes', 'close', { vote: opened.vote })
      await chair.does('votes', 'announce', { vote: opened.vote })
      await phone.page.keyboard.press('Escape')
      await expect.poll(() => sheet.isVisible()).toBe(false)
    }
    // A receipt stands on the page with its answer: a hand that goes on pressing casts no second time.
    expect(fetched.filter((path) => path === '/api/votes/cast')).toHaveLength(VOTES)
    // What else runs on the machine is in some of them; the network is in all.
    expect(Math.min(...took)).toBeLessThanOrEqual(LONGEST_MS)
    expect(fetched).not.toContain('/api/versions/version')
    expect(phone.faults).toEqual([])
  } finally {
    await browser.close()
    await wifi.close()
    await w.close()
  }
})
