import { allow, type Decision, refuse } from '../decision.ts'
import type { PlaceId } from '../ids.ts'
import { type Capacity, isSecretariat } from '../sessions/rules.ts'
import { type Raised, sameCounts, scopesTied, wholeCount } from './hands-rules.ts'
import { WAYS } from './manners.ts'
import type { Ballot, Choice, HandCount, OutcomeInput, Roll, Tally, VoteStage } from './model.ts'
import type { BallotChange, Change, Correction, CountChange } from './remedies.ts'

type Standing = { readonly stage: VoteStage; readonly roll: Pick<Roll, 'places'> }
/** What a proposal names: a ballot's place, and the choice or the place it should have been keyed with. */
export type Wanted = { readonly place: PlaceId } & ({ readonly choice: Choice } | { readonly to: PlaceId })

/** The ballots that count: each as it was recorded, or as it was corrected last. Source: RULES.md VO87. */
export function corrected(ballots: readonly Ballot[], corrections: readonly Correction[]): Ballot[] {
  const confirmed = corrections.filter(({ stage }) => stage === 'confirmed').toSorted((a, b) => a.number - b.number)
  return confirmed.reduce<Ballot[]>((now, { change }) => now.map((ballot) => changed(ballot, change)), [...ballots])
}

/** The hands that count: as both tellers counted them, or as they were corrected last. Source: RULES.md VO97. */
export function correctedCounts(
  counts: readonly HandCount[],
  corrections: readonly Pick<Correction, 'stage' | 'number' | 'change'>[],
): readonly HandCount[] {
  const confirmed = corrections.filter(({ stage }) => stage === 'confirmed').toSorted((a, b) => a.number - b.number)
  return confirmed.reduce((now, { change }) => (change.kind === 'counts' ? change.to : now), counts)
}

function changed(ballot: Ballot, change: Change): Ballot {
  if (change.kind === 'counts' || ballot.place !== change.place) return ballot
  return change.kind === 'choice' ? { ...ballot, choice: change.to } : { ...ballot, place: change.to }
}

/**
 * What a correction would change, proposed by one of the secretariat: only what somebody else keyed, never a member's own device ballot.
 * Refuses: no-right, vote-not-closed, already-announced, vote-void, correction-waits, no-such-ballot, own-ballot, not-on-the-roll,
 * place-has-ballot, already-so. Source: RULES.md VO85, VO86.
 */
export function proposeCorrection(
  vote: Standing,
  capacity: Capacity,
  ballots: readonly Ballot[],
  corrections: readonly Correction[],
  wanted: Wanted,
): Decision<BallotChange> {
  if (!isSecretariat(capacity)) return refuse('no-right', 'VO85')
  const may = between(vote)
  if (!may.ok) return may
  if (corrections.some(({ stage }) => stage === 'proposed')) return refuse('correction-waits', 'VO85')
  const ballot = ballots.find(({ place }) => place === wanted.place)
  if (!ballot) return refuse('no-such-ballot', 'VO86')
  if (ballot.source === 'device') return refuse('own-ballot', 'VO86')
  const { place, choice } = ballot
  if ('choice' in wanted)
    return wanted.choice === choice
      ? refuse('already-so', 'VO85')
      : allow({ kind: 'choice', place, from: choice, to: wanted.choice })
  if (wanted.to === place) return refuse('already-so', 'VO85')
  if (!vote.roll.places.some(({ id }) => id === wanted.to)) return refuse('not-on-the-roll', 'VO86')
  if (ballots.some((one) => one.place === wanted.to)) return refuse('place-has-ballot', 'VO86')
  return allow({ kind: 'place', place, choice, to: wanted.to })
}

/**
 * What a correction of a show of hands would change, proposed by one of the secretariat: the numbers that count now, for all that was
 * counted apart. Refuses: no-right, wrong-manner, vote-not-closed, already-announced, vote-void, correction-waits, malformed,
 * too-many-counted, already-so. Source: RULES.md VO97.
 */
export function proposeCountCorrection(
  vote: Standing & Raised,
  capacity: Capacity,
  /** What counts now; null where nothing was counted. */
  counts: readonly HandCount[] | null,
  corrections: readonly Correction[],
  wanted: readonly HandCount[],
): Decision<CountChange> {
  const may = correctCounts(vote, capacity, corrections)
  if (!may.ok) return may
  const whole = wholeCount(vote, wanted)
  if (!whole.ok) return whole
  if (!counts || sameCounts(counts, wanted)) return refuse('already-so', 'VO97')
  return allow({ kind: 'counts', from: counts, to: wanted })
}

/**
 * Whether a person may propose to correct the counts of a vote at all.
 * Refuses: no-right, wrong-manner, vote-not-closed, already-announced, vote-void, correction-waits. Source: RULES.md VO97.
 */
export function correctCounts(
  vote: Standing & Pick<Raised, 'manner'>,
  capacity: Capacity,
  corrections: readonly Pick<Correction, 'stage'>[],
): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'VO97')
  if (!WAYS[vote.manner].byHands) return refuse('wrong-manner', 'VO97')
  const may = between(vote)
  if (!may.ok) return may
  return corrections.some(({ stage }) => stage === 'proposed') ? refuse('correction-waits', 'VO97') : allow()
}

/** Scopes that a correction of counts makes equal, where a chair on the roll decides. Source: RULES.md VO69, VO97. */
export const scopesTiedBy = (input: OutcomeInput, change: Change): readonly Tally['scope'][] =>
  change.kind === 'counts' && input.counted
    ? scopesTied({ ...input, counted: { ...input.counted, counts: change.to } })
    : []

/**
 * Whether an account confirms a proposed correction: another person than who proposed it, of the secretariat or presiding.
 * Declining it is open to all of them, so that an error in the proposal does not hold the announcement.
 * Refuses: no-right, vote-not-closed, already-announced, vote-void, no-correction, second-person. Source: RULES.md VO85.
 */
export function answerCorrection(
  answer: 'confirm' | 'decline',
  vote: Standing,
  capacity: Capacity,
  correction: Pick<Correction, 'stage' | 'by'>,
): Decision {
  if (!isSecretariat(capacity) && !capacity.presiding) return refuse('no-right', 'VO85')
  const may = between(vote)
  if (!may.ok) return may
  if (correction.stage !== 'proposed') return refuse('no-correction', 'VO85')
  return answer === 'confirm' && correction.by === capacity.account ? refuse('second-person', 'VO85') : allow()
}

/** Between close and announcement, and at no other time. */
function between({ stage }: Standing): Decision {
  switch (stage) {
    case 'open':
      return refuse('vote-not-closed', 'VO85')
    case 'announced':
      return refuse('already-announced', 'VO85')
    case 'void':
      return refuse('vote-void', 'VO85')
    case 'closed':
      return allow()
  }
}

/** Nothing is announced while a correction waits for its second person. Refuses: correction-waits. Source: RULES.md VO88. */
export const correctionsSettled = (corrections: readonly Pick<Correction, 'stage'>[]): Decision =>
  corrections.some(({ stage }) => stage === 'proposed') ? refuse('correction-waits', 'VO88') : allow()
