import type { RecommendationId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { House } from '../house.ts'
import { loadAnnouncedFreezes } from '../recommendations/queries.ts'
import { endCountdown, finishFreezes } from './commands.ts'

/** Runs the countdowns of announced freezes on this server's clock. */
export type Countdowns = {
  readonly start: (recommendation: RecommendationId, at: Instant) => void
  /** At start of the server: finishes interrupted cuts and takes up countdowns that were running. */
  readonly resume: () => Promise<void>
  readonly stop: () => void
}

/** A stopped freeze needs no word here: the countdown's end finds nothing to do. */
export function createCountdowns(house: House): Countdowns {
  const running = new Set<() => void>()
  const start: Countdowns['start'] = (recommendation, at) => {
    const cancel = house.clock.at(at, () => {
      running.delete(cancel)
      endCountdown(house, recommendation).catch((error) =>
        house.log('error', 'freeze after countdown', { recommendation, error: String(error) }),
      )
    })
    running.add(cancel)
  }
  return {
    start,
    async resume() {
      await finishFreezes(house)
      for (const { id, freezesAt } of await loadAnnouncedFreezes(house.db)) if (freezesAt !== null) start(id, freezesAt)
    },
    stop() {
      for (const cancel of running) cancel()
    },
  }
}
