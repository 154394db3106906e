import type { Decision } from '../../shared/decision.ts'
import type { AccountId, PlaceId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { Capacity } from '../../shared/sessions/rules.ts'
import {
  answerCorrection,
  correctCounts,
  proposeCorrection,
  scopesTiedBy,
} from '../../shared/votes/correction-rules.ts'
import { WAYS } from '../../shared/votes/manners.ts'
import type { Ballot, Choice, Outcome, Vote } from '../../shared/votes/model.ts'
import type { Change } from '../../shared/votes/remedies.ts'
import { seeOutcome } from '../../shared/votes/rules.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { type LoadedVote, loadBallots, outcomeInput } from './queries.ts'
import { loadCorrections } from './remedies-queries.ts'

/** The corrections of a vote as a reader may see them, and whether one may be proposed; numbers of hands for who reads the outcome. Source: RULES.md VO87, VO97. */
export async function viewCorrections(
  db: Reader,
  loaded: LoadedVote,
  capacity: Capacity,
  name: (account: AccountId) => Localised,
) {
  const { vote } = loaded
  const corrections = await loadCorrections(db, vote.id)
  const ballots = await loadBallots(db, vote.id)
  const input = await outcomeInput(db, loaded)
  const seen = seeOutcome(vote.stage, capacity)
  const ofPlace = (id: PlaceId) => {
    const place = vote.roll.places.find((one) => one.id === id)
    return { id, name: place ? name(place.account) : { kk: id, ru: id, en: id } }
  }
  const shown = (change: Change, waits: boolean) => {
    if (change.kind === 'choice')
      return { kind: change.kind, place: ofPlace(change.place), was: change.from, choice: change.to }
    if (change.kind === 'place')
      return { kind: change.kind, place: ofPlace(change.place), choice: change.choice, moved: ofPlace(change.to) }
    const said = input.counted?.chairs ?? []
    const tied = scopesTiedBy(input, change).filter((scope) => !said.some((one) => one.scope === scope))
    return {
      kind: change.kind,
      counts: seen ? { was: [...change.from], right: [...change.to] } : null,
      tied: seen && waits ? tied : [],
    }
  }
  return {
    corrections: corrections.map((one) => {
      const may = answerCorrection('confirm', vote, capacity, one)
      return {
        id: one.id,
        stage: one.stage,
        change: shown(one.change, one.stage === 'proposed'),
        words: one.words,
        by: name(one.by),
        at: one.at,
        decidedBy: one.decidedBy && name(one.decidedBy),
        decidedAt: one.decidedAt,
        before: one.outcomeBefore !== null && seen ? fromJson<Outcome>(one.outcomeBefore).headline : null,
        mayConfirm: may,
      }
    }),
    mayCorrect: WAYS[vote.manner].byHands
      ? [correctCounts(vote, capacity, corrections)]
      : corrigible(vote, ballots).map(
          (one): Decision<unknown> => proposeCorrection(vote, capacity, ballots, corrections, one),
        ),
  }
}

/** A correction of each ballot that might be asked for, to learn whether any may be. */
const corrigible = (vote: Vote, ballots: readonly Ballot[]) =>
  ballots.length > 0
    ? ballots.map(({ place, choice }) => ({ place, choice: otherThan(choice) }))
    : vote.roll.places.map(({ id: place }) => ({ place, choice: 'for' as const }))

export const otherThan = (choice: Choice | undefined): Choice => (choice === 'for' ? 'against' : 'for')
