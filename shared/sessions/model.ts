import type { AccountId, AgendaPointId, CouncilId, RecommendationId, SessionId } from '../ids.ts'
import type { Localised } from '../language.ts'
import type { Instant, LocalDate } from '../time.ts'

export const SESSION_STAGES = ['planned', 'open', 'suspended', 'closed'] as const
export type SessionStage = (typeof SESSION_STAGES)[number]

/** `one-pool`: one tally, one ballot a person. `each-apart`: a tally and a majority in each council, and all must carry. */
export const COUNTINGS = ['one-pool', 'each-apart'] as const
export type Counting = (typeof COUNTINGS)[number]

/** One or more councils sitting over one agenda. */
export type Session = {
  readonly id: SessionId
  readonly stage: SessionStage
  readonly title: Localised
  readonly date: LocalDate
  readonly place: Localised
  /** IANA name; hours are shown in this zone, never in the phone's. */
  readonly timezone: string
  readonly hybrid: boolean
  readonly councils: readonly CouncilId[]
  readonly counting: Counting
  readonly presiding: AccountId
  /** Somebody of the secretariat who presses on the presiding chair's word; null: nobody. Source: RULES.md SE9. */
  readonly operator: AccountId | null
  /** From then on texts are changed by amendments only; null: no deadline. */
  readonly amendmentDeadline: Instant | null
  readonly currentPoint: AgendaPointId | null
  readonly sitting: number
}

export type AgendaPoint = {
  readonly id: AgendaPointId
  readonly number: string
  readonly kind: string
  readonly start: string
  readonly minutes: number
  readonly title: Localised
  /** Observers see nothing of a closed point. Source: RULES.md SE12. */
  readonly closed: boolean
  /** A closed point that observers may read about after all. */
  readonly released: boolean
}

export const ATTENDANCE_EVENTS = ['came', 'left'] as const
export type AttendanceEventKind = (typeof ATTENDANCE_EVENTS)[number]

/** An entry of the attendance log; presence is computed from these, never stored. Source: RULES.md SE3. */
export type AttendanceEvent = {
  readonly number: number
  readonly sitting: number
  readonly account: AccountId
  readonly event: AttendanceEventKind
  readonly mode: 'hall' | 'remote'
  readonly at: Instant
  readonly by: AccountId
}

export const SESSION_ROLES = ['observer', 'guest', 'addressee', 'secretariat', 'drafter'] as const
/** What a person without a seat is in this session. */
export type SessionRole = (typeof SESSION_ROLES)[number]

/** A declared interest: the person's seats are beside the roll of votes on this recommendation. */
export type Recusal = {
  readonly recommendation: RecommendationId
  readonly account: AccountId
  readonly reason: string
}
