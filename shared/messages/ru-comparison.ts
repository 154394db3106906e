import { changes } from './ru/changes.ts'

/** What only the pages on which texts are compared say in Russian. */
export const comparison = { changes }
