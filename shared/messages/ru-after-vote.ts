import { afterVoteRefusals } from './ru/after-vote-refusals.ts'
import { opinions } from './ru/opinions.ts'
import { remedies } from './ru/remedies.ts'

/** What is said after a vote in Russian, by its members and where something went wrong; it comes with the pages that show it. */
export const afterVote = { opinions, remedies, refusals: afterVoteRefusals }
