import { renumber, seeFinal } from '../../shared/adoption/final-rules.ts'
import { allow } from '../../shared/decision.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { isObserver } from '../../shared/sessions/rules.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import type { House } from '../house.ts'
import { loadSet } from '../recommendations/queries.ts'
import { sessionFor } from '../sessions/queries.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { roundsOfSession } from './final-queries.ts'
import { loadNumbers } from './renumbering.ts'

/** How far the final texts of a session are, as an account may know it. Refuses: not-found. Source: RULES.md AD20, AD32. */
export async function listFinals(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const found = await sessionFor(db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const numbers = await loadNumbers(db, session.id)
  const rounds = Map.groupBy(await roundsOfSession(db, session.id), ({ recommendation }) => recommendation)
  const texts = []
  for (const one of await loadSet(db, session.id)) {
    const version = one.stage === 'adopted' && one.version ? await loadVersion(db, one.version.id) : null
    if (!version || (one.closed && isObserver(capacity))) continue
    const seen = (rounds.get(one.id) ?? []).filter((round) => seeFinal(round, capacity))
    const round = seen.at(-1)
    texts.push({
      recommendation: one.id,
      kind: one.kind,
      number: one.number,
      numberBefore: numbers.find(({ recommendation }) => recommendation === one.id)?.was ?? null,
      title: plainParts(contentOf(version).parts).title,
      round: round ? { round: round.round, stage: round.stage } : null,
      official: seen.findLast(({ stage }) => stage === 'published')?.official ?? null,
    })
  }
  return allow({
    texts,
    isRenumbered: numbers.length > 0,
    mayRenumber: renumber(session, capacity, numbers.length > 0).ok,
  })
}
