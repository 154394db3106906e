import { amendmentSentence } from '../amendments/putting.ts'
import type { CouncilRules, QuorumCount, StandingOrders } from '../councils/model.ts'
import type { CouncilId } from '../ids.ts'
import { eachLanguage, type Localised } from '../language.ts'
import { sayInEach } from '../messages/translate.ts'
import type { RecommendationKind } from '../recommendations/model.ts'
import type { Counting } from '../sessions/model.ts'
import type { Question } from './model.ts'
import { join, part } from './sentences.ts'

/** The question as it is put: "Adopt recommendation 5?"; a question of procedure in its own words. */
export function questionSentence(
  question: Question,
  text: { readonly kind: RecommendationKind; readonly number: number | null } | null,
): Localised {
  if (question.kind === 'procedure') return question.words
  if (question.kind === 'adopt-amendment') return amendmentSentence(question, text)
  if (question.kind === 'adopt-set' || !text) return sayInEach('outcome.put.theSet')
  const number = text.number ?? ''
  if (question.kind === 'adopt-recommendation') return sayInEach(`outcome.put.${text.kind}`, { number })
  const named = { text: sayInEach(`sessions.numbered.${text.kind}`, { number }) }
  return sayInEach(`outcome.put.${question.kind === 'reopen' ? 'reopen' : 'keepPart'}`, named)
}

/**
 * How a vote is carried, in words, before it opens. No number of votes is named: with most bases it is known only at the close.
 * Source: RULES.md VO17.
 */
export function carriedBySentence(rules: readonly CouncilRules[], counting: Counting, presiding: CouncilId): Localised {
  if (counting === 'one-pool' || rules.length === 1) {
    const deciding = rules.find(({ council }) => council.id === presiding) ?? rules[0]
    const counted = rules.length > 1 ? [sayInEach('outcome.put.onePool')] : []
    return join([...(deciding ? majorityWords(deciding.orders, 'tieChair') : []), ...counted], ' ')
  }
  const each = rules.map(({ council, orders }) =>
    sayInEach('outcome.inCouncil', {
      council: council.name,
      sentence: join(majorityWords(orders, 'tieCouncilChair'), ' '),
    }),
  )
  return join([sayInEach('outcome.put.eachApart'), ...each], ' ')
}

/** A Kazakh sentence may begin with the base, which elsewhere stands inside one. */
const capitalised = (words: Localised): Localised =>
  eachLanguage((language) => words[language].replace(/^./u, (first) => first.toUpperCase()))

function majorityWords({ majority, tie }: StandingOrders, chair: 'tieChair' | 'tieCouncilChair'): Localised[] {
  const { base, fraction, strict, leastFor } = majority
  const simple = base === 'for+against' && strict && fraction.numerator * 2 === fraction.denominator
  const words = { part: part(fraction), base: sayInEach(`outcome.base.${BASE_WORDS[base]}`) }
  return [
    simple
      ? sayInEach('outcome.put.simple')
      : capitalised(sayInEach(`outcome.put.${strict ? 'more' : 'atLeast'}`, words)),
    ...(leastFor === undefined ? [] : [sayInEach('outcome.put.leastFor', { count: leastFor })]),
    ...(tie === 'presiding-chair' ? [sayInEach(`outcome.put.${chair}`)] : []),
  ]
}

const BASE_WORDS = {
  'for+against': 'forAndAgainst',
  'votes-cast': 'votesCast',
  present: 'present',
  members: 'members',
} as const

/** Quorum as it stands, and how many would be entitled: the line over the roll. */
export function rollSentence(
  rules: readonly CouncilRules[],
  quorum: readonly QuorumCount[],
  entitled: number,
): Localised {
  const each = quorum.map(({ council, present, base, needed }) =>
    sayInEach('outcome.ofCouncil', {
      council: rules.find((one) => one.council.id === council)?.council.name ?? '',
      what: sayInEach('outcome.quorum.ofSeats', { present, count: base, needed }),
    }),
  )
  return join(
    [
      ...each.map((one) => sayInEach('outcome.sentence', { words: one })),
      sayInEach('outcome.put.entitled', { count: entitled }),
    ],
    ' ',
  )
}
