import { afterVoteRefusals } from './en/after-vote-refusals.ts'
import { opinions } from './en/opinions.ts'
import { remedies } from './en/remedies.ts'

/** What is said after a vote in English, by its members and where something went wrong; it comes with the pages that show it. */
export const afterVote = { opinions, remedies, refusals: afterVoteRefusals }
