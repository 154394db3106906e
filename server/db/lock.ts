import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Another server has this folder open. */
export class StoreInUse extends Error {}

/**
 * Takes a folder for this server alone; the answer gives it back. A process that is killed gives it back too.
 * Two servers on one embedded store would keep every text consistent, yet not show each other's words.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'kenes.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new StoreInUse(`another server has the store in ${folder} open`)
  }
  return () => lock.close()
}

/** The same for a folder that need not be there yet. */
export function takeFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  return lockFolder(folder)
}
