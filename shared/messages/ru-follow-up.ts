import { followUp } from './ru/follow-up.ts'

/** What the pages of the follow-up say in Russian, also to addressees. */
export const followUpWords = { followUp }
