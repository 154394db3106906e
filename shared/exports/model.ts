import type { SignatureKind } from '../adoption/final.ts'
import type { AmendmentKind, AmendmentStage } from '../amendments/model.ts'
import type { Passage } from '../comments/threads.ts'
import type { Clock, Position, RepeatTold, Status } from '../follow-up/model.ts'
import type { Hash } from '../hash.ts'
import type {
  AccountId,
  AddresseeId,
  AmendmentId,
  CouncilId,
  FindingId,
  RecommendationId,
  SessionId,
  StandardId,
  ThemeId,
  ThreadId,
  VoteId,
} from '../ids.ts'
import type { Language, Localised } from '../language.ts'
import type { Fields, RecommendationKind, RecommendationStage } from '../recommendations/model.ts'
import type { SessionStage } from '../sessions/model.ts'
import type { Block, Mark, Part, Parts } from '../text/canonical.ts'
import type { ParagraphDifference } from '../text/difference.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { Choice, Outcome, VoteManner } from '../votes/model.ts'
import type { OpinionKind } from '../votes/opinions.ts'
import type { MinutesOfSession, OutlineMinutes } from './minutes-outline.ts'

/** What is known of a session for who reads it: everything that an outline is made of, in all languages. */
export type SessionFacts = {
  readonly session: {
    readonly id: SessionId
    readonly title: Localised
    readonly date: LocalDate
    readonly place: Localised
    readonly timezone: string
    readonly stage: SessionStage
  }
  /** With who held the chair on the day of the session. */
  readonly councils: readonly (Named<CouncilId> & { readonly chair: Localised | null })[]
  readonly agenda: readonly { readonly number: string; readonly title: Localised }[]
  readonly texts: readonly TextFacts[]
  /** Amendments that propose a new text. */
  readonly newTexts: readonly AmendmentFacts[]
  readonly votes: readonly VoteFacts[]
  readonly opinions: readonly OpinionFacts[]
  /** Null: the reader may not read them. */
  readonly minutes: MinutesOfSession | null
  readonly addressees: readonly Named<AddresseeId>[]
  readonly findings: readonly { readonly id: FindingId; readonly number: string; readonly title: Localised }[]
  readonly standards: readonly { readonly id: StandardId; readonly instrument: string; readonly ref: string }[]
  readonly themes: readonly Named<ThemeId>[]
  /** Number and hash of the record book's newest entry. */
  readonly head: { readonly number: number; readonly hash: Hash }
  /** The newest revision that went round; null before the first. */
  readonly revision: number | null
  readonly at: Instant
  /** Who reads it; null: whoever runs the command on the store. */
  readonly reader: Localised | null
  /** Whether the reader sends letters: those who run the session, and the secretariat. */
  readonly sendsLetters: boolean
  /** Where people reach the workspace, without a slash behind it; null: nobody said. */
  readonly origin: string | null
}

type Named<Id> = { readonly id: Id; readonly name: Localised }

/** Where the words of a text come from. */
export type Source =
  | {
      readonly kind: 'adopted'
      readonly hash: Hash
      readonly at: Instant
      readonly by: Localised
      readonly vote: VoteId
      readonly head: { readonly number: number; readonly hash: Hash }
    }
  | { readonly kind: 'version'; readonly number: number; readonly hash: Hash }
  | { readonly kind: 'live'; readonly row: number }

/** The published final text, whose words stand in place of the adopted ones. */
export type FinalFacts = {
  readonly hash: Hash
  /** Under which it was published. */
  readonly number: string
  readonly date: LocalDate
  /** How many corrigenda are in its words. */
  readonly corrigenda: number
  readonly signatures: readonly {
    readonly council: Localised
    readonly name: Localised
    readonly kind: SignatureKind
    readonly at: Instant
    readonly reason: string
  }[]
}

/** What one addressee answered, and what the council found. */
export type FollowUpFacts = {
  readonly addressee: AddresseeId
  readonly position: Position | null
  /** Why, in the addressee's words. */
  readonly reasons: string
  readonly clock: Clock
  readonly due: LocalDate | null
  readonly answeredOn: LocalDate | null
  readonly status: Status | null
}

export type TextFacts = {
  readonly id: RecommendationId
  readonly kind: RecommendationKind
  readonly number: number | null
  readonly stage: RecommendationStage
  readonly source: Source
  readonly parts: Parts
  readonly fields: Fields
  /** Null while none is published. */
  readonly final: FinalFacts | null
  readonly followUp: readonly FollowUpFacts[]
  readonly earlier: readonly RepeatTold[]
  /** What is proposed to it and not decided, in the order of voting. */
  readonly amendments: readonly AmendmentFacts[]
  /** What is said beside it, while it is a draft. */
  readonly threads: readonly ThreadFacts[]
}

