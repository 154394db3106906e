import { allow, type Decision } from '../../shared/decision.ts'
import type { VoteId } from '../../shared/ids.ts'
import {
  agreedCounts,
  type ChairsWord,
  type CountStanding,
  closeCount,
  enterCount,
  scopesTied,
  standingOf,
} from '../../shared/votes/hands-rules.ts'
import { WAYS } from '../../shared/votes/manners.ts'
import type { HandCount } from '../../shared/votes/model.ts'
import type { Act } from '../act.ts'
import { voteFor } from './acting.ts'
import { loadCounts, loadEntered } from './counts.ts'
import { type LoadedVote, outcomeInput } from './queries.ts'
import type { AttestedRow } from './sealed.ts'

const SALT_BYTES = 16

/** A teller enters a count; the other one is told whether they agree, never the numbers. Source: RULES.md VO66, VO67. */
export async function enterCountAct(
  act: Act,
  input: { vote: VoteId; counts: readonly { scope: string; for: number; against: number; abstain: number }[] },
): Promise<Decision<{ standing: CountStanding }>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const entered = await loadCounts(act.tx, vote.id)
  const counts = input.counts as readonly HandCount[]
  const may = enterCount(vote, capacity, entered, counts)
  if (!may.ok) return may
  const number = (await loadEntered(act.tx, vote.id)).length + 1
  await act.tx
    .insertInto('hand_counts')
    .values({
      vote: vote.id,
      number,
      teller: act.by,
      counts: JSON.stringify(counts),
      salt: Buffer.from(act.random(SALT_BYTES)).toString('hex'),
      at: act.at,
    })
    .execute()
  const standing = standingOf([...entered, { number, teller: act.by, counts, at: act.at }])
  // The book is read by the other teller too: the numbers are bound by the row's hash alone. Source: RULES.md VO67.
  await act.record({
    act: 'hands-counted',
    subject: vote.id,
    facts: { entry: number, standing },
    rows: [{ table: 'hand_counts', key: { vote: vote.id, number } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
  return allow({ standing })
}

/** At the close of a show of hands: the counts agree, and the chairs' own votes are written where they decide. Source: RULES.md VO69. */
export async function closeHands(
  act: Act,
  loaded: LoadedVote,
  chairs: readonly ChairsWord[],
): Promise<Decision<readonly AttestedRow[]>> {
  const { vote } = loaded
  if (!WAYS[vote.manner].byHands) return allow([])
  const entered = await loadCounts(act.tx, vote.id)
  const tied = agreedCounts(entered) ? scopesTied(await outcomeInput(act.tx, loaded)) : []
  const may = closeCount(entered, tied, chairs)
  if (!may.ok) return may
  const said = chairs.filter(({ scope }) => tied.some((one) => one === scope))
  return allow(await saveChairsWords(act, vote.id, said))
}

/** Writes what chairs said was their own hand. */
export async function saveChairsWords(
  act: Act,
  vote: VoteId,
  said: readonly ChairsWord[],
): Promise<readonly AttestedRow[]> {
  for (const { scope, choice } of said) await act.tx.insertInto('chair_words').values({ vote, scope, choice }).execute()
  return said.map(({ scope }) => ({ table: 'chair_words', key: { vote, scope } }))
}
