import type {
  AddresseeId,
  AgendaPointId,
  FindingId,
  RecommendationId,
  SessionId,
  StandardId,
  TextId,
  ThemeId,
} from '../ids.ts'
import type { Language } from '../language.ts'
import type { Instant, LocalDate } from '../time.ts'

export const RECOMMENDATION_KINDS = ['preamble', 'recommendation', 'proposal', 'initiative'] as const
export type RecommendationKind = (typeof RECOMMENDATION_KINDS)[number]

/** The council's word on a recommendation. *Voting* is no stage: it is shown while a vote on a frozen text is open. */
export const RECOMMENDATION_STAGES = [
  'drafting',
  'frozen',
  'carried',
  'rejected',
  'no-decision',
  'adopted',
  'withdrawn',
] as const
export type RecommendationStage = (typeof RECOMMENDATION_STAGES)[number]

export const PENS = ['everyone-seated', 'drafters', 'secretariat', 'amendments-only'] as const
/** Who may write in a text. */
export type Pen = (typeof PENS)[number]

export const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]

/** What a recommendation says beside its words; part of every version. */
export type Fields = {
  readonly addressees: readonly { readonly id: AddresseeId; readonly role: 'lead' | 'co' }[]
  readonly deadline: LocalDate | null
  readonly priority: Priority | null
  readonly findings: readonly FindingId[]
  readonly standards: readonly StandardId[]
  readonly themes: readonly ThemeId[]
}

export type Recommendation = {
  readonly id: RecommendationId
  readonly session: SessionId
  readonly kind: RecommendationKind
  /** Null for the preamble. The server's, never typed, never reused. */
  readonly number: number | null
  readonly stage: RecommendationStage
  readonly textId: TextId
  /** The agenda point under which it is taken; null: none. */
  readonly point: AgendaPointId | null
  /** Its point is closed and not released: observers see nothing of it. Source: RULES.md SE12. */
  readonly closed: boolean
  readonly sourceLanguage: Language
  readonly pen: Pen
  readonly fields: Fields
  /** Raised with every change of the fields. */
  readonly fieldsRev: number
  /** A freeze announced with a countdown: when it will be done and who asked. */
  readonly freezesAt: Instant | null
}
