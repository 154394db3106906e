import { allow, type Decision } from '../../shared/decision.ts'
import type { PlaceId, VoteId } from '../../shared/ids.ts'
import type { BallotSource, Choice, Vote } from '../../shared/votes/model.ts'
import { castBallot, recordWord } from '../../shared/votes/rules.ts'
import type { Act } from '../act.ts'
import { voteFor } from './acting.ts'
import { loadCast, loadSheetPlaces } from './queries.ts'
import { sealFor } from './sealed.ts'
import type { Seal, SealOf } from './seals.ts'

export type Receipt = { vote: VoteId; place: PlaceId; choice: Choice; at: number; source: BallotSource }
export type BallotInput = { vote: VoteId; place: PlaceId; hash: string; choice: Choice }

/** Casts a member's own ballot; its receipt is the answer, and it is on disk before it is given. */
export async function castBallotAct(act: Act, input: BallotInput, seals: SealOf): Promise<Decision<Receipt>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote } = found.facts
  const sheets = await loadSheetPlaces(act.tx, vote.id)
  const may = castBallot(vote, await loadCast(act.tx, vote), { ...input, account: act.by }, sheets)
  return may.ok ? giveBallot(act, vote, input, 'device', seals) : may
}

/** The secretary records a member's word; it closes that place's device ballot. */
export async function recordWordAct(act: Act, input: BallotInput, seals: SealOf): Promise<Decision<Receipt>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const may = recordWord(vote, capacity, input, await loadSheetPlaces(act.tx, vote.id))
  return may.ok ? giveBallot(act, vote, input, 'word', seals) : may
}

/** A ballot that may be given: written, recorded, told. Refuses: no-ballot-secret, wrong-ballot-secret. */
export async function giveBallot(
  act: Act,
  vote: Vote,
  input: Pick<BallotInput, 'place' | 'choice'>,
  source: BallotSource,
  seals: SealOf,
): Promise<Decision<Receipt>> {
  const seal = await sealFor(act.tx, vote, seals)
  if (!seal.ok) return seal
  const { place, choice } = input
  if (seal.facts) await saveSealed(act, vote.id, input, source, seal.facts)
  else await savePlain(act, vote.id, input, source)
  await act.record({
    act: 'ballot-cast',
    subject: vote.id,
    // Of a sealed ballot the book names the place and the source, never the choice. Source: RULES.md VO62.
    facts: seal.facts ? { place, source } : { place, choice, source },
    rows: [{ table: seal.facts ? 'sealed_ballots' : 'ballots', key: { vote: vote.id, place } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
  return allow({ vote: vote.id, place, choice, at: act.at, source })
}

type Given = Pick<BallotInput, 'place' | 'choice'>

async function savePlain(act: Act, vote: VoteId, { place, choice }: Given, source: BallotSource): Promise<void> {
  const given = { choice, at: act.at, given_by: act.by, source }
  await act.tx
    .insertInto('ballots')
    .values({ vote, place, ...given, changes: 0 })
    .onConflict((conflict) =>
      conflict.columns(['vote', 'place']).doUpdateSet((q) => ({ ...given, changes: q('ballots.changes', '+', 1) })),
    )
    .execute()
}

async function saveSealed(
  act: Act,
  vote: VoteId,
  { place, choice }: Given,
  source: BallotSource,
  seal: Seal,
): Promise<void> {
  const given = { sealed: seal.seal(place, choice, act.random), at: act.at, given_by: act.by, source }
  await act.tx
    .insertInto('sealed_ballots')
    .values({ vote, place, ...given, changes: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['vote', 'place'])
        .doUpdateSet((q) => ({ ...given, changes: q('sealed_ballots.changes', '+', 1) })),
    )
    .execute()
}
