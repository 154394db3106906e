import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Another server has this folder open. */
export class StoreInUse extends Error {}

/** Nothing can be written in this folder: a read-only disk, or no right to it. */
export class FolderNotWritable extends Error {}

/** What the store is made of beside its lock; each must take writes. */
const FILES = ['kenes.sqlite', 'kenes.sqlite-wal', 'kenes.sqlite-shm']

/**
 * Takes a folder for this server alone; the answer gives it back. A process that is killed gives it back too.
 * Two servers on one embedded store would keep every text consistent, yet not show each other's words.
 * Throws StoreInUse, FolderNotWritable. Source: RULES.md AC9, RB40.
 */
export function takeFolder(folder: string): () => void {
  takesWrites(folder)
  const lock = new DatabaseSync(join(folder, 'kenes.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new StoreInUse(`another server has the store in ${folder} open`)
  }
  return () => lock.close()
}

/** Makes the folder and opens each file of the store for writing, without a change. */
function takesWrites(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    const there = FILES.filter((name) => existsSync(join(folder, name)))
    for (const name of ['kenes.lock', ...there]) closeSync(openSync(join(folder, name), 'a'))
  } catch (fault) {
    const reason = fault instanceof Error && 'code' in fault ? fault.code : fault
    throw new FolderNotWritable(
      `DATA_DIR ${folder} cannot be written (${reason}): is its disk read-only, or does it belong to another account?`,
    )
  }
}
