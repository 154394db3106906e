import type { RecommendationId } from '../../shared/ids.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import type { House } from '../house.ts'
import { loadAnnouncedFreezes, loadUnfinishedCuts } from '../recommendations/queries.ts'
import { endCountdown, finishFreeze } from './commands.ts'

/** Runs the countdowns of announced freezes on this server's clock. */
export type Countdowns = {
  readonly start: (recommendation: RecommendationId, at: Instant) => void
  /** At start of the server: finishes interrupted cuts and takes up countdowns that were running. */
  readonly resume: () => Promise<void>
  /** Now and then, where there are several servers: what one of them began and is not there any more to finish. */
  readonly takeUp: () => Promise<void>
  readonly stop: () => void
}

/** So long the server that took the act has for its own next step. */
const GRACE_MS = 3 * SECOND_MS

/** A stopped freeze needs no word here: the countdown's end finds nothing to do. */
export function createCountdowns(house: House): Countdowns {
  const running = new Set<() => void>()
  /** Cuts that were seen unfinished, and when first. */
  const unfinished = new Map<RecommendationId, Instant>()
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
    async takeUp() {
      const now = house.clock.now()
      const cuts = await loadUnfinishedCuts(house.db)
      for (const id of unfinished.keys()) if (!cuts.includes(id)) unfinished.delete(id)
      for (const id of cuts) {
        const since = unfinished.get(id) ?? now
        unfinished.set(id, since)
        if (now - since >= GRACE_MS) await finishFreeze(house, id)
      }
      for (const { id, freezesAt } of await loadAnnouncedFreezes(house.db))
        if (freezesAt !== null && now - freezesAt >= GRACE_MS) await endCountdown(house, id)
    },
    async resume() {
      for (const id of await loadUnfinishedCuts(house.db)) await finishFreeze(house, id)
      for (const { id, freezesAt } of await loadAnnouncedFreezes(house.db)) if (freezesAt !== null) start(id, freezesAt)
    },
    stop() {
      for (const cancel of running) cancel()
    },
  }
}