export type ThreadFacts = {
  readonly id: ThreadId
  /** Null: the whole text. */
  readonly passage: Pick<Passage, 'part' | 'language' | 'quote' | 'before' | 'after'> | null
  readonly resolved: boolean
  /** Without those that were withdrawn; people who are mentioned stand in them by name. */
  readonly remarks: readonly { readonly author: Localised; readonly at: Instant; readonly words: Localised }[]
}

export type AmendmentFacts = {
  readonly id: AmendmentId
  readonly number: number | null
  readonly kind: AmendmentKind
  readonly stage: AmendmentStage
  readonly mover: Localised
  readonly tabledAt: Instant
  readonly reason: Localised
  /** The text as amended; null where no word is changed. */
  readonly amended: Parts | null
}

type SeatName = { readonly name: Localised; readonly councils: readonly Localised[] }

export type VoteFacts = {
  readonly id: VoteId
  readonly number: number
  readonly question: Localised
  readonly about: RecommendationId | null
  readonly stage: 'announced' | 'void'
  readonly manner: VoteManner
  readonly hash: Hash
  readonly openedAt: Instant
  readonly closedAt: Instant
  readonly councils: readonly Named<CouncilId>[]
  readonly outcome: Outcome | null
  /** Choices are null where hands were counted, and of who did not vote. */
  readonly roll: readonly (SeatName & { readonly account: AccountId; readonly choice: Choice | null })[]
  readonly namesChoices: boolean
  readonly recused: readonly SeatName[]
  readonly absent: readonly SeatName[]
}

export type OpinionFacts = SeatName & {
  readonly kind: OpinionKind
  readonly about: RecommendationId | null
  readonly voteNumber: number
  readonly at: Instant
  readonly words: Localised
}

/** A session in one language, as every format shows it: words are ready to be read, and what programs want stands beside them. */
export type Outline = {
  readonly form: 1
  readonly language: Language
  readonly session: { readonly id: SessionId; readonly title: string; readonly date: LocalDate; readonly dated: string }
  /** Names of the councils in two languages, for the head of the first page. */
  readonly letterhead: readonly { readonly language: Language; readonly names: readonly string[] }[]
  readonly councils: readonly { readonly id: CouncilId; readonly name: string }[]
  /** DRAFT with revision, hour and reader where anything in it is not adopted. */
  readonly stamp: string | null
  readonly madeAt: Instant
  readonly agenda: readonly { readonly number: string; readonly title: string }[]
  readonly preamble: OutlineText | null
  readonly recommendations: readonly OutlineText[]
  readonly newTexts: readonly OutlineAmendment[]
  readonly votes: readonly OutlineVote[]
  readonly opinions: readonly OutlineOpinion[]
  readonly minutes: OutlineMinutes | null
  readonly record: { readonly number: number; readonly hash: Hash; readonly words: string; readonly check: string }
  /** Headings and the like, in the outline's language. */
  readonly words: OutlineWords
}

export type OutlineText = {
  readonly id: RecommendationId
  readonly kind: RecommendationKind
  readonly number: number | null
  readonly stage: RecommendationStage
  /** `Recommendation 5`, `Preamble`. */
  readonly name: string
  readonly title: string
  /** Nobody wrote a title in this language: `title` says so. */
  readonly titleIsMissing: boolean
  readonly state: string
  readonly source: Source
  /** What fixes its words, in a sentence. */
  readonly standing: string
  /** By what it is checked later; null where its words are not fixed, or not shown. */
  readonly check: OutlineCheck | null
  /** Empty for what was withdrawn or rejected. */
  readonly parts: readonly OutlinePart[]
  readonly addressees: readonly {
    readonly id: AddresseeId
    readonly name: string
    readonly role: string
    readonly leads: boolean
  }[]
  readonly deadline: { readonly date: LocalDate; readonly words: string } | null
  readonly priority: string | null
  readonly findings: readonly { readonly id: FindingId; readonly number: string; readonly title: string }[]
  readonly standards: readonly string[]
  /** Earlier recommendations that it repeats or follows, each with what became of it. */
  readonly earlier: readonly string[]
  readonly themes: readonly string[]
  readonly amendments: readonly OutlineAmendment[]
  readonly comments: readonly OutlineComment[]
  /** What became of it, one sentence an addressee; empty before it was sent. */
  readonly followUp: readonly OutlineFollowUp[]
}

