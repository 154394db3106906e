import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Changes } from './frames.ts'
import { BASE_FILE, type BaseFacts, generationName, JOURNAL_FILE, wholeGenerations } from './generations.ts'
import { decodeChanges, readJournal } from './journal.ts'

/** A backup that cannot be restored, in one sentence for the operator. */
export class BadBackup extends Error {}

const PIECE_BYTES = 4 * 1024 * 1024

/** `at`: when the last record was written, in ms since 1970; `given`: newer generations that are damaged. */
export type Rebuilt = { readonly at: number; readonly records: number; readonly damaged: readonly string[] }

/**
 * Writes the store that BACKUP_DIR holds into a file that must not exist: the newest copy whose bytes hash as they should, and every whole
 * record of its journal. Half a record at the end is left out: nothing in it was answered. Throws BadBackup. Source: RULES.md RB12.
 */
export function rebuild(folder: string, target: string): Rebuilt {
  const numbers = wholeGenerations(folder)
  if (numbers.length === 0) throw new BadBackup(`${folder} holds no backup that was finished`)
  const damaged: string[] = []
  const file = openSync(target, 'wx+')
  try {
    for (const number of numbers) {
      ftruncateSync(file, 0)
      const done = rebuildFrom(join(folder, generationName(number)), file)
      if (done) {
        fsyncSync(file)
        return { ...done, damaged }
      }
      damaged.push(generationName(number))
    }
  } finally {
    closeSync(file)
  }
  throw new BadBackup(
    `the backup in ${folder} is damaged: ${damaged.join(', ')} does not hash to what its journal says`,
  )
}

/** Null when the copy is not what the journal says. */
function rebuildFrom(generation: string, file: number): { at: number; records: number } | null {
  let at = 0
  let records = 0
  for (const record of readJournal(join(generation, JOURNAL_FILE))) {
    if (record.kind === 'base') {
      if (!copyBase(join(generation, BASE_FILE), file, factsOf(record.payload))) return null
    } else apply(decodeChanges(record.payload), file)
    at = record.at
    records += 1
  }
  return records === 0 ? null : { at, records }
}

const factsOf = (payload: Uint8Array): BaseFacts => JSON.parse(Buffer.from(payload).toString()) as BaseFacts

function copyBase(from: string, to: number, wanted: BaseFacts): boolean {
  const hash = createHash('sha256')
  const piece = new Uint8Array(PIECE_BYTES)
  const source = openSync(from, 'r')
  let size = 0
  try {
    for (;;) {
      const read = readSync(source, piece, 0, PIECE_BYTES, size)
      if (read === 0) break
      const bytes = piece.subarray(0, read)
      hash.update(bytes)
      writeAll(to, bytes, size)
      size += read
    }
  } finally {
    closeSync(source)
  }
  return size === wanted.size && hash.digest('hex') === wanted.sha256
}

function apply({ pageSize, pages, size }: Changes, file: number): void {
  for (const [page, bytes] of pages) if (page <= size) writeAll(file, bytes, (page - 1) * pageSize)
  ftruncateSync(file, size * pageSize)
}

function writeAll(file: number, bytes: Uint8Array, position: number): void {
  let done = 0
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, position + done)
}
