import { useParams } from '@tanstack/react-router'
import type { AmendmentId, SessionId } from '../../shared/ids.ts'
import { useMe } from '../accounts/data.ts'
import { AmendmentView } from '../amendments/AmendmentView.tsx'
import { useAmendment } from '../amendments/data.ts'
import { AmendmentWords, useWords } from '../language.tsx'
import { useRecommendations } from '../recommendations/data.ts'
import { useSession } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Loaded } from '../ui/Waiting.tsx'

/** One amendment: drafted on live by those who stand behind it, read by everybody else. */
export function AmendmentPage() {
  return (
    <AmendmentWords>
      <Found />
    </AmendmentWords>
  )
}

function Found() {
  const t = useWords()
  const { session: sessionId, amendment: id } = useParams({ from: '/frame/sessions/$session/amendments/$amendment' })
  const me = useMe()
  const session = useSession(sessionId as SessionId)
  const set = useRecommendations(sessionId as SessionId)
  const amendment = useAmendment(id as AmendmentId)
  if (amendment.error?.refusal.code === 'not-found') return <EmptyState title={t('common.notFoundTitle')} />
  return (
    <Loaded from={me}>
      {(me) => (
        <Loaded from={session}>
          {(session) => (
            <Loaded from={set}>
              {({ recommendations }) => (
                <Loaded from={amendment}>
                  {(amendment) => (
                    <AmendmentView
                      key={amendment.id}
                      me={me}
                      session={session}
                      amendment={amendment}
                      recommendation={recommendations.find((each) => each.id === amendment.recommendation) ?? null}
                    />
                  )}
                </Loaded>
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}
