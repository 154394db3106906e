import type { SessionId } from '../../shared/ids.ts'
import { type Answer, useAsk } from '../api.ts'

export type Minutes = Answer<'minutes', 'minutes'>
export type MinutesEntry = Minutes['entries'][number]
/** What an entry is worded with, where one may. */
export type Wordable = NonNullable<MinutesEntry['wording']>

/** The minutes of a session as their reader has them. */
export const useMinutes = (session: SessionId) => useAsk('minutes', 'minutes', { session })
