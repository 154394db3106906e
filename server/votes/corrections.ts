import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { CorrectionId, PlaceId, VoteId } from '../../shared/ids.ts'
import { run } from '../../shared/sessions/rules.ts'
import {
  answerCorrection,
  proposeCorrection,
  proposeCountCorrection,
  scopesTiedBy,
  type Wanted,
} from '../../shared/votes/correction-rules.ts'
import { type ChairsWord, chairsSaid } from '../../shared/votes/hands-rules.ts'
import type { Choice, HandCount, Vote } from '../../shared/votes/model.ts'
import { computeOutcome } from '../../shared/votes/outcome.ts'
import type { Change } from '../../shared/votes/remedies.ts'
import type { Act } from '../act.ts'
import { voteFor } from './acting.ts'
import { loadCounted } from './counts.ts'
import { saveChairsWords } from './hands.ts'
import { type LoadedVote, loadBallots, outcomeInput } from './queries.ts'
import { loadCorrection, loadCorrections } from './remedies-queries.ts'
import type { AttestedRow } from './sealed.ts'

/** One of the secretariat says that a ballot was keyed wrongly; nothing is changed before a second person confirms it. */
export async function proposeCorrectionAct(
  act: Act,
  input: { vote: VoteId; place: PlaceId; right: { choice: Choice } | { to: PlaceId }; words: string },
): Promise<Decision<{ correction: CorrectionId }>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const before = await loadCorrections(act.tx, vote.id)
  const wanted: Wanted = { place: input.place, ...input.right }
  const may = proposeCorrection(vote, capacity, await loadBallots(act.tx, vote.id), before, wanted)
  if (!may.ok) return may
  return saveProposal(act, vote, before.length + 1, may.facts, input.words)
}

/** One of the secretariat says that hands were counted wrongly; nothing is changed before a second person confirms it. */
export async function proposeCountCorrectionAct(
  act: Act,
  input: {
    vote: VoteId
    counts: readonly { scope: string; for: number; against: number; abstain: number }[]
    words: string
  },
): Promise<Decision<{ correction: CorrectionId }>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const before = await loadCorrections(act.tx, vote.id)
  const counted = await loadCounted(act.tx, vote.id)
  const may = proposeCountCorrection(
    vote,
    capacity,
    counted?.counts ?? null,
    before,
    input.counts as readonly HandCount[],
  )
  return may.ok ? saveProposal(act, vote, before.length + 1, may.facts, input.words) : may
}

/** Notes a correction that waits for its second person. Source: RULES.md VO85, VO97. */
async function saveProposal(
  act: Act,
  vote: Vote,
  number: number,
  change: Change,
  words: string,
): Promise<Decision<{ correction: CorrectionId }>> {
  const id = act.newId() as CorrectionId
  await act.tx
    .insertInto('ballot_corrections')
    .values({
      id,
      vote: vote.id,
      number,
      change: JSON.stringify(change),
      words,
      stage: 'proposed',
      proposed_by: act.by,
      proposed_at: act.at,
      decided_by: null,
      decided_at: null,
      outcome_before: null,
    })
    .execute()
  await act.record({
    act: 'correction-proposed',
    subject: vote.id,
    facts: { correction: id, ...atPlace(change) },
    rows: [{ table: 'ballot_corrections', key: { id } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
  return allow({ correction: id })
}

/** The place in question; of corrected counts the book says nothing before the announcement. Source: RULES.md VO15. */
const atPlace = (change: Change) => (change.kind === 'counts' ? {} : { place: change.place })

/** A second person confirms: what is right counts, and the outcome is computed anew. Source: RULES.md VO87, VO97. */
export async function confirmCorrectionAct(
  act: Act,
  input: { correction: CorrectionId; chairs?: readonly ChairsWord[] | undefined },
): Promise<Decision<Nothing>> {
  const found = await answering(act, 'confirm', input.correction)
  if (!found.ok) return found
  const { vote, capacity, correction } = found.facts
  if (vote.stage !== 'closed') throw new Error(`vote ${vote.id} is not closed`)
  const said = await sayForTie(act, found.facts, correction.change, run(capacity).ok ? (input.chairs ?? []) : [])
  if (!said.ok) return said
  await act.tx
    .updateTable('ballot_corrections')
    .set({
      stage: 'confirmed',
      decided_by: act.by,
      decided_at: act.at,
      outcome_before: JSON.stringify(vote.outcome),
    })
    .where('id', '=', input.correction)
    .execute()
  const outcome = computeOutcome(await outcomeInput(act.tx, found.facts))
  await act.tx
    .updateTable('votes')
    .set({ outcome: JSON.stringify(outcome) })
    .where('id', '=', vote.id)
    .execute()
  // As at the close, the outcome is bound by its row's hash and read by nobody in the book before it is announced. Source: RULES.md VO15.
  await act.record({
    act: correction.change.kind === 'counts' ? 'counts-corrected' : 'ballot-corrected',
    subject: vote.id,
    facts: { correction: input.correction, ...atPlace(correction.change) },
    rows: [
      { table: 'ballot_corrections', key: { id: input.correction } },
      { table: 'votes', key: { id: vote.id } },
      ...said.facts,
    ],
  })
  act.tell(vote.session, 'votes', `vote:${vote.id}`)
  return allow({})
}

/** Where corrected hands become equal, the chairs' own votes are written as at the close. Refuses: chair-choice-needed, chair-not-counted. Source: RULES.md VO69, VO97. */
async function sayForTie(
  act: Act,
  loaded: LoadedVote,
  change: Change,
  chairs: readonly ChairsWord[],
): Promise<Decision<readonly AttestedRow[]>> {
  const input = await outcomeInput(act.tx, loaded)
  const tied = scopesTiedBy(input, change)
  if (change.kind !== 'counts' || tied.length === 0) return allow([])
  const known = input.counted?.chairs ?? []
  const may = chairsSaid(change.to, tied, [...known, ...chairs])
  if (!may.ok) return may
  const fresh = chairs.filter(
    ({ scope }) => tied.some((one) => one === scope) && !known.some((one) => one.scope === scope),
  )
  return allow(await saveChairsWords(act, loaded.vote.id, fresh))
}

/** The correction is not made; it stays in the record as declined. */
export async function declineCorrectionAct(act: Act, input: { correction: CorrectionId }): Promise<Decision<Nothing>> {
  const found = await answering(act, 'decline', input.correction)
  if (!found.ok) return found
  const { vote } = found.facts
  await act.tx
    .updateTable('ballot_corrections')
    .set({ stage: 'declined', decided_by: act.by, decided_at: act.at })
    .where('id', '=', input.correction)
    .execute()
  await act.record({
    act: 'correction-declined',
    subject: vote.id,
    facts: { correction: input.correction },
    rows: [{ table: 'ballot_corrections', key: { id: input.correction } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
  return allow({})
}

async function answering(act: Act, answer: 'confirm' | 'decline', id: CorrectionId) {
  const correction = await loadCorrection(act.tx, id)
  const found = correction && (await voteFor(act, correction.vote))
  if (!found) return refuse('not-found', 'VO16')
  if (!found.ok) return found
  const may = answerCorrection(answer, found.facts.vote, found.facts.capacity, correction)
  return may.ok ? allow({ ...found.facts, correction }) : may
}
