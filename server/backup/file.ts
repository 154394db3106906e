import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { BadBackup } from './rebuild.ts'

/**
 * A backup file is what SQLite or pg_dump wrote, as they wrote it, and behind it one line: `kenes-backup ` and JSON. Whoever copied half
 * of a file has no such line.
 */
export type Manifest = {
  readonly form: 1
  readonly store: 'sqlite' | 'postgres'
  /** The newest step of the store's form. */
  readonly step: string
  /** The record book's head: N:HASH. */
  readonly head: string
  /** When it was made, ISO 8601. */
  readonly at: string
  /** Of everything before this line. */
  readonly bytes: number
  readonly sha256: string
}

const MARK = '\nkenes-backup '
const LONGEST_LINE_BYTES = 4_096
const PIECE_BYTES = 4 * 1024 * 1024

/** Puts the line behind what was written; it is flushed. Source: RULES.md RB14. */
export function seal(unfinished: string, facts: Omit<Manifest, 'form' | 'bytes' | 'sha256'>): Manifest {
  const { bytes, sha256 } = digest(unfinished, Number.MAX_SAFE_INTEGER)
  const manifest: Manifest = { form: 1, ...facts, bytes, sha256 }
  const open = openSync(unfinished, 'r+')
  try {
    const line = Buffer.from(`${MARK}${JSON.stringify(manifest)}\n`)
    let done = 0
    while (done < line.length) done += writeSync(open, line, done, line.length - done, bytes + done)
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
  return manifest
}

/**
 * Gives a finished file its own name; one that is there already is never written over. Throws when there is one. A link is refused where
 * the name is taken; disks that know no links, as sticks do, are asked first.
 */
export function giveName(unfinished: string, file: string): void {
  try {
    linkSync(unfinished, file)
    rmSync(unfinished)
  } catch (fault) {
    if (existsSync(file)) throw fault
    renameSync(unfinished, file)
  }
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** What the line behind a backup says, once everything before it hashes to it. Throws BadBackup. */
export function checkedManifest(file: string): Manifest {
  const manifest = manifestOf(file)
  if (!manifest) throw new BadBackup(`${file} is no backup, or only the beginning of one: its last line is missing`)
  const found = digest(file, manifest.bytes)
  if (found.bytes !== manifest.bytes || found.sha256 !== manifest.sha256)
    throw new BadBackup(`${file} is damaged: it does not hash to ${manifest.sha256}`)
  return manifest
}

function manifestOf(file: string): Manifest | null {
  const open = openSync(file, 'r')
  try {
    const { size } = fstatSync(open)
    const end = new Uint8Array(Math.min(size, LONGEST_LINE_BYTES))
    readSync(open, end, 0, end.length, size - end.length)
    const words = Buffer.from(end)
    const at = words.lastIndexOf(MARK)
    if (at < 0 || words.at(-1) !== 0x0a) return null
    const manifest: unknown = JSON.parse(words.subarray(at + MARK.length).toString())
    return isManifest(manifest) && manifest.bytes === size - end.length + at ? manifest : null
  } catch (fault) {
    if (fault instanceof SyntaxError) return null
    throw fault
  } finally {
    closeSync(open)
  }
}

function isManifest(said: unknown): said is Manifest {
  if (typeof said !== 'object' || said === null) return false
  const has = (name: string, type: string) => typeof Reflect.get(said, name) === type
  const words = ['store', 'step', 'head', 'at', 'sha256'].every((name) => has(name, 'string'))
  return words && has('bytes', 'number') && Reflect.get(said, 'form') === 1
}

/** The SHA-256 of a file's first bytes, at most so many. */
function digest(file: string, most: number): { bytes: number; sha256: string } {
  const hash = createHash('sha256')
  const bytes = eachPiece(file, most, (piece) => void hash.update(piece))
  return { bytes, sha256: hash.digest('hex') }
}

/** Hands on a file's first bytes in pieces; the answer is how many there were. */
export function eachPiece(file: string, most: number, take: (piece: Uint8Array) => void): number {
  const piece = new Uint8Array(PIECE_BYTES)
  const open = openSync(file, 'r')
  let at = 0
  try {
    while (at < most) {
      const read = readSync(open, piece, 0, Math.min(PIECE_BYTES, most - at), at)
      if (read === 0) break
      take(piece.subarray(0, read))
      at += read
    }
  } finally {
    closeSync(open)
  }
  return at
}
