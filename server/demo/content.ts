import { readFileSync } from 'node:fs'
import type { SeatRole } from '../../shared/accounts/model.ts'
import type {
  Annex,
  LanguageState,
  MannerAsker,
  OrdersManner,
  Proposer,
  QuestionKind,
  Signer,
  WorkCalendar,
} from '../../shared/councils/model.ts'
import type {
  AccountId,
  AddresseeId,
  AgendaPointId,
  AmendmentId,
  CouncilId,
  FindingId,
  RecommendationId,
  ReportId,
  SessionId,
  StandardId,
  TermId,
  ThemeId,
} from '../../shared/ids.ts'
import type { Language, Localised } from '../../shared/language.ts'
import type { Priority, RecommendationKind } from '../../shared/recommendations/model.ts'
import type { Counting } from '../../shared/sessions/model.ts'
import type { Choice } from '../../shared/votes/model.ts'

/** Standing orders as a content file writes them; fractions are `n/m`. */
export type OrdersContent = {
  readonly version: number
  readonly quorum: { readonly base: 'seats' | 'members'; readonly fraction: string; readonly strict: boolean }
  readonly majority: {
    readonly base: 'for+against' | 'votes-cast' | 'present' | 'members'
    readonly fraction: string
    readonly strict: boolean
    readonly leastFor?: number
  }
  readonly tie: 'presiding-chair' | 'rejected'
  readonly manner: 'roll-call' | 'open'
  readonly recusal: { readonly countsForQuorum: boolean; readonly countsForMajority: boolean }
  readonly adoption: 'at-once' | 'with-the-set'
  readonly languagesOfRecord: readonly Language[]
  readonly leastState: LanguageState
  readonly translationToFollow: boolean
  readonly otherManner?: MannerAsker
  readonly device?: boolean
  readonly advanceBallots?: boolean
  readonly mayPropose?: Proposer
  readonly reopening?: {
    readonly base: 'for+against' | 'votes-cast' | 'present' | 'members'
    readonly fraction: string
    readonly strict: boolean
  }
  readonly dissent?: { readonly allowed: boolean; readonly withinWorkingDays: number; readonly annexedTo: Annex }
  readonly minutes?: { readonly withinWorkingDays: number; readonly signedBy: readonly Signer[] }
  readonly byKind?: Readonly<Partial<Record<QuestionKind, { readonly manner: OrdersManner }>>>
  readonly verified?: boolean
}

type RecommendationContent = {
  readonly id: RecommendationId
  readonly kind: RecommendationKind
  readonly number: number | null
  readonly title: Localised
  readonly text: Localised
  readonly rationale?: Localised
  readonly indicator?: Localised
  readonly addressees?: readonly { readonly id: AddresseeId; readonly role: 'lead' | 'co' }[]
  readonly standards?: readonly StandardId[]
  readonly findings?: readonly FindingId[]
  readonly themes?: readonly ThemeId[]
  readonly deadline?: string
  readonly priority?: Priority
  readonly sourceLanguage: Language
  readonly translation: Readonly<Record<Language, LanguageState>>
}

/** An amendment as it is tabled before the sitting. */
export type AmendmentContent = {
  readonly id: AmendmentId
  readonly kind: string
  /** Null: a new one, which says what a recommendation says. */
  readonly recommendation: RecommendationId | null
  readonly lang: Language
  readonly from?: string
  readonly to?: string
  /** Of a separate vote: the words it is about. */
  readonly part?: string
  readonly title?: Localised
  readonly text?: Localised
  readonly reason?: Localised
  /** The first is its mover. */
  readonly sponsors: readonly AccountId[]
  /** Of those to one text: the furthest from it is put first. */
  readonly distanceFromOriginal?: number
} & Pick<RecommendationContent, 'addressees' | 'standards' | 'findings' | 'themes'>

/** One step of the walk-through, as the file writes it. */
export type ScriptStep =
  | { readonly accept: string; readonly expect: string }
  | { readonly freeze: string | readonly string[] }
  | {
      readonly vote: string
      /** Not of the set, which is adopted without a vote. */
      readonly for?: number
      readonly against?: number
      readonly abstain?: number
      readonly expect: string
      /** What becomes of the amendment, where the question asks otherwise. */
      readonly amendment?: string
      /** Of a new recommendation: its id, and its number. */
      readonly creates?: RecommendationId
      readonly number?: number
      readonly recused?: readonly AccountId[]
      readonly ballots?: Readonly<Record<Choice, readonly string[]>>
      readonly then?: string
    }
  | { readonly dissent: AccountId; readonly on: RecommendationId; readonly withinWorkingDays: number }

