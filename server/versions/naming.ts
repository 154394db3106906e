import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId } from '../../shared/ids.ts'
import { cutByName, isRevisionName } from '../../shared/versions/rules.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'
import { type Kept, recommendationFor } from '../recommendations/queries.ts'
import { type Cut, insertVersion, recordCut } from './cutting.ts'

type Input = {
  readonly recommendation: RecommendationId
  readonly name: string
  readonly words: string
  readonly requestId?: string | undefined
}

/** Cuts a version of the present text under a name; nobody stops writing. Refuses what `cutByName` refuses, and malformed. */
export async function cutNamed(house: House, by: AccountId, input: Input): Promise<Decision<{ version: Cut }>> {
  const { requestId, ...plain } = input
  // Asked before the text is read, so that nobody makes the server read what they may not cut.
  const may = await mayCut(house.db, by, input, house.clock.now())
  if (!may.ok) return may
  const reading = await house.live.read(may.facts.textId)
  return house.acts.run({ by, endpoint: 'versions/cut', requestId, input: plain }, async (act) => {
    const now = await mayCut(act.tx, by, input, act.at)
    if (!now.ok) return now
    const kept = now.facts
    const { name, words } = input
    const cut = await insertVersion(act, kept, reading, 'named', { name, words })
    await recordCut(act, kept, { ...cut, seq: reading.seq, name })
    act.tell(kept.session, `recommendation:${kept.id}`)
    return allow({ version: cut })
  })
}

async function mayCut(db: House['db'] | Act['tx'], by: AccountId, input: Input, at: number): Promise<Decision<Kept>> {
  const found = await recommendationFor(db, input.recommendation, by, at)
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const may = cutByName(recommendation, session, capacity)
  if (!may.ok) return may
  return isRevisionName(input.name) ? refuse('malformed', 'VE10') : allow(recommendation)
}
