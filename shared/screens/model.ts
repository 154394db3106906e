import type { AccountId, AgendaPointId, AmendmentId, RecommendationId, ScreenId, SessionId } from '../ids.ts'
import type { Language } from '../language.ts'
import type { Instant } from '../time.ts'

/** A screen shows texts in one language, or in two side by side. */
export const MOST_SCREEN_LANGUAGES = 2

/** A screen of the hall, known by its own link: it reads what is shown, is nobody's account and changes nothing. */
export type Screen = {
  readonly id: ScreenId
  readonly session: SessionId
  /** Where it stands, such as "Hall, left". */
  readonly name: string
  /** The first is also that of its labels. */
  readonly languages: readonly Language[]
  readonly createdAt: Instant
  readonly createdBy: AccountId
  readonly revokedAt: Instant | null
  /** When it last opened its link or kept its line; null before the first time. */
  readonly lastSeen: Instant | null
}

export const SHOWN = ['point', 'text', 'amendment', 'check-in'] as const
/** What the desk put on the screens: what follows from the point, one text, an amendment, or the way to check in. */
export type Shown = (typeof SHOWN)[number]

/** A choice of the desk; it holds as long as the point under which it was made. */
export type Choice = {
  readonly shown: Shown
  readonly recommendation: RecommendationId | null
  readonly amendment: AmendmentId | null
  readonly point: AgendaPointId | null
  readonly at: Instant
}

/** What a screen can be showing. */
export const SCENES = [
  'arrival',
  'point',
  'closed-point',
  'trial',
  'text',
  'amendment',
  'vote',
  'outcome',
  'ended',
] as const
export type Scene = (typeof SCENES)[number]
