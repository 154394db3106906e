import { comments } from './ru/comments.ts'
import { threads } from './ru/threads.ts'

/** What only the pages on which texts are discussed say in Russian. */
export const discussion = { comments, threads }
