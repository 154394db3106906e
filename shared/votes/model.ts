import type { SeatRole } from '../accounts/model.ts'
import {
  type Council,
  type CouncilRules,
  type Fraction,
  MANNERS,
  type MajorityBase,
  type QuorumCount,
  type StandingOrders,
} from '../councils/model.ts'
import type { RuleId } from '../decision.ts'
import type { Decides } from '../floor/model.ts'
import type { Hash } from '../hash.ts'
import type {
  AccountId,
  AgendaPointId,
  AmendmentId,
  CouncilId,
  PlaceId,
  RecommendationId,
  SeatId,
  SessionId,
  VersionId,
  VoteId,
} from '../ids.ts'
import type { Localised } from '../language.ts'
import type { RecommendationKind } from '../recommendations/model.ts'
import type { Counting } from '../sessions/model.ts'
import type { Instant } from '../time.ts'

export const CHOICES = ['for', 'against', 'abstain'] as const
export type Choice = (typeof CHOICES)[number]

/** One text of the set as it is put: the version by its hash. */
export type SetText = {
  readonly recommendation: RecommendationId
  readonly kind: RecommendationKind
  readonly number: number | null
  readonly hash: Hash
}

/** What is asked. Texts are put as frozen versions only. Source: RULES.md VO2, VO100–VO103. */
export type Question =
  | { readonly kind: 'adopt-recommendation'; readonly recommendation: RecommendationId }
  /** A separate vote: whether these words of a frozen text stay in it; empty in a language in which they are not quoted. */
  | {
      readonly kind: 'keep-part'
      readonly recommendation: RecommendationId
      readonly words: Localised
      /** The amendment that takes them out if they do not stay. */
      readonly amendment?: AmendmentId
    }
  /** Whether an amendment is adopted; without a recommendation it proposes a new one, `under` the agenda point on which that was moved. */
  | {
      readonly kind: 'adopt-amendment'
      readonly amendment: AmendmentId
      readonly number: number | null
      readonly recommendation: RecommendationId | null
      readonly under: AgendaPointId | null
    }
  /** Whether a text that was rejected, or carried and not adopted, is taken up again. */
  | { readonly kind: 'reopen'; readonly recommendation: RecommendationId }
  | { readonly kind: 'adopt-set'; readonly texts: readonly SetText[] }
  /** Said by the chair; or by what it decides on the floor, `under` the agenda point on which that was raised. */
  | {
      readonly kind: 'procedure'
      readonly words: Localised
      readonly decides?: Decides
      readonly under?: AgendaPointId | null
    }

/** How a vote is taken: a manner of giving ballots, or by asking whether anybody objects. */
export const VOTE_MANNERS = [...MANNERS, 'without-a-vote'] as const
export type VoteManner = (typeof VOTE_MANNERS)[number]

export const VOTED_KINDS = [
  'adopt-recommendation',
  'keep-part',
  'adopt-amendment',
  'reopen',
  'adopt-set',
  'procedure',
] as const satisfies Question['kind'][]

/** A seat as it stood when the vote opened. */
export type RollSeat = {
  readonly seat: SeatId
  readonly council: CouncilId
  readonly account: AccountId
  readonly role: SeatRole
}

/** Who may vote: one place, one ballot. In one pool a place is a person (all its seats named); apart it is a seat. */
export type Place = {
  readonly id: PlaceId
  readonly account: AccountId
  readonly seats: readonly RollSeat[]
  readonly mode: 'hall' | 'remote'
}

/** Frozen at opening. Absent and recused seats are printed beside the roll, not in it. Source: RULES.md VO3. */
export type Roll = {
  readonly places: readonly Place[]
  readonly recused: readonly RollSeat[]
  readonly absent: readonly RollSeat[]
  /** Seats present at opening, recused ones included; the base `present` and the quorum at opening count these. */
  readonly presentAtOpening: readonly SeatId[]
  /** The place whose ballot decides a tie in one pool, null when the presiding chair is not on the roll. */
  readonly presiding: PlaceId | null
}

export const SOURCES = ['device', 'word', 'paper'] as const
/** On the member's device, by word to the secretary, or on a sheet keyed by two tellers. */
export type BallotSource = (typeof SOURCES)[number]

/** That a place has cast; what it chose may be unknown still, as in a sealed vote. `by` is the secretary or teller who entered it. */
export type Cast = {
  readonly place: PlaceId
  readonly at: Instant
  readonly by: AccountId
  readonly source: BallotSource
}

/** One place's answer. */
export type Ballot = Cast & { readonly choice: Choice }

