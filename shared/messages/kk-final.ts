import { final } from './kk/final.ts'

/** What the pages of final and published texts say in Kazakh. */
export const finalWords = { final }
