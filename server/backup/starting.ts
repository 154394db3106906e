import type { Database } from '../db/database.ts'
import { otherLines } from './lines.ts'
import { SecondDisk } from './second-disk.ts'

/** How long a start waits for the second disk to have everything. */
const FIRST_COPY_MS = 15_000

/** Begins to keep everything on a second disk. Throws OtherBackup when what is there is not of this store's past. */
export async function startDisk(
  db: Database,
  place: { readonly file: string; readonly folder: string },
  needs: ConstructorParameters<typeof SecondDisk>[1],
): Promise<SecondDisk> {
  const disk = new SecondDisk({ ...place, keeps: await otherLines(db, place.folder) }, needs)
  await disk.started(FIRST_COPY_MS)
  return disk
}
