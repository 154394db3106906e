import { amendments } from './kk/amendments.ts'

/** What the parts of pages that speak of amendments say in Kazakh. */
export const amendmentWords = { amendments }
