import { changes } from './kk/changes.ts'

/** What only the pages on which texts are compared say in Kazakh. */
export const comparison = { changes }
