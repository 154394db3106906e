import { LANGUAGE_STATES, type LanguageState, type StandingOrders } from '../councils/model.ts'
import { type Decision, refuse } from '../decision.ts'
import type { Language } from '../language.ts'
import type { Recommendation, RecommendationStage } from '../recommendations/model.ts'
import { type Capacity, preside } from '../sessions/rules.ts'
import type { Result, VoteStage } from '../votes/model.ts'
import { objectionsSettled } from '../votes/objection-rules.ts'
import type { Objection } from '../votes/remedies.ts'

/**
 * Whether a carried version becomes the councils' own.
 * Refuses: no-right, already-adopted, vote-void, vote-not-closed, not-carried, wrong-text, languages-behind, objection-waits. Source: RULES.md AD1, AD3, VO93.
 */
export function adopt(facts: {
  readonly recommendation: Pick<Recommendation, 'stage'>
  readonly capacity: Capacity
  readonly vote: {
    readonly stage: VoteStage
    readonly hash: string
    readonly result: Result | null
  }
  /** To the outcome of the vote. */
  readonly objections: readonly Pick<Objection, 'stage'>[]
  readonly shownHash: string
  readonly versionHash: string | null
  readonly orders: readonly StandingOrders[]
  readonly languages: Readonly<Record<Language, LanguageState>>
}): Decision {
  const may = preside(facts.capacity)
  if (!may.ok) return may
  if (facts.recommendation.stage === 'adopted') return refuse('already-adopted', 'AD2')
  if (facts.vote.stage === 'void') return refuse('vote-void', 'VO83')
  if (facts.vote.stage !== 'announced') return refuse('vote-not-closed', 'AD1')
  if (facts.vote.result !== 'carried' || facts.recommendation.stage !== 'carried') return refuse('not-carried', 'AD1')
  if (facts.vote.hash !== facts.shownHash || facts.versionHash !== facts.shownHash) return refuse('wrong-text', 'AD1')
  const behind = languagesBehind(facts.orders, facts.languages)
  if (behind.length > 0) return refuse('languages-behind', 'AD3', { languages: behind.join(', ') })
  return objectionsSettled(facts.objections)
}

/**
 * Whether the carried set becomes the councils' own: what of it is not adopted yet, each text as it was put.
 * Refuses: no-right, already-adopted, vote-void, vote-not-closed, not-carried, wrong-text, languages-behind, objection-waits. Source: RULES.md AD5, VO93.
 */
export function adoptSet(facts: {
  readonly capacity: Capacity
  readonly vote: {
    readonly stage: VoteStage
    readonly hash: string
    readonly result: Result | null
  }
  /** To the outcome of the vote. */
  readonly objections: readonly Pick<Objection, 'stage'>[]
  readonly shownHash: string
  readonly orders: readonly StandingOrders[]
  /** The texts of the set that are not adopted yet, as they stand. */
  readonly waiting: readonly {
    readonly stage: RecommendationStage
    readonly isAsPut: boolean
    readonly languages: Readonly<Record<Language, LanguageState>>
  }[]
}): Decision {
  const may = preside(facts.capacity)
  if (!may.ok) return may
  if (facts.vote.stage === 'void') return refuse('vote-void', 'VO83')
  if (facts.vote.stage !== 'announced') return refuse('vote-not-closed', 'AD1')
  if (facts.vote.result !== 'carried') return refuse('not-carried', 'AD1')
  if (facts.waiting.length === 0) return refuse('already-adopted', 'AD2')
  if (facts.vote.hash !== facts.shownHash) return refuse('wrong-text', 'AD1')
  if (facts.waiting.some(({ stage, isAsPut }) => !isAsPut || (stage !== 'frozen' && stage !== 'carried')))
    return refuse('wrong-text', 'AD5')
  const behind = [...new Set(facts.waiting.flatMap(({ languages }) => languagesBehind(facts.orders, languages)))]
  if (behind.length > 0) return refuse('languages-behind', 'AD3', { languages: behind.join(', ') })
  return objectionsSettled(facts.objections)
}

/** The languages of record of councils that sit together: those any of them names. */
export const languagesOfRecord = (orders: readonly StandingOrders[]): Language[] => [
  ...new Set(orders.flatMap(({ languagesOfRecord }) => languagesOfRecord)),
]

/** Languages of record below the least state, unless the standing orders let a translation follow. Source: RULES.md AD3. */
export function languagesBehind(
  orders: readonly StandingOrders[],
  languages: Readonly<Record<Language, LanguageState>>,
): Language[] {
  const behind = orders
    .filter(({ translationToFollow }) => !translationToFollow)
    .flatMap(({ languagesOfRecord, leastState }) =>
      languagesOfRecord.filter((language) => below(languages[language], leastState)),
    )
  return [...new Set(behind)]
}

const below = (state: LanguageState, least: LanguageState): boolean =>
  LANGUAGE_STATES.indexOf(state) < LANGUAGE_STATES.indexOf(least)
