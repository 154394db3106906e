import { changes } from './ru/changes.ts'
import { circulation } from './ru/circulation.ts'
import { compare } from './ru/compare.ts'

/** What only the pages on which texts are compared or go round say in Russian. */
export const comparison = { changes, circulation, compare }
