import type { Me } from '../accounts/data.ts'
import type { RoomView } from '../live/view.ts'
import type { RecommendationSummary } from '../recommendations/data.ts'
import type { SessionDetail } from '../sessions/data.ts'
import type { VersionDetail } from '../versions/data.ts'
import { takesPart, useTranslations } from './data.ts'
import { useStandings } from './standing.ts'

type Here = {
  readonly me: Me
  readonly session: SessionDetail
  readonly recommendation: RecommendationSummary
  readonly view: RoomView | null
  readonly version: Pick<VersionDetail, 'parts'> | null
}

/** How the languages of the text in sight stand; who looks on knows what the list says. */
export function useTranslating({ me, session, recommendation, view, version }: Here) {
  const translations = useTranslations(takesPart(me, session) ? recommendation.id : null).data
  const standings = useStandings(translations, recommendation.stage, view?.doc ?? null, version?.parts ?? null)
  return { translations, standings, states: standings?.states ?? recommendation.languages }
}