/** What tellers counted in one scope: the pool, or a council. */
export type HandCount = {
  readonly scope: Tally['scope']
  readonly for: number
  readonly against: number
  readonly abstain: number
}

/** Hands counted instead of ballots; `chairs`: what the chair of a scope says was their own, where it decides a tie. */
export type Counted = {
  readonly counts: readonly HandCount[]
  readonly chairs: readonly { readonly scope: Tally['scope']; readonly choice: Choice | null }[]
}

type VoteBase = {
  readonly id: VoteId
  readonly session: SessionId
  readonly number: number
  readonly question: Question
  /** The agenda point under which it was opened. */
  readonly point: AgendaPointId | null
  /** The version that is put; null where the question is not about one text. */
  readonly version: VersionId | null
  /** Of the version, or of the question's own bytes. */
  readonly hash: Hash
  readonly manner: VoteManner
  readonly counting: Counting
  readonly councils: readonly Council[]
  readonly orders: readonly StandingOrders[]
  readonly roll: Roll
  readonly openedAt: Instant
  readonly openedBy: AccountId
}
export type OpenVote = VoteBase & { readonly stage: 'open' }
export type ClosedVote = VoteBase & { readonly stage: 'closed'; readonly closedAt: Instant; readonly outcome: Outcome }
export type AnnouncedVote = VoteBase & {
  readonly stage: 'announced'
  readonly closedAt: Instant
  readonly outcome: Outcome
  readonly announcedAt: Instant
}
/** Counts for nothing; roll, ballots and, where it had been closed, its outcome stay. Source: RULES.md VO83. */
export type VoidVote = VoteBase & {
  readonly stage: 'void'
  /** When it took no more ballots. */
  readonly closedAt: Instant
  readonly outcome: Outcome | null
  readonly announcedAt: Instant | null
}
export type Vote = OpenVote | ClosedVote | AnnouncedVote | VoidVote

export const VOTE_STAGES = ['open', 'closed', 'announced', 'void'] as const satisfies Vote['stage'][]
export type VoteStage = (typeof VOTE_STAGES)[number]

/** Everything the outcome depends on, and nothing else. */
export type OutcomeInput = {
  readonly counting: Counting
  /** Councils in the order of the session, each with the standing orders in force at opening. */
  readonly councils: readonly CouncilRules[]
  /** The council whose majority and tie rule count in one pool: that of the presiding chair. */
  readonly presidingCouncil: CouncilId
  readonly roll: Roll
  readonly ballots: readonly Ballot[]
  /** Set in a show of hands, where there are no ballots. */
  readonly counted?: Counted
  /** Seats noted as having left between opening and close and not returned. */
  readonly leftBeforeClose: readonly SeatId[]
}

/** One count: the pool, or one council. Sums: for + against + abstain + notVoting = places. */
export type Tally = {
  readonly scope: 'pool' | CouncilId
  /** Whether the result rests on this count, or it is shown for information. */
  readonly decides: boolean
  readonly places: number
  readonly for: number
  readonly against: number
  readonly abstain: number
  readonly notVoting: number
  readonly majority: {
    readonly base: MajorityBase
    readonly fraction: Fraction
    readonly strict: boolean
    readonly leastFor: number | null
  }
  /** The number the fraction is taken of. */
  readonly base: number
  /** The least number of votes for that carries with this base. */
  readonly needed: number
  readonly verdict: 'carried' | 'rejected' | 'none'
  /** Set when for = against > 0 and the rule gives the decision to a chair. */
  readonly tie: { readonly place: PlaceId | null; readonly choice: Choice | null } | null
}

export type Result = 'carried' | 'rejected' | 'no-decision'

/** One step of the explanation, in the order of reasoning; `holds` null where it is neither a yes nor a no. */
export type Step = {
  readonly key: 'quorum' | 'entitled' | 'majority' | 'tie' | 'council' | 'result'
  readonly holds: boolean | null
  readonly sentence: Localised
  readonly rule: RuleId
}

/** The only outcome there is: screen, projector, page and file show these numbers and these sentences. */
export type Outcome = {
  readonly result: Result
  readonly reason:
    | 'majority'
    | 'no-majority'
    | 'tie'
    | 'no-quorum-at-opening'
    | 'no-quorum-at-close'
    | 'only-abstentions'
    | 'no-objection'
    | 'objected'
    | 'no-ballots'
  readonly quorum: { readonly opening: readonly QuorumCount[]; readonly close: readonly QuorumCount[] }
  readonly tallies: readonly Tally[]
  readonly headline: Localised
  readonly explanation: Localised
  readonly steps: readonly Step[]
}
