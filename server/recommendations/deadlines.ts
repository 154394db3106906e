import { allow } from '../../shared/decision.ts'
import type { SessionId } from '../../shared/ids.ts'
import { isDue, turnsToAmendments } from '../../shared/recommendations/set-rules.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'
import { loadPlan, noteDeadlineDone } from '../sessions/planning-queries.ts'
import { loadSession, loadSessions } from '../sessions/queries.ts'
import { loadSet } from './queries.ts'

/** Carries out amendment deadlines by this server's clock. Source: RULES.md RE38. */
export type Deadlines = {
  /** The plan of a session was made or changed: its deadline is waited for. */
  readonly planned: (session: SessionId) => Promise<void>
  /** At start of the server: waits for all that are to come, and does at once what passed meanwhile. */
  readonly resume: () => Promise<void>
  /** Now and then, where there are several servers: what another was to do and is not there any more to do. */
  readonly takeUp: () => Promise<void>
  readonly stop: () => void
}

/** So long the server that took the plan has for it, and so long after a store that failed it tries again. */
const GRACE_MS = 3 * SECOND_MS

export function createDeadlines(house: House): Deadlines {
  const waiting = new Map<SessionId, () => void>()
  let isStopped = false
  const wait = (session: SessionId, at: Instant) => {
    waiting.get(session)?.()
    const cancel = house.clock.at(at, () => {
      waiting.delete(session)
      // A store that fails now is asked again: the deadline has passed whatever it says.
      endDrafting(house, session).catch((error) => {
        house.log('warn', 'amendment deadline', { session, error: String(error) })
        if (!isStopped) wait(session, house.clock.now() + GRACE_MS)
      })
    })
    waiting.set(session, cancel)
  }
  const pending = async () => {
    const due = []
    for (const session of await loadSessions(house.db)) {
      const { amendmentDeadline: at } = session
      if (at !== null && session.stage !== 'closed' && (await loadPlan(house.db, session.id)).deadlineDone !== at)
        due.push({ session: session.id, at })
    }
    return due
  }
  return {
    async planned(id) {
      const session = await loadSession(house.db, id)
      if (session?.amendmentDeadline) wait(id, session.amendmentDeadline)
      else waiting.get(id)?.()
    },
    async resume() {
      for (const { session, at } of await pending()) wait(session, at)
    },
    async takeUp() {
      const now = house.clock.now()
      for (const { session, at } of await pending()) if (now - at >= GRACE_MS) await endDrafting(house, session)
    },
    stop() {
      isStopped = true
      for (const cancel of waiting.values()) cancel()
    },
  }
}

/**
 * The deadline passed: every text still drafted is changed by amendments only. Once for each deadline, on however many servers; where it
 * was moved or taken away meanwhile nothing happens.
 */
async function endDrafting(house: House, id: SessionId): Promise<void> {
  const session = await loadSession(house.db, id)
  if (!session) return
  const request = { by: session.presiding, endpoint: 'recommendations/end-drafting', input: { session: id } }
  await house.acts.run(request, async (act: Act) => {
    const now = await loadSession(act.tx, id)
    if (!now || !isDue(now, (await loadPlan(act.tx, id)).deadlineDone, act.at)) return allow({})
    const texts = (await loadSet(act.tx, id)).filter(turnsToAmendments)
    for (const { id: text, textId } of texts) {
      await act.tx.updateTable('recommendations').set({ pen: 'amendments-only' }).where('id', '=', text).execute()
      act.touchText(textId)
      act.tell(id, `recommendation:${text}`)
    }
    await noteDeadlineDone(act.tx, id, now.amendmentDeadline)
    await act.record({
      act: 'amendment-deadline-passed',
      subject: id,
      by: null,
      facts: { deadline: now.amendmentDeadline, texts: texts.map((text) => text.id) },
    })
    act.tell(id, 'recommendations', 'session')
    return allow({})
  })
}
