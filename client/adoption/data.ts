import type { RecommendationId } from '../../shared/ids.ts'
import { type Answer, useAsk } from '../api.ts'

export type AdoptedText = Answer<'adoption', 'text'>

/** The adopted text of a recommendation with its vote and proof. */
export const useAdopted = (recommendation: RecommendationId) => useAsk('adoption', 'text', { recommendation })
