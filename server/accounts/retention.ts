import { KEPT_FOR, removedUpTo } from '../../shared/accounts/retention.ts'
import { DAY_MS } from '../../shared/time.ts'
import type { House } from '../house.ts'

/** Removes what is over its time: at the start, and from then on once a day. Source: RULES.md AC90. */
export type Retention = {
  readonly resume: () => Promise<void>
  readonly stop: () => void
}

export function createRetention(house: Pick<House, 'acts' | 'clock' | 'log'>): Retention {
  let cancel: (() => void) | null = null
  let isStopped = false
  const look = async () => {
    try {
      await removeOverdue(house)
    } catch (error) {
      house.log('warn', 'what is over its time could not be removed', { error: String(error) })
    }
    if (!isStopped) cancel = house.clock.at(house.clock.now() + DAY_MS, () => void look())
  }
  return {
    resume: look,
    stop() {
      isStopped = true
      cancel?.()
    },
  }
}

/** Removes rows that are over their time now; never one of the councils' business, of which the list has none. */
export async function removeOverdue({ acts, clock }: Pick<House, 'acts' | 'clock'>): Promise<void> {
  await acts.writeSignIn(async (db) => {
    for (const { table, column, days } of KEPT_FOR)
      await db.deleteFrom(table).where(db.dynamic.ref(column), '<=', removedUpTo(clock.now(), days)).execute()
  })
}
