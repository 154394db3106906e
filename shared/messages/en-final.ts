import { final } from './en/final.ts'

/** What the pages of final and published texts say in English. */
export const finalWords = { final }
