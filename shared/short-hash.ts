import type { Hash } from './hash.ts'

/** The first eight digits as people read them out: `9f3c·71ab`. Apart from hashing itself, which a page that only shows hashes need not load. */
export const shortHash = (hash: Hash): string => `${hash.slice(0, 4)}·${hash.slice(4, 8)}`
