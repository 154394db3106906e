import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Me } from '../accounts/data.ts'
import { type Answer, useAsk } from '../api.ts'
import type { SessionDetail } from '../sessions/data.ts'

export type Translations = Answer<'translations', 'text'>
export type Queue = Answer<'translations', 'queue'>
export type Waiting = Queue['waiting'][number]
export type Term = Answer<'translations', 'glossary'>['terms'][number]

/** How the translations of a text stand; null asks nothing. */
export const useTranslations = (recommendation: RecommendationId | null) =>
  useAsk('translations', 'text', recommendation ? { recommendation } : null)

/** What waits for the translators of a session; null asks nothing. */
export const useQueue = (session: SessionId | null) => useAsk('translations', 'queue', session ? { session } : null)

export const useGlossary = (session: SessionId) => useAsk('translations', 'glossary', { session })

/** Whether somebody takes part other than by looking on, and so is told how translations stand. */
export const takesPart = (me: Pick<Me, 'id' | 'role'>, session: SessionDetail): boolean =>
  me.role === 'secretariat' ||
  session.seats.some(({ account }) => account === me.id) ||
  session.others.some(({ account, role }) => account === me.id && (role === 'secretariat' || role === 'drafter'))
