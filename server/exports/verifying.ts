import { Worker } from 'node:worker_threads'
import type { Instant } from '../../shared/time.ts'
import type { StoreAddress } from '../db/address.ts'
import type { Reader } from '../db/database.ts'
import { note, noted } from '../db/notes.ts'
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
  last(db: Reader): Promise<Verified | null>
  close(): Promise<void>
}

/** Notes what verify said, for the status page. Source: RULES.md WA5. */
export const noteVerified = (store: StoreAddress, verified: Verified): Promise<boolean> =>
  note(store, 'last-verify', verified)

export function createVerifying(store: StoreAddress, clock: Clock, log: Log): Verifying {
  let worker: Worker | null = null
  /** Where it cannot be noted, what this server found lasts as long as it does. */
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
        void noteVerified(store, found)
        log(said.findings > 0 ? 'warn' : 'info', 'the store was verified', { findings: said.findings })
      })
      one.once('error', (fault) => log('error', 'the store could not be verified', { fault: String(fault) }))
      one.once('exit', () => {
        worker = null
      })
    },
    async last(db) {
      const last = await noted<Verified>(db, store, 'last-verify')
      // What was found here may not be noted yet.
      return last && last.at > (found?.at ?? 0) ? last : found
    },
    async close() {
      await worker?.terminate()
    },
  }
}
