import { amendments } from './en/amendments.ts'

/** What the parts of pages that speak of amendments say in English. */
export const amendmentWords = { amendments }
