import type { AmendmentId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { type Answer, useAsk } from '../api.ts'

export type AmendmentSummary = Answer<'amendments', 'list'>['amendments'][number]
export type AmendmentDetail = Answer<'amendments', 'amendment'>
/** What an amendment changes in the present text, part by part and language by language. */
export type Changes = AmendmentSummary['changes']

/** The amendments to a recommendation, or all of a session, in their order of voting; null asks nothing yet. */
export const useAmendments = (of: { recommendation: RecommendationId } | { session: SessionId } | null) =>
  useAsk('amendments', 'list', of)

/** One amendment with its texts, where it clashes, and what the reader may do with it; null while there is none. */
export const useAmendment = (id: AmendmentId | null) => useAsk('amendments', 'amendment', id ? { id } : null)

/** How many amendments there are to each text of a session, and to the set as a whole, and which take one of the reader's; asks for no words. */
export const useAmendmentCounts = (session: SessionId) => useAsk('amendments', 'counts', { session })

const NONE = { tabled: 0, drafts: 0, mayPropose: false }

/** The count of one text, or with null of the set as a whole; nothing while it is not known. */
export const useAmendmentCount = (session: SessionId, recommendation: RecommendationId | null) =>
  useAmendmentCounts(session).data?.counts.find((each) => each.recommendation === recommendation) ?? NONE

/** The set in one language with all that is tabled in its place. */
export const useConsolidated = (of: { session: SessionId; language: Language }) =>
  useAsk('amendments', 'consolidated', of)

/** Whether the reader puts things on the screens of the session. */
export const useScreensShow = (session: SessionId): boolean =>
  useAsk('screens', 'links', { session }).data?.may.show ?? false
