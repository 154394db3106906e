import { changes } from './en/changes.ts'
import { circulation } from './en/circulation.ts'
import { compare } from './en/compare.ts'

/** What only the pages on which texts are compared or go round say in English. */
export const comparison = { changes, circulation, compare }
