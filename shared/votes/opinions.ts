import { lastDayOf } from '../councils/orders-rules.ts'
import { allow, type Decision, type RuleId, refuse } from '../decision.ts'
import type { AccountId, OpinionId, RecommendationId, VoteId } from '../ids.ts'
import { LANGUAGES, type Localised } from '../language.ts'
import { localDateOf } from '../messages/format.ts'
import type { SessionStage } from '../sessions/model.ts'
import { DAY_MS, type Instant, instantIn, type LocalDate, utcDay } from '../time.ts'
import type { Ballot, RollSeat, Vote } from './model.ts'
import { recommendationOf } from './questions.ts'

/**
 * What a member says of a vote in their own words: why they voted so; that they do not share what was decided; and, where a text was
 * decided without a vote, that they stand aside from a part of it (reservation) or from all of it (dissociation).
 */
export const OPINION_KINDS = ['explanation', 'dissent', 'reservation', 'dissociation'] as const
export type OpinionKind = (typeof OPINION_KINDS)[number]

/** Signs in one language. */
export const LONGEST_OPINION = 4_000

export type Opinion = {
  readonly id: OpinionId
  readonly vote: VoteId
  readonly account: AccountId
  readonly kind: OpinionKind
  /** The text it is about; null for the set as a whole and for procedure. */
  readonly recommendation: RecommendationId | null
  readonly words: Localised
  readonly givenAt: Instant
  readonly changedAt: Instant | null
}

/** How things stand for one member's opinion on one vote. */
export type OpinionFacts = {
  readonly vote: Vote
  readonly ballots: readonly Ballot[]
  readonly account: AccountId
  readonly session: { readonly stage: SessionStage; readonly timezone: string }
  readonly now: Instant
}

/** The seats with which a person stands on the roll. */
export const seatsOnRoll = ({ roll }: Vote, account: AccountId): readonly RollSeat[] =>
  roll.places.filter((place) => place.account === account).flatMap(({ seats }) => seats)

/** The dissent rules of the person's own councils, where they allow any. */
const dissentOf = (vote: Vote, account: AccountId) => {
  const own = new Set(seatsOnRoll(vote, account).map(({ council }) => council))
  return vote.orders.filter(({ council, dissent }) => own.has(council) && dissent.allowed)
}

/**
 * The last day for an opinion: so many working days of the member's own council after the announcement, the longer where they sit in
 * several. Null before the announcement, and where the orders allow no dissent: then only the session's end counts. Source: RULES.md VO125.
 */
export function lastDayForOpinions(vote: Vote, account: AccountId, timezone: string): LocalDate | null {
  if (vote.stage !== 'announced') return null
  const from = localDateOf(vote.announcedAt, timezone)
  const days = dissentOf(vote, account).map(({ calendar, dissent }) => lastDayOf(calendar, from, dissent.workingDays))
  return days.sort().at(-1) ?? null
}

/** The moment after the last day, in the session's zone. */
const endOf = (day: LocalDate, timezone: string): Instant =>
  instantIn(timezone, utcDay(Date.parse(`${day}T00:00:00Z`) + DAY_MS), '00:00')

/** Whether it is still time. Refuses: opinions-over, session-closed. */
function inTime({ vote, account, session, now }: OpinionFacts, rule: RuleId, withinSession: boolean): Decision {
  const last = lastDayForOpinions(vote, account, session.timezone)
  if (last !== null && now >= endOf(last, session.timezone)) return refuse('opinions-over', 'VO125')
  return (withinSession || last === null) && session.stage === 'closed' ? refuse('session-closed', rule) : allow()
}

/**
 * Whether a member may give an opinion of this kind, or change or take back one they gave.
 * Refuses: not-on-the-roll, vote-void, no-dissent, nothing-decided, voted-for, was-voted, opinions-over, session-closed.
 * Source: RULES.md VO120–VO125.
 */
export function giveOpinion(kind: OpinionKind, facts: OpinionFacts): Decision {
  const { vote, ballots, account } = facts
  if (seatsOnRoll(vote, account).length === 0) return refuse('not-on-the-roll', 'VO120')
  if (vote.stage === 'void') return refuse('vote-void', 'VO120')
  const isDecided = vote.stage === 'announced' && vote.outcome.result === 'carried'
  switch (kind) {
    case 'explanation':
      return inTime(facts, 'VO121', true)
    case 'dissent': {
      if (dissentOf(vote, account).length === 0) return refuse('no-dissent', 'VO122')
      if (!isDecided) return refuse('nothing-decided', 'VO122')
      return votedFor(vote, ballots, account) ? refuse('voted-for', 'VO122') : inTime(facts, 'VO122', false)
    }
    case 'reservation':
    case 'dissociation': {
      if (vote.manner !== 'without-a-vote') return refuse('was-voted', 'VO123')
      const fell = vote.stage !== 'open' && vote.outcome.result !== 'carried'
      return fell ? refuse('nothing-decided', 'VO123') : inTime(facts, 'VO123', false)
    }
  }
}

/** Whether all of a person's places voted for. */
function votedFor({ roll }: Vote, ballots: readonly Ballot[], account: AccountId): boolean {
  const choices = new Map(ballots.map(({ place, choice }) => [place, choice]))
  return roll.places.filter((place) => place.account === account).every(({ id }) => choices.get(id) === 'for')
}

/** Whether the words and what they are about fit the vote. Refuses: malformed, not-found. Source: RULES.md VO120, VO124. */
export function checkOpinion(vote: Vote, about: RecommendationId | null, words: Localised): Decision {
  if (LANGUAGES.every((language) => words[language].trim() === '')) return refuse('malformed', 'VO120')
  const { question } = vote
  const isOfIt =
    question.kind === 'adopt-set' && about !== null
      ? question.texts.some(({ recommendation }) => recommendation === about)
      : about === recommendationOf(question)
  return isOfIt ? allow() : refuse('not-found', 'VO124')
}

/** Who reads an opinion: its author at once, everybody else from the announcement on, and of a void vote. Source: RULES.md VO126. */
export const seeOpinion = (opinion: Pick<Opinion, 'account'>, vote: Pick<Vote, 'stage'>, reader: AccountId): boolean =>
  opinion.account === reader || vote.stage === 'announced' || vote.stage === 'void'
