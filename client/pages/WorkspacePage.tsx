import { useParams, useSearch } from '@tanstack/react-router'
import type { SessionId } from '../../shared/ids.ts'
import { type Me, useMe } from '../accounts/data.ts'
import { DiscussionProvider } from '../comments/Discussion.tsx'
import { DiscussionTab } from '../comments/DiscussionTab.tsx'
import { ThreadsPanel } from '../comments/ThreadsPanel.tsx'
import { useWords } from '../language.tsx'
import { type RecommendationSummary, useRecommendations } from '../recommendations/data.ts'
import { Workspace } from '../recommendations/Workspace.tsx'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Loaded } from '../ui/Waiting.tsx'

/** The drafting workspace: one text of a session, written together live. */
export function WorkspacePage() {
  const { session: id, recommendation } = useParams({
    from: '/frame/discussion/sessions/$session/recommendations/$recommendation',
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
  const { thread, beside } = useSearch({ from: '/frame/discussion/sessions/$session/recommendations/$recommendation' })
  const recommendation = recommendations.find((each) => each.id === here)
  if (!recommendation) return <EmptyState title={t('recommendations.notThere')} />
  const where = { session: session.id, recommendation: recommendation.id, timezone: session.timezone }
  return (
    <DiscussionProvider recommendation={recommendation.id} asked={thread ?? null}>
      <Workspace
        key={beside ?? ''}
        me={me}
        session={session}
        recommendations={recommendations}
        recommendation={recommendation}
        beside={beside ?? null}
        discussion={{
          tab: <DiscussionTab recommendation={recommendation.id} />,
          panel: (inSight, onLanguage) => <ThreadsPanel where={where} inSight={inSight} onLanguage={onLanguage} />,
        }}
      />
    </DiscussionProvider>
  )
}
