import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright'
import { expect } from 'vitest'
import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
import type { Language } from '../../shared/language.ts'
import type { MessageKey } from '../../shared/messages/sentences.ts'
import { say } from '../../shared/messages/translate.ts'
import { HALL } from '../chromium.ts'

/** A second, for a page that shares the machine with other browsers and what looks them over. Alone it is well under one. */
export const AT_ONCE_MS = 3_000

const LOCALES = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' } as const

export type Look = { readonly width?: number; readonly height?: number; readonly scheme?: 'light' | 'dark' }

/** A person at a browser of their own, signed in through the page's own form. */
export class Device {
  readonly context: BrowserContext
  readonly page: Page
  readonly language: Language
  readonly faults: string[] = []
  constructor(context: BrowserContext, page: Page, language: Language) {
    this.context = context
    this.page = page
    this.language = language
    page.on('pageerror', (error) => this.faults.push(error.message))
  }

  /** A message in the person's language. */
  words(key: MessageKey, values: Record<string, string | number> = {}): string {
    return say(this.language, key, values)
  }

  /** A button by its message. */
  button(key: MessageKey, values: Record<string, string | number> = {}) {
    return this.page.getByRole('button', { name: this.words(key, values), exact: true })
  }

  /** Signs in by the page's own form. */
  async signsIn(id: string): Promise<void> {
    await this.page.goto('/sign-in')
    await this.fillsIn(id)
    await this.page.waitForURL((url) => url.pathname === '/')
    await this.page.waitForSelector('main')
  }

  /** Signs in by the form that is on the page. */
  async fillsIn(id: string): Promise<void> {
    await this.page.getByLabel(this.words('accounts.email'), { exact: true }).fill(demoEmail(id))
    await this.page.getByLabel(this.words('accounts.password'), { exact: true }).fill(DEMO_PASSWORD)
    await this.button('accounts.signIn').click()
  }

  async goes(path: string): Promise<void> {
    await this.page.goto(path)
    await this.page.waitForSelector('main')
  }

  /** The editor of one part in one language, ready to be written in. */
  editor(part: string, language: Language) {
    return this.page.locator(`[data-part="${part}"][lang="${language}"]`)
  }

  /** The words of a part as they stand on the page, without the names at other people's carets. */
  wordsOf(part: string, language: Language): Promise<string> {
    return this.editor(part, language).evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.kenes-caret')) caret.remove()
      return copy.innerText
    })
  }

  /** What the connection line says now. */
  line(): Promise<string> {
    return this.page.locator('[data-line]').first().innerText()
  }

  /** Whether the line says that everything is saved. */
  async isSaved(): Promise<boolean> {
    return (await this.line()).startsWith(this.words('live.line.saved', { time: '' }).trim())
  }

  /** Keeps everything the line says from now on, as fast as it changes. */
  async keepsLines(): Promise<() => Promise<readonly string[]>> {
    await this.page.evaluate(() => {
      const said: string[] = []
      const look = () =>
        said.push(document.querySelector('[data-line] > :is([data-word], [data-long])')?.textContent ?? '')
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
      look()
      Object.assign(window, { said })
    })
    return () => this.page.evaluate(() => (window as unknown as { said: string[] }).said)
  }

  /** From the next page on, live texts go through a switch; the other calls of the page do not. */
  async liveSwitch(): Promise<{ off(): void; on(): void }> {
    let isOff = false
    const open = new Set<{ close(): Promise<void> }>()
    await this.context.routeWebSocket(/\/live\//, (socket) => {
      if (isOff) return void socket.close()
      open.add(socket)
      socket.connectToServer()
    })
    return {
      off: () => {
        isOff = true
        for (const socket of open) void socket.close()
        open.clear()
      },
      on: () => {
        isOff = false
      },
    }
  }

  /** Writes at the end of a part. */
  async writes(part: string, language: Language, words: string): Promise<void> {
    const editor = this.editor(part, language)
    await editor.click()
    await this.page.keyboard.press('Control+End')
    await this.page.keyboard.type(words)
  }
}

/** Opens a browser context for somebody who did not sign in, whose browser speaks a language. */
export async function looksOn(
  browser: Browser,
  base: string,
  language: Language,
  look: Look = {},
  more: BrowserContextOptions = {},
): Promise<Device> {
  const context = await browser.newContext({
    ...more,
    baseURL: base,
    locale: LOCALES[language],
    colorScheme: look.scheme ?? 'light',
    reducedMotion: 'reduce',
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
  })
  context.setDefaultTimeout(20_000)
  return new Device(context, await context.newPage(), language)
}

/** Opens a browser context for a person who is signed in there, on no page yet; the form of the door is for the tests of doors. */
export async function opens(
  browser: Browser,
  base: string,
  id: string,
  language: Language,
  look: Look = {},
  more: BrowserContextOptions = {},
): Promise<Device> {
  const device = await looksOn(browser, base, language, look, more)
  // The hall's name is known to the browser alone: there it is the form after all.
  if (new URL(base).hostname === HALL) await device.signsIn(id)
  else {
    const data = { email: demoEmail(id), password: DEMO_PASSWORD }
    const answer = await device.context.request.post('/api/accounts/sign-in', { data })
    if (!answer.ok()) throw new Error(`${id} does not sign in: ${await answer.text()}`)
  }
  return device
}

/** What axe finds serious or worse on the page as it stands. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Without frames of other origins there is one page to judge, in half the time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}

/** Whether the page scrolls sideways: at no width may it. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)

/** What a print has in the margin of every sheet but the first, on which the page says it itself. */
export const inMargin = (page: Page): Promise<string> =>
  page.evaluate(() => document.documentElement.style.getPropertyValue('--stamp'))

/** Nothing scrolls and nothing that is read is under 30 pixels. */
export async function isLegible(page: Page): Promise<void> {
  const { small, scrolls } = await page.evaluate(() => {
    const words = [...document.querySelectorAll('main *')].filter(
      (element) =>
        !element.classList.contains('visually-hidden') &&
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    )
    const main = document.querySelector('main')
    return {
      small: words
        .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 29.5)
        .map((element) => element.textContent),
      scrolls: main !== null && (main.scrollHeight > main.clientHeight || main.scrollWidth > main.clientWidth),
    }
  })
  expect(small).toEqual([])
  expect(scrolls).toBe(false)
}
