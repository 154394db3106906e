import type { QuorumCount } from '../councils/model.ts'
import type { MotionKind, MotionResult, Ruling } from '../floor/model.ts'
import type { Hash } from '../hash.ts'
import type { AccountId, AgendaPointId, CouncilId, SessionId } from '../ids.ts'
import type { Language, Localised } from '../language.ts'
import type { AttendanceEventKind, SessionStage } from '../sessions/model.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { Choice, Outcome, VoteManner } from '../votes/model.ts'
import type { OpinionKind } from '../votes/opinions.ts'
import type { ObjectionGround } from '../votes/remedies.ts'

/** What the record says of a session, as far as its reader sees it: everything that minutes are made of. */
export type MinutesFacts = {
  readonly session: {
    readonly id: SessionId
    readonly title: Localised
    readonly date: LocalDate
    readonly place: Localised
    readonly timezone: string
    readonly stage: SessionStage
  }
  readonly councils: readonly { readonly id: CouncilId; readonly name: Localised; readonly seats: number }[]
  /** Who held the seats on the day of the session, in the order of their lists. */
  readonly seats: readonly { readonly council: CouncilId; readonly account: AccountId; readonly name: Localised }[]
  readonly sittings: readonly SittingFacts[]
  readonly attendance: readonly {
    readonly number: number
    readonly sitting: number
    readonly account: AccountId
    readonly name: Localised
    readonly event: AttendanceEventKind
    readonly at: Instant
  }[]
  readonly quorum: readonly {
    readonly number: number
    readonly at: Instant
    readonly counts: readonly QuorumCount[]
  }[]
  /** Agenda points as they were taken, and who took the chair: entries of the record book. */
  readonly points: readonly Taken[]
  readonly chairs: readonly { readonly entry: number; readonly at: Instant; readonly name: Localised }[]
  readonly spoken: readonly {
    readonly id: string
    readonly name: Localised
    readonly point: AgendaPointId | null
    readonly at: Instant
  }[]
  readonly pointsOfOrder: readonly PointOfOrderFacts[]
  readonly motions: readonly MotionFacts[]
  readonly interests: readonly {
    readonly id: string
    readonly name: Localised
    readonly on: Localised
    readonly point: AgendaPointId | null
    readonly at: Instant
  }[]
  readonly amendments: readonly {
    readonly id: string
    readonly number: number
    readonly what: 'accepted' | 'withdrawn' | 'fallen'
    readonly mover: Localised
    readonly text: Localised
    readonly point: AgendaPointId | null
    readonly at: Instant
  }[]
  readonly votes: readonly MinutedVote[]
  readonly adopted: readonly {
    readonly id: string
    readonly text: Localised
    readonly title: Localised
    readonly hash: Hash
    readonly point: AgendaPointId | null
    readonly at: Instant
  }[]
  readonly opinions: readonly {
    readonly id: string
    readonly kind: OpinionKind
    readonly name: Localised
    readonly councils: readonly Localised[]
    readonly vote: number
    readonly on: Localised
    readonly words: Localised
    readonly point: AgendaPointId | null
    readonly at: Instant
  }[]
}

type SittingFacts = {
  readonly number: number
  readonly openedAt: Instant
  readonly presiding: Localised
  readonly ended: {
    readonly at: Instant
    readonly how: 'suspended' | 'closed'
    /** The entry of the record book that says so. */
    readonly head: { readonly number: number; readonly hash: Hash } | null
  } | null
}

type Taken = {
  readonly entry: number
  readonly point: AgendaPointId
  readonly number: string
  readonly title: Localised
  readonly at: Instant
}

export type PointOfOrderFacts = {
  readonly id: string
  readonly name: Localised
  readonly point: AgendaPointId | null
  readonly at: Instant
  readonly ruling: { readonly ruling: Ruling; readonly words: string } | null
  readonly appeal: { readonly name: Localised; readonly overturned: boolean | null } | null
}

export type MotionFacts = {
  readonly id: string
  readonly name: Localised
  readonly kind: MotionKind
  readonly words: string
  readonly point: AgendaPointId | null
  readonly at: Instant
  readonly carried: boolean | null
  readonly result: MotionResult | null
  /** The number of the vote that decided it. */
  readonly vote: number | null
}

export type MinutedVote = {
  readonly id: string
  readonly number: number
  readonly question: Localised
  readonly point: AgendaPointId | null
  readonly manner: VoteManner
  readonly openedAt: Instant
  readonly closedAt: Instant
  readonly outcome: Outcome | null
  readonly councils: readonly { readonly id: CouncilId; readonly name: Localised }[]
  readonly recused: readonly Localised[]
  readonly void: { readonly ground: ObjectionGround; readonly words: string; readonly at: Instant } | null
  readonly corrections: readonly {
    readonly id: string
    readonly words: string
    readonly first: Localised
    readonly second: Localised
    readonly at: Instant
  }[]
  readonly intended: readonly {
    readonly id: string
    readonly name: Localised
    readonly cast: Choice
    readonly meant: Choice
    readonly words: string
    readonly at: Instant
  }[]
  readonly objections: readonly {
    readonly id: string
    readonly name: Localised
    readonly ground: ObjectionGround
    readonly words: string
    readonly at: Instant
    readonly upheld: boolean | null
    readonly ruling: string | null
  }[]
}

/** Words, or a fact of the record by its name. */
export type Piece = { readonly words: string } | { readonly fact: string }
export type Facts = Readonly<Record<string, Localised>>

/** One thing that happened, with what the record says of it and the sentence in which minutes usually say it. */
export type Entry = {
  /** Made from the ids of the record: it stays whatever is corrected later. */
  readonly id: string
  /** A sitting and an agenda point are headings. */
  readonly kind: 'sitting' | 'point' | 'paragraph'
  readonly at: Instant
  readonly point: AgendaPointId | null
  readonly facts: Facts
  readonly sentence: Readonly<Record<Language, readonly Piece[]>>
}

/** How the secretariat words an entry in one language; null: as the record does. */
export type Wording = {
  readonly entry: string
  readonly language: Language
  readonly pieces: readonly Piece[] | null
  /** The facts as they were when it was worded. */
  readonly basis: Readonly<Record<string, string>>
  readonly by: AccountId
  readonly at: Instant
}
