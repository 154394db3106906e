import type { Browser } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import type { Language } from '../../shared/language.ts'
import { launch } from '../chromium.ts'
import { realClock, SESSION, type World, type WorldOptions, world } from '../world.ts'
import { type Device, type Look, opens } from './browser.ts'

/** The page of a text of the demo's session. */
export const workspace = (recommendation: string) => `/sessions/${SESSION}/recommendations/${recommendation}`

/** For what comes over the network and a busy machine. */
export const PATIENT = { timeout: 20_000 }

/** A world whose pages are served on this machine, and a browser before it: one for all tests of a file. */
export type Served = {
  readonly w: World
  readonly base: string
  readonly browser: Browser
  /** A person at a browser of their own, signed in. */
  opens(id: string, language: Language, look?: Look): Promise<Device>
}

/** Serves the file's tests; what it answers may be used once they run. */
export function served(options: Pick<WorldOptions, 'content' | 'settings'> = {}): Served {
  let now: { w: World; base: string; browser: Browser } | null = null
  const running = () => {
    if (!now) throw new Error('nothing is served before the tests run')
    return now
  }
  beforeAll(async () => {
    const w = await world({ pages: true, clock: realClock(), ...options })
    now = { w, base: await w.listen(), browser: await launch() }
  })
  afterAll(async () => {
    const { browser, w } = running()
    await browser.close()
    await w.close()
  })
  return {
    get w() {
      return running().w
    },
    get base() {
      return running().base
    },
    get browser() {
      return running().browser
    },
    opens: (id, language, look) => opens(running().browser, running().base, id, language, look),
  }
}
