import { afterVoteRefusals } from './kk/after-vote-refusals.ts'
import { opinions } from './kk/opinions.ts'
import { remedies } from './kk/remedies.ts'

/** What is said after a vote in Kazakh, by its members and where something went wrong; it comes with the pages that show it. */
export const afterVote = { opinions, remedies, refusals: afterVoteRefusals }
