import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { type Hash, sha256Hex } from '../../shared/hash.ts'
import type { AccountId } from '../../shared/ids.ts'
import { type Attestation, chainHash, GENESIS } from '../../shared/record/chain.ts'
import type { Instant } from '../../shared/time.ts'
import type { Reader, Tx } from '../db/database.ts'

/** One act as it will stand in the record book. */
export type Entry = {
  /** Past tense: `vote-opened`. */
  readonly act: string
  /** Who acted; null for the house itself, such as a countdown that ended. */
  readonly by: AccountId | null
  /** What it was done to: an id. */
  readonly subject: string
  readonly facts: { readonly [name: string]: Json | undefined }
  readonly attests: readonly Attestation[]
}

export type Head = { readonly number: number; readonly hash: Hash }

/** The newest entry; before the first one number 0 and the zero hash. */
export async function recordHead(db: Reader): Promise<Head> {
  const row = await db
    .selectFrom('record')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { number: 0, hash: GENESIS }
}

/** Appends entries to the chain inside an act's transaction; only act.ts calls it. Source: RULES.md RB1. */
export async function appendEntries(tx: Tx, at: Instant, entries: readonly Entry[]): Promise<Head> {
  let head = await recordHead(tx)
  for (const entry of entries) {
    const number = head.number + 1
    const content = canonicalJson({
      number,
      at,
      act: entry.act,
      by: entry.by,
      subject: entry.subject,
      facts: entry.facts,
      attests: entry.attests,
    })
    const row = { number, at, act: entry.act, acted_by: entry.by, subject: entry.subject, content, previous: head.hash }
    head = { number, hash: chainHash(head.hash, content) }
    await tx
      .insertInto('record')
      .values({ ...row, hash: head.hash })
      .execute()
  }
  return head
}

/** The entry that tells of an act on a subject, newest first; null when there is none. */
export async function entryOf(db: Reader, act: string, subject: string): Promise<Head | null> {
  const row = await db
    .selectFrom('record')
    .select(['number', 'hash'])
    .where('act', '=', act)
    .where('subject', '=', subject)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** A row as the record book attests it: canonical JSON with bytes as their SHA-256. */
export function rowHash(row: Readonly<Record<string, unknown>>): Hash {
  const plain = Object.fromEntries(
    Object.entries(row).map(([column, value]): [string, Json] => [
      column,
      value instanceof Uint8Array ? { sha256: sha256Hex(value) } : (value as Json),
    ]),
  )
  return sha256Hex(canonicalJson(plain))
}
