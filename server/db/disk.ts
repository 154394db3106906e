import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { StoreAddress } from './address.ts'

/** Free bytes on the disk of an embedded store; null of a database, whose disk is elsewhere, and where it cannot be found out. */
export async function diskFree(store: StoreAddress): Promise<number | null> {
  if (store.kind === 'postgres') return null
  try {
    const { bavail, bsize } = await statfs(dirname(store.file))
    return bavail * bsize
  } catch {
    return null
  }
}
