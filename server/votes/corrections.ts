import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { CorrectionId, PlaceId, VoteId } from '../../shared/ids.ts'
import { answerCorrection, proposeCorrection, type Wanted } from '../../shared/votes/correction-rules.ts'
import type { Choice } from '../../shared/votes/model.ts'
import { computeOutcome } from '../../shared/votes/outcome.ts'
import type { Act } from '../act.ts'
import { voteFor } from './acting.ts'
import { loadBallots, outcomeInput } from './queries.ts'
import { loadCorrection, loadCorrections } from './remedies-queries.ts'

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
  const id = act.newId() as CorrectionId
  await act.tx
    .insertInto('ballot_corrections')
    .values({
      id,
      vote: vote.id,
      number: before.length + 1,
      change: JSON.stringify(may.facts),
      words: input.words,
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
    facts: { correction: id, place: input.place },
    rows: [{ table: 'ballot_corrections', key: { id } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
  return allow({ correction: id })
}

/** A second person confirms: the ballot counts as it should have been keyed, and the outcome is computed anew. Source: RULES.md VO87. */
export async function confirmCorrectionAct(act: Act, input: { correction: CorrectionId }): Promise<Decision<Nothing>> {
  const found = await answering(act, 'confirm', input.correction)
  if (!found.ok) return found
  const { vote } = found.facts
  if (vote.stage !== 'closed') throw new Error(`vote ${vote.id} is not closed`)
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
    act: 'ballot-corrected',
    subject: vote.id,
    facts: { correction: input.correction, place: found.facts.correction.change.place },
    rows: [
      { table: 'ballot_corrections', key: { id: input.correction } },
      { table: 'votes', key: { id: vote.id } },
    ],
  })
  act.tell(vote.session, 'votes', `vote:${vote.id}`)
  return allow({})
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
