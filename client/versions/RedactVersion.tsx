import type { RecommendationId, VersionId } from '../../shared/ids.ts'
import { OfficeWords } from '../language.tsx'
import { useRedactions } from './data.ts'
import { RedactPassage } from './RedactPassage.tsx'

/** Marks a passage in an older version, for who redacts: it may stand there and in the text no more. Source: RULES.md VE51. */
export function RedactVersion({ recommendation, version }: { recommendation: RecommendationId; version: VersionId }) {
  const known = useRedactions(recommendation).data
  return known?.mayRedact ? (
    <OfficeWords>
      <RedactPassage recommendation={recommendation} version={version} />
    </OfficeWords>
  ) : null
}
