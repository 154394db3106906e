import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { useAsk } from '../api.ts'

/** Whether a text is put as one of a series, and which text is next. */
export function useSeries(
  session: SessionId,
  recommendation: RecommendationId,
): { isIn: boolean; next: RecommendationId | null } {
  const series = useAsk('votes', 'series', { session }).data
  return {
    isIn: series?.texts.some((text) => text.recommendation === recommendation) ?? false,
    next: series?.next ?? null,
  }
}
