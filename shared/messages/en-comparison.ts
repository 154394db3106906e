import { changes } from './en/changes.ts'

/** What only the pages on which texts are compared say in English. */
export const comparison = { changes }
