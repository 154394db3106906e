import type { hiddenFrom } from '../../shared/floor/rules.ts'
import type { AccountId, RecommendationId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { sayInEach } from '../../shared/messages/translate.ts'
import type { Kept } from '../recommendations/queries.ts'

/** What one account sees of a session, and how people are named. */
export type Sight = {
  readonly set: ReadonlyMap<RecommendationId, Kept>
  readonly hidden: ReturnType<typeof hiddenFrom>
  readonly nameOf: (account: AccountId) => Localised
}

/** `Recommendation 5`, `Preamble`. */
export const numberedText = ({ kind, number }: Pick<Kept, 'kind' | 'number'>): Localised =>
  sayInEach(`sessions.numbered.${kind}`, { number: number ?? '' })
