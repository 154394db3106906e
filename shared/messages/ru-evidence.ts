import { evidence } from './ru/evidence.ts'

/** What only the pages and fields of evidence say in Russian. */
export const evidenceWords = { evidence }
