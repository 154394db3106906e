import { comments } from './en/comments.ts'
import { threads } from './en/threads.ts'

/** What only the pages on which texts are discussed say in English. */
export const discussion = { comments, threads }
