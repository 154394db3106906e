import { evidence } from './en/evidence.ts'

/** What only the pages and fields of evidence say in English. */
export const evidenceWords = { evidence }
