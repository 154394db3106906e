import { useParams } from '@tanstack/react-router'
import type { SessionId } from '../../shared/ids.ts'
import { type Me, useMe } from '../accounts/data.ts'
import { useWords } from '../language.tsx'
import { type RecommendationSummary, useRecommendations } from '../recommendations/data.ts'
import { Workspace } from '../recommendations/Workspace.tsx'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Loaded } from '../ui/Waiting.tsx'

/** The drafting workspace: one text of a session, written together live. */
export function WorkspacePage() {
  const { session: id, recommendation } = useParams({
    from: '/frame/sessions/$session/recommendations/$recommendation',
  })
  const session = useSession(id as SessionId)
  const recommendations = useRecommendations(id as SessionId)
  const me = useMe()
  return (
    <Loaded from={me}>
      {(me) => (
        <Loaded from={session}>
          {(session) => (
            <Loaded from={recommendations}>
              {({ recommendations }) => (
                <Here me={me} session={session} recommendations={recommendations} here={recommendation} />
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

type Props = {
  readonly me: Me
  readonly session: SessionDetail
  readonly recommendations: readonly RecommendationSummary[]
  readonly here: string
}

function Here({ me, session, recommendations, here }: Props) {
  const t = useWords()
  const recommendation = recommendations.find((each) => each.id === here)
  if (!recommendation) return <EmptyState title={t('recommendations.notThere')} />
  return <Workspace me={me} session={session} recommendations={recommendations} recommendation={recommendation} />
}
