import { type Hash, sha256Hex } from '../hash.ts'

/** What stands before the first entry. */
export const GENESIS: Hash = '0'.repeat(64)

/** An entry's word on one row of a table: whoever changes the row later contradicts it. Source: RULES.md RB3. */
export type Attestation = { readonly table: string; readonly key: string; readonly hash: Hash }

/** The hash of an entry binds its own bytes and, through the one before, all earlier ones. Source: RULES.md RB1. */
export const chainHash = (previous: Hash, content: string): Hash => sha256Hex(`${previous}\n${content}`)

export type Link = {
  readonly number: number
  readonly previous: Hash
  readonly hash: Hash
  readonly content: string
}
/** What is wrong between an entry and the one before it. */
export type LinkFault = 'missing' | 'previous' | 'changed'

/** The faults of an entry behind another; none where it follows it and its hash is that of its bytes. Source: RULES.md RB1. */
export function faultsOf(before: { readonly number: number; readonly hash: Hash }, entry: Link): LinkFault[] {
  const faults: LinkFault[] = []
  if (entry.number !== before.number + 1) faults.push('missing')
  if (entry.previous !== before.hash) faults.push('previous')
  if (entry.hash !== chainHash(entry.previous, entry.content)) faults.push('changed')
  return faults
}

/** A head as people copy it from a page: `N:HASH`, the hash whole or shortened. */
export function parseHead(words: string): { number: number; hash: string } | null {
  const found = /^(\d{1,15}):([0-9a-f·]{8,65})$/i.exec(words.trim())
  return found?.[1] && found[2] ? { number: Number(found[1]), hash: found[2].replaceAll('·', '').toLowerCase() } : null
}
