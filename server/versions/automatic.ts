import { allow } from '../../shared/decision.ts'
import type { RecommendationId, SessionId, TextId } from '../../shared/ids.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import { ACTIVITY_MS } from '../../shared/versions/model.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import type { House } from '../house.ts'
import { loadRecommendation } from '../recommendations/queries.ts'
import { loadSession } from '../sessions/queries.ts'
import { insertVersion, recordCut } from './cutting.ts'
import { loadVersion } from './queries.ts'
import { loadUnversioned, type Unversioned } from './unversioned.ts'

/** Cuts the versions that nobody asks for, on this server's clock. Source: RULES.md VE11, VE12. */
export type AutomaticCuts = {
  /** Somebody wrote in a text. */
  readonly wrote: (text: TextId) => void
  /** A session was closed: every text that was changed gets its last version. */
  readonly closed: (session: SessionId) => Promise<void>
  /** At start of the server: what was left undone, and what is to come. */
  readonly resume: () => Promise<void>
  /** Now and then, where there are several servers: what another was to do and is not there any more to do. */
  readonly takeUp: () => Promise<void>
  readonly stop: () => void
}

/** So long the server that saw the change has for it, and so long after a store that failed it tries again. */
const GRACE_MS = 3 * SECOND_MS
/** The whole store is not asked more often than this. */
const LOOK_MS = 10 * SECOND_MS

export function createAutomaticCuts(house: House): AutomaticCuts {
  const waiting = new Map<TextId, () => void>()
  /** Changes that came to nothing, by what they were: words that were written and taken out again. */
  const nothing = new Map<RecommendationId, string>()
  let lookedAt: Instant | null = null
  let isStopped = false

  const waitUntil = (text: TextId, at: Instant) => {
    waiting.get(text)?.()
    const cancel = house.clock.at(at, () => {
      waiting.delete(text)
      void tried(text, async () => {
        for (const each of await loadUnversioned(house.db, { text })) await cutOrWait(each, 0)
      })
    })
    waiting.set(text, cancel)
  }
  /** A store that fails now is asked again. */
  const tried = (text: TextId, work: () => Promise<void>): Promise<void> =>
    work().catch((error) => {
      house.log('warn', 'an automatic version', { text, error: String(error) })
      if (!isStopped) waitUntil(text, house.clock.now() + GRACE_MS)
    })
  const cutOrWait = async (each: Unversioned, graceMs: number) => {
    if (nothing.get(each.id) === stateOf(each)) return
    if (each.sessionStage === 'closed') return cut(each, 'close')
    if (each.changedAt === null) return
    const due = each.changedAt + ACTIVITY_MS + graceMs
    if (due > house.clock.now()) waitUntil(each.text, due)
    else await cut(each, 'activity')
  }
  const cut = async (each: Unversioned, reason: 'close' | 'activity') => {
    if (!(await cutChanged(house, each, reason))) nothing.set(each.id, stateOf(each))
  }
  return {
    wrote(text) {
      if (!isStopped && !waiting.has(text)) waitUntil(text, house.clock.now() + ACTIVITY_MS)
    },
    async closed(session) {
      for (const each of await loadUnversioned(house.db, { session })) {
        waiting.get(each.text)?.()
        waiting.delete(each.text)
        await tried(each.text, () => cutOrWait(each, 0))
      }
    },
    async resume() {
      for (const each of await loadUnversioned(house.db)) await tried(each.text, () => cutOrWait(each, 0))
    },
    async takeUp() {
      const now = house.clock.now()
      if (lookedAt !== null && now - lookedAt < LOOK_MS) return
      lookedAt = now
      for (const each of await loadUnversioned(house.db)) await tried(each.text, () => cutOrWait(each, GRACE_MS))
    },
    stop() {
      isStopped = true
      for (const cancel of waiting.values()) cancel()
    },
  }
}

const stateOf = ({ seq, fieldsRev }: Unversioned): string => `${seq} ${fieldsRev}`

/** Cuts a changed text, once on however many servers. The answer is whether anything of it is another than in the version before. */
async function cutChanged(house: House, seen: Unversioned, reason: 'close' | 'activity'): Promise<boolean> {
  const kept = await loadRecommendation(house.db, seen.id)
  const session = kept && (await loadSession(house.db, kept.session))
  if (!kept || !session) return false
  const reading = await house.live.read(kept.textId)
  const content = canonicalContent({ ...kept, recommendation: kept.id, parts: reading.parts })
  const newest = seen.version && (await loadVersion(house.db, seen.version))
  if (newest && newest.content === content) return false
  const request = { by: session.presiding, endpoint: 'versions/cut-changed', input: { recommendation: seen.id } }
  await house.acts.run(request, async (act) => {
    const [now] = await loadUnversioned(act.tx, { text: kept.textId })
    const fields = await loadRecommendation(act.tx, kept.id)
    // Cut, frozen or closed meanwhile: whoever did that cut what there was.
    if (!now || !fields || now.version !== seen.version || now.sessionStage !== seen.sessionStage) return allow({})
    const cut = await insertVersion(act, fields, reading, reason)
    await recordCut(act, fields, { ...cut, seq: reading.seq }, null)
    act.tell(fields.session, `recommendation:${fields.id}`)
    return allow({})
  })
  return true
}
