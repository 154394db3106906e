import type { ReactNode } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { type RecommendationDetail, useRecommendation } from '../recommendations/data.ts'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { Loaded } from '../ui/Waiting.tsx'
import { useVersions, type VersionSummary } from './data.ts'

type Known = {
  readonly recommendation: RecommendationDetail
  readonly session: SessionDetail
  readonly versions: readonly VersionSummary[]
  readonly mayRestore: boolean
}

/** A text with its session and its versions, as soon as all of them are known. */
export function WithVersions({ of, children }: { of: RecommendationId; children: (known: Known) => ReactNode }) {
  const recommendation = useRecommendation(of)
  const versions = useVersions(of)
  const session = useSession(recommendation.data?.session ?? null)
  return (
    <Loaded from={recommendation}>
      {(text) => (
        <Loaded from={versions}>
          {({ versions: all, mayRestore }) => (
            <Loaded from={session}>
              {(found) => children({ recommendation: text, session: found, versions: all, mayRestore })}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}
