import type { Page } from 'playwright'
import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
import { say } from '../../shared/messages/translate.ts'
import { launch } from '../chromium.ts'
import { amendedOften } from '../commands/amending.ts'
import { putVersions } from '../put-versions.ts'
import { realClock, SESSION, world } from '../world.ts'
import type { Figures, Given, Outcome } from './outcome.ts'

const AMENDMENTS = 50
const VERSIONS = 500
const PARAGRAPHS = 30
/** So long a page is watched after what it shows first is there. */
const WATCHED_MS = 3_000
const PATIENT = { timeout: 30_000 }

/**
 * The pages that show most, in a browser: how long the longest task is in which one of them answers nobody, in ms. Each is opened as often
 * as `times` says; the first time the browser knows nothing yet, which is another matter and not counted.
 */
export async function longTasks(given: Given): Promise<Outcome> {
  const w = await world({ pages: true, clock: realClock() })
  const browser = await launch()
  try {
    const base = await w.listen()
    const amended = await amendedOften(w, AMENDMENTS)
    const texts = Array.from({ length: VERSIONS }, (_, at) => words(at))
    const numbers = await putVersions(w.app.house.db, 'r03', 'ru', texts)
    const [first = 0, last = 0] = [numbers[0], numbers.at(-1)]
    const context = await browser.newContext({ baseURL: base, locale: 'ru-RU', viewport: { width: 1440, height: 900 } })
    const data = { email: demoEmail('m01'), password: DEMO_PASSWORD }
    await context.request.post('/api/accounts/sign-in', { data })
    await context.addInitScript(watchTasks)
    const page = await context.newPage()
    const set = `/sessions/${SESSION}`
    const text = (id: string) => `${set}/recommendations/${id}`
    const figures: Record<string, number> = {}
    for (let time = 0; time <= given.times; time += 1) {
      const looks = async (figure: string, path: string, shown: string, tab?: string) => {
        await page.goto(path)
        if (tab) {
          await page.locator('[data-part="text"]').first().waitFor(PATIENT)
          await page.waitForTimeout(WATCHED_MS)
          await page.evaluate(forgetTasks)
          await page.getByRole('tab', { name: tab }).click()
        }
        await page.locator(shown).first().waitFor(PATIENT)
        await page.waitForTimeout(WATCHED_MS)
        const longest = await longestTask(page)
        if (time > 0) figures[figure] = Math.max(figures[figure] ?? 0, longest)
      }
      await looks('list', text(amended), '[data-amendment]', say('ru', 'amendments.title'))
      await looks('set', `${set}/consolidated`, 'ins')
      await looks('compare', `${text('r03')}/compare/${first}/${last}`, '[data-change]')
      await looks('timeline', text('r03'), `text=Version ${first} by name`, say('ru', 'versions.title'))
    }
    return { figures: figures as Figures, faults: [], isGeneratorTheLimit: false }
  } finally {
    await browser.close()
    await w.close()
  }
}

/** A text of many paragraphs, of which some differ in each version. */
const words = (at: number): string =>
  Array.from(
    { length: PARAGRAPHS },
    (_, index) => `Абзац ${index}. Осмотр проводится без посторонних, ${index % 7 === at % 7 ? at : 'как прежде'}.`,
  ).join('\n')

function watchTasks(): void {
  const tasks: number[] = []
  Object.assign(window, { tasks })
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
    buffered: true,
  })
}

const forgetTasks = (): void => {
  ;(window as unknown as { tasks: number[] }).tasks.length = 0
}

/** 0 where none took 50 ms, from which on a browser notes them. */
const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks))
