import { allow } from '../../shared/decision.ts'
import type { TextId } from '../../shared/ids.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import type { House } from '../house.ts'
import { loadRecommendation, recommendationOfText } from '../recommendations/queries.ts'
import { loadSession } from '../sessions/queries.ts'
import { loadUnversioned } from '../versions/unversioned.ts'
import { areBehind, noteStates } from './noting.ts'

/** Keeps the notes of languages in step with what is typed, so that a list need not read a text. Source: RULES.md LA16. */
export type Watch = {
  /** Somebody wrote in a text. */
  readonly wrote: (text: TextId) => void
  /** At start of the server: texts that were written in lately. */
  readonly resume: () => Promise<void>
  /** Now and then, where there are several servers: what another saw and did not live to note. */
  readonly takeUp: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** A text that is written in is looked at no more often than this: its words are read and hashed in three languages. */
const LOOK_MS = 5 * SECOND_MS
/** The whole store is not asked more often than this. */
const TAKE_UP_MS = 30 * SECOND_MS

export function createWatch(house: House): Watch {
  /** Texts that were looked at a moment ago, and whether they were written in since. */
  const resting = new Map<TextId, { again: boolean; cancel: () => void }>()
  const looking = new Set<Promise<void>>()
  const seen = new Map<TextId, number>()
  let tookUpAt: Instant | null = null
  let isStopped = false

  const look = (text: TextId): void => {
    const running = lookAt(house, text)
      .catch((error: unknown) => {
        house.log('warn', 'the states of languages', { text, error: String(error) })
      })
      .finally(() => looking.delete(running))
    looking.add(running)
  }
  const wrote = (text: TextId): void => {
    if (isStopped) return
    const rest = resting.get(text)
    if (rest) {
      rest.again = true
      return
    }
    const cancel = house.clock.at(house.clock.now() + LOOK_MS, () => {
      const { again } = resting.get(text) ?? { again: false }
      resting.delete(text)
      if (again) wrote(text)
    })
    resting.set(text, { again: false, cancel })
    look(text)
  }
  const lookAtUnseen = async () => {
    for (const { text, seq } of await loadUnversioned(house.db)) {
      if (isStopped || seen.get(text) === seq) continue
      seen.set(text, seq)
      await lookAt(house, text).catch((error: unknown) =>
        house.log('warn', 'the states of languages', { text, error: String(error) }),
      )
    }
  }
  return {
    wrote,
    resume: lookAtUnseen,
    async takeUp() {
      const now = house.clock.now()
      if (tookUpAt !== null && now - tookUpAt < TAKE_UP_MS) return
      tookUpAt = now
      await lookAtUnseen()
    },
    async stop() {
      isStopped = true
      for (const { cancel } of resting.values()) cancel()
      await Promise.all(looking)
    },
  }
}

async function lookAt(house: House, text: TextId): Promise<void> {
  const kept = await recommendationOfText(house.db, text)
  // What was adopted keeps the states it was adopted with.
  if (!kept || kept.stage === 'adopted') return
  const { parts } = await house.live.read(text)
  if (!(await areBehind(house.db, kept, parts))) return
  const session = await loadSession(house.db, kept.session)
  if (!session) return
  const request = { by: session.presiding, endpoint: 'translations/note-states', input: { recommendation: kept.id } }
  await house.acts.run(request, async (act) => {
    const now = await loadRecommendation(act.tx, kept.id)
    if (now && now.stage !== 'adopted') await noteStates(act, now, parts)
    return allow({})
  })
}
