import { followUp } from './en/follow-up.ts'

/** What the pages of the follow-up say in English, also to addressees. */
export const followUpWords = { followUp }
