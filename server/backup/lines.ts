import { parseHead } from '../../shared/record/chain.ts'
import type { Database, Reader, Tx } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { Log } from '../house.ts'
import { generationName, lastRecord, wholeGenerations } from './generations.ts'

/** What stands in BACKUP_DIR is not of this store's past: with this store in its place it would be lost. */
export class OtherBackup extends Error {}

export type Head = { readonly number: number; readonly hash: string }

/** The newest entry of the record book that a backup folder surely has; null when it has none. */
export function headOf(folder: string): Head | null {
  const heads = wholeGenerations(folder).flatMap((number) => {
    const head = parseHead(lastRecord(folder, number)?.head ?? '')
    return head ? [head] : []
  })
  return heads.reduce<Head | null>((newest, one) => (newest && newest.number >= one.number ? newest : one), null)
}

/** Whether an entry of the record book is in a store's chain. */
export async function isInChain(db: Database, { number, hash }: Head): Promise<boolean> {
  const row = await db.selectFrom('record').select('hash').where('number', '=', number).executeTakeFirst()
  return row?.hash.startsWith(hash) ?? false
}

/**
 * The generations of a backup folder that know more than this store, or something else. Throws OtherBackup, unless the operator restored
 * this store knowing of it: then they stay beside the new ones. Source: RULES.md RB13.
 */
export async function otherLines(db: Database, folder: string): Promise<number[]> {
  const others: { readonly number: number; readonly head: Head }[] = []
  for (const number of wholeGenerations(folder)) {
    const head = parseHead(lastRecord(folder, number)?.head ?? '')
    if (head && !(await isInChain(db, head))) others.push({ number, head })
  }
  const accepted = await acceptedHead(db)
  for (const { number, head } of others)
    if (accepted?.number !== head.number || accepted.hash !== head.hash)
      throw new OtherBackup(
        `BACKUP_DIR ${folder} (${generationName(number)}) has entry ${head.number}:${head.hash} of a record book that this store does not have: restore it first (npm run kenes -- restore ${folder}), or choose an empty folder`,
      )
  return others.map(({ number }) => number)
}

/** What a store keeps of its restore. */
export type Restored = {
  readonly at: number
  /** The head that was restored. */
  readonly head: string
  /** The newest head that was known, when the restored state does not have it; else the same. */
  readonly known: string
  /** Somebody who keeps the server has said that they know. */
  readonly acknowledged?: true
}

/** What a store keeps of its last restore; null when it was never restored. */
export async function loadRestored(db: Reader): Promise<Restored | null> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', 'restored').executeTakeFirst()
  return row ? fromJson<Restored>(row.value) : null
}

/** Keeps that a restore was acknowledged; what was given up by it stays known. */
export async function noteAcknowledged(tx: Tx, restored: Restored): Promise<void> {
  const value = JSON.stringify({ ...restored, acknowledged: true } satisfies Restored)
  await tx.updateTable('settings').set({ value }).where('name', '=', 'restored').execute()
}

/** The newest head that was known and given up when this store was restored. */
async function acceptedHead(db: Database): Promise<Head | null> {
  return parseHead((await loadRestored(db))?.known ?? '')
}

/** One line for who starts the server. */
export const restoredLine = ({ at, head, known }: Restored): string =>
  `This store was restored from a backup on ${new Date(at).toISOString()}: its record book then ended with ${head}${
    known === head ? '' : `, and ${known} was known: it is in an OLDER state`
  }. Whoever keeps it acknowledges this on their page`

/** Says at the start that a store was restored, and to what. Source: RULES.md RB18. */
export async function sayRestored(db: Database, log: Log): Promise<void> {
  const restored = await loadRestored(db)
  if (!restored) return
  const fields = { head: restored.head, known: restored.known }
  if (restored.known !== restored.head) log('warn', 'this store was restored to an older state than was known', fields)
  else log('info', 'this store was restored from a backup', fields)
}
