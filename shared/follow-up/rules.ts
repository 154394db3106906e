import { leads } from '../councils/rules.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { AddresseeId, CouncilId, RecommendationId } from '../ids.ts'
import type { RecommendationStage } from '../recommendations/model.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isObserver, isSecretariat } from '../sessions/rules.ts'
import { DAY_MS, type Instant, type LocalDate, utcDay } from '../time.ts'
import type { AnswerLink, Clock, Dispatch, Position, Status, Striking } from './model.ts'

/** So long an addressee has to answer when nothing else is said, in months. Source: RULES.md FO2. */
export const ANSWER_MONTHS = 3
/** From then on a clock is said to run out soon, in days before its last day. */
export const SOON_DAYS = 14
/** A link outlives the last day of its dispatch by so many days: late answers are answers. */
export const LINK_DAYS_AFTER_DUE = 60

/** Whether a person keeps the follow-up of a session: its secretariat, also long after its close. Refuses: no-right. Source: RULES.md FO1. */
export const keepFollowUp = (by: Capacity): Decision => (isSecretariat(by) ? allow() : refuse('no-right', 'FO1'))

/** Whether a person says what has become of a recommendation: a chair or deputy of its session, or its secretariat. Refuses: no-right. Source: RULES.md FO7. */
export const assess = (by: Capacity): Decision =>
  isSecretariat(by) || by.seats.some(leads) ? allow() : refuse('no-right', 'FO7')

/** Whether a person may open letters and evidence of addressees: who takes part, not who looks on. Refuses: not-found. Source: RULES.md FO12. */
export const openEvidence = (by: Capacity): Decision => (isObserver(by) ? refuse('not-found', 'FO12') : allow())

/** What a dispatch is decided on: an adopted text and whom it names. */
export type Adopted = {
  readonly id: RecommendationId
  readonly stage: RecommendationStage
  readonly addressees: readonly AddresseeId[]
}

/**
 * Whether these recommendations go to this addressee: each is adopted, names it, and was not sent to it before; the answer is due after the
 * day of sending. Refuses: no-right, not-sent, not-addressed, already-so, malformed. Source: RULES.md FO1, FO2.
 */
export function send(
  by: Capacity,
  dispatch: Pick<Dispatch, 'addressee' | 'sentOn' | 'due' | 'recommendations'>,
  texts: readonly Adopted[],
  sent: readonly Dispatch[],
): Decision {
  const may = keepFollowUp(by)
  if (!may.ok) return may
  const { recommendations, addressee } = dispatch
  if (new Set(recommendations).size !== recommendations.length || recommendations.length === 0)
    return refuse('malformed', 'FO1')
  if (dispatch.due <= dispatch.sentOn) return refuse('malformed', 'FO2')
  const found = recommendations.map((id) => texts.find((text) => text.id === id))
  if (found.some((text) => text?.stage !== 'adopted')) return refuse('not-sent', 'FO1')
  if (found.some((text) => !text?.addressees.includes(addressee))) return refuse('not-addressed', 'FO1')
  const already = sent.some(
    (one) => one.addressee === addressee && one.recommendations.some((id) => recommendations.includes(id)),
  )
  return already ? refuse('already-so', 'FO1') : allow()
}

/** The last day for an answer to what is sent on a day, unless another is said: the same day three months later, or that month's last. Source: RULES.md FO2. */
export function dueAfter(sentOn: LocalDate): LocalDate {
  const [year = 0, month = 1, day = 1] = sentOn.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + ANSWER_MONTHS + 1, 0)).getUTCDate()
  return utcDay(Date.UTC(year, month - 1 + ANSWER_MONTHS, Math.min(day, last)))
}

/** Until when a link to a dispatch works: beyond its last day, and at least as long from today on. Source: RULES.md FO3. */
export const linkUntil = (due: LocalDate, now: Instant): Instant =>
  Math.max(Date.parse(`${due}T23:59:59Z`), now) + LINK_DAYS_AFTER_DUE * DAY_MS

/** Whether a link still answers: neither used, nor revoked, nor run out. Refuses: link-over. Source: RULES.md FO3. */
export const followLink = (link: Pick<AnswerLink, 'usedAt' | 'revokedAt' | 'expiresAt'>, now: Instant): Decision =>
  linkState(link, now) === 'live' ? allow() : refuse('link-over', 'FO3')

