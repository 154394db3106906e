import { changes } from './kk/changes.ts'
import { circulation } from './kk/circulation.ts'
import { compare } from './kk/compare.ts'

/** What only the pages on which texts are compared or go round say in Kazakh. */
export const comparison = { changes, circulation, compare }
