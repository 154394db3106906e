import { canonicalJson, type Json } from '../canonical-json.ts'
import type { QuestionKind, StandingOrders } from '../councils/model.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { Decides } from '../floor/model.ts'
import type { Hash } from '../hash.ts'
import type { AgendaPointId, AmendmentId, RecommendationId, SessionId } from '../ids.ts'
import { LANGUAGES, type Localised } from '../language.ts'
import type { Recommendation, RecommendationKind, RecommendationStage } from '../recommendations/model.ts'
import type { Counting } from '../sessions/model.ts'
import type { Question, Result, SetText } from './model.ts'

/** Under which of the standing orders' rules a question falls. A separate vote is decided as its text is. Source: RULES.md CO27. */
export const ordersKindOf = (kind: Question['kind']): QuestionKind =>
  kind === 'adopt-set'
    ? 'set'
    : kind === 'adopt-amendment'
      ? 'amendment'
      : kind === 'procedure' || kind === 'reopen'
        ? 'procedure'
        : 'recommendation'

/** The motion or the ruling that a question decides. */
export const decidedBy = (question: Question): Decides | null =>
  question.kind === 'procedure' ? (question.decides ?? null) : null

/** Whether it asks if the chair's ruling stands, from which somebody appealed. */
export const isOnRuling = (question: Question): boolean => decidedBy(question)?.on === 'ruling'

/** A ruling stands on equal votes, whatever is asked of other questions; no chair's ballot decides them. Source: RULES.md SE46. */
export const RULING_STANDS: Pick<StandingOrders, 'majority' | 'tie'> = {
  majority: { base: 'for+against', fraction: { numerator: 1, denominator: 2 }, strict: false },
  tie: 'rejected',
}

/** How a question is counted: a ruling by all who sit together, or one council apart could overturn what most let stand. Source: RULES.md SE46. */
export const countingOf = (question: Question, counting: Counting): Counting =>
  isOnRuling(question) ? 'one-pool' : counting

/** Whether a vote on procedure or a new recommendation was put, or what it decides was raised, under a point that is hidden from the reader. Source: RULES.md VO135. */
export const isUnderHidden = (
  { question, point }: { readonly question: Question; readonly point: AgendaPointId | null },
  hidden: (point: AgendaPointId | null) => boolean,
): boolean =>
  (question.kind === 'procedure' || (question.kind === 'adopt-amendment' && question.recommendation === null)) &&
  (hidden(point) || hidden(question.under ?? null))

/** The amendment that a question decides; null for every other. Source: RULES.md AM31, AM37. */
export const amendmentOf = (question: Question): AmendmentId | null =>
  'amendment' in question ? (question.amendment ?? null) : null

/** What an outcome makes of the amendment it is on: of a separate vote the part goes when it is not carried. Source: RULES.md AM37. */
export function decidesAmendment(question: Question, result: Result): 'adopted' | 'rejected' | null {
  if (amendmentOf(question) === null || result === 'no-decision') return null
  return (result === 'carried') === (question.kind === 'adopt-amendment') ? 'adopted' : 'rejected'
}

/** The one text a question is about; null for the set, for procedure and for a new recommendation. */
export const recommendationOf = (question: Question): RecommendationId | null =>
  'recommendation' in question ? question.recommendation : null

/**
 * The bytes that are hashed where not a version alone is put: the question itself, the set as its texts in order with their hashes,
 * a part as its words with the hash of its text. Source: RULES.md VO100; RFC 8785.
 */
export const questionContent = (session: SessionId, question: Question, textHash: Hash | null): string =>
  canonicalJson({ form: 'question-1', session, question: question as unknown as Json, text: textHash })

/** Whether a text in this stage may be put: frozen, or left without a decision. Refuses: not-frozen. Source: RULES.md VO2. */
export const putText = ({ stage }: Pick<Recommendation, 'stage'>): Decision =>
  stage === 'frozen' || stage === 'no-decision' ? allow() : refuse('not-frozen', 'VO2')

/** In the preamble and in each recommendation of these stages there is nothing to adopt any more. */
const LEFT_OUT: readonly RecommendationStage[] = ['rejected', 'withdrawn']

type Standing = {
  readonly id: RecommendationId
  readonly kind: RecommendationKind
  readonly number: number | null
  readonly stage: RecommendationStage
  readonly version: { readonly hash: Hash } | null
}

/**
 * The set as it would be put: every text that was neither rejected nor withdrawn, each frozen, carried or adopted.
 * Refuses: not-frozen, already-adopted. Source: RULES.md VO101.
 */
export function putSet(set: readonly Standing[]): Decision<readonly SetText[]> {
  const counted = set.filter(({ stage }) => !LEFT_OUT.includes(stage))
  const texts = counted.flatMap(({ id, kind, number, version }) =>
    version ? [{ recommendation: id, kind, number, hash: version.hash }] : [],
  )
  const open = counted.find(({ stage, version }) => !version || stage === 'drafting' || stage === 'no-decision')
  if (open || texts.length === 0) return refuse('not-frozen', 'VO101', { number: open?.number ?? '' })
  return counted.every(({ stage }) => stage === 'adopted') ? refuse('already-adopted', 'VO101') : allow(texts)
}

/**
 * Whether words of a frozen text may be put apart: quoted as they stand there, in one language at least, and not the whole text.
 * Refuses: not-frozen, not-in-the-text. Source: RULES.md VO102.
 */
export function putPart(
  recommendation: Pick<Recommendation, 'stage'>,
  words: Localised,
  text: Localised | null,
): Decision {
  const put = putText(recommendation)
  if (!put.ok) return put
  if (!text) return refuse('not-frozen', 'VO2')
  const quoted = LANGUAGES.filter((language) => words[language] !== '')
  const stands = quoted.every(
    (language) => text[language].includes(words[language]) && text[language].trim() !== words[language].trim(),
  )
  return quoted.length > 0 && stands ? allow() : refuse('not-in-the-text', 'VO102')
}
