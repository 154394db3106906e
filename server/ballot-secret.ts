import { closeSync, fchmodSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { StoreAddress } from './db/address.ts'

const SECRET_BYTES = 32
const FILE_NAME = 'ballots.secret'
const OWNER_ONLY = 0o600

/** Beside the embedded store, never in it: who copies the database alone has no sealed choice. */
export const secretFile = (storeFile: string): string => join(dirname(storeFile), FILE_NAME)

/**
 * The secret that sealed ballots are kept under: beside the embedded store a file that is made at the first start, with PostgreSQL what
 * the operator set, the same for every server; null where nothing was set. Source: RULES.md VO63.
 */
export function ballotSecret(
  store: StoreAddress,
  set: Uint8Array | null,
  random: (bytes: number) => Uint8Array,
): Uint8Array | null {
  return (
    knownSecret(store, set) ?? (store.kind === 'postgres' ? null : write(secretFile(store.file), random(SECRET_BYTES)))
  )
}

/** The same where none may be made: null when there is none yet. */
export const knownSecret = (store: StoreAddress, set: Uint8Array | null): Uint8Array | null =>
  set ?? (store.kind === 'postgres' ? null : read(secretFile(store.file)))

/** The secret as it is written in an environment: 64 hex digits; null for other words. */
export const secretFrom = (words: string): Uint8Array | null =>
  /^[0-9a-f]{64}$/i.test(words) ? new Uint8Array(Buffer.from(words, 'hex')) : null

function read(file: string): Uint8Array | null {
  let words: string
  try {
    words = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const secret = secretFrom(words)
  if (!secret) throw new Error(`${file} is not the secret of sealed ballots: it holds 64 hex digits`)
  return secret
}

/** On the disk before the first ballot is sealed under it. */
function write(file: string, secret: Uint8Array): Uint8Array {
  const open = openSync(file, 'wx', OWNER_ONLY)
  try {
    fchmodSync(open, OWNER_ONLY)
    writeSync(open, `${Buffer.from(secret).toString('hex')}\n`)
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
  return secret
}