/** The code of a text, and where it leads; drawn only where there is an address. */
export type OutlineCheck = {
  readonly code: string
  readonly address: string | null
  /** The same in a sentence. */
  readonly words: string
  /** What the drawn code says to who does not see it. */
  readonly picture: string
}

export type OutlineFollowUp = Pick<FollowUpFacts, 'addressee' | 'position' | 'status' | 'reasons'> & {
  readonly sentence: string
  /** What the addressee itself says, with its reasons; null while it says nothing. */
  readonly answer: string | null
}

/** A thread: on words of a part, in letters of its plain words, or on the text as a whole. */
export type OutlineComment = {
  readonly id: ThreadId
  readonly on: { readonly part: OutlinePart['part']; readonly from: number; readonly to: number } | null
  /** The words that it was about where they do not stand there. */
  readonly about: string | null
  readonly isResolved: boolean
  readonly remarks: readonly { readonly author: string; readonly at: Instant; readonly words: string }[]
}

export type OutlinePart = {
  readonly part: Exclude<Part, 'title'>
  readonly heading: string | null
  /** Set where this language has no words, though another one has. */
  readonly missing: string | null
  readonly blocks: readonly Block[]
  /** The blocks with what amendments change in them; null where nothing is proposed, or nothing fits in its place. */
  readonly tracked: readonly TrackedParagraph[] | null
}

/** Words of a paragraph: of the present text, or put in or taken out by an amendment. */
export type TrackedRun = {
  readonly kind: 'same' | 'added' | 'deleted'
  readonly by: AmendmentId | null
  readonly text: string
  readonly marks: readonly Mark[]
}
type ByAmendment = { readonly kind: 'added' | 'deleted'; readonly by: AmendmentId }
export type TrackedParagraph = {
  readonly level: number
  /** The paragraph itself is new, or goes, with an amendment. */
  readonly whole: ByAmendment | null
  /** Only the border before it is new, or goes: the paragraph was split off, or is joined to the one before. */
  readonly border: ByAmendment | null
  readonly runs: readonly TrackedRun[]
}

export type OutlineAmendment = {
  readonly id: AmendmentId
  readonly heading: string
  readonly mover: string
  readonly tabledAt: Instant
  readonly reason: { readonly language: Language; readonly words: string } | null
  readonly changes: readonly {
    readonly heading: string
    readonly language: Language
    readonly paragraphs: readonly ParagraphDifference[]
  }[]
}

export type OutlineVote = {
  readonly id: VoteId
  readonly number: number
  readonly about: RecommendationId | null
  readonly heading: string
  readonly question: string
  readonly isVoid: boolean
  readonly hash: Hash
  /** Manner, hour, what was voted on. */
  readonly facts: readonly string[]
  readonly result: Outcome['result'] | null
  readonly headline: string
  readonly explanation: string
  readonly steps: readonly string[]
  readonly quorum: readonly {
    readonly council: CouncilId
    readonly present: number
    readonly needed: number
    readonly reached: boolean
  }[]
  readonly tallies: readonly OutlineTally[]
  readonly roll: readonly OutlineSeat[]
  /** The same council by council, as it is printed: who chose what, and who stood beside the roll. */
  readonly rollLines: readonly { readonly council: string; readonly lines: readonly RollLine[] }[]
}

/** `For (11)`, and who they are. */
export type RollLine = { readonly said: string; readonly names: string }

export type OutlineTally = {
  readonly scope: string
  readonly name: string
  readonly decides: boolean
  readonly note: string
  readonly for: number
  readonly against: number
  readonly abstain: number
  readonly notVoting: number
  readonly places: number
}

export type OutlineSeat = {
  readonly name: string
  readonly councils: readonly string[]
  /** The choice, *recused*, *absent* or *not voting*, in words. */
  readonly said: string
  readonly account: AccountId | null
  readonly choice: Choice | null
}

export type OutlineOpinion = {
  readonly heading: string
  readonly about: RecommendationId | null
  readonly language: Language
  readonly paragraphs: readonly string[]
}

/** What formats write between the words of the session. */
export const OUTLINE_WORDS = [
  'agenda',
  'recommendations',
  'to',
  'deadline',
  'priority',
  'themes',
  'findings',
  'standards',
  'earlier',
  'number',
  'kind',
  'title',
  'text',
  'rationale',
  'indicator',
  'state',
  'standing',
  'followUp',
  'votes',
  'votesAnnex',
  'opinionsAnnex',
  'recordAnnex',
  'roll',
  'scope',
  'for',
  'against',
  'abstain',
  'notVoting',
  'amendments',
  'newTexts',
  'reason',
  'contents',
  'role',
] as const
export type OutlineWords = Readonly<Record<(typeof OUTLINE_WORDS)[number], string>>
