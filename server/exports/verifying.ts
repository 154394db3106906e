import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Instant } from '../../shared/time.ts'
import type { StoreAddress } from '../db/address.ts'
import type { Clock, Log } from '../house.ts'

/** What `verify` said when it last ran, by the page or by the command. */
export type Verified = {
  readonly at: Instant
  readonly findings: number
  readonly head: { readonly number: number; readonly hash: string }
}

/** Verifies the store beside the running server, one run at a time. */
export type Verifying = {
  /** Who asks while it runs waits for the same run. */
  begin(): void
  readonly isRunning: boolean
  last(): Verified | null
  close(): Promise<void>
}

/** Beside an embedded store, so that the command can note it too; it proves nothing and is no part of the record. */
const FILE_NAME = 'last-verify.json'
const fileOf = (store: StoreAddress): string | null =>
  store.kind === 'sqlite' ? join(dirname(store.file), FILE_NAME) : null

/** Notes what verify said; a store that can only be read is verified all the same. Source: RULES.md WA5. */
export function noteVerified(store: StoreAddress, verified: Verified): boolean {
  const file = fileOf(store)
  if (file === null) return false
  try {
    writeFileSync(`${file}.new`, JSON.stringify(verified))
    renameSync(`${file}.new`, file)
    return true
  } catch {
    return false
  }
}

function readVerified(store: StoreAddress): Verified | null {
  const file = fileOf(store)
  try {
    return file === null ? null : (JSON.parse(readFileSync(file, 'utf8')) as Verified)
  } catch {
    return null
  }
}

export function createVerifying(store: StoreAddress, clock: Clock, log: Log): Verifying {
  let worker: Worker | null = null
  /** With PostgreSQL there is no folder: what this server found lasts as long as it does. */
  let found: Verified | null = null
  return {
    get isRunning() {
      return worker !== null
    },
    begin() {
      if (worker) return
      const one = new Worker(new URL('./verify-worker.ts', import.meta.url), { workerData: store })
      worker = one
      one.once('message', (said: Omit<Verified, 'at'>) => {
        found = { at: clock.now(), ...said }
        noteVerified(store, found)
        log(said.findings > 0 ? 'warn' : 'info', 'the store was verified', { findings: said.findings })
      })
      one.once('error', (fault) => log('error', 'the store could not be verified', { fault: String(fault) }))
      one.once('exit', () => {
        worker = null
      })
    },
    last() {
      const noted = readVerified(store)
      return noted && noted.at >= (found?.at ?? 0) ? noted : found
    },
    async close() {
      await worker?.terminate()
    },
  }
}
