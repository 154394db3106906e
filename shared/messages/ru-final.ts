import { final } from './ru/final.ts'

/** What the pages of final and published texts say in Russian. */
export const finalWords = { final }
