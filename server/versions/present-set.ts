import { allow } from '../../shared/decision.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { circulated, readPresentSet } from '../../shared/versions/circulation-rules.ts'
import type { House } from '../house.ts'
import { loadSet } from '../recommendations/queries.ts'
import { loadLiveToObservers, sessionFor } from '../sessions/queries.ts'

/** The texts of a set as they stand now, to be compared with a revision of it. Refuses: not-found. Source: RULES.md VE17. */
export async function viewPresentSet(house: House, account: AccountId, input: { session: SessionId }) {
  const found = await sessionFor(house.db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const liveToObservers = await loadLiveToObservers(house.db, session.id)
  const may = readPresentSet(capacity, liveToObservers)
  if (!may.ok) return may
  const seen = circulated(await loadSet(house.db, session.id)).filter(
    (kept) => textAccess(kept, session, capacity, liveToObservers).visible,
  )
  const texts = await Promise.all(
    seen.map(async ({ id, kind, number, fields, textId }) => {
      const { parts } = await house.live.read(textId)
      return { recommendation: id, kind, number, fields, parts, plain: plainParts(parts) }
    }),
  )
  return allow({ at: house.clock.now(), texts })
}
