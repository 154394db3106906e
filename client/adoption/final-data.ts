import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { type Answer, useAsk } from '../api.ts'

export type FinalDetail = Answer<'adoption', 'final'>
export type Round = FinalDetail['rounds'][number]
export type Change = FinalDetail['changes'][number]
export type Signature = Round['signatures'][number]
export type PublishedText = Answer<'adoption', 'published-text'>

/** The final text of an adopted one, with its corrigenda. */
export const useFinal = (recommendation: RecommendationId) => useAsk('adoption', 'final', { recommendation })

/** Published texts that have the words. */
export const usePublished = (words: string, session?: SessionId) =>
  useAsk('adoption', 'published', { ...(words.trim() ? { words } : {}), ...(session ? { session } : {}) })

export const usePublishedText = (recommendation: RecommendationId) =>
  useAsk('adoption', 'published-text', { recommendation })

export type Check = Answer<'adoption', 'check'>
/** The code in an address, as a print has it; null: it is none. */
export const codeIn = (words: string): string | null => /^[0-9a-f]{16}$/.exec(words.toLowerCase())?.[0] ?? null
/** What the code on a print stands for. */
export const useCheck = (code: string | null) => useAsk('adoption', 'check', code === null ? null : { code })

/** How far the final texts of a session are. */
export const useFinals = (session: SessionId) => useAsk('adoption', 'finals', { session })

type OfRound = { readonly recommendation: RecommendationId; readonly round: number }

/** The bytes that are signed. */
export const finalFile = ({ recommendation, round }: OfRound): string =>
  `/api/adoption/final-file?${new URLSearchParams({ recommendation, round: String(round) })}`

/** The signature file of a council's chair. */
export const signatureFile = ({ recommendation, round, council }: OfRound & { readonly council: string }): string =>
  `/api/adoption/signature-file?${new URLSearchParams({ recommendation, round: String(round), council })}`
