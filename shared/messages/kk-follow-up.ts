import { followUp } from './kk/follow-up.ts'

/** What the pages of the follow-up say in Kazakh, also to addressees. */
export const followUpWords = { followUp }
