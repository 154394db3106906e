import type { RecommendationId, SessionId, VersionId } from '../../shared/ids.ts'
import { type Answer, useAsk } from '../api.ts'

export type VersionSummary = Answer<'versions', 'list'>['versions'][number]
export type VersionDetail = Answer<'versions', 'version'>

/** The versions of a recommendation, newest first. */
export const useVersions = (recommendation: RecommendationId) => useAsk('versions', 'list', { recommendation })

/** One version with its words; null while there is none. */
export const useVersion = (id: VersionId | null) => useAsk('versions', 'version', id ? { id } : null)

/** What redacting a passage would reach. */
export type ReachAnswer = Answer<'versions', 'redaction-reach'>
export type RedactionSummary = Answer<'versions', 'redactions'>['redactions'][number]

/** The redactions of a recommendation, newest first. */
export const useRedactions = (recommendation: RecommendationId) => useAsk('versions', 'redactions', { recommendation })

export type Revision = Answer<'versions', 'revisions'>['revisions'][number]

/** A text of a revision, or as it is now. */
export type ReadText = Answer<'versions', 'present'>['texts'][number]

/** The revisions of a session, newest first. */
export const useRevisions = (session: SessionId) => useAsk('versions', 'revisions', { session })
