import type { SessionId } from '../../shared/ids.ts'
import { type Answer, useAsk } from '../api.ts'

export type Comments = Answer<'comments', 'list'>
export type CommentEntry = Comments['comments'][number]

/** The written comments of a session as the reader sees them. */
export const useComments = (session: SessionId) => useAsk('comments', 'list', { session })
