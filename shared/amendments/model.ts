import type { AccountId, AmendmentId, RecommendationId, SessionId, TextId, VersionId } from '../ids.ts'
import type { Language, Localised } from '../language.ts'
import type { Fields } from '../recommendations/model.ts'
import type { Part } from '../text/canonical.ts'
import type { Instant } from '../time.ts'

export const AMENDMENT_KINDS = [
  'replace',
  'add',
  'delete',
  'move',
  'new-recommendation',
  'separate-vote',
  'editorial',
] as const
/** What an amendment is for, as its mover says. *Editorial*: of one language; the others stay valid. */
export type AmendmentKind = (typeof AMENDMENT_KINDS)[number]

export const AMENDMENT_STAGES = ['draft', 'tabled', 'put', 'adopted', 'rejected', 'fallen', 'withdrawn'] as const
/** *Put*: its vote is open or not announced yet. *Fallen*: what else was decided left no room for it. */
export type AmendmentStage = (typeof AMENDMENT_STAGES)[number]

/** Stages in which nothing is decided: what is adopted meanwhile changes the text under it. */
export const UNDECIDED: readonly AmendmentStage[] = ['draft', 'tabled']

export const MOVED_HOW = ['self', 'unconfirmed', 'confirmed', 'read-out'] as const
/** Who says that its mover moved it: they themselves; nobody yet; they, of what was typed for them; the chair, that it was read out. */
export type MovedHow = (typeof MOVED_HOW)[number]

/** What an amendment does: to the words of a text, to the set by a new one, by taking one out, or by moving one to another place. */
export type Effect = 'words' | 'new' | 'take-out' | 'reorder'

/** Words of a text as they stand there, and what is put in their place; `occurrence`: which of several alike, from 1. */
export type Rewording = {
  readonly part: Part
  readonly language: Language
  /** Empty: the new words are added as a paragraph at the end. */
  readonly from: string
  readonly to: string
  readonly occurrence?: number | undefined
}

/** A proposed change: a fork of a text, or of the set. */
export type Amendment = {
  readonly id: AmendmentId
  readonly session: SessionId
  /** What it amends; null: it proposes a new one. */
  readonly recommendation: RecommendationId | null
  /** The recommendation it makes when it is adopted. */
  readonly creates: RecommendationId | null
  /** Given when it is tabled, in the order of the session, never reused. */
  readonly number: number | null
  readonly kind: AmendmentKind
  /** It takes out, or moves, the whole recommendation. */
  readonly whole: boolean
  /** Moved: behind which it is to stand; null: first of all. */
  readonly after: RecommendationId | null
  /** In which it was moved. */
  readonly language: Language
  readonly stage: AmendmentStage
  /** Its own live text; null where no word is changed. */
  readonly text: TextId | null
  /** The version it forked from, or was last brought up to; null for a new one. */
  readonly base: VersionId | null
  readonly mover: AccountId
  readonly typedBy: AccountId
  readonly moved: MovedHow
  readonly reason: Localised
  /** The words that are voted on apart. */
  readonly words: Localised | null
  /** What a new recommendation says beside its words. */
  readonly fields: Fields | null
  /** Its place in the order of voting; those without one come last, in the order in which they were tabled. */
  readonly position: number | null
  /** With whose adoption it falls, as who runs the session marked it; null: nothing is marked. */
  readonly fallsWith: readonly AmendmentId[] | null
  readonly createdAt: Instant
  readonly tabledAt: Instant | null
  readonly decidedAt: Instant | null
  /** It was accepted without a vote. */
  readonly accepted: boolean
  /** The version that its adoption made. */
  readonly made: VersionId | null
}

/** Who stands behind an amendment; `signedAt` null: invited and not signed. */
export type Sponsor = { readonly account: AccountId; readonly signedAt: Instant | null }

/** The longest reason, and the most who are named. */
export const MOST_REASON = 2_000
export const MOST_SPONSORS = 60
/** Undecided amendments of one mover in a session. */
export const MOST_OF_ONE_MOVER = 100

export function effectOf({
  recommendation,
  kind,
  whole,
}: Pick<Amendment, 'recommendation' | 'kind' | 'whole'>): Effect {
  if (recommendation === null) return 'new'
  if (!whole) return 'words'
  return kind === 'delete' ? 'take-out' : 'reorder'
}
