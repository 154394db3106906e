import { comments } from './kk/comments.ts'
import { threads } from './kk/threads.ts'

/** What only the pages on which texts are discussed say in Kazakh. */
export const discussion = { comments, threads }