/** Whether a link waits, was used, was ended, or ran out. Source: RULES.md FO3. */
export const linkState = (
  { usedAt, revokedAt, expiresAt }: Pick<AnswerLink, 'usedAt' | 'revokedAt' | 'expiresAt'>,
  now: Instant,
): 'live' | 'used' | 'revoked' | 'expired' =>
  usedAt !== null ? 'used' : revokedAt !== null ? 'revoked' : now < expiresAt ? 'live' : 'expired'

/** What an addressee says of one recommendation. */
export type Said = { readonly recommendation: RecommendationId; readonly position: Position; readonly words: string }

/**
 * Whether answers can be taken: each about a recommendation of this dispatch, one each, and whoever does not accept in full says why.
 * Refuses: malformed, not-addressed, reason-missing. Source: RULES.md FO4.
 */
export function takeAnswers(dispatch: Pick<Dispatch, 'recommendations'>, answers: readonly Said[]): Decision {
  const ids = answers.map(({ recommendation }) => recommendation)
  if (ids.length === 0 || new Set(ids).size !== ids.length) return refuse('malformed', 'FO4')
  if (ids.some((id) => !dispatch.recommendations.includes(id))) return refuse('not-addressed', 'FO4')
  return answers.some(lacksReasons) ? refuse('reason-missing', 'FO4') : allow()
}

/**
 * Whether an answer is struck: by the secretariat, one that stands, with a reason. Refuses: no-right, not-found, already-so, reason-missing.
 * Source: RULES.md FO24.
 */
export function strikeAnswer(
  by: Capacity,
  answer: { readonly struck: Striking | null } | null,
  reason: string,
): Decision {
  const may = keepFollowUp(by)
  if (!may.ok) return may
  if (!answer) return refuse('not-found', 'FO24')
  if (answer.struck) return refuse('already-so', 'FO24')
  return reason.trim() === '' ? refuse('reason-missing', 'FO24') : allow()
}

/** Whether an answer says no without saying why. Source: RULES.md FO4. */
export const lacksReasons = ({ position, words }: Pick<Said, 'position' | 'words'>): boolean =>
  position !== 'accepted' && words.trim() === ''

/**
 * Whether the council's word is taken: with a reason, by who was shown the newest one before. Refuses: no-right, reason-missing, changed-meanwhile. Source: RULES.md FO7.
 */
export function takeAssessment(
  by: Capacity,
  said: { readonly status: Status; readonly reason: string },
  numbers: { readonly shown: number; readonly now: number },
): Decision {
  const may = assess(by)
  if (!may.ok) return may
  if (said.reason.trim() === '') return refuse('reason-missing', 'FO7')
  return numbers.shown === numbers.now ? allow() : refuse('changed-meanwhile', 'FO7')
}

/** Where a pair stands on a day; `answeredOn`: the day of the first answer. Source: RULES.md FO2. */
export function clockOf(dispatch: Pick<Dispatch, 'due'> | null, answeredOn: LocalDate | null, today: LocalDate): Clock {
  if (!dispatch) return 'not-sent'
  if (answeredOn !== null) return answeredOn > dispatch.due ? 'answered-late' : 'answered'
  if (today > dispatch.due) return 'overdue'
  return daysBetween(today, dispatch.due) <= SOON_DAYS ? 'soon' : 'running'
}

/** Whole days from one day to a later one. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/**
 * Whether the table of an earlier session is put on this one's agenda: by its secretariat while it is planned, about a closed session of a
 * council that sits here, once. Refuses: no-right, not-planned, wrong-stage, already-so. Source: RULES.md FO11.
 */
export function placeTable(
  by: Capacity,
  session: Pick<Session, 'stage' | 'councils'>,
  earlier: { readonly stage: Session['stage']; readonly councils: readonly CouncilId[] },
  isPlaced: boolean,
): Decision {
  const may = keepFollowUp(by)
  if (!may.ok) return may
  if (session.stage !== 'planned') return refuse('not-planned', 'FO11')
  if (earlier.stage === 'planned' || !earlier.councils.some((one) => session.councils.includes(one)))
    return refuse('wrong-stage', 'FO11')
  return isPlaced ? refuse('already-so', 'FO11') : allow()
}