/** A session with everyone and everything in it, as `session.json` holds it; only what is loaded is typed. */
export type SessionContent = {
  readonly councils: readonly {
    readonly id: CouncilId
    readonly name: Localised
    readonly seats: number
    readonly chair: AccountId
    readonly secretary?: AccountId
    readonly rules: OrdersContent
  }[]
  readonly members: readonly {
    readonly id: AccountId
    readonly name: Localised
    readonly councils: readonly CouncilId[]
    readonly role: 'chair' | 'deputy-chair' | 'member'
    readonly workLanguages?: readonly Language[]
    readonly interests?: readonly { readonly recommendation: RecommendationId; readonly reason: string }[]
  }[]
  readonly participants: readonly {
    readonly id: AccountId
    readonly name: Localised
    readonly kind: string
    readonly organisation?: string
    readonly addressee?: AddresseeId
    /** What somebody of the secretariat does, such as `translator-kk`. */
    readonly role?: string
  }[]
  readonly session: {
    readonly id: SessionId
    readonly title: Localised
    readonly date: string
    readonly place: Localised
    readonly timezone: string
    readonly format: string
    readonly councils: readonly CouncilId[]
    readonly joint: { readonly counting: Counting; readonly presiding: AccountId }
  }
  readonly agenda: readonly {
    readonly id: AgendaPointId
    readonly number: string
    readonly kind: string
    readonly start: string
    readonly minutes: number
    readonly title: Localised
  }[]
  readonly addressees: readonly {
    readonly id: AddresseeId
    readonly parent?: AddresseeId
    readonly abbr: Localised
    readonly name: Localised
  }[]
  readonly standards: readonly { readonly id: StandardId; readonly instrument: string; readonly ref: string }[]
  readonly themes: readonly { readonly id: ThemeId; readonly label: Localised }[]
  readonly findings: readonly {
    readonly id: FindingId
    readonly number: string
    readonly title: Localised
    readonly text: Localised
    readonly source?: { readonly report: ReportId; readonly para: number }
    readonly themes?: readonly ThemeId[]
    readonly standards?: readonly StandardId[]
  }[]
  readonly reports?: readonly { readonly id: ReportId; readonly kind: string; readonly agenda: AgendaPointId }[]
  readonly recommendations: readonly RecommendationContent[]
  readonly preamble: RecommendationContent
  readonly glossary: readonly { readonly id: TermId; readonly term: Localised }[]
  readonly amendments: readonly AmendmentContent[]
  readonly script: {
    readonly absent: readonly AccountId[]
    readonly remote: readonly AccountId[]
    readonly recused: readonly { readonly member: AccountId; readonly recommendation: RecommendationId }[]
    readonly steps: readonly ScriptStep[]
  }
}

/** Public holidays of Kazakhstan with a fixed day in the year of the demo, and the week of five working days. */
export const DEMO_CALENDAR: WorkCalendar = {
  weekend: [6, 7],
  holidays: [
    '2025-01-01',
    '2025-01-02',
    '2025-01-07',
    '2025-03-08',
    '2025-03-21',
    '2025-03-22',
    '2025-03-23',
    '2025-05-01',
    '2025-05-07',
    '2025-05-09',
    '2025-07-06',
    '2025-08-30',
    '2025-10-25',
    '2025-12-16',
  ],
  movedWorkdays: [],
}

/** The invented session that every demo store starts with. */
export const demoContent = (): SessionContent =>
  JSON.parse(readFileSync(new URL('./session.json', import.meta.url), 'utf8')) as SessionContent

/** The role a seat has in one council: a member of two councils is chair only where that council says so. */
export const seatRole = (
  content: SessionContent,
  council: CouncilId,
  member: SessionContent['members'][number],
): SeatRole =>
  content.councils.find(({ id }) => id === council)?.chair === member.id
    ? 'chair'
    : member.role === 'deputy-chair'
      ? 'deputy'
      : 'member'
