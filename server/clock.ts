import type { Clock } from './house.ts'

/** Node's longest timer; a later instant is waited for in steps. */
const LONGEST_TIMER_MS = 2_147_483_647

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(instant, run) {
    let timer = setTimeout(step, waitFor())
    function waitFor(): number {
      return Math.min(Math.max(0, instant - Date.now()), LONGEST_TIMER_MS)
    }
    function step(): void {
      if (Date.now() >= instant) run()
      else timer = setTimeout(step, waitFor())
    }
    return () => clearTimeout(timer)
  },
}
