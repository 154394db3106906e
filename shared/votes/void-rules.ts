import type { Seat } from '../councils/model.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, CouncilId } from '../ids.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, preside } from '../sessions/rules.ts'
import { WAYS } from './manners.ts'
import type { Question, VoteManner, VoteStage } from './model.ts'
import type { Voiding } from './remedies.ts'

/** What the rules need of a vote that may become void. */
export type Voidable = {
  readonly stage: VoteStage
  /** Whether the room has read a choice: as soon as one is recorded where choices are shown as they are cast, else from the close. */
  readonly choiceShown: boolean
  /** Texts were adopted on it. */
  readonly adopted: boolean
  /** The same question was put again after it: the later vote is the one that counts. */
  readonly putAgain: boolean
}

/** Whether a choice of a vote has been shown. Source: RULES.md VO81. */
export const choiceShown = (
  vote: { readonly stage: VoteStage; readonly manner: VoteManner },
  ballots: number,
): boolean => vote.stage !== 'open' || (WAYS[vote.manner].shownAsCast && ballots > 0)

/**
 * Whether a vote may become void as things stand, whoever asks.
 * Refuses: session-closed, vote-void, already-adopted, put-again. Source: RULES.md VO80.
 */
export function voidable(vote: Voidable, session: Pick<Session, 'stage'>): Decision {
  if (session.stage === 'closed') return refuse('session-closed', 'VO80')
  if (vote.stage === 'void') return refuse('vote-void', 'VO80')
  if (vote.adopted) return refuse('already-adopted', 'VO80')
  return vote.putAgain ? refuse('put-again', 'VO80') : allow()
}

/**
 * The councils an account speaks for: whose chair it is, or whose deputy while the chair's seat is empty or its holder not checked in.
 * Source: RULES.md VO82.
 */
export function councilsSpokenFor(
  account: AccountId,
  councils: readonly CouncilId[],
  seats: readonly Seat[],
  present: ReadonlyMap<AccountId, unknown>,
): readonly CouncilId[] {
  return councils.filter((council) => {
    const held = seats.filter((seat) => seat.council === council)
    const chair = held.find(({ role }) => role === 'chair')
    if (chair?.holder === account) return true
    const deputises = held.some(({ role, holder }) => role === 'deputy' && holder === account)
    return deputises && (!chair || !present.has(chair.holder))
  })
}

/** What was decided by a vote on procedure, as far as it matters here. */
export type Followed = { readonly stage: VoteStage; readonly carried: boolean; readonly later: boolean }

/**
 * In which way an account makes a vote void: `chair` at once, `procedure` at once, `chairs` by proposing it to the other chairs.
 * Refuses: no-right, session-closed, vote-void, already-adopted, put-again, not-decided, void-proposed, chairs-together.
 * Source: RULES.md VO80–VO82.
 */
export function voidVote(facts: {
  readonly vote: Voidable
  readonly session: Pick<Session, 'stage'>
  readonly capacity: Capacity
  readonly speaksFor: readonly CouncilId[]
  /** The vote on procedure that is named; undefined when none is. */
  readonly followed: Followed | null | undefined
  readonly proposed: boolean
}): Decision<'chair' | 'procedure' | 'chairs'> {
  const { vote, capacity, speaksFor, followed } = facts
  const presides = preside(capacity)
  if (!presides.ok && speaksFor.length === 0) return refuse('no-right', presides.refusal.rule)
  const may = voidable(vote, facts.session)
  if (!may.ok) return may
  if (followed !== undefined) {
    if (!presides.ok) return presides
    const decided = followed?.stage === 'announced' && followed.carried && followed.later
    return decided ? allow('procedure') : refuse('not-decided', 'VO82')
  }
  if (presides.ok && !vote.choiceShown) return allow('chair')
  if (speaksFor.length === 0) return refuse('chairs-together', 'VO82')
  return facts.proposed ? refuse('void-proposed', 'VO82') : allow('chairs')
}

/**
 * Whether a chair may agree that a vote be void, or decline it, which ends the proposal.
 * Refuses: no-right, session-closed, vote-void, already-adopted, put-again, no-void-proposed, already-agreed. Source: RULES.md VO82.
 */
export function answerVoiding(
  answer: 'agree' | 'decline',
  facts: {
    readonly vote: Voidable
    readonly session: Pick<Session, 'stage'>
    readonly speaksFor: readonly CouncilId[]
    readonly voiding: Pick<Voiding, 'stage' | 'agreed'>
  },
): Decision {
  const { speaksFor, voiding } = facts
  if (speaksFor.length === 0) return refuse('no-right', 'VO82')
  const may = voidable(facts.vote, facts.session)
  if (!may.ok) return may
  if (voiding.stage !== 'proposed') return refuse('no-void-proposed', 'VO82')
  const agreed = new Set(voiding.agreed.map(({ council }) => council))
  return answer === 'agree' && speaksFor.every((council) => agreed.has(council))
    ? refuse('already-agreed', 'VO82')
    : allow()
}

/** Councils whose chair has not agreed yet. */
export const stillToAgree = (
  councils: readonly CouncilId[],
  agreed: readonly { readonly council: CouncilId }[],
): readonly CouncilId[] => councils.filter((council) => !agreed.some((one) => one.council === council))

/** Whether two votes of a session ask the same. A text stays the same question when it is frozen anew. Source: RULES.md VO84. */
export function sameQuestion(one: Question, other: Question): boolean {
  switch (one.kind) {
    case 'adopt-recommendation':
    case 'reopen':
      return other.kind === one.kind && other.recommendation === one.recommendation
    case 'adopt-set':
      return other.kind === one.kind
    case 'keep-part':
      return other.kind === one.kind && other.recommendation === one.recommendation && sameWords(one.words, other.words)
    case 'adopt-amendment':
      return other.kind === one.kind && other.amendment === one.amendment
    case 'procedure':
      return (
        other.kind === one.kind &&
        sameWords(one.words, other.words) &&
        sameWords(one.decides ?? null, other.decides ?? null)
      )
  }
}

const sameWords = (one: object | null, other: object | null): boolean => JSON.stringify(one) === JSON.stringify(other)
