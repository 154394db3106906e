import { evidence } from './kk/evidence.ts'

/** What only the pages and fields of evidence say in Kazakh. */
export const evidenceWords = { evidence }
